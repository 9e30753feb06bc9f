package book_test

import (
	"errors"
	"slices"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
)

// TestAUnitThatIsNoMoreIsCorrectedStill: what was entered of a ward of 2021 is put
// right in 2026, when there are other wards: the fact's day decides.
func TestAUnitThatIsNoMoreIsCorrectedStill(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	attended := `{"capacity":"TH-1","personRef":"cb-01","unit":"08710","kind":"official","on":"2021-03-01"}`
	d.must("HoldCapacityCourse", `{"capacity":"TH-1","topic":"counselling","hours":8,"on":"2021-03-01"}`, "RecordAttendance", attended,
		"AppointCollaborator", `{"collaborator":"CTV-1","name":"Nguyễn Văn Á","unit":"08710","on":"2021-02-01"}`)
	d.setToday("2026-03-01")
	annul := `{"capacity":"TH-1","personRef":"cb-01","unit":"08710","kind":"official","reason":"ghi nhầm"}`
	clerk := book.Request{Role: string(book.WardClerk), Unit: "08713", Key: "k-clerk"}
	if _, err := d.askAs(clerk, "AnnulAttendance", annul); !errors.Is(err, book.ErrOtherWard) {
		t.Errorf("another ward's clerk annuls an attendance: %v", err)
	}
	if _, err := d.askAs(clerk, "CorrectCollaborator", `{"collaborator":"CTV-1","unit":"08713","reason":"ghi nhầm"}`); !errors.Is(err, book.ErrOtherWard) {
		t.Errorf("another ward's clerk takes a collaborator: %v", err)
	}
	d.refuses(labour.ErrUnitUnknown, "CorrectCollaborator", `{"collaborator":"CTV-1","unit":"08713","appointedOn":"2026-02-01","reason":"ghi nhầm"}`)
	d.must("AnnulAttendance", annul, "CorrectCollaborator", `{"collaborator":"CTV-1","unit":"08713","reason":"ghi nhầm"}`)
}

// TestAPlansWardsArePutRight: by two people, to wards of its first day, and not
// from under a share.
func TestAPlansWardsArePutRight(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("AdoptPlan", `{"plan":"p","title":"Kế hoạch","from":"2021-01-01","to":"2021-12-31","total":10,"overseas":1,"units":["08710","08713"],"ruleSet":"vinh-yen-2021","decisionNo":"1"}`,
		"AllocateTarget", `{"plan":"p","unit":"08713","total":4,"overseas":0}`)
	wards := func(codes string) (es.UUID, error) {
		return d.proposed(`"plan":"p"`, "plan-p", "PlanAdopted", `[{"field":"units","to":[`+codes+`]}]`)
	}
	if _, err := wards(`"08713","26011"`); !errors.Is(err, es.ErrFieldInvalid) {
		t.Errorf("a ward of nowhere: %v", err)
	}
	if _, err := wards(`"08710","08728"`); !errors.Is(err, correction.ErrDependentFacts) {
		t.Errorf("without a ward that has a share: %v", err)
	}
	proposal, err := wards(`"08713","08728"`)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.confirms("wards", `"plan":"p"`, proposal); err != nil {
		t.Fatal(err)
	}
	d.refuses(plan.ErrUnitNotInPlan, "AllocateTarget", `{"plan":"p","unit":"08710","total":1,"overseas":0}`)
	d.must("AllocateTarget", `{"plan":"p","unit":"08728","total":1,"overseas":0}`)
	p, err := es.Load(t.Context(), d.Book.Book, plan.Decider, "plan-p")
	if err != nil || !slices.Equal(p.State.Units, []string{"08713", "08728"}) {
		t.Errorf("%v, %v", p.State.Units, err)
	}
}
