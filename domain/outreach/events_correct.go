package outreach

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// InstitutionCorrected: an institution's registration was typed wrongly; this is
// what it says now.
type InstitutionCorrected struct {
	correction.Of
	Name         string     `json:"name"`
	Occupations  []string   `json:"occupations"`
	AccreditedOn civil.Date `json:"accreditedOn,omitzero"`
}

// IntermediaryCorrected: an intermediary's registration was typed wrongly; this
// is what it says now.
type IntermediaryCorrected struct {
	correction.Of
	Name      string           `json:"name"`
	Type      IntermediaryType `json:"type"`
	Province  string           `json:"province"`
	LicenceNo string           `json:"licenceNo,omitempty"`
}

// CourseNow is how a course stands once it was put right; without a phase there
// is none.
type CourseNow struct {
	Agreed    CourseAgreed `json:"agreed,omitzero"`
	AgreedOn  civil.Date   `json:"agreedOn,omitzero"`
	Phase     CoursePhase  `json:"phase,omitempty"`
	StartedOn civil.Date   `json:"startedOn,omitzero"`
	EndedOn   civil.Date   `json:"endedOn,omitzero"` // finished or cancelled
}

// CourseCorrected: what was agreed on a course, or a day of it, was typed
// wrongly.
type CourseCorrected struct {
	correction.Of
	CourseNow
}

// CourseAnnulled: the last that was entered of a course, its end, its start or
// that it was agreed, should never have been.
type CourseAnnulled struct {
	correction.Of
	CourseNow
}

// MonthAttended is a trainee's attendance of a month.
type MonthAttended struct {
	Month civil.Month `json:"month"`
	Days  int         `json:"days"`
	Of    int         `json:"of"` // days of teaching in the month
}

// TraineeNow is how a trainee stands once it was put right; without a phase the
// worker isn't a trainee.
type TraineeNow struct {
	WorkerID      string          `json:"workerId"`
	Phase         TraineePhase    `json:"phase,omitempty"`
	EnrolledOn    civil.Date      `json:"enrolledOn,omitzero"`
	EndedOn       civil.Date      `json:"endedOn,omitzero"` // completed or dropped out
	CertificateNo string          `json:"certificateNo,omitempty"`
	Grade         Grade           `json:"grade,omitempty"`
	DropReason    DropReason      `json:"dropReason,omitempty"`
	Attendance    []MonthAttended `json:"attendance,omitempty"`
	Again         bool            `json:"again,omitempty"` // enrolled before, and left
}

// TraineeCorrected: a trainee's enrolment, completion or dropping out was typed
// wrongly.
type TraineeCorrected struct {
	correction.Of
	TraineeNow
}

// EnrolmentAnnulled: a worker was enrolled who shouldn't have been. An earlier
// enrolment of the same worker stands again.
type EnrolmentAnnulled struct {
	correction.Of
	TraineeNow
}

// TraineeOutcomeAnnulled: the completion or dropping out was entered for the
// wrong trainee, who is in training still.
type TraineeOutcomeAnnulled struct {
	correction.Of
	TraineeNow
}

// VacancyNow is how a vacancy stands once it was put right; without a phase
// there is none.
type VacancyNow struct {
	Posted   VacancyPosted `json:"posted,omitzero"`
	PostedOn civil.Date    `json:"postedOn,omitzero"`
	Phase    VacancyPhase  `json:"phase,omitempty"`
	EndedOn  civil.Date    `json:"endedOn,omitzero"`
}

// VacancyCorrected: a vacancy was posted wrongly.
type VacancyCorrected struct {
	correction.Of
	VacancyNow
}

// VacancyReopened: a vacancy wasn't withdrawn after all; or what it was filled or
// expired by is corrected, so that the policy looks again.
type VacancyReopened struct {
	correction.Of
	VacancyNow
}

// VacancyAnnulled: a vacancy should never have been posted. Its number is free again.
type VacancyAnnulled struct{ correction.Of }

// ReferralAnnulled: the last that was entered of a referral, its outcome, that
// the worker was referred or counselled, should never have been. This is how the
// referral stands now; without a worker there is none.
type ReferralAnnulled struct {
	correction.Of
	WorkerID       string     `json:"workerId,omitempty"`
	CounselledOn   civil.Date `json:"counselledOn,omitzero"`
	VacancyID      string     `json:"vacancyId,omitempty"`
	IntermediaryID string     `json:"intermediaryId,omitempty"`
	ReferredOn     civil.Date `json:"referredOn,omitzero"`
	Outcome        Outcome    `json:"outcome,omitempty"`
	OutcomeOn      civil.Date `json:"outcomeOn,omitzero"`
}

// FairCorrected: a job fair was entered wrongly; this is what the book says now.
type FairCorrected struct {
	correction.Of
	Venue      string     `json:"venue"`
	Employers  int        `json:"employers"`
	Attendance int        `json:"attendance"`
	HeldOn     civil.Date `json:"heldOn"`
}

// FairAnnulled: a job fair should never have been entered. There is one for each
// of its facts; its number is free again.
type FairAnnulled struct{ correction.Of }

// CapacityCourseCorrected: a course for officials and collaborators was entered
// wrongly; this is what the book says now.
type CapacityCourseCorrected struct {
	correction.Of
	Topic  Topic      `json:"topic"`
	Hours  int        `json:"hours"`
	HeldOn civil.Date `json:"heldOn"`
}

// CapacityCourseAnnulled: a course for officials and collaborators should never
// have been entered. Its number is free again.
type CapacityCourseAnnulled struct{ correction.Of }

// AttendanceAnnulled: somebody didn't take part after all. The revision is that
// of the annulled event in the course's stream; who it was stands there.
type AttendanceAnnulled struct {
	correction.Of
	Revision es.Revision  `json:"revision"`
	Unit     string       `json:"unit"`
	Kind     AttendeeKind `json:"kind"`
}

// CollaboratorCorrected: a collaborator's appointment or dismissal was entered
// wrongly.
type CollaboratorCorrected struct {
	correction.Of
	Name        string     `json:"name,omitempty"` // personal; given where it was wrong
	Unit        string     `json:"unit"`
	AppointedOn civil.Date `json:"appointedOn"`
	DismissedOn civil.Date `json:"dismissedOn,omitzero"`
}

// Patch is the appointment as it should have been.
func (c CollaboratorCorrected) Patch(fact es.Recorded) es.Recorded {
	return c.PatchedWith(fact, map[string]string{"name": c.Name})
}

// CollaboratorAnnulled: the last that was entered of a collaborator, the
// dismissal or the appointment, should never have been. Without a unit there is
// no such collaborator.
type CollaboratorAnnulled struct {
	correction.Of
	Unit        string     `json:"unit,omitempty"`
	AppointedOn civil.Date `json:"appointedOn,omitzero"`
}

func (InstitutionCorrected) outreachEvent()    {}
func (IntermediaryCorrected) outreachEvent()   {}
func (CourseCorrected) outreachEvent()         {}
func (CourseAnnulled) outreachEvent()          {}
func (TraineeCorrected) outreachEvent()        {}
func (EnrolmentAnnulled) outreachEvent()       {}
func (TraineeOutcomeAnnulled) outreachEvent()  {}
func (VacancyCorrected) outreachEvent()        {}
func (VacancyReopened) outreachEvent()         {}
func (VacancyAnnulled) outreachEvent()         {}
func (ReferralAnnulled) outreachEvent()        {}
func (FairCorrected) outreachEvent()           {}
func (FairAnnulled) outreachEvent()            {}
func (CapacityCourseCorrected) outreachEvent() {}
func (CapacityCourseAnnulled) outreachEvent()  {}
func (AttendanceAnnulled) outreachEvent()      {}
func (CollaboratorCorrected) outreachEvent()   {}
func (CollaboratorAnnulled) outreachEvent()    {}

func (CourseCorrected) courseEvent()             {}
func (CourseAnnulled) courseEvent()              {}
func (TraineeCorrected) courseEvent()            {}
func (EnrolmentAnnulled) courseEvent()           {}
func (TraineeOutcomeAnnulled) courseEvent()      {}
func (VacancyCorrected) vacancyEvent()           {}
func (VacancyReopened) vacancyEvent()            {}
func (VacancyAnnulled) vacancyEvent()            {}
func (ReferralAnnulled) referralEvent()          {}
func (FairCorrected) fairEvent()                 {}
func (FairAnnulled) fairEvent()                  {}
func (CapacityCourseCorrected) capacityEvent()   {}
func (CapacityCourseAnnulled) capacityEvent()    {}
func (AttendanceAnnulled) capacityEvent()        {}
func (CollaboratorCorrected) collaboratorEvent() {}
func (CollaboratorAnnulled) collaboratorEvent()  {}
