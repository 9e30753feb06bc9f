package targetprogress

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(...any)
}

// asking lets ask query the view of the events.
func asking(t *testing.T, at tb, events []es.Recorded, ask func(Source) error) {
	at.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		at.Fatal(err)
	}
	defer func() {
		if err := views.Close(); err != nil {
			at.Fatal(err)
		}
	}()
	p, err := engine.OpenProjector(t.Context(), Projection, views, nil)
	if err != nil {
		at.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		at.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position}); err != nil {
		at.Fatal(err)
	}
	if err := views.Snapshot(t.Context(), func(s engine.Snapshot) error { return ask(Source{Snapshot: s}) }); err != nil {
		at.Fatal(err)
	}
}

// TestTheExamplesUnderOtherRules: the in-migrant alone makes the difference.
func TestTheExamplesUnderOtherRules(t *testing.T) {
	t.Parallel()
	events := foldtest.Events(t, catalog.Events(), append([][]es.Recorded{adoption("2021-01-02")}, tenExamples()...)...)
	const open = "vinh-yen-2021-open"
	asking(t, t, events, func(s Source) error {
		r, err := s.Recount(t.Context(), "vinh-yen-2021", open, plan.ShippedRules(), civil.On(2021, 12, 31))
		if err != nil {
			return err
		}
		if r.Was != plan.NewCounts(7, 2) || r.Is != plan.NewCounts(8, 2) || r.Difference != plan.NewCounts(1, 0) || len(r.Workers) != 1 {
			t.Fatalf("%+v", r)
		}
		w := r.Workers[0]
		if w.Worker != worker(5) || w.Was != (plan.Counts{}) || w.Is != plan.NewCounts(1, 0) || len(w.Facts) != 1 || w.Facts[0].WhyWas != plan.WhyInMigrant || w.Facts[0].WhyIs != "" {
			t.Errorf("%+v", w)
		}
		early, err := s.Recount(t.Context(), "vinh-yen-2021", open, plan.ShippedRules(), civil.On(2021, 4, 4))
		if err != nil || len(early.Workers) != 0 || early.Was != early.Is {
			t.Errorf("the day before: %+v %v", early, err)
		}
		list, err := s.InMigrants(t.Context(), planOf(t, s), civil.On(2021, 12, 31))
		if err != nil || len(list) != 1 || list[0].Why != plan.WhyInMigrant || list[0].Fact.Ward != "08740" {
			t.Errorf("in-migrants %+v %v", list, err)
		}
		return nil
	})
}

// TestARecountByAPlansOwnRules: a rule set that another plan has of its own is
// known by its name, the plan's own before another's; no other is.
func TestARecountByAPlansOwnRules(t *testing.T) {
	t.Parallel()
	before := func(slug string, year int, change func(*plan.Rules)) []es.Recorded {
		a, rules := adopted, plan.ShippedRules()["vinh-yen-2021"]
		a.From, a.To = civil.On(year, 1, 1), civil.On(year, 12, 31)
		change(&rules)
		return foldtest.In("plan-"+slug, scenario.Happened("2020-01-02", a, plan.CountingRulesSet{RuleSet: "own", Params: rules}))
	}
	events := foldtest.Events(t, catalog.Events(), append([][]es.Recorded{
		adoption("2021-01-02"),
		before("a", 2019, func(r *plan.Rules) { r.MinMonths = 99 }),
		before("b", 2020, func(r *plan.Rules) { r.InMigrants = "include" }),
	}, tenExamples()...)...)
	asking(t, t, events, func(s Source) error {
		end := civil.On(2021, 12, 31)
		r, err := s.Recount(t.Context(), "vinh-yen-2021", "own", plan.ShippedRules(), end)
		if err != nil {
			return err
		}
		open, err := s.Recount(t.Context(), "vinh-yen-2021", "vinh-yen-2021-open", plan.ShippedRules(), end)
		if err != nil {
			return err
		}
		if r.Other != "own" || r.Is != plan.NewCounts(8, 2) || r.Is != open.Is || len(r.Workers) != 1 {
			t.Errorf("by the newest plan's own: %+v", r)
		}
		if sets, err := s.RuleSets(t.Context(), "a", plan.ShippedRules()); err != nil || sets["own"].MinMonths != 99 {
			t.Errorf("the plan's own isn't meant first: %+v, %v", sets["own"], err)
		}
		_, err = s.Recount(t.Context(), "vinh-yen-2021", "law-2006", plan.ShippedRules(), end)
		var unknown *UnknownRulesError
		if !errors.As(err, &unknown) || unknown.List() != "own, vinh-yen-2021, vinh-yen-2021-open, vinh-yen-2021-turns" {
			t.Errorf("a set that is nowhere: %v", err)
		}
		return nil
	})
}

func planOf(t *testing.T, s Source) PlanRow {
	t.Helper()
	plans, err := s.Plans(t.Context())
	if err != nil || len(plans) != 1 {
		t.Fatal(plans, err)
	}
	return plans[0]
}

// TestARecountIsWhatThePlanWouldCount: what a recount says of other rules is
// what the fold makes of a plan that has those, and under a plan's own rules
// nobody differs.
func TestARecountIsWhatThePlanWouldCount(t *testing.T) {
	t.Parallel()
	days := rapid.IntRange(0, 500)
	rapid.Check(t, func(rt *rapid.T) {
		var lists [][]es.Recorded
		for n := range rapid.IntRange(1, 6).Draw(rt, "workers") {
			for range rapid.IntRange(0, 4).Draw(rt, "facts") {
				on := civil.On(2020, 11, 1).AddDays(days.Draw(rt, "day"))
				lists = append(lists, job(n, on.String(), rapid.SampledFrom([]int{0, 2, 12}).Draw(rt, "months"), func(p *labour.WorkerPlaced) {
					p.Ward = rapid.SampledFrom([]string{"08710", "08713", "08740"}).Draw(rt, "ward")
					p.ReportedOn = on.AddDays(rapid.IntRange(0, 90).Draw(rt, "delay"))
				}))
			}
			if rapid.Bool().Draw(rt, "goes") {
				on := civil.On(2020, 11, 1).AddDays(days.Draw(rt, "departs")).String()
				lists = append(lists, departure(n, on, on))
			}
		}
		other := rapid.SampledFrom([]string{"vinh-yen-2021", "vinh-yen-2021-open", "vinh-yen-2021-turns"}).Draw(rt, "other")
		asOf := civil.On(2021, 1, 1).AddDays(rapid.IntRange(0, 364).Draw(rt, "asOf"))
		counted := func(rules string, ask func(Source) error) {
			asking(t, rt, foldtest.Events(t, catalog.Events(), append([][]es.Recorded{adoptionUnder("2021-01-02", rules)}, lists...)...), ask)
		}
		var r Recount
		counted("vinh-yen-2021", func(s Source) (err error) {
			r, err = s.Recount(t.Context(), "vinh-yen-2021", other, plan.ShippedRules(), asOf)
			return err
		})
		for rules, got := range map[string]plan.Counts{"vinh-yen-2021": r.Was, other: r.Is} {
			counted(rules, func(s Source) error {
				p, err := s.Report(t.Context(), "vinh-yen-2021", "", asOf)
				if err == nil && p.Achieved != got {
					rt.Fatalf("by %s the recount says %+v, the plan %+v", rules, got, p.Achieved)
				}
				return err
			})
		}
		sum := plan.Counts{}
		for _, w := range r.Workers {
			sum = added(sum, w.Is.Minus(w.Was))
		}
		if sum != r.Difference || other == "vinh-yen-2021" && len(r.Workers) > 0 {
			rt.Fatalf("%d workers come to %+v, the difference is %+v", len(r.Workers), sum, r.Difference)
		}
	})
}
