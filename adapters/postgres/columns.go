package postgres

import (
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"vaoso/projections/engine"
)

// Values cross the port as nil, text, int64, float64 or bool. Days and instants
// are text there, and have types of their own here; a zero one in a key is ""
// there, and before all others here.
const never = "-infinity"

// columnType is a column's type in SQL.
func columnType(t engine.ColumnType) string {
	return map[engine.ColumnType]string{
		engine.Text: "text", engine.Integer: "bigint", engine.Real: "double precision", engine.Boolean: "boolean",
		engine.Day: "date", engine.Instant: "timestamptz",
	}[t]
}

// arrayType is the type of the array that brings a column's values.
func arrayType(t engine.ColumnType) string { return columnType(t) + "[]" }

// selected is a column as it crosses the port.
func selected(c engine.Column, prefix string) string {
	name := prefix + `"` + c.Name + `"`
	switch {
	case c.Type == engine.Day:
		return name + "::text"
	case c.Type == engine.Instant:
		return fmt.Sprintf(`CASE WHEN isfinite(%s) THEN to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') ELSE %s::text END`, name, name, name)
	}
	return name
}

func selectedAll(t engine.Schema, prefix string) string {
	list := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		list[i] = selected(c, prefix)
	}
	return strings.Join(list, ", ")
}

// arrays are the values of rows' first columns, as many as the width, column by
// column, as the driver takes them.
func arrays(t engine.Schema, flat []any, width int) ([]any, error) {
	n := len(flat) / width
	list := make([]any, width)
	for i, c := range t.Columns[:width] {
		var err error
		switch {
		case c.Type == engine.Integer:
			list[i], err = column[int64](c, flat, i, width, n)
		case c.Type == engine.Real:
			list[i], err = column[float64](c, flat, i, width, n)
		case c.Type == engine.Boolean:
			list[i], err = column[bool](c, flat, i, width, n)
		case c.Type == engine.Day:
			list[i], err = points(c, flat, i, width, n, dayOf)
		case c.Type == engine.Instant:
			list[i], err = points(c, flat, i, width, n, instantOf)
		case c.Type == engine.Text && !c.Nullable:
			list[i], err = column[string](c, flat, i, width, n)
		default:
			list[i], err = texts(c, flat, i, width, n)
		}
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

func column[T any](c engine.Column, flat []any, at, width, n int) ([]T, error) {
	list := make([]T, n)
	for i := range list {
		v, ok := flat[i*width+at].(T)
		if !ok {
			return nil, fmt.Errorf("postgres: column %s is given a %T", c.Name, flat[i*width+at])
		}
		list[i] = v
	}
	return list, nil
}

// texts are values that may be NULL.
func texts(c engine.Column, flat []any, at, width, n int) ([]*string, error) {
	list := make([]*string, n)
	values := make([]string, n)
	for i := range list {
		switch v := flat[i*width+at].(type) {
		case nil:
		case string:
			values[i] = v
			list[i] = &values[i]
		default:
			return nil, fmt.Errorf("postgres: column %s is given a %T", c.Name, v)
		}
	}
	return list, nil
}

// points are days or instants, which may be NULL.
func points[T any](c engine.Column, flat []any, at, width, n int, read func(engine.Column, string) (T, error)) ([]T, error) {
	list := make([]T, n)
	for i := range list {
		switch v := flat[i*width+at].(type) {
		case nil: // T's zero is NULL
		case string:
			var err error
			if list[i], err = read(c, v); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("postgres: column %s is given a %T", c.Name, v)
		}
	}
	return list, nil
}

// dayOf is a day as the driver has it.
func dayOf(c engine.Column, text string) (pgtype.Date, error) {
	if text == "" {
		return pgtype.Date{InfinityModifier: pgtype.NegativeInfinity, Valid: true}, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return pgtype.Date{}, fmt.Errorf("postgres: column %s is given what is no day", c.Name)
	}
	return pgtype.Date{Time: t, Valid: true}, nil
}

// instantOf is an instant as the driver has it.
func instantOf(c engine.Column, text string) (pgtype.Timestamptz, error) {
	if text == "" {
		return pgtype.Timestamptz{InfinityModifier: pgtype.NegativeInfinity, Valid: true}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return pgtype.Timestamptz{}, fmt.Errorf("postgres: column %s is given what is no instant", c.Name)
	}
	return pgtype.Timestamptz{Time: t, Valid: true}, nil
}

// driven is a single value as the driver has it.
func driven(c engine.Column, v any) (any, error) {
	text, ok := v.(string)
	switch {
	case ok && c.Type == engine.Day:
		return dayOf(c, text)
	case ok && c.Type == engine.Instant:
		return instantOf(c, text)
	}
	return v, nil
}

// ported is a value that was read, as the port has it.
func ported(c engine.Column, v any) any {
	if v == never && (c.Type == engine.Day || c.Type == engine.Instant) {
		return ""
	}
	return v
}
