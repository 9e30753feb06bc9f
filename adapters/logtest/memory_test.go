package logtest

import (
	"context"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"vaoso/domain/es"
)

// memory is a log in memory: the least that keeps the port's promises, and the
// proof that the suite wants nothing more. Its positions have gaps.
type memory struct {
	*kept
	closed bool
}

// kept is what a memory log keeps; several may share it.
type kept struct {
	mu     sync.Mutex
	events []es.Event
	moved  chan struct{} // closed at the next change
}

func newKept() *kept { return &kept{moved: make(chan struct{})} }

func (k *kept) move() {
	close(k.moved)
	k.moved = make(chan struct{})
}

func (m *memory) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if err := es.CheckAppend(stream, events); err != nil {
		return es.Appended{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.usable(ctx); err != nil {
		return es.Appended{}, err
	}
	has := slices.DeleteFunc(slices.Clone(m.events), func(e es.Event) bool { return e.Stream != stream })
	last := es.Revision(len(has) - 1)
	if !expected.Meets(last) {
		before, exact := expected.Revision()
		if n := int(before) + 1; exact && before < last && len(has) >= n+len(events) &&
			slices.EqualFunc(has[n:n+len(events)], events, func(e es.Event, g es.NewEvent) bool { return e.ID == g.ID }) {
			e := has[n+len(events)-1]
			return es.Appended{Revision: e.Revision, Position: e.Position, Repeated: true}, nil
		}
		return es.Appended{}, &es.ConflictError{Stream: stream, Expected: expected, Actual: last}
	}
	for _, e := range events {
		e.Meta.RecordedAt = e.Meta.RecordedAt.UTC().Truncate(time.Microsecond)
		p := uint64(100)
		if n := len(m.events); n > 0 {
			p, _ = m.events[n-1].Position.Pair()
			p += 100
			if before := m.events[n-1].Meta.RecordedAt; e.Meta.RecordedAt.Before(before) {
				e.Meta.RecordedAt = before
			}
		}
		last++
		m.events = append(m.events, es.Event{ID: e.ID, Stream: stream, Revision: last, Position: es.NewPosition(p, p),
			Type: e.Type, Version: e.Version, Data: slices.Clone(e.Data), Meta: e.Meta})
	}
	m.move()
	return es.Appended{Revision: last, Position: m.events[len(m.events)-1].Position}, nil
}

func (m *memory) usable(ctx context.Context) error {
	if m.closed {
		return es.ErrClosed
	}
	return ctx.Err()
}

// look is the log as it is now, and what is closed at its next move.
func (m *memory) look(ctx context.Context) ([]es.Event, chan struct{}, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	events := slices.Clone(m.events)
	for i := range events {
		events[i].Data = slices.Clone(events[i].Data)
	}
	return events, m.moved, m.usable(ctx)
}

func (m *memory) Read(ctx context.Context, stream string, from es.Revision, dir es.Direction) iter.Seq2[es.Event, error] {
	return m.yield(ctx, dir, func(events []es.Event) []es.Event {
		has := slices.DeleteFunc(events, func(e es.Event) bool { return e.Stream != stream })
		if from == es.Last {
			from = es.Revision(len(has) - 1)
		}
		return slices.DeleteFunc(has, func(e es.Event) bool {
			return dir == es.Forward && e.Revision < from || dir == es.Backward && e.Revision > from
		})
	})
}

func (m *memory) ReadAll(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter) iter.Seq2[es.Event, error] {
	return m.yield(ctx, dir, func(events []es.Event) []es.Event {
		return slices.DeleteFunc(events, func(e es.Event) bool {
			return dir == es.Forward && !from.Before(e.Position) || dir == es.Backward && !e.Position.Before(from) || !matches(filter, e)
		})
	}, filter.Valid())
}

func (m *memory) yield(ctx context.Context, dir es.Direction, choose func([]es.Event) []es.Event, problems ...error) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		events, _, err := m.look(ctx)
		for _, p := range append(problems, err) {
			if p != nil {
				yield(es.Event{}, p)
				return
			}
		}
		events = choose(events)
		if dir == es.Backward {
			slices.Reverse(events)
		}
		for _, e := range events {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func matches(f es.Filter, e es.Event) bool {
	return len(f.StreamPrefixes)+len(f.Types) == 0 || slices.Contains(f.Types, e.Type) ||
		slices.ContainsFunc(f.StreamPrefixes, func(p string) bool { return strings.HasPrefix(e.Stream, p) })
}

func (m *memory) Follow(ctx context.Context, after es.Position, filter es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		if err := filter.Valid(); err != nil {
			yield(es.Page{}, err)
			return
		}
		for told := false; ; {
			events, moved, err := m.look(ctx)
			if err != nil {
				yield(es.Page{}, err)
				return
			}
			p := es.Page{Through: after, CaughtUp: true}
			for _, e := range events {
				if !after.Before(e.Position) {
					continue
				}
				if len(p.Events) == size {
					p.CaughtUp = false
					break
				}
				if p.Through = e.Position; matches(filter, e) {
					p.Events = append(p.Events, e)
				}
			}
			if !told || p.Through != after {
				if !yield(p, nil) {
					return
				}
			}
			if after, told = p.Through, p.CaughtUp; !told {
				continue
			}
			select {
			case <-moved:
			case <-ctx.Done():
			}
		}
	}
}

func (m *memory) Head(ctx context.Context) (es.Position, error) {
	events, _, err := m.look(ctx)
	if err != nil || len(events) == 0 {
		return es.Start, err
	}
	return events[len(events)-1].Position, nil
}

func (m *memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	m.move()
	return nil
}
