package logcopy

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vaoso/domain/es"
)

// An append holds consecutive events of one stream: at most so many, and half
// of what a log takes, since a log may count its own bytes too.
const (
	runEvents = 500
	runBytes  = es.MaxAppend / 2
)

// run is how many of the events, from the first on, make one append.
func run(events []es.Event) int {
	first := events[0]
	ids := map[es.UUID]struct{}{first.ID: {}}
	bytes := weight(first)
	for i, e := range events[1:] {
		_, twice := ids[e.ID]
		bytes += weight(e)
		if e.Stream != first.Stream || e.Revision != first.Revision+es.Revision(i)+1 || twice || bytes > runBytes || i+1 == runEvents {
			return i + 1
		}
		ids[e.ID] = struct{}{}
	}
	return len(events)
}

// weight is what an event takes of an append, in bytes, rather too much than too little.
func weight(e es.Event) int {
	const fixed = 512 // names and punctuation of the metadata
	m := e.Meta
	return fixed + len(e.Type) + len(e.Data) + len(m.Actor) + len(m.Role) + len(m.Unit) + len(m.Reason) + len(m.LegalBasis) +
		len(m.Command) + len(m.IdempotencyKey) + len(m.CorrelationID) + len(m.CausationID) + len(m.Fingerprint)
}

// An append of unknown outcome is repeated so often, with pauses that double:
// about a minute in all, in which a cluster finds a new leader.
const (
	repeats    = 10
	firstPause = 100 * time.Millisecond
	mostPause  = 10 * time.Second
)

// write appends a run to the target, where it stands in the source.
func (c *copier) write(ctx context.Context, events []es.Event) error {
	first := events[0]
	last := first.Revision + es.Revision(len(events)) - 1
	batch := make([]es.NewEvent, len(events))
	for i, e := range events {
		if foreign(e) {
			return ErrNoBooksEvent.With("place", place(e))
		}
		if c.times.backwards(e) && !c.times.raising {
			return ErrTimesRunBackwards.With("place", place(e))
		}
		e = c.times.raise(e)
		batch[i] = es.NewEvent{ID: e.ID, Type: e.Type, Version: e.Version, Data: e.Data, Meta: e.Meta}
	}
	pause := c.pause
	for attempt := 1; ; attempt++ {
		done, err := c.to.Append(ctx, first.Stream, es.Exactly(first.Revision-1), batch)
		if err == nil && done.Revision != last {
			return ErrTargetChanged.With("place", place(first))
		}
		if err == nil {
			return nil
		}
		if conflict := (*es.ConflictError)(nil); errors.As(err, &conflict) {
			if conflict.Actual < first.Revision-1 {
				return ErrSourceIncomplete.With("place", place(first), "want", conflict.Actual+1)
			}
			return ErrTargetChanged.With("place", place(first))
		}
		if !errors.Is(err, es.ErrUnknownOutcome) || attempt == repeats {
			return fmt.Errorf("couldn't append %s to the target: %w", place(first), err)
		}
		if err := wait(ctx, pause); err != nil {
			return err
		}
		pause = min(2*pause, mostPause)
	}
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
