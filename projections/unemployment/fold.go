package unemployment

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/support"
	"vaoso/projections/engine"
)

// Projection folds the workers' streams and their notices.
var Projection = engine.Projection{
	Name: Name, Version: 2,
	Tables: []engine.Described{people, homes, statuses, engagements, notices},
	Reads: []string{
		"WorkerRegistered", "WorkerMoved", "JobSeekingEnded", "JobSeekingResumed",
		"WorkerPlaced", "PlacementEnded", "PlacementExtended", "PlacementAnnulled",
		"EngagementReserved", "EngagementConfirmed", "EngagementReleased",
		"UnemploymentNoticeCorrected", "UnemploymentNoticeAnnulled", "UnemploymentReopened",
		"UnemploymentNoticed", "UnemploymentEnded", "WorkerCorrected", "PlacementCorrected", "WorkerAnnulled",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	on := e.On()
	switch p := e.Payload.(type) {
	case labour.WorkerRegistered:
		people.Get(f, PersonKey{e.Stream}).RegisteredOn = p.RegisteredOn
		homes.Put(f, Home{SinceKey{e.Stream, p.RegisteredOn}, p.Ward})
		seeks(f, e.Stream, p.RegisteredOn, true)
	case labour.WorkerMoved:
		homes.Put(f, Home{SinceKey{e.Stream, on}, p.Ward})
	case labour.JobSeekingEnded:
		seeks(f, e.Stream, on, false)
		if p.Reason == labour.Deceased {
			people.Get(f, PersonKey{e.Stream}).DeceasedOn = on
		}
	case labour.JobSeekingResumed:
		seeks(f, e.Stream, on, true)
	case labour.WorkerPlaced:
		engagement := Engagement{EngagementKey: EngagementKey{p.PlacementID.String()}, Worker: e.Stream, Since: on, Occupies: true}
		if p.Months > 0 {
			engagement.Until = on.LastDayOf(p.Months)
		}
		engagements.Put(f, engagement)
		seeks(f, e.Stream, on, true)
	case labour.PlacementEnded:
		engagements.Get(f, EngagementKey{p.PlacementID.String()}).Until = on
		seeks(f, e.Stream, on, p.Seeking)
	case labour.PlacementExtended:
		engagements.Get(f, EngagementKey{p.PlacementID.String()}).Until = p.PlannedEnd
	case labour.PlacementAnnulled:
		engagements.Get(f, EngagementKey{p.PlacementID.String()}).Occupies = false
		if p.Standing != nil {
			stands(f, e.Stream, p.Standing.Seeking)
		}
	case labour.PlacementCorrected:
		stands(f, e.Stream, p.Standing.Seeking)
	case labour.WorkerCorrected:
		if w := people.Get(f, PersonKey{e.Stream}); !w.RegisteredOn.IsZero() { // else after the day that is asked for
			w.RegisteredOn = p.RegisteredOn
		}
		stands(f, e.Stream, p.Standing.Seeking)
	case labour.WorkerAnnulled: // an open notice is left to itself
		w := people.Get(f, PersonKey{e.Stream})
		w.RegisteredOn, w.DeceasedOn = civil.Date{}, civil.Date{}
		stands(f, e.Stream, labour.Seeking{})
	case labour.EngagementReserved:
		engagements.Put(f, Engagement{EngagementKey: EngagementKey{p.ContractID}, Worker: e.Stream, Since: p.From, Occupies: true})
	case labour.EngagementConfirmed:
		engagements.Get(f, EngagementKey{p.ContractID}).Departed = true
	case labour.EngagementReleased:
		c := engagements.Get(f, EngagementKey{p.ContractID})
		c.Until = p.Until
		c.Occupies = p.Reason == labour.Returned || p.Reason == labour.Terminated && c.Departed
	case support.UnemploymentNoticeCorrected:
		notices.Delete(f, SinceKey{p.WorkerID, p.Before})
		notices.Put(f, Notice{SinceKey{p.WorkerID, p.NoticedOn}, p.EndedOn})
		if w := people.Get(f, PersonKey{p.WorkerID}); p.EndedOn.IsZero() {
			w.NoticeOn = p.NoticedOn
		}
	case support.UnemploymentNoticeAnnulled:
		notices.Delete(f, SinceKey{p.WorkerID, p.NoticedOn})
		people.Get(f, PersonKey{p.WorkerID}).NoticeOn = civil.Date{}
	case support.UnemploymentReopened:
		notices.Put(f, Notice{SinceKey: SinceKey{p.WorkerID, p.NoticedOn}})
		people.Get(f, PersonKey{p.WorkerID}).NoticeOn = p.NoticedOn
	case support.UnemploymentNoticed:
		people.Get(f, PersonKey{p.WorkerID}).NoticeOn = on
		notices.Put(f, Notice{SinceKey: SinceKey{p.WorkerID, on}})
	case support.UnemploymentEnded:
		w := people.Get(f, PersonKey{p.WorkerID})
		notices.Get(f, SinceKey{p.WorkerID, w.NoticeOn}).EndedOn = on
		w.NoticeOn = civil.Date{}
	}
	return nil
}

// seeks sets whether a worker seeks a job from the day on; of two facts of one
// day the one entered later holds.
func seeks(f *engine.Fold, worker string, since civil.Date, seeking bool) {
	statuses.Put(f, Status{SinceKey{worker, since}, seeking})
}

// stands puts what a worker's stream now says in the place of what was.
func stands(f *engine.Fold, worker string, s labour.Seeking) {
	var keys []SinceKey
	for h := range homes.Scan(f, "worker", worker) {
		keys = append(keys, h.SinceKey)
	}
	for _, k := range keys {
		homes.Delete(f, k)
	}
	keys = nil
	for t := range statuses.Scan(f, "worker", worker) {
		keys = append(keys, t.SinceKey)
	}
	for _, k := range keys {
		statuses.Delete(f, k)
	}
	for _, h := range s.Homes {
		homes.Put(f, Home{SinceKey{worker, h.From}, h.Ward})
	}
	for _, t := range s.Turns {
		seeks(f, worker, t.On, t.Seeks)
	}
	for _, o := range s.Engaged {
		if o.From.IsZero() {
			continue // it starts after the day that is asked for
		}
		e := engagements.Get(f, EngagementKey{o.Ref})
		e.Worker, e.Since, e.Until, e.Departed, e.Occupies = worker, o.From, o.To, o.Departed, !o.Off
	}
	people.Get(f, PersonKey{worker}).DeceasedOn = s.DiedOn
}
