package overseas

import (
	"fmt"
	"reflect"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// replay is the contract's history with the target put right: the facts behind
// it are decided anew, since much in them follows from it. One that wouldn't be
// taken any more refuses the correction. A departure that comes later keeps its
// place though a rule of the gate should now be broken: that is a red flag, not
// a reason to keep a wrong figure.
func (c Contract) replay(t correction.Target, beside Beside, today civil.Date) ([]es.Recorded, Contract, error) {
	before, after := c.Ledger.Around(t.EventID)
	events := slices.Clone(before)
	s := correction.Fold(evolveContract, before)
	rest := after
	if t.Action == correction.Correct {
		rest = append([]es.Recorded{t.Now}, after...)
	}
	for _, fact := range rest {
		target := fact.ID == t.EventID
		if target && fact.On().After(today) {
			return nil, s, es.ErrFutureDate.With("on", fact.On(), "today", today)
		}
		made, err := s.again(fact, target, beside, today)
		if err != nil {
			return nil, s, depends(target, fact, err)
		}
		if len(made) != 1 {
			if _, notice := fact.Payload.(ContractExpiryNoticed); notice {
				continue // none was due
			}
			return nil, s, depends(target, fact, correction.ErrNothingToCorrect.With("vi", "sổ đã ghi như vậy", "en", "the book says so already"))
		}
		fact.Payload = made[0]
		events = append(events, fact)
		s = evolveContract(s, fact)
	}
	return events, s, nil
}

// depends says that a later fact stands on what is put right; the fact's own
// refusal stays as it is.
func depends(target bool, fact es.Recorded, err error) error {
	refused, ok := es.AsRefused(err)
	if target || !ok {
		return err
	}
	what := reflect.TypeOf(fact.Payload).Name()
	return correction.ErrDependentFacts.With(
		"vi", fmt.Sprintf("%s ngày %s (%s)", what, fact.On().Vietnamese(), refused.Vietnamese()),
		"en", fmt.Sprintf("%s of %s (%s)", what, fact.On(), refused.English()))
}

// payloads are events in the making. Nothing is raised by them: they are compared
// with what stands, or stand in a correction.
type payloads = []any

// again decides a fact as if it were entered in this state.
func (c Contract) again(fact es.Recorded, target bool, beside Beside, today civil.Date) (payloads, error) {
	asked := es.Asked{On: fact.On(), Today: today, Reason: fact.Meta.Reason, Actor: fact.Meta.Actor}
	event, ok := fact.Payload.(ContractEvent)
	if !ok {
		return nil, fmt.Errorf("overseas: a contract's stream has no %T", fact.Payload)
	}
	switch e := event.(type) {
	case ContractSigned:
		return decideSign(c, SignContract{
			Contract: e.ContractNo, Kind: e.Kind, Market: e.Market, Occupation: e.Occupation, Months: e.Months, MonthlyWage: e.MonthlyWage,
			ServiceFee: e.ServiceFee, BrokerageFee: e.BrokerageFee, Deposit: e.Deposit,
			WorkerID: e.WorkerID, AgencyID: e.AgencyID, AgencyKnown: true, WorkerRevision: e.WorkerRevision, AgencyRevision: e.AgencyRevision, Limits: beside.Limits,
		}, asked)
	case OrientationRecorded:
		return decideOrientation(c, RecordOrientation{c.No, e.CertificateNo})
	case ContractRegistered:
		return decideRegistration(c, RegisterContract{c.No, e.RegistrationNo, e.With})
	case TravelPapersRecorded:
		e.Party = c.Party
		return []any{e}, wrongPhase(c, Signed, Departed)
	case FeeRecorded:
		return decideFee(c, RecordFee{c.No, e.Line, e.Paid, e.ReceiptNo})
	case FeeRefunded:
		return decideRefund(c, RefundFee{c.No, e.Line, e.Amount})
	case ContractAmended:
		return decideAmend(c, AmendContract{c.No, e.Changes}, asked)
	case WorkerDispatched:
		return c.leaveAgain(e.Departure, fact, target, beside, asked)
	case IrregularDispatchRecorded:
		return c.leaveIrregularlyAgain(e, target, beside, asked)
	case ContractExtended:
		return decideExtend(c, ExtendContract{c.No, e.Months, e.ServiceFee, beside.Limits}, asked)
	case EmployerAbroadReplaced:
		return decideEmployerAbroad(c, ChangeEmployerAbroad{c.No, e.Employer, e.Lawful}, asked)
	case IncidentRecorded:
		made, err := decideIncident(c, RecordIncident{c.No, IncidentOther, ""}, asked) // what befell the worker may have been erased
		e.Party = c.Party
		if err != nil || len(made) == 0 {
			return made, err
		}
		return []any{e}, nil
	case ContractExpiryNoticed:
		return decideNotice(c, NoticeExpiry{c.No}, asked.On)
	case WorkerAbsconded:
		return decideAbsconded(c, ReportAbsconded{c.No, e.LastSeenOn, e.Reporter}, asked)
	case WorkerReturned:
		return decideReturn(c, RecordReturn{c.No, e.Reason}, asked)
	case ContractTerminated:
		return decideTerminate(c, TerminateContract{c.No, e.Reason, e.Fault}, asked)
	case ContractLiquidated:
		return decideLiquidate(c, LiquidateContract{c.No, e.FeeRefunded, e.DepositReturned, e.Compensation, e.Unilateral, beside.Limits}, asked)
	case ContractCorrected, DispatchAnnulled, AbscondingAnnulled, ReturnAnnulled, TerminationAnnulled, LiquidationAnnulled, ContractAnnulled: // never in a ledger
	}
	return nil, fmt.Errorf("overseas: %T is no fact", fact.Payload)
}

func wrongPhase(c Contract, phases ...Phase) error {
	if wrong := inPhase(c, c.No, phases...); wrong != nil {
		return wrong
	}
	return nil
}

// asks is the departure as a command, of the worker as now known.
func (c Contract) asks(d Departure, beside Beside, on civil.Date) DispatchOverseas {
	worker := beside.WorkerOn(on)
	worker.Revision = d.Evidence.WorkerRevision
	return DispatchOverseas{c.No, d.ReportedOn, worker, beside.Agency, d.Evidence.AgencyRevision, beside.Limits, d.Reservation}
}

// leaveAgain is a lawful departure: through the whole gate where it is itself put
// right.
func (c Contract) leaveAgain(d Departure, _ es.Recorded, target bool, beside Beside, asked es.Asked) (payloads, error) {
	cmd := c.asks(d, beside, asked.On)
	if target {
		return decideDispatch(c, cmd, asked)
	}
	if _, refused := openDeparture(c, cmd, asked); len(refused) > 0 {
		return nil, es.Refuse(refused...)
	}
	left, err := departed(c, cmd, asked)
	return []any{WorkerDispatched{left}}, err
}

// leaveIrregularlyAgain is one that broke rules: which, is looked at anew where
// it is itself put right.
func (c Contract) leaveIrregularlyAgain(e IrregularDispatchRecorded, target bool, beside Beside, asked es.Asked) (payloads, error) {
	cmd := c.asks(e.Departure, beside, asked.On)
	if target {
		return decideIrregular(c, RecordIrregularDispatch{c.No, cmd.ReportedOn, e.Source, cmd.Worker, cmd.Agency, cmd.AgencyRevision, cmd.Limits, cmd.Reservation}, asked)
	}
	if _, refused := openDeparture(c, cmd, asked); len(refused) > 0 {
		return nil, es.Refuse(refused...)
	}
	left, err := departed(c, cmd, asked)
	return []any{IrregularDispatchRecorded{left, e.Violations, e.Source}}, err
}
