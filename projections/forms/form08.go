package forms

import (
	"cmp"
	"context"
	"maps"
	"slices"

	domain "vaoso/domain/supervision"
	"vaoso/projections/engine"
	"vaoso/projections/supervision"
)

// watched is a line of Biểu 08: one subject of supervision, or one rule.
type watched struct {
	key, label           string
	byRule               bool // it has flags alone
	planned              int
	inspectionsIn        int
	inspections, open    int
	findings             int
	minor, major         int
	critical             int
	unremedied, overdue  int
	escalated, sanctions int
	fines                int64 // VND
	complaints, upheld   int
	flags, flagsOpen     int
	settled, refuted     int
}

// form08 is Biểu 08, inspection and supervision.
func form08() Definition {
	inspected := func(key, vi, en, unit string, of func(watched) int) column[watched] {
		c := figures(key, vi, en, unit, func(w watched) Cell {
			if w.byRule {
				return Cell{}
			}
			return number(of(w))
		})
		c.Adds = true
		return c
	}
	fines := inspected("fines", "Tiền phạt (đồng)", "Fines (VND)", "VND", nil)
	fines.Type, fines.of = Money, func(w watched) Cell {
		if w.byRule {
			return Cell{}
		}
		return number(w.fines)
	}
	return define(Definition{
		Code: "08", Vi: "Kiểm tra, giám sát đưa người lao động đi làm việc ở nước ngoài", En: "Inspection and supervision of work abroad",
		Reads:  []engine.Projection{supervision.Projection},
		Groups: []Group{{"subject", "Theo đối tượng kiểm tra", "By subject"}, {"rule", "Cảnh báo theo quy tắc", "Red flags by rule"}},
	}, []column[watched]{
		texts("key", "Mã", "Code", func(w watched) string { return w.key }),
		texts("label", "Nội dung", "Item", func(w watched) string { return w.label }),
		inspected("planned", "Kiểm tra theo kế hoạch", "Planned", "inspections", func(w watched) int { return w.planned }),
		inspected("inspections_in_period", "Kiểm tra trong kỳ", "In the period", "inspections", func(w watched) int { return w.inspectionsIn }),
		inspected("inspections", "Lũy kế", "Cumulative", "inspections", func(w watched) int { return w.inspections }),
		inspected("open_inspections", "Đang mở", "Open", "inspections", func(w watched) int { return w.open }),
		inspected("findings", "Sai phạm", "Findings", "findings", func(w watched) int { return w.findings }),
		inspected("minor", "Nhẹ", "Minor", "findings", func(w watched) int { return w.minor }),
		inspected("major", "Nặng", "Major", "findings", func(w watched) int { return w.major }),
		inspected("critical", "Nghiêm trọng", "Critical", "findings", func(w watched) int { return w.critical }),
		inspected("unremedied", "Chưa khắc phục", "Unremedied", "findings", func(w watched) int { return w.unremedied }),
		inspected("overdue", "Quá hạn", "Overdue", "findings", func(w watched) int { return w.overdue }),
		inspected("escalated", "Chuyển cấp trên", "Escalated", "findings", func(w watched) int { return w.escalated }),
		inspected("sanctions", "Xử phạt", "Sanctions", "sanctions", func(w watched) int { return w.sanctions }),
		fines,
		inspected("complaints", "Khiếu nại", "Complaints", "complaints", func(w watched) int { return w.complaints }),
		inspected("complaints_upheld", "Khiếu nại đúng", "Upheld", "complaints", func(w watched) int { return w.upheld }),
		counts("flags", "Cảnh báo", "Flags", "flags", func(w watched) int { return w.flags }),
		counts("flags_open", "Còn mở", "Open flags", "flags", func(w watched) int { return w.flagsOpen }),
		counts("flags_settled", "Đã xử lý", "Settled", "flags", func(w watched) int { return w.settled }),
		counts("flags_refuted", "Đã bác bỏ", "Refuted", "flags", func(w watched) int { return w.refuted }),
	}, watching)
}

// tallies are the lines of a group while they are added up.
type tallies struct {
	lines map[string]*watched
	all   watched
}

// each adds something to a line and to the total.
func (t *tallies) each(key string, add func(*watched)) {
	if t.lines[key] == nil {
		t.lines[key] = &watched{key: key, byRule: t.all.byRule}
	}
	add(t.lines[key])
	add(&t.all)
}

// watching counts since the plan's first day; how things stand is on the day.
func watching(ctx context.Context, s Source) (lines []line[watched], notes []Words, err error) {
	subjects := tallies{map[string]*watched{}, watched{label: "Tổng số"}}
	rules := tallies{map[string]*watched{}, watched{label: "Tổng số", byRule: true}}
	if err := s.inspections(ctx, &subjects); err != nil {
		return nil, nil, err
	}
	flags, err := supervision.Flags(ctx, s, s.AsOf, supervision.Filter{})
	if err != nil {
		return nil, nil, err
	}
	for _, f := range flags {
		if f.Day.Before(s.plan.From) {
			continue
		}
		subjects.each(cmp.Or(f.Agency, f.Contract), func(w *watched) { w.flagged(f) })
		rules.each(f.Rule, func(w *watched) { w.flagged(f) })
	}
	names, err := supervision.AgencyNames(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	lines = append(lines, subjects.written("subject", func(key string) string { return cmp.Or(names[key], s.unitName(key), bare(key)) })...)
	lines = append(lines, rules.written("rule", func(key string) string {
		vi, _ := supervision.RuleTitle(key)
		return vi
	})...)
	return lines, []Words{{
		"Từ đầu kỳ kế hoạch; trạng thái đến ngày báo cáo. Cảnh báo do quy tắc tìm ra từ sổ, không phải kết luận về ai.",
		"Since the plan's first day; how things stand on the day. Flags are found by rule in the book and accuse nobody.",
	}}, nil
}

func (t *tallies) written(group string, label func(key string) string) (lines []line[watched]) {
	for _, key := range slices.Sorted(maps.Keys(t.lines)) {
		w := *t.lines[key]
		w.key, w.label = bare(key), label(key)
		lines = append(lines, line[watched]{group: group, is: w})
	}
	return append(lines, line[watched]{group: group, total: true, is: t.all})
}

// inspections adds up the year's plan, inspections and complaints.
func (s Source) inspections(ctx context.Context, subjects *tallies) error {
	planned, err := supervision.AgainstPlan(ctx, s, s.AsOf)
	if err != nil {
		return err
	}
	for _, p := range planned {
		subjects.each(cmp.Or(p.AgencyID, p.Unit), func(w *watched) { w.planned += p.Planned })
	}
	inspections, err := supervision.Inspections(ctx, s, s.AsOf)
	if err != nil {
		return err
	}
	for _, i := range inspections {
		if i.OpenedOn.Within(s.plan.From, s.AsOf) {
			subjects.each(cmp.Or(i.Agency, i.Unit, i.Contract), func(w *watched) { w.inspected(s, i) })
		}
	}
	complaints, err := supervision.ComplaintsBy(ctx, s, s.AsOf)
	if err != nil {
		return err
	}
	for _, c := range complaints {
		if c.LodgedOn.Before(s.plan.From) {
			continue
		}
		subjects.each(c.Agency, func(w *watched) {
			w.complaints++
			if c.State == supervision.ComplaintUpheld {
				w.upheld++
			}
		})
	}
	return nil
}

func (w *watched) inspected(s Source, i supervision.Inspection) {
	w.inspections++
	if !i.OpenedOn.Before(s.period.From) {
		w.inspectionsIn++
	}
	if i.ClosedOn.IsZero() || i.ClosedOn.After(s.AsOf) {
		w.open++
	}
	for _, f := range i.Findings {
		if f.RecordedOn.After(s.AsOf) {
			continue
		}
		w.findings++
		switch f.Severity {
		case domain.Minor:
			w.minor++
		case domain.Major:
			w.major++
		case domain.Critical:
			w.critical++
		}
		if f.RemediedOn.IsZero() || f.RemediedOn.After(s.AsOf) {
			w.unremedied++
			if !f.RemedyDueOn.IsZero() && f.RemedyDueOn.Before(s.AsOf) {
				w.overdue++
			}
		}
		if !f.EscalatedOn.IsZero() && !f.EscalatedOn.After(s.AsOf) {
			w.escalated++
		}
		for _, x := range f.Sanctions {
			w.sanctions++
			w.fines += x.Amount
		}
	}
}

func (w *watched) flagged(f supervision.Flag) {
	w.flags++
	switch f.State {
	case supervision.FlagOpen:
		w.flagsOpen++
	case supervision.FlagSettled:
		w.settled++
	case supervision.FlagRefuted:
		w.refuted++
	}
}
