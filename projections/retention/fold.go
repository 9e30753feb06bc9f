package retention

import (
	"slices"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Projection folds the workers' and employers' streams and the days that passed.
var Projection = engine.Projection{
	Name: Name, Version: 2,
	Tables: []engine.Described{Marks, Employers, Clocks},
	Reads: []string{
		"WorkerPlaced", "PlacementEnded", "PlacementAnnulled", "RetentionChecked", "RetentionCheckFellDue",
		"EmployerRegistered", "DayPassed",
		"WorkerCorrected", "PlacementCorrected", "EmployerCorrected",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case labour.WorkerPlaced:
		for _, mark := range labour.RetentionMarks {
			Marks.Put(f, MarkRow{
				MarkKey: MarkKey{p.PlacementID, mark}, Worker: e.Stream, Employer: p.EmployerID, Source: string(p.Source), Ward: p.Ward,
				StartedOn: e.On(), DueOn: labour.RetentionDue(e.On(), mark),
			})
		}
	case labour.PlacementEnded:
		each(f, p.PlacementID, func(m *MarkRow) { m.EndedOn = e.On() })
	case labour.PlacementAnnulled:
		each(f, p.PlacementID, func(m *MarkRow) { m.Annulled = true })
	case labour.RetentionChecked:
		m := Marks.Get(f, MarkKey{p.PlacementID, p.Mark})
		m.Outcome, m.CheckedOn = string(p.Outcome), e.On() // of two the one entered later
	case labour.RetentionCheckFellDue:
		Marks.Get(f, MarkKey{p.PlacementID, p.Mark}).Noted = true
	case labour.WorkerCorrected:
		for _, r := range p.Placements {
			each(f, r.PlacementID, func(m *MarkRow) { m.Ward = r.Ward })
		}
	case labour.PlacementCorrected:
		each(f, p.PlacementID, func(m *MarkRow) {
			m.Worker = e.Stream
			m.Employer, m.Source, m.Ward = p.Placed.EmployerID, string(p.Placed.Source), p.Placed.Ward
			m.StartedOn, m.DueOn, m.EndedOn = p.PlacedOn, labour.RetentionDue(p.PlacedOn, m.Mark), p.EndedOn
			m.Noted = m.Noted && !slices.Contains(p.DueAgain, m.Mark)
		})
	case labour.EmployerCorrected:
		if key := (EmployerKey{e.Stream}); Employers.Exists(f, key) { // else after the day that is asked for
			Employers.Put(f, EmployerRow{key, p.Name})
		}
	case labour.EmployerRegistered:
		Employers.Put(f, EmployerRow{EmployerKey{e.Stream}, p.Name})
	case plan.DayPassed:
		clock := Clocks.Get(f, ClockKey{})
		if clock.FirstDay.IsZero() {
			clock.FirstDay = p.Day
		}
		clock.LastDay = p.Day
	}
	return nil
}

func each(f *engine.Fold, placement es.UUID, change func(*MarkRow)) {
	for _, mark := range labour.RetentionMarks {
		change(Marks.Get(f, MarkKey{placement, mark}))
	}
}
