package forms

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"vaoso/projections/engine"
	"vaoso/projections/support"
	"vaoso/projections/unemployment"
)

// helped is a line of Biểu 07: the support of a ward, or its unemployment.
type helped struct {
	key, label string
	code       string // a province's; else the key is it
	given      *support.Counts
	estimated  *unemployment.Line
}

// form07 is Biểu 07: support, unemployment insurance, and an estimate.
func form07() Definition {
	given := func(key, vi, en, unit string, of func(support.Counts) int64) column[helped] {
		c := figures(key, vi, en, unit, func(h helped) Cell {
			if h.given == nil {
				return Cell{}
			}
			return number(of(*h.given))
		})
		c.Adds = true
		if unit == "VND" {
			c.Type, c.Vi, c.En = Money, vi+" (đồng)", en+" (VND)"
		}
		return c
	}
	estimated := func(key, vi, en string, of func(unemployment.Line) int) column[helped] {
		c := figures(key, vi, en, persons, func(h helped) Cell {
			if h.estimated == nil {
				return Cell{}
			}
			return number(of(*h.estimated))
		})
		c.Adds = true
		return c
	}
	return define(Definition{
		Code: "07", Vi: "Hỗ trợ việc làm, bảo hiểm thất nghiệp, ước tính thất nghiệp", En: "Support, unemployment insurance, and an estimate of unemployment",
		Reads: []engine.Projection{support.Projection, unemployment.Projection},
		Groups: []Group{
			{"in_period", "Hỗ trợ và bảo hiểm trong kỳ", "Support and insurance in the period"},
			{"cumulative", "Lũy kế từ đầu kỳ kế hoạch", "Since the plan's first day"},
			{"unemployment", "Ước tính thất nghiệp đến ngày báo cáo", "Estimated unemployment on the day"},
		},
	}, []column[helped]{
		keys("ward", "Mã", "Code", func(h helped) (string, string) { return h.key, cmp.Or(h.code, coded(h.key)) }),
		texts("ward_name", "Phường, xã", "Ward, commune", func(h helped) string { return h.label }),
		given("loans", "Khoản vay", "Loans", "loans", func(c support.Counts) int64 { return int64(c.Loans) }),
		given("loan_amount", "Số tiền vay", "Lent", "VND", func(c support.Counts) int64 { return c.LoanAmount }),
		given("jobs_promised", "Việc làm cam kết", "Jobs promised", "jobs", func(c support.Counts) int64 { return int64(c.JobsPromised) }),
		given("jobs_created", "Việc làm tạo mới", "Jobs created", "jobs", func(c support.Counts) int64 { return int64(c.JobsCreated) }),
		given("jobs_unnamed", "Trong đó không nêu tên", "Of these unnamed", "jobs", func(c support.Counts) int64 { return int64(c.JobsUnnamed) }),
		given("jobs_kept", "Việc làm duy trì", "Jobs kept", "jobs", func(c support.Counts) int64 { return int64(c.JobsKept) }),
		given("grants", "Lượt hỗ trợ", "Grants", "grants", func(c support.Counts) int64 { return int64(c.Grants) }),
		given("grant_amount", "Tiền hỗ trợ", "Granted", "VND", func(c support.Counts) int64 { return c.GrantAmount }),
		given("notices", "Thông báo thất nghiệp", "Notices", "notices", func(c support.Counts) int64 { return int64(c.Notices) }),
		given("allowances", "Trợ cấp thất nghiệp", "Allowances", "allowances", func(c support.Counts) int64 { return int64(c.Allowances) }),
		given("allowance_amount", "Tiền trợ cấp", "Allowances paid", "VND", func(c support.Counts) int64 { return c.AllowanceAmount }),
		estimated("unemployed", "Thất nghiệp (U)", "Unemployed (U)", func(l unemployment.Line) int { return l.Unemployed }),
		estimated("labour_force", "Lực lượng lao động (LF)", "Labour force (LF)", func(l unemployment.Line) int { return l.LabourForce }),
		{Column{Key: "rate", Vi: "Tỷ lệ U ÷ LF", En: "Rate U ÷ LF", Type: Percent2}, func(h helped) Cell {
			if h.estimated == nil {
				return Cell{}
			}
			return maybe(h.estimated.Rate)
		}},
	}, helping)
}

func helping(ctx context.Context, s Source) (lines []line[helped], notes []Words, err error) {
	for _, part := range []struct {
		group string
		from  Period
	}{{"in_period", s.period}, {"cumulative", Period{From: s.plan.From}}} {
		r, err := support.MakeReport(ctx, s, s.Units, part.from.From, s.AsOf, s.Synthetic)
		if err != nil {
			return nil, nil, err
		}
		elsewhere, others := support.Counts{}, false
		var far []line[helped]
		for _, l := range r.Wards {
			if l.Province != "" {
				far = append(far, line[helped]{group: part.group, is: helped{key: "province-" + l.Province, code: l.Province, label: "Ngoài tỉnh: " + l.Label, given: &l.Counts}})
				continue
			}
			if s.unitName(l.Ward) == "" {
				elsewhere.Add(l.Counts)
				others = true
				continue
			}
			lines = append(lines, line[helped]{group: part.group, is: helped{key: l.Ward, label: l.Label, given: &l.Counts}})
		}
		if others {
			lines = append(lines, line[helped]{group: part.group, is: helped{key: outside, label: s.placeName(outside), given: &elsewhere}})
		}
		lines = append(append(lines, far...), line[helped]{group: part.group, total: true, is: helped{label: "Tổng số", given: &r.Total}})
	}
	u, err := unemployment.Source{Snapshot: s, Units: s.Units, Forces: s.Forces, Synthetic: s.Synthetic}.MakeReport(ctx, s.AsOf)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range u.Wards {
		if l.Month == s.AsOf.MonthOf() {
			lines = append(lines, line[helped]{group: "unemployment", is: helped{key: l.Ward, label: l.Label, estimated: &l}})
		}
	}
	lines = append(lines, line[helped]{group: "unemployment", total: true, is: helped{label: "Tổng số", estimated: &u.Months[len(u.Months)-1]}})
	vi, en, both := strings.Cut(u.LabourForce.Source, " / ")
	if !both {
		en = vi
	}
	force := Words{fmt.Sprintf("Lực lượng lao động: %s.", vi), fmt.Sprintf("Labour force: %s.", en)}
	return lines, []Words{{u.Formula.Vi, u.Formula.En}, {u.Limits.Vi, u.Limits.En}, force, outsideWords, farWords}, nil
}
