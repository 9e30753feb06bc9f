package targetprogress

import (
	"slices"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// restand puts a departure as it stands after a correction in the place of the
// one that was wrong; one that was annulled leaves the count.
func restand(f *engine.Fold, e es.Recorded, r overseas.Restatement) error {
	right, err := stands(e, r)
	if err != nil {
		return err
	}
	var rows []int
	if !r.DepartedOn.IsZero() {
		if rows, err = filedUnder(f, r.WorkerID, e.Stream, r.DepartedOn); err != nil {
			return err
		}
	}
	var years []int
	if right != nil {
		years = []int{right.Day.Year(), right.ReportedOn.Year()}
	}
	return revise(f, e, r.WorkerID, append(rows, years...), func(year int, facts []plan.Fact) []plan.Fact {
		facts = slices.DeleteFunc(facts, func(x plan.Fact) bool { return x.ID == e.Stream })
		if !slices.Contains(years, year) {
			return facts
		}
		i := len(facts) // they stand by their place in the log
		for i > 0 && right.Position.Before(facts[i-1].Position) {
			i--
		}
		return slices.Insert(facts, i, *right)
	})
}

// stands is the contract's departure as it stands now; nil where there is none.
func stands(e es.Recorded, r overseas.Restatement) (right *plan.Fact, err error) {
	events, err := r.Facts.Events(e.Stream)
	if err != nil {
		return nil, err
	}
	for _, fact := range events {
		switch p := fact.Payload.(type) {
		case overseas.WorkerDispatched:
			right = departureFact(fact, plan.Dispatch, p.Departure)
		case overseas.IrregularDispatchRecorded:
			right = departureFact(fact, plan.Irregular, p.Departure)
		case overseas.WorkerReturned, overseas.ContractTerminated:
			if right != nil && right.EndedOn.IsZero() {
				right.EndedOn = fact.On()
			}
		}
	}
	return right, nil
}

func departureFact(e es.Recorded, kind plan.FactKind, p overseas.Departure) *plan.Fact {
	return &plan.Fact{
		ID: e.Stream, Kind: kind, Day: e.On(), Position: e.Position, ReportedOn: p.ReportedOn, Months: p.Months,
		Ward: p.Ward, Sex: p.Sex, PlannedEnd: p.DueBackOn,
	}
}
