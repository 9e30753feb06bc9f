package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// VacancyEvent is one of the events of a vacancy's stream.
//
//sumtype:decl
type VacancyEvent interface {
	Event
	vacancyEvent()
}

// ReferralEvent is one of the events of a referral's stream.
//
//sumtype:decl
type ReferralEvent interface {
	Event
	referralEvent()
}

// FairEvent is one of the events of a job fair's stream.
//
//sumtype:decl
type FairEvent interface {
	Event
	fairEvent()
}

// IntermediaryRegistered: an employment service centre or a supply firm was
// entered, of this province or another.
type IntermediaryRegistered struct {
	Name      string           `json:"name"`
	Type      IntermediaryType `json:"type"`
	Province  string           `json:"province"` // two-digit code
	LicenceNo string           `json:"licenceNo,omitempty"`
}

// VacancyPosted: an employer seeks people, up to a last day.
type VacancyPosted struct {
	EmployerID string      `json:"employerId"`
	Quantity   int         `json:"quantity"` // persons sought
	Occupation string      `json:"occupation"`
	WageFrom   money.Money `json:"wageFrom"`       // a month, VND
	WageTo     money.Money `json:"wageTo"`         // a month, VND, no less than wageFrom
	ClosesOn   civil.Date  `json:"closesOn"`       // the last day
	Ward       string      `json:"ward,omitempty"` // of the employer, where known
}

// VacancyWithdrawn: the employer seeks nobody for it any more.
type VacancyWithdrawn struct{}

// VacancyFilled: as many have been placed as were sought; the day is that on
// which the last of them started.
type VacancyFilled struct {
	Placed int `json:"placed"` // persons
}

// VacancyExpired: the last day passed before enough were placed; it is the event's day.
type VacancyExpired struct {
	Placed int `json:"placed"` // persons by then, as was known
}

// WorkerCounselled: a worker was advised about work, by a collaborator if one is named.
type WorkerCounselled struct {
	WorkerID       string `json:"workerId"`
	ByCollaborator string `json:"byCollaborator,omitempty"` // the collaborator's stream
}

// WorkerReferred: a worker was sent to an employer about a vacancy.
type WorkerReferred struct {
	WorkerID       string `json:"workerId"`
	VacancyID      string `json:"vacancyId"`
	IntermediaryID string `json:"intermediaryId,omitempty"`
}

// ReferralConcluded: what a referral came to. Interviewed isn't the last word,
// the others are.
type ReferralConcluded struct {
	Outcome Outcome `json:"outcome"`
}

// FairHeld: a job fair took place on the event's day.
type FairHeld struct {
	Venue      string `json:"venue"`
	Employers  int    `json:"employers"`  // that took part
	Attendance int    `json:"attendance"` // persons who came
}

// FairOutcomeRecorded: what a job fair came to; a later record replaces it.
type FairOutcomeRecorded struct {
	Interviewed int `json:"interviewed"` // persons, no more than came
	Hired       int `json:"hired"`       // persons, no more than were interviewed
}

func (IntermediaryRegistered) outreachEvent() {}
func (VacancyPosted) outreachEvent()          {}
func (VacancyWithdrawn) outreachEvent()       {}
func (VacancyFilled) outreachEvent()          {}
func (VacancyExpired) outreachEvent()         {}
func (WorkerCounselled) outreachEvent()       {}
func (WorkerReferred) outreachEvent()         {}
func (ReferralConcluded) outreachEvent()      {}
func (FairHeld) outreachEvent()               {}
func (FairOutcomeRecorded) outreachEvent()    {}

func (VacancyPosted) vacancyEvent()      {}
func (VacancyWithdrawn) vacancyEvent()   {}
func (VacancyFilled) vacancyEvent()      {}
func (VacancyExpired) vacancyEvent()     {}
func (WorkerCounselled) referralEvent()  {}
func (WorkerReferred) referralEvent()    {}
func (ReferralConcluded) referralEvent() {}
func (FairHeld) fairEvent()              {}
func (FairOutcomeRecorded) fairEvent()   {}
