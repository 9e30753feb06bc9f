package supervision_test

import (
	"encoding/json"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
)

// sanctionedCase is an inspection with a finding that was handed on and fined
// twice, once for another's sum.
func sanctionedCase() []es.Recorded {
	fine := func(decision string, sum int64) supervision.SanctionImposed {
		return supervision.SanctionImposed{FindingID: "1", Kind: supervision.Fine, Amount: money.VND(sum), DecisionNo: decision, AgencyID: "agency-1"}
	}
	return scenario.Given(
		scenario.Happened("2021-06-01", supervision.InspectionOpened{InspectionNo: "KT-1", AgencyID: "agency-1", Inspector: "x"},
			supervision.FindingRecorded{FindingID: "1", Text: "x", Severity: supervision.Major, LegalBasis: "Đ.1", AgencyID: "agency-1"},
			supervision.RemedyRequired{FindingID: "1", What: "x", DueOn: scenario.Day("2021-06-02")}),
		scenario.Happened("2021-06-10", supervision.FindingEscalated{FindingID: "1", To: "Sở"}),
		scenario.Happened("2021-06-20", fine("QĐ-1", 5_000_000), fine("QĐ-2", 50_000_000)),
	)
}

func suspendedCase() []es.Recorded {
	return scenario.Given(sanctionedCase(), scenario.Happened("2021-06-21", supervision.SanctionImposed{
		FindingID: "1", Kind: supervision.Suspension, DecisionNo: "QĐ-3", From: scenario.Day("2021-07-01"), AgencyID: "agency-1",
	}))
}

func nothingHeld(string, string) (from, until civil.Date, ok bool) { return from, until, false }

// TestSanctionsArePutRightByTwoPeople: a fine is money.
func TestSanctionsArePutRightByTwoPeople(t *testing.T) {
	t.Parallel()
	given := sanctionedCase()
	first, second := given[4], given[5]
	now := func(e es.Recorded, sum int64) supervision.SanctionNow {
		p := e.Payload.(supervision.SanctionImposed)
		p.Amount = money.VND(sum)
		return supervision.SanctionNow{Event: e.ID, ImposedOn: e.On(), Sanction: p}
	}
	raw := func(v any) json.RawMessage {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	id := es.EventID("proposal", "1", 0)
	changes := []correction.Change{{Field: "amount", From: raw(money.VND(50_000_000)), To: raw(money.VND(15_000_000))}}
	sum := correction.CorrectionProposed{ProposalID: id, EventID: second.ID, Action: correction.Correct, Changes: changes}
	gone := correction.CorrectionProposed{ProposalID: id, EventID: first.ID, Action: correction.Annul}
	with := func(p correction.CorrectionProposed) []es.Recorded {
		return scenario.Given(given, scenario.Happened("2021-07-01", p))
	}
	propose := func(e es.Recorded, action correction.Action, changes ...correction.Change) any {
		return correction.ProposeCorrection{EventID: e.ID, Action: action, Changes: changes, ProposalID: id}
	}
	confirm := correction.ConfirmCorrection{ProposalID: id}
	of := func(p correction.CorrectionProposed) correction.Of {
		return correction.Of{EventID: p.EventID, Action: p.Action, Changes: p.Changes}
	}
	scenario.Run(t, supervision.SanctionCorrections(nothingHeld), scenario.Cases[any]{
		"proposed": {Given: given, When: propose(second, correction.Correct, changes...), Then: []any{sum}},
		"confirmed": {Given: with(sum), When: confirm, Actor: "u-other", Then: []any{correction.CorrectionConfirmed{ProposalID: id}, supervision.SanctionCorrected{
			Of: of(sum), Sanctioned: supervision.Sanctioned{FindingID: "1", Sanctions: []supervision.SanctionNow{now(first, 5_000_000), now(second, 15_000_000)}},
		}}},
		"annulled": {Given: with(gone), When: confirm, Actor: "u-other", Then: []any{correction.CorrectionConfirmed{ProposalID: id}, supervision.SanctionAnnulled{
			Of: of(gone), Sanctioned: supervision.Sanctioned{FindingID: "1", Sanctions: []supervision.SanctionNow{now(second, 50_000_000)}},
		}}},
		"rejected":               {Given: with(sum), When: correction.RejectCorrection{ProposalID: id}, Actor: "u-other", Then: []any{correction.CorrectionRejected{ProposalID: id}}},
		"not by one person":      {Given: with(sum), When: confirm, Refused: correction.ErrSamePerson},
		"no other fact":          {Given: given, When: propose(given[1], correction.Annul), Refused: correction.ErrNothingToCorrect},
		"no other finding's":     {Given: given, When: propose(second, correction.Correct, correction.Change{Field: "findingId", To: raw("2")}), Refused: es.ErrFieldInvalid},
		"no fine of nothing":     {Given: given, When: propose(second, correction.Correct, correction.Change{Field: "amount"}), Refused: es.ErrFieldInvalid},
		"no sanction by nothing": {When: confirm, Refused: supervision.ErrInspectionUnknown},
	})
	held := func(string, string) (from, until civil.Date, ok bool) { return scenario.Day("2021-07-05"), until, true }
	suspended := suspendedCase()
	last := suspended[len(suspended)-1]
	scenario.Run(t, supervision.SanctionCorrections(held), scenario.Cases[any]{
		"a suspension that stands isn't annulled": {Given: suspended, When: propose(last, correction.Annul), Refused: correction.ErrDependentFacts},
		"nor is it another than the licence's":    {Given: suspended, When: propose(last, correction.Correct, correction.Change{Field: "from", To: raw("2021-07-06")}), Refused: correction.ErrDependentFacts},
		"it becomes what the licence has": {
			Given: suspended, When: propose(last, correction.Correct, correction.Change{Field: "from", To: raw("2021-07-05")}),
			Then: []any{correction.CorrectionProposed{ProposalID: id, EventID: last.ID, Action: correction.Correct, Changes: []correction.Change{{Field: "from", From: raw("2021-07-01"), To: raw("2021-07-05")}}}},
		},
	})
}

// TestStepsOfAnInspectionAreTakenBack: handing on, closing, and a flag's refutation.
func TestStepsOfAnInspectionAreTakenBack(t *testing.T) {
	t.Parallel()
	sanctioned := sanctionedCase()
	escalated := sanctioned[:4]
	again := scenario.Given(escalated, scenario.Happened("2021-06-12", supervision.FindingEscalated{FindingID: "1", To: "UBND tỉnh"}))
	closed := scenario.Given(escalated, scenario.Happened("2021-06-30", supervision.InspectionClosed{Conclusion: "x"}))
	annul := func(e es.Recorded) correction.Of { return correction.Of{EventID: e.ID, Action: correction.Annul} }
	last := func(list []es.Recorded) es.Recorded { return list[len(list)-1] }
	scenario.Run(t, supervision.Decider, scenario.Cases[supervision.Command]{
		"not handed on":        {Given: escalated, When: supervision.AnnulEscalation{FindingID: "1"}, Then: []any{supervision.EscalationAnnulled{Of: annul(last(escalated)), FindingID: "1"}}},
		"handed on once":       {Given: again, When: supervision.AnnulEscalation{FindingID: "1"}, Then: []any{supervision.EscalationAnnulled{Of: annul(last(again)), FindingID: "1", EscalatedOn: scenario.Day("2021-06-10"), EscalatedTo: "Sở"}}},
		"a sanction stands on": {Given: sanctioned, When: supervision.AnnulEscalation{FindingID: "1"}, Refused: correction.ErrDependentFacts},
		"never handed on":      {Given: escalated[:3], When: supervision.AnnulEscalation{FindingID: "1"}, Refused: supervision.ErrNotEscalated},
		"no such finding":      {Given: escalated, When: supervision.AnnulEscalation{FindingID: "2"}, Refused: supervision.ErrFindingUnknown},
		"reopened":             {Given: closed, When: supervision.ReopenInspection{}, Then: []any{supervision.InspectionReopened{Of: annul(last(closed))}}},
		"open":                 {Given: escalated, When: supervision.ReopenInspection{}, Refused: correction.ErrNothingToCorrect},
	})
	open := supervision.Decider.Fold(scenario.Given(closed, scenario.Happened("2021-07-01", supervision.InspectionReopened{Of: annul(last(closed))})))
	if open.Closed || !open.ClosedOn.IsZero() {
		t.Errorf("it is closed on %s", open.ClosedOn)
	}
	refuted := scenario.Given(scenario.Happened("2021-06-10", supervision.FlagRefuted{FlagID: "RF02-C-1", Reason: "x"}))
	restored := supervision.FlagRestored{Of: annul(refuted[0]), FlagID: "RF02-C-1"}
	scenario.Run(t, supervision.FlagDecider, scenario.Cases[supervision.FlagCommand]{
		"restored":    {Given: refuted, When: supervision.RestoreFlag{FlagID: "RF02-C-1"}, Then: []any{restored}},
		"not refuted": {When: supervision.RestoreFlag{FlagID: "RF02-C-1"}, Refused: correction.ErrNothingToCorrect},
		"refuted anew": {
			Given: scenario.Given(refuted, scenario.Happened("2021-06-11", restored)), When: supervision.RefuteFlag{FlagID: "RF02-C-1", Reason: "y", SubjectKnown: true},
			Then: []any{supervision.FlagRefuted{FlagID: "RF02-C-1", Reason: "y"}},
		},
	})
}
