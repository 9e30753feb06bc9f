package sheet

import (
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// all are the six files, in their order.
var all = []struct {
	kind Kind
	csv  string
}{
	{Employers, employersCSV}, {Workers, workersCSV}, {Agencies, agenciesCSV}, {Placements, placementsCSV}, {Contracts, contractsCSV}, {Inspections, inspectionsCSV},
}

func TestTheSpecificationsRowsAreTaken(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	want(t, file(t, b, Contracts, contractsCSV, clerk), Taken)
	want(t, file(t, b, Inspections, inspectionsCSV, clerk), Taken, Taken)
	got := types(events(t, b))
	if got != "EmployerRegistered WorkerRegistered AgencyRegistered "+
		"ContractSigned OrientationRecorded ContractRegistered EngagementReserved WorkerDispatched EngagementConfirmed "+
		"InspectionOpened FindingRecorded RemedyRequired FindingRecorded RemedyRequired InspectionClosed RemedyRecorded" {
		t.Errorf("events are %s", got)
	}
	for _, e := range events(t, b) {
		if e.Meta.IdempotencyKey != "" && !strings.HasPrefix(e.Meta.IdempotencyKey, "imp1:") && !strings.HasPrefix(e.Meta.IdempotencyKey, "policy:") {
			t.Errorf("%s has the key %s", e.Type, e.Meta.IdempotencyKey)
		}
		if strings.Contains(e.Stream+e.Meta.IdempotencyKey+e.Meta.Reason, "000094000123") {
			t.Errorf("%s tells a citizen id", e.Type)
		}
	}
}

func TestWhatIsWritten(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	want(t, file(t, b, Placements, placementsCSV, clerk), Taken)
	all := events(t, b)
	e := all[len(all)-1]
	p, err := b.Definitions.Decode(e)
	if err != nil {
		t.Fatal(err)
	}
	placed := p.Payload.(labour.WorkerPlaced)
	if placed.Months != 12 || placed.MonthlyWage.Amount != 6_500_000 || placed.ContractKind != labour.FixedTerm || placed.ReportedOn.String() != "2021-03-18" || placed.Sector != "C" {
		t.Errorf("%+v", placed)
	}
	if e.Meta.OccurredOn.String() != "2021-03-10" || e.Meta.Reason != "nhập từ tệp placements" || e.Meta.Actor != "u-officer-01" || e.Meta.Command != "PlaceWorker" {
		t.Errorf("%+v", e.Meta)
	}
	worker := b.Key.Worker("000094000123")
	if k := all[1].Meta.IdempotencyKey; k != key(Workers, "", worker) {
		t.Errorf("the worker's key is %s", k)
	}
	if k := key(Placements, "", worker, "0000010008", "2021-03-10"); e.Meta.IdempotencyKey != k || len(k) != len("imp1:placements:")+64 {
		t.Errorf("the key is %s", e.Meta.IdempotencyKey)
	}
}

func TestUnknownSubjectsAreRefusedAndNotMade(t *testing.T) {
	t.Parallel()
	b := newBook()
	refused := func(r Report, code string) {
		t.Helper()
		row := r.Rows[0]
		if row.Outcome != Refused || row.Code != code || row.Says.Vi == "" || row.Says.En == "" {
			t.Errorf("%s: the row is %s by %s, want %s", r.Kind, row.Outcome, row.Code, code)
		}
	}
	refused(file(t, b, Contracts, contractsCSV, clerk), "ErrWorkerUnknown")
	refused(file(t, b, Inspections, inspectionsCSV, clerk), supervision.ErrSubjectUnknown.Code)
	refused(file(t, b, Placements, placementsCSV, clerk), labour.ErrWorkerUnknown.Code)
	want(t, file(t, b, Workers, workersCSV, clerk), Taken)
	refused(file(t, b, Placements, placementsCSV, clerk), labour.ErrEmployerUnknown.Code)
	want(t, file(t, b, Employers, employersCSV, clerk), Taken)
	refused(file(t, b, Contracts, contractsCSV, clerk), overseas.ErrAgencyUnknown.Code)
	if n := len(events(t, b)); n != 2 {
		t.Errorf("there are %d events", n)
	}
}

// What the book's rules say of rows that are well written.
func TestRulesRefuseRows(t *testing.T) {
	t.Parallel()
	w := func(old, new string) string { return strings.Replace(workersCSV, old, new, 1) }
	p := func(old, new string) string { return strings.Replace(placementsCSV, old, new, 1) }
	for name, c := range map[string]struct {
		kind Kind
		csv  string
		want *es.Refusal
	}{
		"a real person":          {Workers, w("000094000123", "001094000123"), labour.ErrRealCitizenID},
		"no such province":       {Workers, w("000094000123", "097094000123"), labour.ErrCitizenIDMalformed},
		"a child":                {Workers, w("000094000123,Nguyễn Văn Á,03/02/1994", "000094000124,Nguyễn Văn Á,03/02/2010"), labour.ErrUnderWorkingAge},
		"no such ward":           {Workers, w("000094000123,Nguyễn Văn Á,03/02/1994,nam,08710", "000094000124,Nguyễn Văn Á,03/02/1994,nam,Hoàn Kiếm"), labour.ErrUnitUnknown},
		"a wrong check digit":    {Employers, strings.Replace(employersCSV, "0000010008", "0000010009", 1), labour.ErrTaxCodeMalformed},
		"…of a placement":        {Placements, p("0000010008", "0000010009"), labour.ErrTaxCodeMalformed},
		"a real person's job":    {Placements, p("000094000123", "001094000123"), labour.ErrRealCitizenID},
		"months missing":         {Placements, p("2021,12,", "2021,,"), labour.ErrMonthsRequired},
		"months forbidden":       {Placements, p("xác định thời hạn", "không xác định thời hạn"), labour.ErrMonthsForbidden},
		"months above 36":        {Placements, p("2021,12,", "2021,37,"), es.ErrFieldInvalid},
		"reported in the future": {Placements, p("2021-03-18", "2025-03-18"), es.ErrFutureDate},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBook()
			base(t, b)
			if row := file(t, b, c.kind, c.csv, clerk).Rows[0]; row.Outcome != Refused || row.Code != c.want.Code {
				t.Errorf("the row is %s by %q, want %s", row.Outcome, row.Code, c.want.Code)
			}
		})
	}
}

func TestRowsAreEnteredInTheOrderOfTheirDays(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	// Reported second, written first: it overlaps the other and is refused.
	want(t, file(t, b, Placements, placementsHeader+
		"000094000123,0000010008,may,fixed_term,2021-05-01,12,6500000,direct,2021-05-20\n"+
		"000094000123,0000010008,may,fixed_term,2021-03-01,12,6500000,direct,2021-03-20\n", clerk), Refused, Taken)
}

func TestWardsByName(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"08725", "Định Trung", "xã Định Trung", "phường định trung", "X. Định Trung", "dinh trung", "Phuong Dinh Trung", "P. dinh trung"} {
		b := newBook()
		want(t, file(t, b, Workers, strings.Replace(workersCSV, "08710", name, 1), clerk), Taken)
		l, err := es.Load(t.Context(), b.Book, labour.WorkerDecider, b.Key.Worker("000094000123"))
		if err != nil || l.State.WardOn(l.State.RegisteredOn) != "08725" {
			t.Errorf("%q is %q (%v)", name, l.State.WardOn(l.State.RegisteredOn), err)
		}
	}
}

func TestDuplicatesInAFile(t *testing.T) {
	t.Parallel()
	_, row, _ := strings.Cut(workersCSV, "\n")
	same := file(t, newBook(), Workers, workersCSV+row, clerk)
	want(t, same, Taken, Already)
	if same.Rows[1].SameAs != 2 {
		t.Errorf("the second row is the same as line %d", same.Rows[1].SameAs)
	}
	want(t, file(t, newBook(), Workers, workersCSV+strings.Replace(row, ",nam,", ",nữ,", 1), clerk), Invalid, Invalid)
	refused := strings.Replace(row, "1994,", "2019,", 1)
	want(t, file(t, newBook(), Workers, strings.Replace(workersCSV, "1994,", "2019,", 1)+refused, clerk), Refused, Refused)

	_, agency, _ := strings.Cut(agenciesCSV, "\n")
	want(t, file(t, newBook(), Agencies, agenciesCSV+strings.Replace(agency, "26-014", "26/014", 1), clerk), Invalid, Invalid)
	want(t, file(t, newBook(), Inspections, inspectionsHeader+
		"KT-1,26-014,10/06/2021,T,Một,nhẹ,L,,,15/06/2021\nKT-1,26-014,10/06/2021,T,Hai,nhẹ,L,,,16/06/2021\n", clerk), Invalid, Invalid)
}
