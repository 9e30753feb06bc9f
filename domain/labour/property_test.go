package labour_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/scenario"
)

// anyCommand is a command for the worker, sensible or not, about a few
// contracts and the placements that there are.
func anyCommand(t *rapid.T, w Worker, on civil.Date) WorkerCommand {
	aDay := func(name string) civil.Date { return on.AddDays(rapid.IntRange(-40, 400).Draw(t, name)) }
	contract := rapid.SampledFrom([]string{contract7, contract8, "contract-none"}).Draw(t, "contract")
	placement := es.UUID{}
	if n := len(w.Placements); n > 0 && rapid.Bool().Draw(t, "named") {
		placement = w.Placements[rapid.IntRange(0, n-1).Draw(t, "placement")].ID
	}
	switch rapid.IntRange(0, 14).Draw(t, "kind") {
	case 12, 13:
		return anyPlacementCorrection(t, placement, aDay)
	case 14:
		return rapid.SampledFrom([]WorkerCommand{
			CorrectWorker{Ward: "08710"}, CorrectWorker{Ward: "08713"}, CorrectWorker{Sex: Male}, CorrectWorker{RegisteredOn: day("2021-02-01")}, AnnulWorker{},
		}).Draw(t, "correction")
	case 0, 1:
		kind := rapid.SampledFrom([]ContractKind{Indefinite, FixedTerm, Seasonal}).Draw(t, "contractKind")
		months := 0
		if kind != Indefinite {
			months = rapid.IntRange(1, 36).Draw(t, "months")
		}
		return jobWith(func(j *PlaceWorker) { j.ContractKind, j.Months, j.ReportedOn = kind, months, civil.Date{} })
	case 2, 3:
		return EndPlacement{PlacementID: placement, Reason: Resigned, Seeking: rapid.Bool().Draw(t, "seeking")}
	case 4:
		return ExtendPlacement{PlacementID: placement, Months: rapid.IntRange(0, 40).Draw(t, "months")}
	case 5:
		return AnnulPlacement{PlacementID: placement}
	case 6, 7:
		from := aDay("from")
		return ReserveEngagement{ContractID: contract, From: from, ExpiresOn: from.AddDays(7)}
	case 8:
		return ConfirmEngagement{ContractID: contract}
	case 9:
		reason := rapid.SampledFrom([]ReleaseReason{Returned, Terminated, Annulled, Expired, Refused, "lost"}).Draw(t, "release")
		return ReleaseEngagement{ContractID: contract, Reason: reason, Until: aDay("until")}
	case 10:
		return EndJobSeeking{Reason: rapid.SampledFrom([]SeekingEnd{Studying, Retired, MovedAway}).Draw(t, "why")}
	default:
		return rapid.SampledFrom([]WorkerCommand{ResumeJobSeeking{}, MoveWorker{Ward: "08710"}, MoveWorker{Ward: "08713"}, person()}).Draw(t, "other")
	}
}

func anyPlacementCorrection(t *rapid.T, placement es.UUID, aDay func(string) civil.Date) CorrectPlacement {
	c := CorrectPlacement{PlacementID: placement}
	if rapid.Bool().Draw(t, "other start") {
		c.StartedOn, c.ReportedOn = aDay("started"), day("2030-01-01")
	}
	if rapid.Bool().Draw(t, "other months") {
		c.ContractKind, c.Months = FixedTerm, rapid.IntRange(1, 36).Draw(t, "months")
	}
	switch rapid.IntRange(0, 3).Draw(t, "end") {
	case 0:
		c.EndedOn = aDay("ended")
	case 1:
		c.TakeBackEnd = true
	}
	return c
}

// TestNoTwoEngagementsOverlap runs random commands, entered in no order of
// their days, and looks for two engagements of one worker with a day in common
// after each event that was let through.
func TestNoTwoEngagementsOverlap(t *testing.T) {
	t.Parallel()
	accepted := scenario.AtLeast(1,
		"labour.WorkerCorrected", "labour.PlacementCorrected", "labour.WorkerAnnulled", "labour.WorkerPlaced", "labour.PlacementEnded",
		"labour.PlacementExtended", "labour.PlacementAnnulled", "labour.EngagementReserved", "labour.EngagementConfirmed", "labour.EngagementReleased",
	)
	accepted.Check(t, func(t *rapid.T) {
		w := WorkerDecider.Fold(registered())
		for range rapid.IntRange(1, 40).Draw(t, "commands") {
			on := day("2021-02-01").AddDays(rapid.IntRange(0, 1200).Draw(t, "on"))
			command := anyCommand(t, w, on)
			payloads, err := WorkerDecider.Decide(w, command, es.Asked{On: on, Today: day("2030-01-01")})
			if _, refused := es.AsRefused(err); err != nil && !refused {
				t.Fatalf("%T failed: %v", command, err)
			}
			before := fmt.Sprintf("%+v", w)
			next := w
			for _, r := range scenario.Happened(on.String(), payloads...) {
				next = WorkerDecider.Evolve(next, r)
				accepted.Saw(fmt.Sprintf("%T", r.Payload))
			}
			if after := fmt.Sprintf("%+v", w); after != before {
				t.Fatalf("%T changed the state before it:\n%s\n%s", command, before, after)
			}
			w = next
			disjoint(t, w, command)
		}
	})
}

func disjoint(t *rapid.T, w Worker, command WorkerCommand) {
	all := w.Engagements()
	for i, e := range all {
		if !e.To.IsZero() && e.To.Before(e.From) {
			t.Fatalf("after %+v: %s %s ends on %s, before %s", command, e.Kind, e.Ref, e.To, e.From)
		}
		for _, other := range all[:i] {
			if e.Overlaps(other.From, other.To) {
				t.Fatalf("after %+v: %s %s from %s to %s overlaps %s %s from %s to %s", command,
					e.Kind, e.Ref, e.From, e.To, other.Kind, other.Ref, other.From, other.To)
			}
		}
	}
}

// TestRepeatsDoNothing: a reservation, a confirmation or a release that was
// let through is let through again and makes no event.
func TestRepeatsDoNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := WorkerDecider.Fold(registered())
		for range rapid.IntRange(1, 20).Draw(t, "commands") {
			on := day("2021-02-01").AddDays(rapid.IntRange(0, 1200).Draw(t, "on"))
			command := anyCommand(t, w, on)
			asked := es.Asked{On: on, Today: day("2030-01-01")}
			payloads, err := WorkerDecider.Decide(w, command, asked)
			if err != nil {
				continue
			}
			for _, r := range scenario.Happened(on.String(), payloads...) {
				w = WorkerDecider.Evolve(w, r)
			}
			switch command.(type) {
			case ReserveEngagement, ConfirmEngagement, ReleaseEngagement:
				if again, err := WorkerDecider.Decide(w, command, asked); err != nil || len(again) > 0 {
					t.Fatalf("%+v again made %+v, %v", command, again, err)
				}
			}
		}
	})
}
