package contracts

import (
	"context"
	"fmt"

	"vaoso/projections/engine"
)

// Incidents is how many incidents abroad (sự cố) all contracts have had, of any
// kind, since the book began.
func Incidents(ctx context.Context, q engine.Querier) (n int, err error) {
	if err := q.QueryRowContext(ctx, `SELECT CAST(COALESCE(SUM(incidents), 0) AS BIGINT) FROM contracts_register`).Scan(&n); err != nil {
		return 0, fmt.Errorf("couldn't count incidents abroad: %w", err)
	}
	return n, nil
}
