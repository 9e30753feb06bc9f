package engine

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
)

// Querier reads views with hand-written SQL, in the subset that SQLite and
// PostgreSQL share, with $1, $2 … as placeholders. Tables have their plain
// names: "targetprogress_months".
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Reader reads views.
type Reader interface {
	// Snapshot calls read with one unchanging state of all views: whatever read
	// asks, rows and positions belong together. Nothing in it outlives read.
	Snapshot(ctx context.Context, read func(Snapshot) error) error
}

// Snapshot is one state of the views.
type Snapshot interface {
	Querier
	// Status is where the projection's view stands in this snapshot. It fails
	// with ErrNotBuilt where queries can't see one yet.
	Status(ctx context.Context, projection string) (Status, error)
}

// Select reads a query's rows into flat structs with db tags, of the types
// that a [Table]'s rows have. The query's columns go by name; one without a
// field is an error, a field without a column stays zero.
func Select[R any](ctx context.Context, q Querier, query string, args ...any) (list []R, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("couldn't query a view: %w", err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what closing would
	columns, err := rows.Columns()
	if err != nil {
		return nil, fmt.Errorf("couldn't query a view: %w", err)
	}
	fields := make([]*field, len(columns))
	all := fieldsOf(reflect.TypeFor[R](), nil)
	for i, c := range columns {
		for j := range all {
			if all[j].name == c {
				fields[i] = &all[j]
			}
		}
		if fields[i] == nil {
			return nil, fmt.Errorf("engine: the query's column %s has no field in %s", c, reflect.TypeFor[R]())
		}
	}
	values, targets := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, fmt.Errorf("couldn't query a view: %w", err)
		}
		var row R
		v := reflect.ValueOf(&row).Elem()
		for i, f := range fields {
			if err := f.decode(f.at(v), values[i]); err != nil {
				return nil, err
			}
		}
		list = append(list, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("couldn't query a view: %w", err)
	}
	return list, nil
}
