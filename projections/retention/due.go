package retention

import (
	"context"
	"fmt"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Check is a retention check that has fallen due.
type Check struct {
	Worker    string  `db:"worker"`
	Placement es.UUID `db:"placement"`
	Mark      int     `db:"mark"`
}

// Due are the checks for which book.Book.NoteRetention would write that they
// fell due, by their day.
func Due(ctx context.Context, q engine.Querier) ([]Check, error) {
	list, err := engine.Select[Check](ctx, q, `SELECT m.worker, m.placement, m.mark FROM retention_marks m, retention_clock c
		WHERE m.due_on >= c.first_day AND m.due_on <= c.last_day AND NOT m.noted AND NOT m.annulled AND m.outcome = ''
		  AND (m.ended_on IS NULL OR m.ended_on >= m.due_on)
		ORDER BY m.due_on, m.placement, m.mark`)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask which retention checks are due: %w", err)
	}
	return list, nil
}
