package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// retold brings the facts of a worker's stream right, where they are events.
func retold(facts []es.Recorded, right func([]fact) []fact) []es.Recorded {
	entered := make(map[es.UUID]es.Recorded, len(facts))
	past := make([]fact, 0, len(facts))
	for _, r := range facts {
		if event, ok := r.Payload.(Event); ok {
			entered[r.ID] = r
			past = append(past, fact{id: r.ID, on: r.On(), event: event})
		}
	}
	now := make([]es.Recorded, 0, len(past))
	for _, f := range right(past) {
		if f.void {
			continue
		}
		r := entered[f.id]
		r.Payload, r.Meta.OccurredOn = f.event, f.on
		now = append(now, r)
	}
	return now
}

// Retell is the worker's facts after the effect.
func (p WorkerCorrected) Retell(facts []es.Recorded) []es.Recorded { return retold(facts, p.patched) }

// Retell is the worker's facts after the effect.
func (p PlacementCorrected) Retell(facts []es.Recorded) []es.Recorded {
	return retold(facts, p.patched)
}

// Retell is the worker's facts after the effect.
func (p PlacementAnnulled) Retell(facts []es.Recorded) []es.Recorded { return retold(facts, p.patched) }

// Retell is the worker's facts after the effect: none.
func (p WorkerAnnulled) Retell([]es.Recorded) []es.Recorded { return nil }

// asOf is the worker that the facts make.
func asOf(facts []es.Recorded) (w Worker) {
	for _, r := range facts {
		w = evolveWorker(w, r)
	}
	return w
}

// AsOf is the effect on what other streams had copied of the registration: the
// worker's own facts are right already.
func (p WorkerCorrected) AsOf(before []es.Recorded, restated func(stream string) bool) any {
	contracts := p.Contracts
	p.Placements, p.Contracts, p.Standing = nil, nil, asOf(before).standing()
	for _, c := range contracts {
		if !restated(c.ContractID) {
			p.Contracts = append(p.Contracts, c)
		}
	}
	return p
}

// Moved is the placement, and the day on which it started.
func (p PlacementCorrected) Moved() (placement es.UUID, on civil.Date) {
	return p.PlacementID, p.PlacedOn
}

// AsOf is the effect itself: jobs with the employer copied its sector and ward,
// whenever it was registered.
func (p EmployerCorrected) AsOf([]es.Recorded, func(stream string) bool) any { return p }

var (
	_ correction.Spreader = WorkerCorrected{}
	_ correction.Spreader = EmployerCorrected{}
	_ correction.Mover    = PlacementCorrected{}
	_ correction.Reteller = WorkerAnnulled{}
	_ correction.Reteller = PlacementAnnulled{}
)
