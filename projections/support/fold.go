package support

import (
	"vaoso/domain/es"
	"vaoso/domain/support"
	"vaoso/projections/engine"
)

// Projection folds loans, grants and notices.
var Projection = engine.Projection{
	Name: Name, Version: 2,
	Tables: []engine.Described{loans, jobs, grants, notices, allowances},
	Reads: []string{
		"LoanCorrected", "LoanReopened", "LoanAnnulled", "LoanJobAnnulled", "SupportCorrected", "SupportAnnulled", "AllowanceCorrected", "AllowanceAnnulled",
		"UnemploymentNoticeCorrected", "UnemploymentNoticeAnnulled", "UnemploymentReopened",
		"LoanApproved", "JobRecorded", "LoanSettled", "SupportGranted", "UnemploymentNoticed", "AllowanceGranted", "UnemploymentEnded",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	event, ok := e.Payload.(support.Event)
	if !ok {
		return nil
	}
	key, on := FactKey{e.ID}, e.On()
	switch p := event.(type) {
	case support.LoanCorrected, support.LoanReopened, support.LoanAnnulled, support.LoanJobAnnulled, support.SupportCorrected, support.SupportAnnulled,
		support.AllowanceCorrected, support.AllowanceAnnulled, support.UnemploymentNoticeCorrected, support.UnemploymentNoticeAnnulled, support.UnemploymentReopened:
		putRight(f, e.Stream, p)
	case support.LoanApproved:
		loans.Put(f, LoanRow{
			LoanKey: LoanKey{e.Stream}, LoanNo: p.LoanNo, Borrower: p.Borrower, Ward: p.Ward, ApprovedOn: on,
			Amount: p.Amount.Amount, Currency: p.Amount.Currency, Months: p.Months, JobsPromised: p.JobsPromised, JobsToKeep: p.JobsKept,
		})
	case support.JobRecorded:
		jobs.Put(f, JobRow{FactKey: key, Loan: e.Stream, Ward: p.Ward, Day: on, Created: p.Created, Named: p.WorkerID != "", Placed: !p.PlacementID.IsZero()})
	case support.LoanSettled:
		loans.Get(f, LoanKey{e.Stream}).SettledOn = on
	case support.SupportGranted:
		grants.Put(f, GrantRow{FactKey: key, Scheme: p.Scheme, Ward: p.Ward, Day: on, Amount: p.Amount.Amount, Currency: p.Amount.Currency})
	case support.UnemploymentNoticed:
		notices.Put(f, NoticeRow{FactKey: key, Ward: p.Ward, Day: on})
	case support.UnemploymentEnded:
		notices.Put(f, NoticeRow{FactKey: key, Ward: p.Ward, Day: on, Ended: true})
	case support.AllowanceGranted:
		allowances.Put(f, AllowanceRow{FactKey: key, Ward: p.Ward, Day: on, Months: p.Months, Amount: int64(p.Months) * p.Monthly.Amount, Currency: p.Monthly.Currency})
	}
	return nil
}
