package agencies

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/overseas"
	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
)

// Agency is an agency on a day, with what became of all that it has sent.
type Agency struct {
	Agency   string // stream
	Name     string
	Type     overseas.AgencyType
	Licence  overseas.Licence // that matters on the day
	Standing overseas.Standing
	Markets  []string // held on the day, sorted
	Invited  []InvitedRow
	Supply   []SupplyRow // in force on the day

	overseas.Track
	FeeShare int // mean of service fee / cap of the contracts departed, in thousandths
	Judged   int // over how many contracts; 0: the share says nothing
	Findings int // recorded
	Lodged   int // complaints
	Answered int // of those
	Upheld   int // of those

	Sent      []domain.Sent   // its departures
	UpheldSet []domain.Upheld // its complaints that were upheld
}

// List is every agency on the day, by its stream's name: all that had happened
// to it by then, as now known.
func List(ctx context.Context, q engine.Querier, asOf civil.Date) ([]Agency, error) {
	rows, err := engine.Select[Row](ctx, q, `SELECT * FROM agencies ORDER BY agency`)
	if err != nil {
		return nil, fmt.Errorf("couldn't list agencies: %w", err)
	}
	list := make([]Agency, len(rows))
	for i, r := range rows {
		if list[i], err = r.on(asOf); err != nil {
			return nil, err
		}
	}
	g := gathering{list: list, at: map[string]int{}, asOf: asOf, shares: map[string][]int{}}
	for i, a := range list {
		g.at[a.Agency] = i
	}
	for _, part := range []func(context.Context, engine.Querier) error{g.invited, g.supply, g.contracts, g.findings, g.complaints} {
		if err := part(ctx, q); err != nil {
			return nil, fmt.Errorf("couldn't report on agencies: %w", err)
		}
	}
	return g.list, nil
}

// on is the agency's licence and markets on the day.
func (r *Row) on(asOf civil.Date) (Agency, error) {
	state, err := r.agency()
	if err != nil {
		return Agency{}, err
	}
	a := Agency{Agency: r.Agency, Name: r.Name, Type: r.Type, Licence: state.LicenceOn(asOf), Standing: state.StandingOn(asOf), Markets: []string{}, Invited: []InvitedRow{}, Supply: []SupplyRow{}}
	for _, m := range state.Markets {
		if state.HoldsOn(m.Code, asOf) && !slices.Contains(a.Markets, m.Code) {
			a.Markets = append(a.Markets, m.Code)
		}
	}
	slices.Sort(a.Markets)
	return a, nil
}

// gathering brings an agency's parts together.
type gathering struct {
	list   []Agency
	at     map[string]int // by stream
	asOf   civil.Date
	shares map[string][]int
}

// of is the agency with the stream; nil where it isn't listed.
func (g *gathering) of(agency string) *Agency {
	i, listed := g.at[agency]
	if !listed {
		return nil
	}
	return &g.list[i]
}

func (g *gathering) invited(ctx context.Context, q engine.Querier) error {
	rows, err := engine.Select[InvitedRow](ctx, q, `SELECT * FROM agencies_invited WHERE invited_on <= $1 ORDER BY invited_on, market, units, event`, g.asOf.String())
	for _, r := range rows {
		if a := g.of(r.Agency); a != nil {
			a.Invited = append(a.Invited, r)
		}
	}
	return err
}

func (g *gathering) supply(ctx context.Context, q engine.Querier) error {
	rows, err := engine.Select[SupplyRow](ctx, q,
		`SELECT * FROM agencies_supply WHERE registered_on <= $1 AND (valid_to IS NULL OR valid_to >= $1) ORDER BY registration_no`, g.asOf.String())
	for _, r := range rows {
		if a := g.of(r.Agency); a != nil {
			a.Supply = append(a.Supply, r)
		}
	}
	return err
}

func (g *gathering) contracts(ctx context.Context, q engine.Querier) error {
	rows, err := engine.Select[ContractRow](ctx, q, `SELECT * FROM agencies_contracts WHERE agency <> '' ORDER BY contract`)
	for _, c := range rows {
		a := g.of(c.Agency)
		if a == nil {
			continue
		}
		a.Add(c.life(), civil.Date{}, g.asOf)
		if c.DepartedOn.IsZero() || c.DepartedOn.After(g.asOf) {
			continue
		}
		a.Sent = append(a.Sent, domain.Sent{On: c.DepartedOn, AbscondedOn: c.AbscondedOn, Event: c.AbscondedEvent})
		if c.FeeShareIs {
			g.shares[c.Agency] = append(g.shares[c.Agency], c.FeeShare)
		}
	}
	for agency, shares := range g.shares {
		g.of(agency).FeeShare, _ = overseas.Mean(shares)
		g.of(agency).Judged = len(shares)
	}
	return err
}

func (g *gathering) findings(ctx context.Context, q engine.Querier) error {
	rows, err := engine.Select[FindingRow](ctx, q, `SELECT * FROM agencies_findings WHERE recorded_on <= $1`, g.asOf.String())
	for _, r := range rows {
		if a := g.of(r.Agency); a != nil {
			a.Findings++
		}
	}
	return err
}

func (g *gathering) complaints(ctx context.Context, q engine.Querier) error {
	rows, err := engine.Select[ComplaintRow](ctx, q, `SELECT * FROM agencies_complaints WHERE lodged_on <= $1 ORDER BY complaint`, g.asOf.String())
	for _, r := range rows {
		a := g.of(r.Agency)
		if a == nil {
			continue
		}
		a.Lodged++
		if r.AnsweredOn.IsZero() || r.AnsweredOn.After(g.asOf) {
			continue
		}
		a.Answered++
		if r.Upheld {
			a.Upheld++
			a.UpheldSet = append(a.UpheldSet, domain.Upheld{ComplaintNo: r.ComplaintNo, On: r.AnsweredOn, Event: r.AnsweredEvent})
		}
	}
	return err
}

// No is the agency's number: its stream without the category.
func (a Agency) No() string { return strings.TrimPrefix(a.Agency, overseas.AgencyPrefix) }
