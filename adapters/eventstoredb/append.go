package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"vaoso/domain/es"
)

// Append is es.Log's. What reaches the server always names an exact revision:
// where the caller names none, the stream's end is read first. A repeat of an
// append of another process that this one has seen nothing of since it opened
// is a success as it should be, but not marked as Repeated.
func (l *Log) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if err := es.CheckAppend(stream, events); err != nil {
		return es.Appended{}, err
	}
	if err := ctx.Err(); err != nil {
		return es.Appended{}, err
	}
	l.closing.RLock()
	defer l.closing.RUnlock()
	if l.closed || l.ended.Err() != nil {
		return es.Appended{}, es.ErrClosed
	}
	if revision, exact := expected.Revision(); exact {
		return l.appendAt(ctx, stream, revision, events)
	}
	for {
		last, err := l.last(ctx, stream)
		if err != nil {
			return es.Appended{}, err
		}
		if !expected.Meets(last) {
			return es.Appended{}, &es.ConflictError{Stream: stream, Expected: expected, Actual: last}
		}
		done, err := l.appendAt(ctx, stream, last, events)
		var conflict *es.ConflictError
		if !errors.As(err, &conflict) {
			return done, err
		}
		pause(ctx, rand.N(10*time.Millisecond)) // others write there: the next look finds their events
		if ctx.Err() != nil {
			return es.Appended{}, over(ctx)
		}
	}
}

// appendAt appends after the revision, for as long as patience lasts. Since
// the events' ids are ours and the revision is exact, the same append may be
// sent any number of times; an attempt whose outcome isn't known is looked up
// by the ids, and sent again where they aren't there.
func (l *Log) appendAt(ctx context.Context, stream string, revision es.Revision, events []es.NewEvent) (es.Appended, error) {
	deadline := time.Now().Add(l.opts.Patience)
	unknown := false // an attempt may have been written, or may yet be
	var wait backoff
	for {
		a := l.attempt(ctx, &request{stream: stream, expected: revision, events: events, timeout: l.opts.Timeout})
		if a.err == nil {
			if unknown { // what is repeated is an attempt of our own
				a.appended.Repeated = false
			}
			return a.appended, nil
		}
		unknown = unknown || !a.unsent && passing(a.err)
		if unknown {
			// Also before any refusal is believed: it may be of a second attempt,
			// while the first was written.
			done, found, err := l.lookUp(ctx, stream, revision, events)
			if found {
				return done, nil
			}
			if err == nil && !passing(a.err) {
				return es.Appended{}, a.err
			}
		} else if !passing(a.err) {
			return es.Appended{}, a.err
		}
		if ctx.Err() != nil || time.Now().After(deadline) || l.ended.Err() != nil {
			if unknown {
				return es.Appended{}, fmt.Errorf("%w: %v", es.ErrUnknownOutcome, a.err) //nolint:errorlint // it isn't known that nothing was written
			}
			return es.Appended{}, fmt.Errorf("couldn't append to %s: %w", stream, a.err)
		}
		wait.pause(ctx)
	}
}

// attempt sends the request once, and gives the connection up where the server
// doesn't answer in time.
func (l *Log) attempt(ctx context.Context, q *request) answer {
	inTime, cancel := context.WithTimeout(ctx, l.opts.Timeout)
	defer cancel()
	c, err := l.servers.get(inTime)
	if err != nil {
		return answer{err: l.judge(ctx, nil, err), unsent: true}
	}
	a := c.pipe.do(inTime, q)
	if ctx.Err() == nil { // else it is the caller who gave up
		a.err = l.judge(ctx, c, a.err)
	}
	return a
}

// lookUp says whether the stream has the events, all of them and in this order,
// after the revision.
func (l *Log) lookUp(ctx context.Context, stream string, revision es.Revision, events []es.NewEvent) (done es.Appended, found bool, err error) {
	page, err := l.streamPage(ctx, stream, revision+1, es.Forward, len(events))
	if err != nil || len(page.events) < len(events) {
		return done, false, err
	}
	for i, e := range page.events {
		if e.ID != events[i].ID {
			return done, false, nil
		}
	}
	end := page.events[len(events)-1]
	l.known.wrote(end.Position, es.Start)
	return es.Appended{Revision: end.Revision, Position: end.Position}, true, nil
}

// last is the revision of the stream's last event.
func (l *Log) last(ctx context.Context, stream string) (es.Revision, error) {
	page, err := patiently(ctx, l, func(ctx context.Context) (batch, error) {
		return l.streamPage(ctx, stream, es.Last, es.Backward, 1)
	})
	if err != nil {
		return es.NoRevision, fmt.Errorf("couldn't read the end of %s: %w", stream, err)
	}
	if len(page.events) == 0 {
		return es.NoRevision, nil
	}
	return page.events[0].Revision, nil
}

// backoff is the pause between attempts: it doubles, up to a second, with
// jitter, so that many callers don't come back at once.
type backoff struct{ next time.Duration }

func (b *backoff) pause(ctx context.Context) {
	b.next = min(max(2*b.next, 10*time.Millisecond), time.Second)
	pause(ctx, b.next/2+rand.N(b.next/2))
}

// pause waits, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
