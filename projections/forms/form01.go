package forms

import (
	"context"

	"vaoso/domain/plan"
	"vaoso/projections/targetprogress"
)

// advance is a line of Biểu 01: a unit's part of the plan.
type advance struct {
	targetprogress.Row
	period plan.Counts
}

// form01 is Biểu 01, by ward and commune.
func form01() Definition {
	return define(Definition{Code: "01", Vi: "Kết quả giải quyết việc làm theo phường, xã", En: "People placed in jobs, by ward and commune"},
		[]column[advance]{
			texts("unit", "Mã", "Code", func(a advance) string { return a.Key }),
			texts("unit_name", "Phường, xã", "Ward, commune", func(a advance) string { return a.Label }),
			figures("target", "Chỉ tiêu", "Target", persons, func(a advance) Cell { return maybe(a.Target) }),
			figures("target_overseas", "Chỉ tiêu nước ngoài", "Target abroad", persons, func(a advance) Cell { return maybe(a.TargetOverseas) }),
			counts("in_period", "Trong kỳ", "In the period", persons, func(a advance) int { return a.period.Total }),
			counts("achieved", "Lũy kế", "Cumulative", persons, func(a advance) int { return a.Achieved.Total }),
			shares("permille", "Đạt", "Of the target", func(a advance) Cell {
				if a.Target == nil {
					return Cell{}
				}
				return permille(a.Achieved.Total, *a.Target)
			}),
			differences("distance", "So tiến độ", "Distance", persons, func(a advance) Cell { return maybe(a.Distance) }),
			counts("domestic", "Trong nước", "At home", persons, func(a advance) int { return a.Achieved.Domestic }),
			counts("overseas", "Nước ngoài", "Abroad", persons, func(a advance) int { return a.Achieved.Overseas }),
		}, advances)
}

const persons = "persons"

func advances(ctx context.Context, s Source) (lines []line[advance], notes []Words, err error) {
	p, err := s.progress().Report(ctx, s.Plan, targetprogress.ByWard, s.asked)
	if err != nil {
		return nil, nil, err
	}
	period, err := s.progress().UnitsBetween(ctx, s.plan, s.period.From, s.period.To)
	if err != nil {
		return nil, nil, err
	}
	all := advance{Row: total(p)}
	for _, r := range p.Rows {
		lines = append(lines, line[advance]{is: advance{r, period[r.Key]}})
		all.period = sum(all.period, period[r.Key])
	}
	notes = closed(p.Closed)
	if p.Unallocated.Total != 0 || p.Unallocated.Overseas != 0 {
		notes = append(notes, unallocated(p.Unallocated))
	}
	return append(lines, line[advance]{total: true, is: all}), notes, nil
}

// total is a plan as a row.
func total(p targetprogress.Progress) targetprogress.Row {
	return targetprogress.Row{
		Label: "Tổng số", LabelEn: "Total", Target: &p.Target.Total, TargetOverseas: &p.Target.Overseas,
		Achieved: p.Achieved, Expected: &p.Expected.Total, Distance: &p.Distance.Total,
	}
}

func sum(a, b plan.Counts) plan.Counts { return plan.NewCounts(a.Total+b.Total, a.Overseas+b.Overseas) }
