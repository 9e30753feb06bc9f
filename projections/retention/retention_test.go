package retention_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/retention"
)

var day = scenario.Day

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(...any)
}

// ask reads the events' view in a database of its own.
func ask(t *testing.T, at tb, events []es.Recorded, read func(engine.Snapshot) error) {
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
	p, err := engine.OpenProjector(t.Context(), retention.Projection, views, nil)
	if err != nil {
		at.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		at.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: day("2021-01-01").In(0, 0, 0)}); err != nil {
		at.Fatal(err)
	}
	if err := views.Snapshot(t.Context(), read); err != nil {
		at.Fatal(err)
	}
}

func report(t *testing.T, at tb, events []es.Recorded, asOf civil.Date) (r retention.Report) {
	at.Helper()
	ask(t, at, events, func(s engine.Snapshot) (err error) {
		r, err = retention.MakeReport(t.Context(), s, asOf, true)
		return err
	})
	return r
}

func worker(n int) string { return fmt.Sprintf("worker-%d", n) }

func id(n int, on string) es.UUID { return labour.PlacementID(worker(n), "employer-1", day(on)) }

func job(n int, on string, source labour.Source) []es.Recorded {
	return foldtest.In(worker(n), scenario.Happened(on, labour.WorkerPlaced{
		PlacementID: id(n, on), EmployerID: "employer-1", Occupation: "may", ContractKind: labour.Indefinite, MonthlyWage: money.VND(6_000_000),
		Source: source, ReportedOn: day(on), Ward: "08710", Sex: labour.Female, BirthYear: 1999, Sector: "C",
	}))
}

func checked(n int, started string, mark int, on string, outcome labour.Retention) []es.Recorded {
	return foldtest.In(worker(n), scenario.Happened(on, labour.RetentionChecked{PlacementID: id(n, started), StartedOn: day(started), Mark: mark, Outcome: outcome}))
}

func left(n int, started, on string) []es.Recorded {
	return foldtest.In(worker(n), scenario.Happened(on, labour.PlacementEnded{PlacementID: id(n, started), StartedOn: day(started), Reason: labour.Resigned}))
}

func history(t *testing.T) []es.Recorded {
	return foldtest.Events(t, catalog.Events(),
		foldtest.In("employer-1", scenario.Happened("2021-01-02", labour.EmployerRegistered{TaxCode: "0000010008", Name: "Công ty Mẫu May 01", Sector: "C", Province: "26"})),
		job(1, "2021-03-10", labour.Direct), job(2, "2021-03-10", labour.Direct), job(3, "2021-03-10", labour.JobFair), job(4, "2021-03-10", labour.Direct),
		job(5, "2021-03-10", labour.Direct), job(6, "2021-03-10", labour.Direct), job(7, "2021-11-01", labour.Direct),
		checked(1, "2021-03-10", 3, "2021-06-10", labour.StillThere), checked(1, "2021-03-10", 6, "2021-09-10", labour.HasLeft), // asked, it had left
		left(2, "2021-03-10", "2021-06-09"), // the day before the mark
		checked(3, "2021-03-10", 3, "2021-06-12", labour.Unreachable),
		left(4, "2021-03-10", "2021-06-10"), // on the day of the mark: still there then, and nobody asked
		foldtest.In(worker(5), scenario.Happened("2021-05-01", labour.PlacementAnnulled{PlacementID: id(5, "2021-03-10"), StartedOn: day("2021-03-10")})),
		checked(6, "2021-03-10", 3, "2021-06-20", labour.HasLeft), checked(6, "2021-03-10", 3, "2021-06-11", labour.StillThere), // the one entered later corrects the first, its day too
	)
}

func TestTheFigures(t *testing.T) {
	t.Parallel()
	none, two := 0, 667
	r := report(t, t, history(t), day("2021-12-31"))
	check := func(what string, got []retention.Line, want ...retention.Line) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("%s: %+v", what, got)
		}
		for i := range want {
			same := got[i].Counts == want[i].Counts && (got[i].Rate == nil) == (want[i].Rate == nil)
			if !same || got[i].Rate != nil && *got[i].Rate != *want[i].Rate {
				t.Errorf("%s: %+v (%v), want %+v", what, got[i].Counts, got[i].Rate, want[i].Counts)
			}
		}
	}
	// At 3 months: 1 and 6 still, 2 left, 3 unreachable, 4 not asked. At 6: 1 and 2 and 4 left.
	check("all", r.Marks,
		retention.Line{Counts: retention.Counts{Mark: 3, Due: 5, Still: 2, Left: 1, Unreachable: 1, Unchecked: 1}, Rate: &two},
		retention.Line{Counts: retention.Counts{Mark: 6, Due: 5, Left: 3, Unchecked: 2}, Rate: &none})
	check("by source", r.Sources,
		retention.Line{Counts: retention.Counts{Key: "direct", Label: "trực tiếp", Mark: 3, Due: 4, Still: 2, Left: 1, Unchecked: 1}, Rate: &two},
		retention.Line{Counts: retention.Counts{Key: "direct", Label: "trực tiếp", Mark: 6, Due: 4, Left: 3, Unchecked: 1}, Rate: &none},
		retention.Line{Counts: retention.Counts{Key: "fair", Label: "phiên giao dịch việc làm", Mark: 3, Due: 1, Unreachable: 1}},
		retention.Line{Counts: retention.Counts{Key: "fair", Label: "phiên giao dịch việc làm", Mark: 6, Due: 1, Unchecked: 1}})
	check("by employer", r.Employers,
		retention.Line{Counts: retention.Counts{Key: "employer-1", Label: "Công ty Mẫu May 01", Mark: 3, Due: 5, Still: 2, Left: 1, Unreachable: 1, Unchecked: 1}, Rate: &two},
		retention.Line{Counts: retention.Counts{Key: "employer-1", Label: "Công ty Mẫu May 01", Mark: 6, Due: 5, Left: 3, Unchecked: 2}, Rate: &none})
	if early := report(t, t, history(t), day("2021-06-09")); len(early.Marks) != 0 {
		t.Errorf("before the first mark: %+v", early.Marks)
	}
}

func TestLawsOfTheFold(t *testing.T) {
	t.Parallel()
	lists := append(history(t), foldtest.In("clock-vinh-yen", scenario.Happened("2021-06-10", plan.DayPassed{Day: day("2021-06-10")}))...)
	foldtest.Properties(t, retention.Projection, foldtest.Events(t, catalog.Events(), lists))
}

// anything is a command about the worker's jobs, sensible or not.
func anything(t *rapid.T, w labour.Worker) labour.WorkerCommand {
	placement := es.UUID{}
	if n := len(w.Placements); n > 0 {
		placement = w.Placements[rapid.IntRange(0, n-1).Draw(t, "placement")].ID
	}
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0, 1:
		return labour.PlaceWorker{Occupation: "hàn", ContractKind: labour.SelfEmployed, MonthlyWage: money.VND(6_000_000), Source: labour.SelfFound}
	case 2:
		return labour.EndPlacement{PlacementID: placement, Reason: labour.Resigned}
	case 3:
		return labour.AnnulPlacement{PlacementID: placement}
	}
	return labour.CheckRetention{
		PlacementID: placement, Mark: rapid.SampledFrom([]int{3, 6, 12}).Draw(t, "mark"),
		Outcome: rapid.SampledFrom([]labour.Retention{labour.StillThere, labour.HasLeft, labour.Unreachable}).Draw(t, "outcome"),
	}
}

// TestTheFiguresAreThoseOfTheStreams: on random histories the report is what
// the workers' streams say, and the to-do list is what labour would note, no
// more and no less.
func TestTheFiguresAreThoseOfTheStreams(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var lists [][]es.Recorded
		streams := map[string][]es.Recorded{}
		first, last := day("2021-04-01"), day("2022-03-01")
		for n := range rapid.IntRange(1, 3).Draw(rt, "workers") {
			history := scenario.Happened("2021-01-11", labour.WorkerRegistered{FullName: "A B", CitizenID: "000094000123", BirthDate: day("1994-02-03"), BirthYear: 1994, Sex: labour.Male, Ward: "08710", RegisteredOn: day("2021-01-11")})
			for range rapid.IntRange(0, 12).Draw(rt, "n") {
				on := day("2021-01-11").AddDays(rapid.IntRange(0, 400).Draw(rt, "day"))
				w := labour.WorkerDecider.Fold(foldtest.In(worker(n), scenario.Given(history)))
				got, err := labour.WorkerDecider.Decide(w, anything(rt, w), es.Asked{On: on, Today: last})
				if err != nil {
					continue
				}
				history = append(history, scenario.Happened(on.String(), got...)...)
			}
			streams[worker(n)] = foldtest.In(worker(n), scenario.Given(history))
			lists = append(lists, streams[worker(n)])
		}
		lists = append(lists, foldtest.In("clock-vinh-yen", scenario.Happened(first.String(), plan.DayPassed{Day: first})),
			foldtest.In("clock-vinh-yen", scenario.Happened(last.String(), plan.DayPassed{Day: last})))
		asOf := last
		want, due := map[int]retention.Counts{}, map[string]bool{}
		for stream, events := range streams {
			w := labour.WorkerDecider.Fold(events)
			seen := map[es.UUID]bool{}
			for i := len(w.Placements) - 1; i >= 0; i-- { // an annulled job may have been entered again
				p := w.Placements[i]
				if seen[p.ID] {
					continue
				}
				seen[p.ID] = true
				for m, mark := range labour.RetentionMarks {
					on := p.StartedOn.AddMonths(mark)
					if on.After(asOf) || p.Annulled {
						continue
					}
					c := want[mark]
					c.Mark, c.Due = mark, c.Due+1
					switch outcome := p.Checks[m].Outcome; {
					case outcome == labour.StillThere:
						c.Still++
					case outcome == labour.HasLeft || outcome == "" && !p.EndedOn.IsZero() && p.EndedOn.Before(on):
						c.Left++
					case outcome == labour.Unreachable:
						c.Unreachable++
					default:
						c.Unchecked++
					}
					want[mark] = c
					got, err := labour.WorkerDecider.Decide(w, labour.NoteRetentionDue{PlacementID: p.ID, Mark: mark}, es.Asked{On: on, Today: last})
					if err != nil {
						rt.Fatal(err)
					}
					if len(got) > 0 && !on.Before(first) {
						due[fmt.Sprint(stream, p.ID, mark)] = true
					}
				}
			}
		}
		ask(t, rt, foldtest.Events(t, catalog.Events(), lists...), func(s engine.Snapshot) error {
			r, err := retention.MakeReport(t.Context(), s, asOf, true)
			if err != nil {
				return err
			}
			if len(r.Marks) != len(want) {
				rt.Fatalf("%+v, want %+v", r.Marks, want)
			}
			for _, line := range r.Marks {
				if line.Counts != want[line.Mark] {
					rt.Fatalf("%+v, want %+v", line.Counts, want[line.Mark])
				}
			}
			list, err := retention.Due(t.Context(), s)
			if err != nil {
				return err
			}
			for _, c := range list {
				if !due[fmt.Sprint(c.Worker, c.Placement, c.Mark)] {
					rt.Fatalf("%+v isn't due", c)
				}
			}
			if len(list) != len(due) {
				rt.Fatalf("%d are due, want %d", len(list), len(due))
			}
			return nil
		})
	})
}
