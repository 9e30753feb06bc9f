package support

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// What is lent and granted is put right by two people.

// plainLoan are the rules of a loan without corrections.
var plainLoan = es.Decider[Loan, LoanCommand]{Evolve: evolveLoan, Decide: decideLoan}

var evolveLoanRight = correction.Evolve(evolveLoan, func(l *Loan) *correction.Ledger { return &l.Ledger })

// LoanCorrections decides on a loan's corrections, by two people:
// correction.ProposeCorrection, ConfirmCorrection and RejectCorrection. The caps
// are those that a corrected loan is held to.
func LoanCorrections(caps Caps) es.Decider[Loan, any] {
	return es.Decider[Loan, any]{Evolve: evolveLoanRight, Decide: func(l Loan, command any, asked es.Asked) ([]any, error) {
		if !l.Approved {
			return nil, ErrLoanUnknown.With()
		}
		return correction.TwoPeople(l.Ledger, command, asked, nil, func(t correction.Target) ([]any, error) { return loanEffects(l, t, caps, asked.Today) })
	}}
}

func loanEffects(l Loan, t correction.Target, caps Caps, today civil.Date) ([]any, error) {
	asks := func(fact es.Recorded) (LoanCommand, bool) { return loanAsks(fact, caps) }
	fields := map[bool][]string{true: {"amount", "months", "jobsPromised", "jobsKept", correction.On}, false: {correction.On}}
	if err := t.Only(fields[correction.Is[LoanApproved](t.Was.Payload)]...); err != nil {
		return nil, err
	}
	after, err := correction.Hold(plainLoan, l.Ledger, t, today, asks)
	if err != nil {
		return nil, err
	}
	annul := t.Action == correction.Annul
	switch job, recorded := t.Was.Payload.(JobRecorded); {
	case recorded && annul:
		return []any{LoanJobAnnulled{t.Of, job.WorkerID, job.Borrower, t.Was.On(), job.ReportedOn, job.Created}}, nil
	case recorded:
		return nil, correction.ErrNothingToCorrect.With("vi", "việc làm ghi nhầm thì hủy bỏ và ghi lại", "en", "a job that was entered wrongly is annulled, and entered anew")
	case annul && correction.Is[LoanSettled](t.Was.Payload):
		return []any{LoanReopened{t.Of}}, nil
	case annul:
		return []any{LoanAnnulled{t.Of}}, nil
	}
	a := after.Facts
	return []any{LoanCorrected{t.Of, a.Amount, a.Months, a.JobsPromised, a.JobsKept, after.ApprovedOn, after.SettledOn}}, nil
}

// loanAsks is the command that would enter a fact of a loan now.
func loanAsks(fact es.Recorded, caps Caps) (LoanCommand, bool) {
	switch p := fact.Payload.(type) {
	case LoanApproved:
		c := ApproveLoan{
			Loan: p.LoanNo, Worker: p.Borrower, Amount: p.Amount, Months: p.Months, JobsPromised: p.JobsPromised, JobsKept: p.JobsKept,
			BorrowerIs: Person{Stream: p.Borrower, Ward: p.Ward}, Caps: caps,
		}
		if c.OfEmployer = strings.HasPrefix(p.Borrower, "employer-"); c.OfEmployer {
			c.Worker, c.Employer = "", p.Borrower
		}
		return c, true
	case JobRecorded:
		return RecordJob{
			Worker: p.WorkerID, Created: p.Created, PlacementID: p.PlacementID, ReportedOn: p.ReportedOn, PlacementStartedOn: p.PlacementStartedOn,
			WorkerIs: Person{Stream: p.WorkerID, Ward: p.Ward, Sex: p.Sex, BirthYear: p.BirthYear}, Borrower: Person{Stream: p.Borrower, Ward: p.EmployerWard, Sector: p.Sector},
		}, true
	case LoanSettled:
		return SettleLoan{}, true
	}
	return nil, false
}

// plainGrant are the rules of support without corrections.
var plainGrant = es.Decider[Grant, GrantSupport]{Evolve: evolveGrant, Decide: decideGrant}

var evolveGrantRight = correction.Evolve(evolveGrant, func(g *Grant) *correction.Ledger { return &g.Ledger })

// GrantCorrections decides on corrections of support, as [LoanCorrections].
var GrantCorrections = es.Decider[Grant, any]{Evolve: evolveGrantRight, Decide: func(g Grant, command any, asked es.Asked) ([]any, error) {
	if !g.Granted {
		return nil, ErrSupportUnknown
	}
	return correction.TwoPeople(g.Ledger, command, asked, nil, func(t correction.Target) ([]any, error) { return grantEffects(g, t, asked.Today) })
}}

func grantEffects(g Grant, t correction.Target, today civil.Date) ([]any, error) {
	if err := t.Only("scheme", "amount", correction.On); err != nil {
		return nil, err
	}
	if _, err := correction.Hold(plainGrant, g.Ledger, t, today, grantAsks); err != nil {
		return nil, err
	}
	if t.Action == correction.Annul {
		return []any{SupportAnnulled{t.Of}}, nil
	}
	p, ok := t.Now.Payload.(SupportGranted)
	if !ok {
		return nil, correction.ErrNothingToCorrect.With("vi", "đây không phải khoản hỗ trợ", "en", "this is no support")
	}
	return []any{SupportCorrected{t.Of, p.Scheme, p.Amount, t.Now.On()}}, nil
}

func grantAsks(fact es.Recorded) (GrantSupport, bool) {
	p, ok := fact.Payload.(SupportGranted)
	c := GrantSupport{Support: p.SupportNo, Worker: p.WorkerID, Employer: p.EmployerID, Scheme: p.Scheme, Amount: p.Amount, OfEmployer: p.EmployerID != ""}
	c.Receiver = Person{Stream: p.WorkerID + p.EmployerID, Ward: p.Ward}
	return c, ok
}
