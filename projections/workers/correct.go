package workers

import (
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/viet"
	"vaoso/projections/engine"
)

// corrects brings the rows right where the event puts an earlier one right. Its
// own day says nothing of the worker.
func corrects(f *engine.Fold, w *Row, e es.Recorded) bool {
	switch p := e.Payload.(type) {
	case labour.WorkerCorrected:
		if w.BirthYear == 0 {
			return true // registered after the day that is asked for
		}
		for _, c := range p.Changes {
			if c.Field == "fullName" {
				w.FullName, w.Name = p.FullName, viet.Plain(p.FullName)
			}
		}
		w.BirthYear, w.Sex = p.BirthYear, string(p.Sex)
		w.Education, w.Occupation = string(p.Education), p.Occupation
		w.stands(f, p.Standing)
	case labour.PlacementCorrected:
		w.stands(f, p.Standing)
	case labour.PlacementAnnulled:
		if p.Standing == nil {
			return false
		}
		w.stands(f, *p.Standing)
	case labour.WorkerAnnulled:
		w.AnnulledOn = e.On()
	default: // apply has it
		return false
	}
	return true
}

// stands puts what the worker's stream now says in the place of what was.
func (w *Row) stands(f *engine.Fold, s labour.Standing) {
	if n := len(s.Seeking.Homes); n > 0 {
		w.Ward, w.WardFrom = s.Seeking.Homes[n-1].Ward, s.Seeking.Homes[n-1].From
	}
	w.Inactive, w.Deceased, w.StatusSince = s.Inactive, s.Deceased, s.StatusSince
	w.SeekingSince, w.LastFactOn = s.SeekingSince, s.LastFactOn
	for _, o := range s.Seeking.Engaged {
		if o.From.IsZero() {
			continue // it starts after the day that is asked for
		}
		e := Engagements.Get(f, EngagementKey{o.Ref})
		e.Worker, e.Since, e.Until, e.Occupies = w.ID, o.From, o.To, !o.Off
		if e.Kind == "" { // it lay after the day that is asked for
			e.Kind = string(labour.ByPlacement)
			if strings.HasPrefix(o.Ref, "contract-") {
				e.Kind = string(labour.ByContract)
			}
		}
	}
}
