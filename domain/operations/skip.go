package operations

import (
	"slices"
	"strings"
	"time"

	"vaoso/domain/es"
)

// SkipEvent lets a projection go past an event that it couldn't fold.
type SkipEvent struct {
	Projection string      `json:"projection"`
	EventID    es.UUID     `json:"eventId"`
	Position   es.Position `json:"position"`  // of the event in the log
	EventType  string      `json:"eventType"` // its stored name
	Error      string      `json:"error"`     // why it couldn't be folded, as the projection's status has it
}

// EventSkipped says that a projection goes past an event if it can't fold it.
// Who decided it, why and when is in the metadata.
type EventSkipped struct {
	Projection string      `json:"projection"`
	EventID    es.UUID     `json:"eventId"`
	Position   es.Position `json:"position"`
	EventType  string      `json:"eventType"`
	Error      string      `json:"error"`
}

// Events are the context's event types.
var Events = es.Define(es.On[EventSkipped]("EventSkipped", 1))

// Stream is the stream of a projection.
func Stream(projection string) string { return "projection-" + projection }

// Skip is a decision to go past an event.
type Skip struct {
	EventSkipped
	Reason string
	Actor  string
	At     time.Time // recorded
}

// Skips are the events that a projection goes past, in the order of the
// decisions.
type Skips []Skip

// SkipDecider skips each event once; one that is skipped already is skipped
// again without an event.
var SkipDecider = es.Decider[Skips, SkipEvent]{
	Evolve: func(s Skips, e es.Recorded) Skips {
		if p, ok := e.Payload.(EventSkipped); ok {
			return append(slices.Clip(s), Skip{p, e.Meta.Reason, e.Meta.Actor, e.Meta.RecordedAt})
		}
		return s
	},
	Decide: func(s Skips, c SkipEvent, asked es.Asked) ([]any, error) {
		switch {
		case c.Projection == "":
			return nil, es.ErrFieldMissing.With("field", "projection")
		case c.EventID.IsZero():
			return nil, es.ErrFieldMissing.With("field", "eventId")
		case c.Position == es.Start:
			return nil, es.ErrFieldMissing.With("field", "position")
		case c.EventType == "":
			return nil, es.ErrFieldMissing.With("field", "eventType")
		case strings.TrimSpace(asked.Reason) == "":
			return nil, es.ErrReasonMissing
		case slices.ContainsFunc(s, func(k Skip) bool { return k.EventID == c.EventID }):
			return nil, nil
		}
		return []any{EventSkipped(c)}, nil
	},
}
