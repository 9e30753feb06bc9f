package supplydemand

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "supplydemand"

// Projection is the read model.
var Projection = engine.Projection{
	Name: Name, Version: 3,
	Tables: []engine.Described{vacancies, employers, hires, referrals, intermediaries, fairs, seekers, changes, clocks},
	Reads: []string{
		"VacancyCorrected", "VacancyReopened", "VacancyAnnulled", "ReferralAnnulled", "IntermediaryCorrected", "FairCorrected", "FairAnnulled",
		"WorkerRegistered", "WorkerMoved", "JobSeekingEnded", "JobSeekingResumed", "WorkerPlaced", "PlacementEnded", "PlacementExtended", "PlacementAnnulled",
		"EngagementReserved", "EngagementConfirmed", "EngagementReleased",
		"VacancyPosted", "VacancyWithdrawn", "VacancyFilled", "VacancyExpired", "WorkerCounselled", "WorkerReferred", "ReferralConcluded",
		"IntermediaryRegistered", "FairHeld", "FairOutcomeRecorded", "DayPassed",
		"WorkerCorrected", "PlacementCorrected", "WorkerAnnulled", "EmployerRegistered", "EmployerCorrected",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	on := e.On()
	switch p := e.Payload.(type) {
	case labour.WorkerPlaced:
		hire(f, e.Stream, on, p)
	case labour.PlacementAnnulled:
		annul(f, p)
	case labour.PlacementCorrected:
		if key := (HireKey{p.PlacementID.String()}); hires.Exists(f, key) {
			hires.Get(f, key).StartedOn = p.PlacedOn
		} else {
			hire(f, e.Stream, p.PlacedOn, p.Placed)
		}
	case labour.EmployerRegistered:
		employers.Put(f, EmployerRow{EmployerKey{e.Stream}, p.Province, p.Ward})
		follows(f, e.Stream, p.Ward)
	case labour.EmployerCorrected:
		if key := (EmployerKey{e.Stream}); employers.Exists(f, key) { // else after the day that is asked for
			employers.Put(f, EmployerRow{key, p.Province, p.Ward})
			follows(f, e.Stream, p.Ward)
		}
	case outreach.VacancyAnnulled:
		vacancies.Delete(f, VacancyKey{e.Stream})
	case outreach.FairAnnulled:
		fairs.Delete(f, FairKey{e.Stream})
	case outreach.VacancyEvent:
		v := vacancies.Get(f, VacancyKey{e.Stream})
		v.follow(p, on)
		if key := (EmployerKey{v.Employer}); employers.Exists(f, key) { // else a posting knows its ward itself
			v.Ward = employers.Get(f, key).Ward
		}
	case outreach.ReferralEvent:
		r := referrals.Get(f, ReferralKey{e.Stream})
		if r.follow(p, on); r.Worker == "" { // taken back
			referrals.Delete(f, r.ReferralKey)
		}
	case outreach.FairEvent:
		fairs.Get(f, FairKey{e.Stream}).follow(p, on)
	case outreach.IntermediaryRegistered:
		intermediaries.Put(f, IntermediaryRow{IntermediaryKey{e.Stream}, p.Name, string(p.Type), p.Province})
	case outreach.IntermediaryCorrected:
		intermediaries.Put(f, IntermediaryRow{IntermediaryKey{e.Stream}, p.Name, string(p.Type), p.Province})
	case plan.DayPassed:
		if c := clocks.Get(f, ClockKey{}); p.Day.After(c.Passed) {
			c.Passed = p.Day
		}
	}
	if event, ok := e.Payload.(labour.Event); ok {
		return seek(f, e, event)
	}
	return nil
}

func hire(f *engine.Fold, worker string, on civil.Date, p labour.WorkerPlaced) {
	if p.VacancyID == "" {
		return
	}
	hires.Put(f, HireRow{HireKey{p.PlacementID.String()}, p.VacancyID, worker, on, false})
	vacancies.Get(f, VacancyKey{p.VacancyID}).Placed++
}

func annul(f *engine.Fold, p labour.PlacementAnnulled) {
	key := HireKey{p.PlacementID.String()}
	if !hires.Exists(f, key) {
		return
	}
	if h := hires.Get(f, key); !h.Annulled {
		h.Annulled = true
		vacancies.Get(f, VacancyKey{h.Vacancy}).Placed--
	}
}

func (v *VacancyRow) follow(event outreach.VacancyEvent, on civil.Date) {
	switch p := event.(type) {
	case outreach.VacancyPosted:
		v.posted(p)
		v.PostedOn, v.State = on, string(outreach.VacancyIsOpen)
	case outreach.VacancyWithdrawn:
		v.State, v.EndedOn = string(outreach.VacancyIsWithdrawn), on
	case outreach.VacancyFilled:
		v.State, v.EndedOn = string(outreach.VacancyIsFilled), on
	case outreach.VacancyExpired:
		v.State, v.EndedOn = string(outreach.VacancyIsExpired), on
	case outreach.VacancyCorrected:
		v.putRight(p.VacancyNow)
	case outreach.VacancyReopened:
		v.putRight(p.VacancyNow)
	case outreach.VacancyAnnulled: // the row is gone
	}
}

func (v *VacancyRow) posted(p outreach.VacancyPosted) {
	v.Employer, v.Occupation, v.Ward, v.Quantity = p.EmployerID, outreach.Occupation(p.Occupation), p.Ward, p.Quantity
	v.LeastWage, v.GreatestWage, v.Currency, v.ClosesOn = p.WageFrom.Amount, p.WageTo.Amount, p.WageFrom.Currency, p.ClosesOn
}

func (r *ReferralRow) follow(event outreach.ReferralEvent, on civil.Date) {
	switch p := event.(type) {
	case outreach.WorkerCounselled:
		r.Worker, r.CounselledOn = p.WorkerID, on
	case outreach.WorkerReferred:
		r.Worker, r.Vacancy, r.Intermediary, r.ReferredOn = p.WorkerID, p.VacancyID, p.IntermediaryID, on
	case outreach.ReferralConcluded:
		r.Outcome, r.OutcomeOn = string(p.Outcome), on
	case outreach.ReferralAnnulled:
		r.putRight(p)
	}
}

func (r *FairRow) follow(event outreach.FairEvent, on civil.Date) {
	switch p := event.(type) {
	case outreach.FairHeld:
		r.HeldOn, r.Employers, r.Attendance = on, p.Employers, p.Attendance
	case outreach.FairOutcomeRecorded:
		r.Interviewed, r.Hired = p.Interviewed, p.Hired
	case outreach.FairCorrected:
		r.HeldOn, r.Employers, r.Attendance = p.HeldOn, p.Employers, p.Attendance
	case outreach.FairAnnulled: // the row is gone
	}
}
