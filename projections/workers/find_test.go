package workers_test

import (
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/workers"
)

var day = scenario.Day

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(...any)
}

// directory is the events' view in a database of its own.
func directory(t *testing.T, at tb, events []es.Recorded) *sqlite.Views {
	at.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		at.Fatal(err)
	}
	p, err := engine.OpenProjector(t.Context(), workers.Projection, views, nil)
	if err != nil {
		at.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		at.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: day("2021-01-01").In(0, 0, 0)}); err != nil {
		at.Fatal(err)
	}
	return views
}

func find(t *testing.T, at tb, views *sqlite.Views, f workers.Filter) (list []workers.Worker) {
	at.Helper()
	if f.On.IsZero() {
		f.On = day("2021-12-31")
	}
	err := views.Snapshot(t.Context(), func(s engine.Snapshot) (err error) {
		list, err = workers.Find(t.Context(), s, f)
		return err
	})
	if err != nil {
		at.Fatal(err)
	}
	return list
}

func ids(list []workers.Worker) (out []string) {
	for _, w := range list {
		out = append(out, w.ID)
	}
	return out
}

func person(name, ward string) labour.WorkerRegistered {
	return labour.WorkerRegistered{CitizenID: "000094000123", FullName: name, BirthDate: day("1994-02-03"), BirthYear: 1994, Sex: labour.Male, Ward: ward, RegisteredOn: day("2021-01-11")}
}

func people(t *testing.T) []es.Recorded {
	register := func(id, name, ward string) []es.Recorded {
		return foldtest.In(id, scenario.Happened("2021-01-11", person(name, ward)))
	}
	return foldtest.Events(t, labour.Events,
		register("worker-1", "Nguyễn Văn Á", "08710"), register("worker-2", "Ngô Thị Vân Anh", "08713"),
		register("worker-3", "Trần Đình Nguyên", "08710"), register("worker-4", "Đỗ 100% _Thử", "08710"), register("worker-5", "Nguyễn Văn Á", "08713"))
}

func TestNamesAreFoundHoweverTheyAreTyped(t *testing.T) {
	t.Parallel()
	views := directory(t, t, people(t))
	for query, want := range map[string][]string{
		"nguyen van a":                       {"worker-1", "worker-5"},
		"Nguyễn Văn Á":                       {"worker-1", "worker-5"},
		norm.NFD.String("NGUYỄN VĂN Á"):      {"worker-1", "worker-5"},
		"  ng   a ":                          {"worker-2", "worker-1", "worker-5"},
		"van nguyen":                         nil, // the words' order counts
		"guyen":                              nil, // a word is found from its beginning
		"do":                                 {"worker-4"},
		"%":                                  nil, // nothing in a query is a wildcard
		"_":                                  {"worker-4"},
		"100%":                               {"worker-4"},
		`\`:                                  nil,
		"":                                   {"worker-4", "worker-2", "worker-1", "worker-5", "worker-3"},
		"nguyen van a' OR ''='":              nil,
		"dinh nguyen":                        {"worker-3"},
		norm.NFD.String("Đình Nguyên"):       {"worker-3"},
		"tran dinh nguyen van a":             nil,
		norm.NFD.String("ngô thị vân") + " ": {"worker-2"},
	} {
		if got := ids(find(t, t, views, workers.Filter{Name: query})); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
	if got := ids(find(t, t, views, workers.Filter{Name: "nguyen", Ward: "08710"})); !slices.Equal(got, []string{"worker-1", "worker-3"}) {
		t.Errorf("in a ward: %v", got)
	}
}

func TestPagesMissNobody(t *testing.T) {
	t.Parallel()
	views := directory(t, t, people(t))
	var got []string
	for after := ""; ; {
		page := find(t, t, views, workers.Filter{Limit: 2, After: after})
		if len(page) == 0 {
			break
		}
		got = append(got, ids(page)...)
		after = page[len(page)-1].ID
	}
	if want := ids(find(t, t, views, workers.Filter{})); !slices.Equal(got, want) {
		t.Errorf("page by page %v, at once %v", got, want)
	}
}

func TestTheWardIsOfTheLatestMove(t *testing.T) {
	t.Parallel()
	events := foldtest.Events(t, labour.Events, foldtest.In("worker-1", scenario.Given(
		scenario.Happened("2021-01-11", person("Nguyễn Văn Á", "08710")),
		scenario.Happened("2021-05-01", labour.WorkerMoved{Ward: "08713"}),
		scenario.Happened("2021-03-01", labour.WorkerMoved{Ward: "08716"}), // entered late
	)))
	if w := find(t, t, directory(t, t, events), workers.Filter{})[0]; w.Ward != "08713" || w.LastFactOn != day("2021-05-01") {
		t.Errorf("%+v", w)
	}
	foldtest.Properties(t, workers.Projection, events)
}

// anyCommand is a command for the worker, sensible or not.
func anyCommand(t *rapid.T, w labour.Worker, on civil.Date) labour.WorkerCommand {
	contract := rapid.SampledFrom([]string{"contract-7", "contract-8"}).Draw(t, "contract")
	placement := es.UUID{}
	if n := len(w.Placements); n > 0 {
		placement = w.Placements[rapid.IntRange(0, n-1).Draw(t, "placement")].ID
	}
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0, 1:
		return labour.PlaceWorker{Occupation: "hàn", ContractKind: labour.SelfEmployed, Months: rapid.IntRange(0, 12).Draw(t, "months"), MonthlyWage: money.VND(6_000_000), Source: labour.SelfFound}
	case 2:
		return labour.EndPlacement{PlacementID: placement, Reason: labour.Resigned, Seeking: rapid.Bool().Draw(t, "seeking")}
	case 3:
		return labour.ExtendPlacement{PlacementID: placement, Months: rapid.IntRange(1, 12).Draw(t, "more")}
	case 4:
		return labour.AnnulPlacement{PlacementID: placement}
	case 5, 6:
		return labour.ReserveEngagement{ContractID: contract, From: on, ExpiresOn: on.AddDays(7)}
	case 7:
		return labour.ConfirmEngagement{ContractID: contract}
	case 8:
		return labour.ReleaseEngagement{ContractID: contract, Until: on,
			Reason: rapid.SampledFrom([]labour.ReleaseReason{labour.Returned, labour.Terminated, labour.Annulled, labour.Expired, labour.Refused}).Draw(t, "release")}
	}
	return rapid.SampledFrom([]labour.WorkerCommand{
		labour.ResumeJobSeeking{}, labour.MoveWorker{Ward: "08710"}, labour.MoveWorker{Ward: "08713"},
		labour.EndJobSeeking{Reason: labour.Studying}, labour.EndJobSeeking{Reason: labour.Deceased},
	}).Draw(t, "other")
}

// history is what random commands make of one worker, entered in no order of
// their days.
func history(t *rapid.T) (labour.Worker, []es.Recorded) {
	events := foldtest.In("worker-1", scenario.Happened("2021-01-11", person("Nguyễn Văn Á", "08710")))
	w := labour.WorkerDecider.Fold(events)
	for range rapid.IntRange(1, 25).Draw(t, "commands") {
		on := day("2021-01-11").AddDays(rapid.IntRange(0, 700).Draw(t, "on"))
		payloads, err := labour.WorkerDecider.Decide(w, anyCommand(t, w, on), es.Asked{On: on, Today: day("2030-01-01")})
		if err != nil {
			continue
		}
		for _, r := range foldtest.In("worker-1", scenario.Happened(on.String(), payloads...)) {
			w, events = labour.WorkerDecider.Evolve(w, r), append(events, r)
		}
	}
	return w, events
}

// TestTheDirectoryAgreesWithTheRules: on every day, the directory says what
// the state that decisions are made on says.
func TestTheDirectoryAgreesWithTheRules(t *testing.T) {
	t.Parallel()
	engaged := scenario.AtLeast(1, "engaged")
	engaged.Check(t, func(rt *rapid.T) {
		w, events := history(rt)
		views := directory(t, rt, foldtest.Events(t, labour.Events, events))
		defer views.Close() //nolint:errcheck // in memory
		for range 10 {
			on := day("2021-01-11").AddDays(rapid.IntRange(0, 1500).Draw(rt, "asked"))
			all := find(t, rt, views, workers.Filter{On: on})
			if len(all) != 1 {
				rt.Fatalf("on %s the one worker is there %d times: %+v", on, len(all), all)
			}
			got := all[0]
			want, busy := w.EngagedOn(on)
			if busy {
				engaged.Saw("engaged")
			}
			if got.Engagement != want.Ref || got.EngagementKind != string(want.Kind) || got.Since != want.From || got.Until != want.To {
				rt.Fatalf("on %s: %+v, want %+v", on, got, want)
			}
			state := workers.Seeking
			switch {
			case w.Inactive && w.InactiveFor == labour.Deceased:
				state = workers.Inactive
			case busy:
				state = workers.Engaged
			case w.Inactive:
				state = workers.Inactive
			}
			if got.State != state || got.SeekingSince.IsZero() != (state != workers.Seeking) || len(find(t, rt, views, workers.Filter{On: on, State: state})) != 1 {
				rt.Fatalf("on %s: %+v, want %s", on, got, state)
			}
			if got.Ward != w.WardOn(day("2030-01-01")) {
				rt.Fatalf("ward %s, want %s", got.Ward, w.WardOn(day("2030-01-01")))
			}
		}
	})
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	_, events := historyExample()
	foldtest.Properties(t, workers.Projection, foldtest.Events(t, labour.Events, events))
}

func historyExample() (labour.Worker, []es.Recorded) {
	var w labour.Worker
	var events []es.Recorded
	example := rapid.Custom(func(t *rapid.T) bool { w, events = history(t); return true })
	for seed := 1; len(events) < 12; seed++ {
		example.Example(seed)
	}
	return w, events
}
