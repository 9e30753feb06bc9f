package support

import (
	"vaoso/domain/civil"
	"vaoso/domain/support"
	"vaoso/projections/engine"
)

// putRight brings rows right by what was corrected or annulled. Wards stay: they
// are those of the receivers.
func putRight(f *engine.Fold, stream string, event support.Event) {
	switch p := event.(type) {
	case support.LoanCorrected:
		l := loans.Get(f, LoanKey{stream})
		l.Amount, l.Currency, l.Months, l.JobsPromised, l.JobsToKeep = p.Amount.Amount, p.Amount.Currency, p.Months, p.JobsPromised, p.JobsKept
		l.ApprovedOn, l.SettledOn = p.ApprovedOn, p.SettledOn
	case support.LoanReopened:
		loans.Get(f, LoanKey{stream}).SettledOn = civil.Date{}
	case support.LoanAnnulled:
		loans.Delete(f, LoanKey{stream})
	case support.LoanJobAnnulled:
		jobs.Delete(f, FactKey{p.EventID})
	case support.SupportCorrected:
		g := grants.Get(f, FactKey{p.EventID})
		g.Scheme, g.Amount, g.Currency, g.Day = p.Scheme, p.Amount.Amount, p.Amount.Currency, p.GrantedOn
	case support.SupportAnnulled:
		grants.Delete(f, FactKey{p.EventID})
	case support.AllowanceCorrected:
		a := allowances.Get(f, FactKey{p.EventID})
		a.Months, a.Amount, a.Currency, a.Day = p.Months, int64(p.Months)*p.Monthly.Amount, p.Monthly.Currency, p.GrantedOn
	case support.AllowanceAnnulled:
		allowances.Delete(f, FactKey{p.EventID})
	case support.UnemploymentNoticeCorrected:
		n := notices.Get(f, FactKey{p.EventID})
		if n.Day = p.NoticedOn; n.Ended {
			n.Day = p.EndedOn
		}
	case support.UnemploymentNoticeAnnulled:
		notices.Delete(f, FactKey{p.EventID})
	case support.UnemploymentReopened:
		notices.Delete(f, FactKey{p.EventID})
	case support.LoanApproved, support.JobRecorded, support.LoanSettled, support.SupportGranted,
		support.UnemploymentNoticed, support.AllowanceGranted, support.UnemploymentEnded: // facts
	}
}
