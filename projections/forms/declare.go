package forms

import (
	"context"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Definition is a form that can be filled.
type Definition struct {
	Code    string // "01"
	Vi, En  string // title
	Reads   []engine.Projection
	Groups  []Group
	Columns []Column
	fill    func(context.Context, Source) ([]Row, []Words, error)
}

// column is a heading, and what stands under it in a line of R.
type column[R any] struct {
	Column
	of func(R) Cell
}

// line is a row before it is written: R is whatever the form finds convenient.
type line[R any] struct {
	group string
	total bool
	is    R
}

// filling finds a form's lines, and what is to be said below.
type filling[R any] func(context.Context, Source) ([]line[R], []Words, error)

// define declares a form: its columns, and what they show of its lines.
func define[R any](d Definition, columns []column[R], find filling[R]) Definition {
	for _, c := range columns {
		d.Columns = append(d.Columns, c.Column)
	}
	d.fill = func(ctx context.Context, s Source) ([]Row, []Words, error) {
		lines, notes, err := find(ctx, s)
		if err != nil {
			return nil, nil, err
		}
		rows := make([]Row, len(lines))
		for i, l := range lines {
			rows[i] = Row{Group: l.group, Total: l.total, columns: d.Columns}
			for _, c := range columns {
				rows[i].Cells = append(rows[i].Cells, c.of(l.is))
			}
		}
		return rows, notes, nil
	}
	return d
}

// texts, counts and their like are columns of their type.

func texts[R any](key, vi, en string, of func(R) string) column[R] {
	return column[R]{Column{Key: key, Vi: vi, En: en, Type: Text}, func(r R) Cell { return text(of(r)) }}
}

// keys is a column of keys for programs, and of what people read in their place.
func keys[R any](name, vi, en string, of func(R) (key, shown string)) column[R] {
	return column[R]{Column{Key: name, Vi: vi, En: en, Type: Text}, func(r R) Cell { return key(of(r)) }}
}

// days is a column of days; there may be none.
func days[R any](key, vi, en string, of func(R) civil.Date) column[R] {
	return column[R]{Column{Key: key, Vi: vi, En: en, Type: Day}, func(r R) Cell {
		if day := of(r); !day.IsZero() {
			return text(day.String())
		}
		return Cell{}
	}}
}

// counts is a column whose rows add up to the total.
func counts[R any](key, vi, en, unit string, of func(R) int) column[R] {
	return column[R]{Column{Key: key, Vi: vi, En: en, Type: Count, Unit: unit, Adds: true}, func(r R) Cell { return number(of(r)) }}
}

// figures is a column of figures that may not be there, and don't add up.
func figures[R any](key, vi, en, unit string, of func(R) Cell) column[R] {
	return column[R]{Column{Key: key, Vi: vi, En: en, Type: Count, Unit: unit}, of}
}

func differences[R any](key, vi, en, unit string, of func(R) Cell) column[R] {
	return column[R]{Column{Key: key, Vi: vi, En: en, Type: Signed, Unit: unit}, of}
}

func shares[R any](key, vi, en string, of func(R) Cell) column[R] {
	return column[R]{Column{Key: key, Vi: vi, En: en, Type: Permille}, of}
}
