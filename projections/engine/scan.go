package engine

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"
)

// scanPart is how many rows of a scan are in memory at a time.
const scanPart = 1_000

// scan yields the live rows whose column has the value, by key: those in memory,
// and between them those that the store alone has.
func (r *rows[K, R]) scan(f *Fold, column string, value any, yield func(*R) bool) {
	at, want, ok := r.wantedValue(f, column, value)
	if !ok {
		return
	}
	if f.batching && !r.complete {
		f.missed = true
		return
	}
	inMemory, ok := r.matching(f, at, want)
	if !ok {
		return
	}
	give := func(e *entry[K, R]) bool {
		r.touch(e)
		if !e.live {
			r.absent = append(r.absent, e)
		}
		return yield(&e.row)
	}
	width, keys, begun := len(r.table.fields), r.table.schema.Keys, r.born
	for s := (Scan{Column: at, Value: want, Limit: scanPart}); !r.complete; {
		part := f.scan(r.table.schema, s)
		for row := range slices.Chunk(part, width) {
			for len(inMemory) > 0 && CompareValues(inMemory[0].key, row[:keys]) < 0 {
				if !give(inMemory[0].entry) {
					return
				}
				inMemory = inMemory[1:]
			}
			if e, err := r.gotMeanwhile(row, begun); err != nil {
				f.fail(err)
				return
			} else if e != nil {
				if !give(e) {
					return
				}
				continue
			}
			if !r.borrow(f, row, yield) {
				return
			}
		}
		if f.err != nil {
			return
		}
		if len(part) < scanPart*width {
			break
		}
		s.After = part[len(part)-width:][:keys]
	}
	for _, m := range inMemory {
		if !give(m.entry) {
			return
		}
	}
}

// gotMeanwhile is the entry of a row that the store has, if it came into memory
// after the scan had begun: who is given the scan's rows has got it by its key,
// and matching didn't know of it.
func (r *rows[K, R]) gotMeanwhile(stored []any, begun uint64) (*entry[K, R], error) {
	row, err := r.table.Row(stored)
	if err != nil {
		return nil, err
	}
	if e := r.entries[*keyOf[K](&row)]; e != nil && e.born > begun {
		return e, nil
	}
	return nil, nil
}

// borrow yields a row that the store has, unless it is in memory, and lets go of
// it afterwards, unless it was changed.
func (r *rows[K, R]) borrow(f *Fold, stored []any, yield func(*R) bool) bool {
	row, err := r.table.Row(stored)
	if err != nil {
		f.fail(err)
		return false
	}
	k := *keyOf[K](&row)
	if r.entries[k] != nil {
		return true // yielded as it is in memory, if it still has the value
	}
	e := r.fresh(k)
	e.row, e.before, e.live, e.exists, e.inStore = row, row, true, true, true
	more := yield(&e.row)
	switch last := len(r.touched) - 1; {
	case e.row != e.before || !e.live:
		r.touch(e)
	case e.page != r.page:
		delete(r.entries, k)
	case r.touched[last] == e: // got by its key, and as it was
		r.touched = r.touched[:last]
		delete(r.entries, k)
	}
	return more
}

// wantedValue is the place of the column, and the value as a store has it.
func (r *rows[K, R]) wantedValue(f *Fold, column string, value any) (at int, want any, ok bool) {
	at = r.table.schema.Column(column)
	if at < 0 {
		panic(misuse(fmt.Sprintf("engine: table %s has no column %s", r.table.schema.Name, column)))
	}
	field := &r.table.fields[at]
	var wanted R
	v := field.at(reflect.ValueOf(&wanted).Elem())
	if reflect.TypeOf(value) != v.Type() {
		panic(misuse(fmt.Sprintf("engine: column %s of %s is a %s, not a %T", column, r.table.schema.Name, v.Type(), value)))
	}
	v.Set(reflect.ValueOf(value))
	want, err := field.encode(unsafe.Pointer(&wanted))
	if err != nil {
		f.fail(err)
		return 0, nil, false
	}
	return at, want, true
}

// found is an entry with its key as a store has it.
type found[K comparable, R comparable] struct {
	*entry[K, R]
	key []any
}

// matching are the live rows in memory whose column has the value, by key.
func (r *rows[K, R]) matching(f *Fold, at int, want any) (list []found[K, R], ok bool) {
	field := &r.table.fields[at]
	for _, e := range r.entries {
		has, err := field.encode(unsafe.Pointer(&e.row))
		if err != nil {
			f.fail(err)
			return nil, false
		}
		if has != want || !e.live && e.row == zeroRow[K, R](e.key) {
			continue
		}
		key, err := r.encode(nil, &e.row, r.table.schema.Keys)
		if err != nil {
			f.fail(err)
			return nil, false
		}
		list = append(list, found[K, R]{e, key})
	}
	slices.SortFunc(list, func(a, b found[K, R]) int { return CompareValues(a.key, b.key) })
	return list, true
}
