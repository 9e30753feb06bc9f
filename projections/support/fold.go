package support

import (
	"cmp"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/support"
	"vaoso/projections/engine"
)

// Projection folds loans, grants and notices.
var Projection = engine.Projection{
	Name: Name, Version: 4,
	Tables: []engine.Described{employers, loans, jobs, grants, notices, allowances},
	Reads: []string{
		"LoanCorrected", "LoanReopened", "LoanAnnulled", "LoanJobAnnulled", "SupportCorrected", "SupportAnnulled", "AllowanceCorrected", "AllowanceAnnulled",
		"UnemploymentNoticeCorrected", "UnemploymentNoticeAnnulled", "UnemploymentReopened",
		"LoanApproved", "JobRecorded", "LoanSettled", "SupportGranted", "UnemploymentNoticed", "AllowanceGranted", "UnemploymentEnded",
		"WorkerCorrected", "EmployerRegistered", "EmployerCorrected",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case labour.WorkerCorrected:
		restate(f, e.Stream, p.WardOf)
		return nil
	case labour.EmployerRegistered:
		employers.Put(f, EmployerRow{EmployerKey{e.Stream}, p.Province})
		return nil
	case labour.EmployerCorrected:
		if key := (EmployerKey{e.Stream}); employers.Exists(f, key) { // else after the day that is asked for
			employers.Put(f, EmployerRow{key, p.Province})
		}
		restate(f, e.Stream, func(civil.Date, string) string { return p.Ward })
		return nil
	}
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
		jobs.Put(f, JobRow{FactKey: key, Whose: cmp.Or(p.WorkerID, p.Borrower), Loan: e.Stream, Ward: p.Ward, Day: on, Created: p.Created, Named: p.WorkerID != "", Placed: !p.PlacementID.IsZero()})
	case support.LoanSettled:
		loans.Get(f, LoanKey{e.Stream}).SettledOn = on
	case support.SupportGranted:
		grants.Put(f, GrantRow{FactKey: key, Whose: cmp.Or(p.WorkerID, p.EmployerID), Scheme: p.Scheme, Ward: p.Ward, Day: on, Amount: p.Amount.Amount, Currency: p.Amount.Currency})
	case support.UnemploymentNoticed:
		notices.Put(f, NoticeRow{FactKey: key, Whose: p.WorkerID, Ward: p.Ward, Day: on})
	case support.UnemploymentEnded:
		notices.Put(f, NoticeRow{FactKey: key, Whose: p.WorkerID, Ward: p.Ward, Day: on, Ended: true})
	case support.AllowanceGranted:
		allowances.Put(f, AllowanceRow{FactKey: key, Whose: p.WorkerID, Ward: p.Ward, Day: on, Months: p.Months, Amount: int64(p.Months) * p.Monthly.Amount, Currency: p.Monthly.Currency})
	}
	return nil
}

// restate brings right the wards that were copied of a registration that was
// corrected.
func restate(f *engine.Fold, whose string, ward func(on civil.Date, copied string) string) {
	for r := range loans.Scan(f, "borrower", whose) {
		r.Ward = ward(r.ApprovedOn, r.Ward)
	}
	for r := range jobs.Scan(f, "whose", whose) {
		r.Ward = ward(r.Day, r.Ward)
	}
	for r := range grants.Scan(f, "whose", whose) {
		r.Ward = ward(r.Day, r.Ward)
	}
	for r := range notices.Scan(f, "whose", whose) {
		r.Ward = ward(r.Day, r.Ward)
	}
	for r := range allowances.Scan(f, "whose", whose) {
		r.Ward = ward(r.Day, r.Ward)
	}
}
