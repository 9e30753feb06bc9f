package engine

import (
	"fmt"
	"iter"
	"reflect"
	"time"
	"unsafe"
)

// Described is any [Table], whatever its rows.
type Described interface {
	// Schema is the table as stores see it.
	Schema() Schema
	newRows() tableRows
}

// Table is a table of a view. R is a flat struct of comparable fields that
// embeds K, the key, first; every field has a db tag with its column's name, and
// an about tag that tells analysts what it holds, unit and source. A field that
// may name a person is tagged personal:"yes".
//
//	type MonthKey struct {
//		Ward  string      `db:"ward" about:"code of the worker's ward on the day"`
//		Month civil.Month `db:"month" about:"month of the placement, YYYY-MM"`
//	}
//	type MonthRow struct {
//		MonthKey
//		Placed int64 `db:"placed" about:"persons"`
//	}
//	var months = engine.NewTable[MonthKey, MonthRow]("targetprogress_months", engine.About("placements by ward and month"), engine.Index("month"))
//
// Fields are strings, int, int64, float64, bool (and types made of these),
// civil.Date, civil.Month, time.Time, es.Position and es.UUID. Zero dates,
// months, instants and ids are NULL in the store, "" in a key. An instant is
// kept in UTC to the microsecond.
//
// Rows that a method hands out are live: change them in place. They are valid
// until Apply returns. A store's failure shows in none of the methods: the
// engine sees it when Apply returns, and folds the page again.
type Table[K comparable, R comparable] struct {
	schema   Schema
	fields   []field
	instants bool // some field is a time.Time
}

// Option is something about a table.
type Option func(*Schema)

// Index is a list of columns that queries look rows up by.
func Index(columns ...string) Option {
	return func(s *Schema) { s.Indexes = append(s.Indexes, columns) }
}

// About says what a row of the table is.
func About(text string) Option { return func(s *Schema) { s.About = text } }

// NewTable describes a table. It panics on a row type that can't be kept.
func NewTable[K comparable, R comparable](name string, options ...Option) *Table[K, R] {
	checkName("table", name)
	row, key := reflect.TypeFor[R](), reflect.TypeFor[K]()
	if row.Kind() != reflect.Struct || row.NumField() == 0 || !row.Field(0).Anonymous || row.Field(0).Type != key || key.Kind() != reflect.Struct {
		panic(fmt.Sprintf("engine: table %s: %s must embed its key, the struct %s, as its first field", name, row, key))
	}
	t := &Table[K, R]{fields: fieldsOf(row, nil), schema: Schema{Name: name, Keys: len(fieldsOf(key, nil))}}
	if t.schema.Keys == 0 {
		panic(fmt.Sprintf("engine: table %s has no key column", name))
	}
	for i := range t.fields {
		f := &t.fields[i]
		f.nullable = f.nullable && i >= t.schema.Keys
		t.instants = t.instants || f.form == formTime
		if t.schema.Column(f.name) >= 0 {
			panic(fmt.Sprintf("engine: table %s has column %s twice", name, f.name))
		}
		t.schema.Columns = append(t.schema.Columns, Column{f.name, f.form.columnType(), f.nullable, f.about, f.personal})
	}
	for _, option := range options {
		option(&t.schema)
	}
	for _, columns := range t.schema.Indexes {
		for _, c := range columns {
			if t.schema.Column(c) < 0 {
				panic(fmt.Sprintf("engine: table %s has no column %s to index", name, c))
			}
		}
	}
	return t
}

// Schema is the table as stores see it.
func (t *Table[K, R]) Schema() Schema { return t.schema }

// Get is the row with the key; where there is none, a fresh one with the key
// set and all else zero. A fresh row comes to be once an event leaves anything
// in it other than zero.
func (t *Table[K, R]) Get(f *Fold, k K) *R { return &t.in(f).get(f, k).row }

// Exists says whether there is a row with the key.
func (t *Table[K, R]) Exists(f *Fold, k K) bool {
	e := t.in(f).get(f, k)
	return e.live || e.row != zeroRow[K, R](k)
}

// Put makes the row as given, whole, also where all but its key is zero.
func (t *Table[K, R]) Put(f *Fold, row R) {
	e := t.in(f).get(f, *keyOf[K](&row))
	e.row, e.live = row, true
}

// Delete removes the row with the key, if there is one.
func (t *Table[K, R]) Delete(f *Fold, k K) {
	rows := t.in(f)
	e := rows.get(f, k)
	e.row, e.live = zeroRow[K, R](k), false
	rows.absent = append(rows.absent, e)
}

// Scan goes through the rows whose column has the value, by key, with all that
// the page has changed so far. The value has the field's type. A row is valid
// until the next, however it was got: there may be many, and those that aren't
// changed are let go.
// It asks the store: use it for rare events (a plan is adopted: all rows of its
// year).
func (t *Table[K, R]) Scan(f *Fold, column string, value any) iter.Seq[*R] {
	return func(yield func(*R) bool) { t.in(f).scan(f, column, value, yield) }
}

// Row is the row that a store keeps as these values.
func (t *Table[K, R]) Row(values []any) (row R, err error) {
	v := reflect.ValueOf(&row).Elem()
	for i := range t.fields {
		if err := t.fields[i].decode(t.fields[i].at(v), values[i]); err != nil {
			return row, fmt.Errorf("couldn't read a row of %s: %w", t.schema.Name, err)
		}
	}
	return row, nil
}

// in is the table's rows within a fold.
func (t *Table[K, R]) in(f *Fold) *rows[K, R] {
	for _, r := range f.tables {
		if mine, ok := r.(*rows[K, R]); ok && mine.table == t {
			return mine
		}
	}
	panic(misuse(fmt.Sprintf("engine: table %s isn't among the projection's Tables", t.schema.Name)))
}

// canonical brings a row's instants into the form that they come back from a
// store in, so that a row in memory equals the same row read again.
func (t *Table[K, R]) canonical(row *R) {
	if !t.instants {
		return
	}
	v := reflect.ValueOf(row).Elem()
	for i := range t.fields {
		if t.fields[i].form != formTime {
			continue
		}
		at := t.fields[i].at(v).Addr().Interface().(*time.Time)
		if *at = at.UTC().Truncate(time.Microsecond); at.IsZero() {
			*at = time.Time{}
		}
	}
}

// misuse is what a wrong use of a table panics with; it quotes no event.
type misuse string

func (m misuse) Error() string { return string(m) }

// keyOf is the key within a row. NewTable has seen to it that the key is the
// row's first field, and so lies at the row's own address.
func keyOf[K comparable, R comparable](row *R) *K { return (*K)(unsafe.Pointer(row)) }

func zeroRow[K comparable, R comparable](k K) (row R) {
	*keyOf[K](&row) = k
	return row
}
