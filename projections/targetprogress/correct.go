package targetprogress

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/projections/engine"
)

// EmployedKey is a fact that copied its employer's sector and ward.
type EmployedKey struct {
	Employer string `db:"employer" about:"internal: employer's stream, a keyed hash of the tax code"`
	Fact     string `db:"fact" about:"internal: id of the job (of JobRecorded, the event's)"`
}

// EmployedRow is where that fact is filed.
type EmployedRow struct {
	EmployedKey
	Worker string     `db:"worker" about:"internal: worker's stream, or the loan's"`
	Day    civil.Date `db:"day" about:"internal: day of the job; NULL: never"`
}

var employed = engine.NewTable[EmployedKey, EmployedRow]("targetprogress_employed", engine.About("internal: the jobs that an employer's sector was copied to, for when that is corrected"))

func employ(f *engine.Fold, employer, worker string, fact plan.Fact) {
	if employer != "" {
		employed.Put(f, EmployedRow{EmployedKey{employer, fact.ID}, worker, fact.Day})
	}
}

func employerOf(p support.JobRecorded) string {
	if p.Sector == "" {
		return "" // a worker borrowed
	}
	return p.Borrower
}

// correctPlacement puts the placement as it should have been in the place of
// the wrong one, under the years that are now its.
func correctPlacement(f *engine.Fold, e es.Recorded, p labour.PlacementCorrected) error {
	id := p.PlacementID.String()
	wrong, rows, err := filed(f, e, id, p.StartedOn, p.Standing)
	if err != nil {
		return err
	}
	right := placement(e, p.Placed)
	right.Day = p.PlacedOn
	if wrong.ID != "" { // else it lay after the day that is asked for
		right.Position = wrong.Position
	}
	right.PlannedEnd, right.EndedOn = p.PlannedEnd, p.EndedOn
	if p.FormerEmployer != "" {
		employed.Delete(f, EmployedKey{p.FormerEmployer, id})
	}
	employ(f, p.Placed.EmployerID, e.Stream, right)
	years := []int{right.Day.Year(), right.ReportedOn.Year()}
	return revise(f, e, e.Stream, append(rows, years...), func(year int, facts []plan.Fact) []plan.Fact {
		facts = slices.DeleteFunc(facts, func(x plan.Fact) bool { return x.ID == id })
		for i := range facts {
			if facts[i].SameAs == id { // a loan's job that is this placement too
				facts[i].SameDay = right.Day
			}
		}
		if !slices.Contains(years, year) {
			return facts
		}
		i := len(facts) // they stand by their place in the log
		for i > 0 && right.Position.Before(facts[i-1].Position) {
			i--
		}
		return slices.Insert(facts, i, right)
	})
}

// filed is a worker's fact, and the years under which the worker has facts: the
// first is that of a home or a job, or that of the day, the last that of the entry.
func filed(f *engine.Fold, e es.Recorded, id string, day civil.Date, s labour.Standing) (fact plan.Fact, years []int, err error) {
	last := civil.Of(e.Meta.RecordedAt).Year()
	first := min(last, day.Year())
	for _, h := range s.Seeking.Homes {
		first = min(first, h.From.Year())
	}
	for _, o := range s.Seeking.Engaged {
		first = min(first, o.From.Year())
	}
	for year := first; year <= last; year++ {
		row := workers.Get(f, WorkerKey{year, e.Stream})
		if row.Facts == "" {
			continue
		}
		facts, err := decodeFacts(row.Facts)
		if err != nil {
			return fact, nil, err
		}
		for _, x := range facts {
			if x.ID == id {
				fact = x
			}
		}
		years = append(years, row.Year)
	}
	return fact, years, nil
}

// correctWorker restates what the worker's facts had copied of the registration.
func correctWorker(f *engine.Fold, e es.Recorded, p labour.WorkerCorrected) error {
	_, years, err := filed(f, e, "", p.RegisteredOn, p.Standing)
	if err != nil {
		return err
	}
	wards := map[string]string{}
	for _, r := range p.Placements {
		wards[r.PlacementID.String()] = r.Ward
	}
	for _, r := range p.Contracts {
		wards[r.ContractID] = r.Ward
	}
	return revise(f, e, e.Stream, years, func(_ int, facts []plan.Fact) []plan.Fact {
		for i := range facts {
			x := &facts[i]
			x.Sex = string(p.Sex)
			if ward, restated := wards[x.ID]; restated {
				x.Ward = ward
			} else if x.Kind != plan.Placement {
				x.Ward = p.WardOf(x.Day, x.Ward)
			}
		}
		return facts
	})
}

// correctEmployer: the jobs with an employer count in its sector and ward as
// they stand now.
func correctEmployer(f *engine.Fold, e es.Recorded, p labour.EmployerCorrected) error {
	var list []EmployedRow
	for row := range employed.Scan(f, "employer", e.Stream) {
		list = append(list, *row)
	}
	for _, row := range list {
		err := changeFact(f, e, row.Worker, row.Fact, row.Day, func(x *plan.Fact) {
			x.Sector, x.EmployerWard = p.Sector, p.Ward
			if x.Unnamed {
				x.Ward = p.Ward
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
