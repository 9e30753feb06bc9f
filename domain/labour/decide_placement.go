package labour

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// endPlacement: the day of the end is the last one that counts as occupied, so
// that another job may start on the day after.
func endPlacement(w Worker, c EndPlacement, asked es.Asked) ([]any, error) {
	var f es.Fields
	if es.OneOf(&f, "reason", c.Reason, placementEnds); len(f) > 0 {
		return nil, f.Refuse()
	}
	job, err := w.openPlacement(c.PlacementID, asked.On)
	if err != nil {
		return nil, err
	}
	if asked.On.Before(job.StartedOn) {
		return nil, ErrEndBeforeStart.With("on", asked.On, "from", job.StartedOn)
	}
	if !job.PlannedEnd.IsZero() && asked.On.After(job.PlannedEnd) { // its term was over by then
		return nil, ErrPlacementEnded.With("placement", job.ID, "endedOn", job.PlannedEnd)
	}
	return []any{PlacementEnded{PlacementID: job.ID, StartedOn: job.StartedOn, Reason: c.Reason, Seeking: c.Seeking}}, nil
}

func extendPlacement(w Worker, c ExtendPlacement) ([]any, error) {
	var f es.Fields
	f.Need("placementId", !c.PlacementID.IsZero())
	if checkMonths(&f, c.Months, greatestTerm); len(f) > 0 {
		return nil, f.Refuse()
	}
	job, err := w.openPlacement(c.PlacementID, civil.Date{})
	if err != nil {
		return nil, err
	}
	if job.PlannedEnd.IsZero() {
		return nil, ErrMonthsForbidden.With("kind", job.Facts.ContractKind)
	}
	if checkMonths(&f, job.Months+c.Months, greatestOwnJob); len(f) > 0 { // of the whole term
		return nil, f.Refuse()
	}
	end := job.StartedOn.LastDayOf(job.Months + c.Months)
	if err := w.free(job.PlannedEnd.AddDays(1), end, job.ID.String()); err != nil {
		return nil, err
	}
	return []any{PlacementExtended{PlacementID: job.ID, StartedOn: job.StartedOn, Months: c.Months, PlannedEnd: end}}, nil
}

func annulPlacement(w Worker, c AnnulPlacement, asked es.Asked) ([]any, error) {
	job, err := w.livePlacement(c.PlacementID)
	if err != nil {
		return nil, err
	}
	event := PlacementAnnulled{PlacementID: job.ID, StartedOn: job.StartedOn}
	standing := w.with(fact{on: asked.On, event: event}).standing()
	event.Standing = &standing
	return []any{event}, nil
}

// openPlacement is the placement with the id, or without one the placement
// that runs on the day. It has neither been ended nor annulled.
func (w Worker) openPlacement(id es.UUID, day civil.Date) (Placement, error) {
	job, ok := w.Placement(id)
	if id.IsZero() {
		job, ok = w.runningPlacement(day)
	}
	switch {
	case !ok:
		return Placement{}, unknownPlacement(id, day)
	case job.Annulled:
		return Placement{}, correction.ErrAlreadyAnnulled.With("fact", job.ID)
	case !job.EndedOn.IsZero():
		return Placement{}, ErrPlacementEnded.With("placement", job.ID, "endedOn", job.EndedOn)
	}
	return job, nil
}

func (w Worker) runningPlacement(day civil.Date) (Placement, bool) {
	for _, job := range w.Placements {
		if job.EndedOn.IsZero() && job.RunsOn(day) {
			return job, true // one at most: engagements don't overlap
		}
	}
	return Placement{}, false
}

func unknownPlacement(id es.UUID, day civil.Date) *es.Refused {
	vi, en := fmt.Sprintf("việc làm %s", id), fmt.Sprintf("placement %s", id)
	if id.IsZero() {
		vi, en = fmt.Sprintf("việc làm nào vào ngày %s", day), fmt.Sprintf("placement that runs on %s", day)
	}
	return ErrPlacementUnknown.With("vi", vi, "en", en, "placement", id)
}
