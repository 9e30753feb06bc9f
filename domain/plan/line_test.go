package plan_test

import (
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
)

var (
	jan1  = civil.On(2021, 1, 1)
	dec31 = civil.On(2021, 12, 31)
	whole = plan.NewCounts(1300, 30)
	paces = func(m civil.Month) int {
		return map[string]int{"2021-04": 101, "2021-05": 112, "2021-06": 118}[m.String()]
	}
)

// TestTheWorkedExampleOf30June is the example beside the formulas.
func TestTheWorkedExampleOf30June(t *testing.T) {
	t.Parallel()
	asOf := civil.On(2021, 6, 30)
	achieved := plan.NewCounts(612, 14)
	expected := plan.Expected(whole, jan1, dec31, asOf)
	if expected != (plan.Counts{Total: 645, Domestic: 630, Overseas: 15}) {
		t.Errorf("expected %+v, want 645 = 630 + 15", expected)
	}
	if got := achieved.Minus(expected).Total; got != -33 {
		t.Errorf("distance %d, want -33", got)
	}
	f := plan.ForecastFrom(achieved, jan1, dec31, asOf, nil, paces)
	if f.Method != plan.RunRate || f.Counts != (plan.Counts{Total: 1234, Domestic: 1206, Overseas: 28}) {
		t.Errorf("run rate %+v, want 1234 = 1206 + 28", f)
	}
	if *f.Band != (plan.Band{Low: 1231, High: 1336}) {
		t.Errorf("band %+v, want 1231 to 1336", *f.Band)
	}
	if f := plan.ForecastFrom(achieved, jan1, dec31, asOf, &plan.Previous{ByThen: 560, Year: 1210}, paces); f.Method != plan.Seasonal || f.Total != 1322 || f.Overseas != 28 {
		t.Errorf("seasonal %+v, want 1322 with 28 overseas", f)
	}
	if f := plan.ForecastFrom(achieved, jan1, dec31, asOf, &plan.Previous{ByThen: 29, Year: 1210}, paces); f.Method != plan.RunRate {
		t.Errorf("29 by then are too few for the season, got %s", f.Method)
	}
}

func TestTheLinesEdges(t *testing.T) {
	t.Parallel()
	for day, want := range map[civil.Date]int{
		civil.On(2020, 12, 31): 0, jan1: 4, dec31: 1300, civil.On(2022, 6, 1): 1300,
	} {
		if got := plan.Expected(whole, jan1, dec31, day).Total; got != want {
			t.Errorf("expected on %s: %d, want %d", day, got, want)
		}
	}
	sum := plan.Counts{}
	for m := jan1.MonthOf(); !dec31.MonthOf().Before(m); m = m.Next() {
		c := plan.ExpectedIn(m, whole, jan1, dec31)
		sum = plan.NewCounts(sum.Total+c.Total, sum.Overseas+c.Overseas)
	}
	if sum != whole {
		t.Errorf("the twelve months add up to %+v, want %+v", sum, whole)
	}
	if f := plan.ForecastFrom(plan.NewCounts(40, 0), jan1, dec31, civil.On(2021, 1, 27), nil, paces); f != nil {
		t.Errorf("a forecast after 27 days: %+v", f)
	}
	if f := plan.ForecastFrom(plan.NewCounts(40, 0), jan1, dec31, civil.On(2021, 1, 28), nil, paces); f == nil || f.Band != nil {
		t.Errorf("after 28 days, in the first month: %+v, want a forecast without a band", f)
	}
	if f := plan.ForecastFrom(plan.Counts{}, jan1, dec31, civil.On(2021, 6, 30), nil, paces); f != nil {
		t.Errorf("a forecast from nothing: %+v", f)
	}
	if f := plan.ForecastFrom(plan.NewCounts(1270, 28), jan1, dec31, civil.On(2022, 3, 1), nil, paces); f.Total != 1270 || f.Method != plan.Final {
		t.Errorf("after the end: %+v, want what was achieved", f)
	}
}
