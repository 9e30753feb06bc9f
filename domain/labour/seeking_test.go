package labour_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/scenario"
)

// TestSeekingIsWhatDecisionsSay: whatever happens, in the order of its days, a
// spell has today if, and only if, the worker's state says that the worker is
// neither engaged nor has stopped; from the ward that it says. Its JSON is whole.
func TestSeekingIsWhatDecisionsSay(t *testing.T) {
	t.Parallel()
	met := scenario.AtLeast(100, "looking for work", "not looking")
	met.Check(t, func(t *rapid.T) {
		w, s := WorkerDecider.Fold(registered()), Seeking{}.With(registered()[0])
		on := day("2021-01-11")
		for range rapid.IntRange(1, 40).Draw(t, "commands") {
			on = on.AddDays(rapid.IntRange(0, 60).Draw(t, "days"))
			payloads, err := WorkerDecider.Decide(w, anyCommand(t, w, on), es.Asked{On: on, Today: on})
			if _, refused := es.AsRefused(err); err != nil && !refused {
				t.Fatal(err)
			}
			for _, r := range scenario.Happened(on.String(), payloads...) {
				w, s = WorkerDecider.Evolve(w, r), s.With(r)
			}
			_, engaged := w.EngagedOn(on)
			want := w.Registered && !w.Inactive && !engaged
			got, ward := false, ""
			for _, spell := range s.Spells() {
				if on.Within(spell.From, spell.To) {
					got, ward = true, spell.Ward
				}
			}
			if got != want || got && ward != w.WardOn(on) {
				t.Fatalf("on %s the spells %v say %v from %q, the state says %v from %s", on, s.Spells(), got, ward, want, w.WardOn(on))
			}
			if want {
				met.Saw("looking for work")
			} else {
				met.Saw("not looking")
			}
		}
		var again Seeking
		if text, err := json.Marshal(s); err != nil || json.Unmarshal(text, &again) != nil || !reflect.DeepEqual(again.Spells(), s.Spells()) {
			t.Fatalf("as JSON and back: %v, want %v (%v)", again.Spells(), s.Spells(), err)
		}
	})
}

func TestSpells(t *testing.T) {
	t.Parallel()
	var s Seeking
	for _, r := range scenario.Given(
		registered(),
		scenario.Happened("2021-03-10", placed()),
		scenario.Happened("2021-04-30", PlacementEnded{PlacementID: firstJob, StartedOn: day("2021-03-10"), Reason: Resigned, Seeking: true}),
		scenario.Happened("2021-05-10", WorkerMoved{Ward: "08710"}),
		scenario.Happened("2021-02-01", JobSeekingEnded{Reason: IllHealth}), // entered late
		scenario.Happened("2021-02-11", JobSeekingResumed{}),
		scenario.Happened("2021-09-01", JobSeekingEnded{Reason: Deceased}),
	) {
		s = s.With(r)
	}
	want := []Spell{
		{day("2021-01-11"), day("2021-01-31"), "08728"}, {day("2021-02-11"), day("2021-03-09"), "08728"},
		{day("2021-05-01"), day("2021-05-09"), "08728"}, {day("2021-05-10"), day("2021-08-31"), "08710"},
	}
	if got := s.Spells(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := (Seeking{}).With(registered()[0]).Spells(); len(got) != 1 || !got[0].To.IsZero() {
		t.Errorf("who was registered and nothing else looks for work without end, not %v", got)
	}
}

// TestSpellsAroundAContractAbroad: one that ended after the departure occupied
// the worker up to its end, one that ended before it never did.
func TestSpellsAroundAContractAbroad(t *testing.T) {
	t.Parallel()
	held := scenario.Happened("2021-03-01", EngagementReserved{ContractID: contract7, From: day("2021-03-01"), ExpiresOn: day("2021-03-08")})
	gone := scenario.Happened("2021-03-02", EngagementConfirmed{ContractID: contract7})
	ended := scenario.Happened("2021-06-30", EngagementReleased{ContractID: contract7, Reason: Terminated, Until: day("2021-06-30")})
	first := Spell{day("2021-01-11"), day("2021-02-28"), "08728"}
	for name, c := range map[string]struct {
		given []es.Recorded
		want  []Spell
	}{
		"held":                      {scenario.Given(registered(), held), []Spell{first}},
		"ended before it departed":  {scenario.Given(registered(), held, ended), []Spell{{From: day("2021-01-11"), Ward: "08728"}}},
		"ended after the departure": {scenario.Given(registered(), held, gone, ended), []Spell{first, {From: day("2021-07-01"), Ward: "08728"}}},
	} {
		var s Seeking
		for _, r := range c.given {
			s = s.With(r)
		}
		if got := s.Spells(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
