package workers

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// LongSeekers is how many workers seek a job on the day and have for so many
// months or longer. Who was away from the search, or in a job, began anew. Who gave
// up later than the day sought on it.
func LongSeekers(ctx context.Context, q engine.Querier, on civil.Date, months int) (n int, err error) {
	row := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM workers w
		WHERE w.name <> '' AND w.annulled_on IS NULL AND NOT ((w.deceased OR w.inactive) AND w.status_since <= $1) AND w.seeking_since <= $2
		AND NOT EXISTS (SELECT 1 FROM workers_engagements e WHERE e.worker = w.id AND e.occupies AND e.since <= $1 AND (e.until IS NULL OR e.until >= $1))`,
		on.String(), on.AddMonths(-months).String())
	if err := row.Scan(&n); err != nil {
		return 0, fmt.Errorf("couldn't count the long-term job-seekers: %w", err)
	}
	return n, nil
}
