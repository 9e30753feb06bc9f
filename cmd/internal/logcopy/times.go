package logcopy

import (
	"time"

	"vaoso/domain/es"
)

// times are the recorded times of the source's events, in order. They never run
// backwards in a log that one process writes, and logs raise a time that would.
// In an EventStoreDB that several processes write they may, by as much as their
// clocks differ: no log would keep them so, and the copy raises them where it is
// allowed to, each to the latest before it.
type times struct {
	raising bool
	latest  time.Time
	raised  int64
	most    time.Duration
}

// backwards says whether the event's time lies before one of the events before it.
func (t *times) backwards(e es.Event) bool { return e.Meta.RecordedAt.Before(t.latest) }

// raise is the event as a copy has it.
func (t *times) raise(e es.Event) es.Event {
	if !t.backwards(e) {
		t.latest = e.Meta.RecordedAt
		return e
	}
	if t.raising {
		t.raised++
		t.most = max(t.most, t.latest.Sub(e.Meta.RecordedAt))
		e.Meta.RecordedAt = t.latest
	}
	return e
}
