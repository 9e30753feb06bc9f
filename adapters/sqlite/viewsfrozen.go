package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"

	"vaoso/projections/engine"
)

// Freeze is engine.Store's: a reader's transaction. SQLite can't take the WAL
// back to its start meanwhile, so a long one lets the file grow.
func (v *Views) Freeze(ctx context.Context, g engine.Generation) (engine.Frozen, error) {
	tx, err := v.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("couldn't hold on to %s: %w", g, viewsError(err))
	}
	f := &frozen{tx: tx}
	if err := f.open(ctx, g); err != nil {
		_ = tx.Rollback() // nothing was written
		return nil, fmt.Errorf("couldn't hold on to %s: %w", g, viewsError(err))
	}
	return f, nil
}

type frozen struct {
	tx     *sql.Tx
	status engine.Status
	tables []engine.Schema
}

func (f *frozen) open(ctx context.Context, g engine.Generation) (err error) {
	found := false
	f.status, found, err = queryStatus(ctx, f.tx, selectStatus+` WHERE projection = $1 AND number = $2 AND version = $3`, g.Projection, g.Number, g.Version)
	if err != nil {
		return err
	}
	if !found {
		return engine.ErrFenced
	}
	rows, err := f.tx.QueryContext(ctx, selectTables, g.Projection, g.Number)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what closing would
	for rows.Next() {
		var text string
		var t engine.Schema
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(text), &t); err != nil {
			return err
		}
		f.tables = append(f.tables, t)
	}
	return rows.Err()
}

func (f *frozen) Status() engine.Status   { return f.status }
func (f *frozen) Tables() []engine.Schema { return f.tables }

// Close ends the transaction.
func (f *frozen) Close() error { return f.tx.Rollback() }

func (f *frozen) Rows(ctx context.Context, t engine.Schema) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		if err := f.each(ctx, t, func(row []any) bool { return yield(row, nil) }); err != nil {
			yield(nil, fmt.Errorf("couldn't read %s of %s: %w", t.Name, f.status.Generation, viewsError(err)))
		}
	}
}

func (f *frozen) each(ctx context.Context, t engine.Schema, yield func([]any) bool) error {
	rows, err := f.tx.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM %q ORDER BY %s`,
		quoted(t.ColumnNames()), f.status.Table(t.Name), quoted(t.ColumnNames()[:t.Keys])))
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what closing would
	values, targets := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		for i, c := range t.Columns {
			if n, ok := values[i].(int64); ok && c.Type == engine.Boolean {
				values[i] = n != 0
			}
		}
		if !yield(values) {
			return nil
		}
	}
	return rows.Err()
}
