package targetprogress

import (
	"cmp"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/projections/engine"
)

// Projection is the read model.
var Projection = engine.Projection{
	Name: "targetprogress", Version: 7, ListsAnnulled: true,
	Tables: []engine.Described{plans, years, shares, workers, cells, daily, exclusions, employed, months, causes, restatements, clocks},
	Reads: []string{
		"LoanJobAnnulled",
		"PlanAdopted", "CountingRulesSet", "TargetAmended", "TargetAllocated",
		"WorkerPlaced", "PlacementEnded", "PlacementExtended", "PlacementAnnulled",
		"ContractCorrected", "DispatchAnnulled", "AbscondingAnnulled", "ReturnAnnulled", "TerminationAnnulled", "LiquidationAnnulled", "ContractAnnulled",
		"WorkerDispatched", "IrregularDispatchRecorded", "WorkerReturned", "ContractTerminated", "JobRecorded",
		"WorkerCorrected", "PlacementCorrected", "EmployerCorrected",
		"TargetCorrected", "PlanClosed", "FigureRestated", "DayPassed",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case plan.PlanAdopted:
		adopt(f, slug(e), p)
	case plan.CountingRulesSet:
		return recount(f, e, slug(e), func(row *PlanRow) { row.setRules(p.RuleSet, p.Params) })
	case plan.TargetAmended:
		row := plans.Get(f, PlanKey{slug(e)})
		row.Total, row.Overseas = p.Total, p.Overseas
	case plan.TargetAllocated:
		shares.Put(f, ShareRow{ShareKey{slug(e), p.Unit}, p.Total, p.Overseas})
	case correction.NeverWas:
		if job, is := p.Fact.(labour.WorkerPlaced); is {
			fact := placement(e, job)
			fact.Annulled = true
			employ(f, job.EmployerID, e.Stream, fact)
			return addFact(f, e, e.Stream, fact)
		}
	case labour.WorkerPlaced:
		fact := placement(e, p)
		employ(f, p.EmployerID, e.Stream, fact)
		return addFact(f, e, e.Stream, fact)
	case labour.PlacementCorrected:
		return correctPlacement(f, e, p)
	case labour.WorkerCorrected:
		return correctWorker(f, e, p)
	case labour.EmployerCorrected:
		return correctEmployer(f, e, p)
	case labour.PlacementEnded:
		return changeFact(f, e, e.Stream, p.PlacementID.String(), p.StartedOn, func(x *plan.Fact) { x.EndedOn = e.On() })
	case labour.PlacementExtended:
		return changeFact(f, e, e.Stream, p.PlacementID.String(), p.StartedOn, func(x *plan.Fact) { x.PlannedEnd = p.PlannedEnd })
	case labour.PlacementAnnulled:
		return changeFact(f, e, e.Stream, p.PlacementID.String(), p.StartedOn, func(x *plan.Fact) { x.Annulled = true })
	case overseas.WorkerDispatched:
		return departed(f, e, plan.Dispatch, p.Departure)
	case overseas.IrregularDispatchRecorded:
		return departed(f, e, plan.Irregular, p.Departure)
	case overseas.WorkerReturned:
		return ended(f, e, p.WorkerID, p.DepartedOn)
	case overseas.ContractEffect:
		return restand(f, e, p.Restated())
	case overseas.ContractTerminated:
		return ended(f, e, p.WorkerID, p.DepartedOn)
	case plan.TargetCorrected:
		return retarget(f, e, slug(e), p)
	case plan.PlanClosed:
		closed(f, e, p)
	case plan.FigureRestated:
		restated(f, e, p)
	case plan.DayPassed:
		return passed(f, p.Day)
	case support.LoanJobAnnulled:
		return annulLoanJob(f, e, p)
	case support.JobRecorded:
		if p.Created { // a job that was kept counts nowhere
			worker, fact := cmp.Or(p.WorkerID, e.Stream), loanJob(e, p)
			employ(f, employerOf(p), worker, fact)
			return addFact(f, e, worker, fact)
		}
	}
	return nil
}

func slug(e es.Recorded) string { return strings.TrimPrefix(e.Stream, "plan-") }

func adopt(f *engine.Fold, slug string, p plan.PlanAdopted) {
	row := plans.Get(f, PlanKey{slug})
	row.Total, row.Overseas, row.DecisionNo = p.Total, p.Overseas, p.DecisionNo
	row.framed(f, slug, p)
	clock := clocks.Get(f, ClockKey{})
	clock.Plans = strings.TrimSpace(clock.Plans + " " + slug)
}

// framed takes what, when and where the plan is.
func (row *PlanRow) framed(f *engine.Fold, slug string, p plan.PlanAdopted) {
	row.Title, row.From, row.To, row.Units, row.PreviousPlan = p.Title, p.From, p.To, strings.Join(p.Units, " "), p.PreviousPlan
	row.ResolutionTitle, row.ResolutionFrom, row.ResolutionTo, row.ResolutionTotal = "", civil.Date{}, civil.Date{}, 0
	if r := p.Resolution; r != nil {
		row.ResolutionTitle, row.ResolutionFrom, row.ResolutionTo = r.Title, r.From, r.To
		if r.Total != nil {
			row.ResolutionTotal = *r.Total
		}
	}
	for y := p.From.Year(); y <= p.To.Year(); y++ {
		year := years.Get(f, YearKey{y})
		year.Plans = strings.TrimSpace(year.Plans + " " + slug)
	}
}

func placement(e es.Recorded, p labour.WorkerPlaced) plan.Fact {
	fact := plan.Fact{
		ID: p.PlacementID.String(), Kind: plan.Placement, Day: e.On(), Position: e.Position, ReportedOn: p.ReportedOn, Months: p.Months,
		SelfEmployed: p.ContractKind == labour.SelfEmployed, Ward: p.Ward, EmployerWard: p.EmployerWard, Sector: p.Sector, Sex: string(p.Sex), Source: string(p.Source),
	}
	if p.Months > 0 {
		fact.PlannedEnd = e.On().LastDayOf(p.Months)
	}
	return fact
}

// loanJob is a job that a loan created; where nobody is named it is filed under
// the loan.
func loanJob(e es.Recorded, p support.JobRecorded) plan.Fact {
	fact := plan.Fact{
		ID: e.ID.String(), Kind: plan.Job, Day: e.On(), Position: e.Position, ReportedOn: p.ReportedOn,
		SelfEmployed: p.WorkerID != "" && p.WorkerID == p.Borrower, Unnamed: p.WorkerID == "",
		Ward: p.Ward, EmployerWard: p.EmployerWard, Sector: p.Sector, Sex: p.Sex,
	}
	if !p.PlacementID.IsZero() {
		fact.SameAs, fact.SameDay = p.PlacementID.String(), p.PlacementStartedOn
	}
	return fact
}

func departed(f *engine.Fold, e es.Recorded, kind plan.FactKind, p overseas.Departure) error {
	return addFact(f, e, p.WorkerID, *departureFact(e, kind, p))
}

// ended notes the end of a stay abroad; a contract that never departed has none.
func ended(f *engine.Fold, e es.Recorded, worker string, departed civil.Date) error {
	if departed.IsZero() {
		return nil
	}
	return changeFact(f, e, worker, e.Stream, departed, func(x *plan.Fact) {
		if x.EndedOn.IsZero() {
			x.EndedOn = e.On()
		}
	})
}

// addFact files a fact under the year it happened in, and under the year it was
// reported in where that is another. A placement that was annulled and entered
// again takes the place of the annulled one.
func addFact(f *engine.Fold, e es.Recorded, worker string, fact plan.Fact) error {
	filed, err := filedUnder(f, worker, fact.ID, fact.Day)
	if err != nil {
		return err
	}
	years := []int{fact.Day.Year(), fact.ReportedOn.Year()}
	return revise(f, e, worker, append(filed, years...), func(year int, facts []plan.Fact) []plan.Fact {
		facts = slices.DeleteFunc(facts, func(x plan.Fact) bool { return x.ID == fact.ID })
		if slices.Contains(years, year) {
			facts = append(facts, fact)
		}
		return facts
	})
}

func changeFact(f *engine.Fold, e es.Recorded, worker, id string, day civil.Date, change func(*plan.Fact)) error {
	filed, err := filedUnder(f, worker, id, day)
	if err != nil {
		return err
	}
	return revise(f, e, worker, filed, func(_ int, facts []plan.Fact) []plan.Fact {
		for i := range facts {
			if facts[i].ID == id {
				change(&facts[i])
			}
		}
		return facts
	})
}

// filedUnder are the years under which the fact with the id is filed, if it is.
func filedUnder(f *engine.Fold, worker, id string, day civil.Date) ([]int, error) {
	facts, err := decodeFacts(workers.Get(f, WorkerKey{day.Year(), worker}).Facts)
	if err != nil {
		return nil, err
	}
	for _, x := range facts {
		if x.ID == id {
			return []int{day.Year(), x.ReportedOn.Year()}, nil
		}
	}
	return nil, nil
}

// revise changes a worker's facts in some years, and moves the figures of the
// plans of those years by the difference.
func revise(f *engine.Fold, e es.Recorded, worker string, filed []int, change func(year int, facts []plan.Fact) []plan.Fact) error {
	filed = slices.Compact(slices.Sorted(slices.Values(filed)))
	var touched []*PlanRow
	for _, y := range filed {
		for name := range strings.FieldsSeq(years.Get(f, YearKey{y}).Plans) {
			if row := plans.Get(f, PlanKey{name}); row.RuleSet != "" && !slices.Contains(touched, row) {
				touched = append(touched, row)
			}
		}
	}
	before := make([]plan.Tally, len(touched))
	for i, row := range touched {
		var err error
		if before[i], err = count(f, row, worker); err != nil {
			return err
		}
	}
	for _, y := range filed {
		row := workers.Get(f, WorkerKey{y, worker})
		facts, err := decodeFacts(row.Facts)
		if err != nil {
			return err
		}
		if row.Facts = encodeFacts(change(y, facts)); row.Facts == "" {
			workers.Delete(f, row.WorkerKey)
		}
	}
	for i, row := range touched {
		after, err := count(f, row, worker)
		if err != nil {
			return err
		}
		same := plan.Tally{Added: common(before[i].Added, after.Added), Excluded: common(before[i].Excluded, after.Excluded)}
		move(f, e, row, worker, without(before[i], same), -1)
		move(f, e, row, worker, without(after, same), +1)
	}
	return nil
}

// common is what both lists begin with: most facts only add to what was there.
func common[T comparable](a, b []T) []T {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

func without(t, start plan.Tally) plan.Tally {
	return plan.Tally{Added: t.Added[len(start.Added):], Excluded: t.Excluded[len(start.Excluded):]}
}

// count is what a worker's facts come to in a plan.
func count(f *engine.Fold, row *PlanRow, worker string) (plan.Tally, error) {
	var facts []plan.Fact
	for y := row.From.Year(); y <= row.To.Year(); y++ {
		list, err := decodeFacts(workers.Get(f, WorkerKey{y, worker}).Facts)
		if err != nil {
			return plan.Tally{}, err
		}
		for _, x := range list {
			if !slices.ContainsFunc(facts, func(have plan.Fact) bool { return have.ID == x.ID }) {
				facts = append(facts, x)
			}
		}
	}
	if len(facts) == 0 {
		return plan.Tally{}, nil
	}
	return plan.Count(row.rules(), row.period(), facts), nil
}

// move adds a tally to the figures, or takes it away.
func move(f *engine.Fold, e es.Recorded, row *PlanRow, worker string, t plan.Tally, sign int) {
	for _, c := range t.Added {
		n := sign * c.Added
		cell := cells.Get(f, CellKey{row.Plan, row.RuleSet, c.Unit, c.Day.MonthOf(), c.Sector, c.Sex, c.Kind, c.Source})
		if cell.Added += n; cell.Added == 0 {
			cells.Delete(f, cell.CellKey)
		}
		day := daily.Get(f, DayKey{row.Plan, row.RuleSet, c.Unit, c.Day})
		if c.Kind == plan.KindOverseas {
			day.Overseas += n
		} else {
			day.Domestic += n
		}
		if day.Domestic == 0 && day.Overseas == 0 {
			daily.Delete(f, day.DayKey)
		}
		moved(f, e, row.Plan, c, n)
	}
	for _, x := range t.Excluded {
		key := ExclusionKey{row.Plan, x.Fact}
		if sign < 0 {
			exclusions.Delete(f, key)
		} else {
			exclusions.Put(f, ExclusionRow{key, row.RuleSet, worker, x.Unit, x.Why})
		}
	}
}

// recount changes a plan's rules and counts all workers of its years anew.
func recount(f *engine.Fold, e es.Recorded, slug string, change func(*PlanRow)) error {
	row := plans.Get(f, PlanKey{slug})
	old := *row
	change(row)
	seen := map[string]bool{}
	for y := min(old.From.Year(), row.From.Year()); y <= max(old.To.Year(), row.To.Year()); y++ {
		for w := range workers.Scan(f, "year", y) {
			if seen[w.Worker] {
				continue
			}
			seen[w.Worker] = true
			if old.RuleSet != "" {
				t, err := count(f, &old, w.Worker)
				if err != nil {
					return err
				}
				move(f, e, &old, w.Worker, t, -1)
			}
			t, err := count(f, row, w.Worker)
			if err != nil {
				return err
			}
			move(f, e, row, w.Worker, t, +1)
		}
	}
	return nil
}
