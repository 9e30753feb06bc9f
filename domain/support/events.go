package support

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Events are the event types of this context.
var Events = es.Define(
	es.On[LoanApproved]("LoanApproved", 1),
	es.On[JobRecorded]("JobRecorded", 1),
	es.On[LoanSettled]("LoanSettled", 1),
	es.On[SupportGranted]("SupportGranted", 1),
	es.On[UnemploymentNoticed]("UnemploymentNoticed", 1),
	es.On[AllowanceGranted]("AllowanceGranted", 1),
	es.On[UnemploymentEnded]("UnemploymentEnded", 1),
	es.On[LoanCorrected]("LoanCorrected", 1),
	es.On[LoanReopened]("LoanReopened", 1),
	es.On[LoanAnnulled]("LoanAnnulled", 1),
	es.On[LoanJobAnnulled]("LoanJobAnnulled", 1),
	es.On[SupportCorrected]("SupportCorrected", 1),
	es.On[SupportAnnulled]("SupportAnnulled", 1),
	es.On[AllowanceCorrected]("AllowanceCorrected", 1),
	es.On[AllowanceAnnulled]("AllowanceAnnulled", 1),
	es.On[UnemploymentNoticeCorrected]("UnemploymentNoticeCorrected", 1),
	es.On[UnemploymentNoticeAnnulled]("UnemploymentNoticeAnnulled", 1),
	es.On[UnemploymentReopened]("UnemploymentReopened", 1),
)

// Event is any event of this context.
//
//sumtype:decl
type Event interface{ supportEvent() }

// LoanApproved: the employment fund lends to a worker or an employer, who
// promises jobs.
type LoanApproved struct {
	LoanNo       string      `json:"loanNo"`
	Borrower     string      `json:"borrower"` // stream of a worker or an employer
	Amount       money.Money `json:"amount"`   // VND
	Months       int         `json:"months"`   // of the loan's term
	JobsPromised int         `json:"jobsPromised"`
	JobsKept     int         `json:"jobsKept"`
	Ward         string      `json:"ward,omitempty"` // of the borrower on the day; none: an employer elsewhere
}

// JobRecorded: a loan created a job or kept one. Whatever a count needs is
// copied in, as of that day.
type JobRecorded struct {
	LoanNo             string     `json:"loanNo"`
	WorkerID           string     `json:"workerId,omitempty"` // none: nobody is named, so it never counts
	Created            bool       `json:"created"`            // else the job was there and was kept
	PlacementID        es.UUID    `json:"placementId,omitzero"`
	PlacementStartedOn civil.Date `json:"placementStartedOn,omitzero"`
	Borrower           string     `json:"borrower"` // of the loan; the worker's own stream for a job of one's own
	ReportedOn         civil.Date `json:"reportedOn"`
	Ward               string     `json:"ward,omitempty"` // of the worker on the day; where nobody is named, of the borrower
	Sex                string     `json:"sex,omitempty"`
	BirthYear          int        `json:"birthYear,omitempty"`
	Sector             string     `json:"sector,omitempty"`       // VSIC section of a borrowing employer
	EmployerWard       string     `json:"employerWard,omitempty"` // of a borrowing employer, where known
}

// LoanSettled: the loan was paid back; it creates nothing more.
type LoanSettled struct{}

// SupportGranted: a worker or an employer got support under a scheme.
type SupportGranted struct {
	SupportNo  string      `json:"supportNo"`
	WorkerID   string      `json:"workerId,omitempty"`
	EmployerID string      `json:"employerId,omitempty"`
	Scheme     string      `json:"scheme"` // the programme's name, as its decision has it
	Amount     money.Money `json:"amount"` // VND
	Ward       string      `json:"ward,omitempty"`
}

// UnemploymentNoticed: a worker gave notice of having lost a job.
type UnemploymentNoticed struct {
	WorkerID       string `json:"workerId"`
	LastEmployerID string `json:"lastEmployerId,omitempty"`
	Ward           string `json:"ward"` // of the worker on the day
}

// AllowanceGranted: the unemployment insurance pays an allowance for some months.
type AllowanceGranted struct {
	WorkerID string      `json:"workerId"`
	Months   int         `json:"months"`
	Monthly  money.Money `json:"monthly"` // VND
	Ward     string      `json:"ward"`    // of the notice
}

// UnemploymentEnded: the notice is open no more.
type UnemploymentEnded struct {
	WorkerID string    `json:"workerId"`
	Reason   EndReason `json:"reason"`
	Ward     string    `json:"ward"` // of the notice
}

func (LoanApproved) supportEvent()        {}
func (JobRecorded) supportEvent()         {}
func (LoanSettled) supportEvent()         {}
func (SupportGranted) supportEvent()      {}
func (UnemploymentNoticed) supportEvent() {}
func (AllowanceGranted) supportEvent()    {}
func (UnemploymentEnded) supportEvent()   {}

// EndReason is why a notice is open no more.
type EndReason string

// The reasons. Source: Employment Law 38/2013/QH13 art. 53 for the end of an
// allowance [unverified in detail].
const (
	FoundWork  EndReason = "found_work"
	Expired    EndReason = "expired" // the allowance's term is over
	RefusedJob EndReason = "refused_job"
	NotSeeking EndReason = "not_seeking"
	Pension    EndReason = "pension"
	Military   EndReason = "military"
	Studying   EndReason = "studying"
	MovedAway  EndReason = "moved_away"
	Deceased   EndReason = "deceased"
	OtherEnd   EndReason = "other"
)

var endReasons = []EndReason{FoundWork, Expired, RefusedJob, NotSeeking, Pension, Military, Studying, MovedAway, Deceased, OtherEnd}
