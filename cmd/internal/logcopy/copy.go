package logcopy

import (
	"context"
	"fmt"
	"time"

	"vaoso/domain/es"
)

// lookEvery is after how many appends the target is asked whether somebody else
// has written to it. The comparison at the end would find that too, hours later.
const lookEvery = 1000

// Copied is what a copy came to.
type Copied struct {
	Verified
	Already int64 `json:"already"` // events that the target had before
	Copied  int64 `json:"copied"`  // events that this run appended
}

// copier is one run of a copy.
type copier struct {
	from, to es.Log
	tell     func(Progress)
	pause    time.Duration // before an append of unknown outcome is repeated
	times    times
	last     es.Event // in the target
	appends  int
}

// Copy brings the target up to the source's end, as far as that is when the
// copy reaches it, and compares the two event by event.
//
// It may be ended or killed at any moment, and run again. It fails with
// ErrNotABeginning, and has written nothing then, with ErrTargetChanged,
// ErrSourceIncomplete, ErrTimesRunBackwards and ErrNoBooksEvent; with ErrLogsDiffer where the
// target gives back something else than it was given. Any other error is one of
// the logs, and the copy may be run again. What was done is said with an error too.
func Copy(ctx context.Context, from, to es.Log, o Options) (Copied, error) {
	c := copier{from: from, to: to, tell: o.Tell, times: times{raising: o.RaiseTimes}, pause: firstPause}
	return c.run(ctx)
}

func (c *copier) run(ctx context.Context) (done Copied, err error) {
	side := newComparison(c.from, c.to, c.times.raising)
	defer func() { done.Verified = side.verified() }()
	m, err := newMeter(ctx, c.tell, Resuming, c.to, es.Start)
	if err != nil {
		return done, err
	}
	d, err := side.run(ctx, 0, m)
	if err != nil {
		return done, err
	}
	if d != nil {
		return done, because(ErrNotABeginning, d)
	}
	done.Already = side.digest.summary.Events
	if done.Copied, err = c.append(ctx, side.from.at); err != nil {
		return done, err
	}
	if m, err = newMeter(ctx, c.tell, Verifying, c.to, side.to.at); err != nil {
		return done, err
	}
	d, err = side.run(ctx, 0, m)
	if missing := done.Already + done.Copied - side.digest.summary.Events; err == nil && d == nil && missing > 0 {
		d, err = side.rest(ctx)
	}
	if err != nil {
		return done, fmt.Errorf("couldn't compare what was copied: %w", err)
	}
	if d != nil {
		return done, because(ErrLogsDiffer, d)
	}
	return done, nil
}

// append copies the source's events after the position, in their order, until
// there are no more.
func (c *copier) append(ctx context.Context, after es.Position) (n int64, err error) {
	var there bool
	if c.last, there, err = lastOf(ctx, c.to); err != nil {
		return 0, fmt.Errorf("couldn't read the target's last event: %w", err)
	}
	if there {
		c.times.latest = c.last.Meta.RecordedAt
	}
	m, err := newMeter(ctx, c.tell, Copying, c.from, after)
	if err != nil {
		return 0, err
	}
	for {
		page, err := readPage(ctx, c.from, after)
		if err != nil {
			return n, fmt.Errorf("couldn't read the source: %w", err)
		}
		if len(page) == 0 {
			return n, c.look(ctx)
		}
		for len(page) > 0 {
			events := page[:run(page)]
			if err := c.write(ctx, events); err != nil {
				return n, err
			}
			c.last = events[len(events)-1]
			after, page = c.last.Position, page[len(events):]
			n += int64(len(events))
			m.reached(int64(len(events)), after)
			if c.appends++; c.appends%lookEvery == 0 {
				if err := c.look(ctx); err != nil {
					return n, err
				}
			}
		}
	}
}

// look fails where the target's last event isn't the copy's.
func (c *copier) look(ctx context.Context) error {
	last, there, err := lastOf(ctx, c.to)
	if err != nil {
		return fmt.Errorf("couldn't read the target's last event: %w", err)
	}
	if there && (last.ID != c.last.ID || place(last) != place(c.last)) {
		return ErrTargetChanged.With("place", place(last))
	}
	return nil
}
