package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// IntermediaryCommand is what can be asked of an intermediary.
type IntermediaryCommand interface{ intermediaryCommand() }

// VacancyCommand is what can be asked of a vacancy.
//
//sumtype:decl
type VacancyCommand interface{ vacancyCommand() }

// ReferralCommand is what can be asked of a referral. A worker is named by
// "worker" or by "citizenId"; the caller turns either into WorkerID.
//
//sumtype:decl
type ReferralCommand interface{ referralCommand() }

// FairCommand is what can be asked of a job fair.
//
//sumtype:decl
type FairCommand interface{ fairCommand() }

// RegisterIntermediary enters an employment service centre or a supply firm.
type RegisterIntermediary struct {
	Intermediary string           `json:"intermediary"` // its short name: "ttdvvl-26"
	Name         string           `json:"name"`
	Type         IntermediaryType `json:"type"`
	Province     string           `json:"province"` // two-digit code
	LicenceNo    string           `json:"licenceNo,omitempty"`
}

// PostVacancy enters that an employer seeks people.
type PostVacancy struct {
	Vacancy    string      `json:"vacancy"` // its number: "2021-012"
	Employer   string      `json:"employer,omitempty"`
	TaxCode    string      `json:"taxCode,omitempty"` // names the employer instead
	Quantity   int         `json:"quantity"`
	Occupation string      `json:"occupation"`
	WageFrom   money.Money `json:"wageFrom"` // a month, VND
	WageTo     money.Money `json:"wageTo"`   // a month, VND
	ClosesOn   civil.Date  `json:"closesOn"` // the last day

	// Evidence that the caller loads. It has seen to it that the employer is in
	// the book.
	EmployerID string `json:"-"`
	Ward       string `json:"-"` // of the employer
}

// WithdrawVacancy enters that the employer seeks nobody for it any more.
type WithdrawVacancy struct {
	Vacancy string `json:"vacancy"`
}

// FillVacancy closes a vacancy for which enough have been placed; the policy's.
type FillVacancy struct {
	Started []civil.Date // first days of the placements that name it, not annulled
}

// ExpireVacancy closes a vacancy whose last day has passed; the policy's.
type ExpireVacancy struct {
	Passed civil.Date // the latest day that is recorded to have passed
	Placed int        // persons placed
}

// CounselWorker enters that a worker was advised; a referral may follow under
// the same number.
type CounselWorker struct {
	Referral     string `json:"referral"` // its number: "2021-044"
	Worker       string `json:"worker,omitempty"`
	CitizenID    string `json:"citizenId,omitempty"`
	Collaborator string `json:"byCollaborator,omitempty"`

	// Evidence that the caller loads.
	WorkerID       string       `json:"-"`
	CollaboratorID string       `json:"-"`
	Adviser        Collaborator `json:"-"` // where CollaboratorID is given
}

// ReferWorker enters that a worker was sent to an employer about a vacancy.
type ReferWorker struct {
	Referral     string `json:"referral"`
	Worker       string `json:"worker,omitempty"`
	CitizenID    string `json:"citizenId,omitempty"`
	Vacancy      string `json:"vacancy"`
	Intermediary string `json:"intermediary,omitempty"`

	// Evidence that the caller loads.
	WorkerID          string  `json:"-"`
	VacancyID         string  `json:"-"`
	Sought            Vacancy `json:"-"`
	IntermediaryID    string  `json:"-"`
	IntermediaryKnown bool    `json:"-"`
}

// RecordReferralOutcome enters what a referral came to.
type RecordReferralOutcome struct {
	Referral string  `json:"referral"`
	Outcome  Outcome `json:"outcome"`
}

// HoldFair enters a job fair; on is the day of it.
type HoldFair struct {
	Fair       string `json:"fair"` // its number: "2021-02"
	Venue      string `json:"venue"`
	Employers  int    `json:"employers"`
	Attendance int    `json:"attendance"`
}

// RecordFairOutcome enters what a job fair came to.
type RecordFairOutcome struct {
	Fair        string `json:"fair"`
	Interviewed int    `json:"interviewed"`
	Hired       int    `json:"hired"`
}

func (RegisterIntermediary) intermediaryCommand() {}
func (PostVacancy) vacancyCommand()               {}
func (WithdrawVacancy) vacancyCommand()           {}
func (FillVacancy) vacancyCommand()               {}
func (ExpireVacancy) vacancyCommand()             {}
func (CounselWorker) referralCommand()            {}
func (ReferWorker) referralCommand()              {}
func (RecordReferralOutcome) referralCommand()    {}
func (HoldFair) fairCommand()                     {}
func (RecordFairOutcome) fairCommand()            {}
