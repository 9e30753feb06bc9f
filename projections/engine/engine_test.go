package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// drive projects as adapters/watermill does, until the test ends.
func drive(t *testing.T, e *engine.Engine) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() {
		if err := e.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	for _, name := range e.Names() {
		all.Go(func() {
			for {
				page, err := e.Next(ctx, name)
				if err == nil {
					err = e.Project(ctx, name, page)
				}
				switch {
				case err == nil:
				case engine.Dispose(ctx, err) == engine.DoHalt:
					if err := e.Resumed(ctx, name); err != nil {
						return
					}
				default:
					if ctx.Err() == nil {
						t.Errorf("%s: %v", name, err)
					}
					return
				}
			}
		})
	}
	t.Cleanup(func() { cancel(); all.Wait() })
}

func within(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

func TestWaiting(t *testing.T) {
	t.Parallel()
	l := filled(20)
	s := memory.New()
	e := open(t, config(l, s, summing(1)))
	drive(t, e)
	for i := range 30 {
		at := l.add("Added", fmt.Sprintf(`{"ward":"w%d","amount":1}`, i))
		must(t, e.WaitFor(within(t, 20*time.Second), "sums", at))
		if got := status(t, s).Position; got.Before(at) {
			t.Fatalf("waited for %s, but the view is at %s", at, got)
		}
	}
	wantRows(t, s, replayed(t, l, summing(1)))
}

func TestWaitingForWhatDoesntCome(t *testing.T) {
	t.Parallel()
	l := filled(5)
	e := open(t, config(l, memory.New(), summing(1)))
	must(t, e.CatchUp(t.Context()))
	want := es.NewPosition(60, 60)
	var late *engine.NotYetError
	err := e.WaitFor(within(t, 10*time.Millisecond), "sums", want)
	if !errors.As(err, &late) || late.Want != want || late.At != l.events[4].Position || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want that it isn't there yet", err)
	}
	if err := e.WaitFor(t.Context(), "nothing", want); !errors.Is(err, engine.ErrUnknownProjection) {
		t.Errorf("got %v, want ErrUnknownProjection", err)
	}
}

func TestWaitingForAnotherProcess(t *testing.T) {
	t.Parallel()
	l := filled(5)
	s := memory.New()
	here, there := open(t, config(l, s, summing(1))), open(t, config(l, s, summing(1)))
	done := make(chan error, 1)
	go func() { done <- here.WaitFor(within(t, 20*time.Second), "sums", l.events[4].Position) }()
	must(t, there.CatchUp(t.Context()))
	must(t, <-done)
}

func TestWaitingOnAHaltedProjectionEndsAtOnce(t *testing.T) {
	t.Parallel()
	l := filled(20)
	e := open(t, config(l, memory.New(), summing(1, func(_ *engine.Fold, e es.Recorded) error {
		if e.Position == l.events[12].Position {
			return errors.New("bad")
		}
		return nil
	})))
	drive(t, e)
	var halted *engine.HaltedError
	if err := e.WaitFor(t.Context(), "sums", l.events[19].Position); !errors.As(err, &halted) {
		t.Errorf("got %v, want the halt", err)
	}
}

func TestAHaltIsTakenOffByAnotherProcess(t *testing.T) {
	t.Parallel()
	l := filled(20)
	s := memory.New()
	var mended atomic.Bool
	bad := l.events[12].Position
	p := summing(1, func(_ *engine.Fold, e es.Recorded) error {
		if e.Position == bad && !mended.Load() {
			return errors.New("bad")
		}
		return nil
	})
	here := open(t, config(l, s, p))
	drive(t, here)
	var halted *engine.HaltedError
	if err := here.WaitFor(t.Context(), "sums", l.events[19].Position); !errors.As(err, &halted) {
		t.Fatalf("got %v, want the halt", err)
	}
	there := open(t, config(l, s, p))
	mended.Store(true)
	must(t, there.Retry(t.Context(), "sums"))
	must(t, there.CatchUp(t.Context())) // what is in memory here is stale from now on
	must(t, here.Resumed(within(t, 20*time.Second), "sums"))
	must(t, here.WaitFor(within(t, 20*time.Second), "sums", l.add("Added", `{"ward":"w1","amount":3}`)))
	wantRows(t, s, replayed(t, l, summing(1)))
}

func TestRebuildingWhileEventsComeIn(t *testing.T) {
	t.Parallel()
	l := filled(200)
	s := memory.New()
	e := open(t, config(l, s, summing(1)))
	drive(t, e)
	if _, err := e.Rebuild(t.Context(), "sums"); err != nil && !errors.Is(err, engine.ErrRebuilding) {
		t.Fatalf("rebuilding while the first generation may still be filled gave %v", err)
	}
	last := l.events[199].Position
	must(t, e.WaitFor(within(t, 20*time.Second), "sums", last))
	for i := range 5 {
		var writing sync.WaitGroup
		writing.Go(func() {
			for j := range 50 {
				last = l.add("Added", fmt.Sprintf(`{"ward":"w%d","amount":%d}`, j%5, i))
			}
		})
		_, err := e.Rebuild(t.Context(), "sums")
		must(t, err)
		writing.Wait()
		must(t, e.WaitFor(within(t, 20*time.Second), "sums", last))
		wantRows(t, s, replayed(t, l, summing(1)))
	}
	if got := status(t, s); got.Number < 6 || !got.Live {
		t.Errorf("status is %+v, want generation 6 or 7, live", got)
	}
}

func TestARebuildThatHaltsLeavesTheLiveViewAlone(t *testing.T) {
	t.Parallel()
	l := filled(20)
	s := memory.New()
	var bad atomic.Bool
	e := open(t, config(l, s, summing(1, func(*engine.Fold, es.Recorded) error {
		if bad.Load() {
			return errors.New("bad")
		}
		return nil
	})))
	must(t, e.CatchUp(t.Context()))
	bad.Store(true)
	var halted *engine.HaltedError
	if _, err := e.Rebuild(t.Context(), "sums"); !errors.As(err, &halted) {
		t.Errorf("got %v, want the halt", err)
	}
	if got := status(t, s); got.Number != 1 || !got.Live || got.Halt != nil {
		t.Errorf("status is %+v, want generation 1, live", got)
	}
}

func TestAnOlderProgramGivesWay(t *testing.T) {
	t.Parallel()
	l := filled(20)
	s := memory.New()
	old := open(t, config(l, s, summing(1)))
	must(t, old.CatchUp(t.Context()))
	newer := open(t, config(l, s, summing(2)))
	must(t, newer.CatchUp(t.Context()))
	l.add("Added", `{"ward":"w1","amount":1}`)
	page, err := newer.Next(t.Context(), "sums")
	must(t, err)
	if err := old.Project(t.Context(), "sums", page); !errors.Is(err, engine.ErrSuperseded) {
		t.Fatalf("got %v, want ErrSuperseded", err)
	}
	if _, err := old.Next(t.Context(), "sums"); !errors.Is(err, engine.ErrSuperseded) {
		t.Errorf("next gave %v, want ErrSuperseded", err)
	}
	if got := status(t, s); got.Version != 2 {
		t.Errorf("status is %+v, want version 2", got)
	}
}

// counted is an event that counts how often it is decoded.
type counted struct{}

var decodings atomic.Int64

func (*counted) UnmarshalJSON([]byte) error {
	decodings.Add(1)
	runtime.Gosched() // let the others in
	return nil
}

func (counted) MarshalJSON() ([]byte, error) { return json.RawMessage(`{}`), nil }

func TestAnEventIsDecodedOnceForAll(t *testing.T) {
	decodings.Store(0) // not parallel
	l := &testLog{}
	for range 30 {
		l.add("Counted", `{}`)
	}
	c := config(l, memory.New())
	c.Definitions = es.Define(es.On[counted]("Counted", 1))
	for i := range 4 {
		table := engine.NewTable[SumKey, sumRow](fmt.Sprintf("p%d_rows", i))
		c.Projections = append(c.Projections, engine.Projection{Name: fmt.Sprintf("p%d", i), Version: 1, Tables: []engine.Described{table}, Reads: []string{"Counted"}, Apply: func(f *engine.Fold, _ es.Recorded) error {
			table.Get(f, SumKey{"all"}).Count++
			return nil
		}})
	}
	e := open(t, c)
	for range 8 { // page by page, as the router would drive them
		for _, name := range e.Names() {
			page, err := e.Next(t.Context(), name)
			must(t, err)
			must(t, e.Project(t.Context(), name, page))
		}
	}
	if got := decodings.Load(); got != 30 {
		t.Errorf("30 events were decoded %d times", got)
	}
	decodings.Store(0)
	c.Store, c.PageSize = memory.New(), 100
	must(t, open(t, c).CatchUp(t.Context())) // all at once
	if got := decodings.Load(); got != 30 {
		t.Errorf("asked for at once, 30 events were decoded %d times", got)
	}
}

func TestReplayAsOf(t *testing.T) {
	t.Parallel()
	l := filled(30)
	s := memory.New()
	day := civil.On(2021, 1, 16)
	at, err := engine.Replay(t.Context(), l, definitions, summing(1), s, func(e es.Event) bool { return !e.Meta.OccurredOn.After(day) })
	must(t, err)
	if at != l.events[29].Position {
		t.Errorf("replayed through %s, want the whole log", at)
	}
	wantRows(t, s, replayed(t, filled(15), summing(1)))
	if !status(t, s).Live {
		t.Error("queries don't see what was replayed")
	}
}

// TestReplayOfNothing: where no event of the log is kept, or none is read, the
// view is empty, and it is there.
func TestReplayOfNothing(t *testing.T) {
	t.Parallel()
	for name, l := range map[string]*testLog{"an empty log": filled(0), "a filter that keeps none": filled(30)} {
		s := memory.New()
		_, err := engine.Replay(t.Context(), l, definitions, summing(1), s, func(es.Event) bool { return false })
		must(t, err)
		if !status(t, s).Live {
			t.Errorf("%s: queries don't see the view", name)
		}
	}
	unread := &testLog{}
	for range 30 {
		unread.add("Ignored", `{}`)
	}
	e := open(t, config(unread, memory.New(), summing(1)))
	must(t, e.CatchUp(t.Context()))
	_, err := e.Rebuild(t.Context(), "sums")
	must(t, err)
}

func TestReports(t *testing.T) {
	t.Parallel()
	l := filled(20)
	e := open(t, config(l, memory.New(), summing(1)))
	page, err := e.Next(t.Context(), "sums")
	must(t, err)
	must(t, e.Project(t.Context(), "sums", page))
	reports, err := e.Reports(t.Context())
	must(t, err)
	if len(reports) != 1 || reports[0].Behind != 16 || reports[0].State() != engine.Rebuilding || reports[0].Head != l.events[19].Position {
		t.Errorf("reports are %+v, want one, rebuilding, 16 behind", reports)
	}
}

func TestDispositions(t *testing.T) {
	t.Parallel()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		ctx  context.Context
		err  error
		want engine.Disposition
	}{
		{t.Context(), errors.New("disk trouble"), engine.DoRetry},
		{t.Context(), engine.ErrFenced, engine.DoRetry},
		{t.Context(), fmt.Errorf("so: %w", &engine.HaltedError{}), engine.DoHalt},
		{t.Context(), fmt.Errorf("so: %w", engine.ErrSuperseded), engine.DoHalt},
		{t.Context(), fmt.Errorf("so: %w", es.ErrClosed), engine.DoStop},
		{ended, context.Canceled, engine.DoStop},
		{ended, &engine.HaltedError{}, engine.DoHalt},
	} {
		if got := engine.Dispose(c.ctx, c.err); got != c.want {
			t.Errorf("%v calls for %v, want %v", c.err, got, c.want)
		}
	}
}

func TestTablesThatCantBe(t *testing.T) {
	t.Parallel()
	type untagged struct {
		SumKey
		Sum int64
	}
	type twice struct {
		SumKey
		Ward2 string `db:"ward"`
	}
	type deep struct {
		SumKey
		List any `db:"list"`
	}
	for name, make := range map[string]func(){
		"no tag":             func() { engine.NewTable[SumKey, untagged]("t") },
		"one column twice":   func() { engine.NewTable[SumKey, twice]("t") },
		"not a column":       func() { engine.NewTable[SumKey, deep]("t") },
		"not the key":        func() { engine.NewTable[added, sumRow]("t") },
		"not a name":         func() { engine.NewTable[SumKey, sumRow]("T;") },
		"not a column index": func() { engine.NewTable[SumKey, sumRow]("t", engine.Index("sum", "x")) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			make()
		}()
	}
	if got := sums.Schema().ColumnNames(); !slices.Equal(got, []string{"ward", "sum", "count", "last"}) {
		t.Errorf("columns are %v", got)
	}
}
