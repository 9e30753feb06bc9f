package logtest

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// patience bounds a check that waits: a promise not kept in it is broken.
const patience = 30 * time.Second

// fixture is one check's log, with names that are its own.
type fixture struct {
	*testing.T
	ctx    context.Context
	log    es.Log
	prefix string      // of stream names and types
	base   es.Position // where the log ended when the check began
}

func newFixture(t *testing.T, log es.Log) *fixture {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	f := &fixture{T: t, ctx: ctx, log: log}
	t.Cleanup(func() {
		cancel()
		if err := f.log.Close(); err != nil {
			t.Errorf("couldn't close the log: %v", err)
		}
	})
	base, err := log.Head(ctx)
	if err != nil {
		t.Fatalf("couldn't read the head: %v", err)
	}
	h := fnv.New32a()
	fmt.Fprint(h, t.Name(), base)
	f.base, f.prefix = base, fmt.Sprintf("t%08x.", h.Sum32())
	return f
}

var (
	day     = civil.On(2021, time.March, 9)
	instant = time.Date(2021, time.March, 9, 8, 30, 0, 123456000, time.UTC)
)

func (f *fixture) stream(name string) string { return f.prefix + name }

// event is an event whose id follows from the key.
func (f *fixture) event(key string) es.NewEvent {
	return es.NewEvent{
		ID: es.EventID(key, f.prefix, 0), Type: f.prefix + "WorkerPlaced", Version: 1, Data: fmt.Appendf(nil, `{"key":%q}`, key),
		Meta: es.Metadata{Actor: "acc-1", Command: "PlaceWorker", IdempotencyKey: key, OccurredOn: day, RecordedAt: instant},
	}
}

// events are n events with keys key/0, key/1 …
func (f *fixture) events(key string, n int) []es.NewEvent {
	events := make([]es.NewEvent, n)
	for i := range events {
		events[i] = f.event(fmt.Sprintf("%s/%d", key, i))
	}
	return events
}

// append expects to succeed.
func (f *fixture) append(stream string, expected es.Expected, events ...es.NewEvent) es.Appended {
	f.Helper()
	a, err := f.log.Append(f.ctx, f.stream(stream), expected, events)
	if err != nil {
		f.Fatalf("couldn't append to %s, expecting %s: %v", stream, expected, err)
	}
	return a
}

// conflict expects to fail, with the stream at actual.
func (f *fixture) conflict(stream string, expected es.Expected, actual es.Revision, events ...es.NewEvent) {
	f.Helper()
	a, err := f.log.Append(f.ctx, f.stream(stream), expected, events)
	var c *es.ConflictError
	if !errors.As(err, &c) {
		f.Fatalf("append to %s, expecting %s: got %+v and error %v, want a conflict", stream, expected, a, err)
	}
	if want := (es.ConflictError{Stream: f.stream(stream), Expected: expected, Actual: actual}); *c != want {
		f.Errorf("the conflict is %+v, want %+v", *c, want)
	}
}

func (f *fixture) read(stream string, from es.Revision, dir es.Direction) []es.Event {
	f.Helper()
	var events []es.Event
	for e, err := range f.log.Read(f.ctx, f.stream(stream), from, dir) {
		if err != nil {
			f.Fatalf("couldn't read %s: %v", stream, err)
		}
		events = append(events, e)
	}
	return events
}

// all reads the log and leaves out what isn't the check's.
func (f *fixture) all(from es.Position, dir es.Direction, filter es.Filter) []es.Event {
	f.Helper()
	var events []es.Event
	for e, err := range f.log.ReadAll(f.ctx, from, dir, filter) {
		if err != nil {
			f.Fatalf("couldn't read the log: %v", err)
		}
		if dir == es.Backward && !f.base.Before(e.Position) {
			break
		}
		if f.own(e) {
			events = append(events, e)
		}
	}
	return events
}

func (f *fixture) own(e es.Event) bool { return strings.HasPrefix(e.Stream, f.prefix) }

// followed collects the check's events from after on until there are n of
// them, in pages of at most size.
func (f *fixture) followed(after es.Position, filter es.Filter, size, n int) []es.Event {
	var events []es.Event
	if n == 0 {
		return nil
	}
	for p, err := range f.log.Follow(f.ctx, after, filter, size) {
		if err != nil {
			f.Errorf("couldn't follow: %v (after %d of %d events)", err, len(events), n)
			return events
		}
		if len(p.Events) > size {
			f.Errorf("a page of %d events, asked for at most %d", len(p.Events), size)
		}
		for _, e := range p.Events {
			if f.own(e) {
				events = append(events, e)
			}
			if p.Through.Before(e.Position) {
				f.Errorf("a page through %s has an event at %s", p.Through, e.Position)
			}
		}
		if len(events) >= n {
			break
		}
	}
	return events
}

// keys are the events' keys, in a line.
func keys(events []es.Event) string {
	var b strings.Builder
	for _, e := range events {
		b.WriteString(e.Meta.IdempotencyKey + " ")
	}
	return strings.TrimSuffix(b.String(), " ")
}

func (f *fixture) wantKeys(what string, events []es.Event, want string) {
	f.Helper()
	if got := keys(events); got != want {
		f.Errorf("%s: read %q, want %q", what, got, want)
	}
}

// same says whether two readings are of the same events at the same places.
func (f *fixture) same(what string, got, want []es.Event) {
	f.Helper()
	if len(got) != len(want) {
		f.Errorf("%s: %d events, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		g, w := got[i], want[i]
		if g.ID != w.ID || g.Stream != w.Stream || g.Revision != w.Revision || g.Position != w.Position || g.Type != w.Type ||
			g.Version != w.Version || string(g.Data) != string(w.Data) || g.Meta != w.Meta {
			f.Errorf("%s: event %d is\n%+v, want\n%+v", what, i, g, w)
			return
		}
	}
}
