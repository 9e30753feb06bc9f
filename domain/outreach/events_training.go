package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Event is any event of this context.
type Event interface{ outreachEvent() }

// CourseEvent is one of the events of a course's stream.
//
//sumtype:decl
type CourseEvent interface {
	Event
	courseEvent()
}

// Events are the event types of this context.
var Events = es.Define(
	es.On[InstitutionRegistered]("InstitutionRegistered", 1),
	es.On[CourseAgreed]("CourseAgreed", 1),
	es.On[CourseStarted]("CourseStarted", 1),
	es.On[TraineeEnrolled]("TraineeEnrolled", 1),
	es.On[TrainingAttendanceRecorded]("TrainingAttendanceRecorded", 1),
	es.On[TrainingCompleted]("TrainingCompleted", 1),
	es.On[TraineeDroppedOut]("TraineeDroppedOut", 1),
	es.On[CourseAssessed]("CourseAssessed", 1),
	es.On[CourseCancelled]("CourseCancelled", 1),
	es.On[CourseFinished]("CourseFinished", 1),
	es.On[IntermediaryRegistered]("IntermediaryRegistered", 1),
	es.On[VacancyPosted]("VacancyPosted", 1),
	es.On[VacancyWithdrawn]("VacancyWithdrawn", 1),
	es.On[VacancyFilled]("VacancyFilled", 1),
	es.On[VacancyExpired]("VacancyExpired", 1),
	es.On[WorkerCounselled]("WorkerCounselled", 1),
	es.On[WorkerReferred]("WorkerReferred", 1),
	es.On[ReferralConcluded]("ReferralConcluded", 1),
	es.On[FairHeld]("FairHeld", 1),
	es.On[FairOutcomeRecorded]("FairOutcomeRecorded", 1),
	es.On[CapacityCourseHeld]("CapacityCourseHeld", 1),
	es.On[AttendanceRecorded]("AttendanceRecorded", 1, es.Personal("personRef")),
	es.On[CollaboratorAppointed]("CollaboratorAppointed", 1, es.Personal("name")),
	es.On[CollaboratorDismissed]("CollaboratorDismissed", 1),
	es.On[InstitutionCorrected]("InstitutionCorrected", 1),
	es.On[IntermediaryCorrected]("IntermediaryCorrected", 1),
	es.On[CourseCorrected]("CourseCorrected", 1),
	es.On[CourseAnnulled]("CourseAnnulled", 1),
	es.On[TraineeCorrected]("TraineeCorrected", 1),
	es.On[EnrolmentAnnulled]("EnrolmentAnnulled", 1),
	es.On[TraineeOutcomeAnnulled]("TraineeOutcomeAnnulled", 1),
	es.On[VacancyCorrected]("VacancyCorrected", 1),
	es.On[VacancyReopened]("VacancyReopened", 1),
	es.On[VacancyAnnulled]("VacancyAnnulled", 1),
	es.On[ReferralAnnulled]("ReferralAnnulled", 1),
	es.On[FairCorrected]("FairCorrected", 1),
	es.On[FairAnnulled]("FairAnnulled", 1),
	es.On[CapacityCourseCorrected]("CapacityCourseCorrected", 1),
	es.On[CapacityCourseAnnulled]("CapacityCourseAnnulled", 1),
	es.On[AttendanceAnnulled]("AttendanceAnnulled", 1),
	es.On[CollaboratorCorrected]("CollaboratorCorrected", 1, es.Personal("name")),
	es.On[CollaboratorAnnulled]("CollaboratorAnnulled", 1),
)

// InstitutionRegistered: an institution of vocational education was entered.
type InstitutionRegistered struct {
	Name         string     `json:"name"`
	Occupations  []string   `json:"occupations"` // that it teaches
	AccreditedOn civil.Date `json:"accreditedOn,omitzero"`
}

// CourseAgreed: an institution and an employer agreed on a course on order,
// with seats, and with jobs that the employer promised to those who finish it.
type CourseAgreed struct {
	InstitutionID string      `json:"institutionId"`
	EmployerID    string      `json:"employerId"`
	Occupation    string      `json:"occupation"`
	Seats         int         `json:"seats"`        // persons
	JobsPromised  int         `json:"jobsPromised"` // persons, no more than seats
	StartsOn      civil.Date  `json:"startsOn"`     // as agreed
	EndsOn        civil.Date  `json:"endsOn"`       // as agreed, the last day
	MinWage       money.Money `json:"minWage,omitzero"`
}

// CourseStarted: the first day of teaching.
type CourseStarted struct{}

// TraineeEnrolled: a worker took a seat of the course.
type TraineeEnrolled struct {
	WorkerID string `json:"workerId"`
}

// TrainingAttendanceRecorded: on how many of a month's days of teaching a
// trainee was there. A later record of the same month replaces it.
type TrainingAttendanceRecorded struct {
	WorkerID string      `json:"workerId"`
	Month    civil.Month `json:"month"`
	Days     int         `json:"days"`
	Of       int         `json:"of"` // days of teaching in the month
}

// TrainingCompleted: a trainee finished the course; with a number if a
// certificate was given.
type TrainingCompleted struct {
	WorkerID      string `json:"workerId"`
	CertificateNo string `json:"certificateNo,omitempty"`
	Grade         Grade  `json:"grade,omitempty"`
}

// TraineeDroppedOut: a trainee left the course before its end, and the seat is free.
type TraineeDroppedOut struct {
	WorkerID string     `json:"workerId"`
	Reason   DropReason `json:"reason"`
}

// CourseAssessed: the employer, the institution or the city judged the course.
// A later judgement by the same replaces the earlier.
type CourseAssessed struct {
	By    Assessor `json:"by"`
	Score int      `json:"score"` // 1 to 5, 5 the best
}

// CourseCancelled: the course isn't held, or not to its end.
type CourseCancelled struct{}

// CourseFinished: the last day of teaching.
type CourseFinished struct{}

func (InstitutionRegistered) outreachEvent()      {}
func (CourseAgreed) outreachEvent()               {}
func (CourseStarted) outreachEvent()              {}
func (TraineeEnrolled) outreachEvent()            {}
func (TrainingAttendanceRecorded) outreachEvent() {}
func (TrainingCompleted) outreachEvent()          {}
func (TraineeDroppedOut) outreachEvent()          {}
func (CourseAssessed) outreachEvent()             {}
func (CourseCancelled) outreachEvent()            {}
func (CourseFinished) outreachEvent()             {}

func (CourseAgreed) courseEvent()               {}
func (CourseStarted) courseEvent()              {}
func (TraineeEnrolled) courseEvent()            {}
func (TrainingAttendanceRecorded) courseEvent() {}
func (TrainingCompleted) courseEvent()          {}
func (TraineeDroppedOut) courseEvent()          {}
func (CourseAssessed) courseEvent()             {}
func (CourseCancelled) courseEvent()            {}
func (CourseFinished) courseEvent()             {}
