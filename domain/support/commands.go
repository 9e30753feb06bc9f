package support

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// LoanCommand is what can be asked of a loan.
//
//sumtype:decl
type LoanCommand interface{ loanCommand() }

// Person is what the book knows of a worker or an employer that a command
// names, as of the command's day. The caller looks it up, and refuses whom the
// book doesn't have.
type Person struct {
	Stream    string
	Ward      string
	Sex       string
	BirthYear int
	Sector    string // of an employer
}

// ApproveLoan enters a loan to a worker (worker or citizenId) or an employer
// (employer or taxCode), exactly one.
type ApproveLoan struct {
	Loan         string      `json:"loan"` // its number: "2021-007"
	Worker       string      `json:"worker,omitempty"`
	CitizenID    string      `json:"citizenId,omitempty"`
	Employer     string      `json:"employer,omitempty"`
	TaxCode      string      `json:"taxCode,omitempty"`
	Amount       money.Money `json:"amount"` // VND
	Months       int         `json:"months"` // 1 to 120
	JobsPromised int         `json:"jobsPromised,omitempty"`
	JobsKept     int         `json:"jobsKept,omitempty"`

	BorrowerIs Person `json:"-"`
	OfEmployer bool   `json:"-"` // the borrower is an employer
	Caps       Caps   `json:"-"`
}

// RecordJob enters a job that the loan created or kept. Without a worker it
// counts towards no plan.
type RecordJob struct {
	Loan        string     `json:"loan"`
	Worker      string     `json:"worker,omitempty"`
	CitizenID   string     `json:"citizenId,omitempty"`
	Created     bool       `json:"created,omitempty"`
	PlacementID es.UUID    `json:"placementId,omitzero"` // where the job is entered as a placement too
	ReportedOn  civil.Date `json:"reportedOn,omitzero"`  // by default today

	// WorkerIs is who works there, Borrower who took the loan, and the day that
	// of the placement; the caller looks them up.
	WorkerIs           Person     `json:"-"`
	Borrower           Person     `json:"-"`
	PlacementStartedOn civil.Date `json:"-"`
}

// SettleLoan enters that the loan was paid back.
type SettleLoan struct {
	Loan string `json:"loan"`
}

func (ApproveLoan) loanCommand() {}
func (RecordJob) loanCommand()   {}
func (SettleLoan) loanCommand()  {}

// GrantSupport enters support for a worker or an employer, exactly one.
type GrantSupport struct {
	Support   string      `json:"support"` // its number: "HT-2021-03"
	Worker    string      `json:"worker,omitempty"`
	CitizenID string      `json:"citizenId,omitempty"`
	Employer  string      `json:"employer,omitempty"`
	TaxCode   string      `json:"taxCode,omitempty"`
	Scheme    string      `json:"scheme"`
	Amount    money.Money `json:"amount"` // VND

	Receiver   Person `json:"-"`
	OfEmployer bool   `json:"-"`
}

// UnemploymentCommand is what can be asked of a worker's unemployment. The
// worker is named by worker or by citizenId.
//
//sumtype:decl
type UnemploymentCommand interface{ unemploymentCommand() }

// RecordUnemploymentNotice enters that a worker gave notice of having lost a job.
type RecordUnemploymentNotice struct {
	Worker       string `json:"worker,omitempty"`
	CitizenID    string `json:"citizenId,omitempty"`
	LastEmployer string `json:"lastEmployer,omitempty"` // or lastTaxCode
	LastTaxCode  string `json:"lastTaxCode,omitempty"`

	WorkerIs       Person `json:"-"`
	LastEmployerID string `json:"-"`
}

// RecordAllowance enters an allowance for the worker's open notice.
type RecordAllowance struct {
	Worker    string      `json:"worker,omitempty"`
	CitizenID string      `json:"citizenId,omitempty"`
	Months    int         `json:"months"`  // 1 to 12
	Monthly   money.Money `json:"monthly"` // VND
}

// EndUnemployment closes the worker's open notice.
type EndUnemployment struct {
	Worker    string    `json:"worker,omitempty"`
	CitizenID string    `json:"citizenId,omitempty"`
	Reason    EndReason `json:"reason"`
}

func (RecordUnemploymentNotice) unemploymentCommand() {}
func (RecordAllowance) unemploymentCommand()          {}
func (EndUnemployment) unemploymentCommand()          {}
