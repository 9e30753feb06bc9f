package labour

import (
	"cmp"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// EngagementKind says what occupies a worker.
type EngagementKind string

// The kinds of engagement.
const (
	ByPlacement   EngagementKind = "placement"
	ByContract    EngagementKind = "contract"    // abroad
	ByReservation EngagementKind = "reservation" // held for a departure
)

// Engagement is a run of days, both ends included, on which a worker is
// occupied. No To: without end.
type Engagement struct {
	Kind     EngagementKind
	Ref      string // the placement's id, or the contract's
	From, To civil.Date
}

// Overlaps says whether the engagement has a day in [from, to]; no to means
// without end.
func (e Engagement) Overlaps(from, to civil.Date) bool {
	return (to.IsZero() || !e.From.After(to)) && (e.To.IsZero() || !from.After(e.To))
}

// Placement is a job of a worker.
type Placement struct {
	ID         es.UUID
	Facts      WorkerPlaced // as it was entered
	StartedOn  civil.Date
	Months     int        // of the term with its extensions; none: without end
	PlannedEnd civil.Date // the last day of the term; none: without end
	EndedOn    civil.Date // the last day worked, where an end was entered
	EndReason  PlacementEnd
	Annulled   bool
	Checks     Checks // of retention
}

// Last is the last day that the placement occupies; none: without end.
func (p Placement) Last() civil.Date {
	if !p.EndedOn.IsZero() {
		return p.EndedOn
	}
	return p.PlannedEnd
}

// RunsOn says whether it occupies the worker on the day.
func (p Placement) RunsOn(day civil.Date) bool {
	return !p.Annulled && day.Within(p.StartedOn, p.Last())
}

// ContractState is how far a contract abroad has come in a worker's book.
type ContractState string

// The states of a contract in a worker's book.
const (
	Held      ContractState = "held"
	Confirmed ContractState = "confirmed"
	Released  ContractState = "released"
)

// Contract is a contract abroad as it occupies a worker.
type Contract struct {
	ID        string
	From      civil.Date // the day of departure
	ExpiresOn civil.Date // of the hold
	State     ContractState
	Departed  bool          // was confirmed
	Reason    ReleaseReason // of a released one
	Until     civil.Date    // the last day occupied, of a released one
}

// Occupies is the run of days that the contract takes, if any: from departure
// on while held or confirmed, and up to the release if the worker had departed.
func (c Contract) Occupies() (Engagement, bool) {
	e := Engagement{Kind: ByContract, Ref: c.ID, From: c.From, To: c.Until}
	switch c.State {
	case Held:
		e.Kind = ByReservation
		return e, true
	case Confirmed:
		return e, true
	case Released:
		return e, c.stayed()
	}
	return e, false
}

// stayed says whether the worker was abroad under a contract that is released.
func (c Contract) stayed() bool {
	return c.State == Released && (c.Reason == Returned || c.Reason == Terminated && c.Departed)
}

// Engagements are all runs of days on which the worker is occupied, by their
// first day.
func (w Worker) Engagements() []Engagement {
	var out []Engagement
	for _, p := range w.Placements {
		if !p.Annulled {
			out = append(out, Engagement{ByPlacement, p.ID.String(), p.StartedOn, p.Last()})
		}
	}
	for _, c := range w.Contracts {
		if e, ok := c.Occupies(); ok {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b Engagement) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Ref, b.Ref))
	})
	return out
}

// Occupied is the first engagement with a day in [from, to], other than the
// one whose Ref is except. No to means without end.
func (w Worker) Occupied(from, to civil.Date, except string) (Engagement, bool) {
	for _, e := range w.Engagements() {
		if e.Ref != except && e.Overlaps(from, to) {
			return e, true
		}
	}
	return Engagement{}, false
}

// EngagedOn is what occupies the worker on the day.
func (w Worker) EngagedOn(day civil.Date) (Engagement, bool) { return w.Occupied(day, day, "") }

// Placement is the placement with the id: the newest, since an annulled one
// may have been entered again.
func (w Worker) Placement(id es.UUID) (Placement, bool) {
	if i := w.placementAt(id); i >= 0 {
		return w.Placements[i], true
	}
	return Placement{}, false
}

func (w Worker) placementAt(id es.UUID) int {
	for i := len(w.Placements) - 1; i >= 0; i-- {
		if w.Placements[i].ID == id {
			return i
		}
	}
	return -1
}

// Contract is the contract abroad with the id.
func (w Worker) Contract(id string) (Contract, bool) {
	if i := w.contractAt(id); i >= 0 {
		return w.Contracts[i], true
	}
	return Contract{}, false
}

func (w Worker) contractAt(id string) int {
	return slices.IndexFunc(w.Contracts, func(c Contract) bool { return c.ID == id })
}

// ReturnedBefore says whether the worker had come back from a contract abroad
// before the day.
func (w Worker) ReturnedBefore(day civil.Date) bool {
	return slices.ContainsFunc(w.Contracts, func(c Contract) bool {
		return c.State == Released && c.Reason == Returned && c.Until.Before(day)
	})
}

var namespace = es.NewUUIDv5(es.UUID{}, "vaoso labour placement")

// SelfEmployment stands for the employer in the id of a placement without one.
const SelfEmployment = "self"

// PlacementID is the id of the job that a worker started with an employer (or
// [SelfEmployment]) on a day. Both are streams' names.
func PlacementID(worker, employer string, startedOn civil.Date) es.UUID {
	return es.NewUUIDv5(namespace, worker+"\x1f"+employer+"\x1f"+startedOn.String())
}
