package forms

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vaoso/projections/engine"
	"vaoso/projections/supplydemand"
)

// market is a line of Biểu 06: supply and demand of an occupation or in a ward,
// or what an intermediary did.
type market struct {
	key, label     string
	code           string               // that the office knows it by; "": its name says it all
	now            supplydemand.Figures // since the plan's first day; open and seekers on the day
	in             supplydemand.Figures // in the period
	byIntermediary bool
}

const positions = "positions"

// form06 is Biểu 06, supply and demand of labour.
func form06() Definition {
	stands := func(key, vi, en, unit string, of func(market) int) column[market] {
		c := figures(key, vi, en, unit, func(m market) Cell {
			if m.byIntermediary {
				return Cell{}
			}
			return number(of(m))
		})
		c.Adds = true
		return c
	}
	return define(Definition{
		Code: "06", Vi: "Cung – cầu lao động", En: "Supply and demand of labour",
		Reads: []engine.Projection{supplydemand.Projection},
		Groups: []Group{
			{"occupation", "Theo nghề", "By occupation"}, {"ward", "Theo phường, xã", "By ward"},
			{"intermediary", "Theo đơn vị dịch vụ việc làm", "By intermediary"},
		},
	}, []column[market]{
		keys("key", "Mã", "Code", func(m market) (string, string) { return m.key, m.code }),
		texts("label", "Nội dung", "Item", func(m market) string { return m.label }),
		stands("vacancies_open", "Vị trí đang tuyển", "Vacancies open", positions, func(m market) int { return m.now.Open }),
		stands("seekers", "Người tìm việc", "Seekers", persons, func(m market) int { return m.now.Seekers }),
		counts("referred_in_period", "Giới thiệu trong kỳ", "Referred in the period", persons, func(m market) int { return m.in.Referred }),
		counts("referred", "Giới thiệu, lũy kế", "Referred", persons, func(m market) int { return m.now.Referred }),
		counts("hired_in_period", "Tuyển được trong kỳ", "Hired in the period", persons, func(m market) int { return m.in.Hired }),
		counts("hired", "Tuyển được, lũy kế", "Hired", persons, func(m market) int { return m.now.Hired }),
		stands("expired", "Hết hạn tuyển", "Expired", positions, func(m market) int { return m.now.Expired }),
	}, markets)
}

func markets(ctx context.Context, s Source) (lines []line[market], notes []Words, err error) {
	ask := supplydemand.Question{AsOf: s.AsOf, Units: s.Units, Synthetic: s.Synthetic}
	var r, in supplydemand.Report
	for _, by := range []supplydemand.By{supplydemand.ByOccupation, supplydemand.ByWard} {
		ask.By, ask.From = by, s.plan.From
		if r, err = supplydemand.MakeReport(ctx, s, ask); err != nil {
			return nil, nil, err
		}
		ask.From = s.period.From
		if in, err = supplydemand.MakeReport(ctx, s, ask); err != nil {
			return nil, nil, err
		}
		parts := map[string]*market{}
		for _, row := range r.Rows {
			m := s.marketOf(parts, by, row)
			m.now = m.now.Plus(row.Figures)
		}
		for _, row := range in.Rows {
			m := s.marketOf(parts, by, row)
			m.in = m.in.Plus(row.Figures)
		}
		for _, key := range slices.Sorted(maps.Keys(parts)) {
			lines = append(lines, line[market]{group: string(by), is: *parts[key]})
		}
		lines = append(lines, line[market]{group: string(by), total: true, is: market{label: "Tổng số", now: r.Total, in: in.Total}})
	}
	lines = append(lines, intermediaries(r, in)...)
	return lines, []Words{{
		fmt.Sprintf("Phiên giao dịch việc làm: %d; lượt tham dự %d; phỏng vấn %d; tuyển được %d. Người được tư vấn: %d.",
			r.Fairs.Held, r.Fairs.Attendance, r.Fairs.Interviewed, r.Fairs.Hired, r.Counselled),
		fmt.Sprintf("Job fairs: %d; attendance %d; interviewed %d; hired %d. Persons counselled: %d.",
			r.Fairs.Held, r.Fairs.Attendance, r.Fairs.Interviewed, r.Fairs.Hired, r.Counselled),
	}, outsideWords, farWords, {
		"Chưa rõ: sổ không ghi nghề, hoặc không ghi nơi tuyển.",
		"Chưa rõ, not known: the book names no occupation, or no place of the employer's.",
	}}, nil
}

// marketOf is the line that a row stands in: all wards outside the city have one,
// and the employers of each other province.
func (s Source) marketOf(parts map[string]*market, by supplydemand.By, row supplydemand.Row) *market {
	m := market{key: row.Occupation, label: cmp.Or(row.Occupation, "Chưa rõ")}
	switch {
	case by != supplydemand.ByWard:
	case row.Province != "":
		m.key, m.code, m.label = "province-"+row.Province, row.Province, "Ngoài tỉnh: "+row.ProvinceName
	default:
		m.key, m.label = s.place(row.Ward)
		m.code = coded(m.key)
	}
	if parts[m.key] == nil {
		parts[m.key] = &m
	}
	return parts[m.key]
}

// intermediaries are who referred whom.
func intermediaries(r, in supplydemand.Report) (lines []line[market]) {
	all := market{label: "Tổng số", byIntermediary: true}
	for _, x := range r.Intermediaries {
		m := market{key: x.Intermediary, code: strings.ToUpper(bare(x.Intermediary)), label: x.Name, byIntermediary: true, now: supplydemand.Figures{Referred: x.Referred, Hired: x.Hired}}
		if i := slices.IndexFunc(in.Intermediaries, func(o supplydemand.Intermediary) bool { return o.Intermediary == x.Intermediary }); i >= 0 {
			m.in = supplydemand.Figures{Referred: in.Intermediaries[i].Referred, Hired: in.Intermediaries[i].Hired}
		}
		lines = append(lines, line[market]{group: "intermediary", is: m})
		all.now.Referred, all.now.Hired = all.now.Referred+m.now.Referred, all.now.Hired+m.now.Hired
		all.in.Referred, all.in.Hired = all.in.Referred+m.in.Referred, all.in.Hired+m.in.Hired
	}
	return append(lines, line[market]{group: "intermediary", total: true, is: all})
}
