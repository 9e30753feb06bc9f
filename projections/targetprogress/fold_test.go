package targetprogress

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
	"vaoso/projections/engine/foldtest"
)

const vinhYen = "plan-vinh-yen-2021"

var (
	units   = []string{"08710", "08728", "08713"}
	adopted = plan.PlanAdopted{Title: "Kế hoạch", From: civil.On(2021, 1, 1), To: civil.On(2021, 12, 31), Total: 1300, Overseas: 30, Units: units, RuleSet: "vinh-yen-2021", DecisionNo: "MẪU"}
)

func adoption(on string) []es.Recorded { return adoptionUnder(on, "vinh-yen-2021") }

func adoptionUnder(on, rules string) []es.Recorded {
	return foldtest.In(vinhYen, scenario.Happened(on, adopted, plan.CountingRulesSet{RuleSet: rules, Params: plan.ShippedRules()[rules]}))
}

func worker(n int) string { return fmt.Sprintf("worker-%d", n) }

// job is a placement of worker n on a day, for some months (0: without end).
func job(n int, day string, months int, change ...func(*labour.WorkerPlaced)) []es.Recorded {
	on := scenario.Day(day)
	p := labour.WorkerPlaced{
		PlacementID: labour.PlacementID(worker(n), "employer-1", on), EmployerID: "employer-1", Occupation: "may", ContractKind: labour.FixedTerm, Months: months,
		MonthlyWage: money.VND(6_000_000), Source: labour.Direct, ReportedOn: on.AddDays(6), Ward: "08710", Sex: labour.Female, BirthYear: 1999, Sector: "C", EmployerWard: "08728",
	}
	if months == 0 {
		p.ContractKind = labour.Indefinite
	}
	for _, c := range change {
		c(&p)
	}
	return foldtest.In(worker(n), scenario.Happened(day, p))
}

func endJob(n int, started, on string) []es.Recorded {
	day := scenario.Day(started)
	return foldtest.In(worker(n), scenario.Happened(on, labour.PlacementEnded{PlacementID: labour.PlacementID(worker(n), "employer-1", day), StartedOn: day, Reason: labour.Resigned}))
}

func annulJob(n int, started, on string) []es.Recorded {
	day := scenario.Day(started)
	return foldtest.In(worker(n), scenario.Happened(on, labour.PlacementAnnulled{PlacementID: labour.PlacementID(worker(n), "employer-1", day), StartedOn: day}))
}

func departure(n int, day string, reported string) []es.Recorded {
	on := scenario.Day(day)
	return foldtest.In(fmt.Sprintf("contract-%d", n), scenario.Happened(day, overseas.WorkerDispatched{Departure: overseas.Departure{
		Party: overseas.Party{WorkerID: worker(n), AgencyID: "agency-1", Market: "JP"}, Occupation: "hàn", Months: 36, DueBackOn: on.LastDayOf(36), Ward: "08710", Sex: "female", BirthYear: 1999, ReportedOn: scenario.Day(reported),
	}}))
}

// loanJobOf is a job of worker n that a loan to the worker made.
func loanJobOf(n int, day string, change ...func(*support.JobRecorded)) []es.Recorded {
	p := support.JobRecorded{LoanNo: "2021-007", WorkerID: worker(n), Created: true, Borrower: worker(n), ReportedOn: scenario.Day(day), Ward: "08710", Sex: "female", BirthYear: 1999}
	for _, c := range change {
		c(&p)
	}
	return foldtest.In("loan-2021-007", scenario.Happened(day, p))
}

func selfEmployed(p *labour.WorkerPlaced) {
	p.ContractKind, p.EmployerID, p.Sector, p.EmployerWard = labour.SelfEmployed, "", "", ""
}

// tenExamples are the histories of the counting rules' worked examples.
func tenExamples() [][]es.Recorded {
	inMigrant := func(p *labour.WorkerPlaced) { p.Ward = "08740" }
	return [][]es.Recorded{
		job(1, "2021-03-10", 12),
		job(2, "2021-02-22", 2), job(2, "2021-06-01", 12),
		job(3, "2021-01-11", 12), endJob(3, "2021-01-11", "2021-04-30"), job(3, "2021-05-17", 0),
		job(4, "2021-03-01", 12), endJob(4, "2021-03-01", "2021-05-31"), departure(4, "2021-09-15", "2021-09-15"),
		job(5, "2021-04-05", 12, inMigrant),
		departure(6, "2021-11-20", "2022-02-10"),
		job(7, "2021-08-02", 12), annulJob(7, "2021-08-02", "2021-10-05"),
		loanJobOf(8, "2021-05-12"), job(8, "2021-05-12", 0, selfEmployed),
		departure(9, "2021-03-05", "2021-03-05"),
		foldtest.In("contract-9", scenario.Happened("2021-04-20", overseas.WorkerReturned{Reason: overseas.ReturnEarlyOwn, Early: true, DepartedOn: civil.On(2021, 3, 5), Party: overseas.Party{WorkerID: worker(9)}})),
		departure(10, "2020-12-30", "2021-01-05"),
		job(11, "2021-12-31", 12, func(p *labour.WorkerPlaced) { p.ReportedOn = civil.On(2021, 12, 31) }),
	}
}

func achieved(t testing.TB, events []es.Recorded) (c plan.Counts, why map[plan.Why]int) {
	t.Helper()
	for _, row := range foldtest.Rows(t, Projection, cells, events) {
		if row.Kind == plan.KindOverseas {
			c.Overseas += row.Added
		} else {
			c.Domestic += row.Added
		}
		c.Total += row.Added
	}
	days := plan.Counts{}
	for _, row := range foldtest.Rows(t, Projection, daily, events) {
		days = plan.NewCounts(days.Total+row.Domestic+row.Overseas, days.Overseas+row.Overseas)
	}
	if days != c {
		t.Errorf("the days come to %+v, the months to %+v", days, c)
	}
	why = map[plan.Why]int{}
	for _, row := range foldtest.Rows(t, Projection, exclusions, events) {
		why[row.Why]++
	}
	return c, why
}

func TestTheWorkedExamplesThroughTheFold(t *testing.T) {
	t.Parallel()
	for name, lists := range map[string][][]es.Recorded{
		"adopted first": append([][]es.Recorded{adoption("2021-01-02")}, tenExamples()...),
		"adopted last":  append(tenExamples(), adoption("2021-12-31")),
		"under other rules first": append(append([][]es.Recorded{adoptionUnder("2021-01-02", "vinh-yen-2021-open")}, tenExamples()...),
			foldtest.In(vinhYen, scenario.Happened("2021-12-31", plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: plan.ShippedRules()["vinh-yen-2021"]}))),
	} {
		got, why := achieved(t, foldtest.Events(t, catalog.Events(), lists...))
		if got != (plan.Counts{Total: 7, Domestic: 5, Overseas: 2}) {
			t.Errorf("%s: %+v, want 7/5/2", name, got)
		}
		want := map[plan.Why]int{plan.WhyShort: 1, plan.WhySecond: 2, plan.WhyInMigrant: 1, plan.WhyLate: 1, plan.WhyAnnulled: 1, plan.WhyOutsideYear: 1}
		if fmt.Sprint(why) != fmt.Sprint(want) {
			t.Errorf("%s: excluded %v, want %v", name, why, want)
		}
	}
}

func TestAnotherRuleSetCountsAnew(t *testing.T) {
	t.Parallel()
	open := foldtest.In(vinhYen, scenario.Happened("2021-12-31", plan.CountingRulesSet{RuleSet: "vinh-yen-2021-open", Params: plan.ShippedRules()["vinh-yen-2021-open"]}))
	events := foldtest.Events(t, catalog.Events(), append(append([][]es.Recorded{adoption("2021-01-02")}, tenExamples()...), open)...)
	got, why := achieved(t, events)
	if got != (plan.Counts{Total: 8, Domestic: 6, Overseas: 2}) || why[plan.WhyInMigrant] != 0 {
		t.Errorf("%+v %v, want the in-migrant counted: 8/6/2", got, why)
	}
	for _, row := range foldtest.Rows(t, Projection, cells, events) {
		if row.RuleSet != "vinh-yen-2021-open" {
			t.Errorf("a row of the old rules is left: %+v", row)
		}
	}
}

func TestLawsOfTheFold(t *testing.T) {
	t.Parallel()
	lists := append(tenExamples()[:6], adoption("2021-04-27"))
	lists = append(lists, tenExamples()[6:]...)
	foldtest.Properties(t, Projection, foldtest.Events(t, catalog.Events(), lists...))
}

// TestJobsOfLoans: one that names its worker counts, once, however it is also
// entered; kept ones are nobody's business here; one that names nobody is listed.
func TestJobsOfLoans(t *testing.T) {
	t.Parallel()
	mine := labour.PlacementID(worker(2), "employer-1", civil.On(2021, 3, 1))
	events := foldtest.Events(t, catalog.Events(), adoption("2021-01-02"),
		loanJobOf(1, "2021-05-12"),
		job(2, "2021-03-01", 12), endJob(2, "2021-03-01", "2021-06-30"),
		loanJobOf(2, "2021-10-01", func(p *support.JobRecorded) { p.PlacementID, p.PlacementStartedOn = mine, civil.On(2021, 3, 1) }),
		loanJobOf(3, "2021-05-12", func(p *support.JobRecorded) { p.Created = false }),
		loanJobOf(0, "2021-05-12", func(p *support.JobRecorded) { p.WorkerID = "" }),
		loanJobOf(0, "2021-05-13", func(p *support.JobRecorded) { p.WorkerID = "" }),
		loanJobOf(4, "2021-06-12", func(p *support.JobRecorded) { p.Borrower, p.Sector, p.EmployerWard = "employer-1", "C", "08728" }),
	)
	got, why := achieved(t, events)
	if got != (plan.Counts{Total: 3, Domestic: 3}) || fmt.Sprint(why) != fmt.Sprint(map[plan.Why]int{plan.WhyPlacementToo: 1, plan.WhyUnnamed: 2}) {
		t.Errorf("%+v %v", got, why)
	}
	for _, row := range foldtest.Rows(t, Projection, cells, events) {
		switch {
		case row.Month.Number() == 5 && (row.Kind != plan.KindSelf || row.Sector != plan.SectorUnknown || row.Source != plan.SourceLoan),
			row.Month.Number() == 6 && (row.Kind != plan.KindWage || row.Sector != "C" || row.Source != plan.SourceLoan):
			t.Errorf("%+v", row)
		}
	}
	foldtest.Properties(t, Projection, events)
}

// TestTheRowsAreWhatCountMakesOfEachWorker: on random histories, recorded in
// any order around the adoption, the cells are the sum of plan.Count over each
// worker's facts.
func TestTheRowsAreWhatCountMakesOfEachWorker(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var lists [][]es.Recorded
		days := rapid.IntRange(0, 500)
		for n := range rapid.IntRange(1, 5).Draw(rt, "workers") {
			for range rapid.IntRange(0, 4).Draw(rt, "facts") {
				day := civil.On(2020, 11, 1).AddDays(days.Draw(rt, "day")).String()
				months := rapid.SampledFrom([]int{0, 2, 12}).Draw(rt, "months")
				lists = append(lists, job(n, day, months, func(p *labour.WorkerPlaced) {
					p.Ward = rapid.SampledFrom([]string{"08710", "08713", "08740"}).Draw(rt, "ward")
					p.ReportedOn = scenario.Day(day).AddDays(rapid.IntRange(0, 90).Draw(rt, "delay"))
				}))
				switch rapid.IntRange(0, 3).Draw(rt, "then") {
				case 1:
					lists = append(lists, annulJob(n, day, day))
				case 2:
					lists = append(lists, endJob(n, day, scenario.Day(day).AddDays(20).String()))
				}
			}
		}
		at := rapid.IntRange(0, len(lists)).Draw(rt, "adopted at")
		lists = append(lists[:at:at], append([][]es.Recorded{adoption("2021-04-27")}, lists[at:]...)...)
		events := foldtest.Events(t, catalog.Events(), lists...)

		facts := map[string][]plan.Fact{}
		for _, e := range events {
			list := facts[e.Stream]
			switch p := e.Payload.(type) {
			case labour.WorkerPlaced:
				keep := list[:0:0]
				for _, x := range list {
					if x.ID != p.PlacementID.String() {
						keep = append(keep, x)
					}
				}
				facts[e.Stream] = append(keep, placement(e, p))
			case labour.PlacementAnnulled:
				for i := range list {
					if list[i].ID == p.PlacementID.String() {
						list[i].Annulled = true
					}
				}
			case labour.PlacementEnded:
				for i := range list {
					if list[i].ID == p.PlacementID.String() {
						list[i].EndedOn = e.On()
					}
				}
			}
		}
		want, excluded := plan.Counts{}, 0
		for _, list := range facts {
			tally := plan.Count(plan.ShippedRules()["vinh-yen-2021"], plan.Period{From: adopted.From, To: adopted.To, Units: units}, list)
			for _, c := range tally.Added {
				want = plan.NewCounts(want.Total+c.Added, want.Overseas)
			}
			excluded += len(tally.Excluded)
		}
		got, why := achieved(t, events)
		n := 0
		for _, x := range why {
			n += x
		}
		if got != want || n != excluded {
			rt.Fatalf("rows have %+v and %d excluded, Count makes %+v and %d", got, n, want, excluded)
		}
	})
}

func TestFactsSurviveTheirText(t *testing.T) {
	t.Parallel()
	f := placement(job(1, "2021-03-10", 12)[0], job(1, "2021-03-10", 12)[0].Payload.(labour.WorkerPlaced))
	f.Position, f.EndedOn, f.Annulled, f.SelfEmployed, f.Unnamed = es.NewPosition(7, 5), civil.On(2021, 4, 1), true, true, true
	f.SameAs, f.SameDay = "f0", civil.On(2021, 3, 1)
	back, err := decodeFacts(encodeFacts([]plan.Fact{f, {}}))
	if err != nil || len(back) != 2 || back[0] != f || back[1] != (plan.Fact{}) {
		t.Errorf("%+v %v", back, err)
	}
	for _, bad := range []string{"x\n", encodeFacts([]plan.Fact{f})[3:] + "\t\n", "a\tb\n"} {
		if got, err := decodeFacts(bad); err == nil {
			t.Errorf("%q read as %+v", bad, got)
		}
	}
}
