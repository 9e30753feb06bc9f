package engine

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// ColumnType is how a store keeps a column.
type ColumnType int

// The column types. In a store's hands a value is nil, string, int64, float64
// or bool, whatever the Go type of the field: a day is "2021-04-27", an instant
// "2021-04-27T09:30:00.000000Z", and a zero one in a key is "".
const (
	Text ColumnType = iota
	Integer
	Real
	Boolean
	Day
	Instant
)

// Column is one column of a table.
type Column struct {
	Name     string
	Type     ColumnType
	Nullable bool   // zero dates, months, instants and ids are NULL; key columns never are
	About    string // what it holds: the unit, and where it comes from
	Personal bool   // it may name a person: stores keep it from those who only count
}

// Schema is a table as a store sees it. The first Keys columns are the primary
// key.
type Schema struct {
	Name    string // as queries know it
	About   string // what a row is
	Columns []Column
	Keys    int
	Indexes [][]string // column names, one list an index
}

// ColumnNames are the names of the columns, in order.
func (s Schema) ColumnNames() []string {
	names := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		names[i] = c.Name
	}
	return names
}

// Column is the place of the named column, or -1.
func (s Schema) Column(name string) int {
	for i, c := range s.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// shape is a fingerprint of tables, so that a table that was changed without a
// new version is rebuilt instead of written to wrongly.
func shape(tables []Schema) string {
	h := fnv.New64a()
	for _, t := range tables {
		_, _ = fmt.Fprintf(h, "%s/%s/%d/%v/%v;", t.Name, t.About, t.Keys, t.Columns, t.Indexes) // a hash takes all; About is in it, since stores keep it with the table
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// checkName panics on a name that can't stand unquoted in SQL. It is a mistake
// in the program.
func checkName(what, name string) {
	ok := name != "" && name[0] >= 'a' && name[0] <= 'z' && len(name) <= 48
	for _, c := range name {
		ok = ok && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_')
	}
	if !ok || strings.HasPrefix(name, "engine_") || strings.HasPrefix(name, "sqlite_") {
		panic(fmt.Sprintf("engine: %s name %q isn't usable (a–z, 0–9 and _, from a letter on, at most 48)", what, name))
	}
}
