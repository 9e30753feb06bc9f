package postgres

import (
	"context"
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"vaoso/projections/engine"
)

// Freeze is engine.Store's: a transaction that sees one state, on a connection
// of its own.
func (v *Views) Freeze(ctx context.Context, g engine.Generation) (engine.Frozen, error) {
	tx, err := v.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return nil, fmt.Errorf("couldn't hold on to %s: %w", g, withoutSecrets(err))
	}
	f := &frozen{tx: tx}
	if err := f.open(ctx, g); err != nil {
		_ = tx.Rollback(context.WithoutCancel(ctx)) // nothing was written
		return nil, fmt.Errorf("couldn't hold on to %s: %w", g, err)
	}
	return f, nil
}

type frozen struct {
	tx     pgx.Tx
	status engine.Status
	tables []engine.Schema
}

func (f *frozen) open(ctx context.Context, g engine.Generation) error {
	all, err := generations(ctx, f.tx, selectStatus+` WHERE projection = $1 AND number = $2 AND version = $3`, g.Projection, g.Number, g.Version)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return engine.ErrFenced
	}
	f.status = all[0]
	if _, err := f.tx.Exec(ctx, `SELECT pg_advisory_xact_lock_shared(`+held+`)`, schemaOf(g)); err != nil {
		return err
	}
	var there bool
	if err := f.tx.QueryRow(ctx, `SELECT `+allThere, []string{schemaOf(g)}).Scan(&there); err != nil {
		return err
	}
	if !there {
		return engine.ErrFenced
	}
	f.tables, err = tablesOf(ctx, f.tx, g)
	return err
}

func (f *frozen) Status() engine.Status   { return f.status }
func (f *frozen) Tables() []engine.Schema { return f.tables }

// Close ends the transaction.
func (f *frozen) Close() error { return f.tx.Rollback(context.Background()) }

func (f *frozen) Rows(ctx context.Context, t engine.Schema) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		if err := f.each(ctx, t, func(row []any) bool { return yield(row, nil) }); err != nil {
			yield(nil, fmt.Errorf("couldn't read %s of %s: %w", t.Name, f.status.Generation, err))
		}
	}
}

func (f *frozen) each(ctx context.Context, t engine.Schema, yield func([]any) bool) error {
	rows, err := f.tx.Query(ctx, fmt.Sprintf(`SELECT %s FROM %s AS t ORDER BY %s`, selectedAll(t, "t."), table(f.status.Generation, t.Name), ordered(t)))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return err
		}
		for i := range values {
			values[i] = ported(t.Columns[i], values[i])
		}
		if !yield(values) {
			return nil
		}
	}
	return rows.Err()
}

// ordered are the keys of a table that is called t, by their own order and not
// that of the text that they are selected as.
func ordered(t engine.Schema) (list string) {
	for i, name := range t.ColumnNames()[:t.Keys] {
		if i > 0 {
			list += ", "
		}
		list += fmt.Sprintf("t.%q", name)
	}
	return list
}
