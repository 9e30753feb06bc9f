package es_test

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// counted is a decider that counts to a limit.
type added struct {
	N int `json:"n"`
}

type add struct{ n int }

var (
	errFull = es.NewRefusal("ErrFull", es.Rule, "đầy", "full")
	counter = es.Decider[int, add]{
		Evolve: func(sum int, e es.Recorded) int { return sum + e.Payload.(added).N },
		Decide: func(sum int, c add, _ es.Asked) ([]any, error) {
			if sum+c.n > 10 {
				return nil, errFull.With()
			}
			if c.n == 0 {
				return nil, nil
			}
			return []any{added{c.n}, added{0}}, nil
		},
	}
	added1 = es.Define(es.On[added]("Added", 1))
)

// oneStream is a log of one stream in memory, with faults.
type oneStream struct {
	es.Log
	mu     sync.Mutex
	events []es.Event
	// before is called ahead of an append, and may write first, or fail.
	before func(*oneStream) error
	// lost: the append is durable, but its answer never comes, once.
	lost atomic.Bool
}

func (l *oneStream) Read(context.Context, string, es.Revision, es.Direction) iter.Seq2[es.Event, error] {
	l.mu.Lock()
	defer l.mu.Unlock()
	events := append([]es.Event(nil), l.events...)
	return func(yield func(es.Event, error) bool) {
		for _, e := range events {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (l *oneStream) Append(_ context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if l.before != nil {
		if err := l.before(l); err != nil {
			return es.Appended{}, err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if last := es.Revision(len(l.events) - 1); !expected.Meets(last) {
		return es.Appended{}, &es.ConflictError{Stream: stream, Expected: expected, Actual: last}
	}
	for _, e := range events {
		n := uint64(len(l.events) + 1)
		l.events = append(l.events, es.Event{ID: e.ID, Stream: stream, Revision: es.Revision(n - 1), Position: es.NewPosition(n, n), Type: e.Type, Version: e.Version, Data: e.Data, Meta: e.Meta})
	}
	if l.lost.CompareAndSwap(true, false) {
		return es.Appended{}, es.ErrUnknownOutcome
	}
	n := uint64(len(l.events))
	return es.Appended{Revision: es.Revision(n - 1), Position: es.NewPosition(n, n)}, nil
}

func env(key string) es.Envelope {
	return es.Envelope{Actor: "u", Command: "Add", Key: key, Fingerprint: key}
}

func bookOn(l *oneStream) es.Book {
	return es.Book{Log: l, Definitions: added1, Clock: func() time.Time { return time.Date(2021, 4, 27, 1, 2, 3, 4567, time.UTC) }}
}

func TestHandleDecidesAndAppends(t *testing.T) {
	t.Parallel()
	l := &oneStream{}
	out, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("a"), add{4})
	if err != nil || out.Revision != 1 || len(out.Events) != 2 || out.Repeated {
		t.Fatalf("%+v %v", out, err)
	}
	m := l.events[0].Meta
	if m.OccurredOn != civil.On(2021, 4, 27) || !m.RecordedAt.Equal(time.Date(2021, 4, 27, 1, 2, 3, 4000, time.UTC)) || m.IdempotencyKey != "a" || l.events[1].ID != es.EventID("a", "s", 1) {
		t.Errorf("%+v", l.events)
	}
	again, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("a"), add{4})
	if err != nil || !again.Repeated || len(l.events) != 2 || again.Revision != 1 || again.Events[1].ID != out.Events[1].ID || again.Position != out.Position {
		t.Errorf("again: %+v %v", again, err)
	}
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("b"), add{7}); !errors.Is(err, errFull) {
		t.Errorf("a refusal: %v", err)
	}
	if out, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("c"), add{0}); err != nil || out.Revision != 1 || len(out.Events) != 0 || len(l.events) != 2 {
		t.Errorf("nothing to do: %+v %v", out, err)
	}
	other := env("a")
	other.Fingerprint = "z"
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", other, add{1}); !errors.Is(err, es.ErrKeyReused) {
		t.Errorf("the key for another command: %v", err)
	}
	future := env("d")
	future.On = civil.On(2021, 4, 28)
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", future, add{1}); !errors.Is(err, es.ErrFutureDate) {
		t.Errorf("tomorrow: %v", err)
	}
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", es.Envelope{Actor: "u", Command: "Add"}, add{1}); err == nil {
		t.Error("a command without a key was carried out")
	}
}

// intrude writes an event of another writer ahead of the next append.
func intrude(times int) func(*oneStream) error {
	var done atomic.Int32
	return func(l *oneStream) error {
		if int(done.Add(1)) > times {
			return nil
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		n := uint64(len(l.events) + 1)
		l.events = append(l.events, es.Event{ID: es.EventID("x", "s", int(n)), Revision: es.Revision(n - 1), Position: es.NewPosition(n, n), Type: "Added", Version: 1, Data: []byte(`{"n":3}`)})
		return nil
	}
}

func TestAConflictIsDecidedAnew(t *testing.T) {
	t.Parallel()
	l := &oneStream{before: intrude(2)}
	out, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("a"), add{4})
	if err != nil || out.Revision != 3 {
		t.Errorf("%+v %v", out, err)
	}
	l = &oneStream{before: intrude(3)} // three others fill it up to 9
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("a"), add{4}); !errors.Is(err, errFull) {
		t.Errorf("decided on an old state: %v", err)
	}
	l = &oneStream{before: intrude(1 << 30)}
	var conflict *es.ConflictError
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("a"), add{0 + 1}); !errors.As(err, &conflict) && !errors.Is(err, errFull) {
		t.Errorf("for ever: %v", err)
	}
}

func TestAPinnedRevisionIsNotDecidedAnew(t *testing.T) {
	t.Parallel()
	l := &oneStream{before: intrude(1)}
	pinned := env("a")
	none := es.NoRevision
	pinned.Pinned = &none
	var conflict *es.ConflictError
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", pinned, add{4}); !errors.As(err, &conflict) || conflict.Actual != 0 {
		t.Errorf("%v", err)
	}
}

func TestAnUnknownOutcomeIsSettledByReading(t *testing.T) {
	t.Parallel()
	l := &oneStream{}
	l.lost.Store(true)
	out, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("a"), add{4})
	if err != nil || out.Repeated || len(l.events) != 2 || out.Revision != 1 {
		t.Errorf("durable but unanswered, and this call's own: %+v %v, %d events", out, err, len(l.events))
	}
	gone := &oneStream{before: func() func(*oneStream) error {
		first := true
		return func(*oneStream) error {
			if first {
				first = false
				return es.ErrUnknownOutcome
			}
			return nil
		}
	}()}
	if out, err := es.Handle(t.Context(), bookOn(gone), counter, "s", env("a"), add{4}); err != nil || out.Repeated || len(gone.events) != 2 {
		t.Errorf("lost on the way: %+v %v", out, err)
	}
}

func TestAFailureIsPassedUp(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	l := &oneStream{before: func(*oneStream) error { return boom }}
	if _, err := es.Handle(t.Context(), bookOn(l), counter, "s", env("a"), add{4}); !errors.Is(err, boom) {
		t.Errorf("%v", err)
	}
}
