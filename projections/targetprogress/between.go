package targetprogress

import (
	"context"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// UnitsBetween is what each unit added from one day to another, both included,
// by the plan's rules. Units that added nothing aren't there.
func (s Source) UnitsBetween(ctx context.Context, row PlanRow, from, to civil.Date) (map[string]plan.Counts, error) {
	return s.between(ctx, `SELECT unit AS key, CAST(SUM(domestic + overseas) AS BIGINT) AS total, CAST(SUM(overseas) AS BIGINT) AS overseas
		FROM targetprogress_days WHERE plan = $1 AND rule_set = $2 AND day >= $3 AND day <= $4 GROUP BY unit`, row, from.String(), to.String())
}

// SplitBetween is what each sector, sex, kind or source added from one month to
// another, both included whole, by the plan's rules.
func (s Source) SplitBetween(ctx context.Context, row PlanRow, by By, from, to civil.Month) (map[string]plan.Counts, error) {
	column := map[By]string{BySector: "sector", BySex: "sex", ByKind: "kind", BySource: "source"}[by]
	if column == "" {
		column = "unit"
	}
	return s.between(ctx, `SELECT `+column+` AS key, CAST(SUM(added) AS BIGINT) AS total, CAST(SUM(CASE WHEN kind = 'overseas' THEN added ELSE 0 END) AS BIGINT) AS overseas
		FROM targetprogress_cells WHERE plan = $1 AND rule_set = $2 AND month >= $3 AND month <= $4 GROUP BY `+column, row, from.String(), to.String())
}

func (s Source) between(ctx context.Context, query string, row PlanRow, from, to string) (map[string]plan.Counts, error) {
	parts, err := engine.Select[part](ctx, s, query, row.Plan, row.RuleSet, from, to)
	if err != nil {
		return nil, err
	}
	by := map[string]plan.Counts{}
	for _, p := range parts {
		by[p.Key] = plan.NewCounts(p.Total, p.Overseas)
	}
	return by, nil
}
