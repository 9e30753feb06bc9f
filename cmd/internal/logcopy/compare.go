package logcopy

import (
	"context"
	"errors"
	"fmt"

	"vaoso/domain/es"
)

// tellEvery is how many events are compared between two words of progress.
const tellEvery = 1024

// comparison reads two logs side by side, from their start, and remembers how
// far it is, so that it can go on once there are more events.
type comparison struct {
	from, to cursor
	times    times
	digest   *digest // of the target's events, all of which were found the same
}

func newComparison(from, to es.Log, raising bool) *comparison {
	return &comparison{from: cursor{log: from}, to: cursor{log: to}, times: times{raising: raising}, digest: newDigest()}
}

// run goes on to the target's end, or until it has compared limit events in all
// (0: without a limit). It stops at the first difference.
func (c *comparison) run(ctx context.Context, limit int64, m *meter) (*Difference, error) {
	told := c.digest.summary.Events
	tell := func() { m.reached(c.digest.summary.Events-told, c.to.at); told = c.digest.summary.Events }
	for limit == 0 || c.digest.summary.Events < limit {
		to, there, err := c.to.next(ctx)
		if err != nil {
			return nil, fmt.Errorf("couldn't read the target: %w", err)
		}
		if !there {
			break
		}
		number := c.digest.summary.Events + 1
		from, there, err := c.from.next(ctx)
		if err != nil {
			return nil, fmt.Errorf("couldn't read the source: %w", err)
		}
		if !there {
			return &Difference{Event: number, To: place(to)}, nil
		}
		if d := differs(number, c.times.raise(from), to); d != nil {
			return d, nil
		}
		if err := c.digest.add(to); err != nil {
			return nil, err
		}
		if c.digest.summary.Events-told == tellEvery {
			tell()
		}
	}
	tell()
	return nil, nil
}

// Verified is what was found the same in two logs.
type Verified struct {
	Summary
	From   es.Position `json:"fromPosition"`            // of the last event in the source
	To     es.Position `json:"toPosition"`              // of the last event in the target
	Raised int64       `json:"raised,omitempty"`        // events whose recorded time is later in the target
	Most   float64     `json:"raisedSeconds,omitempty"` // by how much at the most
}

func (c *comparison) verified() Verified {
	return Verified{c.digest.sum(), c.from.at, c.to.at, c.times.raised, c.times.most.Seconds()}
}

// Options are the choices of a copy or a comparison. The zero value is right
// unless a refusal says otherwise.
type Options struct {
	// RaiseTimes has the target keep a recorded time that lies before the one of
	// the event before it as that one: see times.go.
	RaiseTimes bool
	// First is how many events Verify compares; 0: all. Copy knows no such bound.
	First int64
	// Tell hears of the progress.
	Tell func(Progress)
}

// Verify reads two logs side by side and compares all of every event but its
// position. Where they differ it fails with ErrLogsDiffer, see [DifferenceIn],
// and says what was the same up to there. It fails with ErrFewerEvents too.
func Verify(ctx context.Context, from, to es.Log, o Options) (Verified, error) {
	c, first := newComparison(from, to, o.RaiseTimes), o.First
	m, err := newMeter(ctx, o.Tell, Verifying, to, es.Start)
	if err != nil {
		return Verified{}, err
	}
	d, err := c.run(ctx, first, m)
	if err == nil && d == nil && (first == 0 || c.digest.summary.Events < first) {
		d, err = c.rest(ctx)
	}
	switch v := c.verified(); {
	case err != nil:
		return v, err
	case d != nil:
		return v, because(ErrLogsDiffer, d)
	case v.Events < first:
		return v, ErrFewerEvents.With("have", v.Events, "first", first)
	default:
		return v, nil
	}
}

// rest is the difference that the source goes on where the target has ended.
func (c *comparison) rest(ctx context.Context) (*Difference, error) {
	at := c.from.at // of the last event that is in both
	e, there, err := c.from.next(ctx)
	if err != nil {
		return nil, fmt.Errorf("couldn't read the source: %w", err)
	}
	if !there {
		return nil, nil
	}
	c.from.at = at
	return &Difference{Event: c.digest.summary.Events + 1, From: place(e)}, nil
}

// Summarise reads one log, its first events or (0) all, for a summary that can
// be held against another log's, such as one that isn't to be had from here. It
// fails with ErrFewerEvents.
func Summarise(ctx context.Context, log es.Log, first int64, tell func(Progress)) (Summary, error) {
	c, d := cursor{log: log}, newDigest()
	m, err := newMeter(ctx, tell, Reading, log, es.Start)
	if err != nil {
		return Summary{}, err
	}
	for first == 0 || d.summary.Events < first {
		e, there, err := c.next(ctx)
		if err != nil {
			return d.sum(), err
		}
		if !there {
			break
		}
		if err := d.add(e); err != nil {
			return d.sum(), err
		}
		if d.summary.Events%tellEvery == 0 {
			m.reached(tellEvery, c.at)
		}
	}
	m.reached(d.summary.Events-m.done, c.at)
	if s := d.sum(); s.Events < first {
		return s, ErrFewerEvents.With("have", s.Events, "first", first)
	}
	return d.sum(), nil
}

// DifferenceIn is the difference because of which Copy or Verify failed.
func DifferenceIn(err error) (*Difference, bool) {
	var e *differError
	if errors.As(err, &e) {
		return e.difference, true
	}
	return nil, false
}
