package plan_test

import (
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
)

// own are a city's own rules: those of 2021, until a year later, but for the change.
func own(change func(*plan.Rules)) plan.ChosenRules {
	r := rules
	r.ReportedBy = civil.On(2023, 1, 31)
	change(&r)
	return plan.ChosenRules{RuleSet: "của mình", Params: &r}
}

func TestAPlanChoosesItsRules(t *testing.T) {
	t.Parallel()
	as := func(c plan.ChosenRules) plan.AdoptPlan {
		return but(func(a *plan.AdoptPlan) {
			a.ChosenRules = c
			a.From, a.To = civil.On(2022, 1, 1), civil.On(2022, 12, 31)
		})
	}
	set := func(change func(*plan.Rules)) plan.SetCountingRules {
		return plan.SetCountingRules{ChosenRules: own(change)}
	}
	none := func(*plan.Rules) {}
	mine := own(none)
	of2022 := adopted
	of2022.From, of2022.To, of2022.RuleSet = civil.On(2022, 1, 1), civil.On(2022, 12, 31), mine.RuleSet
	taken := own(none)
	taken.RuleSet, taken.Shipped = "vinh-yen-2021", &rules
	same := plan.ChosenRules{RuleSet: "vinh-yen-2021", Params: &rules, Shipped: &rules}
	scenario.Run(t, plan.Decider, scenario.Cases[plan.Command]{
		"its own, in full":                  {When: as(mine), Then: []any{of2022, plan.CountingRulesSet{RuleSet: mine.RuleSet, Params: *mine.Params}}},
		"later too":                         {Given: given, When: plan.SetCountingRules{ChosenRules: mine}, Then: []any{plan.CountingRulesSet{RuleSet: mine.RuleSet, Params: *mine.Params}}},
		"a shipped set said in full":        {Given: given, When: plan.SetCountingRules{ChosenRules: same}, Then: []any{plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: rules}}},
		"not another under a shipped name":  {Given: given, When: plan.SetCountingRules{ChosenRules: taken}, Refused: plan.ErrRuleSetTaken, Says: "vinh-yen-2021"},
		"not without a name":                {Given: given, When: plan.SetCountingRules{ChosenRules: plan.ChosenRules{Params: mine.Params}}, Refused: es.ErrFieldMissing, Says: "ruleSet"},
		"not with a cut-off before its end": {When: as(shipped("vinh-yen-2021")), Refused: plan.ErrCutOffBeforeEnd, Says: "2022-01-31"},
		"not set so later":                  {Given: given, When: set(func(r *plan.Rules) { r.ReportedBy = civil.On(2021, 12, 30) }), Refused: plan.ErrCutOffBeforeEnd},
		"a cut-off on its last day":         {Given: given, When: set(func(r *plan.Rules) { r.ReportedBy = civil.On(2021, 12, 31) }), Then: []any{plan.CountingRulesSet{RuleSet: mine.RuleSet, Params: *own(func(r *plan.Rules) { r.ReportedBy = civil.On(2021, 12, 31) }).Params}}},
		"not without a cut-off":             {Given: given, When: set(func(r *plan.Rules) { r.ReportedBy = civil.Date{} }), Refused: es.ErrFieldInvalid, Says: "reportedBy"},
		"not with a word that isn't known":  {Given: given, When: set(func(r *plan.Rules) { r.InMigrants = "maybe" }), Refused: es.ErrFieldInvalid, Says: "inMigrants"},
		"nor a count that isn't":            {Given: given, When: set(func(r *plan.Rules) { r.PerWorker = "" }), Refused: es.ErrFieldInvalid, Says: "perWorker"},
		"nor months below none":             {Given: given, When: set(func(r *plan.Rules) { r.MinMonths = -1 }), Refused: es.ErrFieldInvalid, Says: "minMonths"},
		"nor days below none":               {Given: given, When: set(func(r *plan.Rules) { r.ReplacementGapDays = -1 }), Refused: es.ErrFieldInvalid, Says: "replacementGapDays"},
	})
}
