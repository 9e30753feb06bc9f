package logtest

import (
	"context"
	"iter"
	"sync"
	"testing"

	"vaoso/domain/es"
)

func TestMemory(t *testing.T) {
	t.Parallel()
	RunDurable(t,
		func(*testing.T) es.Log { return &memory{kept: newKept()} },
		func(t *testing.T, l es.Log) es.Log {
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			return &memory{kept: l.(*memory).kept}
		})
}

// TestShared has all checks write to one log at once, as on a server that
// others use.
func TestShared(t *testing.T) {
	t.Parallel()
	one := newKept()
	Run(t, func(*testing.T) es.Log { return &memory{kept: one} })
}

// TestBrokenLogsAreCaught shows that the linearizability check can fail: each
// log breaks one promise now and then.
func TestBrokenLogsAreCaught(t *testing.T) {
	t.Parallel()
	for name, log := range map[string]func(l *memory) es.Log{
		"a lost update: an exact revision taken for Any": func(l *memory) es.Log {
			return &broken{memory: l, expect: func(int, es.Expected) es.Expected { return es.Any }}
		},
		"an acknowledged append that wasn't written": func(l *memory) es.Log { return &broken{memory: l, lose: func(n int) bool { return n%20 == 19 }} },
		"a repeat that is a conflict":                func(l *memory) es.Log { return &broken{memory: l, noRepeats: true} },
		"a read that misses the last event":          func(l *memory) es.Log { return &broken{memory: l, stale: true} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const seed = 1
			f := newFixture(t, &memory{kept: newKept()})
			ok, err := f.isLinear(log(f.log.(*memory)), seed)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if ok {
				t.Errorf("seed %d: not noticed", seed)
			}
		})
	}
}

type broken struct {
	*memory
	expect    func(n int, e es.Expected) es.Expected
	lose      func(n int) bool
	noRepeats bool
	stale     bool

	count sync.Mutex
	n     int
}

func (b *broken) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	b.count.Lock()
	b.n++
	n := b.n
	b.count.Unlock()
	if b.expect != nil {
		expected = b.expect(n, expected)
	}
	if b.lose != nil && b.lose(n) {
		last, _ := expected.Revision()
		return es.Appended{Revision: last + es.Revision(len(events)), Position: es.NewPosition(1, 1)}, nil
	}
	a, err := b.memory.Append(ctx, stream, expected, events)
	if err == nil && a.Repeated && b.noRepeats {
		return es.Appended{}, &es.ConflictError{Stream: stream, Expected: expected, Actual: a.Revision}
	}
	return a, err
}

func (b *broken) Read(ctx context.Context, stream string, from es.Revision, dir es.Direction) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		var held *es.Event
		for e, err := range b.memory.Read(ctx, stream, from, dir) {
			if err != nil {
				yield(e, err)
				return
			}
			if held != nil && !yield(*held, nil) {
				return
			}
			held = &e
		}
		if held != nil && !(b.stale && held.Revision%5 == 4) {
			yield(*held, nil)
		}
	}
}
