package targetprogress

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/projections/engine/foldtest"
)

func dayPassed(day string) []es.Recorded {
	return foldtest.In("clock-vinh-yen", scenario.Happened(day, plan.DayPassed{Day: scenario.Day(day)}))
}

func closedOn(day string, total, overseas int) []es.Recorded {
	return foldtest.In(vinhYen, scenario.Happened(day, plan.PlanClosed{Total: total, Overseas: overseas, RuleSet: "vinh-yen-2021", KnownAt: scenario.Day(day).In(9, 0, 0).UTC()}))
}

// pending are the restatements that nobody has written yet, as the policy would
// ask the book for them.
func pending(t testing.TB, events []es.Recorded) (list []Restatement) {
	t.Helper()
	for _, r := range foldtest.Rows(t, Projection, restatements, events) {
		if !r.Event.IsZero() {
			continue
		}
		because, err := r.causes()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, Restatement{plan.RecordRestatement{Plan: r.Plan, Report: "02", Period: r.Month, Figure: r.Figure, Was: r.Was, Now: r.Now, Because: because, More: r.More}, r.Day})
	}
	slices.SortStableFunc(list, func(a, b Restatement) int { return a.Day.Compare(b.Day) })
	return list
}

// write is what the policy writes then, after the events: the book's own rules.
func write(t testing.TB, lists [][]es.Recorded, due []Restatement) [][]es.Recorded {
	t.Helper()
	for _, r := range due {
		var stream []es.Recorded
		for _, l := range lists {
			for _, e := range l {
				if e.Stream == vinhYen {
					stream = append(stream, e)
				}
			}
		}
		made, err := plan.Decider.Decide(plan.Decider.Fold(stream), r.RecordRestatement, es.Asked{On: r.Day, Today: r.Day, Actor: "policy"})
		if err != nil {
			t.Fatal(err)
		}
		if len(made) != 1 {
			t.Fatalf("%+v is listed as due, and %d events were written", r, len(made))
		}
		lists = append(lists, foldtest.In(vinhYen, scenario.Happened(r.Day.String(), made...)))
	}
	return lists
}

func TestWhatMovesAReportedMonth(t *testing.T) {
	t.Parallel()
	march := civil.MonthOn(2021, 3)
	base := [][]es.Recorded{adoption("2021-01-05"), dayPassed("2021-04-04"), job(1, "2021-03-10", 12), job(2, "2021-03-11", 12), departure(3, "2021-03-12", "2021-03-12")}
	reported := append(slices.Clone(base), dayPassed("2021-04-05"))
	for name, c := range map[string]struct {
		then [][]es.Recorded
		want []string // figure was→now, and how many events moved it
	}{
		"nothing":                             {[][]es.Recorded{dayPassed("2021-04-06")}, nil},
		"an annulment":                        {[][]es.Recorded{annulJob(1, "2021-03-10", "2021-04-06"), dayPassed("2021-04-06")}, []string{"achieved 3→2 by 1"}},
		"not before the day is over":          {[][]es.Recorded{annulJob(1, "2021-03-10", "2021-04-06")}, nil},
		"a fact that came late":               {[][]es.Recorded{job(4, "2021-03-30", 12), dayPassed("2021-04-06")}, []string{"achieved 3→4 by 1"}},
		"both in one day come to nothing":     {[][]es.Recorded{annulJob(1, "2021-03-10", "2021-04-06"), job(4, "2021-03-30", 12), dayPassed("2021-04-06")}, nil},
		"two of one day are told together":    {[][]es.Recorded{job(4, "2021-03-30", 12), job(5, "2021-03-30", 12), dayPassed("2021-04-06")}, []string{"achieved 3→5 by 2"}},
		"on two days on two days":             {[][]es.Recorded{job(4, "2021-03-30", 12), dayPassed("2021-04-06"), annulJob(4, "2021-03-30", "2021-04-07"), dayPassed("2021-04-07")}, []string{"achieved 3→4 by 1", "achieved 4→3 by 1"}},
		"a departure moves both figures":      {[][]es.Recorded{departure(4, "2021-03-15", "2021-03-15"), dayPassed("2021-04-06")}, []string{"achieved 3→4 by 1", "overseas 1→2 by 1"}},
		"another month's fact isn't March's":  {[][]es.Recorded{job(4, "2021-04-01", 12), dayPassed("2021-04-06")}, nil},
		"what doesn't count moves nothing":    {[][]es.Recorded{job(4, "2021-03-30", 1), dayPassed("2021-04-06")}, nil},
		"other rules move it":                 {[][]es.Recorded{foldtest.In(vinhYen, scenario.Happened("2021-04-06", plan.CountingRulesSet{RuleSet: "long", Params: func() plan.Rules { r := plan.ShippedRules()["vinh-yen-2021"]; r.MinMonths = 24; return r }()})), dayPassed("2021-04-06")}, []string{"achieved 3→1 by 1"}},
		"January and February are stated too": {[][]es.Recorded{job(4, "2021-01-30", 12), dayPassed("2021-04-06")}, []string{"achieved 0→1 by 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lists := append(slices.Clone(reported), c.then...)
			events := foldtest.Events(t, catalog.Events(), lists...)
			var got []string
			due := pending(t, events)
			for _, r := range due {
				got = append(got, fmt.Sprintf("%s %d→%d by %d", r.Figure, r.Was, r.Now, len(r.Because)))
			}
			if !slices.Equal(got, c.want) {
				t.Fatalf("due %q, want %q", got, c.want)
			}
			after := foldtest.Events(t, catalog.Events(), write(t, lists, due)...)
			if left := pending(t, after); len(left) > 0 {
				t.Errorf("after it was written, %+v is left", left)
			}
			foldtest.Properties(t, Projection, after)
		})
	}
	if due := pending(t, foldtest.Events(t, catalog.Events(), append(base, annulJob(1, "2021-03-10", "2021-04-05"), dayPassed("2021-04-05"))...)); len(due) > 0 {
		t.Errorf("before March was reported, %+v is due", due)
	}
	for _, m := range foldtest.Rows(t, Projection, months, foldtest.Events(t, catalog.Events(), reported...)) {
		if m.Month == march && (m.FirstTotal != 3 || m.FirstOverseas != 1 || m.StatedOn != scenario.Day("2021-04-05")) {
			t.Errorf("March is stated as %+v", m)
		}
	}
}

// TestAClosingStatesTheRest: also of a plan whose months no day reported.
func TestAClosingStatesTheRest(t *testing.T) {
	t.Parallel()
	lists := [][]es.Recorded{adoption("2022-01-05"), job(1, "2021-03-10", 12), job(2, "2021-12-10", 12), dayPassed("2022-02-01"), closedOn("2022-02-02", 2, 0), annulJob(2, "2021-12-10", "2022-02-03"), dayPassed("2022-02-03")}
	due := pending(t, foldtest.Events(t, catalog.Events(), lists...))
	if len(due) != 1 || due[0].Period != civil.MonthOn(2021, 12) || due[0].Was != 1 || due[0].Now != 0 {
		t.Errorf("due %+v", due)
	}
	open := slices.Delete(slices.Clone(lists), 4, 5)
	if due := pending(t, foldtest.Events(t, catalog.Events(), open...)); len(due) > 0 {
		t.Errorf("months that were to be reported before days began to pass: %+v is due", due)
	}
}

// TestWheneverThePolicyWritesItSaysTheSame: the restatements of random histories
// are what the months come to at each day's end, counted from the cells, and the
// same whether the policy writes at once, late, or in between.
func TestWheneverThePolicyWritesItSaysTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		day := scenario.Day("2021-02-25")
		facts := [][]es.Recorded{adoption("2021-01-05"), dayPassed("2021-02-24")}
		live := map[int]string{}
		for n := range rapid.IntRange(3, 25).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"job", "job", "annul", "day", "day", "abroad"}).Draw(rt, "what") {
			case "job":
				started := day.AddDays(-rapid.IntRange(0, 40).Draw(rt, "ago")).String()
				live[n] = started
				facts = append(facts, job(n, started, 12, func(p *labour.WorkerPlaced) { p.ReportedOn = day }))
			case "abroad":
				facts = append(facts, departure(n, day.AddDays(-rapid.IntRange(0, 40).Draw(rt, "ago")).String(), day.String()))
			case "annul":
				if keys := sortedKeys(live); len(keys) > 0 {
					w := rapid.SampledFrom(keys).Draw(rt, "whose")
					facts = append(facts, annulJob(w, live[w], day.String()))
					delete(live, w)
				}
			case "day":
				day = day.AddDays(rapid.IntRange(1, 9).Draw(rt, "days"))
				facts = append(facts, dayPassed(day.String()))
			}
		}
		events := func(lists [][]es.Recorded) []es.Recorded { return foldtest.Events(t, catalog.Events(), lists...) }
		said := func(lists [][]es.Recorded) (list []string) {
			for _, e := range events(lists) {
				if p, ok := e.Payload.(plan.FigureRestated); ok {
					list = append(list, fmt.Sprint(e.On(), p.Period, p.Figure, p.Was, p.Now, len(p.Because), p.More))
				}
			}
			return list
		}
		late := write(t, slices.Clone(facts), pending(t, events(facts)))
		var prompt [][]es.Recorded
		for _, l := range facts {
			prompt = append(prompt, l)
			if rapid.Bool().Draw(rt, "the policy runs") {
				prompt = write(t, prompt, pending(t, events(prompt)))
			}
		}
		prompt = write(t, prompt, pending(t, events(prompt)))
		if a, b := said(late), said(prompt); !reflect.DeepEqual(a, b) {
			rt.Fatalf("written at the end:\n%q\nwritten in between:\n%q", a, b)
		}
		if want := byHand(t, facts); !reflect.DeepEqual(said(late), want) {
			// ids are compared by their number
			rt.Fatalf("written:\n%q\nby hand:\n%q", said(late), want)
		}
	})
}

func sortedKeys(m map[int]string) (keys []int) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// byHand finds the restatements from what the cells come to after each event.
func byHand(t *testing.T, facts [][]es.Recorded) (list []string) {
	type figure struct {
		month civil.Month
		name  string
	}
	now := func(n int) map[figure]int {
		m := map[figure]int{}
		for _, c := range foldtest.Rows(t, Projection, cells, foldtest.Events(t, catalog.Events(), facts[:n]...)) {
			m[figure{c.Month, "achieved"}] += c.Added
			if c.Kind == plan.KindOverseas {
				m[figure{c.Month, "overseas"}] += c.Added
			}
		}
		return m
	}
	stated, movers, last := map[figure]int{}, map[figure]int{}, scenario.Day("2021-02-24")
	before := map[figure]int{}
	for n, l := range facts {
		after := now(n + 1)
		for m := civil.MonthOn(2021, 1); m.Year() == 2021; m = m.Next() {
			for _, name := range []string{"achieved", "overseas"} {
				f := figure{m, name}
				if _, is := stated[f]; is && after[f] != before[f] {
					movers[f]++
				}
			}
		}
		before = after
		p, passes := l[0].Payload.(plan.DayPassed)
		if !passes {
			continue
		}
		for m := civil.MonthOn(2021, 1); m.Year() == 2021; m = m.Next() {
			for _, name := range []string{"achieved", "overseas"} {
				f := figure{m, name}
				was, is := stated[f]
				if is && was != after[f] {
					list = append(list, fmt.Sprint(p.Day, m, name, was, after[f], movers[f], 0))
					stated[f] = after[f]
				}
				movers[f] = 0
			}
		}
		for m := civil.MonthOn(2021, 1); m.Year() == 2021; m = m.Next() {
			if due := m.Next().First().AddDays(4); !due.After(last) || due.After(p.Day) {
				continue
			}
			for k := civil.MonthOn(2021, 1); !m.Before(k); k = k.Next() {
				for _, name := range []string{"achieved", "overseas"} {
					if _, is := stated[figure{k, name}]; !is {
						stated[figure{k, name}] = after[figure{k, name}]
					}
				}
			}
		}
		last = p.Day
	}
	return list
}

// TestACorrectedShareStandsAsIfTypedRightly: also where it had been typed for
// another ward, and where it is annulled.
func TestACorrectedShareStandsAsIfTypedRightly(t *testing.T) {
	t.Parallel()
	in := func(payloads ...any) []es.Recorded {
		return foldtest.In(vinhYen, scenario.Happened("2021-02-01", payloads...))
	}
	kept := plan.TargetAllocated{Unit: "08713", Total: 100, Overseas: 2}
	wrong, right := plan.TargetAllocated{Unit: "08710", Total: 23}, plan.TargetAllocated{Unit: "08728", Total: 230}
	for name, c := range map[string]struct{ wrongly, rightly []es.Recorded }{
		"another ward's": {
			in(kept, wrong, plan.TargetCorrected{Total: 1300, Overseas: 30, DecisionNo: "MẪU", Shares: []plan.UnitShare{{Unit: "08713", Total: 100, Overseas: 2}, {Unit: "08728", Total: 230}}}), in(kept, right),
		},
		"annulled": {in(kept, wrong, plan.TargetCorrected{Total: 1300, Overseas: 30, DecisionNo: "MẪU", Shares: []plan.UnitShare{{Unit: "08713", Total: 100, Overseas: 2}}}), in(kept)},
		"the target's": {
			in(kept, plan.TargetAmended{Total: 1040, Overseas: 31, DecisionNo: "2"}, plan.TargetCorrected{Total: 1400, Overseas: 31, DecisionNo: "MẪU", Shares: []plan.UnitShare{{Unit: "08713", Total: 100, Overseas: 2}}}),
			in(kept, plan.TargetAmended{Total: 1400, Overseas: 31, DecisionNo: "2"}),
		},
	} {
		a := foldtest.Events(t, catalog.Events(), adoption("2021-01-05"), c.wrongly)
		b := foldtest.Events(t, catalog.Events(), adoption("2021-01-05"), c.rightly)
		if got, want := foldtest.Rows(t, Projection, shares, a), foldtest.Rows(t, Projection, shares, b); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: shares %+v, want %+v", name, got, want)
		}
		if got, want := foldtest.Rows(t, Projection, plans, a), foldtest.Rows(t, Projection, plans, b); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: plans %+v, want %+v", name, got, want)
		}
	}
}
