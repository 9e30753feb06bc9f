package forms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Form is a table, filled.
type Form struct {
	Code    string   `json:"form"` // "01"
	Vi      string   `json:"title"`
	En      string   `json:"titleEn"`
	Stamp   Stamp    `json:"stamp"`
	Groups  []Group  `json:"groups,omitempty"` // none: the rows are one list
	Columns []Column `json:"columns"`
	Rows    []Row    `json:"rows"`
	Notes   []Words  `json:"notes,omitempty"`
}

// Words are a sentence in both languages.
type Words struct {
	Vi string `json:"vi"`
	En string `json:"en"`
}

// Stamp says what the figures are figures of.
type Stamp struct {
	Plan       string      `json:"plan"`
	PlanTitle  string      `json:"planTitle"`
	DecisionNo string      `json:"decisionNo,omitempty"`
	RuleSet    string      `json:"ruleSet"`
	AsOf       civil.Date  `json:"asOf"`
	KnownAt    *time.Time  `json:"knownAt,omitempty"` // absent: as known now
	Period     Period      `json:"period"`
	Position   es.Position `json:"position"`  // everything in the log up to it is counted
	Synthetic  bool        `json:"synthetic"` // made-up data: SỐ LIỆU MẪU
}

// Group is a part of a form with rows of one kind, such as those by sector.
type Group struct {
	Key string `json:"key"`
	Vi  string `json:"vi"`
	En  string `json:"en"`
}

// Type is what a column holds.
type Type string

// The types. All but Text and Day are integers.
const (
	Text     Type = "text"
	Day      Type = "day"      // ISO 8601
	Count    Type = "count"    // of Unit
	Signed   Type = "signed"   // a difference, of Unit
	Permille Type = "permille" // thousandths, shown as per cent
	Money    Type = "money"    // minor units of Unit, a currency
	Tenths   Type = "tenths"   // a mark from 1 to 5, in tenths
	Percent2 Type = "percent2" // hundredths of a per cent
)

// Column is a column's heading.
type Column struct {
	Key  string `json:"key"`
	Vi   string `json:"vi"`
	En   string `json:"en"`
	Type Type   `json:"type"`
	Unit string `json:"unit,omitempty"` // persons, contracts, inspections …
	// Adds says that a group's rows add up to its total.
	Adds bool `json:"adds,omitempty"`
}

// Row is a line of a form. As JSON it is an object: "row" is "part" or "total",
// "group" is there where the form has groups, and each column has its key.
type Row struct {
	Group string
	Total bool
	Cells []Cell // by column

	columns []Column
}

// Kind is "total" or "part".
func (r Row) Kind() string {
	if r.Total {
		return "total"
	}
	return "part"
}

// MarshalJSON writes the row as an object, its keys in the columns' order.
func (r Row) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"row":%q`, r.Kind())
	if r.Group != "" {
		fmt.Fprintf(&b, `,"group":%q`, r.Group)
	}
	for i, c := range r.Cells {
		value, err := json.Marshal(c)
		if err != nil {
			return nil, fmt.Errorf("couldn't write a form's row: %w", err)
		}
		fmt.Fprintf(&b, `,%q:%s`, r.columns[i].Key, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Cell is a text, a number, or nothing (the zero value).
type Cell struct {
	text  string
	n     int64
	holds byte // 0, 't' or 'n'

	keyed bool   // the text is a program's key,
	shown string // and this is what people read in its place
}

// Number is what the cell counts; ok is false where it is no number.
func (c Cell) Number() (n int64, ok bool) { return c.n, c.holds == 'n' }

// String is the cell for a machine: 1300, phường Tích Sơn, or "" for nothing.
func (c Cell) String() string {
	if c.holds == 'n' {
		return strconv.FormatInt(c.n, 10)
	}
	return c.text
}

// Shown is the cell's text for people: a key's is the code that the office knows
// it by, and "" where the row's name says it all.
func (c Cell) Shown() string {
	if c.keyed {
		return c.shown
	}
	return c.String()
}

// MarshalJSON is a text, a number or null.
func (c Cell) MarshalJSON() ([]byte, error) {
	switch c.holds {
	case 'n':
		return strconv.AppendInt(nil, c.n, 10), nil
	case 't':
		return json.Marshal(c.text)
	}
	return []byte("null"), nil
}

func text(s string) Cell { return Cell{text: s, holds: 't'} }

// key is a text for programs, which people read as shown.
func key(s, shown string) Cell { return Cell{text: s, holds: 't', keyed: true, shown: shown} }

func number[N int | int64](n N) Cell { return Cell{n: int64(n), holds: 'n'} }

// maybe is a figure that may not be there.
func maybe(n *int) Cell {
	if n == nil {
		return Cell{}
	}
	return number(*n)
}

// permille is a share in thousandths, rounded half up; nothing of nothing.
func permille(part, whole int) Cell {
	if whole <= 0 {
		return Cell{}
	}
	return number((2000*part + whole) / (2 * whole))
}

// Part is the rows of a group ("" where the form has none), and the columns
// that have anything to say in them to people: in a form without groups, all
// but the keys that only programs read.
func (f Form) Part(group string) (columns []Column, rows []Row) {
	var keep []int
	for i, c := range f.Columns {
		if f.says(group, i) {
			keep, columns = append(keep, i), append(columns, c)
		}
	}
	for _, r := range f.Rows {
		if r.Group != group {
			continue
		}
		part := Row{Group: r.Group, Total: r.Total, columns: columns}
		for _, i := range keep {
			part.Cells = append(part.Cells, r.Cells[i])
		}
		rows = append(rows, part)
	}
	return columns, rows
}

// says that people find something to read in a column of a group.
func (f Form) says(group string, column int) bool {
	keyed := false
	for _, r := range f.Rows {
		if r.Group != group {
			continue
		}
		if r.Cells[column].Shown() != "" {
			return true
		}
		keyed = keyed || r.Cells[column].keyed
	}
	return group == "" && !keyed
}

// Figured says that a column's cells are numbers.
func (c Column) Figured() bool { return c.Type != Text && c.Type != Day }
