package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"vaoso/domain/book"
	"vaoso/domain/civil"
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
	if k := key(Placements, "", worker, "0000010008", "2021-03-10"); e.Meta.IdempotencyKey != k || len(k) != len("imp1:placements:")+64 {
		t.Errorf("the key is %s", e.Meta.IdempotencyKey)
	}
}

func TestImportingAgainChangesNothing(t *testing.T) {
	t.Parallel()
	b := newBook()
	for _, f := range all {
		file(t, b, f.kind, f.csv, clerk)
	}
	before := len(events(t, b))
	for _, f := range all {
		r := file(t, b, f.kind, f.csv, clerk)
		for _, row := range r.Rows {
			if f.kind != Contracts && row.Outcome != Already {
				t.Errorf("%s line %d is %s%s", f.kind, row.Line, row.Outcome, told(r))
			}
		}
	}
	if after := len(events(t, b)); after != before {
		t.Errorf("there are %d events more", after-before)
	}
}

// Every filled column that the book has otherwise is named; nothing changes.
func TestRowsThatDiffer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind     Kind
		old, new string
		fields   string
	}{
		"employer":   {Employers, "C,26,08728,lớn", "F,26,Tích Sơn,nhỏ", "sector ward_code size"},
		"worker":     {Workers, "nam,08710,0000000123,sơ cấp", "nữ,08707,0000000124,đại học", "sex ward_code phone education"},
		"birth":      {Workers, "03/02/1994", "04/02/1994", "birth_date"},
		"agency":     {Agencies, "2023-01-01,JP;TW", "2024-01-01,JP", "expires_on markets"},
		"placement":  {Placements, "12,6.500.000,trực tiếp,2021-03-18", "24,7.000.000,vay vốn,2021-03-19", "months monthly_wage_vnd source reported_on"},
		"contract":   {Contracts, "36,150000,JPY,400000", "24,160000,JPY,300000", "months monthly_wage service_fee"},
		"departure":  {Contracts, "18/05/2021", "19/05/2021", "departed_on"},
		"inspection": {Inspections, "nặng,Luật 72/2006/QH11 Đ.21,10/07/2021,05/07/2021", "nhẹ,L,11/07/2021,06/07/2021", "severity legal_basis remedy_due_on remedied_on"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBook()
			for _, f := range all {
				if f.kind == Placements && c.kind == Contracts { // the worker is to depart
					continue
				}
				file(t, b, f.kind, f.csv, clerk)
			}
			before := len(events(t, b))
			csv := ""
			for _, f := range all {
				if f.kind == c.kind {
					csv = strings.Replace(f.csv, c.old, c.new, 1)
				}
			}
			r := file(t, b, c.kind, csv, clerk)
			if row := r.Rows[0]; row.Outcome != Differs || strings.Join(row.Fields, " ") != c.fields {
				t.Errorf("the row is %s in %v, want differs in %s", row.Outcome, row.Fields, c.fields)
			}
			if len(events(t, b)) != before {
				t.Error("something changed")
			}
		})
	}
}

func TestAnEmptyCellIsNoDifference(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	want(t, file(t, b, Workers, strings.Replace(workersCSV, "0000000123,sơ cấp,may công nghiệp,2021-01-04", ",,,", 1), clerk), Already)
	want(t, file(t, b, Contracts, contractsCSV, clerk), Taken)
	want(t, file(t, b, Contracts, strings.Replace(contractsCSV, "ĐH-0071,20/03/2021,ĐK-26-88,25/03/2021,18/05/2021", ",,,,", 1), clerk), Already)
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

// A contract that the gate refuses is partly in the book; its row, mended,
// goes on where it stopped.
func TestPartlyAndItsCompletion(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	tail := "18/05/2021,17/05/2024,hết hạn,01/07/2024\n"
	unregistered := contractsHeader + strings.Replace(contractRow, "ĐK-26-88,25/03/2021,18/05/2021,,,\n", ",,"+tail, 1)
	registered := contractsHeader + strings.Replace(contractRow, "18/05/2021,,,\n", tail, 1)

	r := file(t, b, Contracts, unregistered, clerk)
	want(t, r, Partly)
	if row := r.Rows[0]; row.Step != dispatch || row.Code != overseas.ErrContractNotRegistered.Code {
		t.Errorf("%+v", row)
	}
	before := len(events(t, b))
	want(t, file(t, b, Contracts, unregistered, clerk), Partly)
	if len(events(t, b)) != before {
		t.Error("trying again changed something")
	}
	want(t, file(t, b, Contracts, registered, clerk), Taken)
	if got := types(events(t, b)[before:]); got != "ContractRegistered EngagementReserved WorkerDispatched EngagementConfirmed WorkerReturned EngagementReleased ContractLiquidated" {
		t.Errorf("then came %s", got)
	}
	want(t, file(t, b, Contracts, registered, clerk), Already)
}

// An inspection is closed after all its rows, and not while one is missing.
func TestAnInspectionWaitsForItsRows(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	first := "KT-9,26-014,10/06/2021,Thanh tra Mẫu 01,Một,nặng,L,10/07/2021,,15/06/2021\n"
	wrong := "KT-9,26-014,10/06/2021,Thanh tra Mẫu 01,Hai,rất nặng,L,10/07/2021,,15/06/2021\n"
	third := "KT-9,26-014,10/06/2021,Thanh tra Mẫu 01,Ba,nhẹ,L,10/07/2021,,15/06/2021\n"

	r := file(t, b, Inspections, inspectionsHeader+first+wrong+third, clerk)
	want(t, r, Taken, Invalid, Partly)
	if r.Rows[2].Code != ErrRowsOpen.Code {
		t.Errorf("%+v", r.Rows[2])
	}
	mended := strings.Replace(wrong, "rất nặng", "nặng", 1)
	want(t, file(t, b, Inspections, inspectionsHeader+first+mended+third, clerk), Already, Taken, Taken)
	all := events(t, b)
	if all[len(all)-1].Type != "InspectionClosed" {
		t.Errorf("events are %s", types(all))
	}
}

func TestAnAnnulledPlacementIsNotEnteredAnew(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	want(t, file(t, b, Placements, placementsCSV, clerk), Taken)
	worker := b.Key.Worker("000094000123")
	id := labour.PlacementID(worker, b.Key.Employer("0000010008"), civil.On(2021, time.March, 10))
	annul, _ := book.Named("AnnulPlacement")
	if _, err := b.Do(t.Context(), annul, book.Asked{Command: labour.AnnulPlacement{Worker: worker, PlacementID: id}, Reason: "ghi nhầm"}, book.Request{Actor: "u", Key: "k"}); err != nil {
		t.Fatal(err)
	}
	want(t, file(t, b, Placements, placementsCSV, clerk), Differs)
}

// A dry run says what the real one will say, and writes nothing.
func TestADryRunEqualsTheRealRun(t *testing.T) {
	t.Parallel()
	b := bookOn(openSQLite(t))
	t.Cleanup(func() { _ = b.Log.Close() })
	dry := clerk
	dry.DryRun = true
	for _, f := range mix() {
		before, err := b.Log.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tried := file(t, b, f.kind, f.csv, dry)
		if after, err := b.Log.Head(t.Context()); err != nil || after != before {
			t.Fatalf("the dry run wrote: the head went from %s to %s (%v)", before, after, err)
		}
		done := file(t, b, f.kind, f.csv, clerk)
		if !reflect.DeepEqual(tried.Rows, done.Rows) || !reflect.DeepEqual(tried.Counts, done.Counts) || !tried.DryRun {
			t.Errorf("%s: the dry run says %+v, the real one %+v", f.kind, tried.Rows, done.Rows)
		}
	}
}

// mix is the six files with rows of every outcome.
func mix() []struct {
	kind Kind
	csv  string
} {
	files := append(all[:0:0], all...)
	_, worker, _ := strings.Cut(workersCSV, "\n")
	files[1].csv += strings.Replace(worker, "000094000123", "000094000124", 1) + worker + strings.Replace(worker, "000094000123", "123", 1) +
		strings.Replace(worker, "000094000123,Nguyễn Văn Á,03/02/1994", "000094000125,Nguyễn Văn Á,03/02/2015", 1)
	files[3].csv += strings.TrimPrefix(strings.Replace(placementsCSV, "10/03/2021,12,6.500.000,trực tiếp,2021-03-18", "11/03/2021,12,6.500.000,trực tiếp,2021-03-19", 1), placementsHeader) +
		"000094000124,,may,tự tạo việc làm,2021-04-01,,2.000.000,self,2021-04-02\n" + "000094000999,,may,tự tạo việc làm,2021-04-01,,2.000.000,self,2021-04-02\n"
	files[4].csv += strings.Replace(strings.Replace(contractRow, "C-2021-0007,000094000123", "C-2021-0008,000094000124", 1), "JP", "KR", 1)
	return files
}

// Any number of workers gives the same results, and the same streams.
func TestResultsDontDependOnTheNumberOfWorkers(t *testing.T) {
	t.Parallel()
	one, many := newBook(), newBook()
	eight := clerk
	eight.Workers = 8
	for _, f := range mix() {
		a, b := file(t, one, f.kind, f.csv, clerk), file(t, many, f.kind, f.csv, eight)
		if !reflect.DeepEqual(a.Rows, b.Rows) {
			t.Errorf("%s: one worker says %+v, eight %+v", f.kind, a.Rows, b.Rows)
		}
	}
	if a, b := byStream(events(t, one)), byStream(events(t, many)); !reflect.DeepEqual(a, b) {
		t.Errorf("one worker wrote %v, eight %v", a, b)
	}
}

func byStream(all []es.Event) map[string][]es.UUID {
	m := map[string][]es.UUID{}
	for _, e := range all {
		m[e.Stream] = append(m[e.Stream], e.ID)
	}
	return m
}

func TestProgressCountsEveryRow(t *testing.T) {
	t.Parallel()
	b := newBook()
	files := mix()
	file(t, b, Employers, employersCSV, clerk)
	var seen []int
	opts := clerk
	opts.Progress = func(done, total int) {
		if total != 5 {
			t.Errorf("of %d", total)
		}
		seen = append(seen, done)
	}
	file(t, b, Workers, files[1].csv, opts)
	if !reflect.DeepEqual(seen, []int{3, 4, 5}) { // one row repeats another, and one is invalid
		t.Errorf("progress was %v", seen)
	}
}

func TestAnImportThatBreaksOffSaysHowFarItCame(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	broke := errors.New("the power went")
	b.Step = func(string) error { return broke }
	_, row, _ := strings.Cut(contractsCSV, "\n")
	later := strings.NewReplacer("C-2021-0007", "C-2021-0008", "02/03/2021", "30/05/2021", "20/03/2021", "30/05/2021", "25/03/2021", "30/05/2021", "18/05/2021", "30/05/2021").Replace(row)
	r, err := Import(t.Context(), b, Contracts, strings.NewReader(contractsCSV+later), clerk)
	if !errors.Is(err, broke) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("the error is %v", err)
	}
	want(t, r, Waiting, Waiting)
	b.Step = nil
	r = file(t, b, Contracts, contractsCSV, clerk)
	want(t, r, Taken)
}

func TestFilesTogetherInTheOrderOfDays(t *testing.T) {
	t.Parallel()
	b := newBook()
	var files []*File
	for _, f := range []int{4, 2, 1, 5, 0} { // in no order
		parsed, err := Parse(all[f].kind, strings.NewReader(all[f].csv))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, parsed)
	}
	var day, before civil.Date
	b.Clock = func() time.Time { return day.In(8, 0, 0) }
	opts := clerk
	opts.On = civil.On(2021, time.January, 1)
	j := Prepare(b, opts, files...)
	for _, s := range j.Steps() {
		if s.Day.Before(before) {
			t.Fatalf("%s %d %s is issued on %s, after %s", s.Kind, s.Line, s.Name, s.Day, before)
		}
		before = s.Day
		if day = s.Day; day.IsZero() {
			day = opts.On
		}
		if err := j.Run(t.Context(), []*Step{s}); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range j.Reports() {
		for _, row := range r.Rows {
			if row.Outcome != Taken {
				t.Errorf("%s line %d is %s%s", r.Kind, row.Line, row.Outcome, told(r))
			}
		}
	}
}

func TestRejects(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	bad := "kind;contract_no;citizen_id;market;occupation;signed_on;months;monthly_wage;currency;service_fee;lý do\n" +
		"cá nhân;C-1;000094000123;JP;=cmd|'/C calc'!A0;02/03/2021;36;150000;JPY;x;cũ\n" +
		"cá nhân;C-2;000094000123;JP;hàn;02/03/2021;36;150000;JPY;0;\n" +
		"cá nhân;C-3;000094000999;JP;@hàn;02/03/2021;36;150000;JPY;0;\n"
	r := file(t, b, Contracts, bad, clerk)
	want(t, r, Invalid, Taken, Refused)
	var out bytes.Buffer
	if err := r.Rejects(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "kind,contract_no,") || !strings.HasSuffix(lines[0], "service_fee,dòng,kết quả,lý do") {
		t.Fatalf("the rejects are\n%s", out.String())
	}
	if !strings.Contains(lines[1], ",'=cmd") || !strings.Contains(lines[1], ",2,không hợp lệ,") || !strings.Contains(lines[2], ",'@hàn,") || !strings.Contains(lines[2], "ErrWorkerUnknown") {
		t.Errorf("the rejects are\n%s", out.String())
	}
	mended := strings.Replace(strings.Replace(out.String(), ",x,2", ",0,2", 1), "000094000999", "000094000123", 1)
	again := file(t, b, Contracts, mended, clerk)
	want(t, again, Taken, Taken)
	l, err := es.Load(t.Context(), b.Book, overseas.ContractDecider, overseas.ContractID("C-3"))
	if err != nil || l.State.Occupation != "@hàn" {
		t.Errorf("the occupation is %q (%v)", l.State.Occupation, err)
	}
}

func TestAReportAsJSON(t *testing.T) {
	t.Parallel()
	b := newBook()
	r := file(t, b, Workers, workersCSV+"000094000123x,Bí Mật,,nam,08710,,,,,2021-01-11\n", clerk)
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{`"kind":"workers"`, `"counts":{"invalid":1,"taken":1}`, `"line":2,"outcome":"taken"`, `"column":"citizen_id","value":"•••"`} {
		if !bytes.Contains(text, []byte(s)) {
			t.Errorf("%s isn't in %s", s, text)
		}
	}
	if bytes.Contains(text, []byte("Bí Mật")) || bytes.Contains(text, []byte("000094000123")) {
		t.Errorf("a person is in %s", text)
	}
}

func TestARowMayWarn(t *testing.T) {
	t.Parallel()
	r := file(t, newBook(), Workers, strings.Replace(workersCSV, ",nam,", ",nữ,", 1), clerk)
	want(t, r, Taken)
	if len(r.Rows[0].Warnings) != 1 {
		t.Errorf("warnings are %v", r.Rows[0].Warnings)
	}
}
