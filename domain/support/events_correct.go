package support

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// LoanCorrected: a loan's sum, term or jobs, or the day of its approval or its
// settlement, was typed wrongly; this is what the book says now. It takes two
// people.
type LoanCorrected struct {
	correction.Of
	Amount       money.Money `json:"amount"`       // VND
	Months       int         `json:"months"`       // of the loan's term
	JobsPromised int         `json:"jobsPromised"` // persons
	JobsKept     int         `json:"jobsKept"`     // persons
	ApprovedOn   civil.Date  `json:"approvedOn"`
	SettledOn    civil.Date  `json:"settledOn,omitzero"`
}

// LoanReopened: the loan wasn't settled after all. It takes two people.
type LoanReopened struct{ correction.Of }

// LoanAnnulled: a loan should never have been entered. Its number is free again.
// It takes two people.
type LoanAnnulled struct{ correction.Of }

// LoanJobAnnulled: a job of a loan should never have been entered. The rest says
// where it was counted. It takes two people.
type LoanJobAnnulled struct {
	correction.Of
	WorkerID   string     `json:"workerId,omitempty"` // none: nobody was named
	Borrower   string     `json:"borrower"`
	Day        civil.Date `json:"day"` // of the job
	ReportedOn civil.Date `json:"reportedOn"`
	Created    bool       `json:"created"` // else it was kept
}

// SupportCorrected: support was typed wrongly; this is what the book says now.
// It takes two people.
type SupportCorrected struct {
	correction.Of
	Scheme    string      `json:"scheme"`
	Amount    money.Money `json:"amount"` // VND
	GrantedOn civil.Date  `json:"grantedOn"`
}

// SupportAnnulled: support should never have been entered. Its number is free
// again. It takes two people.
type SupportAnnulled struct{ correction.Of }

// AllowanceCorrected: an unemployment allowance was typed wrongly; this is what
// the book says now. It takes two people.
type AllowanceCorrected struct {
	correction.Of
	WorkerID  string      `json:"workerId"`
	Months    int         `json:"months"`
	Monthly   money.Money `json:"monthly"` // VND
	GrantedOn civil.Date  `json:"grantedOn"`
}

// AllowanceAnnulled: an unemployment allowance should never have been entered. It
// takes two people.
type AllowanceAnnulled struct {
	correction.Of
	WorkerID string `json:"workerId"`
}

// UnemploymentNoticeCorrected: the day of a notice or of its end, the last
// employer or the reason was typed wrongly; this is what the book says now.
type UnemploymentNoticeCorrected struct {
	correction.Of
	WorkerID  string     `json:"workerId"`
	Ward      string     `json:"ward"` // of the notice
	Before    civil.Date `json:"before"`
	NoticedOn civil.Date `json:"noticedOn"`
	EndedOn   civil.Date `json:"endedOn,omitzero"` // absent: the notice is open
	Reason    EndReason  `json:"reason,omitempty"` // of the end
}

// UnemploymentNoticeAnnulled: an unemployment notice should never have been
// entered.
type UnemploymentNoticeAnnulled struct {
	correction.Of
	WorkerID  string     `json:"workerId"`
	NoticedOn civil.Date `json:"noticedOn"` // the day of the notice
}

// UnemploymentReopened: a notice hadn't ended after all, and is open.
type UnemploymentReopened struct {
	correction.Of
	WorkerID  string     `json:"workerId"`
	NoticedOn civil.Date `json:"noticedOn"` // the day of the notice
}

// Following is the job with the day on which its placement started as it is now
// known.
func (p JobRecorded) Following(moved func(es.UUID) (civil.Date, bool)) any {
	if on, is := moved(p.PlacementID); is {
		p.PlacementStartedOn = on
	}
	return p
}

var _ correction.Follower = JobRecorded{}

func (LoanCorrected) supportEvent()               {}
func (LoanReopened) supportEvent()                {}
func (LoanAnnulled) supportEvent()                {}
func (LoanJobAnnulled) supportEvent()             {}
func (SupportCorrected) supportEvent()            {}
func (SupportAnnulled) supportEvent()             {}
func (AllowanceCorrected) supportEvent()          {}
func (AllowanceAnnulled) supportEvent()           {}
func (UnemploymentNoticeCorrected) supportEvent() {}
func (UnemploymentNoticeAnnulled) supportEvent()  {}
func (UnemploymentReopened) supportEvent()        {}
