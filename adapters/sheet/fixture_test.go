package sheet

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/domain/territory"
)

// nothing is a log without events. An overlay over it is a log in memory.
type nothing struct{}

func (nothing) Append(context.Context, string, es.Expected, []es.NewEvent) (es.Appended, error) {
	return es.Appended{}, fmt.Errorf("nothing is written here")
}
func (nothing) Read(context.Context, string, es.Revision, es.Direction) iter.Seq2[es.Event, error] {
	return func(func(es.Event, error) bool) {}
}
func (nothing) ReadAll(context.Context, es.Position, es.Direction, es.Filter) iter.Seq2[es.Event, error] {
	return func(func(es.Event, error) bool) {}
}
func (nothing) Follow(context.Context, es.Position, es.Filter, int) iter.Seq2[es.Page, error] {
	return func(func(es.Page, error) bool) {}
}
func (nothing) Head(context.Context) (es.Position, error) { return es.Start, nil }
func (nothing) Close() error                              { return nil }

// bookOn is a made-up book on a log, at the end of 2024.
func bookOn(log es.Log) *book.Book {
	now := time.Date(2024, time.December, 31, 8, 0, 0, 0, time.UTC)
	return &book.Book{
		Book: es.Book{Log: log, Definitions: catalog.Events(), Clock: func() time.Time { return now }},
		Key:  book.Key{1, 2, 3}, Synthetic: true,
		Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(), LoanCaps: support.ShippedCaps(),
	}
}

func newBook() *book.Book { return bookOn(NewOverlay(nothing{})) }

var clerk = Options{Actor: "u-officer-01", Workers: 1}

// The rows of DOMAIN.md §9, and of the other files what they need.
const (
	employersCSV = "tax_code,name,sector,province_code,ward_code,size\n" +
		"0000010008,Công ty Mẫu May 01,C,26,08728,lớn\n"
	workersCSV = "citizen_id,full_name,birth_date,sex,ward_code,phone,education,occupation,job_seeking_since,registered_on\n" +
		"000094000123,Nguyễn Văn Á,03/02/1994,nam,08710,0000000123,sơ cấp,may công nghiệp,2021-01-04,2021-01-11\n"
	agenciesCSV = "licence_no,name,licensed_on,expires_on,markets\n" +
		"26-014,Công ty Mẫu Phái cử A,2017-05-12,2023-01-01,JP;TW\n"
	placementsHeader = "citizen_id,tax_code,occupation,contract_kind,started_on,months,monthly_wage_vnd,source,reported_on\n"
	placementsCSV    = placementsHeader +
		"000094000123,0000010008,công nhân may,xác định thời hạn,10/03/2021,12,6.500.000,trực tiếp,2021-03-18\n"
	contractsHeader = "contract_no,citizen_id,licence_no,kind,market,occupation,signed_on,months,monthly_wage,currency,service_fee,brokerage_fee,deposit," +
		"orientation_certificate,oriented_on,registration_no,registered_on,departed_on,returned_on,return_reason,liquidated_on\n"
	contractRow  = "C-2021-0007,000094000123,26-014,dịch vụ,JP,hàn,02/03/2021,36,150000,JPY,400000,0,0,ĐH-0071,20/03/2021,ĐK-26-88,25/03/2021,18/05/2021,,,\n"
	contractsCSV = contractsHeader + contractRow

	inspectionsHeader = "inspection_no,licence_no,opened_on,inspector,finding,severity,legal_basis,remedy_due_on,remedied_on,closed_on\n"
	inspectionsCSV    = inspectionsHeader +
		"KT-2021-03,26-014,10/06/2021,Thanh tra Mẫu 01,Thu tiền dịch vụ vượt mức trần,nặng,Luật 72/2006/QH11 Đ.21,10/07/2021,05/07/2021,15/06/2021\n" +
		"KT-2021-03,26-014,10/06/2021,Thanh tra Mẫu 01,Không lưu hồ sơ,nhẹ,Luật 72/2006/QH11 Đ.27,10/07/2021,,15/06/2021\n"
)

// file imports a file that must be understood as a whole.
func file(t testing.TB, b *book.Book, kind Kind, csv string, opts Options) Report {
	t.Helper()
	r, err := Import(t.Context(), b, kind, strings.NewReader(csv), opts)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return r
}

// base imports an employer, a worker and an agency.
func base(t testing.TB, b *book.Book) {
	t.Helper()
	want(t, file(t, b, Employers, employersCSV, clerk), Taken)
	want(t, file(t, b, Workers, workersCSV, clerk), Taken)
	want(t, file(t, b, Agencies, agenciesCSV, clerk), Taken)
}

// want compares the outcomes of a file's rows.
func want(t testing.TB, r Report, outcomes ...Outcome) {
	t.Helper()
	var got []Outcome
	for _, row := range r.Rows {
		got = append(got, row.Outcome)
	}
	if fmt.Sprint(got) != fmt.Sprint(outcomes) {
		t.Errorf("%s: rows are %v, want %v: %s", r.Kind, got, outcomes, told(r))
	}
}

func told(r Report) string {
	var b bytes.Buffer
	for _, row := range r.Rows {
		for _, s := range row.Sentences() {
			fmt.Fprintf(&b, "\n  line %d: %s", row.Line, s.En)
		}
	}
	return b.String()
}

// events are all events of a book.
func events(t testing.TB, b *book.Book) []es.Event {
	t.Helper()
	var all []es.Event
	for e, err := range b.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

func types(events []es.Event) string {
	var list []string
	for _, e := range events {
		list = append(list, e.Type)
	}
	return strings.Join(list, " ")
}
