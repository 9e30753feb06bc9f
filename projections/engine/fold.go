package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"vaoso/domain/es"
)

// Fold is a page being folded. Projections hand it on to their tables.
//
// Its rows are owned by one projector. Between pages they are what the accepted
// pages made of them, or there are none.
type Fold struct {
	ctx      context.Context
	store    Store
	gen      Generation
	tables   []tableRows
	batching bool  // rows that aren't at hand are noted instead of loaded
	missed   bool  // some were: what was folded since is worth nothing
	checking bool  // rows are checked after each event, to find the one that spoils a row
	err      error // the store's failure; what was folded since is worth nothing
}

// newFold is a fold without rows. Where empty, the store has none either.
func newFold(store Store, gen Generation, tables []Described, empty bool) *Fold {
	f := &Fold{store: store, gen: gen}
	for _, t := range tables {
		r := t.newRows()
		r.setComplete(empty)
		f.tables = append(f.tables, r)
	}
	return f
}

// foldError is an event that Apply refused, or panicked on.
type foldError struct {
	index int // of the event in the page
	cause error
}

func (e *foldError) Error() string { return e.cause.Error() }
func (e *foldError) Unwrap() error { return e.cause }

// lookahead is how often a page is folded to see which rows it needs, before
// rows are loaded one by one: a row may name the next.
const lookahead = 4

// page folds the events. Where rows aren't at hand, it folds once to see which,
// loads them with one query a table, and folds again. It fails with *foldError,
// or with the store's error.
func (f *Fold) page(ctx context.Context, apply func(*Fold, es.Recorded) error, events []*es.Recorded) error {
	f.ctx, f.err = ctx, nil
	for n := range lookahead + 1 {
		f.batching, f.missed = n < lookahead, false
		err := f.pass(apply, events)
		if f.err != nil {
			return f.err
		}
		if !f.missed {
			return err
		}
		f.reset()
		for _, t := range f.tables {
			f.load(t)
		}
		if f.err != nil {
			return f.err
		}
	}
	return errors.New("engine: a fold missed rows while loading them one by one")
}

func (f *Fold) pass(apply func(*Fold, es.Recorded) error, events []*es.Recorded) error {
	for i, e := range events {
		err := contained(func() error { return apply(f, *e) })
		if f.err != nil {
			return f.err
		}
		if err != nil && !f.missed {
			return &foldError{i, err}
		}
		for _, t := range f.tables {
			t.eventDone()
		}
		if f.checking && !f.missed {
			if _, err := f.changes(); err != nil {
				return &foldError{i, err}
			}
		}
		if i%1024 == 0 && f.ctx.Err() != nil {
			f.err = f.ctx.Err()
			return f.err
		}
	}
	return nil
}

// contained turns a panic into an error. Only the runtime's own messages are
// kept: others might quote the event.
func contained(apply func() error) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case misuse:
			err = r
		case runtime.Error:
			err = fmt.Errorf("the fold panicked: %w", r)
		default:
			err = fmt.Errorf("the fold panicked with a %T", r)
		}
	}()
	return apply()
}

// load fetches the rows that a table misses, with one query.
func (f *Fold) load(t tableRows) {
	keys, err := t.wanted()
	if err != nil || len(keys) == 0 {
		f.fail(err)
		return
	}
	stored, err := f.store.Load(f.ctx, f.gen, t.schema(), keys)
	if err != nil {
		f.fail(fmt.Errorf("couldn't load rows of %s: %w", t.schema().Name, err))
		return
	}
	f.fail(t.fill(stored))
}

// scan is a part of the rows that a table's store has for a column's value.
func (f *Fold) scan(t Schema, s Scan) []any {
	stored, err := f.store.Scan(f.ctx, f.gen, t, s)
	if err == nil && len(stored)%len(t.Columns) != 0 {
		err = fmt.Errorf("the store answered %d values for rows of %d columns", len(stored), len(t.Columns))
	}
	if err != nil {
		f.fail(fmt.Errorf("couldn't scan %s: %w", t.Name, err))
	}
	return stored
}

func (f *Fold) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

func (f *Fold) reset() {
	for _, t := range f.tables {
		t.reset()
	}
}

// changes are what the page did, tables without changes left out.
func (f *Fold) changes() (list []Change, err error) {
	for _, t := range f.tables {
		c, err := t.changes()
		if err != nil {
			return nil, err
		}
		if c.Len() > 0 {
			list = append(list, c)
		}
	}
	return list, nil
}

// accept takes the page's changes, and leaves them to a later commit. It fails,
// and takes none, where a fold changed a key.
func (f *Fold) accept() error {
	for _, t := range f.tables {
		if err := t.accept(); err != nil {
			return err
		}
	}
	return nil
}

// fewRows of a table are kept whatever else is forgotten.
const fewRows = 4096

// dirty is how many rows accepted pages have changed that aren't committed.
func (f *Fold) dirty() (n int) {
	for _, t := range f.tables {
		n += t.dirtyRows()
	}
	return n
}

// committed takes everything in memory as what the store has, or is about to have.
func (f *Fold) committed() {
	for _, t := range f.tables {
		t.commit()
	}
}

// forget lets go of the rows of older pages where there are more than limit. No
// commit may be under way.
func (f *Fold) forget(limit int) {
	size := 0
	for _, t := range f.tables {
		size += t.size()
	}
	if size <= limit {
		return
	}
	for _, t := range f.tables {
		t.evict(min(limit, fewRows))
	}
}
