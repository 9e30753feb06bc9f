package engine

import (
	"time"

	"vaoso/domain/es"
)

// paceWindow is over how long a pace is measured, at least.
const paceWindow = 2 * time.Second

// pacer measures how fast a projector goes through the log.
type pacer struct {
	since  time.Time
	events int
	from   uint64
	last   Pace
}

// measure adds a commit at an instant. The pace is that of the last window;
// until one is over, that of what there is of it.
func (m *pacer) measure(now time.Time, events int, through es.Position) Pace {
	at, _ := through.Pair()
	if m.since.IsZero() {
		m.since, m.from = now, at // what was before the first commit took no known time
		return m.last
	}
	m.events += events
	took := now.Sub(m.since)
	if took <= 0 {
		return m.last
	}
	pace := Pace{Events: float64(m.events) / took.Seconds(), Positions: float64(at-min(at, m.from)) / took.Seconds()}
	if took >= paceWindow {
		m.since, m.events, m.from, m.last = now, 0, at, pace
	} else if m.last == (Pace{}) {
		return pace
	}
	return m.last
}
