package workers

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/viet"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "workers"

// Projection folds the workers' streams.
var Projection = engine.Projection{
	Name: Name, Version: 2,
	Tables: []engine.Described{People, Engagements},
	Reads: []string{
		"WorkerRegistered", "WorkerMoved", "JobSeekingEnded", "JobSeekingResumed",
		"WorkerPlaced", "PlacementEnded", "PlacementExtended", "PlacementAnnulled",
		"EngagementReserved", "EngagementConfirmed", "EngagementReleased",
		"WorkerCorrected", "PlacementCorrected", "WorkerAnnulled", "WorkerLinked",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	event, ok := e.Payload.(labour.Event)
	if !ok {
		return nil
	}
	on := e.On()
	w := People.Get(f, Key{e.Stream})
	if corrects(f, w, e) {
		return nil
	}
	if on.After(w.LastFactOn) {
		w.LastFactOn = on
	}
	switch p := event.(type) {
	case labour.WorkerRegistered:
		w.register(p)
	case labour.WorkerMoved:
		if !on.Before(w.WardFrom) {
			w.Ward, w.WardFrom = p.Ward, on
		}
	case labour.JobSeekingEnded:
		w.Inactive, w.Deceased, w.StatusSince = true, p.Reason == labour.Deceased, on
	case labour.JobSeekingResumed:
		w.Inactive, w.StatusSince = false, on
		w.seeksFrom(on)
	case labour.WorkerPlaced:
		Engagements.Put(f, placed(e.Stream, on, p))
		w.seeks(true, on)
	case labour.PlacementEnded:
		Engagements.Get(f, EngagementKey{p.PlacementID.String()}).Until = on
		if w.seeks(p.Seeking, on); p.Seeking {
			w.seeksFrom(on.AddDays(1))
		}
	case labour.PlacementExtended:
		Engagements.Get(f, EngagementKey{p.PlacementID.String()}).Until = p.PlannedEnd
	case labour.PlacementAnnulled:
		Engagements.Get(f, EngagementKey{p.PlacementID.String()}).Occupies = false
	case labour.RetentionChecked, labour.RetentionCheckFellDue: // projections/retention
	case labour.WorkerLinked:
		w.Former = p.FormerID
		People.Get(f, Key{p.FormerID}).Successor = e.Stream
	case labour.WorkerCorrected, labour.PlacementCorrected, labour.WorkerAnnulled: // see correct.go
	case labour.EngagementReserved:
		Engagements.Put(f, Engagement{
			EngagementKey: EngagementKey{p.ContractID}, Worker: e.Stream, Kind: string(labour.ByReservation), Since: p.From, Occupies: true,
		})
	case labour.EngagementConfirmed:
		c := Engagements.Get(f, EngagementKey{p.ContractID})
		c.Kind, c.Departed = string(labour.ByContract), true
	case labour.EngagementReleased:
		c := Engagements.Get(f, EngagementKey{p.ContractID})
		c.release(p)
		if c.Occupies {
			w.seeksFrom(p.Until.AddDays(1))
		}
	case labour.EmployerEvent: // an employer's
	}
	return nil
}

func (w *Row) register(p labour.WorkerRegistered) {
	*w = Row{Key: w.Key, LastFactOn: w.LastFactOn, Former: w.Former, Successor: w.Successor} // one who was annulled may come anew
	w.FullName, w.Name = p.FullName, viet.Plain(p.FullName)
	w.BirthYear, w.Sex = p.BirthYear, string(p.Sex)
	w.Ward, w.WardFrom = p.Ward, p.RegisteredOn
	w.Education, w.Occupation = string(p.Education), p.Occupation
	w.StatusSince, w.SeekingSince = p.RegisteredOn, p.RegisteredOn
	if !p.JobSeekingSince.IsZero() {
		w.SeekingSince = p.JobSeekingSince
	}
}

// seeks sets whether the worker seeks a job from the day on, unless something
// is known of a later day, as labour does: facts are entered late.
func (w *Row) seeks(seeking bool, on civil.Date) {
	if on.Before(w.StatusSince) || w.Deceased || seeking != w.Inactive {
		return
	}
	w.Inactive, w.StatusSince = !seeking, on
}

func (w *Row) seeksFrom(day civil.Date) {
	if day.After(w.SeekingSince) {
		w.SeekingSince = day
	}
}

func placed(worker string, on civil.Date, p labour.WorkerPlaced) Engagement {
	e := Engagement{
		EngagementKey: EngagementKey{p.PlacementID.String()}, Worker: worker, Kind: string(labour.ByPlacement), Since: on, Occupies: true,
	}
	if p.Months > 0 {
		e.Until = on.LastDayOf(p.Months)
	}
	return e
}

// release ends a contract's hold on the worker: it counts up to its last day if
// the worker had departed, and else it never counted.
func (c *Engagement) release(p labour.EngagementReleased) {
	c.Kind, c.Until = string(labour.ByContract), p.Until
	c.Occupies = p.Reason == labour.Returned || p.Reason == labour.Terminated && c.Departed
}
