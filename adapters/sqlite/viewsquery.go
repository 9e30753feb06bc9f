package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"vaoso/projections/engine"
)

// Snapshot is engine.Reader's. SQLite lets a reader see one state from its
// first query on, and the writer go on meanwhile.
func (v *Views) Snapshot(ctx context.Context, read func(engine.Snapshot) error) error {
	tx, err := v.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("couldn't read the views: %w", viewsError(err))
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	return viewsError(read(snapshot{tx}))
}

type snapshot struct{ *sql.Tx }

// Status is engine.Snapshot's.
func (s snapshot) Status(ctx context.Context, projection string) (engine.Status, error) {
	rows, err := s.QueryContext(ctx, selectStatus+` WHERE projection = $1 AND live = 1`, projection)
	if err != nil {
		return engine.Status{}, fmt.Errorf("couldn't read the status of %s: %w", projection, err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what closing would
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return engine.Status{}, fmt.Errorf("couldn't read the status of %s: %w", projection, err)
		}
		return engine.Status{}, fmt.Errorf("%w: %s", engine.ErrNotBuilt, projection)
	}
	text := make([]sql.NullString, 11)
	var number, version, live int64
	if err := rows.Scan(&text[0], &number, &version, &text[3], &text[4], &live, &text[6], &text[7], &text[8], &text[9], &text[10]); err != nil {
		return engine.Status{}, fmt.Errorf("couldn't read the status of %s: %w", projection, err)
	}
	return statusOf(number, version, live, text)
}
