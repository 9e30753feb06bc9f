package targetprogress

import (
	"context"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
)

// InMigrants are the jobs of workers from outside the plan's units (lao động
// ngoài địa bàn) by the end of a day, and what became of each by the plan's
// rules.
func (s Source) InMigrants(ctx context.Context, row PlanRow, asOf civil.Date) (list []plan.Verdict, err error) {
	if row.RuleSet == "" {
		return nil, nil
	}
	err = s.everybody(ctx, row, func(_ string, facts []plan.Fact) {
		list = append(list, plan.InMigrants(row.rules(), row.period(), facts, asOf)...)
	})
	return list, err
}
