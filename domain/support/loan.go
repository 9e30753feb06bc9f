package support

import (
	"fmt"
	"maps"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Loan is the state of a loan's stream. A Loan is a value: evolving never
// changes an earlier one.
type Loan struct {
	Approved   bool
	No         string
	Borrower   string
	ApprovedOn civil.Date
	SettledOn  civil.Date            // zero: not settled
	Workers    map[string]civil.Date // who has a job of it, and since when it is recorded
	Facts      LoanApproved
	Ledger     correction.Ledger // the stream's facts, to be put right
}

// LoanStream is the name of a loan's stream.
func LoanStream(number string) string { return "loan-" + number }

// LoanDecider has the rules of a loan.
var LoanDecider = es.Decider[Loan, LoanCommand]{Evolve: evolveLoanRight, Decide: decideLoan}

func evolveLoan(l Loan, e es.Recorded) Loan {
	event, ok := e.Payload.(Event)
	if !ok {
		return l
	}
	switch p := event.(type) {
	case LoanApproved:
		l.Approved, l.No, l.Borrower, l.ApprovedOn, l.Facts = true, p.LoanNo, p.Borrower, e.On(), p
	case JobRecorded:
		if p.WorkerID != "" {
			l.Workers = maps.Clone(l.Workers)
			if l.Workers == nil {
				l.Workers = map[string]civil.Date{}
			}
			l.Workers[p.WorkerID] = e.On()
		}
	case LoanSettled:
		l.SettledOn = e.On()
	case SupportGranted, UnemploymentNoticed, AllowanceGranted, UnemploymentEnded: // other streams'
	case correction.Effect: // the ledger has what they put right
	}
	return l
}

func decideLoan(l Loan, command LoanCommand, asked es.Asked) ([]any, error) {
	if c, ok := command.(ApproveLoan); ok {
		return approveLoan(l, c, asked)
	}
	switch {
	case !l.Approved:
		return nil, ErrLoanUnknown.With()
	case !l.SettledOn.IsZero() && (settles(command) || asked.On.After(l.SettledOn)):
		return nil, ErrLoanSettled.With("settled", l.SettledOn)
	case asked.On.Before(l.ApprovedOn):
		return nil, ErrBeforeStart.With("on", asked.On, "start", l.ApprovedOn)
	}
	switch c := command.(type) {
	case ApproveLoan: // above
	case RecordJob:
		return recordJob(l, c, asked)
	case SettleLoan:
		for _, on := range l.Workers {
			if asked.On.Before(on) {
				return nil, ErrBeforeStart.With("on", asked.On, "start", on)
			}
		}
		return []any{LoanSettled{}}, nil
	}
	return nil, fmt.Errorf("support: %T is no command for a loan", command)
}

// settles says whether the command settles the loan. A job that was there by the
// settlement may be entered after it.
func settles(command LoanCommand) bool {
	_, ok := command.(SettleLoan)
	return ok
}

// The bounds of a loan's term and of its jobs catch slips of the pen. The term
// is at most 120 months (Decree 74/2019/NĐ-CP) [unverified].
const (
	longestTerm = 120
	mostJobs    = 10_000
)

func approveLoan(l Loan, c ApproveLoan, asked es.Asked) ([]any, error) {
	if l.Approved {
		return nil, ErrLoanExists.With("loan", l.No)
	}
	if err := firstOf(
		checkReceiver(c.Worker, c.CitizenID, c.Employer, c.TaxCode), checkAmount("amount", c.Amount), checkWithin("months", c.Months, 1, longestTerm),
		checkWithin("jobsPromised", c.JobsPromised, 0, mostJobs), checkWithin("jobsKept", c.JobsKept, 0, mostJobs),
		checkWithin("jobsPromised", c.JobsPromised+c.JobsKept, 1, 2*mostJobs),
	); err != nil {
		return nil, err
	}
	if max, ok := c.Caps.On(asked.On); ok {
		if limit, rule := max.For(c.OfEmployer, c.JobsPromised+c.JobsKept); c.Amount.Amount > limit.Amount {
			return nil, ErrLoanAboveCap.With("amount", c.Amount, "cap", limit, "rule", rule, "on", asked.On)
		}
	}
	return []any{LoanApproved{
		LoanNo: c.Loan, Borrower: c.BorrowerIs.Stream, Amount: c.Amount, Months: c.Months,
		JobsPromised: c.JobsPromised, JobsKept: c.JobsKept, Ward: c.BorrowerIs.Ward,
	}}, nil
}

func recordJob(l Loan, c RecordJob, asked es.Asked) ([]any, error) {
	if c.ReportedOn.IsZero() {
		c.ReportedOn = asked.Today
	}
	named := c.Worker != "" || c.CitizenID != ""
	since, again := l.Workers[c.WorkerIs.Stream]
	switch {
	case c.ReportedOn.After(asked.Today):
		return nil, es.ErrFutureDate.With("on", c.ReportedOn, "today", asked.Today)
	case c.ReportedOn.Before(asked.On):
		return nil, es.ErrFieldInvalid.With("field", "reportedOn", "vi", "không được trước ngày có việc "+asked.On.String(), "en", "it doesn't lie before the job's day, "+asked.On.String())
	case !named && !c.PlacementID.IsZero():
		return nil, es.ErrFieldMissing.With("field", "worker")
	case named && again:
		return nil, ErrJobExists.With("on", since)
	}
	event := JobRecorded{
		LoanNo: l.No, Created: c.Created, PlacementID: c.PlacementID, PlacementStartedOn: c.PlacementStartedOn,
		Borrower: l.Borrower, ReportedOn: c.ReportedOn, Ward: c.Borrower.Ward,
	}
	if c.Borrower.Sector != "" {
		event.Sector, event.EmployerWard = c.Borrower.Sector, c.Borrower.Ward
	}
	if named {
		event.WorkerID, event.Ward, event.Sex, event.BirthYear = c.WorkerIs.Stream, c.WorkerIs.Ward, c.WorkerIs.Sex, c.WorkerIs.BirthYear
	}
	return []any{event}, nil
}
