package forms

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
	"vaoso/projections/targetprogress"
)

// course is a line of Biểu 02: a month, and where the plan stood at its end.
type course struct {
	targetprogress.Row
	begun              bool
	achieved, expected int // cumulative
	target             int // of the plan
}

// form02 is Biểu 02, by month against the straight line.
func form02() Definition {
	begun := func(of func(course) int) func(course) Cell {
		return func(c course) Cell {
			if !c.begun {
				return Cell{}
			}
			return number(of(c))
		}
	}
	added := func(key, vi, en string, of func(course) int) column[course] {
		c := figures(key, vi, en, persons, begun(of))
		c.Adds = true
		return c
	}
	return define(Definition{Code: "02", Vi: "Kết quả giải quyết việc làm theo tháng so với tiến độ", En: "People placed in jobs, by month against the straight line"},
		[]column[course]{
			keys("month", "Tháng", "Month", func(c course) (string, string) { return c.Key, "" }),
			texts("month_name", "Tháng", "Month", func(c course) string { return c.Label }),
			counts("target", "Chỉ tiêu tháng", "The month's target", persons, func(c course) int { return *c.Target }),
			added("achieved", "Đạt", "Achieved", func(c course) int { return c.Achieved.Total }),
			added("domestic", "Trong nước", "At home", func(c course) int { return c.Achieved.Domestic }),
			added("overseas", "Nước ngoài", "Abroad", func(c course) int { return c.Achieved.Overseas }),
			differences("distance", "Lệch", "Distance", persons, func(c course) Cell { return maybe(c.Distance) }),
			figures("cumulative", "Lũy kế", "Cumulative", persons, begun(func(c course) int { return c.achieved })),
			figures("expected", "Tiến độ đều", "Straight line", persons, begun(func(c course) int { return c.expected })),
			differences("cumulative_distance", "Lệch lũy kế", "Cumulative distance", persons, begun(func(c course) int { return c.achieved - c.expected })),
			shares("permille", "Lũy kế so chỉ tiêu", "Of the target", func(c course) Cell {
				if !c.begun {
					return Cell{}
				}
				return permille(c.achieved, c.target)
			}),
		}, courses)
}

func courses(ctx context.Context, s Source) (lines []line[course], notes []Words, err error) {
	p, err := s.progress().Report(ctx, s.Plan, targetprogress.ByMonth, s.asked)
	if err != nil {
		return nil, nil, err
	}
	so := 0
	for _, r := range p.Rows {
		month, err := civil.ParseMonth(r.Key)
		if err != nil {
			return nil, nil, fmt.Errorf("couldn't read a month of the plan: %w", err)
		}
		c := course{Row: r, begun: r.Distance != nil, target: p.Target.Total}
		if c.begun {
			end := month.Last()
			if s.AsOf.Before(end) {
				end = s.AsOf
			}
			so += r.Achieved.Total
			c.achieved, c.expected = so, plan.Expected(p.Target, p.From, p.To, end).Total
		}
		lines = append(lines, line[course]{is: c})
	}
	all := course{Row: total(p), begun: true, achieved: p.Achieved.Total, expected: p.Expected.Total, target: p.Target.Total}
	return append(lines, line[course]{total: true, is: all}), closed(p.Closed), nil
}
