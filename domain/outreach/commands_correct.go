package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// The commands that put facts right, each with a reason. Fields that aren't given
// stay as they are. What is corrected is decided as if it were entered now, and
// refused as it would be; with correction.ErrDependentFacts where later facts
// stand on it; with correction.ErrNothingToCorrect where nothing changes.
//
// What has no command here is put right by being entered again: a month's
// attendance, an assessment and a fair's outcome replace the earlier record. A
// month of no days of teaching, or a score of 0, takes the record back.

// CorrectInstitution puts an institution's registration right.
type CorrectInstitution struct {
	Institution  string     `json:"institution"`
	Name         string     `json:"name,omitempty"`
	Occupations  []string   `json:"occupations,omitempty"`
	AccreditedOn civil.Date `json:"accreditedOn,omitzero"`
}

// CorrectIntermediary puts an intermediary's registration right.
type CorrectIntermediary struct {
	Intermediary string           `json:"intermediary"`
	Name         string           `json:"name,omitempty"`
	Type         IntermediaryType `json:"type,omitempty"`
	Province     string           `json:"province,omitempty"`
	LicenceNo    string           `json:"licenceNo,omitempty"`
}

// CorrectCourse puts right what was agreed on a course, and its days.
type CorrectCourse struct {
	Course       string      `json:"course"`
	Institution  string      `json:"institution,omitempty"`
	Employer     string      `json:"employer,omitempty"`
	TaxCode      string      `json:"taxCode,omitempty"` // names the employer instead
	Occupation   string      `json:"occupation,omitempty"`
	Seats        int         `json:"seats,omitempty"`
	JobsPromised *int        `json:"jobsPromised,omitempty"`
	StartsOn     civil.Date  `json:"startsOn,omitzero"`
	EndsOn       civil.Date  `json:"endsOn,omitzero"`
	MinWage      money.Money `json:"minWage,omitzero"`   // a month, VND
	AgreedOn     civil.Date  `json:"agreedOn,omitzero"`  // the day of the agreement
	StartedOn    civil.Date  `json:"startedOn,omitzero"` // the first day of teaching
	EndedOn      civil.Date  `json:"endedOn,omitzero"`   // the day on which it finished or was cancelled

	// Evidence that the caller loads. It has seen to it that they are in the book.
	InstitutionID string `json:"-"`
	EmployerID    string `json:"-"`
}

// AnnulCourse takes back the last that was entered of a course: its end, else
// its start, else the agreement.
type AnnulCourse struct {
	Course string `json:"course"`
}

// CorrectTrainee puts right the days of a trainee, and what was said at the end.
type CorrectTrainee struct {
	Course        string     `json:"course"`
	Worker        string     `json:"worker,omitempty"`
	CitizenID     string     `json:"citizenId,omitempty"`
	EnrolledOn    civil.Date `json:"enrolledOn,omitzero"`
	EndedOn       civil.Date `json:"endedOn,omitzero"` // completed or dropped out
	CertificateNo string     `json:"certificateNo,omitempty"`
	Grade         Grade      `json:"grade,omitempty"`
	DropReason    DropReason `json:"dropReason,omitempty"`

	WorkerID string `json:"-"`
}

// AnnulEnrolment takes a trainee off the course, who was enrolled by mistake.
type AnnulEnrolment struct {
	Course    string `json:"course"`
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`

	WorkerID string `json:"-"`
}

// AnnulTraineeOutcome takes a completion or dropping out back.
type AnnulTraineeOutcome struct {
	Course    string `json:"course"`
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`

	WorkerID string `json:"-"`
}

// CorrectVacancy puts a posting right. Where the vacancy was filled or had
// expired it is open again, and the policy looks anew.
type CorrectVacancy struct {
	Vacancy    string      `json:"vacancy"`
	Employer   string      `json:"employer,omitempty"`
	TaxCode    string      `json:"taxCode,omitempty"` // names the employer instead
	Quantity   int         `json:"quantity,omitempty"`
	Occupation string      `json:"occupation,omitempty"`
	WageFrom   money.Money `json:"wageFrom,omitzero"` // a month, VND
	WageTo     money.Money `json:"wageTo,omitzero"`   // a month, VND
	ClosesOn   civil.Date  `json:"closesOn,omitzero"`
	PostedOn   civil.Date  `json:"postedOn,omitzero"` // the day of the posting

	// Evidence that the caller loads, where another employer is named.
	EmployerID string `json:"-"`
	Ward       string `json:"-"`
}

// AnnulVacancy takes back the last that was entered of a vacancy: that it was
// withdrawn, else the posting, where nobody was placed.
type AnnulVacancy struct {
	Vacancy string `json:"vacancy"`
}

// AnnulReferral takes back the last that was entered of a referral: an outcome,
// else that the worker was referred, else counselled. What is right is entered
// anew under the same number.
type AnnulReferral struct {
	Referral string `json:"referral"`
}

// CorrectFair puts a job fair right.
type CorrectFair struct {
	Fair       string     `json:"fair"`
	Venue      string     `json:"venue,omitempty"`
	Employers  *int       `json:"employers,omitempty"`
	Attendance *int       `json:"attendance,omitempty"`
	HeldOn     civil.Date `json:"heldOn,omitzero"`
}

// AnnulFair takes a job fair back, with its outcome.
type AnnulFair struct {
	Fair string `json:"fair"`
}

// CorrectCapacityCourse puts a course for officials and collaborators right.
type CorrectCapacityCourse struct {
	Capacity string     `json:"capacity"`
	Topic    Topic      `json:"topic,omitempty"`
	Hours    int        `json:"hours,omitempty"`
	HeldOn   civil.Date `json:"heldOn,omitzero"`
}

// AnnulCapacityCourse takes such a course back, that nobody attended.
type AnnulCapacityCourse struct {
	Capacity string `json:"capacity"`
}

// AnnulAttendance takes back that somebody took part. It names the record by its
// number, as the report on capacity lists it, or by all that was entered.
type AnnulAttendance struct {
	Capacity  string       `json:"capacity"`
	Number    es.Revision  `json:"number,omitempty"` // of the record in the course's stream
	PersonRef string       `json:"personRef,omitempty"`
	Unit      string       `json:"unit,omitempty"`
	Kind      AttendeeKind `json:"kind,omitempty"`
}

// CorrectCollaborator puts a collaborator's appointment or dismissal right.
type CorrectCollaborator struct {
	Collaborator string     `json:"collaborator"`
	Name         string     `json:"name,omitempty"`
	Unit         string     `json:"unit,omitempty"`
	AppointedOn  civil.Date `json:"appointedOn,omitzero"`
	DismissedOn  civil.Date `json:"dismissedOn,omitzero"`
}

// AnnulCollaborator takes back the last that was entered of a collaborator: the
// dismissal, else the appointment.
type AnnulCollaborator struct {
	Collaborator string `json:"collaborator"`
}

func (CorrectInstitution) institutionCommand()   {}
func (CorrectIntermediary) intermediaryCommand() {}
func (CorrectCourse) courseCommand()             {}
func (AnnulCourse) courseCommand()               {}
func (CorrectTrainee) courseCommand()            {}
func (AnnulEnrolment) courseCommand()            {}
func (AnnulTraineeOutcome) courseCommand()       {}
func (CorrectVacancy) vacancyCommand()           {}
func (AnnulVacancy) vacancyCommand()             {}
func (AnnulReferral) referralCommand()           {}
func (CorrectFair) fairCommand()                 {}
func (AnnulFair) fairCommand()                   {}
func (CorrectCapacityCourse) capacityCommand()   {}
func (AnnulCapacityCourse) capacityCommand()     {}
func (AnnulAttendance) capacityCommand()         {}
func (CorrectCollaborator) collaboratorCommand() {}
func (AnnulCollaborator) collaboratorCommand()   {}
