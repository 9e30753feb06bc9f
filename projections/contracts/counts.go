package contracts

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// Count is a line of Biểu 04.
type Count struct {
	Market     string // of ByMarket
	Agency     string // of ByAgency: stream; "" for individual contracts
	AgencyName string
	LicenceNo  string // the one granted last

	overseas.Track
}

// life is what is counted of a contract.
type life struct {
	Market       string     `db:"market"`
	Agency       string     `db:"agency"`
	DepartedOn   civil.Date `db:"departed_on"`
	ReturnLimit  civil.Date `db:"return_limit"`
	ReturnedOn   civil.Date `db:"returned_on"`
	Early        bool       `db:"early"`
	AbscondedOn  civil.Date `db:"absconded_on"`
	EndedOn      civil.Date `db:"ended_on"`
	LiquidatedOn civil.Date `db:"liquidated_on"`
	Irregular    bool       `db:"irregular"`
}

// tally counts all contracts over the period, by what by says.
func tally(ctx context.Context, q engine.Querier, from, to civil.Date, by func(life) Count) ([]Count, error) {
	rows, err := engine.Select[life](ctx, q, `SELECT market, agency, departed_on, return_limit, returned_on, early, absconded_on, ended_on, liquidated_on, irregular FROM contracts_register`)
	if err != nil {
		return nil, fmt.Errorf("couldn't read what to count: %w", err)
	}
	counts := map[Count]*Count{}
	for _, r := range rows {
		head := by(r)
		if counts[head] == nil {
			counts[head] = &Count{Market: head.Market, Agency: head.Agency}
		}
		counts[head].Add(overseas.Life{
			DepartedOn: r.DepartedOn, ReturnLimit: r.ReturnLimit, ReturnedOn: r.ReturnedOn, Early: r.Early,
			AbscondedOn: r.AbscondedOn, EndedOn: r.EndedOn, LiquidatedOn: r.LiquidatedOn, Irregular: r.Irregular,
		}, from, to)
	}
	var list []Count
	for _, c := range counts {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(a.Market, b.Market), cmp.Compare(a.Agency, b.Agency)) })
	return list, nil
}

// ByMarket counts contracts by market over [from, to]; a zero from is the
// book's start.
func ByMarket(ctx context.Context, q engine.Querier, from, to civil.Date) ([]Count, error) {
	list, err := tally(ctx, q, from, to, func(l life) Count { return Count{Market: l.Market} })
	if err != nil {
		return nil, fmt.Errorf("couldn't count contracts by market: %w", err)
	}
	return list, nil
}

// ByAgency counts contracts by agency over [from, to]; a zero from is the
// book's start.
func ByAgency(ctx context.Context, q engine.Querier, from, to civil.Date) ([]Count, error) {
	list, err := tally(ctx, q, from, to, func(l life) Count { return Count{Agency: l.Agency} })
	if err != nil {
		return nil, fmt.Errorf("couldn't count contracts by agency: %w", err)
	}
	agencies, err := engine.Select[AgencyRow](ctx, q, `SELECT agency, name, licence_no FROM contracts_agencies`)
	if err != nil {
		return nil, fmt.Errorf("couldn't list agencies: %w", err)
	}
	for _, a := range agencies {
		if i := slices.IndexFunc(list, func(c Count) bool { return c.Agency == a.Agency }); i >= 0 {
			list[i].AgencyName, list[i].LicenceNo = a.Name, a.LicenceNo
		}
	}
	return list, nil
}
