package corrections_test

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/projections/corrections"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

// corrects is what an event that puts another right is called.
var corrects = regexp.MustCompile(`(Corrected|Annulled|Linked|Restated)$|^Correction`)

// TestEveryEventThatCorrectsIsRead, of whatever context, and has its words.
func TestEveryEventThatCorrectsIsRead(t *testing.T) {
	t.Parallel()
	events := catalog.Events()
	for _, name := range events.Names() {
		def, _ := events.Named(name)
		effect := def.Go.Implements(reflect.TypeFor[correction.Effect]())
		if !effect && !corrects.MatchString(name) {
			continue
		}
		if !slices.Contains(corrections.Projection.Reads, name) {
			t.Errorf("%s corrects, and isn't read: give it its words in Kinds", name)
		}
	}
	alone := []string{"PlacementAnnulled", "WorkerAnnulled", "WorkerLinked"} // what they do is known without an Of
	for _, k := range corrections.Kinds {
		if def, known := events.Named(k.Type); known && !def.Go.Implements(reflect.TypeFor[correction.Effect]()) && !slices.Contains(alone, k.Type) {
			t.Errorf("%s doesn't say in an Of what it corrects: the fold has to know it", k.Type)
		}
		if _, known := events.Named(k.Type); !known {
			t.Errorf("%s is no event", k.Type)
		}
		if k.Vi == "" || k.En == "" || corrections.KindOf(k.Type) != k {
			t.Errorf("%+v has no words, or stands there twice", k)
		}
	}
}

func by(events []es.Recorded, actor, key, why string) []es.Recorded {
	for i := range events {
		events[i].Meta.Actor, events[i].Meta.IdempotencyKey, events[i].Meta.Reason = actor, key, why
	}
	return events
}

func id(n int) es.UUID { return es.EventID("test", "x", n) }

func raw(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

const subject = "worker-00000000000000aa"

// history is two people's correction, one person's, an annulment, and figures.
func history(t testing.TB) []es.Recorded {
	on, months := scenario.Day("2021-03-10"), []correction.Change{{Field: "months", From: raw(12), To: raw(24)}}
	placed := labour.PlacementID(subject, "employer-1", on)
	effect := supervision.FindingCorrected{Of: correction.Of{EventID: id(7), Action: correction.Correct, Changes: months}, FindingID: "SP-1"}
	name := supervision.ComplaintCorrected{Of: correction.Of{EventID: id(8), Action: correction.Correct, Changes: []correction.Change{{Field: "text"}}}, Text: "lời Kín"}
	in := func(on, actor, key, why string, payloads ...any) []es.Recorded {
		return foldtest.In(subject, by(scenario.Happened(on, payloads...), actor, key, why))
	}
	annulled := es.EventID("foldtest", "8", 0) // the eighth below
	return foldtest.Events(t, catalog.Events(),
		in("2021-04-01", "u-lan", "k1", "gõ nhầm", correction.CorrectionProposed{ProposalID: id(1), EventID: id(7), Action: correction.Correct, Changes: months}),
		in("2021-04-02", "u-minh", "k2", "đúng", correction.CorrectionConfirmed{ProposalID: id(1)}, effect),
		in("2021-04-03", "u-hoa", "k3", "sai tên", name),
		in("2021-04-04", "u-lan", "k4", "nhầm người", correction.CorrectionProposed{ProposalID: id(2), EventID: id(9), Action: correction.Annul}),
		in("2021-04-05", "u-lan", "k5", "nghi sai", correction.CorrectionProposed{ProposalID: id(3), EventID: id(9), Action: correction.Annul}),
		in("2021-05-02", "u-minh", "k6", "không sai", correction.CorrectionRejected{ProposalID: id(3)}),
		in("2021-05-03", "u-hoa", "k7", "trùng", labour.PlacementAnnulled{PlacementID: placed, StartedOn: on}),
		foldtest.In("plan-p", scenario.Happened("2021-05-03", plan.FigureRestated{Report: "02", Period: civil.MonthOn(2021, 3), Figure: "achieved", Was: 10, Now: 9, Because: []es.UUID{annulled, id(20)}, More: 3})))
}

func report(t *testing.T, events []es.Recorded, from, to string) (r corrections.Report) {
	t.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer views.Close() //nolint:errcheck // in memory
	p, err := engine.OpenProjector(t.Context(), corrections.Projection, views, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		t.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position}); err != nil {
		t.Fatal(err)
	}
	if err := views.Snapshot(t.Context(), func(s engine.Snapshot) (err error) {
		r, err = corrections.MakeReport(t.Context(), s, scenario.Day(from), scenario.Day(to), true)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatWasPutRightAndByWhom(t *testing.T) {
	t.Parallel()
	events := history(t)
	april := report(t, events, "2021-04-01", "2021-04-30")
	if len(april.Facts) != 2 || len(april.Restatements) != 0 {
		t.Fatalf("April: %+v", april)
	}
	two := april.Facts[0]
	if two.Kind.Type != "FindingCorrected" || two.ProposedBy != "u-lan" || two.By != "u-minh" || two.ProposedOn != scenario.Day("2021-04-01") || two.On != scenario.Day("2021-04-02") || two.Reason != "đúng" || two.ProposedFor != "gõ nhầm" || two.Fact != id(7) {
		t.Errorf("two people's: %+v", two)
	}
	if len(two.Changes) != 1 || two.Changes[0].Field != "months" || string(two.Changes[0].From) != "12" || string(two.Changes[0].To) != "24" {
		t.Errorf("changes: %+v", two.Changes)
	}
	if one := april.Facts[1]; one.ProposedBy != "" || one.By != "u-hoa" || one.Action != "correct" {
		t.Errorf("one person's: %+v", one)
	}
	if text := string(raw(april)); strings.Contains(text, "Kín") {
		t.Errorf("a name: %s", text)
	}
	if len(april.Proposals) != 2 || april.Proposals[1].State != "open" || april.Proposals[1].SettledBy != "" {
		t.Errorf("April's proposals, of which one is rejected in May: %+v", april.Proposals)
	}
	may := report(t, events, "2021-05-01", "2021-05-31")
	if len(may.Facts) != 1 || may.Facts[0].Action != "annul" || may.Facts[0].Reason != "trùng" || len(may.Facts[0].Changes) != 0 {
		t.Errorf("May: %+v", may.Facts)
	}
	if len(may.Proposals) != 2 || may.Proposals[0].State != "open" || may.Proposals[0].By != "u-lan" || may.Proposals[1].State != "rejected" || may.Proposals[1].SettledBy != "u-minh" || may.Proposals[1].SettledReason != "không sai" {
		t.Errorf("proposals: %+v", may.Proposals)
	}
	if len(may.Restatements) != 1 {
		t.Fatalf("restated: %+v", may.Restatements)
	}
	x := may.Restatements[0]
	if x.Plan != "p" || x.Was != 10 || x.Now != 9 || len(x.Because) != 2 || x.More != 3 || len(x.Corrections) != 1 || x.Corrections[0].Kind.Type != "PlacementAnnulled" {
		t.Errorf("restated: %+v", x)
	}
	if june := report(t, events, "2021-06-01", "2021-06-30"); len(june.Proposals) != 1 || len(june.Facts)+len(june.Restatements) != 0 {
		t.Errorf("June: %+v", june)
	}
}

// TestTheyComeInLogOrder: the tenth after the ninth, which as texts they don't.
func TestTheyComeInLogOrder(t *testing.T) {
	t.Parallel()
	var list []any
	for n := range 12 {
		list = append(list, labour.PlacementAnnulled{PlacementID: id(n), StartedOn: scenario.Day("2021-03-10")})
	}
	events := foldtest.Events(t, catalog.Events(), foldtest.In(subject, scenario.Happened("2021-05-03", list...)))
	for n, f := range report(t, events, "2021-05-01", "2021-05-31").Facts {
		if f.Event != events[n].ID {
			t.Fatalf("place %d isn't the log's", n)
		}
	}
}

func TestLawsOfTheFold(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, corrections.Projection, history(t))
}

// TestACorrectionCantHideBehindAnEarlierDay: it stands in the report of the day on
// which the book heard of it, also where it claims an earlier one.
func TestACorrectionCantHideBehindAnEarlierDay(t *testing.T) {
	t.Parallel()
	events := history(t)
	for i := range events {
		events[i].Meta.OccurredOn = scenario.Day("2020-01-01")
	}
	if r := report(t, events, "2021-04-01", "2021-04-30"); len(r.Facts) != 2 || r.Facts[0].On != scenario.Day("2021-04-02") || len(r.Proposals) == 0 {
		t.Errorf("April: %+v", r)
	}
}
