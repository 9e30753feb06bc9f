package outreach

import (
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// vacancyRules are those of a vacancy.
var vacancyRules = correction.Rules[Vacancy, VacancyCommand]{
	Plain:   es.Decider[Vacancy, VacancyCommand]{Evolve: evolveVacancy, Decide: decideVacancy},
	Exists:  Vacancy.Exists,
	Unknown: ErrVacancyUnknown,
	Ledger:  func(v *Vacancy) *correction.Ledger { return &v.Ledger },
	Asks: func(fact es.Recorded) (VacancyCommand, bool) {
		switch p := fact.Payload.(type) {
		case VacancyPosted:
			return PostVacancy{
				EmployerID: p.EmployerID, Quantity: p.Quantity, Occupation: p.Occupation, WageFrom: p.WageFrom, WageTo: p.WageTo, ClosesOn: p.ClosesOn, Ward: p.Ward,
			}, true
		case VacancyWithdrawn:
			return WithdrawVacancy{}, true
		}
		return nil, false // the policy's
	},
}

// closing says whether a payload is what the policy writes.
func closing(payload any) bool {
	return correction.Is[VacancyFilled](payload) || correction.Is[VacancyExpired](payload)
}

// Correct takes back what the policy decided by the wrong posting: it looks
// again, by the right one.
func (c CorrectVacancy) Correct(s Vacancy, asked es.Asked) ([]any, error) {
	if s.Phase == VacancyIsFilled && c.EmployerID != "" && c.EmployerID != s.Posted.EmployerID {
		return nil, correction.ErrDependentFacts.With("vi", "người đã vào làm ở vị trí này", "en", "people were placed who name the vacancy")
	}
	if s.Phase == VacancyIsFilled && !c.ClosesOn.IsZero() && c.ClosesOn.Before(s.EndedOn) {
		return nil, correction.ErrDependentFacts.With("vi", "người đã vào làm ở vị trí này đến ngày "+s.EndedOn.Vietnamese(), "en", "people were placed who name the vacancy, up to "+s.EndedOn.String())
	}
	var reopened []any
	if s.Phase == VacancyIsFilled || s.Phase == VacancyIsExpired {
		var err error
		reopened, err = vacancyRules.Annul(s, asked.Today, func(t correction.Target, after Vacancy) any { return VacancyReopened{t.Of, after.now()} }, ErrVacancyUnknown, closing)
		if err != nil {
			return nil, err
		}
		s = vacancyRules.With(s, reopened[0])
	}
	var posted correction.Edits
	posted.Set("employerId", c.EmployerID)
	posted.Set("ward", c.Ward)
	if c.EmployerID != "" && c.Ward == "" {
		posted.Clear("ward")
	}
	posted.Set("quantity", c.Quantity)
	posted.Set("occupation", c.Occupation)
	posted.Set("wageFrom", c.WageFrom)
	posted.Set("wageTo", c.WageTo)
	posted.Set("closesOn", c.ClosesOn)
	posted.Set(correction.On, c.PostedOn)
	effects, err := vacancyRules.Amend(s, asked.Today, func(t correction.Target, after Vacancy) any { return VacancyCorrected{t.Of, after.now()} },
		correction.Part{Edits: posted, Is: correction.Is[VacancyPosted]})
	if err != nil {
		return nil, err
	}
	return append(reopened, effects...), nil
}

func (AnnulVacancy) Correct(s Vacancy, asked es.Asked) ([]any, error) {
	switch s.Phase {
	case VacancyIsWithdrawn:
		return vacancyRules.Annul(s, asked.Today, func(t correction.Target, after Vacancy) any { return VacancyReopened{t.Of, after.now()} }, ErrVacancyUnknown, correction.Is[VacancyWithdrawn])
	case VacancyIsFilled, VacancyIsExpired:
		if s.Placed > 0 {
			return nil, correction.ErrDependentFacts.With("vi", "người đã vào làm ở vị trí này", "en", "people were placed who name the vacancy")
		}
	case VacancyIsOpen:
	}
	var effects []any
	for _, of := range s.Ledger.Whole() {
		effects = append(effects, VacancyAnnulled{of})
	}
	return effects, nil
}

func (v Vacancy) now() VacancyNow { return VacancyNow{v.Posted, v.PostedOn, v.Phase, v.EndedOn} }

// referralRules are those of a referral. Its last step alone is taken back, so
// that no fact is decided anew.
var referralRules = correction.Rules[Referral, ReferralCommand]{
	Plain:   es.Decider[Referral, ReferralCommand]{Evolve: evolveReferral, Decide: decideReferral},
	Exists:  func(r Referral) bool { return r.WorkerID != "" },
	Unknown: ErrReferralUnknown,
	Ledger:  func(r *Referral) *correction.Ledger { return &r.Ledger },
	Asks:    func(es.Recorded) (ReferralCommand, bool) { return nil, false },
}

func (AnnulReferral) Correct(s Referral, asked es.Asked) ([]any, error) {
	effect := func(t correction.Target, r Referral) any {
		return ReferralAnnulled{t.Of, r.WorkerID, r.CounselledOn, r.VacancyID, r.IntermediaryID, r.ReferredOn, r.Outcome, r.OutcomeOn}
	}
	return referralRules.Annul(s, asked.Today, effect, ErrReferralUnknown, func(any) bool { return true })
}

// fairRules are those of a job fair.
var fairRules = correction.Rules[Fair, FairCommand]{
	Plain:   es.Decider[Fair, FairCommand]{Evolve: evolveFair, Decide: decideFair},
	Exists:  func(s Fair) bool { return !s.HeldOn.IsZero() },
	Unknown: ErrFairUnknown,
	Ledger:  func(s *Fair) *correction.Ledger { return &s.Ledger },
	Asks: func(fact es.Recorded) (FairCommand, bool) {
		switch p := fact.Payload.(type) {
		case FairHeld:
			return HoldFair{Venue: p.Venue, Employers: p.Employers, Attendance: p.Attendance}, true
		case FairOutcomeRecorded:
			return RecordFairOutcome{Interviewed: p.Interviewed, Hired: p.Hired}, true
		}
		return nil, false
	},
}

func (c CorrectFair) Correct(s Fair, asked es.Asked) ([]any, error) {
	var held correction.Edits
	held.Set("venue", c.Venue)
	held.Set("employers", c.Employers)
	held.Set("attendance", c.Attendance)
	held.Set(correction.On, c.HeldOn)
	effect := func(t correction.Target, _ Fair) any {
		p := t.Now.Payload.(FairHeld)
		return FairCorrected{t.Of, p.Venue, p.Employers, p.Attendance, t.Now.On()}
	}
	return fairRules.Amend(s, asked.Today, effect, correction.Part{Edits: held, Is: correction.Is[FairHeld]})
}

func (AnnulFair) Correct(s Fair, _ es.Asked) (effects []any, err error) {
	for _, of := range s.Ledger.Whole() {
		effects = append(effects, FairAnnulled{of})
	}
	return effects, nil
}
