package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vaoso/projections/engine"
)

// copyFrom is from how many new rows on COPY is quicker than an INSERT: it asks
// the server for the columns first.
const copyFrom = 200

func copied(c engine.Change) bool { return len(c.Inserts) >= copyFrom*len(c.Table.Columns) }

func copyRows(ctx context.Context, tx pgx.Tx, g engine.Generation, c engine.Change) error {
	source := &copySource{table: c.Table, rows: c.Inserts, row: make([]any, len(c.Table.Columns))}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{schemaOf(g), c.Table.Name}, c.Table.ColumnNames(), source)
	return err
}

// copySource hands the driver a change's new rows.
type copySource struct {
	table engine.Schema
	rows  []any // those that are left
	row   []any
	err   error
}

// Next is pgx.CopyFromSource's.
func (s *copySource) Next() bool {
	n := len(s.row)
	if len(s.rows) < n || s.err != nil {
		return false
	}
	for i, c := range s.table.Columns {
		if s.err == nil {
			s.row[i], s.err = driven(c, s.rows[i])
		}
	}
	s.rows = s.rows[n:]
	return true
}

// Values is pgx.CopyFromSource's.
func (s *copySource) Values() ([]any, error) { return s.row, s.err }

// Err is pgx.CopyFromSource's.
func (s *copySource) Err() error { return s.err }
