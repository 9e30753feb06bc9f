package plan_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
)

// fact is the id of the n-th event of a scenario's history.
func fact(n int) es.UUID { return es.EventID("scenario", "given", n) }

// corrections knows every unit but one.
var corrections = plan.Corrections(func(units []string, _ civil.Date) (unknown []string) {
	if slices.Contains(units, "99999") {
		unknown = []string{"99999"}
	}
	return unknown
})

var proposal = es.EventID("test", "proposal", 0)

func change(field string, from, to any) correction.Change {
	text := func(v any) json.RawMessage {
		raw, err := json.Marshal(v)
		if err != nil || v == nil {
			return nil
		}
		return raw
	}
	return correction.Change{Field: field, From: text(from), To: text(to)}
}

func propose(n int, action correction.Action, changes ...correction.Change) correction.ProposeCorrection {
	return correction.ProposeCorrection{EventID: fact(n), Action: action, Changes: changes, ProposalID: proposal}
}

func proposed(n int, action correction.Action, changes ...correction.Change) []es.Recorded {
	list := scenario.Happened("2021-05-03", correction.CorrectionProposed{ProposalID: proposal, EventID: fact(n), Action: action, Changes: changes})
	list[0].Meta.Actor = "u-lan"
	return list
}

func TestATargetIsPutRightByTwo(t *testing.T) {
	t.Parallel()
	shared := scenario.Given(given, scenario.Happened("2021-04-28", plan.TargetAllocated{Unit: "08710", Total: 230, Overseas: 4}))
	closed := scenario.Given(shared, scenario.Happened("2022-02-01", plan.PlanClosed{Total: 1270, Overseas: 28, RuleSet: "vinh-yen-2021"}))
	confirm := correction.ConfirmCorrection{ProposalID: proposal}
	share := change("total", 230, 320)
	effect := plan.TargetCorrected{
		Of:    correction.Of{EventID: fact(2), Action: correction.Correct, Changes: []correction.Change{share}},
		Total: 1300, Overseas: 30, DecisionNo: adopt.DecisionNo, Shares: []plan.UnitShare{{Unit: "08710", Total: 320, Overseas: 4}},
	}
	annulled := plan.TargetCorrected{Of: correction.Of{EventID: fact(2), Action: correction.Annul}, Total: 1300, Overseas: 30, DecisionNo: adopt.DecisionNo, Shares: []plan.UnitShare{}}
	fewer := plan.TargetCorrected{
		Of:    correction.Of{EventID: fact(0), Action: correction.Correct, Changes: []correction.Change{change("units", adopt.Units, []string{"08710"})}},
		Total: 1300, Overseas: 30, DecisionNo: adopt.DecisionNo, Shares: []plan.UnitShare{{Unit: "08710", Total: 230, Overseas: 4}},
		Adopted: func() *plan.PlanAdopted {
			now := given[0].Payload.(plan.PlanAdopted)
			now.Units = []string{"08710"}
			return &now
		}(),
	}
	waits := scenario.Given(shared, proposed(2, correction.Correct, share))
	settled := scenario.Given(waits, scenario.Happened("2021-05-04", correction.CorrectionConfirmed{ProposalID: proposal}, effect))
	gone := scenario.Given(shared, proposed(2, correction.Annul), scenario.Happened("2021-05-04", correction.CorrectionConfirmed{ProposalID: proposal}, annulled))
	scenario.Run(t, corrections, scenario.Cases[any]{
		"one proposes":                        {Given: shared, When: propose(2, correction.Correct, change("total", nil, 320)), Then: []any{correction.CorrectionProposed{ProposalID: proposal, EventID: fact(2), Action: correction.Correct, Changes: []correction.Change{share}}}},
		"another confirms":                    {Given: waits, When: confirm, Actor: "u-minh", Then: []any{correction.CorrectionConfirmed{ProposalID: proposal}, effect}},
		"not the same":                        {Given: waits, When: confirm, Actor: "u-lan", Refused: correction.ErrSamePerson},
		"or turns it down":                    {Given: waits, When: correction.RejectCorrection{ProposalID: proposal}, Actor: "u-minh", Then: []any{correction.CorrectionRejected{ProposalID: proposal}}},
		"once":                                {Given: settled, When: confirm, Actor: "u-minh", Refused: correction.ErrProposalSettled},
		"what was proposed":                   {Given: shared, When: confirm, Actor: "u-minh", Refused: correction.ErrProposalUnknown},
		"a share is annulled":                 {Given: scenario.Given(shared, proposed(2, correction.Annul)), When: confirm, Actor: "u-minh", Then: []any{correction.CorrectionConfirmed{ProposalID: proposal}, annulled}},
		"not twice":                           {Given: gone, When: propose(2, correction.Annul), Refused: correction.ErrAlreadyAnnulled},
		"nor what isn't there":                {Given: shared, When: propose(99, correction.Annul), Refused: correction.ErrNothingToCorrect},
		"nor to what it is":                   {Given: shared, When: propose(2, correction.Correct, change("total", nil, 230)), Refused: correction.ErrNothingToCorrect},
		"nor the counting rules":              {Given: shared, When: propose(1, correction.Correct, change("ruleSet", nil, "x")), Refused: correction.ErrNothingToCorrect},
		"the plan's wards":                    {Given: shared, When: propose(0, correction.Correct, change("units", nil, []string{"08710"})), Then: []any{correction.CorrectionProposed{ProposalID: proposal, EventID: fact(0), Action: correction.Correct, Changes: []correction.Change{change("units", adopt.Units, []string{"08710"})}}}},
		"confirmed, with the adoption":        {Given: scenario.Given(shared, proposed(0, correction.Correct, change("units", adopt.Units, []string{"08710"}))), When: confirm, Actor: "u-minh", Then: []any{correction.CorrectionConfirmed{ProposalID: proposal}, fewer}},
		"but one that has a share":            {Given: shared, When: propose(0, correction.Correct, change("units", nil, []string{"08728"})), Refused: correction.ErrDependentFacts, Says: "TargetAllocated"},
		"nor to one that isn't there":         {Given: shared, When: propose(0, correction.Correct, change("units", nil, []string{"08710", "99999"})), Refused: es.ErrFieldInvalid, Says: "99999"},
		"nor to one twice":                    {Given: shared, When: propose(0, correction.Correct, change("units", nil, []string{"08710", "08710"})), Refused: es.ErrFieldInvalid, Says: "twice"},
		"nor to none":                         {Given: shared, When: propose(0, correction.Correct, change("units", nil, []string{})), Refused: es.ErrFieldMissing, Says: "units"},
		"nor is the adoption annulled":        {Given: shared, When: propose(0, correction.Annul), Refused: correction.ErrDependentFacts},
		"a share above the target":            {Given: shared, When: propose(2, correction.Correct, change("total", nil, 1301)), Refused: plan.ErrAllocationAboveTarget},
		"in a ward of another city":           {Given: shared, When: propose(2, correction.Correct, change("unit", nil, "08740")), Refused: plan.ErrUnitNotInPlan},
		"a target below what was shared out":  {Given: shared, When: propose(0, correction.Correct, change("total", nil, 200)), Refused: correction.ErrDependentFacts, Says: "TargetAllocated"},
		"a target of none":                    {Given: shared, When: propose(0, correction.Correct, change("total", nil, 0)), Refused: plan.ErrTargetNotPositive},
		"overseas above the total":            {Given: shared, When: propose(2, correction.Correct, change("overseas", nil, 231)), Refused: plan.ErrOverseasAboveTotal},
		"also of a closed plan":               {Given: closed, When: propose(2, correction.Correct, change("total", nil, 320)), Then: []any{correction.CorrectionProposed{ProposalID: proposal, EventID: fact(2), Action: correction.Correct, Changes: []correction.Change{share}}}},
		"nothing is proposed of an unknown":   {When: propose(2, correction.Annul), Refused: plan.ErrPlanUnknown},
		"a number that was typed wrongly too": {Given: given, When: propose(0, correction.Correct, change("decisionNo", nil, "1/QĐ")), Then: []any{correction.CorrectionProposed{ProposalID: proposal, EventID: fact(0), Action: correction.Correct, Changes: []correction.Change{change("decisionNo", adopt.DecisionNo, "1/QĐ")}}}},
	})
}

// TestARightedPlanIsThePlanEnteredRightly: random shares and targets, one typed
// wrongly and corrected, come to the state in which it had been typed rightly.
func TestARightedPlanIsThePlanEnteredRightly(t *testing.T) {
	t.Parallel()
	done := scenario.AtLeast(1, "corrected")
	done.Check(t, func(rt *rapid.T) {
		history := given
		for range rapid.IntRange(1, 8).Draw(rt, "facts") {
			var c plan.Command = plan.AllocateTarget{Unit: rapid.SampledFrom(adopt.Units).Draw(rt, "unit"), Total: rapid.IntRange(0, 900).Draw(rt, "total"), Overseas: rapid.IntRange(0, 5).Draw(rt, "overseas")}
			if rapid.IntRange(0, 3).Draw(rt, "what") == 0 {
				c = plan.AmendTarget{Total: rapid.IntRange(1000, 2000).Draw(rt, "target"), Overseas: 30, DecisionNo: "2"}
			}
			made, err := plan.Decider.Decide(plan.Decider.Fold(scenario.Given(history)), c, es.Asked{})
			if err == nil {
				history = scenario.Given(history, scenario.Happened("2021-05-01", made...))
			}
		}
		n := rapid.IntRange(0, len(history)-1).Draw(rt, "which")
		to := rapid.IntRange(1, 1500).Draw(rt, "rightly")
		wrong := corrections.Fold(scenario.Given(history))
		today := scenario.Day("2021-12-31")
		said, err := corrections.Decide(wrong, propose(n, correction.Correct, change("total", nil, to)), es.Asked{Actor: "u-lan", On: today, Today: today})
		if err != nil {
			return
		}
		list := scenario.Given(history, scenario.Happened("2021-06-01", said...))
		effects, err := corrections.Decide(corrections.Fold(list), correction.ConfirmCorrection{ProposalID: proposal}, es.Asked{Actor: "u-minh", On: today, Today: today})
		if err != nil {
			rt.Fatalf("proposed, and refused to the second: %v", err)
		}
		got := plan.Decider.Fold(scenario.Given(list, scenario.Happened("2021-06-02", effects...)))
		right := scenario.Given(history)
		switch p := right[n].Payload.(type) {
		case plan.PlanAdopted:
			p.Total = to
			right[n].Payload = p
		case plan.TargetAmended:
			p.Total = to
			right[n].Payload = p
		case plan.TargetAllocated:
			p.Total = to
			right[n].Payload = p
		}
		want := plan.Decider.Fold(right)
		got.Ledger, want.Ledger = correction.Ledger{}, correction.Ledger{}
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("corrected %+v\nentered rightly %+v", got, want)
		}
		e := effects[1].(plan.TargetCorrected)
		if e.Total != want.Total || e.Overseas != want.Overseas || len(e.Shares) != len(want.Shares) {
			rt.Fatalf("the effect says %+v, the plan is %+v", e, want)
		}
		for _, s := range e.Shares {
			if want.Shares[s.Unit] != (plan.Share{Total: s.Total, Overseas: s.Overseas}) {
				rt.Fatalf("the effect says %+v, the plan is %+v", e, want)
			}
		}
		done.Saw("corrected")
	})
}
