package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"

	"vaoso/domain/es"
)

// Verify reads the whole log and has SQLite compare its tables with their
// indexes. It fails with es.ErrCorrupt where anything isn't as written. What
// an ordinary read can't notice, an index that leaves out an event so that a
// filter doesn't find it, is noticed here. It takes about two seconds for a
// million events, and is done between pages where ctx ends.
func (l *Log) Verify(ctx context.Context) error {
	for _, err := range l.ReadAll(ctx, es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			return fmt.Errorf("couldn't verify the log: %w", err)
		}
	}
	s, err := l.take(ctx)
	if err != nil {
		return err
	}
	defer l.put(s)
	dest := make([]driver.Value, 1)
	if _, err := s.row(`PRAGMA integrity_check(1)`, nil, dest); err != nil {
		return fmt.Errorf("couldn't verify the log: %w", err)
	}
	if verdict := fmt.Sprint(dest[0]); verdict != "ok" {
		return fmt.Errorf("couldn't verify the log: %w: %s", es.ErrCorrupt, verdict)
	}
	return nil
}
