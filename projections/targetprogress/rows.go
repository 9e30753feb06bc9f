package targetprogress

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/plan"
	"vaoso/domain/vsic"
	"vaoso/projections/engine"
)

// By is what a report is split by.
type By string

// The ways to split.
const (
	ByWard   By = "ward"
	ByMonth  By = "month"
	BySector By = "sector"
	BySex    By = "sex"
	ByKind   By = "kind"
	BySource By = "source"
)

// Row is a part of a plan's progress.
type Row struct {
	Key     string `json:"key"`     // unit code, 2021-04, VSIC section, female, wage …
	Label   string `json:"label"`   // in Vietnamese
	LabelEn string `json:"labelEn"` // in English
	// Target is the part of the target in persons; null where the plan sets none.
	Target         *int           `json:"target"`
	TargetOverseas *int           `json:"targetOverseas"`
	Achieved       plan.Counts    `json:"achieved"`
	Expected       *int           `json:"expected"` // the straight line at the end of the report's day
	Distance       *int           `json:"distance"` // achieved − expected
	Forecast       *plan.Forecast `json:"forecast,omitempty"`
}

func (s Source) rows(ctx context.Context, p Progress, row PlanRow, days []DayRow, given []ShareRow) ([]Row, error) {
	switch p.By {
	case ByWard:
		return p.wards(row, days, given), nil
	case ByMonth:
		return p.months(days), nil
	}
	split, err := s.split(ctx, p, string(p.By))
	if err != nil {
		return nil, err
	}
	switch p.By {
	case BySector:
		return sectors(split), nil
	case BySource:
		return sources(split), nil
	case BySex:
		return fixed(split, []Row{{Key: "female", Label: "Nữ", LabelEn: "Female"}, {Key: "male", Label: "Nam", LabelEn: "Male"}}), nil
	}
	rows := fixed(split, []Row{
		{Key: plan.KindWage, Label: "Làm công ăn lương", LabelEn: "Wage work"},
		{Key: plan.KindSelf, Label: "Tự tạo việc làm", LabelEn: "Self-employment"},
		{Key: plan.KindOverseas, Label: "Đi làm việc ở nước ngoài", LabelEn: "Work abroad"},
	})
	abroad := &rows[2]
	abroad.aim(p, plan.NewCounts(p.Target.Overseas, p.Target.Overseas))
	return rows, nil
}

// aim gives a row its target, and how far it is from the straight line to it.
func (r *Row) aim(p Progress, target plan.Counts) {
	expected := plan.Expected(target, p.From, p.To, p.AsOf).Total
	distance := r.Achieved.Total - expected
	r.Target, r.TargetOverseas, r.Expected, r.Distance = &target.Total, &target.Overseas, &expected, &distance
}

// wards are the plan's units in its order; one without a share has no target.
func (p Progress) wards(row PlanRow, days []DayRow, given []ShareRow) []Row {
	var rows []Row
	for _, code := range strings.Fields(row.Units) {
		r := Row{Key: code, Label: code, LabelEn: code}
		if u, ok := p.units.Lookup(code, p.To); ok {
			r.Label, r.LabelEn = u.FullName(), u.Name
		}
		mine := slices.DeleteFunc(slices.Clone(days), func(d DayRow) bool { return d.Unit != code })
		r.Achieved = sumDays(mine, func(d DayRow) bool { return !d.Day.After(p.AsOf) })
		if i := slices.IndexFunc(given, func(g ShareRow) bool { return g.Unit == code }); i >= 0 {
			r.aim(p, plan.NewCounts(given[i].Total, given[i].Overseas))
		}
		r.Forecast = plan.ForecastFrom(r.Achieved, p.From, p.To, p.AsOf, nil, addedIn(mine))
		rows = append(rows, r)
	}
	return rows
}

// months are what each month of the plan added; its target is the month's part
// of the straight line. Months that haven't begun have no distance.
func (p Progress) months(days []DayRow) []Row {
	var rows []Row
	for m := p.From.MonthOf(); !p.To.MonthOf().Before(m); m = m.Next() {
		r := Row{Key: m.String(), Label: "Tháng " + monthLabel(m), LabelEn: m.First().In(0, 0, 0).Format("January 2006")}
		r.Achieved = sumDays(days, func(d DayRow) bool { return d.Day.MonthOf() == m && !d.Day.After(p.AsOf) })
		target := plan.ExpectedIn(m, p.Target, p.From, p.To)
		r.Target, r.TargetOverseas = &target.Total, &target.Overseas
		if !m.First().After(p.AsOf) {
			end := p.AsOf
			if m.Last().Before(end) {
				end = m.Last()
			}
			expected := plan.Expected(p.Target, p.From, p.To, end).Minus(plan.Expected(p.Target, p.From, p.To, m.First().AddDays(-1))).Total
			distance := r.Achieved.Total - expected
			r.Expected, r.Distance = &expected, &distance
		}
		rows = append(rows, r)
	}
	return rows
}

func monthLabel(m civil.Month) string {
	return strings.TrimPrefix(m.First().Vietnamese(), "01/")
}

// part is a figure of one key.
type part struct {
	Key      string `db:"key"`
	Total    int    `db:"total"`
	Overseas int    `db:"overseas"`
}

// split adds up the cells by one of their columns. PostgreSQL adds BIGINTs up to a
// NUMERIC, which is cast back. The columns' names are this
// package's own, never a caller's text.
func (s Source) split(ctx context.Context, p Progress, column string) ([]part, error) {
	return engine.Select[part](ctx, s, `SELECT `+column+` AS key, CAST(SUM(added) AS BIGINT) AS total, CAST(SUM(CASE WHEN kind = 'overseas' THEN added ELSE 0 END) AS BIGINT) AS overseas
		FROM targetprogress_cells WHERE plan = $1 AND rule_set = $2 AND month <= $3 GROUP BY `+column+` ORDER BY `+column,
		p.Plan, p.RuleSet, p.AsOf.MonthOf().String())
}

func fixed(split []part, rows []Row) []Row {
	for i := range rows {
		for _, x := range split {
			if x.Key == rows[i].Key {
				rows[i].Achieved = plan.NewCounts(x.Total, x.Overseas)
			}
		}
	}
	return rows
}

// sectors are those that anybody works in, the largest first.
func sectors(split []part) []Row {
	var rows []Row
	for _, x := range split {
		r := Row{Key: x.Key, Label: "Chưa rõ ngành", LabelEn: "Unknown", Achieved: plan.NewCounts(x.Total, x.Overseas)}
		if x.Key == plan.SectorAbroad {
			r.Label, r.LabelEn = "Làm việc ở nước ngoài", "Work abroad"
		} else if section, ok := vsic.Find(x.Key); ok {
			r.Label, r.LabelEn = section.Short, section.En
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Achieved.Total, a.Achieved.Total), cmp.Compare(a.Key, b.Key))
	})
	return rows
}

// sources are all ways to a job, and those abroad; unknown ones where there are any.
func sources(split []part) []Row {
	var rows []Row
	for _, source := range []string{
		string(labour.Direct), string(labour.ServiceCentre), string(labour.SupplyFirm), string(labour.JobFair), string(labour.TrainingOnOrder),
		plan.SourceLoan, string(labour.FromCollaborator), string(labour.SelfFound), plan.SourceAbroad,
	} {
		vi, en := SourceWords(source)
		rows = append(rows, Row{Key: source, Label: vi, LabelEn: en})
	}
	if slices.ContainsFunc(split, func(x part) bool { return x.Key == plan.SourceUnknown }) {
		vi, en := SourceWords(plan.SourceUnknown)
		rows = append(rows, Row{Key: plan.SourceUnknown, Label: vi, LabelEn: en})
	}
	return fixed(split, rows)
}
