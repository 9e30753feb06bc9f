package retention

import (
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Projection folds the workers' and employers' streams and the days that passed.
var Projection = engine.Projection{
	Name: Name, Version: 1,
	Tables: []engine.Described{Marks, Employers, Clocks},
	Reads: []string{
		"WorkerPlaced", "PlacementEnded", "PlacementAnnulled", "RetentionChecked", "RetentionCheckFellDue",
		"EmployerRegistered", "DayPassed",
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
		if m := Marks.Get(f, MarkKey{p.PlacementID, p.Mark}); !e.On().Before(m.CheckedOn) {
			m.Outcome, m.CheckedOn = string(p.Outcome), e.On()
		}
	case labour.RetentionCheckFellDue:
		Marks.Get(f, MarkKey{p.PlacementID, p.Mark}).Noted = true
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
