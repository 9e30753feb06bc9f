package contracts

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// IncidentKey is the event that says it.
type IncidentKey struct {
	Event es.UUID `db:"event" about:"id of the event that says it"`
}

// IncidentRow is an incident abroad. Of which kind it was is the worker's own
// affair and isn't kept.
type IncidentRow struct {
	IncidentKey
	Contract string     `db:"contract" about:"contract, as in contracts_register"`
	Day      civil.Date `db:"day" about:"day of the incident; of IncidentRecorded; NULL: no such incident"`
}

var incidents = engine.NewTable[IncidentKey, IncidentRow]("contracts_incidents", engine.About("something befell a worker abroad (sự cố ở nước ngoài)"))

// Incidents is how many incidents abroad (sự cố) all contracts had, of any kind,
// from one day to another, both among them.
func Incidents(ctx context.Context, q engine.Querier, from, to civil.Date) (n int, err error) {
	if err := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM contracts_incidents WHERE day >= $1 AND day <= $2`, from.String(), to.String()).Scan(&n); err != nil {
		return 0, fmt.Errorf("couldn't count incidents abroad: %w", err)
	}
	return n, nil
}
