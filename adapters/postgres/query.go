package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"vaoso/projections/engine"
)

// held is the key of the lock by which readers hold a generation, whose schema
// is $1.
const held = `hashtextextended('vaoso generation ' || $1, 0)`

// errGone says that a generation was dropped between the look at which ones are
// live and the hold on them.
var errGone = errors.New("postgres: a view was replaced just now")

// Snapshot is engine.Reader's. Names of tables aren't resolved by PostgreSQL's
// catalogue as it is when a query comes: that may be newer than the rows that
// the transaction sees. They are resolved by the generations that the
// transaction itself sees live, and these are held until it ends.
func (v *Views) Snapshot(ctx context.Context, read func(engine.Snapshot) error) error {
	for range 3 { // a generation is dropped long after it was replaced: once is enough but for a sleeper
		err := v.snapshot(ctx, read)
		if !errors.Is(err, errGone) {
			return err
		}
	}
	return errGone
}

func (v *Views) snapshot(ctx context.Context, read func(engine.Snapshot) error) error {
	tx, err := v.read.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return fmt.Errorf("couldn't read the views: %w", withoutSecrets(err))
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	schemas, err := hold(ctx, tx)
	if err != nil {
		return fmt.Errorf("couldn't read the views: %w", err)
	}
	var path string
	var there bool
	if err := tx.QueryRowContext(ctx, `SELECT set_config('search_path', $2, true), `+allThere, schemas, quoted(schemas)).Scan(&path, &there); err != nil {
		return fmt.Errorf("couldn't read the views: %w", err)
	}
	if !there {
		return fmt.Errorf("couldn't read the views: %w", errGone)
	}
	return read(snapshot{tx})
}

// allThere is whether the schemas $1 are there, to be asked once they are held.
// It reads a table that its transaction hasn't read before: only with a new lock
// does a session take note of what others have dropped meanwhile.
const allThere = `(SELECT coalesce(bool_and(to_regnamespace(quote_ident(s)) IS NOT NULL), true) FROM unnest($1::text[]) AS s) FROM vaoso.layout`

// hold takes hold of the live generations, and answers their schemas.
func hold(ctx context.Context, tx *sql.Tx) (schemas []string, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT s, pg_advisory_xact_lock_shared(hashtextextended('vaoso generation ' || s, 0))::text
		FROM (SELECT projection || '_v' || version || '_g' || number AS s FROM vaoso.generations WHERE live OFFSET 0) AS live`)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what closing would
	schemas = []string{}
	for rows.Next() {
		var schema, locked string
		if err := rows.Scan(&schema, &locked); err != nil {
			return nil, err
		}
		schemas = append(schemas, schema)
	}
	return schemas, rows.Err()
}

type snapshot struct{ *sql.Tx }

// Status is engine.Snapshot's.
func (s snapshot) Status(ctx context.Context, projection string) (engine.Status, error) {
	var row statusRow
	err := s.QueryRowContext(ctx, selectStatus+` WHERE projection = $1 AND live`, projection).Scan(row.targets()...)
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Status{}, fmt.Errorf("%w: %s", engine.ErrNotBuilt, projection)
	}
	if err != nil {
		return engine.Status{}, fmt.Errorf("couldn't read the status of %s: %w", projection, err)
	}
	return row.status()
}
