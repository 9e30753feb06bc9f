package engine

import (
	"fmt"
	"reflect"
	"slices"
)

// tableRows are the rows of one table that a fold has in memory.
type tableRows interface {
	schema() Schema
	eventDone()
	wanted() ([]any, error)
	fill(stored []any) error
	changes() (Change, error)
	commit()
	reset()
	size() int
	evict()
	setComplete(bool)
}

// rows are a table's rows in memory: those that the page has touched, and those
// of earlier pages that are still as they were committed.
type rows[K comparable, R comparable] struct {
	table    *Table[K, R]
	entries  map[K]*entry[K, R]
	touched  []*entry[K, R] // by this page, in order
	absent   []*entry[K, R] // got by this event while there was no such row
	missing  []*entry[K, R] // stand-ins of rows to be loaded
	page     uint64
	complete bool // the store has no row that isn't in entries
}

// entry is a row and what the store has for it. Without exists, stored is the
// fresh row.
type entry[K comparable, R comparable] struct {
	key          K
	row, stored  R
	live, exists bool
	page         uint64
}

func (t *Table[K, R]) newRows() tableRows {
	return &rows[K, R]{table: t, entries: map[K]*entry[K, R]{}, page: 1}
}

func (r *rows[K, R]) schema() Schema { return r.table.schema }

// get finds the row, from memory or the store, and notes that it is touched.
func (r *rows[K, R]) get(f *Fold, k K) *entry[K, R] {
	e := r.entries[k]
	if e == nil {
		e = r.fresh(k)
		if !r.complete {
			r.missing = append(r.missing, e)
			if f.batching {
				f.missed = true
			} else {
				f.load(r)
			}
		}
	}
	r.touch(e)
	if !e.live {
		r.absent = append(r.absent, e)
	}
	return e
}

func (r *rows[K, R]) fresh(k K) *entry[K, R] {
	row := zeroRow[K, R](k)
	e := &entry[K, R]{key: k, row: row, stored: row}
	r.entries[k] = e
	return e
}

func (r *rows[K, R]) touch(e *entry[K, R]) {
	if e.page != r.page {
		e.page = r.page
		r.touched = append(r.touched, e)
	}
}

// eventDone decides which fresh rows have come to be. It is decided after each
// event, and not at the page's end, so that page boundaries play no part: +1
// and −1 make a row of zero whether they share a page or not.
func (r *rows[K, R]) eventDone() {
	for _, e := range r.absent {
		if !e.live && e.row != zeroRow[K, R](e.key) {
			e.live = true
		}
	}
	r.absent = r.absent[:0]
}

// wanted are the keys of the rows to be loaded.
func (r *rows[K, R]) wanted() ([]any, error) {
	var keys []any
	for _, e := range r.missing {
		var err error
		if keys, err = r.encode(keys, &e.stored, r.table.schema.Keys); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// fill takes what the store has for the rows that were wanted; those that it
// has not stay fresh.
func (r *rows[K, R]) fill(stored []any) error {
	r.missing = r.missing[:0]
	n := len(r.table.fields)
	if len(stored)%n != 0 {
		return fmt.Errorf("engine: table %s has %d columns, the store answered %d values", r.table.schema.Name, n, len(stored))
	}
	for ; len(stored) > 0; stored = stored[n:] {
		row, err := r.table.Row(stored[:n])
		if err != nil {
			return err
		}
		k := *keyOf[K](&row)
		e := r.entries[k]
		if e == nil {
			e = r.fresh(k)
		}
		if e.page == r.page && e.exists {
			continue // the page has it already, perhaps changed
		}
		e.row, e.stored, e.live, e.exists = row, row, true, true
	}
	return nil
}

// changes are the touched rows that differ from what the store has.
func (r *rows[K, R]) changes() (Change, error) {
	c := Change{Table: r.table.schema, Upserts: make([]any, 0, len(r.touched)*len(r.table.fields))}
	var err error
	for _, e := range r.touched {
		r.table.canonical(&e.row)
		if *keyOf[K](&e.row) != e.key {
			return c, fmt.Errorf("engine: the fold changed the key of a row of %s", c.Table.Name)
		}
		switch {
		case e.live && (!e.exists || e.row != e.stored):
			if c.Upserts, err = r.encode(c.Upserts, &e.row, len(r.table.fields)); err != nil {
				return c, err
			}
		case !e.live && e.exists:
			if c.Deletes, err = r.encode(c.Deletes, &e.stored, c.Table.Keys); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

// commit takes the page's rows as what the store has now.
func (r *rows[K, R]) commit() {
	for _, e := range r.touched {
		e.stored, e.exists = e.row, e.live
	}
	r.next()
}

// reset takes the page's changes back, and keeps what was loaded.
func (r *rows[K, R]) reset() {
	for _, e := range r.touched {
		e.row, e.live = e.stored, e.exists
	}
	r.next()
}

func (r *rows[K, R]) next() {
	r.touched, r.absent = r.touched[:0], r.absent[:0]
	r.page++
}

func (r *rows[K, R]) size() int { return len(r.entries) }

// evict forgets the rows that the last page didn't touch.
func (r *rows[K, R]) evict() {
	for k, e := range r.entries {
		if e.page+1 != r.page {
			delete(r.entries, k)
		}
	}
	r.complete = false
}

func (r *rows[K, R]) setComplete(complete bool) { r.complete = complete }

// scan are the live rows whose column has the value, ordered by key.
func (r *rows[K, R]) scan(f *Fold, column string, value any) []*entry[K, R] {
	at := r.table.schema.Column(column)
	if at < 0 {
		panic(misuse(fmt.Sprintf("engine: table %s has no column %s", r.table.schema.Name, column)))
	}
	field := &r.table.fields[at]
	if want := field.at(reflect.ValueOf(new(R)).Elem()).Type(); reflect.TypeOf(value) != want {
		panic(misuse(fmt.Sprintf("engine: column %s of %s is a %s, not a %T", column, r.table.schema.Name, want, value)))
	}
	want, err := field.encode(reflect.ValueOf(value))
	if err != nil {
		f.fail(err)
		return nil
	}
	if !r.complete {
		if f.batching {
			f.missed = true
			return nil
		}
		f.scan(r, at, want)
	}
	type found struct {
		*entry[K, R]
		key []any
	}
	var list []found
	for _, e := range r.entries {
		has, err := field.encode(field.at(reflect.ValueOf(&e.row).Elem()))
		if err != nil {
			f.fail(err)
			return nil
		}
		if has != want || !e.live && e.row == zeroRow[K, R](e.key) {
			continue
		}
		key, err := r.encode(nil, &e.row, r.table.schema.Keys)
		if err != nil {
			f.fail(err)
			return nil
		}
		list = append(list, found{e, key})
	}
	slices.SortFunc(list, func(a, b found) int { return CompareValues(a.key, b.key) })
	entries := make([]*entry[K, R], len(list))
	for i, l := range list {
		entries[i] = l.entry
		r.touch(l.entry)
		if !l.live {
			r.absent = append(r.absent, l.entry)
		}
	}
	return entries
}

// encode appends a row's first n columns.
func (r *rows[K, R]) encode(to []any, row *R, n int) ([]any, error) {
	v := reflect.ValueOf(row).Elem()
	for i := range n {
		f := &r.table.fields[i]
		x, err := f.encode(f.at(v))
		if err != nil {
			return nil, err
		}
		if x == nil && !f.nullable {
			x = ""
		}
		to = append(to, x)
	}
	return to, nil
}
