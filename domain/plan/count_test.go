package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
)

var year2021 = plan.Period{From: civil.On(2021, 1, 1), To: civil.On(2021, 12, 31), Units: []string{"08710", "08728", "08713"}}

func placed(day string, months int) plan.Fact {
	d := scenario.Day(day)
	f := plan.Fact{Kind: plan.Placement, Day: d, ReportedOn: d.AddDays(6), Months: months, Ward: "08710", Sector: "C", Sex: "female"}
	if months > 0 {
		f.PlannedEnd = d.LastDayOf(months)
	}
	return f
}

func ended(f plan.Fact, on string) plan.Fact { f.EndedOn = scenario.Day(on); return f }

func departed(day string) plan.Fact {
	f := placed(day, 36)
	f.Kind, f.Sector = plan.Dispatch, ""
	return f
}

func inMigrant(f plan.Fact) plan.Fact { f.Ward, f.EmployerWard = "08740", "08728"; return f }

// TestTheTenWorkedExamples holds the ten examples of the counting rules, and
// what the comparison sets make of them.
func TestTheTenWorkedExamples(t *testing.T) {
	t.Parallel()
	late := departed("2021-11-20")
	late.ReportedOn = civil.On(2022, 2, 10)
	annulled := placed("2021-08-02", 12)
	annulled.Annulled = true
	loanJob := plan.Fact{Kind: plan.Job, Day: civil.On(2021, 5, 12), ReportedOn: civil.On(2021, 5, 12), Ward: "08710", Sex: "female"}
	self := placed("2021-05-12", 0)
	self.SelfEmployed = true
	abroad2020 := departed("2020-12-30")
	abroad2020.ReportedOn = civil.On(2021, 1, 5)
	lastDay := placed("2021-12-31", 12)

	examples := []struct {
		name    string
		workers [][]plan.Fact
		want    [3]int // total, domestic, overseas
		why     map[plan.Why]int
		turns   [3]int
		open    [3]int
	}{
		{"1 placed 10/03", [][]plan.Fact{{placed("2021-03-10", 12)}}, [3]int{1, 1, 0}, nil, [3]int{1, 1, 0}, [3]int{1, 1, 0}},
		{"2 short, then long", [][]plan.Fact{{placed("2021-02-22", 2), placed("2021-06-01", 12)}}, [3]int{1, 1, 0}, map[plan.Why]int{plan.WhyShort: 1}, [3]int{1, 1, 0}, [3]int{1, 1, 0}},
		{"3 second after 17 days", [][]plan.Fact{{ended(placed("2021-01-11", 12), "2021-04-30"), placed("2021-05-17", 0)}}, [3]int{1, 1, 0}, map[plan.Why]int{plan.WhySecond: 1}, [3]int{1, 1, 0}, [3]int{1, 1, 0}},
		{"4 placed, then departed", [][]plan.Fact{{ended(placed("2021-03-01", 12), "2021-05-31"), departed("2021-09-15")}}, [3]int{1, 0, 1}, nil, [3]int{2, 1, 1}, [3]int{1, 0, 1}},
		{"5 in-migrant", [][]plan.Fact{{inMigrant(placed("2021-04-05", 12))}}, [3]int{0, 0, 0}, map[plan.Why]int{plan.WhyInMigrant: 1}, [3]int{0, 0, 0}, [3]int{1, 1, 0}},
		{"6 reported too late", [][]plan.Fact{{late}}, [3]int{0, 0, 0}, map[plan.Why]int{plan.WhyLate: 1}, [3]int{0, 0, 0}, [3]int{0, 0, 0}},
		{"7 annulled", [][]plan.Fact{{annulled}}, [3]int{0, 0, 0}, map[plan.Why]int{plan.WhyAnnulled: 1}, [3]int{0, 0, 0}, [3]int{0, 0, 0}},
		{"8 loan job and self-employment", [][]plan.Fact{{loanJob, self}}, [3]int{1, 1, 0}, map[plan.Why]int{plan.WhySecond: 1}, [3]int{1, 1, 0}, [3]int{1, 1, 0}},
		{"9 early return", [][]plan.Fact{{ended(departed("2021-03-05"), "2021-04-20")}}, [3]int{1, 0, 1}, nil, [3]int{1, 0, 1}, [3]int{1, 0, 1}},
		{"10 the year's edges", [][]plan.Fact{{abroad2020}, {lastDay}}, [3]int{1, 1, 0}, map[plan.Why]int{plan.WhyOutsideYear: 1}, [3]int{1, 1, 0}, [3]int{1, 1, 0}},
	}
	sets := plan.ShippedRules()
	var all [3]int
	for _, x := range examples {
		for set, want := range map[string][3]int{"vinh-yen-2021": x.want, "vinh-yen-2021-turns": x.turns, "vinh-yen-2021-open": x.open} {
			got, why := [3]int{}, map[plan.Why]int{}
			for _, facts := range x.workers {
				tally := plan.Count(sets[set], year2021, number(facts))
				got = sum(got, tally)
				for _, e := range tally.Excluded {
					why[e.Why]++
				}
			}
			if got != want {
				t.Errorf("%s under %s: total/domestic/overseas %v, want %v", x.name, set, got, want)
			}
			if set == "vinh-yen-2021" {
				if fmt.Sprint(why) != fmt.Sprint(x.why) {
					t.Errorf("%s: excluded %v, want %v", x.name, why, x.why)
				}
				all = [3]int{all[0] + got[0], all[1] + got[1], all[2] + got[2]}
			}
		}
	}
	if all != [3]int{7, 5, 2} {
		t.Errorf("all ten together: %v, want 7/5/2", all)
	}
}

// TestADispatchMovesTheCountOnItsDay: March keeps its domestic count, and
// September takes it away and adds the one abroad.
func TestADispatchMovesTheCountOnItsDay(t *testing.T) {
	t.Parallel()
	tally := plan.Count(plan.ShippedRules()["vinh-yen-2021"], year2021, number([]plan.Fact{ended(placed("2021-03-01", 12), "2021-05-31"), departed("2021-09-15")}))
	want := []plan.Contribution{
		{civil.On(2021, 3, 1), "08710", "C", "female", plan.KindWage, plan.SourceUnknown, 1},
		{civil.On(2021, 9, 15), "08710", "C", "female", plan.KindWage, plan.SourceUnknown, -1},
		{civil.On(2021, 9, 15), "08710", plan.SectorAbroad, "female", plan.KindOverseas, plan.SourceAbroad, 1},
	}
	if fmt.Sprint(tally.Added) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", tally.Added, want)
	}
}

func TestEarlyEndDropped(t *testing.T) {
	t.Parallel()
	rules := plan.ShippedRules()["vinh-yen-2021"]
	rules.EarlyEnd = "drop"
	for end, want := range map[string]int{"2021-05-30": 0, "2021-05-31": 1} {
		if got := len(plan.Count(rules, year2021, number([]plan.Fact{ended(placed("2021-03-01", 12), end)})).Added); got != want {
			t.Errorf("placed 01/03 and ended on %s counts %d times, want %d", end, got, want)
		}
	}
}

// TestALoansJobNeverCountsBesideItsPlacement, under any rules: not after the
// placement ended, and not in the year after.
func TestALoansJobNeverCountsBesideItsPlacement(t *testing.T) {
	t.Parallel()
	on := func(f plan.Fact, day string) plan.Fact {
		f.Day, f.ReportedOn = scenario.Day(day), scenario.Day(day)
		return f
	}
	job := plan.Fact{Kind: plan.Job, Ward: "08710", Sex: "female"}
	same := func(f plan.Fact, id, day string) plan.Fact {
		f.SameAs, f.SameDay = id, scenario.Day(day)
		return f
	}
	annulled := placed("2021-03-01", 12)
	annulled.Annulled = true
	unnamed := on(job, "2021-05-12")
	unnamed.Unnamed = true
	for name, c := range map[string]struct {
		facts   []plan.Fact // numbered f0, f1 …
		counted int
		why     []plan.Why
	}{
		"alone":                             {[]plan.Fact{on(job, "2021-05-12")}, 1, nil},
		"unnamed":                           {[]plan.Fact{unnamed}, 0, []plan.Why{plan.WhyUnnamed}},
		"after its placement":               {[]plan.Fact{placed("2021-03-01", 12), same(on(job, "2021-05-12"), "f0", "2021-03-01")}, 1, []plan.Why{plan.WhyPlacementToo}},
		"before its placement":              {[]plan.Fact{placed("2021-05-12", 12), same(on(job, "2021-05-10"), "f0", "2021-05-12")}, 1, []plan.Why{plan.WhyPlacementToo}},
		"long after its placement ended":    {[]plan.Fact{ended(placed("2021-03-01", 12), "2021-06-30"), same(on(job, "2021-10-01"), "f0", "2021-03-01")}, 1, []plan.Why{plan.WhyPlacementToo}},
		"beside one that is too short":      {[]plan.Fact{placed("2021-03-01", 2), same(on(job, "2021-03-01"), "f0", "2021-03-01")}, 0, []plan.Why{plan.WhyShort, plan.WhyPlacementToo}},
		"of a placement that was annulled":  {[]plan.Fact{annulled, same(on(job, "2021-05-12"), "f0", "2021-03-01")}, 1, []plan.Why{plan.WhyAnnulled}},
		"of a placement of the year before": {[]plan.Fact{same(on(job, "2021-05-12"), "elsewhere", "2020-12-01")}, 0, []plan.Why{plan.WhyPlacementToo}},
		"before a placement that isn't it":  {[]plan.Fact{on(job, "2021-05-12"), placed("2021-09-01", 12)}, 1, []plan.Why{plan.WhySecond}},
	} {
		for _, set := range []string{"vinh-yen-2021", "vinh-yen-2021-turns", "vinh-yen-2021-open"} {
			tally := plan.Count(plan.ShippedRules()[set], year2021, number(c.facts))
			var why []plan.Why
			for _, x := range tally.Excluded {
				why = append(why, x.Why)
			}
			if got := sum([3]int{}, tally); got[0] != c.counted || got[1] != c.counted || len(why) != len(c.why) {
				t.Errorf("%s under %s: counts %v, excluded %v; want %d, %v", name, set, got, why, c.counted, c.why)
				continue
			}
			for _, w := range c.why {
				if !slices.Contains(why, w) {
					t.Errorf("%s under %s: excluded %v, want %v", name, set, why, c.why)
				}
			}
		}
	}
	none := plan.ShippedRules()["vinh-yen-2021"]
	none.SupportJobs = "none"
	if tally := plan.Count(none, year2021, number([]plan.Fact{on(job, "2021-05-12")})); len(tally.Added) != 0 {
		t.Error("a rule set that counts no support jobs counts one")
	}
}

// TestOrderOfRecordingDoesNotMatter: any order of the same facts gives the
// same tally, a worker counts at most once a year, and every fact of the year
// is either counted or excluded with a reason.
func TestOrderOfRecordingDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 6).Draw(t, "n")
		facts := make([]plan.Fact, n)
		for i := range facts {
			day := civil.On(2021, 1, 1).AddDays(rapid.IntRange(0, 364).Draw(t, "day"))
			f := placed(day.String(), rapid.SampledFrom([]int{0, 1, 2, 3, 12}).Draw(t, "months"))
			f.Kind = rapid.SampledFrom([]plan.FactKind{plan.Placement, plan.Dispatch, plan.Irregular, plan.Job}).Draw(t, "kind")
			f.Annulled = rapid.Bool().Draw(t, "annulled")
			facts[i] = f
		}
		facts = number(facts)
		shuffled := append([]plan.Fact(nil), facts...)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).Shuffle(n, func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		rules := plan.ShippedRules()["vinh-yen-2021"]
		a, b := plan.Count(rules, year2021, facts), plan.Count(rules, year2021, shuffled)
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Fatalf("order matters:\n%v\n%v", a, b)
		}
		got := sum([3]int{}, a)
		if got[0] > 1 || got[1] < 0 || got[2] < 0 {
			t.Fatalf("one worker counts %v", got)
		}
		plus := 0
		for _, c := range a.Added {
			if c.Added > 0 {
				plus++
			}
		}
		if plus+len(a.Excluded) != n {
			t.Fatalf("%d facts, %d counted, %d excluded", n, plus, len(a.Excluded))
		}
	})
}

func number(facts []plan.Fact) []plan.Fact {
	for i := range facts {
		facts[i].ID, facts[i].Position = fmt.Sprint("f", i), es.NewPosition(uint64(i+1), uint64(i+1))
	}
	return facts
}

func sum(got [3]int, t plan.Tally) [3]int {
	for _, c := range t.Added {
		got[0] += c.Added
		if c.Kind == plan.KindOverseas {
			got[2] += c.Added
		} else {
			got[1] += c.Added
		}
	}
	return got
}
