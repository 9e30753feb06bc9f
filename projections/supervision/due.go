package supervision

import (
	"context"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/law"
	"vaoso/projections/engine"
)

// What RF11 asks of an agency: of at least so many departures in so many
// months, one in so many or more absconded (DOMAIN, "Read models and reports").
const (
	abscondMonths     = 24
	abscondDepartures = 10
	abscondOneIn      = 10
)

// due is the flags of the rules that depend on the day: RF04, RF05, RF11, RF14.
// What was late and has been done since is settled on the day it was done.
func due(ctx context.Context, q engine.Querier, asOf civil.Date) (flags []FlagRow, err error) {
	for _, rule := range []func(context.Context, engine.Querier, civil.Date) ([]FlagRow, error){returns, liquidations, absconding, remedies} {
		more, err := rule(ctx, q, asOf)
		if err != nil {
			return nil, fmt.Errorf("couldn't find what is overdue: %w", err)
		}
		flags = append(flags, more...)
	}
	return flags, nil
}

// done is a day where it has come by asOf.
func done(on, asOf civil.Date) civil.Date {
	if on.After(asOf) {
		return civil.Date{}
	}
	return on
}

// until is the day by which lateness is counted: that of the deed, or asOf.
func until(on, asOf civil.Date) civil.Date {
	if on.IsZero() {
		return asOf
	}
	return on
}

// returns is RF04: departed, no return or termination, and the city's days
// after the day due back are over. A worker who absconded is overdue like any
// other, also once the accounts are settled.
func returns(ctx context.Context, q engine.Querier, asOf civil.Date) (flags []FlagRow, err error) {
	rows, err := engine.Select[ContractRow](ctx, q,
		`SELECT * FROM supervision_contracts WHERE return_limit < $1 AND departed_on <= $1 AND (ended_on IS NULL OR ended_on > return_limit)`, asOf.String())
	for _, c := range rows {
		ended := done(c.EndedOn, asOf)
		days := until(ended, asOf).DaysSince(c.DueBackOn)
		limit := law.Current().City.ReturnOverdueDays
		f := c.raise("RF04", c.ReturnLimit.AddDays(1),
			fmt.Sprintf("Hợp đồng %s: quá hạn về nước %d ngày (hạn %s, cho phép chậm %d ngày)", c.ContractNo, days, c.DueBackOn.Vietnamese(), limit),
			fmt.Sprintf("Contract %s: %d days overdue to return (due back on %s, %d days allowed)", c.ContractNo, days, c.DueBackOn, limit),
			c.DepartedEvent, c.ExtendedEvent)
		flags = append(flags, f.settled(ended, c.EndedEvent))
	}
	return flags, err
}

// liquidations is RF05: returned or terminated, and not liquidated within the
// days that the law of the signing day gives.
func liquidations(ctx context.Context, q engine.Querier, asOf civil.Date) (flags []FlagRow, err error) {
	rows, err := engine.Select[ContractRow](ctx, q,
		`SELECT * FROM supervision_contracts WHERE settle_limit < $1 AND (liquidated_on IS NULL OR liquidated_on > settle_limit)`, asOf.String())
	for _, c := range rows {
		liquidated := done(c.LiquidatedOn, asOf)
		days := until(liquidated, asOf).DaysSince(c.EndedOn)
		limit := c.SettleLimit.DaysSince(c.EndedOn)
		f := c.raise("RF05", c.SettleLimit.AddDays(1),
			fmt.Sprintf("Hợp đồng %s: kết thúc ngày %s, %d ngày chưa thanh lý (hạn %d ngày)", c.ContractNo, c.EndedOn.Vietnamese(), days, limit),
			fmt.Sprintf("Contract %s: ended on %s and not liquidated for %d days (the limit is %d)", c.ContractNo, c.EndedOn, days, limit),
			c.EndedEvent)
		flags = append(flags, f.settled(liquidated, c.LiquidatedEvent))
	}
	return flags, err
}

// tally is an agency's departures of the last months.
type tally struct {
	Agency    string `db:"agency"`
	Departed  int    `db:"departed"`
	Absconded int    `db:"absconded"`
}

// absconding is RF11, over the departures of the last 24 months up to asOf.
func absconding(ctx context.Context, q engine.Querier, asOf civil.Date) (flags []FlagRow, err error) {
	after := asOf.AddMonths(-abscondMonths)
	tallies, err := engine.Select[tally](ctx, q, `SELECT agency, COUNT(*) AS departed, SUM(CASE WHEN absconded_on <= $2 THEN 1 ELSE 0 END) AS absconded
		FROM supervision_contracts WHERE agency <> '' AND departed_on > $1 AND departed_on <= $2 GROUP BY agency`, after.String(), asOf.String())
	if err != nil {
		return nil, err
	}
	for _, t := range tallies {
		if t.Departed < abscondDepartures || t.Absconded*abscondOneIn < t.Departed {
			continue
		}
		rows, err := engine.Select[ContractRow](ctx, q,
			`SELECT * FROM supervision_contracts WHERE agency = $3 AND departed_on > $1 AND departed_on <= $2 AND absconded_on <= $2 ORDER BY absconded_on, contract`,
			after.String(), asOf.String(), t.Agency)
		if err != nil {
			return nil, err
		}
		var evidence []string
		var last civil.Date
		for _, c := range rows {
			evidence = append(evidence, c.AbscondedEvent.String())
			last = c.AbscondedOn
		}
		r, _ := RuleOf("RF11")
		share := float64(t.Absconded) * 100 / float64(t.Departed)
		flags = append(flags, FlagRow{
			FlagKey: FlagKey{flagID(r.ID, t.Agency)}, Rule: r.ID, Severity: r.Severity, Agency: t.Agency, Day: last, Evidence: strings.Join(evidence, " "),
			Vi: fmt.Sprintf("Trong %d tháng đến ngày %s: %d trên %d lao động đã xuất cảnh bỏ trốn (%s %%, ngưỡng 10 %%)", abscondMonths, asOf.Vietnamese(), t.Absconded, t.Departed, strings.Replace(fmt.Sprintf("%.1f", share), ".", ",", 1)),
			En: fmt.Sprintf("In the %d months to %s, %d of %d workers who departed absconded (%.1f %%; the threshold is 10 %%)", abscondMonths, asOf, t.Absconded, t.Departed, share),
		})
	}
	return flags, nil
}

// remedies is RF14: a finding's remedy wasn't there on its day.
func remedies(ctx context.Context, q engine.Querier, asOf civil.Date) (flags []FlagRow, err error) {
	rows, err := engine.Select[FindingRow](ctx, q,
		`SELECT * FROM supervision_findings WHERE remedy_due_on < $1 AND recorded_on <= $1 AND (remedied_on IS NULL OR remedied_on > remedy_due_on)`, asOf.String())
	r, _ := RuleOf("RF14")
	for _, f := range rows {
		remedied := done(f.RemediedOn, asOf)
		days := until(remedied, asOf).DaysSince(f.RemedyDueOn)
		flag := FlagRow{
			FlagKey: FlagKey{flagID(r.ID, f.subject())}, Rule: r.ID, Severity: r.Severity, Contract: f.Contract, Agency: f.Agency, Finding: f.Finding,
			Day: f.RemedyDueOn.AddDays(1), Evidence: ids(f.RecordedEvent, f.RequiredEvent),
			Vi: fmt.Sprintf("Kết luận %s: quá hạn khắc phục %d ngày (hạn %s)", f.Finding, days, f.RemedyDueOn.Vietnamese()),
			En: fmt.Sprintf("Finding %s: the remedy is %d days overdue (due on %s)", f.Finding, days, f.RemedyDueOn),
		}
		flags = append(flags, flag.settled(remedied, f.RemediedEvent))
	}
	return flags, err
}

// subject names the finding across all inspections. By default its id starts
// with the inspection's number; where it doesn't, the number goes before it.
func (r FindingRow) subject() string {
	if strings.HasPrefix(r.Finding, r.InspectionNo+"-") {
		return r.Finding
	}
	return r.InspectionNo + "/" + r.Finding
}
