package engine_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// testLog is a log in memory, as much of one as the engine needs.
type testLog struct {
	mu      sync.Mutex
	events  []es.Event
	moved   chan struct{}
	trouble error // of every read
}

func (l *testLog) at() ([]es.Event, chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.moved == nil {
		l.moved = make(chan struct{})
	}
	return l.events, l.moved, l.trouble
}

// add appends an event of the type, with the JSON, and answers its position.
func (l *testLog) add(typ, data string) es.Position {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := uint64(len(l.events) + 1)
	p := es.NewPosition(n*10, n*10)
	l.events = append(l.events, es.Event{
		ID: es.EventID("k", "s", int(n)), Stream: fmt.Sprint("ward-", n), Position: p, Type: typ, Version: 1, Data: []byte(data),
		Meta: es.Metadata{OccurredOn: civil.On(2021, 1, 1).AddDays(int(n)), RecordedAt: time.Unix(int64(n), 0).UTC()},
	})
	if l.moved != nil {
		close(l.moved)
		l.moved = nil
	}
	return p
}

func (l *testLog) cut(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events = l.events[:n:n]
}

func (l *testLog) ReadAll(ctx context.Context, from es.Position, _ es.Direction, _ es.Filter) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		events, _, err := l.at()
		if err != nil {
			yield(es.Event{}, err)
			return
		}
		for _, e := range events {
			if from.Before(e.Position) && !yield(e, nil) {
				return
			}
		}
	}
}

func (l *testLog) Follow(ctx context.Context, after es.Position, _ es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		for {
			events, moved, err := l.at()
			if err != nil {
				yield(es.Page{}, err)
				return
			}
			i, _ := slices.BinarySearchFunc(events, after, func(e es.Event, p es.Position) int {
				if p.Before(e.Position) {
					return 1
				}
				return -1
			})
			if events = events[i:]; len(events) > 0 {
				page := es.Page{Events: events[:min(size, len(events))], CaughtUp: len(events) <= size}
				page.Through = page.Events[len(page.Events)-1].Position
				after = page.Through
				if !yield(page, nil) {
					return
				}
				continue
			}
			select {
			case <-moved:
			case <-ctx.Done():
				yield(es.Page{}, ctx.Err())
				return
			}
		}
	}
}

func (l *testLog) Head(context.Context) (es.Position, error) {
	events, _, err := l.at()
	if len(events) == 0 {
		return es.Start, err
	}
	return events[len(events)-1].Position, err
}

func (l *testLog) Read(context.Context, string, es.Revision, es.Direction) iter.Seq2[es.Event, error] {
	panic("the engine reads no streams")
}

func (l *testLog) Append(context.Context, string, es.Expected, []es.NewEvent) (es.Appended, error) {
	panic("the engine appends nothing")
}

func (l *testLog) Close() error { return nil }

// The events of the tests: a sum that every event adds to, by ward.
type added struct {
	Ward   string `json:"ward"`
	Amount int64  `json:"amount"`
}

type wiped struct {
	Amount int64 `json:"amount"`
}

type ignored struct{}

var definitions = es.Define(es.On[added]("Added", 1), es.On[wiped]("Wiped", 1), es.On[ignored]("Ignored", 1))

type SumKey struct {
	Ward string `db:"ward"`
}

type sumRow struct {
	SumKey
	Sum   int64      `db:"sum"`
	Count int64      `db:"count"`
	Last  civil.Date `db:"last"`
}

var sums = engine.NewTable[SumKey, sumRow]("sums_wards", engine.Index("count"))

// summing is the tests' projection. Its rows depend on what was there before,
// so an event that counts twice, or not at all, shows.
func summing(version int, apply ...func(*engine.Fold, es.Recorded) error) engine.Projection {
	return engine.Projection{
		Name: "sums", Version: version, Tables: []engine.Described{sums}, Reads: []string{"Added", "Wiped"},
		Apply: func(f *engine.Fold, e es.Recorded) error {
			for _, a := range apply {
				if err := a(f, e); err != nil {
					return err
				}
			}
			switch p := e.Payload.(type) {
			case added:
				row := sums.Get(f, SumKey{p.Ward})
				row.Sum = row.Sum*int64(version+1) + p.Amount
				row.Count++
				row.Last = e.On()
			case wiped:
				for row := range sums.Scan(f, "count", p.Amount) {
					sums.Delete(f, row.SumKey)
				}
			}
			return nil
		},
	}
}

// filled is a log of n events, some of which nobody reads.
func filled(n int) *testLog {
	l := &testLog{}
	for i := range n {
		switch {
		case i%7 == 3:
			l.add("Ignored", `{}`)
		case i%11 == 10:
			l.add("Wiped", fmt.Sprintf(`{"amount":%d}`, i%3))
		default:
			l.add("Added", fmt.Sprintf(`{"ward":"w%d","amount":%d}`, i%5, i))
		}
	}
	return l
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func config(l es.Log, s engine.Store, projections ...engine.Projection) engine.Config {
	return engine.Config{Log: l, Definitions: definitions, Store: s, Projections: projections, PageSize: 4, Poll: time.Millisecond, Keep: -1, Clock: func() time.Time { return time.Unix(1e9, 0) }}
}

func open(t testing.TB, c engine.Config) *engine.Engine {
	t.Helper()
	e, err := engine.Open(t.Context(), c)
	must(t, err)
	return e
}

// replayed are the rows that the log makes in one go.
func replayed(t testing.TB, l es.Log, p engine.Projection) [][]any {
	t.Helper()
	s := memory.New()
	_, err := engine.Replay(t.Context(), l, definitions, p, s, nil)
	must(t, err)
	return s.Rows(p.Name, sums.Schema())
}

func wantRows(t testing.TB, s *memory.Store, want [][]any) {
	t.Helper()
	if got := s.Rows("sums", sums.Schema()); !slices.EqualFunc(got, want, slices.Equal[[]any]) {
		t.Fatalf("rows are\n%v\nwant\n%v", got, want)
	}
}

func status(t testing.TB, s engine.Store) engine.Status {
	t.Helper()
	all, err := s.Generations(context.Background(), "sums")
	must(t, err)
	if len(all) != 1 {
		t.Fatalf("there are %d generations, want 1: %+v", len(all), all)
	}
	return all[0]
}
