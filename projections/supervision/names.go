package supervision

import (
	"context"

	"vaoso/projections/engine"
)

// AgencyNames are the agencies' names, by stream.
func AgencyNames(ctx context.Context, q engine.Querier) (map[string]string, error) {
	return agencyNames(ctx, q)
}
