package correction

import "vaoso/domain/es"

// Of says what an effect does to which earlier event of its stream. Every effect
// embeds it.
type Of struct {
	EventID es.UUID  `json:"eventId"` // of the event that was wrong
	Action  Action   `json:"action"`
	Changes []Change `json:"changes,omitempty"`
}

// Corrects is what the effect does.
func (o Of) Corrects() Of { return o }

// Effect is an event that puts an earlier one of its stream right, by two people
// or by one.
type Effect interface{ Corrects() Of }

// Patcher is an effect that knows itself what the fact is now: one whose changes
// don't hold all values, since they belong to a person. Others are patched by
// their changes.
type Patcher interface {
	Effect
	Patch(fact es.Recorded) es.Recorded
}

// Restater is an effect that tells how all facts of the stream stand after it,
// since later ones follow from the one put right. An annulled one isn't among
// them.
type Restater interface {
	Effect
	Restate(facts []es.Recorded) []es.Recorded
}

// apply is the fact as it is after the effect. An effect is written only after
// its changes were found to fit, so one that doesn't fit leaves the fact alone.
func apply(e Effect, fact es.Recorded) es.Recorded {
	if p, ok := e.(Patcher); ok {
		return p.Patch(fact)
	}
	patched, err := Patch(fact, e.Corrects().Changes)
	if err != nil {
		return fact
	}
	return patched
}
