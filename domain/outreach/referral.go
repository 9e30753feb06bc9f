package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Referral is the state of a referral's stream: a worker advised, then sent to
// an employer, then taken or not.
type Referral struct {
	WorkerID     string
	CounselledOn civil.Date
	VacancyID    string // "" until the worker is referred
	ReferredOn   civil.Date
	Outcome      Outcome // the latest
	OutcomeOn    civil.Date

	IntermediaryID string
	Ledger         correction.Ledger // the stream's facts, to be put right
}

// Made says whether the worker was referred.
func (r Referral) Made() bool { return r.VacancyID != "" }

// Concluded says whether the last word has been said.
func (r Referral) Concluded() bool { return r.Outcome != "" && r.Outcome != Interviewed }

// ReferralDecider has the rules of a referral.
var ReferralDecider = referralRules.Decider()

func evolveReferral(r Referral, e es.Recorded) Referral {
	event, ok := e.Payload.(ReferralEvent)
	if !ok {
		return r
	}
	switch p := event.(type) {
	case WorkerCounselled:
		r.WorkerID, r.CounselledOn = p.WorkerID, e.On()
	case WorkerReferred:
		r.WorkerID, r.VacancyID, r.IntermediaryID, r.ReferredOn = p.WorkerID, p.VacancyID, p.IntermediaryID, e.On()
	case ReferralConcluded:
		r.Outcome, r.OutcomeOn = p.Outcome, e.On()
	case correction.Effect: // the ledger has what it takes back
	}
	return r
}

func decideReferral(r Referral, command ReferralCommand, asked es.Asked) ([]any, error) {
	switch c := command.(type) {
	case CounselWorker:
		return counsel(r, c, asked)
	case ReferWorker:
		return refer(r, c, asked)
	case RecordReferralOutcome:
		return conclude(r, c, asked)
	case correction.Command[Referral]: // correct_market.go has them
	}
	return nil, nil
}

func counsel(r Referral, c CounselWorker, asked es.Asked) ([]any, error) {
	if r.WorkerID != "" {
		return nil, ErrReferralExists
	}
	if c.CollaboratorID != "" {
		if err := c.Adviser.Active(asked.On); err != nil {
			return nil, err
		}
	}
	return []any{WorkerCounselled{c.WorkerID, c.CollaboratorID}}, nil
}

func refer(r Referral, c ReferWorker, asked es.Asked) ([]any, error) {
	switch {
	case r.Made():
		return nil, ErrReferralExists
	case r.WorkerID != "" && r.WorkerID != c.WorkerID:
		return nil, es.ErrFieldInvalid.With("field", "referral", "vi", "số này đã dùng để tư vấn cho người khác", "en", "somebody else was counselled under this number")
	case !c.Sought.Exists():
		return nil, ErrVacancyUnknown
	case c.IntermediaryID != "" && !c.IntermediaryKnown:
		return nil, ErrIntermediaryUnknown
	}
	if err := inOrder(asked.On, r.CounselledOn); err != nil {
		return nil, err
	}
	if err := c.Sought.open(asked.On); err != nil {
		return nil, err
	}
	return []any{WorkerReferred{c.WorkerID, c.VacancyID, c.IntermediaryID}}, nil
}

func conclude(r Referral, c RecordReferralOutcome, asked es.Asked) ([]any, error) {
	switch {
	case !r.Made():
		return nil, ErrReferralUnknown
	case r.Concluded():
		return nil, ErrReferralConcluded.With("on", r.OutcomeOn)
	}
	var f es.Fields
	es.OneOf(&f, "outcome", c.Outcome, outcomes)
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	if err := inOrder(asked.On, r.ReferredOn, r.OutcomeOn); err != nil {
		return nil, err
	}
	if r.Outcome == c.Outcome {
		return nil, nil
	}
	return []any{ReferralConcluded{c.Outcome}}, nil
}
