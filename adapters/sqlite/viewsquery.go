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
	status, found, err := queryStatus(ctx, s, selectStatus+` WHERE projection = $1 AND live = 1`, projection)
	if err != nil {
		return status, fmt.Errorf("couldn't read the status of %s: %w", projection, err)
	}
	if !found {
		return status, fmt.Errorf("%w: %s", engine.ErrNotBuilt, projection)
	}
	return status, nil
}

// queryStatus reads the row that the query answers, if it does.
func queryStatus(ctx context.Context, q engine.Querier, query string, args ...any) (status engine.Status, found bool, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return status, false, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what closing would
	if !rows.Next() {
		return status, false, rows.Err()
	}
	var row statusRow
	targets := make([]any, 0, statusColumns)
	for _, t := range row.targets() {
		targets = append(targets, t)
	}
	if err := rows.Scan(targets...); err != nil {
		return status, false, err
	}
	status, err = row.status()
	return status, true, err
}
