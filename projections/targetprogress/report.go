package targetprogress

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
)

// Progress is how far a plan is, at the end of a day.
type Progress struct {
	Plan       string     `json:"plan"`
	Title      string     `json:"title"`
	From       civil.Date `json:"from"`
	To         civil.Date `json:"to"`
	DecisionNo string     `json:"decisionNo"`
	RuleSet    string     `json:"ruleSet"`
	AsOf       civil.Date `json:"asOf"`

	Target   plan.Counts `json:"target"`   // persons; overseas inside the total
	Achieved plan.Counts `json:"achieved"` // persons who count
	Expected plan.Counts `json:"expected"` // the straight line at the end of AsOf
	Distance plan.Counts `json:"distance"` // achieved − expected
	// Permille is achieved over target, in thousandths.
	Permille int            `json:"permille"`
	Forecast *plan.Forecast `json:"forecast"` // null: too early to tell
	// Unallocated is the part of the target that no unit has a share of; it is
	// negative where the shares exceed the target on purpose.
	Unallocated plan.Counts      `json:"unallocated"`
	Excluded    map[plan.Why]int `json:"excluded"` // facts that don't count, by reason

	Closed *Closing `json:"closed,omitempty"` // absent: not closed by the day that is asked for

	Position  es.Position `json:"position"`  // everything in the log up to it is counted
	Synthetic bool        `json:"synthetic"` // made-up data: SỐ LIỆU MẪU

	By   By    `json:"by,omitempty"`
	Rows []Row `json:"rows,omitempty"`

	units territory.Units
}

// ErrNoPlan is a plan that the views don't have.
var ErrNoPlan = errors.New("targetprogress: there is no such plan")

// Source is what a report is made from.
type Source struct {
	engine.Snapshot
	Units     territory.Units
	Synthetic bool
}

// Plans are the plans in the views, the newest first.
func (s Source) Plans(ctx context.Context) ([]PlanRow, error) {
	return engine.Select[PlanRow](ctx, s, `SELECT * FROM targetprogress_plans ORDER BY from_day DESC, plan`)
}

// Report is a plan's progress at the end of asOf, but never past the plan's
// last day. by is "" for the totals alone. It fails with ErrNoPlan.
//
// Figures count what happened by asOf; whatever the views have of later days
// is left out of the totals, and of the rows by ward and month.
func (s Source) Report(ctx context.Context, slug string, by By, asOf civil.Date) (Progress, error) {
	rows, err := engine.Select[PlanRow](ctx, s, `SELECT * FROM targetprogress_plans WHERE plan = $1`, slug)
	if err != nil {
		return Progress{}, err
	}
	if len(rows) == 0 {
		return Progress{}, fmt.Errorf("%w: %q", ErrNoPlan, slug)
	}
	row, asked := rows[0], asOf
	if asOf.After(row.To) {
		asOf = row.To
	}
	p := Progress{
		Plan: slug, Title: row.Title, From: row.From, To: row.To, DecisionNo: row.DecisionNo, RuleSet: row.RuleSet, AsOf: asOf,
		Target: plan.NewCounts(row.Total, row.Overseas), By: by, Synthetic: s.Synthetic, units: s.Units,
	}
	status, err := s.Status(ctx, Projection.Name)
	if err != nil {
		return p, err
	}
	p.Position = status.Position
	days, err := s.days(ctx, row)
	if err != nil {
		return p, err
	}
	p.Achieved = sumDays(days, func(d DayRow) bool { return !d.Day.After(asOf) })
	p.Closed = row.closing(asked, days)
	p.Expected = plan.Expected(p.Target, p.From, p.To, asOf)
	p.Distance = p.Achieved.Minus(p.Expected)
	p.Permille = permille(p.Achieved.Total, p.Target.Total)
	previous, err := s.previous(ctx, row, asOf)
	if err != nil {
		return p, err
	}
	p.Forecast = plan.ForecastFrom(p.Achieved, p.From, p.To, asOf, previous, addedIn(days))
	if p.Excluded, err = s.excluded(ctx, slug); err != nil {
		return p, err
	}
	given, err := engine.Select[ShareRow](ctx, s, `SELECT * FROM targetprogress_shares WHERE plan = $1`, slug)
	if err != nil {
		return p, err
	}
	var allocated plan.Counts
	for _, g := range given {
		allocated = plan.NewCounts(allocated.Total+g.Total, allocated.Overseas+g.Overseas)
	}
	p.Unallocated = p.Target.Minus(allocated)
	if by != "" {
		p.Rows, err = s.rows(ctx, p, row, days, given)
	}
	return p, err
}

func permille(a, b int) int {
	if b <= 0 {
		return 0
	}
	return (2000*a + b) / (2 * b)
}

func (s Source) days(ctx context.Context, row PlanRow) ([]DayRow, error) {
	return engine.Select[DayRow](ctx, s, `SELECT * FROM targetprogress_days WHERE plan = $1 AND rule_set = $2 ORDER BY day, unit`, row.Plan, row.RuleSet)
}

// previous is the course of the plan before, if the views have it under the
// same rules or its own.
func (s Source) previous(ctx context.Context, row PlanRow, asOf civil.Date) (*plan.Previous, error) {
	if row.PreviousPlan == "" {
		return nil, nil
	}
	before, err := engine.Select[PlanRow](ctx, s, `SELECT * FROM targetprogress_plans WHERE plan = $1`, row.PreviousPlan)
	if err != nil || len(before) == 0 || before[0].RuleSet != row.RuleSet {
		return nil, err
	}
	days, err := s.days(ctx, before[0])
	if err != nil {
		return nil, err
	}
	then := asOf.AddMonths(-12) // clamps 29/02 to 28/02
	return &plan.Previous{
		ByThen: sumDays(days, func(d DayRow) bool { return !d.Day.After(then) }).Total,
		Year:   sumDays(days, func(DayRow) bool { return true }).Total,
	}, nil
}

func (s Source) excluded(ctx context.Context, slug string) (map[plan.Why]int, error) {
	type count struct {
		Why plan.Why `db:"why"`
		N   int      `db:"n"`
	}
	counts, err := engine.Select[count](ctx, s, `SELECT why, COUNT(*) AS n FROM targetprogress_exclusions WHERE plan = $1 GROUP BY why`, slug)
	if err != nil {
		return nil, err
	}
	by := map[plan.Why]int{}
	for _, c := range counts {
		by[c.Why] = c.N
	}
	return by, nil
}

func sumDays(days []DayRow, counts func(DayRow) bool) plan.Counts {
	domestic, overseas := 0, 0
	for _, d := range days {
		if counts(d) {
			domestic, overseas = domestic+d.Domestic, overseas+d.Overseas
		}
	}
	return plan.NewCounts(domestic+overseas, overseas)
}

func addedIn(days []DayRow) func(civil.Month) int {
	return func(m civil.Month) int {
		return sumDays(days, func(d DayRow) bool { return d.Day.MonthOf() == m }).Total
	}
}

// Bys are the ways to split a report.
var Bys = []By{ByWard, ByMonth, BySector, BySex, ByKind, BySource}

// ParseBy reads a way to split; "" is none.
func ParseBy(s string) (By, error) {
	if s == "" || slices.Contains(Bys, By(s)) {
		return By(s), nil
	}
	return "", fmt.Errorf("targetprogress: can't split by %q; ward, month, sector, sex, kind and source are the ways", s)
}
