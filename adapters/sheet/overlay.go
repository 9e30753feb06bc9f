package sheet

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"vaoso/domain/es"
)

// Overlay is a log that reads through to another and keeps what is appended in
// memory: the other never changes. It sees the other as it was when each was
// first looked at, a stream at its first read, the whole at its first head.
type Overlay struct {
	base es.Log

	mu      sync.Mutex
	streams map[string][]es.Event // of every stream touched, the base's events first
	added   []es.Event            // in log order
	head    es.Position           // of the base, when it was first asked
	latest  time.Time             // when the last event was recorded
	asked   bool                  // head was
	grown   chan struct{}         // closed and made anew at every append
	closed  bool
}

var _ es.Log = (*Overlay)(nil)

// NewOverlay lays a log of memory over another. Closing it leaves the other open.
func NewOverlay(base es.Log) *Overlay {
	return &Overlay{base: base, streams: map[string][]es.Event{}, grown: make(chan struct{})}
}

// Append is es.Log's, in memory.
func (o *Overlay) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if err := es.CheckAppend(stream, events); err != nil {
		return es.Appended{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	have, err := o.touch(ctx, stream)
	if err != nil {
		return es.Appended{}, err
	}
	if a, done, err := repeat(stream, have, expected, events); done || err != nil {
		return a, err
	}
	if last := es.Revision(len(have)) - 1; !expected.Meets(last) {
		return es.Appended{}, &es.ConflictError{Stream: stream, Expected: expected, Actual: last}
	}
	for _, n := range events {
		e, err := o.next(ctx, stream, n, es.Revision(len(have)))
		if err != nil {
			return es.Appended{}, err
		}
		have = append(have, e)
		o.added = append(o.added, e)
	}
	o.streams[stream] = have
	close(o.grown)
	o.grown = make(chan struct{})
	last := have[len(have)-1]
	return es.Appended{Revision: last.Revision, Position: last.Position}, nil
}

// next gives an event its place. The instants never run backwards.
func (o *Overlay) next(ctx context.Context, stream string, n es.NewEvent, revision es.Revision) (es.Event, error) {
	base, err := o.baseHead(ctx)
	if err != nil {
		return es.Event{}, err
	}
	commit, _ := base.Pair()
	place := commit + uint64(len(o.added)) + 1
	e := es.Event{
		ID: n.ID, Stream: stream, Revision: revision, Position: es.NewPosition(place, place),
		Type: n.Type, Version: n.Version, Data: slices.Clone(n.Data), Meta: n.Meta,
	}
	if e.Meta.RecordedAt = n.Meta.RecordedAt.UTC().Truncate(time.Microsecond); e.Meta.RecordedAt.Before(o.latest) {
		e.Meta.RecordedAt = o.latest
	}
	o.latest = e.Meta.RecordedAt
	return e, nil
}

// repeat finds the events in the stream already. Only an expectation that names
// a revision promises that; some of them there is a conflict.
func repeat(stream string, have []es.Event, expected es.Expected, events []es.NewEvent) (es.Appended, bool, error) {
	some := slices.ContainsFunc(have, func(e es.Event) bool {
		return slices.ContainsFunc(events, func(n es.NewEvent) bool { return n.ID == e.ID })
	})
	if !some {
		return es.Appended{}, false, nil
	}
	start := slices.IndexFunc(have, func(e es.Event) bool { return e.ID == events[0].ID })
	at, exact := expected.Revision()
	whole := start >= 0 && start+len(events) <= len(have) && (!exact || es.Revision(start) == at+1)
	for i := 0; whole && i < len(events); i++ {
		whole = have[start+i].ID == events[i].ID
	}
	if !whole {
		return es.Appended{}, false, &es.ConflictError{Stream: stream, Expected: expected, Actual: es.Revision(len(have)) - 1}
	}
	last := have[start+len(events)-1]
	return es.Appended{Revision: last.Revision, Position: last.Position, Repeated: true}, true, nil
}

// touch is a stream's events, the base's read once. The lock is held.
func (o *Overlay) touch(ctx context.Context, stream string) ([]es.Event, error) {
	if o.closed {
		return nil, es.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	have, known := o.streams[stream]
	if known {
		return have, nil
	}
	for e, err := range o.base.Read(ctx, stream, 0, es.Forward) {
		if err != nil {
			return nil, fmt.Errorf("couldn't read %s under the overlay: %w", stream, err)
		}
		have = append(have, e)
	}
	o.streams[stream] = have
	return have, nil
}

// baseHead is where the base ended when it was first asked. The lock is held.
func (o *Overlay) baseHead(ctx context.Context) (es.Position, error) {
	if o.closed {
		return es.Start, es.ErrClosed
	}
	if o.asked {
		return o.head, nil
	}
	head, err := o.base.Head(ctx)
	if err != nil {
		return es.Start, fmt.Errorf("couldn't read the head under the overlay: %w", err)
	}
	for e, err := range o.base.ReadAll(ctx, es.End, es.Backward, es.Filter{}) {
		if err != nil {
			return es.Start, fmt.Errorf("couldn't read the last event under the overlay: %w", err)
		}
		o.latest = e.Meta.RecordedAt
		break
	}
	o.head, o.asked = head, true
	return head, nil
}

// Read is es.Log's.
func (o *Overlay) Read(ctx context.Context, stream string, from es.Revision, dir es.Direction) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		o.mu.Lock()
		have, err := o.touch(ctx, stream)
		o.mu.Unlock()
		if err != nil {
			yield(es.Event{}, err)
			return
		}
		for _, e := range slice(have, from, dir) {
			if err := ctx.Err(); err != nil {
				yield(es.Event{}, err)
				return
			}
			if !yield(copied(e), nil) {
				return
			}
		}
	}
}

// copied is an event whose bytes its reader may change.
func copied(e es.Event) es.Event {
	e.Data = slices.Clone(e.Data)
	return e
}

// slice is the part of a stream that a read from a revision yields, in order.
func slice(events []es.Event, from es.Revision, dir es.Direction) []es.Event {
	if dir == es.Forward {
		if from == es.Last {
			from = max(0, es.Revision(len(events))-1)
		}
		return events[min(max(from, 0), es.Revision(len(events))):]
	}
	if from == es.Last {
		from = es.Revision(len(events)) - 1
	}
	if from < 0 || from >= es.Revision(len(events)) {
		if from < 0 {
			return nil
		}
		from = es.Revision(len(events)) - 1
	}
	back := slices.Clone(events[:from+1])
	slices.Reverse(back)
	return back
}

// Head is es.Log's.
func (o *Overlay) Head(ctx context.Context) (es.Position, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	head, err := o.baseHead(ctx)
	if err == nil && len(o.added) > 0 {
		head = o.added[len(o.added)-1].Position
	}
	return head, err
}

// Close is es.Log's; the log beneath stays open.
func (o *Overlay) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.closed = true
		close(o.grown)
	}
	return nil
}

// matches says whether the filter lets an event through.
func matches(f es.Filter, e es.Event) bool {
	switch {
	case len(f.StreamPrefixes) > 0:
		return slices.ContainsFunc(f.StreamPrefixes, func(p string) bool { return strings.HasPrefix(e.Stream, p) })
	case len(f.Types) > 0:
		return slices.Contains(f.Types, e.Type)
	}
	return true
}
