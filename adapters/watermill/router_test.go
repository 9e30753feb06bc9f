package watermill

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

type placed struct {
	Ward string `json:"ward"`
}

var definitions = es.Define(es.On[placed]("Placed", 1))

type WardKey struct {
	Ward string `db:"ward"`
}

type wardRow struct {
	WardKey
	Placed int64 `db:"placed"`
}

// counting is a projection that counts placements by ward, and asks veto first.
func counting(name string, veto func(es.Recorded) error) engine.Projection {
	table := engine.NewTable[WardKey, wardRow](name + "_wards")
	return engine.Projection{
		Name: name, Version: 1, Tables: []engine.Described{table}, Reads: []string{"Placed"},
		Apply: func(f *engine.Fold, e es.Recorded) error {
			if veto != nil {
				if err := veto(e); err != nil {
					return err
				}
			}
			table.Get(f, WardKey{e.Payload.(placed).Ward}).Placed++
			return nil
		},
	}
}

// book is a log and views in files.
type book struct {
	log   *sqlite.Log
	views *sqlite.Views
}

func openBook(t testing.TB) *book {
	t.Helper()
	folder := t.TempDir()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(folder, "log.db"), sqlite.LogOptions{})
	must(t, err)
	views, err := sqlite.OpenViews(t.Context(), filepath.Join(folder, "views.db"))
	must(t, err)
	t.Cleanup(func() { must(t, errors.Join(views.Close(), log.Close())) })
	return &book{log, views}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// write appends n placements, each to a stream of its own.
func (b *book) write(t testing.TB, name string, n int) (last es.Position) {
	t.Helper()
	for i := range n {
		stream := fmt.Sprintf("worker-%s-%d", name, i)
		typ, version, data, err := definitions.Encode(placed{fmt.Sprint("ward-", i%3)})
		must(t, err)
		appended, err := b.log.Append(t.Context(), stream, es.NoStream, []es.NewEvent{{
			ID: es.EventID(name, stream, 0), Type: typ, Version: version, Data: data,
			Meta: es.Metadata{Actor: "u", OccurredOn: civil.On(2021, 4, 27), RecordedAt: time.Date(2021, 4, 27, 1, 0, 0, 0, time.UTC)},
		}})
		must(t, err)
		last = appended.Position
	}
	return last
}

func (b *book) engine(t testing.TB, store engine.Store, projections ...engine.Projection) *engine.Engine {
	t.Helper()
	e, err := engine.Open(t.Context(), engine.Config{
		Log: b.log, Definitions: definitions, Store: store, Projections: projections, Clock: time.Now, PageSize: 7, Poll: 5 * time.Millisecond,
	})
	must(t, err)
	return e
}

var quiet = slog.New(slog.DiscardHandler)

func config(e *engine.Engine, policies ...Policy) Config {
	return Config{Engine: e, Log: quiet, Backoff: Backoff{time.Millisecond, 4 * time.Millisecond}, Policies: policies}
}

// run starts a router and answers how to end it; it is ended with the test anyway.
func run(t testing.TB, c Config) (stop func()) {
	t.Helper()
	router, err := NewRouter(c)
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- router.Run(ctx) }()
	<-router.Running()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

func wait(t testing.TB, e *engine.Engine, name string, at es.Position) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	must(t, e.WaitFor(ctx, name, at))
}

// total is how many placements the projection's view counts.
func (b *book) total(t *testing.T, name string) (total int64) {
	t.Helper()
	must(t, b.views.Snapshot(t.Context(), func(s engine.Snapshot) error {
		rows, err := engine.Select[wardRow](t.Context(), s, `SELECT ward, placed FROM `+name+`_wards WHERE placed > $1`, 0)
		for _, row := range rows {
			total += row.Placed
		}
		return err
	}))
	return total
}

func TestEventsComeIntoTheViews(t *testing.T) {
	t.Parallel()
	b := openBook(t)
	b.write(t, "before", 50)
	e := b.engine(t, b.views, counting("a", nil), counting("b", nil), counting("c", nil))
	run(t, config(e))
	last := b.write(t, "after", 25)
	for _, name := range e.Names() {
		wait(t, e, name, last)
		if got := b.total(t, name); got != 75 {
			t.Errorf("%s counts %d, want 75", name, got)
		}
	}
}

func TestClosingLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	b := openBook(t)
	var last es.Position
	for round := range 8 {
		e := b.engine(t, b.views, counting("a", nil), counting("b", nil))
		stop := run(t, config(e))
		last = b.write(t, fmt.Sprint(round), 20)
		stop() // wherever it is
	}
	e := b.engine(t, b.views, counting("a", nil), counting("b", nil))
	run(t, config(e))
	for _, name := range e.Names() {
		wait(t, e, name, last)
		if got := b.total(t, name); got != 160 {
			t.Errorf("%s counts %d, want 160", name, got)
		}
	}
}

func TestAHaltedProjectionLeavesTheOthersAlone(t *testing.T) {
	t.Parallel()
	b := openBook(t)
	var mended atomic.Bool
	e := b.engine(t, b.views, counting("good", nil), counting("bad", func(r es.Recorded) error {
		if r.Stream == "worker-x-10" && !mended.Load() {
			return errors.New("no such ward")
		}
		return nil
	}))
	run(t, config(e))
	last := b.write(t, "x", 30)
	wait(t, e, "good", last)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var halted *engine.HaltedError
	if err := e.WaitFor(ctx, "bad", last); !errors.As(err, &halted) || halted.Halt.Error != "no such ward" {
		t.Fatalf("waiting gave %v, want the halt", err)
	}
	if got := b.total(t, "good"); got != 30 {
		t.Errorf("good counts %d, want 30", got)
	}
	if got := b.total(t, "bad"); got != 10 {
		t.Errorf("bad counts %d before its halt, want 10", got)
	}
	must(t, e.Retry(t.Context(), "bad")) // still bad: it halts again
	if err := e.WaitFor(ctx, "bad", last); !errors.As(err, &halted) {
		t.Fatalf("waiting gave %v, want the halt again", err)
	}
	mended.Store(true)
	must(t, e.Retry(t.Context(), "bad"))
	wait(t, e, "bad", last)
	if got := b.total(t, "bad"); got != 30 {
		t.Errorf("bad counts %d, want 30", got)
	}
}

// flaky fails every commit until it is mended.
type flaky struct {
	engine.Store
	failures chan struct{}
	done     chan struct{}
	broken   atomic.Bool
}

func (f *flaky) Commit(ctx context.Context, c engine.Commit) error {
	if f.broken.Load() {
		select {
		case f.failures <- struct{}{}:
		case <-f.done:
		}
		return errors.New("disk trouble")
	}
	return f.Store.Commit(ctx, c)
}

func TestTroubleIsRetried(t *testing.T) {
	t.Parallel()
	b := openBook(t)
	store := &flaky{Store: b.views, failures: make(chan struct{}), done: make(chan struct{})}
	store.broken.Store(true)
	e := b.engine(t, store, counting("a", nil))
	run(t, config(e))
	last := b.write(t, "x", 20)
	for range 2*attempts - 1 { // past one delivery
		<-store.failures
	}
	store.broken.Store(false)
	close(store.done)
	wait(t, e, "a", last)
	if got := b.total(t, "a"); got != 20 {
		t.Errorf("a counts %d, want 20", got)
	}
}

func TestThePageComesAgainUntilItIsAcked(t *testing.T) {
	t.Parallel()
	b := openBook(t)
	b.write(t, "x", 10)
	e := b.engine(t, b.views, counting("a", nil))
	s := NewSubscriber(e, quiet, Backoff{time.Millisecond, time.Millisecond})
	messages, err := s.Subscribe(t.Context(), "a")
	must(t, err)
	first := <-messages
	page := PageOf(first)
	if string(first.Payload) != `{"after":"start","through":"7","events":7}` || len(page.Events) != 7 {
		t.Fatalf("the first message is %s with %d events", first.Payload, len(page.Events))
	}
	must(t, e.Project(t.Context(), "a", page))
	first.Nack() // counted or not: without the ack it comes again
	again := <-messages
	if string(again.Payload) != string(first.Payload) {
		t.Fatalf("after the nack came %s", again.Payload)
	}
	must(t, e.Project(t.Context(), "a", PageOf(again)))
	again.Ack()
	next := <-messages
	if string(next.Payload) != `{"after":"7","through":"10","events":3}` {
		t.Fatalf("after the ack came %s", next.Payload)
	}
	must(t, s.Close()) // with a message out
	if _, open := <-messages; open {
		t.Error("a message came after closing")
	}
}

func TestAPolicyRunsUntilItSucceeds(t *testing.T) {
	t.Parallel()
	b := openBook(t)
	e := b.engine(t, b.views, counting("a", nil))
	if err := e.CatchUp(t.Context()); err != nil { // there is a view to ask
		t.Fatal(err)
	}
	var calls atomic.Int64
	seen := make(chan int64, 100)
	run(t, config(e, Policy{Name: "watch", Projection: "a", Do: func(context.Context) error {
		switch n := calls.Add(1); {
		case n%3 == 1:
			return errors.New("not now")
		case n%3 == 2:
			panic("not now either")
		}
		seen <- b.total(t, "a")
		return nil
	}}))
	if got := <-seen; got != 0 {
		t.Errorf("at the start the policy saw %d, want 0", got)
	}
	wait(t, e, "a", b.write(t, "x", 20)) // the policy's trouble doesn't hold this up
	for <-seen != 20 {
	}
}
