package unemployment_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/unemployment"
)

var day = scenario.Day

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(...any)
}

func report(t *testing.T, at tb, events []es.Recorded, asOf civil.Date) (r unemployment.Report) {
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
	p, err := engine.OpenProjector(t.Context(), unemployment.Projection, views, nil)
	if err != nil {
		at.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		at.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: day("2021-01-01").In(0, 0, 0)}); err != nil {
		at.Fatal(err)
	}
	err = views.Snapshot(t.Context(), func(s engine.Snapshot) (err error) {
		r, err = unemployment.Source{Snapshot: s, Units: territory.VinhYen(), Forces: support.ShippedLabourForces(), Synthetic: true}.MakeReport(t.Context(), asOf)
		return err
	})
	if err != nil {
		at.Fatal(err)
	}
	return r
}

func worker(n int) string { return fmt.Sprintf("worker-%d", n) }

func person(ward string) labour.WorkerRegistered {
	return labour.WorkerRegistered{CitizenID: "000094000123", FullName: "Nguyễn Văn Á", BirthDate: day("1994-02-03"), BirthYear: 1994, Sex: labour.Male, Ward: ward, RegisteredOn: day("2021-01-11")}
}

func life(n int, lists ...[]es.Recorded) []es.Recorded {
	return foldtest.In(worker(n), scenario.Given(append([][]es.Recorded{scenario.Happened("2021-01-11", person("08710"))}, lists...)...))
}

func noticed(n int, on string) []es.Recorded {
	return foldtest.In(support.UnemploymentStream(worker(n)), scenario.Happened(on, support.UnemploymentNoticed{WorkerID: worker(n), Ward: "08710"}))
}

func ended(n int, on string) []es.Recorded {
	return foldtest.In(support.UnemploymentStream(worker(n)), scenario.Happened(on, support.UnemploymentEnded{WorkerID: worker(n), Reason: support.FoundWork, Ward: "08710"}))
}

func job(n int, on string, months int) []es.Recorded {
	return scenario.Happened(on, labour.WorkerPlaced{PlacementID: labour.PlacementID(worker(n), "self", day(on)), ContractKind: labour.SelfEmployed, Months: months, Occupation: "x", MonthlyWage: money.VND(5_000_000), Source: labour.SelfFound, ReportedOn: day(on), Ward: "08710", Sex: labour.Male})
}

// lives are seven workers of Liên Bảo: what becomes of each stands beside.
func lives(t *testing.T) []es.Recorded {
	return foldtest.Events(t, catalog.Events(),
		life(1),                          // seeks throughout
		life(2, job(2, "2021-02-15", 2)), // engaged in February and March, seeks again from 15 April on
		life(3, scenario.Happened("2021-02-28", labour.JobSeekingEnded{Reason: labour.Studying})), // seeks in January alone
		life(4, scenario.Happened("2021-03-31", labour.WorkerMoved{Ward: "08728"})),               // of Khai Quang from the end of March on
		life(5, job(5, "2021-02-01", 0)), noticed(5, "2021-02-20"), ended(5, "2021-03-31"), // engaged; a notice at the end of February alone
		life(6, scenario.Happened("2021-03-15", labour.JobSeekingEnded{Reason: labour.Deceased})), noticed(6, "2021-03-01"), // dies with an open notice
		life(7, scenario.Happened("2021-02-01", labour.WorkerMoved{Ward: "01234"})), // leaves the city
	)
}

func TestTheEstimate(t *testing.T) {
	t.Parallel()
	r := report(t, t, lives(t), day("2021-04-10"))
	type figures struct{ unemployed, seeking, noticed int }
	// January: 1 2 3 4 5 6 7 seek. February: 1 4 6, and 5 by notice. March: 1, and 4 in
	// Khai Quang. On 10 April 2 is at work still.
	for i, want := range []struct {
		month, on  string
		here, away figures
	}{
		{"2021-01", "2021-01-31", figures{7, 7, 0}, figures{}},
		{"2021-02", "2021-02-28", figures{4, 3, 1}, figures{}},
		{"2021-03", "2021-03-31", figures{1, 1, 0}, figures{1, 1, 0}},
		{"2021-04", "2021-04-10", figures{1, 1, 0}, figures{1, 1, 0}},
	} {
		m := r.Months[i]
		sum := figures{want.here.unemployed + want.away.unemployed, want.here.seeking + want.away.seeking, want.here.noticed + want.away.noticed}
		// 55 % of the nine wards' 119,000, each ward rounded by itself: all are whole.
		if m.Month.String() != want.month || m.On.String() != want.on || (figures{m.Unemployed, m.Seeking, m.Noticed}) != sum || m.LabourForce != 65_450 {
			t.Errorf("%s: %+v", want.month, m)
		}
		for _, w := range r.Wards {
			wanted, here := figures{}, w.Month == m.Month
			switch w.Ward {
			case "08710":
				wanted = want.here
			case "08728":
				wanted = want.away
			}
			if got := (figures{w.Unemployed, w.Seeking, w.Noticed}); here && got != wanted {
				t.Errorf("%s in %s: %+v", w.Ward, w.Month, w)
			}
		}
	}
	if len(r.Months) != 4 || len(r.Wards) != 4*9 || *r.Months[0].Rate != 1 || *r.Wards[1].Rate != 6 { // 7 of 65,450 and of 11,550
		t.Errorf("%d months, %d wards, rates %d and %d of %s", len(r.Months), len(r.Wards), *r.Months[0].Rate, *r.Wards[1].Rate, r.Wards[1].Ward)
	}
	after := report(t, t, lives(t), day("2026-02-01"))
	if m := after.Months[1]; m.Unemployed != 3 || len(after.Wards) != 18 { // 2 seeks again; the wards are no more, the people are there
		t.Errorf("years later: %+v", m)
	}
}

func TestLawsOfTheFold(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, unemployment.Projection, lives(t))
}

// anything is a command for the worker, sensible or not.
func anything(t *rapid.T, w labour.Worker, on civil.Date) labour.WorkerCommand {
	placement := es.UUID{}
	if n := len(w.Placements); n > 0 {
		placement = w.Placements[rapid.IntRange(0, n-1).Draw(t, "placement")].ID
	}
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0, 1:
		return labour.PlaceWorker{Occupation: "hàn", ContractKind: labour.SelfEmployed, Months: rapid.IntRange(0, 6).Draw(t, "months"), MonthlyWage: money.VND(6_000_000), Source: labour.SelfFound}
	case 2:
		return labour.EndPlacement{PlacementID: placement, Reason: labour.Resigned, Seeking: rapid.Bool().Draw(t, "seeking")}
	case 3:
		return labour.ExtendPlacement{PlacementID: placement, Months: rapid.IntRange(1, 6).Draw(t, "more")}
	case 4:
		return labour.AnnulPlacement{PlacementID: placement}
	case 5:
		return labour.ReserveEngagement{ContractID: "contract-" + w.ID, From: on, ExpiresOn: on.AddDays(7)}
	case 6:
		return labour.ConfirmEngagement{ContractID: "contract-" + w.ID}
	case 7:
		return labour.ReleaseEngagement{ContractID: "contract-" + w.ID, Until: on, Reason: rapid.SampledFrom([]labour.ReleaseReason{labour.Returned, labour.Terminated, labour.Expired}).Draw(t, "release")}
	case 8:
		return labour.MoveWorker{Ward: rapid.SampledFrom([]string{"08710", "08728", "01234"}).Draw(t, "ward")}
	}
	return rapid.SampledFrom([]labour.WorkerCommand{
		labour.ResumeJobSeeking{}, labour.EndJobSeeking{Reason: labour.Studying}, labour.EndJobSeeking{Reason: labour.Deceased},
	}).Draw(t, "other")
}

// TestTheEstimateIsWhatTheStreamsSay: on random histories entered in the order of
// their days, each month's figures are those of labour.Worker and of
// support.Unemployment as they stood on its last day.
func TestTheEstimateIsWhatTheStreamsSay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var events []es.Recorded
		streams := map[string][]es.Recorded{}
		record := func(stream, on string, payloads ...any) {
			list := foldtest.In(stream, scenario.Happened(on, payloads...))
			streams[stream] = append(streams[stream], list...)
			events = append(events, list...)
		}
		n := rapid.IntRange(1, 3).Draw(rt, "workers")
		for i := range n {
			record(worker(i), "2021-01-11", person("08710"))
		}
		for on := day("2021-01-11"); on.Before(day("2021-12-20")); on = on.AddDays(rapid.IntRange(0, 30).Draw(rt, "days")) {
			i := rapid.IntRange(0, n-1).Draw(rt, "who")
			asked := es.Asked{On: on, Today: on}
			if rapid.IntRange(0, 3).Draw(rt, "notice") == 0 {
				stream := support.UnemploymentStream(worker(i))
				var c support.UnemploymentCommand = support.RecordUnemploymentNotice{WorkerIs: support.Person{Stream: worker(i), Ward: "08710"}}
				if rapid.Bool().Draw(rt, "end") {
					c = support.EndUnemployment{Reason: support.Expired}
				}
				if got, err := support.UnemploymentDecider.Decide(support.UnemploymentDecider.Fold(streams[stream]), c, asked); err == nil {
					record(stream, on.String(), got...)
				}
				continue
			}
			w := labour.WorkerDecider.Fold(streams[worker(i)])
			if got, err := labour.WorkerDecider.Decide(w, anything(rt, w, on), asked); err == nil {
				record(worker(i), on.String(), got...)
			}
		}
		r := report(t, rt, foldtest.Events(t, catalog.Events(), events), day("2021-12-31"))
		for _, line := range r.Wards {
			want := unemployment.Line{}
			for i := range n {
				w := labour.WorkerDecider.Fold(upTo(streams[worker(i)], line.On))
				open := support.UnemploymentDecider.Fold(upTo(streams[support.UnemploymentStream(worker(i))], line.On)).Open
				dead := w.InactiveFor == labour.Deceased
				seeking := seeks(streams[worker(i)], line.On) // as now known: a job may be annulled later
				if w.WardOn(line.On) != line.Ward || dead || !seeking && !open {
					continue
				}
				want.Unemployed++
				if seeking {
					want.Seeking++
				}
				if open {
					want.Noticed++
				}
			}
			if line.Unemployed != want.Unemployed || line.Seeking != want.Seeking || line.Noticed != want.Noticed {
				rt.Fatalf("%s on %s: %d %d %d, want %d %d %d", line.Ward, line.On, line.Unemployed, line.Seeking, line.Noticed, want.Unemployed, want.Seeking, want.Noticed)
			}
		}
	})
}

// seeks says whether the stream, as a whole, says that the worker seeks on the day.
func seeks(events []es.Recorded, on civil.Date) bool {
	var s labour.Seeking
	for _, e := range events {
		s = s.With(e)
	}
	return slices.ContainsFunc(s.Spells(), func(p labour.Spell) bool { return on.Within(p.From, p.To) })
}

// upTo are the events that had happened by the end of the day.
func upTo(events []es.Recorded, on civil.Date) (list []es.Recorded) {
	for _, e := range events {
		if !e.On().After(on) {
			list = append(list, e)
		}
	}
	return list
}
