package expiries_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/expiries"
)

// due are the notices due after the events, the days having passed in between.
func due(t *testing.T, events []es.Recorded) (list []string) {
	t.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	historytest.View(t, views, expiries.Projection, events, func(q engine.Querier) {
		notices, err := expiries.Due(t.Context(), q)
		if err != nil {
			t.Error(err)
		}
		for _, n := range notices {
			list = append(list, fmt.Sprint(n.Contract, " ", n.Day))
		}
	})
	return list
}

func passed(t *testing.T, h *historytest.History, day civil.Date) []es.Recorded {
	t.Helper()
	return foldtest.Events(t, catalog.Events(), h.Events(), foldtest.In(plan.ClockStream("vinh-yen"), scenario.Happened(day.String(), plan.DayPassed{Day: day})))
}

// TestDueIsWhatIsNoticed: for whatever happened, on whatever day, the list names
// the contracts of which the policy would write a notice, and is empty once it
// has.
func TestDueIsWhatIsNoticed(t *testing.T) {
	t.Parallel()
	noticed := scenario.AtLeast(1, "noticed")
	noticed.Check(t, func(rt *rapid.T) {
		h := historytest.Random(historytest.New(t), historytest.Steps.Draw(rt, "steps"))
		day := scenario.Day("2020-09-01").AddDays(rapid.IntRange(0, 1500).Draw(rt, "day"))
		for _, no := range h.Numbers() { // half of the days are near the end of a contract
			if end := h.ContractState(no).DueBackOn; !end.IsZero() && rapid.Bool().Draw(rt, "near an end") {
				day = end.AddDays(-rapid.IntRange(-2, 92).Draw(rt, "days before"))
			}
		}
		var want []string
		for _, no := range h.Numbers() {
			events, err := overseas.ContractDecider.Decide(h.ContractState(no), overseas.NoticeExpiry{Contract: no}, es.Asked{On: day, Today: day})
			if err != nil {
				rt.Fatal(err)
			}
			if len(events) > 0 {
				want = append(want, fmt.Sprint("contract-", no, " ", day))
			}
		}
		if got := due(t, passed(t, h, day)); !slices.Equal(got, want) {
			rt.Fatalf("due are %v, the domain would note %v", got, want)
		}
		for _, no := range h.Numbers() {
			if err := h.TryContract(day.String(), no, overseas.NoticeExpiry{Contract: no}); err != nil {
				rt.Fatal(err)
			}
		}
		if again := due(t, passed(t, h, day)); len(again) > 0 {
			rt.Fatalf("after the notices %v are due", again)
		}
		if len(want) > 0 {
			noticed.Saw("noticed")
		}
	})
}

func TestNothingIsDueBeforeADayPassed(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	h.Ready("C-1", "w1", "26-014", "2021-03-02")
	h.Depart("C-1", "2021-05-18")
	if got := due(t, h.Events()); len(got) > 0 {
		t.Errorf("due are %v", got)
	}
	if got := due(t, passed(t, h, scenario.Day("2024-02-17"))); len(got) != 1 {
		t.Errorf("90 days before, due are %v", got)
	}
}

func TestProperties(t *testing.T) {
	t.Parallel()
	for seed := range 3 {
		h := historytest.Random(historytest.New(t), historytest.Steps.Example(seed))
		foldtest.Properties(t, expiries.Projection, passed(t, h, scenario.Day("2023-01-01")))
	}
}
