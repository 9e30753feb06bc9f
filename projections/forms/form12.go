package forms

import (
	"cmp"
	"context"
	"slices"

	"vaoso/projections/engine"
	"vaoso/projections/retention"
)

// form12 is Biểu 12: whether jobs last. Its rows are of marks, which don't add up.
func form12() Definition {
	jobs := func(key, vi, en string, of func(retention.Line) int) column[retention.Line] {
		return figures(key, vi, en, "placements", func(l retention.Line) Cell { return number(of(l)) })
	}
	return define(Definition{
		Code: "12", Vi: "Duy trì việc làm", En: "Whether jobs last",
		Reads: []engine.Projection{retention.Projection},
		Groups: []Group{
			{"mark", "Theo mốc", "By mark"}, {"employer", "Theo doanh nghiệp", "By employer"}, {"source", "Theo nguồn giới thiệu", "By source"},
		},
	}, []column[retention.Line]{
		keys("key", "Mã", "Code", func(l retention.Line) (string, string) { return l.Key, "" }),
		texts("label", "Nội dung", "Item", func(l retention.Line) string { return cmp.Or(l.Label, l.Key, "Tất cả") }),
		{Column{Key: "mark", Vi: "Mốc (tháng)", En: "Mark (months)", Type: Count, Unit: "months"}, func(l retention.Line) Cell { return number(l.Mark) }},
		jobs("due", "Đến mốc", "Due", func(l retention.Line) int { return l.Due }),
		jobs("still", "Còn làm", "Still there", func(l retention.Line) int { return l.Still }),
		jobs("left", "Đã nghỉ", "Left", func(l retention.Line) int { return l.Left }),
		jobs("unreachable", "Không liên lạc được", "Unreachable", func(l retention.Line) int { return l.Unreachable }),
		jobs("unchecked", "Chưa hỏi", "Unchecked", func(l retention.Line) int { return l.Unchecked }),
		shares("rate", "Tỷ lệ duy trì", "Rate", func(l retention.Line) Cell { return maybe(l.Rate) }),
	}, lasting)
}

func lasting(ctx context.Context, s Source) (lines []line[retention.Line], notes []Words, err error) {
	r, err := retention.MakeReport(ctx, s, s.AsOf, s.Synthetic)
	if err != nil {
		return nil, nil, err
	}
	for _, part := range []struct {
		group string
		lines []retention.Line
	}{{"mark", r.Marks}, {"employer", r.Employers}, {"source", r.Sources}} {
		if part.group == "employer" { // by name, not by the hash in its stream
			slices.SortStableFunc(part.lines, func(a, b retention.Line) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Key, b.Key)) })
		}
		for _, l := range part.lines {
			lines = append(lines, line[retention.Line]{group: part.group, is: l})
		}
	}
	return lines, []Words{{r.Formula.Vi, r.Formula.En}, {r.Limits.Vi, r.Limits.En}}, nil
}
