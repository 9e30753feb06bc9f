package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

const (
	inspect    = `{"inspection":"KT-1","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`
	finding    = `{"inspection":"KT-1","text":"thu vượt trần","severity":"major","on":"2021-06-02"}`
	remedy     = `{"inspection":"KT-1","findingId":"KT-1-1","what":"hoàn tiền","dueOn":"2021-07-02","on":"2021-06-02"}`
	escalate   = `{"inspection":"KT-1","findingId":"KT-1-1","to":"Sở LĐ-TB&XH","on":"2021-07-10"}`
	suspension = `{"inspection":"KT-1","findingId":"KT-1-1","kind":"suspension","decisionNo":"MẪU/QĐ-9","from":"2021-08-01","until":"2021-09-30","on":"2021-07-20"}`
	kt1        = "inspection-KT-1"
	agency014  = "agency-26-014"
)

// escalated is a book with a finding that has been escalated.
func escalated(t *testing.T) *desk {
	d := ready(t)
	d.must("OpenInspection", inspect, "RecordFinding", finding, "RequireRemedy", remedy, "EscalateFinding", escalate)
	return d
}

func (d *desk) suspensions() (list []string) {
	d.t.Helper()
	a, err := es.Load(d.t.Context(), d.Book.Book, overseas.AgencyDecider, agency014)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, e := range a.Events {
		if p, ok := e.Payload.(overseas.LicenceSuspended); ok {
			list = append(list, fmt.Sprint(p.DecisionNo, " ", p.From, " ", p.Until, " on ", e.On()))
		}
	}
	return list
}

var carried = []string{"MẪU/QĐ-9 2021-08-01 2021-09-30 on 2021-07-20"}

// TestASuspensionIsCarriedToTheLicence, and holds at the gate from its day.
func TestASuspensionIsCarriedToTheLicence(t *testing.T) {
	t.Parallel()
	d := escalated(t)
	r := d.must("ImposeSanction", suspension)
	if got := d.suspensions(); !slices.Equal(got, carried) {
		t.Fatalf("the licence has %v", got)
	}
	for e, err := range d.Log.Read(t.Context(), agency014, 1, es.Forward) {
		if err != nil || e.Type != "LicenceSuspended" || e.Meta.CausationID != r.Events[0].ID.String() || e.Meta.LegalBasis != "MẪU/QĐ-9" || e.Meta.Role != "system" {
			t.Errorf("%s %+v %v", e.Type, e.Meta, err)
		}
	}
	if _, err := d.ask("DispatchOverseas", strings.ReplaceAll(dispatch, "2021-05-18", "2021-08-01")); refusal(t, err) != "ErrLicenceSuspended" {
		t.Errorf("departed while suspended: %v", err)
	}
	d.must("DispatchOverseas", strings.ReplaceAll(dispatch, "2021-05-18", "2021-07-31"))
}

// TestASanctionThroughACrash: whether the policy or a retry comes first, and
// however often, the licence is suspended once.
func TestASanctionThroughACrash(t *testing.T) {
	t.Parallel()
	for _, policyFirst := range []bool{true, false} {
		d := escalated(t)
		d.crashAt("sanctioned")
		if _, err := d.askAs(book.Request{Key: "go"}, "ImposeSanction", suspension); !errors.Is(err, errCrash) {
			t.Fatalf("it didn't crash: %v", err)
		}
		if got := d.suspensions(); got != nil {
			t.Fatalf("before: %v", got)
		}
		d.setToday("2022-02-01")
		enforce := func() {
			if err := d.Enforce(t.Context(), kt1, scenario.Day("2022-01-31")); err != nil {
				t.Fatal(err)
			}
		}
		retry := func() {
			r, err := d.askAs(book.Request{Key: "go"}, "ImposeSanction", suspension)
			if err != nil || r.Events[0].Type != "SanctionImposed" || !r.Repeated {
				t.Fatalf("the retry: %+v %v", r, err)
			}
		}
		if policyFirst {
			enforce()
		} else {
			retry()
		}
		for range 2 {
			retry()
			enforce()
		}
		if got := d.suspensions(); !slices.Equal(got, carried) {
			t.Errorf("policy first %v: %v", policyFirst, got)
		}
		// A reinstatement isn't undone by the decision that it ended.
		d.must("ReinstateLicence", `{"licenceNo":"26-014","from":"2021-08-15","decisionNo":"QĐ-10"}`)
		retry()
		enforce()
		if got := d.suspensions(); len(got) != 1 {
			t.Errorf("after a reinstatement: %v", got)
		}
	}
}

func TestASuspensionThatIsThere(t *testing.T) {
	t.Parallel()
	d := escalated(t)
	d.must("SuspendLicence", `{"licenceNo":"26-014","from":"2021-07-15","decisionNo":"MẪU/QĐ-9","on":"2021-07-20"}`)
	d.must("ImposeSanction", suspension)
	if got := d.suspensions(); len(got) != 1 {
		t.Errorf("one decision suspended twice: %v", got)
	}
}

// TestALicenceThatIsRevoked has nothing left to suspend: the sanction is
// refused, and one that a crash left behind comes to rest.
func TestALicenceThatIsRevoked(t *testing.T) {
	t.Parallel()
	d := escalated(t)
	d.crashAt("sanctioned")
	if _, err := d.ask("ImposeSanction", suspension); !errors.Is(err, errCrash) {
		t.Fatal(err)
	}
	d.must("RevokeLicence", `{"licenceNo":"26-014","from":"2021-08-01","decisionNo":"QĐ-11","on":"2021-08-01"}`)
	if err := d.Enforce(t.Context(), kt1, scenario.Day("2021-12-30")); err != nil || d.suspensions() != nil {
		t.Errorf("%v %v", d.suspensions(), err)
	}
	before := d.types(kt1)
	if _, err := d.ask("ImposeSanction", strings.ReplaceAll(suspension, "QĐ-9", "QĐ-12")); refusal(t, err) != "ErrLicenceRevoked" {
		t.Errorf("%v", err)
	}
	if after := d.types(kt1); !slices.Equal(before, after) {
		t.Errorf("what was refused was written: %v", after)
	}
}

func TestASanctionOfAContractsFinding(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.must("OpenInspection", `{"inspection":"KT-1","contract":"C-2021-0007","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`, "RecordFinding", finding, "RequireRemedy", remedy, "EscalateFinding", escalate)
	d.must("ImposeSanction", suspension)
	if got := d.suspensions(); !slices.Equal(got, carried) {
		t.Errorf("the contract's agency has %v", got)
	}
	d = ready(t)
	d.must("OpenInspection", `{"inspection":"KT-1","unit":"08710","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`, "RecordFinding", finding, "RequireRemedy", remedy, "EscalateFinding", escalate)
	if _, err := d.ask("ImposeSanction", suspension); refusal(t, err) != "ErrFieldInvalid" {
		t.Errorf("a ward's licence: %v", err)
	}
	d.must("ImposeSanction", `{"inspection":"KT-1","findingId":"KT-1-1","kind":"fine","amount":{"amount":10000000,"currency":"VND"},"decisionNo":"MẪU/QĐ-9","on":"2021-07-20"}`)
}

// TestADeadlinePassesOnce: on the day after it, by the day that passed and not
// by the clock, and again when a later deadline passes.
func TestADeadlinePassesOnce(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.must("OpenInspection", inspect, "RecordFinding", finding, "RequireRemedy", remedy)
	fell := func(passed string) int {
		for range 2 {
			if err := d.Enforce(t.Context(), kt1, scenario.Day(passed)); err != nil {
				t.Fatal(err)
			}
		}
		n := 0
		for e, err := range d.Log.Read(t.Context(), kt1, 0, es.Forward) {
			if err != nil {
				t.Fatal(err)
			}
			if e.Type == "RemedyFellOverdue" {
				if n++; n == 1 && e.Meta.OccurredOn != scenario.Day("2021-07-03") || n == 2 && e.Meta.OccurredOn != scenario.Day("2021-08-02") {
					t.Errorf("it fell overdue on %s", e.Meta.OccurredOn)
				}
			}
		}
		return n
	}
	for _, c := range []struct {
		passed string
		want   int
	}{{"2021-07-01", 0}, {"2021-07-02", 1}, {"2021-07-20", 1}} {
		if got := fell(c.passed); got != c.want {
			t.Errorf("once %s is over: %d, want %d", c.passed, got, c.want)
		}
	}
	d.must("ExtendRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","dueOn":"2021-08-01","on":"2021-07-21"}`)
	for _, c := range []struct {
		passed string
		want   int
	}{{"2021-07-31", 1}, {"2021-08-01", 2}} {
		if got := fell(c.passed); got != c.want {
			t.Errorf("with more time, once %s is over: %d, want %d", c.passed, got, c.want)
		}
	}
	d.must("ExtendRemedy", `{"inspection":"KT-1","findingId":"KT-1-1","dueOn":"2021-12-31","on":"2021-08-21"}`)
	d.setToday("2021-12-31")
	if got := fell("2021-12-31"); got != 2 { // the book is ahead of this machine's clock
		t.Errorf("by a clock that is behind: %d", got)
	}
}

func TestComplaintsName(t *testing.T) {
	t.Parallel()
	d := ready(t)
	other := d.must("RegisterWorker", strings.ReplaceAll(register, personA, "000094000124")).Stream
	d.must("RegisterAgency", strings.ReplaceAll(agency, "26-014", "26-015"))
	r := d.must("LodgeComplaint", `{"complaint":"KN-1","contract":"C-2021-0007","subject":"chậm trả lương","text":"Ba tháng nay","on":"2021-06-01"}`)
	if want := `{"complaintNo":"KN-1","workerId":"` + d.Key.Worker(personA) + `","agencyId":"agency-26-014","contractId":"contract-C-2021-0007","subject":"chậm trả lương","text":"Ba tháng nay"}`; r.Stream != "complaint-KN-1" || string(r.Events[0].Data) != want {
		t.Errorf("%s %s", r.Stream, r.Events[0].Data)
	}
	d.must("AnswerComplaint", `{"complaint":"KN-1","upheld":true,"on":"2021-06-20"}`)
	d.must("LodgeComplaint", `{"complaint":"complaint-KN-2","licenceNo":"26-014","citizenId":"000094000123","subject":"x"}`)
	for name, c := range map[string]struct{ command, want string }{
		"an agency that isn't there":   {`"licenceNo":"9"`, "ErrSubjectUnknown"},
		"a contract that isn't there":  {`"contract":"C-9"`, "ErrSubjectUnknown"},
		"a worker who isn't there":     {`"licenceNo":"26-014","citizenId":"000094009999"`, "ErrWorkerUnknown"},
		"another agency's contract":    {`"licenceNo":"26-015","contract":"C-2021-0007"`, "ErrFieldInvalid"},
		"another worker's contract":    {`"worker":"` + other + `","contract":"C-2021-0007"`, "ErrFieldInvalid"},
		"nobody":                       {`"text":"x"`, "ErrFieldMissing"},
		"a number that is taken":       {`"complaint":"KN-1","licenceNo":"26-014"`, "ErrComplaintExists"},
		"a complaint without a number": {`"complaint":"","licenceNo":"26-014"`, "ErrFieldMissing"},
	} {
		if !strings.Contains(c.command, `"complaint"`) {
			c.command += `,"complaint":"KN-3"`
		}
		if _, err := d.ask("LodgeComplaint", `{`+c.command+`,"subject":"x"}`); refusal(t, err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := d.ask("AnswerComplaint", `{"complaint":"KN-2","upheld":"yes"}`); refusal(t, err) != "ErrFieldInvalid" || !strings.Contains(err.Error(), "true or false") {
		t.Errorf("%v", err)
	}
}

func TestFlagsNameWhatIsThere(t *testing.T) {
	t.Parallel()
	d := ready(t)
	d.must("OpenInspection", inspect, "RecordFinding", finding, "RecordFinding", strings.Replace(finding, `"text"`, `"findingId":"SP-9","text"`, 1))
	for _, id := range []string{"RF02-C-2021-0007", "RF11-26-014", "RF14-KT-1-1", "RF14-KT-1/SP-9"} {
		if r := d.must("RefuteFlag", `{"flagId":"`+id+`","reason":"đã kiểm tra lại"}`); r.Stream != "flag-"+id || string(r.Events[0].Data) != `{"flagId":"`+id+`","reason":"đã kiểm tra lại"}` {
			t.Errorf("%s: %s %s", id, r.Stream, r.Events[0].Data)
		}
		if _, err := d.ask("RefuteFlag", `{"flagId":"`+id+`","reason":"x"}`); refusal(t, err) != "ErrFlagRefuted" {
			t.Errorf("%s twice: %v", id, err)
		}
	}
	for id, want := range map[string]string{"RF02-C-9": "ErrSubjectUnknown", "RF11-9": "ErrSubjectUnknown", "RF14-KT-1-2": "ErrSubjectUnknown", "RF14-SP-9": "ErrSubjectUnknown", "C-2021-0007": "ErrFieldInvalid", "": "ErrFieldMissing"} {
		if _, err := d.ask("RefuteFlag", `{"flagId":"`+id+`","reason":"x"}`); refusal(t, err) != want {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestAPlanOfInspectionsNamesWhatIsThere(t *testing.T) {
	t.Parallel()
	d := ready(t)
	r := d.must("AdoptInspectionPlan", `{"year":2021,"quotas":[{"licenceNo":"26-014","count":2},{"unit":"08710","count":1}],"on":"2021-01-05"}`)
	if r.Stream != "inspectionplan-2021" || string(r.Events[0].Data) != `{"year":2021,"quotas":[{"agencyId":"agency-26-014","count":2},{"unit":"08710","count":1}]}` {
		t.Errorf("%s %s", r.Stream, r.Events[0].Data)
	}
	for _, quota := range []string{`{"licenceNo":"9","count":1}`, `{"unit":"99999","count":1}`} {
		if _, err := d.ask("AdoptInspectionPlan", `{"year":2022,"quotas":[`+quota+`]}`); refusal(t, err) != "ErrSubjectUnknown" {
			t.Errorf("%s: %v", quota, err)
		}
	}
	d.must("OpenInspection", strings.Replace(inspect, `"on"`, `"checklist":["thu phí"],"on"`, 1), "RecordChecklist", `{"inspection":"KT-1","item":"thu phí","ok":true,"on":"2021-06-01"}`)
}

// TestACorrectedSuspensionThroughACrash: a suspension that was annulled on the
// licence and then gets other days under the same decision holds there once more, by
// those days, whichever step it crashed behind and whoever comes first; and not
// before it says so.
func TestACorrectedSuspensionThroughACrash(t *testing.T) {
	t.Parallel()
	for _, crash := range []string{"", "sanction corrected"} {
		for _, policyFirst := range []bool{true, false} {
			d := escalated(t)
			d.must("ImposeSanction", suspension)
			enforce := func() {
				if err := d.Enforce(t.Context(), kt1, scenario.Day("2021-12-30")); err != nil {
					t.Fatal(err)
				}
			}
			stand := func() (list []overseas.Suspension) {
				a, err := es.Load(t.Context(), d.Book.Book, overseas.AgencyDecider, agency014)
				if err != nil {
					t.Fatal(err)
				}
				return a.State.Suspensions
			}
			if err := d.annuls(ofAgency, agency014, "LicenceSuspended"); err != nil {
				t.Fatal(err)
			}
			if enforce(); stand() != nil {
				t.Fatalf("what was taken back is carried again: %v", stand())
			}
			const ofInspection = `"inspection":"KT-1"`
			id, err := d.proposed(ofInspection, kt1, "SanctionImposed", `[{"field":"from","to":"2021-09-01"}]`)
			if err != nil {
				t.Fatal(err)
			}
			if enforce(); stand() != nil {
				t.Fatalf("by a proposal: %v", stand())
			}
			confirm := func() error { return d.confirms("go", ofInspection, id) }
			d.crashAt(crash)
			if err := confirm(); (crash != "") != errors.Is(err, errCrash) {
				t.Fatalf("%q: %v", crash, err)
			}
			d.crashAt("")
			if policyFirst {
				enforce()
			}
			for range 2 {
				if err := confirm(); err != nil {
					t.Fatalf("the retry: %v", err)
				}
				enforce()
			}
			got := stand()
			if len(got) != 1 || got[0].From != scenario.Day("2021-09-01") || got[0].DecisionNo != "MẪU/QĐ-9" {
				t.Errorf("%q, policy first %v: %+v", crash, policyFirst, got)
			}
			if err := d.annuls(ofAgency, agency014, "LicenceSuspended"); err != nil {
				t.Fatal(err)
			}
			if enforce(); stand() != nil {
				t.Errorf("taken back again, and carried: %v", stand())
			}
		}
	}
}
