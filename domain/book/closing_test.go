package book_test

import (
	"context"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/plan"
)

// TestAPlanIsClosedByTheRulesItWasCountedBy: where the rules change between the
// counting and the closing, it is counted again; figures that moved by that
// refuse the closing, and a retry of one that was carried out is the same success.
func TestAPlanIsClosedByTheRulesItWasCountedBy(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("AdoptPlan", `{"plan":"p","title":"Kế hoạch","from":"2021-01-01","to":"2021-12-31","total":10,"overseas":1,"units":["08710"],"ruleSet":"vinh-yen-2021","decisionNo":"1"}`)
	const closing = `{"plan":"p","total":7,"overseas":1}`
	if _, err := d.ask("ClosePlan", closing); err == nil {
		t.Errorf("closed without any counting: %v", err)
	}
	counted, by := 0, []plan.Figures{{Total: 8, Overseas: 1}, {Total: 7, Overseas: 1}}
	d.Figures = func(context.Context, string) (plan.Figures, error) {
		counted++
		if counted == 1 {
			d.must("SetCountingRules", `{"plan":"p","ruleSet":"vinh-yen-2021-open"}`)
		}
		return by[min(counted, len(by))-1], nil
	}
	asked := book.Request{Key: "close"}
	r, err := d.askAs(asked, "ClosePlan", closing)
	if err != nil || counted != 2 {
		t.Fatalf("counted %d times: %v", counted, err)
	}
	again, err := d.askAs(asked, "ClosePlan", closing)
	if err != nil || !again.Repeated || again.Position != r.Position {
		t.Errorf("asked again: %+v %v", again, err)
	}
	if _, err := d.ask("ClosePlan", closing); refusal(t, err) != "ErrPlanClosed" {
		t.Errorf("closed twice: %v", err)
	}
	if got := d.types("plan-p"); got[len(got)-1] != "PlanClosed" {
		t.Errorf("%v", got)
	}
}
