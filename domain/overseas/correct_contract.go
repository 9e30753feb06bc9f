package overseas

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// personal are the fields of this context's events that no proposal may name.
var personal = []string{"representative", "passportNo", "visaRef", "note"}

// correctable are the fields of a contract's fact that can be put right, and
// whether it can be annulled. All else follows from these and is never given.
func correctable(fact es.Recorded) (fields []string, annul bool) {
	event, ok := fact.Payload.(ContractEvent)
	if !ok {
		return nil, false
	}
	switch event.(type) {
	case ContractSigned: // of another worker or number it is annulled, and entered anew
		return []string{"market", "kind", "occupation", "months", "monthlyWage", "serviceFee", "brokerageFee", "deposit"}, true
	case OrientationRecorded:
		return []string{"certificateNo"}, true
	case ContractRegistered:
		return []string{"registrationNo", "with"}, true
	case TravelPapersRecorded, IncidentRecorded: // the day alone: the rest belongs to a person
		return nil, true
	case FeeRecorded:
		return []string{"line", "paid", "receiptNo"}, true
	case FeeRefunded:
		return []string{"line", "amount"}, true
	case ContractAmended:
		return []string{"changes"}, true
	case WorkerDispatched:
		return []string{"reportedOn"}, true
	case IrregularDispatchRecorded:
		return []string{"reportedOn", "source"}, true
	case ContractExtended:
		return []string{"months", "serviceFee"}, true
	case EmployerAbroadReplaced:
		return []string{"employer", "lawful"}, true
	case WorkerAbsconded:
		return []string{"lastSeenOn", "reporter"}, true
	case WorkerReturned:
		return []string{"reason"}, true
	case ContractTerminated:
		return []string{"reason", "fault"}, true
	case ContractLiquidated:
		return []string{"feeRefunded", "depositReturned", "compensation", "unilateral"}, true
	case ContractExpiryNoticed, ContractCorrected, DispatchAnnulled, AbscondingAnnulled, ReturnAnnulled, TerminationAnnulled, LiquidationAnnulled, ContractAnnulled: // a policy's, and no facts
	}
	return nil, false
}

// mayCorrect refuses what isn't put right in this way.
func mayCorrect(t correction.Target, fields []string, annul bool) error {
	if t.Action == correction.Annul && !annul || fields == nil && !annul {
		return correction.ErrNothingToCorrect.With("vi", "việc này không hủy bỏ, đính chính theo cách này", "en", "such a fact isn't annulled or corrected in this way")
	}
	return t.Only(append(slices.Clone(fields), correction.On)...)
}

// putRight are the effects of a correction: the fact is decided as if it were
// entered now in the place of the wrong one, and what follows from it anew.
func putRight(c Contract, t correction.Target, beside Beside, today civil.Date) ([]any, error) {
	fields, annul := correctable(t.Was)
	if err := mayCorrect(t, fields, annul); err != nil {
		return nil, err
	}
	events, now, err := c.replay(t, beside, today)
	if err != nil {
		return nil, err
	}
	if err := stillFree(c, now, beside); err != nil {
		return nil, err
	}
	facts, err := factsOf(events)
	if err != nil {
		return nil, err
	}
	r := Restatement{t.Of, now.Party, c.DepartedOn, facts}
	if !now.Exists() {
		switch r.Party = c.Party; {
		case beside.Held:
			return nil, correction.ErrDependentFacts.With("vi", "người lao động đang được giữ chỗ cho hợp đồng này", "en", "the worker is held for this contract")
		case beside.NamedBy != (Naming{}):
			return nil, correction.ErrDependentFacts.With("vi", beside.NamedBy.Vi, "en", beside.NamedBy.En)
		}
	}
	return []any{effectOf(t.Was.Payload, r)}, nil
}

// effectOf is the event that says what was put right.
func effectOf(was any, r Restatement) any {
	if r.Action == correction.Annul {
		switch was.(type) {
		case ContractSigned:
			return ContractAnnulled{r}
		case WorkerDispatched, IrregularDispatchRecorded:
			return DispatchAnnulled{r}
		case WorkerAbsconded:
			return AbscondingAnnulled{r}
		case WorkerReturned:
			return ReturnAnnulled{r}
		case ContractTerminated:
			return TerminationAnnulled{r}
		case ContractLiquidated:
			return LiquidationAnnulled{r}
		}
	}
	return ContractCorrected{r}
}

// Away is the run of days that the contract takes of the worker: from the
// departure to the end; a zero end is open. ok is false where nobody left, or
// where the departure found the worker engaged already.
func (c Contract) Away() (from, to civil.Date, ok bool) {
	to = c.ReturnedOn
	if !c.TerminatedOn.IsZero() && c.AbscondedOn.IsZero() {
		to = c.TerminatedOn
	}
	return c.DepartedOn, to, !c.DepartedOn.IsZero() && c.reserved
}

// stillFree refuses days that the contract didn't take before and that
// something else has.
func stillFree(was, now Contract, beside Beside) error {
	from, to, away := now.Away()
	wasFrom, wasTo, wasAway := was.Away()
	if !away || wasAway && from == wasFrom && to == wasTo {
		return nil
	}
	if other := beside.EngagedWith(from, to); other != "" {
		return ErrAlreadyEngaged.With("on", from, "other", other)
	}
	return nil
}

func decideProposal(c Contract, cmd ProposeCorrection, asked es.Asked) ([]any, error) {
	if !c.Exists() {
		return nil, ErrContractUnknown.With("contract", cmd.Contract)
	}
	return correction.Propose(c.Ledger, cmd.ProposeCorrection, personal, func(t correction.Target) ([]any, error) { return putRight(c, t, cmd.Beside, asked.Today) })
}

func decideConfirmation(c Contract, cmd ConfirmCorrection, asked es.Asked) ([]any, error) {
	if !c.Exists() {
		return nil, ErrContractUnknown.With("contract", cmd.Contract)
	}
	return correction.Confirm(c.Ledger, cmd.ConfirmCorrection, asked, func(t correction.Target) ([]any, error) { return putRight(c, t, cmd.Beside, asked.Today) })
}
