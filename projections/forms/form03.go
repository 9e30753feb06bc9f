package forms

import (
	"context"

	"vaoso/domain/plan"
	"vaoso/projections/targetprogress"
)

// share is a line of Biểu 03.
type share struct {
	key, label string
	period     plan.Counts
	plan.Counts
	of int // persons in all
}

// form03 is Biểu 03: who they are and what they do.
func form03() Definition {
	return define(Definition{
		Code: "03", Vi: "Giải quyết việc làm theo ngành kinh tế, giới tính, hình thức, nguồn giới thiệu", En: "People placed in jobs, by sector, sex, kind and source",
		Groups: []Group{
			{string(targetprogress.BySector), "Theo ngành kinh tế", "By sector"},
			{string(targetprogress.BySex), "Theo giới tính", "By sex"},
			{string(targetprogress.ByKind), "Theo hình thức", "By kind"},
			{string(targetprogress.BySource), "Theo nguồn giới thiệu", "By source"},
		},
	}, []column[share]{
		keys("key", "Mã", "Code", func(s share) (string, string) { return s.key, coded(s.key) }),
		texts("label", "Nội dung", "Item", func(s share) string { return s.label }),
		counts("in_period", "Trong kỳ", "In the period", persons, func(s share) int { return s.period.Total }),
		counts("achieved", "Lũy kế", "Cumulative", persons, func(s share) int { return s.Total }),
		counts("domestic", "Trong nước", "At home", persons, func(s share) int { return s.Domestic }),
		counts("overseas", "Nước ngoài", "Abroad", persons, func(s share) int { return s.Overseas }),
		shares("permille", "Tỷ trọng", "Share", func(s share) Cell { return permille(s.Total, s.of) }),
	}, sharing)
}

func sharing(ctx context.Context, s Source) (lines []line[share], notes []Words, err error) {
	for _, by := range []targetprogress.By{targetprogress.BySector, targetprogress.BySex, targetprogress.ByKind, targetprogress.BySource} {
		p, err := s.progress().Report(ctx, s.Plan, by, s.AsOf)
		if err != nil {
			return nil, nil, err
		}
		period, err := s.progress().SplitBetween(ctx, s.plan, by, s.period.From.MonthOf(), s.period.To.MonthOf())
		if err != nil {
			return nil, nil, err
		}
		all := share{label: "Tổng số", Counts: p.Achieved, of: p.Achieved.Total}
		for _, r := range p.Rows {
			lines = append(lines, line[share]{group: string(by), is: share{r.Key, r.Label, period[r.Key], r.Achieved, p.Achieved.Total}})
			all.period = sum(all.period, period[r.Key])
		}
		lines = append(lines, line[share]{group: string(by), total: true, is: all})
	}
	return lines, nil, nil
}
