package engine_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

var errCrash = errors.New("crash")

// crashing is a store that fails at its step-th step and all steps after: the
// step itself is carried out or not.
type crashing struct {
	engine.Store
	step, done int
	carriedOut bool
	once       bool // only that step fails
	leases     []engine.Lease
}

func (c *crashing) at(do func() error) error {
	c.done++
	switch {
	case c.done < c.step, c.done > c.step && c.once:
		return do()
	case c.done == c.step && c.carriedOut:
		if err := do(); err != nil {
			return err
		}
	}
	return errCrash
}

func (c *crashing) Generations(ctx context.Context, name string) (all []engine.Status, err error) {
	err = c.at(func() error { all, err = c.Store.Generations(ctx, name); return err })
	return all, err
}

func (c *crashing) Create(ctx context.Context, g engine.Generation, shape string, tables []engine.Schema, since time.Time) error {
	return c.at(func() error { return c.Store.Create(ctx, g, shape, tables, since) })
}

func (c *crashing) Switch(ctx context.Context, s engine.Switch) error {
	return c.at(func() error { return c.Store.Switch(ctx, s) })
}

func (c *crashing) Freeze(ctx context.Context, g engine.Generation) (f engine.Frozen, err error) {
	err = c.at(func() error { f, err = c.Store.Freeze(ctx, g); return err })
	return f, err
}

func (c *crashing) Lease(ctx context.Context, name string) (l engine.Lease, err error) {
	err = c.at(func() error { l, err = c.Store.Lease(ctx, name); return err })
	if err != nil && l != nil { // whoever fails to get it doesn't keep it
		return nil, errors.Join(err, l.Release())
	}
	if l != nil {
		c.leases = append(c.leases, l)
	}
	return l, err
}

// die is the end of the process: the store takes its leases back.
func (c *crashing) die() {
	for _, l := range c.leases {
		_ = l.Release() // of a store in memory
	}
}

func (c *crashing) Drop(ctx context.Context, g engine.Generation) error {
	return c.at(func() error { return c.Store.Drop(ctx, g) })
}

func (c *crashing) Load(ctx context.Context, g engine.Generation, t engine.Schema, keys []any) (rows []any, err error) {
	err = c.at(func() error { rows, err = c.Store.Load(ctx, g, t, keys); return err })
	return rows, err
}

func (c *crashing) Scan(ctx context.Context, g engine.Generation, t engine.Schema, s engine.Scan) (rows []any, err error) {
	err = c.at(func() error { rows, err = c.Store.Scan(ctx, g, t, s); return err })
	return rows, err
}

func (c *crashing) Commit(ctx context.Context, commit engine.Commit) error {
	return c.at(func() error { return c.Store.Commit(ctx, commit) })
}

// everyCrash runs work on a store that crashes at step 1, 2, 3 …, until it gets
// through, and checks after each crash that the work, done again, ends well.
func everyCrash(t *testing.T, prepare func(*memory.Store), work func(engine.Store) error, check func(testing.TB, *memory.Store)) {
	for _, carriedOut := range []bool{false, true} {
		for step := 1; ; step++ {
			kept := memory.New()
			prepare(kept)
			store := &crashing{Store: kept, step: step, carriedOut: carriedOut}
			err := work(store)
			if err != nil && !errors.Is(err, errCrash) {
				t.Fatalf("crash at step %d: %v", step, err)
			}
			store.die()
			if err != nil { // a new process, on a store that works
				again := &crashing{Store: kept, step: math.MaxInt}
				err := work(again)
				again.die()
				if err != nil {
					t.Fatalf("after a crash at step %d: %v", step, err)
				}
			}
			check(t, kept)
			if store.done < step {
				if step < 5 {
					t.Fatalf("the work took %d steps: too few to be what it should", step-1)
				}
				break
			}
		}
	}
}

func TestACrashAnywhereLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	l := filled(40)
	want := replayed(t, l, summing(1))
	everyCrash(t, func(*memory.Store) {}, func(s engine.Store) error {
		e, err := engine.Open(t.Context(), config(l, s, summing(1)))
		if err != nil {
			return err
		}
		return e.CatchUp(t.Context())
	}, func(t testing.TB, s *memory.Store) {
		wantRows(t, s, want)
		if got := status(t, s); !got.Live {
			t.Fatalf("status is %+v, want live", got)
		}
	})
}

func TestTroubleWithoutACrashLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	l := filled(40)
	want := replayed(t, l, summing(1))
	for _, carriedOut := range []bool{false, true} {
		for step := 3; ; step++ {
			kept := memory.New()
			store := &crashing{Store: kept, step: step, carriedOut: carriedOut, once: true}
			e, err := engine.Open(t.Context(), config(l, store, summing(1)))
			must(t, err)
			err = e.CatchUp(t.Context())
			if err != nil {
				err = e.CatchUp(t.Context()) // the same engine, with what it has in memory
			}
			must(t, err)
			wantRows(t, kept, want)
			if store.done < step {
				break
			}
		}
	}
}

func TestANewVersionIsRebuiltThroughAnyCrash(t *testing.T) {
	t.Parallel()
	l := filled(40)
	want := replayed(t, l, summing(2))
	everyCrash(t, func(s *memory.Store) {
		must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	}, func(s engine.Store) error {
		e, err := engine.Open(t.Context(), config(l, s, summing(2)))
		if err != nil {
			return err
		}
		return e.CatchUp(t.Context())
	}, func(t testing.TB, s *memory.Store) {
		wantRows(t, s, want)
		if got := status(t, s); !got.Live || got.Version != 2 {
			t.Fatalf("status is %+v, want version 2, live", got)
		}
	})
}

func TestARebuildEndsWellThroughAnyCrash(t *testing.T) {
	t.Parallel()
	l := filled(40)
	want := replayed(t, l, summing(1))
	everyCrash(t, func(s *memory.Store) {
		must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	}, func(s engine.Store) error {
		e, err := engine.Open(t.Context(), config(l, s, summing(1)))
		if err != nil {
			return err
		}
		_, err = e.Rebuild(t.Context(), "sums")
		return errors.Join(e.CatchUp(t.Context()), err)
	}, func(t testing.TB, s *memory.Store) {
		wantRows(t, s, want)
		if got := status(t, s); !got.Live {
			t.Fatalf("status is %+v, want live", got)
		}
		if c := compared(t, s); !c.Same() || len(c.Tables) != 1 { // also when it was compared a second time
			t.Fatalf("the rebuild differs in %+v", c)
		}
	})
}

func TestTheOldViewIsSeenUntilTheNewOneIsWhole(t *testing.T) {
	t.Parallel()
	l := filled(40)
	s := memory.New()
	must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	old, fresh := replayed(t, l, summing(1)), replayed(t, l, summing(2))
	e := open(t, config(l, s, summing(2)))
	for pages := 0; ; pages++ {
		if all, err := s.Generations(t.Context(), "sums"); err != nil || len(all) == 1 {
			must(t, err)
			if pages != 10 {
				t.Errorf("switched after %d pages, want 10", pages)
			}
			break
		}
		wantRows(t, s, old) // memory.Rows shows the live generation, as queries see it
		page, err := e.Next(t.Context(), "sums")
		must(t, err)
		must(t, e.Project(t.Context(), "sums", page))
	}
	wantRows(t, s, fresh)
}

func TestAChangedTableIsRebuilt(t *testing.T) {
	t.Parallel()
	l := filled(20)
	s := memory.New()
	must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	type wider struct {
		SumKey
		Sum int64 `db:"sum"`
	}
	table := engine.NewTable[SumKey, wider]("sums_wards")
	p := engine.Projection{Name: "sums", Version: 1, Tables: []engine.Described{table}, Reads: []string{"Added"}, Apply: func(f *engine.Fold, e es.Recorded) error {
		table.Get(f, SumKey{"all"}).Sum++
		return nil
	}}
	must(t, open(t, config(l, s, p)).CatchUp(t.Context()))
	if got := fmt.Sprint(s.Rows("sums", table.Schema())); got != "[[all 17]]" {
		t.Errorf("rows are %s", got)
	}
}

func TestALogThatWasSetBackIsProjectedAnew(t *testing.T) {
	t.Parallel()
	l := filled(40)
	s := memory.New()
	must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	l.cut(25)
	must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	wantRows(t, s, replayed(t, l, summing(1)))
}
