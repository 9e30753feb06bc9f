package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vaoso/projections/engine"
)

// Load is engine.Store's.
func (v *Views) Load(ctx context.Context, g engine.Generation, t engine.Schema, keys []any) ([]any, error) {
	lists, err := arrays(t, keys, t.Keys)
	if err != nil {
		return nil, err
	}
	var on []string
	for i, c := range t.Columns[:t.Keys] {
		on = append(on, fmt.Sprintf(`t.%q = k%d`, c.Name, i+1))
	}
	query := fmt.Sprintf(`SELECT %s FROM unnest(%s) AS k(%s) JOIN %s t ON %s`,
		selectedAll(t, "t."), given(t, t.Keys), numbered("k", t.Keys), table(g, t.Name), strings.Join(on, " AND "))
	return v.rows(ctx, g, t, query, lists...)
}

// Scan is engine.Store's.
func (v *Views) Scan(ctx context.Context, g engine.Generation, t engine.Schema, s engine.Scan) ([]any, error) {
	var args []any
	place := func(c engine.Column, value any) (string, error) {
		value, err := driven(c, value)
		if err != nil {
			return "", err
		}
		args = append(args, value)
		return fmt.Sprintf("$%d::%s", len(args), columnType(c.Type)), nil
	}
	c := t.Columns[s.Column]
	where := fmt.Sprintf(`t.%q IS NULL`, c.Name)
	if s.Value != nil {
		p, err := place(c, s.Value)
		if err != nil {
			return nil, err
		}
		where = fmt.Sprintf(`t.%q = %s`, c.Name, p)
	}
	if s.After != nil {
		places := make([]string, t.Keys)
		for i := range places {
			var err error
			if places[i], err = place(t.Columns[i], s.After[i]); err != nil {
				return nil, err
			}
		}
		where += fmt.Sprintf(` AND (%s) > (%s)`, ordered(t), strings.Join(places, ", "))
	}
	return v.rows(ctx, g, t, fmt.Sprintf(`SELECT %s FROM %s AS t WHERE %s ORDER BY %s LIMIT %d`, selectedAll(t, "t."), table(g, t.Name), where, ordered(t), s.Limit), args...)
}

// rows reads a query's answer in one transaction with the check that the
// generation is there.
func (v *Views) rows(ctx context.Context, g engine.Generation, t engine.Schema, query string, args ...any) (list []any, err error) {
	err = v.transact(ctx, func(tx pgx.Tx) error {
		if err := exists(ctx, tx, g); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			values, err := rows.Values()
			if err != nil {
				return err
			}
			for i, x := range values {
				list = append(list, ported(t.Columns[i], x))
			}
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("couldn't read %s of %s: %w", t.Name, g, err)
	}
	return list, nil
}

// exists fails with engine.ErrFenced where the generation is gone, and keeps it
// there until the transaction ends.
func exists(ctx context.Context, tx pgx.Tx, g engine.Generation) error {
	var there bool
	err := tx.QueryRow(ctx, `SELECT true FROM vaoso.generations WHERE projection = $1 AND number = $2 AND version = $3 FOR KEY SHARE`, g.Projection, g.Number, g.Version).Scan(&there)
	if errors.Is(err, pgx.ErrNoRows) {
		return engine.ErrFenced
	}
	return err
}

// Commit is engine.Store's. A large one writes its new rows by COPY; a small one
// goes to the server at once, since live each way there and back is felt.
func (v *Views) Commit(ctx context.Context, c engine.Commit) error {
	commit := v.commitAtOnce
	if slices.ContainsFunc(c.Changes, copied) {
		commit = v.commitInSteps
	}
	if err := commit(ctx, c); err != nil {
		return fmt.Errorf("couldn't commit %s through %s: %w", c.Generation, c.Through, err)
	}
	return nil
}

// commitAtOnce sends everything up to the COMMIT at once, and takes it back where
// the checkpoint isn't where it should be.
func (v *Views) commitAtOnce(ctx context.Context, c engine.Commit) error {
	batch := &pgx.Batch{}
	batch.Queue(`BEGIN`)
	batch.Queue(moveCheckpoint, checkpoint(c)...)
	for _, change := range c.Changes {
		if err := queue(batch, c.Generation, change); err != nil {
			return err
		}
	}
	conn, err := v.pool.Acquire(ctx)
	if err != nil {
		return withoutSecrets(err)
	}
	defer conn.Release() // one within a transaction is closed, which ends that too
	results := conn.SendBatch(ctx, batch)
	_, err = results.Exec()
	moved, movedErr := results.Exec()
	err = errors.Join(err, movedErr, results.Close())
	if movedErr == nil && moved.RowsAffected() == 0 {
		err = engine.ErrFenced // whatever the rows have met, which are another's by now
	}
	if err == nil {
		_, err = conn.Exec(ctx, `COMMIT`)
		return err
	}
	_, _ = conn.Exec(context.WithoutCancel(ctx), `ROLLBACK`) // err says what went wrong
	if is(err, undefinedTable) || is(err, undefinedSchema) {
		gone := v.transact(ctx, func(tx pgx.Tx) error { return exists(ctx, tx, c.Generation) })
		return errors.Join(gone, err)
	}
	return err
}

func (v *Views) commitInSteps(ctx context.Context, c engine.Commit) error {
	return v.transact(ctx, func(tx pgx.Tx) error {
		moved, err := tx.Exec(ctx, moveCheckpoint, checkpoint(c)...)
		if err == nil && moved.RowsAffected() == 0 {
			err = engine.ErrFenced
		}
		if err != nil {
			return err
		}
		batch := &pgx.Batch{}
		for _, change := range c.Changes {
			if err := queue(batch, c.Generation, change); err != nil {
				return err
			}
		}
		if batch.Len() > 0 {
			if err := tx.SendBatch(ctx, batch).Close(); err != nil { // the first error of all
				return err
			}
		}
		for _, change := range c.Changes {
			if copied(change) {
				if err := copyRows(ctx, tx, c.Generation, change); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// moveCheckpoint moves the generation on if it is where the projector takes it to be.
const moveCheckpoint = `UPDATE vaoso.generations SET position = $5, moved_at = $6, pace_events = $7, pace_positions = $8,
		halt_position = $9, halt_event = $10, halt_type = $11, halt_error = $12, since = CASE WHEN $12::text IS NULL THEN since ELSE coalesce($6, since) END
	WHERE projection = $1 AND number = $2 AND version = $3 AND position = $4 AND halt_error IS NULL AND NOT retired`

// checkpoint are its arguments.
func checkpoint(c engine.Commit) []any {
	var position, event, kind, what *string
	if h := c.Halt; h != nil {
		at, id := h.Position.String(), h.EventID.String()
		position, event, kind, what = &at, &id, &h.Type, &h.Error
	}
	return []any{c.Projection, c.Number, c.Version, c.From.String(), c.Through.String(), instant(c.At), c.Pace.Events, c.Pace.Positions, position, event, kind, what}
}

// queue adds a change's statements to the batch.
func queue(batch *pgx.Batch, g engine.Generation, c engine.Change) error {
	t := c.Table
	if len(c.Deletes) > 0 {
		lists, err := arrays(t, c.Deletes, t.Keys)
		if err != nil {
			return err
		}
		var on []string
		for i, column := range t.Columns[:t.Keys] {
			on = append(on, fmt.Sprintf(`t.%q = k%d`, column.Name, i+1))
		}
		batch.Queue(fmt.Sprintf(`DELETE FROM %s t USING unnest(%s) AS k(%s) WHERE %s`, table(g, t.Name), given(t, t.Keys), numbered("k", t.Keys), strings.Join(on, " AND ")), lists...)
	}
	if len(c.Inserts) > 0 && !copied(c) {
		if err := queueRows(batch, g, t, c.Inserts, ""); err != nil {
			return err
		}
	}
	if len(c.Upserts) == 0 {
		return nil
	}
	var sets []string
	for _, column := range t.Columns[t.Keys:] {
		sets = append(sets, fmt.Sprintf(`%q = excluded.%q`, column.Name, column.Name))
	}
	on := "DO NOTHING" // a table of keys alone
	if len(sets) > 0 {
		on = "DO UPDATE SET " + strings.Join(sets, ", ")
	}
	return queueRows(batch, g, t, c.Upserts, fmt.Sprintf(` ON CONFLICT (%s) %s`, quoted(t.ColumnNames()[:t.Keys]), on))
}

func queueRows(batch *pgx.Batch, g engine.Generation, t engine.Schema, rows []any, on string) error {
	lists, err := arrays(t, rows, len(t.Columns))
	if err != nil {
		return err
	}
	batch.Queue(fmt.Sprintf(`INSERT INTO %s (%s) SELECT * FROM unnest(%s)%s`, table(g, t.Name), quoted(t.ColumnNames()), given(t, len(t.Columns)), on), lists...)
	return nil
}

// given are the first n columns' arrays as parameters.
func given(t engine.Schema, n int) string {
	list := make([]string, n)
	for i, c := range t.Columns[:n] {
		list[i] = fmt.Sprintf("$%d::%s", i+1, arrayType(c.Type))
	}
	return strings.Join(list, ", ")
}

func numbered(prefix string, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%s%d", prefix, i+1)
	}
	return strings.Join(list, ", ")
}

// schemaOf is the PostgreSQL schema of a generation's tables.
func schemaOf(g engine.Generation) string { return g.Table(g.Projection) }

// table is a table of a generation, in SQL.
func table(g engine.Generation, name string) string {
	return fmt.Sprintf(`%q.%q`, schemaOf(g), name)
}

// instant is a point in time as PostgreSQL keeps it.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Microsecond)
	return &t
}
