package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// CorrectWorker puts a registration right; on is the day of the correction.
// What isn't given stays. A wrong citizen id isn't corrected: annul the worker,
// register anew, and link the two.
type CorrectWorker struct {
	Worker          string     `json:"worker,omitempty"`
	CitizenID       string     `json:"citizenId,omitempty"`
	FullName        string     `json:"fullName,omitempty"`
	BirthDate       civil.Date `json:"birthDate,omitzero"`
	Phone           string     `json:"phone,omitempty"`
	Sex             Sex        `json:"sex,omitempty"`
	Ward            string     `json:"ward,omitempty"` // of the registration
	Education       Education  `json:"education,omitempty"`
	Occupation      string     `json:"occupation,omitempty"`
	JobSeekingSince civil.Date `json:"jobSeekingSince,omitzero"`
	RegisteredOn    civil.Date `json:"registeredOn,omitzero"`
	Clear           []string   `json:"clear,omitempty"` // fields that should be empty: phone, education, occupation, jobSeekingSince
}

// CorrectPlacement puts a job right: its start, its terms, its employer, and
// its end where it has one. What isn't given stays.
type CorrectPlacement struct {
	Worker       string       `json:"worker,omitempty"`
	CitizenID    string       `json:"citizenId,omitempty"`
	PlacementID  es.UUID      `json:"placementId"`
	EmployerRef  string       `json:"employer,omitempty"` // another one; or taxCode
	TaxCode      string       `json:"taxCode,omitempty"`
	Occupation   string       `json:"occupation,omitempty"`
	ContractKind ContractKind `json:"contractKind,omitempty"`
	Months       int          `json:"months,omitempty"` // of the term without extensions
	MonthlyWage  money.Money  `json:"monthlyWage,omitzero"`
	Source       Source       `json:"source,omitempty"`
	ReportedOn   civil.Date   `json:"reportedOn,omitzero"`
	StartedOn    civil.Date   `json:"startedOn,omitzero"`
	EndedOn      civil.Date   `json:"endedOn,omitzero"`
	EndReason    PlacementEnd `json:"endReason,omitempty"`
	TakeBackEnd  bool         `json:"takeBackEnd,omitempty"` // it hasn't ended

	// Evidence that the caller loads: the employer that it is with, the one
	// given or the one it has; as for PlaceWorker.
	EmployerID       string      `json:"-"`
	Employer         Employer    `json:"-"`
	EmployerRevision es.Revision `json:"-"`
}

// AnnulWorker takes back a registration that should never have been entered, or
// not under this citizen id, with the jobs that hang on it.
type AnnulWorker struct {
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`
}

// LinkWorker says that the worker is the one who had been entered under a wrong
// citizen id, in a stream that was annulled.
type LinkWorker struct {
	Worker          string `json:"worker,omitempty"`
	CitizenID       string `json:"citizenId,omitempty"`
	Former          string `json:"former,omitempty"` // or formerCitizenId
	FormerCitizenID string `json:"formerCitizenId,omitempty"`

	// Evidence that the caller loads: the former stream's name, and its state.
	FormerID     string `json:"-"`
	FormerWorker Worker `json:"-"`
}

// CorrectEmployer puts an employer's registration right. What isn't given stays.
type CorrectEmployer struct {
	Employer string `json:"employer,omitempty"`
	TaxCode  string `json:"taxCode,omitempty"`
	Name     string `json:"name,omitempty"`
	Sector   string `json:"sector,omitempty"`
	Province string `json:"province,omitempty"`
	Ward     string `json:"ward,omitempty"`
	Size     Size   `json:"size,omitempty"`
}

// AnnulMove takes back the move that was entered last. Refusals:
// correction.ErrNothingToCorrect.
type AnnulMove struct {
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`
}

// AnnulJobSeeking takes back what was entered last of whether the worker seeks a
// job. Refusals: correction.ErrNothingToCorrect.
type AnnulJobSeeking struct {
	Worker    string `json:"worker,omitempty"`
	CitizenID string `json:"citizenId,omitempty"`
}

// AnnulExtension takes back the extension of a placement that was entered last.
// Refusals: correction.ErrNothingToCorrect; ErrPlacementEnded where the job ended
// after the shorter term.
type AnnulExtension struct {
	Worker      string  `json:"worker,omitempty"`
	CitizenID   string  `json:"citizenId,omitempty"`
	PlacementID es.UUID `json:"placementId"`
}

// ReopenEmployer takes back that an employer closed. Refusals: ErrEmployerUnknown,
// correction.ErrNothingToCorrect.
type ReopenEmployer struct {
	Employer string `json:"employer,omitempty"`
	TaxCode  string `json:"taxCode,omitempty"`
}

func (AnnulMove) workerCommand()         {}
func (AnnulJobSeeking) workerCommand()   {}
func (AnnulExtension) workerCommand()    {}
func (ReopenEmployer) employerCommand()  {}
func (CorrectWorker) workerCommand()     {}
func (CorrectPlacement) workerCommand()  {}
func (AnnulWorker) workerCommand()       {}
func (LinkWorker) workerCommand()        {}
func (CorrectEmployer) employerCommand() {}
