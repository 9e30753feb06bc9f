package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"vaoso/projections/engine"
)

// Freeze is engine.Store's: a transaction that sees one state, on a connection
// of its own. It isn't the pool's: what holds on to a state goes on writing
// meanwhile, and many that did would wait for each other's connections.
func (v *Views) Freeze(ctx context.Context, g engine.Generation) (engine.Frozen, error) {
	conn, err := pgx.ConnectConfig(ctx, v.config.ConnConfig.Copy())
	if err != nil {
		return nil, fmt.Errorf("couldn't hold on to %s: %w", g, withoutSecrets(err))
	}
	f := &frozen{conn: conn}
	if err := f.open(ctx, g); err != nil {
		return nil, errors.Join(fmt.Errorf("couldn't hold on to %s: %w", g, err), f.Close())
	}
	return f, nil
}

type frozen struct {
	conn   *pgx.Conn
	tx     pgx.Tx
	status engine.Status
	tables []engine.Schema
}

func (f *frozen) open(ctx context.Context, g engine.Generation) (err error) {
	if f.tx, err = f.conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}); err != nil {
		return err
	}
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

// Close ends the transaction, which wrote nothing, and then the connection: a
// server that learns of the latter alone keeps the locks for a moment more.
func (f *frozen) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), heartStops)
	defer cancel()
	if f.tx != nil {
		_ = f.tx.Rollback(ctx) // where it can't be ended, it ends with the connection
	}
	return f.conn.Close(ctx)
}

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
