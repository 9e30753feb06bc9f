package labour

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// fact is an event of a worker's stream as it stands now: with the corrections
// that came later.
type fact struct {
	id    es.UUID
	on    civil.Date
	event Event
	void  bool // of a placement that was annulled
}

// patcher is an event that puts a worker's facts right.
type patcher interface {
	Event
	patched(past []fact) []fact
}

// with is the state after one more event.
func (w Worker) with(f fact) Worker {
	past := w.past
	switch p := f.event.(type) {
	case patcher:
		return refold(p.patched(past))
	case WorkerAnnulled:
		return Worker{AnnulledOn: f.on}
	case WorkerRegistered: // also of one who was annulled
		past = nil
	case placementFact, WorkerMoved, JobSeekingEnded, JobSeekingResumed, EngagementReserved, EngagementConfirmed, EngagementReleased, WorkerLinked, EmployerEvent:
	}
	w = w.plain(f)
	w.past = append(slices.Clip(past), f)
	return w
}

// refold is the state that the facts make.
func refold(past []fact) Worker {
	var w Worker
	for _, f := range past {
		w = w.plain(f)
	}
	w.past = past
	return w
}

// standing is what the worker's facts say.
func (w Worker) standing() Standing {
	s := Standing{
		SeekingSince: w.SeekingSince, Inactive: w.Inactive, Deceased: w.Inactive && w.InactiveFor == Deceased, StatusSince: w.StatusSince,
	}
	for _, f := range w.past {
		s.Seeking = s.Seeking.with(f)
		check := correction.Is[RetentionChecked](f.event) || correction.Is[RetentionCheckFellDue](f.event)
		if !check && !f.void { // a check asks what became of the job: nothing happened
			s.LastFactOn = later(s.LastFactOn, f.on)
		}
	}
	return s
}

func later(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}

// entry is where the placement with the id was entered: the newest of them.
func entry(past []fact, id es.UUID) int {
	for i := len(past) - 1; i >= 0; i-- {
		if p, ok := past[i].event.(WorkerPlaced); ok && p.PlacementID == id {
			return i
		}
	}
	return -1
}

// placementFact is a fact that is about a placement.
//
//sumtype:decl
type placementFact interface {
	Event
	placement() es.UUID
}

func (p WorkerPlaced) placement() es.UUID          { return p.PlacementID }
func (p PlacementEnded) placement() es.UUID        { return p.PlacementID }
func (p PlacementExtended) placement() es.UUID     { return p.PlacementID }
func (p RetentionChecked) placement() es.UUID      { return p.PlacementID }
func (p RetentionCheckFellDue) placement() es.UUID { return p.PlacementID }

// about says whether a fact is about the placement.
func (f fact) about(id es.UUID) bool {
	p, ok := f.event.(placementFact)
	return ok && p.placement() == id
}

// patched is the past without what the annulled placement said of the worker.
func (p PlacementAnnulled) patched(past []fact) []fact {
	i := entry(past, p.PlacementID)
	if i < 0 {
		return past
	}
	past = slices.Clone(past)
	for ; i < len(past); i++ {
		if past[i].about(p.PlacementID) {
			past[i].void = true
		}
	}
	return past
}

// patched is the past with the right registration, and with what had copied it.
func (p WorkerCorrected) patched(past []fact) []fact {
	past = slices.Clone(without(p.Of, past))
	for i := range past {
		if r, ok := past[i].event.(WorkerRegistered); ok {
			past[i].on, past[i].event = p.RegisteredOn, p.registration(r)
		}
		if job, ok := past[i].event.(WorkerPlaced); ok {
			for _, r := range p.Placements {
				if r.PlacementID == job.PlacementID {
					job.Ward, job.Sex, job.BirthYear = r.Ward, r.Sex, r.BirthYear
				}
			}
			past[i].event = job
		}
	}
	return past
}

// registration is the registration as it should have been.
func (p WorkerCorrected) registration(r WorkerRegistered) WorkerRegistered {
	for _, c := range p.Changes {
		switch c.Field {
		case "fullName":
			r.FullName = p.FullName
		case "birthDate":
			r.BirthDate = p.BirthDate
		case "phone":
			r.Phone = p.Phone
		}
	}
	r.BirthYear, r.Sex, r.Ward, r.Education, r.Occupation = p.BirthYear, p.Sex, p.Ward, p.Education, p.Occupation
	r.JobSeekingSince, r.RegisteredOn = p.JobSeekingSince, p.RegisteredOn
	return r
}

// patched is the past with the placement as it should have been. What was noted
// of a check too early is gone.
func (p PlacementCorrected) patched(past []fact) []fact {
	past = without(p.Of, past)
	first := entry(past, p.PlacementID)
	if first < 0 {
		return past
	}
	out := slices.Clone(past[:first])
	months := p.Placed.Months
	for _, f := range past[first:] {
		about, ok := f.event.(placementFact)
		if !ok || about.placement() != p.PlacementID {
			out = append(out, f)
			continue
		}
		switch e := about.(type) {
		case WorkerPlaced:
			f.on, f.event = p.PlacedOn, p.Placed
		case PlacementEnded:
			if p.EndedOn.IsZero() {
				continue
			}
			e.StartedOn, e.Reason = p.PlacedOn, p.EndReason
			f.on, f.event = p.EndedOn, e
		case PlacementExtended:
			months += e.Months
			e.StartedOn, e.PlannedEnd = p.PlacedOn, p.PlacedOn.LastDayOf(months)
			f.event = e
		case RetentionChecked:
			e.StartedOn = p.PlacedOn
			f.event = e
		case RetentionCheckFellDue:
			if slices.Contains(p.DueAgain, e.Mark) {
				continue
			}
			e.StartedOn = p.PlacedOn
			f.event = e
		}
		out = append(out, f)
	}
	return out
}

// homesAt are, for each fact that copies a ward, the ward that was known then of
// the day that it is of.
func homesAt(past []fact) []string {
	wards := make([]string, len(past))
	var w Worker
	for i, f := range past {
		w = w.plain(f)
		if _, placed := f.event.(WorkerPlaced); placed {
			wards[i] = w.WardOn(f.on)
		}
		if p, reserved := f.event.(EngagementReserved); reserved {
			wards[i] = w.WardOn(p.From)
		}
	}
	return wards
}
