package plan_test

import (
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
)

func TestAPlanIsClosedOnceItIsOver(t *testing.T) {
	t.Parallel()
	number := func(n int) *int { return &n }
	counted := plan.Figures{Total: 1270, Overseas: 28, KnownAt: civil.On(2022, 2, 1).In(8, 0, 0).UTC()}
	closing := plan.ClosePlan{Plan: "vinh-yen-2021", Total: number(1270), Overseas: number(28), Counted: counted}
	but := func(change func(*plan.ClosePlan)) plan.ClosePlan {
		c := closing
		change(&c)
		return c
	}
	is := plan.PlanClosed{Total: 1270, Overseas: 28, RuleSet: "vinh-yen-2021", KnownAt: counted.KnownAt}
	closed := scenario.Given(given, scenario.Happened("2022-02-01", is))
	const later = "2022-02-02"
	scenario.Run(t, plan.Decider, scenario.Cases[plan.Command]{
		"with the figures that the book counts": {Given: given, When: closing, On: later, Today: later, Then: []any{is}},
		"not before it is over":                 {Given: given, When: closing, On: "2021-12-30", Refused: plan.ErrPlanNotOver, Says: "2021-12-31"},
		"on its last day":                       {Given: given, When: closing, On: "2021-12-31", Then: []any{is}},
		"not with others":                       {Given: given, When: but(func(c *plan.ClosePlan) { c.Total = number(1271) }), On: later, Today: later, Refused: plan.ErrFiguresMoved, Says: "1270"},
		"not with others abroad":                {Given: given, When: but(func(c *plan.ClosePlan) { c.Overseas = number(27) }), On: later, Today: later, Refused: plan.ErrFiguresMoved, Says: "28"},
		"not without the total":                 {Given: given, When: but(func(c *plan.ClosePlan) { c.Total = nil }), On: later, Today: later, Refused: es.ErrFieldMissing, Says: "total"},
		"not without those abroad":              {Given: given, When: but(func(c *plan.ClosePlan) { c.Overseas = nil }), On: later, Today: later, Refused: es.ErrFieldMissing, Says: "overseas"},
		"not before it is adopted":              {When: closing, On: later, Today: later, Refused: plan.ErrPlanUnknown},
		"not twice":                             {Given: closed, When: closing, On: later, Today: later, Refused: plan.ErrPlanClosed},
		"then its target stands":                {Given: closed, When: plan.AmendTarget{Total: 1400, Overseas: 30, DecisionNo: "2"}, On: later, Today: later, Refused: plan.ErrPlanClosed},
		"and its shares":                        {Given: closed, When: plan.AllocateTarget{Unit: "08710", Total: 1}, On: later, Today: later, Refused: plan.ErrPlanClosed},
		"and its rules":                         {Given: closed, When: plan.SetCountingRules{ChosenRules: shipped("vinh-yen-2021-turns")}, On: later, Today: later, Refused: plan.ErrPlanClosed},
		"and nobody adopts it anew":             {Given: closed, When: adopt, On: later, Today: later, Refused: plan.ErrPlanExists},
	})
}

func TestAReportedFigureIsRestatedOnceADay(t *testing.T) {
	t.Parallel()
	march, causes := civil.MonthOn(2021, 3), []es.UUID{es.EventID("test", "cause", 0)}
	moved := plan.RecordRestatement{Report: plan.StatedReport, Period: march, Figure: plan.StatedTotal, Was: 100, Now: 99, Because: causes}
	said := plan.FigureRestated{Report: "02", Period: march, Figure: "achieved", Was: 100, Now: 99, Because: causes}
	told := scenario.Given(given, scenario.Happened("2021-05-06", said))
	closed := scenario.Given(given, scenario.Happened("2022-02-01", plan.PlanClosed{Total: 1, RuleSet: "vinh-yen-2021"}))
	on := func(was, now int) plan.RecordRestatement {
		c := moved
		c.Was, c.Now = was, now
		return c
	}
	scenario.Run(t, plan.Decider, scenario.Cases[plan.Command]{
		"with what moved it":              {Given: given, When: moved, On: "2021-05-06", Then: []any{said}},
		"once a day":                      {Given: told, When: on(100, 98), On: "2021-05-06"},
		"the next day from what was said": {Given: told, When: on(100, 98), On: "2021-05-07", Then: []any{plan.FigureRestated{Report: "02", Period: march, Figure: "achieved", Was: 99, Now: 98, Because: causes}}},
		"not where nothing moved":         {Given: told, When: on(100, 99), On: "2021-05-07"},
		"another figure by itself": {Given: told, When: plan.RecordRestatement{Report: "02", Period: march, Figure: plan.StatedOverseas, Was: 3, Now: 2, Because: causes}, On: "2021-05-06",
			Then: []any{plan.FigureRestated{Report: "02", Period: march, Figure: "overseas", Was: 3, Now: 2, Because: causes}}},
		"also of a closed plan":   {Given: closed, When: moved, On: "2022-02-03", Today: "2022-02-04", Then: []any{said}},
		"of a plan that is there": {When: moved, On: "2021-05-06", Refused: plan.ErrPlanUnknown},
	})
}

// TestAMonthIsReportedOnTheFifth of the next, also over a year's end.
func TestAMonthIsReportedOnTheFifth(t *testing.T) {
	t.Parallel()
	for month, day := range map[civil.Month]string{civil.MonthOn(2021, 2): "2021-03-05", civil.MonthOn(2021, 12): "2022-01-05"} {
		if got := plan.StatedOn(month); got.String() != day {
			t.Errorf("%s is reported on %s, want %s", month, got, day)
		}
	}
}
