package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// WorkerCommand is a command for a worker's stream. The day it happened comes
// with the asking ([es.Asked]). Whoever asks names the worker by id ("worker",
// the stream's name without its prefix) or by "citizenId"; the caller turns
// either into the stream.
//
//sumtype:decl
type WorkerCommand interface{ workerCommand() }

// EmployerCommand is a command for an employer's stream, which is named by
// "employer" or by "taxCode".
//
//sumtype:decl
type EmployerCommand interface{ employerCommand() }

// RegisterWorker enters a person as a job-seeker; on is the day of registration.
type RegisterWorker struct {
	CitizenID       string     `json:"citizenId"` // 12 digits, or 9 of the older card
	FullName        string     `json:"fullName"`
	BirthDate       civil.Date `json:"birthDate"`
	BirthYear       int        `json:"birthYear,omitempty"` // follows from birthDate; given, it must agree
	Sex             Sex        `json:"sex"`
	Ward            string     `json:"ward"`
	Phone           string     `json:"phone,omitempty"`
	Education       Education  `json:"education,omitempty"`
	Occupation      string     `json:"occupation,omitempty"`
	JobSeekingSince civil.Date `json:"jobSeekingSince,omitzero"` // no later than on
	RegisteredOn    civil.Date `json:"registeredOn,omitzero"`    // the same as on, which may be left out then
	// Synthetic says what kind of book it is: one of made-up people takes
	// made-up citizen ids alone, and every other book refuses them.
	Synthetic bool `json:"-"`
}

// MoveWorker enters that the worker lives in another ward from on.
type MoveWorker struct {
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`
	Ward      string `json:"ward"`
}

// EndJobSeeking enters that the worker no longer seeks a job.
type EndJobSeeking struct {
	Worker    string     `json:"worker,omitempty"`
	CitizenID string     `json:"citizenId,omitempty"`
	Reason    SeekingEnd `json:"reason"`
}

// ResumeJobSeeking enters that the worker seeks a job again.
type ResumeJobSeeking struct {
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`
}

// PlaceWorker enters a job; on is the day it started.
type PlaceWorker struct {
	Worker         string       `json:"worker,omitempty"`
	CitizenID      string       `json:"citizenId,omitempty"`
	EmployerRef    string       `json:"employer,omitempty"` // or taxCode; neither for self_employed
	TaxCode        string       `json:"taxCode,omitempty"`
	Occupation     string       `json:"occupation"`
	ContractKind   ContractKind `json:"contractKind"`
	Months         int          `json:"months,omitempty"` // 1 to 36; none for indefinite
	MonthlyWage    money.Money  `json:"monthlyWage"`      // 1 to 500 million VND
	Source         Source       `json:"source"`
	ReportedOn     civil.Date   `json:"reportedOn,omitzero"` // by default today
	VacancyID      string       `json:"vacancyId,omitempty"`
	ReferralID     string       `json:"referralId,omitempty"`
	CourseID       string       `json:"courseId,omitempty"`
	LoanID         string       `json:"loanId,omitempty"`
	CollaboratorID string       `json:"collaboratorId,omitempty"`

	// Evidence that the caller loads: the employer's stream, its state, and
	// the revision of that state. Nothing for self_employed.
	EmployerID       string      `json:"-"`
	Employer         Employer    `json:"-"`
	EmployerRevision es.Revision `json:"-"`
}

// EndPlacement enters that a job ended; on is the last day of it. Without a
// placement it is the one that runs on that day.
type EndPlacement struct {
	Worker      string       `json:"worker,omitempty"`
	CitizenID   string       `json:"citizenId,omitempty"`
	PlacementID es.UUID      `json:"placementId,omitzero"`
	Reason      PlacementEnd `json:"reason"`
	Seeking     bool         `json:"seeking,omitempty"` // seeks another job
}

// ExtendPlacement adds months to the term of a placement.
type ExtendPlacement struct {
	Worker      string  `json:"worker,omitempty"`
	CitizenID   string  `json:"citizenId,omitempty"`
	PlacementID es.UUID `json:"placementId"`
	Months      int     `json:"months"` // 1 to 36
}

// AnnulPlacement takes back a placement that should never have been entered.
type AnnulPlacement struct {
	Worker      string  `json:"worker,omitempty"`
	CitizenID   string  `json:"citizenId,omitempty"`
	PlacementID es.UUID `json:"placementId"`
}

// CheckRetention enters whether the worker still has the job around a mark; on
// is the day somebody asked, at most 15 days before the mark. Asked anew, the
// later answer holds. Without a placement it is about the job that started last.
type CheckRetention struct {
	Worker      string      `json:"worker,omitempty"`
	CitizenID   string      `json:"citizenId,omitempty"`
	PlacementID es.UUID     `json:"placementId,omitzero"`
	Mark        int         `json:"mark"` // 3, 6 or 12 months after the start
	Outcome     Retention   `json:"outcome"`
	MonthlyWage money.Money `json:"monthlyWage,omitzero"` // 1 to 500 million VND
}

// NoteRetentionDue enters that the day of a check has come. Where the check was
// made, the job ended before its day or was annulled, or it is noted already, it
// does nothing. The retention policy asks it.
type NoteRetentionDue struct {
	Worker      string  `json:"worker,omitempty"`
	CitizenID   string  `json:"citizenId,omitempty"`
	PlacementID es.UUID `json:"placementId"`
	Mark        int     `json:"mark"`
}

// ReserveEngagement holds the worker for a departure from a day on. Once more
// for the same contract and day it does nothing.
type ReserveEngagement struct {
	Worker     string     `json:"worker,omitempty"`
	CitizenID  string     `json:"citizenId,omitempty"`
	ContractID string     `json:"contractId"`
	From       civil.Date `json:"from"`
	ExpiresOn  civil.Date `json:"expiresOn"` // not before From

	// Until is the last day of a stay that is over already; zero: it isn't.
	Until civil.Date `json:"-"`
}

// ConfirmEngagement turns a hold into an engagement. Once more it does nothing.
type ConfirmEngagement struct {
	Worker     string `json:"worker,omitempty"`
	CitizenID  string `json:"citizenId,omitempty"`
	ContractID string `json:"contractId"`
}

// ReleaseEngagement ends a hold or an engagement. On one that is released
// already it does nothing, but for Annulled, which takes back the days that it
// had occupied.
type ReleaseEngagement struct {
	Worker     string        `json:"worker,omitempty"`
	CitizenID  string        `json:"citizenId,omitempty"`
	ContractID string        `json:"contractId"`
	Reason     ReleaseReason `json:"reason"`
	Until      civil.Date    `json:"until,omitzero"` // the last day occupied; by default on
}

// RegisterEmployer enters an employer.
type RegisterEmployer struct {
	TaxCode  string `json:"taxCode"` // 10 digits, or 10-3
	Name     string `json:"name"`
	Sector   string `json:"sector"`
	Province string `json:"province"`
	Ward     string `json:"ward,omitempty"` // required for province 26
	Size     Size   `json:"size,omitempty"`
}

// CloseEmployer enters that the employer employs nobody from on.
type CloseEmployer struct {
	Employer string `json:"employer,omitempty"`
	TaxCode  string `json:"taxCode,omitempty"`
}

func (RegisterWorker) workerCommand()     {}
func (MoveWorker) workerCommand()         {}
func (EndJobSeeking) workerCommand()      {}
func (ResumeJobSeeking) workerCommand()   {}
func (PlaceWorker) workerCommand()        {}
func (EndPlacement) workerCommand()       {}
func (ExtendPlacement) workerCommand()    {}
func (AnnulPlacement) workerCommand()     {}
func (CheckRetention) workerCommand()     {}
func (NoteRetentionDue) workerCommand()   {}
func (ReserveEngagement) workerCommand()  {}
func (ConfirmEngagement) workerCommand()  {}
func (ReleaseEngagement) workerCommand()  {}
func (RegisterEmployer) employerCommand() {}
func (CloseEmployer) employerCommand()    {}
