package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// InstitutionCommand is what can be asked of an institution.
type InstitutionCommand interface{ institutionCommand() }

// CourseCommand is what can be asked of a course. A worker is named by "worker"
// or by "citizenId"; the caller turns either into WorkerID.
//
//sumtype:decl
type CourseCommand interface{ courseCommand() }

// RegisterInstitution enters an institution of vocational education.
type RegisterInstitution struct {
	Institution  string     `json:"institution"` // its short name: "cd-nghe-vinh-phuc"
	Name         string     `json:"name"`
	Occupations  []string   `json:"occupations"` // that it teaches
	AccreditedOn civil.Date `json:"accreditedOn,omitzero"`
}

// AgreeCourse enters what an institution and an employer agreed on.
type AgreeCourse struct {
	Course       string      `json:"course"` // its number: "2021-03"
	Institution  string      `json:"institution"`
	Employer     string      `json:"employer,omitempty"`
	TaxCode      string      `json:"taxCode,omitempty"` // names the employer instead
	Occupation   string      `json:"occupation"`
	Seats        int         `json:"seats"`
	JobsPromised int         `json:"jobsPromised"` // no more than seats
	StartsOn     civil.Date  `json:"startsOn"`
	EndsOn       civil.Date  `json:"endsOn"`
	MinWage      money.Money `json:"minWage,omitzero"` // a month, VND

	// Evidence that the caller loads. It has seen to it that the employer is
	// in the book.
	InstitutionID    string `json:"-"`
	InstitutionKnown bool   `json:"-"`
	EmployerID       string `json:"-"`
}

// StartCourse enters the first day of teaching.
type StartCourse struct {
	Course string `json:"course"`
}

// EnrolTrainee gives a worker a seat.
type EnrolTrainee struct {
	Course    string `json:"course"`
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`

	WorkerID string `json:"-"` // the caller has seen to it that the worker is in the book
}

// RecordTrainingAttendance enters on how many days of a month a trainee was there.
type RecordTrainingAttendance struct {
	Course    string      `json:"course"`
	Worker    string      `json:"worker,omitempty"`
	CitizenID string      `json:"citizenId,omitempty"`
	Month     civil.Month `json:"month"` // 2021-04
	Days      int         `json:"days"`
	Of        int         `json:"of"` // days of teaching in the month

	WorkerID string `json:"-"`
}

// CompleteTraining enters that a trainee finished.
type CompleteTraining struct {
	Course        string `json:"course"`
	Worker        string `json:"worker,omitempty"`
	CitizenID     string `json:"citizenId,omitempty"`
	CertificateNo string `json:"certificateNo,omitempty"`
	Grade         Grade  `json:"grade,omitempty"`

	WorkerID string `json:"-"`
}

// DropTrainee enters that a trainee left before the end.
type DropTrainee struct {
	Course    string     `json:"course"`
	Worker    string     `json:"worker,omitempty"`
	CitizenID string     `json:"citizenId,omitempty"`
	Reason    DropReason `json:"reason"`

	WorkerID string `json:"-"`
}

// AssessCourse enters a judgement of the course.
type AssessCourse struct {
	Course string   `json:"course"`
	By     Assessor `json:"by"`
	Score  int      `json:"score"` // 1 to 5, 5 the best
}

// CancelCourse enters that the course isn't held, or not to its end.
type CancelCourse struct {
	Course string `json:"course"`
}

// FinishCourse enters the last day of teaching.
type FinishCourse struct {
	Course string `json:"course"`
}

func (RegisterInstitution) institutionCommand() {}
func (AgreeCourse) courseCommand()              {}
func (StartCourse) courseCommand()              {}
func (EnrolTrainee) courseCommand()             {}
func (RecordTrainingAttendance) courseCommand() {}
func (CompleteTraining) courseCommand()         {}
func (DropTrainee) courseCommand()              {}
func (AssessCourse) courseCommand()             {}
func (CancelCourse) courseCommand()             {}
func (FinishCourse) courseCommand()             {}
