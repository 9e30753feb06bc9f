package contracts

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Count is a line of Biểu 04. Departures, returns and absconding are those of
// the period; abroad and unliquidated are how things stand at its end.
type Count struct {
	Market     string `db:"market"` // of ByMarket
	Agency     string `db:"agency"` // of ByAgency: stream; "" for individual contracts
	AgencyName string `db:"agency_name"`
	LicenceNo  string `db:"licence_no"` // the one granted last

	Departed     int `db:"departed"`  // irregular ones included
	Irregular    int `db:"irregular"` // of those
	Abroad       int `db:"abroad"`    // departed and not back, whatever became of the contract
	Returned     int `db:"returned"`  // all of them
	OnTime       int `db:"on_time"`   // of those: neither early, nor late, nor after absconding
	Early        int `db:"early"`     // of those: more than 15 days before the day due back
	Late         int `db:"late"`      // of those: more than the city's days (30) after it
	Absconded    int `db:"absconded"`
	Unliquidated int `db:"unliquidated"` // returned or terminated, accounts not settled
}

// $1 and $2 are the period's first and last day.
const counted = `
	SUM(CASE WHEN departed_on >= $1 AND departed_on <= $2 THEN 1 ELSE 0 END) AS departed,
	SUM(CASE WHEN irregular AND departed_on >= $1 AND departed_on <= $2 THEN 1 ELSE 0 END) AS irregular,
	SUM(CASE WHEN departed_on <= $2 AND (returned_on IS NULL OR returned_on > $2) THEN 1 ELSE 0 END) AS abroad,
	SUM(CASE WHEN returned_on >= $1 AND returned_on <= $2 THEN 1 ELSE 0 END) AS returned,
	SUM(CASE WHEN returned_on >= $1 AND returned_on <= $2 AND NOT early AND returned_on <= return_limit AND absconded_on IS NULL THEN 1 ELSE 0 END) AS on_time,
	SUM(CASE WHEN returned_on >= $1 AND returned_on <= $2 AND early THEN 1 ELSE 0 END) AS early,
	SUM(CASE WHEN returned_on >= $1 AND returned_on <= $2 AND returned_on > return_limit THEN 1 ELSE 0 END) AS late,
	SUM(CASE WHEN absconded_on >= $1 AND absconded_on <= $2 THEN 1 ELSE 0 END) AS absconded,
	SUM(CASE WHEN ended_on <= $2 AND (liquidated_on IS NULL OR liquidated_on > $2) THEN 1 ELSE 0 END) AS unliquidated
	FROM contracts_register`

// ByMarket counts contracts by market over [from, to]; a zero from is the
// book's start.
func ByMarket(ctx context.Context, q engine.Querier, from, to civil.Date) ([]Count, error) {
	list, err := engine.Select[Count](ctx, q, `SELECT market,`+counted+` GROUP BY market ORDER BY market`, from.String(), to.String())
	if err != nil {
		return nil, fmt.Errorf("couldn't count contracts by market: %w", err)
	}
	return list, nil
}

// ByAgency counts contracts by agency over [from, to]; a zero from is the
// book's start.
func ByAgency(ctx context.Context, q engine.Querier, from, to civil.Date) ([]Count, error) {
	list, err := engine.Select[Count](ctx, q,
		`SELECT c.*, COALESCE(a.name, '') AS agency_name, COALESCE(a.licence_no, '') AS licence_no
		FROM (SELECT agency,`+counted+` GROUP BY agency) c LEFT JOIN contracts_agencies a ON a.agency = c.agency ORDER BY c.agency`, from.String(), to.String())
	if err != nil {
		return nil, fmt.Errorf("couldn't count contracts by agency: %w", err)
	}
	return list, nil
}
