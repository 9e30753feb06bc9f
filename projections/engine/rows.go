package engine

import (
	"fmt"
	"slices"
	"unsafe"
)

// tableRows are the rows of one table that a fold has in memory.
type tableRows interface {
	schema() Schema
	eventDone()
	wanted() ([]any, error)
	fill(stored []any) error
	changes() (Change, error)
	accept() error
	commit()
	reset()
	size() int
	dirtyRows() int
	evict(few int)
	setComplete(bool)
}

// rows are a table's rows in memory: those that the page has touched, those that
// earlier pages changed and that aren't committed yet, and others as they are in
// the store. What is in memory is newer than the store or equal to it.
type rows[K comparable, R comparable] struct {
	table    *Table[K, R]
	entries  map[K]*entry[K, R]
	touched  []*entry[K, R] // by this page, in order
	dirty    []*entry[K, R] // changed by accepted pages, and not committed
	absent   []*entry[K, R] // got by this event while there was no such row
	missing  []*entry[K, R] // stand-ins of rows to be loaded
	page     uint64
	flushed  uint64     // the page after which was last committed
	complete bool       // the store has no row that isn't in entries
	stored   *keySet[K] // of the rows that the store has and entries lacks; nil: not known
	born     uint64     // how many entries there have been
}

// entry is a row, and what it was when the last page was accepted. Without
// exists, before is the fresh row.
type entry[K comparable, R comparable] struct {
	key          K
	row, before  R
	live, exists bool
	inStore      bool // the store has a row of the key
	dirty        bool // it is in rows.dirty
	standIn      bool // it is in rows.missing
	page         uint64
	born         uint64 // its number among the entries
}

func (t *Table[K, R]) newRows() tableRows {
	return &rows[K, R]{table: t, entries: map[K]*entry[K, R]{}, page: 1}
}

func (r *rows[K, R]) schema() Schema { return r.table.schema }

// get finds the row, from memory or the store, and notes that it is touched.
func (r *rows[K, R]) get(f *Fold, k K) *entry[K, R] {
	e := r.entries[k]
	if e == nil {
		r.checkKey(&k)
		e = r.fresh(k)
		if !r.complete && (r.stored == nil || r.stored.mayHave(k)) {
			e.standIn = true
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

// checkKey panics, at the event that asks for it, on a key that no store can
// look for.
func (r *rows[K, R]) checkKey(k *K) {
	for i := range r.table.schema.Keys {
		if f := &r.table.fields[i]; f.form == formString {
			if err := f.checkText(*(*string)(unsafe.Add(unsafe.Pointer(k), f.offset))); err != nil {
				panic(misuse(err.Error()))
			}
		}
	}
}

func (r *rows[K, R]) fresh(k K) *entry[K, R] {
	row := zeroRow[K, R](k)
	r.born++
	e := &entry[K, R]{key: k, row: row, before: row, born: r.born}
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
		if keys, err = r.encode(keys, &e.before, r.table.schema.Keys); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// fill takes what the store has for the rows that were wanted, and whatever else
// it answers that isn't in memory; those that it has not stay fresh.
func (r *rows[K, R]) fill(stored []any) error {
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
		} else if !e.standIn {
			continue // what is in memory is newer
		}
		e.row, e.before, e.live, e.exists, e.inStore = row, row, true, true, true
	}
	for _, e := range r.missing {
		e.standIn = false
	}
	r.missing = r.missing[:0]
	return nil
}

// changed are the touched rows that aren't as they were before the page. It
// fails where the fold changed a key.
func (r *rows[K, R]) changed() (list []*entry[K, R], err error) {
	for _, e := range r.touched {
		r.table.canonical(&e.row)
		if *keyOf[K](&e.row) != e.key {
			return nil, fmt.Errorf("engine: the fold changed the key of a row of %s", r.table.schema.Name)
		}
		if e.live != e.exists || e.live && e.row != e.before {
			list = append(list, e)
		}
	}
	return list, nil
}

// changes are what is to be written: the rows that this page and those accepted
// before it have changed.
func (r *rows[K, R]) changes() (Change, error) {
	c := Change{Table: r.table.schema}
	list, err := r.changed()
	if err != nil {
		return c, err
	}
	fresh := 0
	for _, e := range slices.Concat(list, r.dirty) {
		if e.live && !e.inStore {
			fresh++
		}
	}
	c.Inserts = make([]any, 0, fresh*len(r.table.fields))
	for _, e := range list {
		if e.dirty {
			continue
		}
		if err := r.write(&c, e); err != nil {
			return c, err
		}
	}
	for _, e := range r.dirty {
		if err := r.write(&c, e); err != nil {
			return c, err
		}
	}
	return c, nil
}

func (r *rows[K, R]) write(c *Change, e *entry[K, R]) (err error) {
	switch {
	case e.live && !e.inStore:
		c.Inserts, err = r.encode(c.Inserts, &e.row, len(r.table.fields))
	case e.live:
		c.Upserts, err = r.encode(c.Upserts, &e.row, len(r.table.fields))
	case e.inStore:
		c.Deletes, err = r.encode(c.Deletes, &e.before, c.Table.Keys)
	}
	return err
}

// accept takes the page's changes, and leaves them to a later commit.
func (r *rows[K, R]) accept() error {
	list, err := r.changed()
	if err != nil {
		return err
	}
	for _, e := range list {
		if !e.dirty {
			e.dirty = true
			r.dirty = append(r.dirty, e)
		}
		e.before, e.exists = e.row, e.live
	}
	r.next()
	return nil
}

// commit takes everything in memory as what the store has now.
func (r *rows[K, R]) commit() {
	for _, e := range r.touched {
		e.before, e.exists, e.inStore = e.row, e.live, e.live
	}
	for _, e := range r.dirty {
		e.dirty, e.inStore = false, e.exists
	}
	r.dirty = r.dirty[:0]
	r.next()
}

// reset takes the page's changes back, and keeps what was loaded.
func (r *rows[K, R]) reset() {
	for _, e := range r.touched {
		e.row, e.live = e.before, e.exists
	}
	r.next()
}

func (r *rows[K, R]) next() {
	r.touched, r.absent = r.touched[:0], r.absent[:0]
	r.page++
}

func (r *rows[K, R]) size() int      { return len(r.entries) }
func (r *rows[K, R]) dirtyRows() int { return len(r.dirty) }

// evict forgets the rows that no page since it was last called has touched, and
// that are as the store has them, unless there are but a few. It remembers which keys the store has, where it
// knows of all of them: a key that it has not needs no query.
func (r *rows[K, R]) evict(few int) {
	since := r.flushed
	r.flushed = r.page
	if len(r.entries) <= few {
		return
	}
	if r.complete {
		r.complete, r.stored = false, newKeySet[K](len(r.entries))
	}
	for k, e := range r.entries {
		if e.page >= since || e.dirty {
			continue
		}
		if e.inStore && r.stored != nil {
			r.stored.add(k)
		}
		delete(r.entries, k)
	}
}

func (r *rows[K, R]) setComplete(complete bool) { r.complete = complete }

// encode appends a row's first n columns.
func (r *rows[K, R]) encode(to []any, row *R, n int) ([]any, error) {
	for i := range r.table.fields[:n] {
		f := &r.table.fields[i]
		x, err := f.encode(unsafe.Pointer(row))
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
