package targetprogress

import (
	"cmp"
	"slices"

	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/projections/engine"
)

// annulLoanJob takes a job of a loan out of the facts: unlike a placement, it is
// entered anew as another.
func annulLoanJob(f *engine.Fold, e es.Recorded, p support.LoanJobAnnulled) error {
	if !p.Created {
		return nil // it never counted
	}
	id, worker := p.EventID.String(), cmp.Or(p.WorkerID, e.Stream)
	employed.Delete(f, EmployedKey{p.Borrower, id})
	return revise(f, e, worker, []int{p.Day.Year(), p.ReportedOn.Year()}, func(_ int, facts []plan.Fact) []plan.Fact {
		return slices.DeleteFunc(facts, func(x plan.Fact) bool { return x.ID == id })
	})
}
