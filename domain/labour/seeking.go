package labour

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Seeking is what of a worker's stream says on which days the worker was looking
// for work: registered, not having stopped, and not engaged. It names nobody and
// has a JSON form, for read models. It is a value: [Seeking.With] never changes
// an earlier one.
type Seeking struct {
	Occupation string      `json:"occupation,omitempty"`
	Homes      []Home      `json:"homes,omitempty"` // by day
	Turns      []Turn      `json:"turns,omitempty"` // by day
	DiedOn     civil.Date  `json:"diedOn,omitzero"`
	Engaged    []Occupying `json:"engaged,omitempty"` // in the order they were entered
}

// Turn is a day from which a worker looks for work, or doesn't.
type Turn struct {
	On    civil.Date `json:"on"`
	Seeks bool       `json:"seeks"`
}

// Occupying is a placement, or a contract abroad, as it occupies a worker.
type Occupying struct {
	Ref      string     `json:"ref"` // the placement's id, or the contract's
	From     civil.Date `json:"from"`
	To       civil.Date `json:"to,omitzero"` // the last day; none: without end
	Off      bool       `json:"off,omitempty"`
	Departed bool       `json:"departed,omitempty"`
}

// Spell is a run of days, both included, on which a worker who lived in a ward
// was looking for work. No To: without end.
type Spell struct {
	From, To civil.Date
	Ward     string
}

// With is what is known after one more event of the worker's stream.
func (s Seeking) With(r es.Recorded) Seeking {
	event, ok := r.Payload.(Event)
	if !ok {
		return s
	}
	return s.with(fact{on: r.On(), event: event})
}

func (s Seeking) with(f fact) Seeking {
	on := f.on
	turned := func(seeks bool) {
		if !f.void {
			s = s.turned(on, seeks)
		}
	}
	switch p := f.event.(type) {
	case WorkerRegistered:
		s = Seeking{Occupation: p.Occupation, Homes: []Home{{p.RegisteredOn, p.Ward}}, Turns: []Turn{{p.RegisteredOn, true}}}
	case WorkerMoved:
		s.Homes = moved(s.Homes, Home{on, p.Ward})
	case JobSeekingEnded:
		s = s.turned(on, false)
		if p.Reason == Deceased {
			s.DiedOn = on
		}
	case JobSeekingResumed:
		s = s.turned(on, true)
	case WorkerPlaced:
		s = s.occupied(p.PlacementID.String(), func(o *Occupying) {
			*o = Occupying{Ref: o.Ref, From: on, To: placed(p, on).PlannedEnd, Off: f.void}
		})
		turned(true)
	case PlacementEnded:
		s = s.occupied(p.PlacementID.String(), func(o *Occupying) { o.To = on })
		turned(p.Seeking)
	case PlacementExtended:
		s = s.occupied(p.PlacementID.String(), func(o *Occupying) { o.To = p.PlannedEnd })
	case PlacementAnnulled:
		if p.Standing != nil {
			return p.Standing.Seeking
		}
		s = s.occupied(p.PlacementID.String(), func(o *Occupying) { o.Off = true })
	case WorkerCorrected:
		s = p.Standing.Seeking
	case PlacementCorrected:
		s = p.Standing.Seeking
	case WorkerAnnulled:
		s = Seeking{}
	case EngagementReserved:
		s = s.occupied(p.ContractID, func(o *Occupying) { *o = Occupying{Ref: o.Ref, From: p.From} })
	case EngagementConfirmed:
		s = s.occupied(p.ContractID, func(o *Occupying) { o.Departed = true })
	case EngagementReleased:
		s = s.occupied(p.ContractID, func(o *Occupying) {
			o.To, o.Off = p.Until, p.Reason != Returned && (p.Reason != Terminated || !o.Departed)
		})
	case RetentionChecked, RetentionCheckFellDue, WorkerLinked: // they say nothing of days
	case EmployerEvent: // an employer's
	}
	return s
}

func (s Seeking) turned(on civil.Date, seeks bool) Seeking {
	i := len(s.Turns)
	for i > 0 && s.Turns[i-1].On.After(on) {
		i--
	}
	s.Turns = slices.Insert(slices.Clone(s.Turns), i, Turn{on, seeks})
	return s
}

func (s Seeking) occupied(ref string, change func(*Occupying)) Seeking {
	s.Engaged = slices.Clone(s.Engaged)
	i := slices.IndexFunc(s.Engaged, func(o Occupying) bool { return o.Ref == ref })
	if i < 0 {
		i = len(s.Engaged)
		s.Engaged = append(s.Engaged, Occupying{Ref: ref})
	}
	change(&s.Engaged[i])
	return s
}

// Spells are the runs of days on which the worker was looking for work, in order.
func (s Seeking) Spells() (spells []Spell) {
	days := s.days()
	for i, day := range days {
		ward, seeks := s.on(day)
		if !seeks {
			continue
		}
		next := Spell{From: day, Ward: ward}
		if i+1 < len(days) {
			next.To = days[i+1].AddDays(-1)
		}
		if last := len(spells) - 1; last >= 0 && spells[last].Ward == ward && spells[last].To.AddDays(1) == day {
			spells[last].To = next.To
			continue
		}
		spells = append(spells, next)
	}
	return spells
}

// days are those on which something may change, in order.
func (s Seeking) days() (days []civil.Date) {
	for _, h := range s.Homes {
		days = append(days, h.From)
	}
	for _, t := range s.Turns {
		days = append(days, t.On)
	}
	for _, o := range s.Engaged {
		days = append(days, o.From)
		if !o.To.IsZero() {
			days = append(days, o.To.AddDays(1))
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// on says whether the worker was looking for work on the day, and from where.
func (s Seeking) on(day civil.Date) (ward string, seeks bool) {
	if len(s.Turns) == 0 || !s.DiedOn.IsZero() && !day.Before(s.DiedOn) {
		return "", false
	}
	for _, t := range s.Turns {
		if !t.On.After(day) {
			seeks = t.Seeks
		}
	}
	for _, o := range s.Engaged {
		seeks = seeks && (o.Off || !day.Within(o.From, o.To))
	}
	return Worker{Homes: s.Homes}.WardOn(day), seeks
}
