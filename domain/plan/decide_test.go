package plan_test

import (
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
)

var (
	rules   = plan.ShippedRules()["vinh-yen-2021"]
	adopt   = plan.AdoptPlan{Plan: "vinh-yen-2021", Title: "Kế hoạch tạo việc làm 2021", From: civil.On(2021, 1, 1), To: civil.On(2021, 12, 31), Total: 1300, Overseas: 30, Units: []string{"08710", "08728"}, DecisionNo: "MẪU/KH-UBND", ChosenRules: shipped("vinh-yen-2021")}
	adopted = plan.PlanAdopted{Title: adopt.Title, From: adopt.From, To: adopt.To, Total: 1300, Overseas: 30, Units: adopt.Units, RuleSet: adopt.RuleSet, DecisionNo: adopt.DecisionNo}
	given   = scenario.Happened("2021-04-27", adopted, plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: rules})
)

// shipped chooses a set that comes with the program.
func shipped(name string) plan.ChosenRules {
	c := plan.ChosenRules{RuleSet: name}
	if r, there := plan.ShippedRules()[name]; there {
		c.Shipped = &r
	}
	return c
}

func but(change func(*plan.AdoptPlan)) plan.AdoptPlan {
	c := adopt
	change(&c)
	return c
}

func TestAPlanIsAdoptedOnce(t *testing.T) {
	t.Parallel()
	scenario.Run(t, plan.Decider, scenario.Cases[plan.Command]{
		"adopted with its counting rules": {When: adopt, Then: []any{adopted, plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: rules}}},
		"refused a second time":           {Given: given, When: adopt, Refused: plan.ErrPlanExists, Says: "vinh-yen-2021"},
		"refused without a target":        {When: but(func(c *plan.AdoptPlan) { c.Total = 0 }), Refused: plan.ErrTargetNotPositive},
		"refused with overseas above the total": {
			When: but(func(c *plan.AdoptPlan) { c.Overseas = 1301 }), Refused: plan.ErrOverseasAboveTotal,
		},
		"refused without a decision":       {When: but(func(c *plan.AdoptPlan) { c.DecisionNo = "" }), Refused: plan.ErrDecisionMissing},
		"refused under unknown rules":      {When: but(func(c *plan.AdoptPlan) { c.Shipped = nil }), Refused: plan.ErrRuleSetUnknown},
		"refused when it ends before":      {When: but(func(c *plan.AdoptPlan) { c.To = civil.On(2020, 12, 31) }), Refused: es.ErrFieldInvalid},
		"refused without units":            {When: but(func(c *plan.AdoptPlan) { c.Units = nil }), Refused: es.ErrFieldMissing, Says: "units"},
		"refused with an unknown unit":     {When: but(func(c *plan.AdoptPlan) { c.UnknownUnits = []string{"99999"} }), Refused: es.ErrFieldInvalid, Says: "99999"},
		"refused with a unit twice":        {When: but(func(c *plan.AdoptPlan) { c.Units = []string{"08710", "08710"} }), Refused: es.ErrFieldInvalid, Says: "twice"},
		"other rules may be set later":     {Given: given, When: plan.SetCountingRules{ChosenRules: shipped("vinh-yen-2021-turns")}, Then: []any{plan.CountingRulesSet{RuleSet: "vinh-yen-2021-turns", Params: plan.ShippedRules()["vinh-yen-2021-turns"]}}},
		"unknown rules may not":            {Given: given, When: plan.SetCountingRules{ChosenRules: shipped("x")}, Refused: plan.ErrRuleSetUnknown},
		"nothing is asked of an unknown":   {When: plan.AmendTarget{Total: 5, DecisionNo: "1"}, Refused: plan.ErrPlanUnknown},
		"refused with negative overseas":   {When: but(func(c *plan.AdoptPlan) { c.Overseas = -1 }), Refused: plan.ErrTargetNotPositive},
		"refused without a title":          {When: but(func(c *plan.AdoptPlan) { c.Title = "" }), Refused: es.ErrFieldMissing, Says: "title"},
		"refused without its first day":    {When: but(func(c *plan.AdoptPlan) { c.From = civil.Date{} }), Refused: es.ErrFieldMissing, Says: "from"},
		"refused without its last day":     {When: but(func(c *plan.AdoptPlan) { c.To = civil.Date{} }), Refused: es.ErrFieldMissing, Says: "to"},
		"a share of an unknown is refused": {When: plan.AllocateTarget{Unit: "08710", Total: 1}, Refused: plan.ErrPlanUnknown},
	})
}

func TestSharesStayBelowTheTarget(t *testing.T) {
	t.Parallel()
	share := func(unit string, total, overseas int) []es.Recorded {
		return scenario.Happened("2021-04-28", plan.TargetAllocated{Unit: unit, Total: total, Overseas: overseas})
	}
	full := scenario.Given(given, share("08710", 1000, 20), share("08728", 300, 10))
	scenario.Run(t, plan.Decider, scenario.Cases[plan.Command]{
		"the whole target may be shared out": {
			Given: scenario.Given(given, share("08710", 1000, 20)), When: plan.AllocateTarget{Unit: "08728", Total: 300, Overseas: 10},
			Then: []any{plan.TargetAllocated{Unit: "08728", Total: 300, Overseas: 10}},
		},
		"one more is refused":          {Given: full, When: plan.AllocateTarget{Unit: "08728", Total: 301, Overseas: 10}, Refused: plan.ErrAllocationAboveTarget, Says: "1301"},
		"one more overseas is refused": {Given: full, When: plan.AllocateTarget{Unit: "08728", Total: 300, Overseas: 11}, Refused: plan.ErrAllocationAboveTarget},
		"more on purpose is marked": {
			Given: full, When: plan.AllocateTarget{Unit: "08728", Total: 301, Overseas: 10, OverAllocate: true},
			Then: []any{plan.TargetAllocated{Unit: "08728", Total: 301, Overseas: 10, OverAllocated: true}},
		},
		"a new share replaces the old":        {Given: full, When: plan.AllocateTarget{Unit: "08710", Total: 900, Overseas: 20}, Then: []any{plan.TargetAllocated{Unit: "08710", Total: 900, Overseas: 20}}},
		"the same share again is nothing new": {Given: full, When: plan.AllocateTarget{Unit: "08710", Total: 1000, Overseas: 20}},
		"another city's ward is refused":      {Given: given, When: plan.AllocateTarget{Unit: "08740", Total: 1}, Refused: plan.ErrUnitNotInPlan},
		"overseas stays inside the share":     {Given: given, When: plan.AllocateTarget{Unit: "08710", Total: 1, Overseas: 2}, Refused: plan.ErrOverseasAboveTotal},
		"no share is negative":                {Given: given, When: plan.AllocateTarget{Unit: "08710", Total: -1}, Refused: es.ErrFieldInvalid},
		"a target may grow":                   {Given: full, When: plan.AmendTarget{Total: 1400, Overseas: 30, DecisionNo: "2"}, Then: []any{plan.TargetAmended{Total: 1400, Overseas: 30, DecisionNo: "2"}}},
		"a target can't sink below its shares": {
			Given: full, When: plan.AmendTarget{Total: 1299, Overseas: 30, DecisionNo: "2"}, Refused: plan.ErrTargetBelowAllocated,
		},
		"an amendment needs its decision": {Given: full, When: plan.AmendTarget{Total: 1400, Overseas: 30}, Refused: plan.ErrDecisionMissing},
		"an amended target is positive":   {Given: full, When: plan.AmendTarget{Total: 0, DecisionNo: "2"}, Refused: plan.ErrTargetNotPositive},
	})
}

func TestTheClockRunsForwards(t *testing.T) {
	t.Parallel()
	passed := scenario.Happened("2021-05-02", plan.DayPassed{Day: civil.On(2021, 5, 1)})
	scenario.Run(t, plan.ClockDecider, scenario.Cases[plan.PassDay]{
		"the first day":       {When: plan.PassDay{Day: civil.On(2021, 5, 1)}, Then: []any{plan.DayPassed{Day: civil.On(2021, 5, 1)}}},
		"a later day":         {Given: passed, When: plan.PassDay{Day: civil.On(2021, 5, 4)}, Then: []any{plan.DayPassed{Day: civil.On(2021, 5, 4)}}},
		"the same day again":  {Given: passed, When: plan.PassDay{Day: civil.On(2021, 5, 1)}},
		"an earlier day":      {Given: passed, When: plan.PassDay{Day: civil.On(2021, 4, 30)}, Refused: plan.ErrDayBackwards},
		"a day must be named": {When: plan.PassDay{}, Refused: es.ErrFieldMissing},
	})
}
