package support_test

import (
	"encoding/json"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
)

func annuls(n int) correction.Of {
	return correction.Of{EventID: es.EventID("scenario", "given", n), Action: correction.Annul}
}

func corrects(n int, field, from, to string) correction.Of {
	return correction.Of{EventID: annuls(n).EventID, Action: correction.Correct, Changes: []correction.Change{{Field: field, From: json.RawMessage(from), To: json.RawMessage(to)}}}
}

// proposed is that somebody else proposed what the effect does.
func proposed(of correction.Of) ([]es.Recorded, correction.ConfirmCorrection) {
	id := es.UUID{7}
	list := scenario.Happened("2021-12-01", correction.CorrectionProposed{ProposalID: id, EventID: of.EventID, Action: of.Action, Changes: of.Changes})
	list[0].Meta.Actor = "u-another"
	return list, correction.ConfirmCorrection{ProposalID: id}
}

// rightly is what confirming an effect makes of the history: the effect beside
// the confirmation.
func rightly(history []es.Recorded, of correction.Of, effect any) scenario.Case[any] {
	by, confirm := proposed(of)
	return scenario.Case[any]{Given: scenario.Given(history, by), When: confirm, Then: []any{correction.CorrectionConfirmed{ProposalID: confirm.ProposalID}, effect}}
}

func propose(of correction.Of) correction.ProposeCorrection {
	return correction.ProposeCorrection{EventID: of.EventID, Action: of.Action, Changes: of.Changes, ProposalID: es.UUID{7}}
}

func TestLoansArePutRight(t *testing.T) {
	t.Parallel()
	with, whole := scenario.Given(approved, recorded), scenario.Given(approved, recorded, settled)
	sum := corrects(0, "amount", `{"amount":50000000,"currency":"VND"}`, `{"amount":15000000,"currency":"VND"}`)
	above := corrects(0, "amount", ``, `{"amount":100000001,"currency":"VND"}`)
	by, confirm := proposed(sum)
	same := scenario.Given(with, by)
	same[2].Meta.Actor = "u-test"
	right := support.LoanCorrected{Of: sum, Amount: money.VND(15_000_000), Months: 36, JobsPromised: 1, ApprovedOn: civil.On(2021, 5, 4)}
	over := right
	over.Of, over.Amount, over.SettledOn = corrects(2, "on", `"2021-11-01"`, `"2021-10-01"`), money.VND(50_000_000), civil.On(2021, 10, 1)
	scenario.Run(t, support.LoanCorrections(support.ShippedCaps()), scenario.Cases[any]{
		"a sum":                        rightly(with, sum, right),
		"proposed":                     {Given: with, When: propose(sum), Then: []any{correction.CorrectionProposed{ProposalID: es.UUID{7}, EventID: sum.EventID, Action: sum.Action, Changes: sum.Changes}}},
		"not by one person":            {Given: same, When: confirm, Refused: correction.ErrSamePerson},
		"rejected":                     {Given: scenario.Given(with, by), When: correction.RejectCorrection{ProposalID: es.UUID{7}}, Then: []any{correction.CorrectionRejected{ProposalID: es.UUID{7}}}},
		"not above the cap":            {Given: with, When: propose(above), Refused: support.ErrLoanAboveCap},
		"the day it was settled":       rightly(whole, corrects(2, "on", `"2021-11-01"`, `"2021-10-01"`), over),
		"settled before the job":       {Given: whole, When: propose(corrects(2, "on", ``, `"2021-05-11"`)), Refused: support.ErrBeforeStart},
		"approved after the job":       {Given: with, When: propose(corrects(0, "on", ``, `"2021-05-13"`)), Refused: correction.ErrDependentFacts, Says: "JobRecorded"},
		"it wasn't settled":            rightly(whole, annuls(2), support.LoanReopened{Of: annuls(2)}),
		"there was no such job":        rightly(whole, annuls(1), support.LoanJobAnnulled{Of: annuls(1), WorkerID: worker, Borrower: worker, Day: civil.On(2021, 5, 12), ReportedOn: civil.On(2021, 5, 14), Created: true}),
		"a job is entered anew":        {Given: with, When: propose(corrects(1, "on", ``, `"2021-05-13"`)), Refused: correction.ErrNothingToCorrect, Says: "annulled"},
		"there was no such loan":       rightly(approved, annuls(0), support.LoanAnnulled{Of: annuls(0)}),
		"but jobs came of it":          {Given: with, When: propose(annuls(0)), Refused: correction.ErrDependentFacts},
		"another borrower is another":  {Given: with, When: propose(corrects(0, "borrower", ``, `"worker-1"`)), Refused: es.ErrFieldInvalid},
		"what isn't in the book isn't": {When: propose(sum), Refused: support.ErrLoanUnknown},
	})
	scenario.Run(t, support.LoanDecider, scenario.Cases[support.LoanCommand]{
		"its job may be entered anew": {Given: scenario.Given(with, scenario.Happened("2021-06-01", support.LoanJobAnnulled{Of: annuls(1)})), When: record, On: "2021-05-12", Then: []any{recorded[0].Payload}},
		"its number is free again":    {Given: scenario.Given(approved, scenario.Happened("2021-06-01", support.LoanAnnulled{Of: annuls(0)})), When: approve, On: "2021-05-04", Then: []any{approved[0].Payload}},
	})
}

func TestSupportIsPutRight(t *testing.T) {
	t.Parallel()
	given := scenario.Happened("2021-02-01", support.SupportGranted{SupportNo: "HT-1", WorkerID: worker, Scheme: "Học nghề", Amount: money.VND(1_500_000), Ward: "08710"})
	sum := corrects(0, "amount", `{"amount":1500000,"currency":"VND"}`, `{"amount":5100000,"currency":"VND"}`)
	scenario.Run(t, support.GrantCorrections, scenario.Cases[any]{
		"a sum":             rightly(given, sum, support.SupportCorrected{Of: sum, Scheme: "Học nghề", Amount: money.VND(5_100_000), GrantedOn: civil.On(2021, 2, 1)}),
		"it wasn't granted": rightly(given, annuls(0), support.SupportAnnulled{Of: annuls(0)}),
		"not in dollars":    {Given: given, When: propose(corrects(0, "amount", ``, `{"amount":5,"currency":"USD"}`)), Refused: es.ErrFieldInvalid},
		"not to another":    {Given: given, When: propose(corrects(0, "workerId", ``, `"worker-1"`)), Refused: es.ErrFieldInvalid},
		"it isn't there":    {When: propose(annuls(0)), Refused: support.ErrSupportUnknown},
	})
}

func TestAllowancesArePutRight(t *testing.T) {
	t.Parallel()
	with := scenario.Given(noticed, granted)
	months := corrects(1, "months", `3`, `6`)
	scenario.Run(t, support.AllowanceCorrections, scenario.Cases[any]{
		"months":             rightly(with, months, support.AllowanceCorrected{Of: months, WorkerID: worker, Months: 6, Monthly: money.VND(3_000_000), GrantedOn: civil.On(2021, 6, 20)}),
		"it wasn't granted":  rightly(with, annuls(1), support.AllowanceAnnulled{Of: annuls(1), WorkerID: worker}),
		"more than a year":   {Given: with, When: propose(corrects(1, "months", ``, `13`)), Refused: es.ErrFieldInvalid},
		"after the end":      {Given: scenario.Given(with, ended), When: propose(corrects(1, "on", ``, `"2021-09-21"`)), Refused: correction.ErrDependentFacts},
		"of a notice":        {Given: with, When: propose(annuls(0)), Refused: correction.ErrNothingToCorrect},
		"nobody is out work": {When: propose(months), Refused: support.ErrNoticeUnknown},
	})
}

func TestNoticesArePutRight(t *testing.T) {
	t.Parallel()
	whole := scenario.Given(noticed, ended)
	day := support.UnemploymentNoticeCorrected{Of: corrects(0, "on", `"2021-06-01"`, `"2021-06-11"`), WorkerID: worker, Ward: "08710", Before: civil.On(2021, 6, 1), NoticedOn: civil.On(2021, 6, 11)}
	end := support.UnemploymentNoticeCorrected{Of: corrects(1, "reason", `"found_work"`, `"studying"`), WorkerID: worker, Ward: "08710", Before: civil.On(2021, 6, 1), NoticedOn: civil.On(2021, 6, 1), EndedOn: civil.On(2021, 9, 20), Reason: support.Studying}
	scenario.Run(t, support.UnemploymentDecider, scenario.Cases[support.UnemploymentCommand]{
		"its day":                        {Given: noticed, When: support.CorrectUnemploymentNotice{NoticedOn: civil.On(2021, 6, 11)}, Then: []any{day}},
		"why it ended":                   {Given: whole, When: support.CorrectUnemploymentNotice{EndReason: support.Studying}, Then: []any{end}},
		"the end of what is open":        {Given: noticed, When: support.CorrectUnemploymentNotice{EndReason: support.Studying}, Refused: correction.ErrNothingToCorrect},
		"no end before the notice":       {Given: whole, When: support.CorrectUnemploymentNotice{EndedOn: civil.On(2021, 5, 31)}, Refused: support.ErrBeforeStart},
		"no notice after the end":        {Given: whole, When: support.CorrectUnemploymentNotice{NoticedOn: civil.On(2021, 9, 21)}, Refused: correction.ErrDependentFacts},
		"not into another ward":          {Given: noticed, When: support.CorrectUnemploymentNotice{NoticedOn: civil.On(2021, 6, 2), Ward: "08728"}, Refused: es.ErrFieldInvalid, Says: "another ward"},
		"a notice that was none":         {Given: noticed, When: support.AnnulUnemploymentNotice{}, Then: []any{support.UnemploymentNoticeAnnulled{Of: annuls(0), WorkerID: worker, NoticedOn: civil.On(2021, 6, 1)}}},
		"it hasn't ended":                {Given: whole, When: support.AnnulUnemploymentNotice{}, Then: []any{support.UnemploymentReopened{Of: annuls(1), WorkerID: worker, NoticedOn: civil.On(2021, 6, 1)}}},
		"an allowance stands on it":      {Given: scenario.Given(noticed, granted), When: support.AnnulUnemploymentNotice{}, Refused: correction.ErrDependentFacts, Says: "AllowanceGranted"},
		"nobody gave notice":             {When: support.AnnulUnemploymentNotice{}, Refused: support.ErrNoticeUnknown},
		"a notice may be given after it": {Given: scenario.Given(noticed, scenario.Happened("2021-06-03", support.UnemploymentNoticeAnnulled{Of: annuls(0)})), When: support.RecordUnemploymentNotice{WorkerIs: sewing, LastEmployerID: employer}, On: "2021-06-01", Then: []any{noticed[0].Payload}},
	})
}
