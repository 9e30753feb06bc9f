package sheet

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

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
		"whose":      {Contracts, "000094000123,26-014", "000094000124,26-014", "citizen_id"},
		"through":    {Contracts, "26-014", "26-015", "licence_no"},
		"inspected":  {Inspections, "26-014", "26-015", "licence_no"},
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
					csv = strings.ReplaceAll(f.csv, c.old, c.new)
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

// A worker who has moved since still says what they said when they registered.
func TestWhatCameLaterIsNoDifference(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	move, _ := book.Named("MoveWorker")
	if _, err := b.Do(t.Context(), move, book.Asked{Command: labour.MoveWorker{CitizenID: "000094000123", Ward: "08707"}, Reason: "chuyển nhà"}, book.Request{Actor: "u", Key: "k"}); err != nil {
		t.Fatal(err)
	}
	want(t, file(t, b, Workers, workersCSV, clerk), Already)
}

// Of a person whose data were erased, the file's personal cells are no difference.
func TestWhatWasErasedIsNoDifference(t *testing.T) {
	t.Parallel()
	row := Values{"full_name": "Nguyễn Văn Á", "birth_date": "1994-02-03", "phone": "0000000123", "sex": "male"}
	if d := differs(Workers, row, registered(labour.Worker{Registered: true, Sex: labour.Male})); len(d) != 0 {
		t.Errorf("%v differ", d)
	}
	if d := differs(Workers, row, registered(labour.Worker{Registered: true, Sex: labour.Male, CitizenID: "000094000123"})); len(d) != 3 {
		t.Errorf("%v differ, want three", d)
	}
}

// A row that differs keeps its inspection open.
func TestAnInspectionWaitsForARowThatDiffers(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	row := "KT-9,26-014,10/06/2021,Thanh tra Mẫu 01,Một,nặng,L,10/07/2021,,"
	want(t, file(t, b, Inspections, inspectionsHeader+row+"\n", clerk), Taken)
	r := file(t, b, Inspections, inspectionsHeader+strings.Replace(row, "nặng", "nhẹ", 1)+"15/06/2021\n"+strings.Replace(row, "Một", "Hai", 1)+"15/06/2021\n", clerk)
	want(t, r, Differs, Partly)
	if r.Rows[1].Code != ErrRowsOpen.Code || r.Rows[1].Step != closing {
		t.Errorf("%+v", r.Rows[1])
	}
}

func TestARefusalSaysWhateverElseIsWrong(t *testing.T) {
	t.Parallel()
	b := newBook()
	base(t, b)
	r := file(t, b, Contracts, strings.Replace(contractsCSV, "ĐH-0071,20/03/2021,ĐK-26-88,25/03/2021", ",,,", 1), clerk)
	want(t, r, Partly)
	if row := r.Rows[0]; row.Code != overseas.ErrOrientationMissing.Code || !slices.Equal(row.Also, []string{overseas.ErrContractNotRegistered.Code}) {
		t.Errorf("%s and %v", row.Code, row.Also)
	}
}
