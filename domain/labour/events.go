package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Event is one of the events below.
//
//sumtype:decl
type Event interface{ labourEvent() }

// EmployerEvent is any event of an employer's stream; all others are a worker's.
//
//sumtype:decl
type EmployerEvent interface {
	Event
	employerEvent()
}

// Events are the event types of labour.
var Events = es.Define(
	es.On[WorkerRegistered]("WorkerRegistered", 1, es.Personal("citizenId", "fullName", "birthDate", "phone")),
	es.On[WorkerMoved]("WorkerMoved", 1),
	es.On[JobSeekingEnded]("JobSeekingEnded", 1),
	es.On[JobSeekingResumed]("JobSeekingResumed", 1),
	es.On[WorkerPlaced]("WorkerPlaced", 1),
	es.On[PlacementEnded]("PlacementEnded", 1),
	es.On[PlacementExtended]("PlacementExtended", 1),
	es.On[PlacementAnnulled]("PlacementAnnulled", 1),
	es.On[RetentionChecked]("RetentionChecked", 1),
	es.On[RetentionCheckFellDue]("RetentionCheckFellDue", 1),
	es.On[EngagementReserved]("EngagementReserved", 1),
	es.On[EngagementConfirmed]("EngagementConfirmed", 1),
	es.On[EngagementReleased]("EngagementReleased", 1),
	es.On[EmployerRegistered]("EmployerRegistered", 1),
	es.On[EmployerClosed]("EmployerClosed", 1),
	es.On[WorkerCorrected]("WorkerCorrected", 1, es.Personal("fullName", "birthDate", "phone")),
	es.On[PlacementCorrected]("PlacementCorrected", 1),
	es.On[WorkerAnnulled]("WorkerAnnulled", 1),
	es.On[WorkerLinked]("WorkerLinked", 1),
	es.On[EmployerCorrected]("EmployerCorrected", 1),
	es.On[EmployerReopened]("EmployerReopened", 1),
)

// WorkerRegistered: a person of 15 or more was entered as a job-seeker.
type WorkerRegistered struct {
	CitizenID       string     `json:"citizenId"`
	FullName        string     `json:"fullName"`
	BirthDate       civil.Date `json:"birthDate"`
	Phone           string     `json:"phone,omitempty"`
	BirthYear       int        `json:"birthYear"`
	Sex             Sex        `json:"sex"`
	Ward            string     `json:"ward"` // five-digit code of the ward or commune lived in
	Education       Education  `json:"education,omitempty"`
	Occupation      string     `json:"occupation,omitempty"`
	JobSeekingSince civil.Date `json:"jobSeekingSince,omitzero"`
	RegisteredOn    civil.Date `json:"registeredOn"`
	Synthetic       bool       `json:"synthetic"` // a made-up person of a demonstration book
}

// WorkerMoved: from the day on, the worker lives in another ward. Earlier
// facts keep the ward that they had.
type WorkerMoved struct {
	Ward string `json:"ward"`
}

// JobSeekingEnded: the worker no longer seeks a job, for a reason.
type JobSeekingEnded struct {
	Reason SeekingEnd `json:"reason"`
}

// JobSeekingResumed: the worker seeks a job again.
type JobSeekingResumed struct{}

// WorkerPlaced: the worker started a job on the event's day. Whatever a count
// needs is copied in, as of that day.
type WorkerPlaced struct {
	PlacementID      es.UUID      `json:"placementId"`
	EmployerID       string       `json:"employerId,omitempty"` // none: self-employed
	Occupation       string       `json:"occupation"`
	ContractKind     ContractKind `json:"contractKind"`
	Months           int          `json:"months,omitempty"` // of the term; none: without end
	MonthlyWage      money.Money  `json:"monthlyWage"`      // VND
	Source           Source       `json:"source"`
	ReportedOn       civil.Date   `json:"reportedOn"` // the day it reached the office
	Ward             string       `json:"ward"`       // of the worker on the day
	Sex              Sex          `json:"sex"`
	BirthYear        int          `json:"birthYear"`
	Sector           string       `json:"sector,omitempty"`       // VSIC section of the employer, A to U
	EmployerWard     string       `json:"employerWard,omitempty"` // of the employer, where known
	EmployerRevision es.Revision  `json:"employerRevision"`       // that was looked at; -1: self-employed
	VacancyID        string       `json:"vacancyId,omitempty"`
	ReferralID       string       `json:"referralId,omitempty"`
	CourseID         string       `json:"courseId,omitempty"`
	LoanID           string       `json:"loanId,omitempty"`
	CollaboratorID   string       `json:"collaboratorId,omitempty"`
	AfterReturn      bool         `json:"afterReturn"` // had come back from abroad before
}

// PlacementEnded: the worker's job ended; the event's day was the last one.
type PlacementEnded struct {
	PlacementID es.UUID      `json:"placementId"`
	StartedOn   civil.Date   `json:"startedOn"`
	Reason      PlacementEnd `json:"reason"`
	Seeking     bool         `json:"seeking"` // seeks another job
}

// PlacementExtended: the term of a placement was made longer.
type PlacementExtended struct {
	PlacementID es.UUID    `json:"placementId"`
	StartedOn   civil.Date `json:"startedOn"`
	Months      int        `json:"months"`     // added to the term
	PlannedEnd  civil.Date `json:"plannedEnd"` // the last day of the longer term
}

// PlacementAnnulled: the placement should never have been entered. It counts
// no more and occupies nobody.
type PlacementAnnulled struct {
	PlacementID es.UUID    `json:"placementId"`
	StartedOn   civil.Date `json:"startedOn"`
	Standing    *Standing  `json:"standing,omitempty"` // none where the worker is annulled as well, and in events of before there was one
}

// RetentionChecked: somebody asked, about 3, 6 or 12 months after the start,
// whether the worker still has the job.
type RetentionChecked struct {
	PlacementID es.UUID     `json:"placementId"`
	StartedOn   civil.Date  `json:"startedOn"`
	Mark        int         `json:"mark"` // months after the start: 3, 6 or 12
	Outcome     Retention   `json:"outcome"`
	MonthlyWage money.Money `json:"monthlyWage,omitzero"` // VND, where it was said
}

// RetentionCheckFellDue: the day of a check came and nobody had asked yet.
type RetentionCheckFellDue struct {
	PlacementID es.UUID    `json:"placementId"`
	StartedOn   civil.Date `json:"startedOn"`
	Mark        int        `json:"mark"` // months after the start: 3, 6 or 12
}

// EngagementReserved: the worker is held for a departure abroad that is being
// written, from a day on.
type EngagementReserved struct {
	ContractID string     `json:"contractId"`
	From       civil.Date `json:"from"`      // the day of departure
	ExpiresOn  civil.Date `json:"expiresOn"` // after it, an unused hold is released
}

// EngagementConfirmed: the worker departed; the hold became an engagement.
type EngagementConfirmed struct {
	ContractID string `json:"contractId"`
}

// EngagementReleased: a contract abroad occupies the worker no longer, or, as
// the reason says, never did.
type EngagementReleased struct {
	ContractID string        `json:"contractId"`
	Reason     ReleaseReason `json:"reason"`
	Until      civil.Date    `json:"until"` // the last day that counts as occupied
}

// EmployerRegistered: an enterprise, cooperative, household business or office
// that employs people was entered.
type EmployerRegistered struct {
	TaxCode  string `json:"taxCode"`
	Name     string `json:"name"`
	Sector   string `json:"sector"`         // VSIC section, A to U
	Province string `json:"province"`       // two-digit code
	Ward     string `json:"ward,omitempty"` // five-digit code; given for province 26
	Size     Size   `json:"size,omitempty"`
}

// EmployerClosed: from the day on, the employer employs nobody.
type EmployerClosed struct{}

func (WorkerRegistered) labourEvent()      {}
func (WorkerMoved) labourEvent()           {}
func (JobSeekingEnded) labourEvent()       {}
func (JobSeekingResumed) labourEvent()     {}
func (WorkerPlaced) labourEvent()          {}
func (PlacementEnded) labourEvent()        {}
func (PlacementExtended) labourEvent()     {}
func (PlacementAnnulled) labourEvent()     {}
func (RetentionChecked) labourEvent()      {}
func (RetentionCheckFellDue) labourEvent() {}
func (EngagementReserved) labourEvent()    {}
func (EngagementConfirmed) labourEvent()   {}
func (EngagementReleased) labourEvent()    {}
func (EmployerRegistered) labourEvent()    {}
func (EmployerClosed) labourEvent()        {}
func (WorkerCorrected) labourEvent()       {}
func (PlacementCorrected) labourEvent()    {}
func (WorkerAnnulled) labourEvent()        {}
func (WorkerLinked) labourEvent()          {}
func (EmployerCorrected) labourEvent()     {}
func (EmployerReopened) labourEvent()      {}

func (EmployerRegistered) employerEvent() {}
func (EmployerClosed) employerEvent()     {}
func (EmployerCorrected) employerEvent()  {}
func (EmployerReopened) employerEvent()   {}
