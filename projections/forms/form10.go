package forms

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/projections/corrections"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// amended is a line of Biểu 10.
type amended struct {
	subject, what, field string
	from, to             Cell // of a fact
	was, now             Cell // of a figure
	why                  string
	proposed, by         string // accounts
	on                   civil.Date
}

// form10 is Biểu 10: which reported figures moved and why, which facts were put
// right by whom, and what waits for another person's word.
func form10() Definition {
	values := func(name, vi, en string, of func(amended) Cell) column[amended] {
		return column[amended]{Column{Key: name, Vi: vi, En: en, Type: Text}, of}
	}
	return define(Definition{
		Code: "10", Vi: "Đính chính, điều chỉnh số liệu", En: "Corrections and restatements",
		Reads: []engine.Projection{corrections.Projection},
		Groups: []Group{
			{"restated", "Số liệu đã báo cáo nay điều chỉnh", "Reported figures restated"},
			{"closed", "Số liệu khi khóa sổ và nay", "Figures at closing and today"},
			{"facts", "Đính chính, hủy bỏ", "Corrected and annulled"},
			{"open", "Đề nghị chờ xác nhận", "Proposals that wait"},
			{"rejected", "Đề nghị bị từ chối", "Proposals rejected"},
		},
	}, []column[amended]{
		keys("subject", "Đối tượng", "Subject", func(a amended) (string, string) { return a.subject, subjectName(a.subject) }),
		texts("what", "Nội dung", "What", func(a amended) string { return a.what }),
		texts("field", "Mục", "Field", func(a amended) string { return a.field }),
		values("from", "Đã ghi", "From", func(a amended) Cell { return a.from }),
		values("to", "Nay là", "To", func(a amended) Cell { return a.to }),
		figures("was", "Đã báo cáo", "Was", persons, func(a amended) Cell { return a.was }),
		figures("now", "Nay là", "Now", persons, func(a amended) Cell { return a.now }),
		texts("why", "Lý do", "Why", func(a amended) string { return a.why }),
		texts("proposed_by", "Người đề nghị", "Proposed by", func(a amended) string { return a.proposed }),
		texts("by", "Người thực hiện", "By", func(a amended) string { return a.by }),
		days("on", "Ngày ghi", "Entered on", func(a amended) civil.Date { return a.on }),
	}, amendments)
}

func amendments(ctx context.Context, s Source) (lines []line[amended], notes []Words, err error) {
	r, err := corrections.MakeReport(ctx, s, s.period.From, s.asked, s.Synthetic)
	if err != nil {
		return nil, nil, err
	}
	causes, err := s.progress().Causes(ctx, s.Plan)
	if err != nil {
		return nil, nil, err
	}
	for _, x := range r.Restatements {
		if x.Plan != s.Plan {
			continue
		}
		figure, _ := corrections.FigureWords(x.Figure)
		why, by := because(x, causes)
		lines = append(lines, line[amended]{group: "restated", is: amended{
			subject: fmt.Sprintf("Tháng %d/%d", x.Period.Number(), x.Period.Year()), what: "Biểu " + x.Report, field: figure,
			was: number(x.Was), now: number(x.Now), why: why, by: by, on: x.On,
		}})
	}
	closing, err := s.progress().Closing(ctx, s.plan, s.asked)
	if err != nil {
		return nil, nil, err
	}
	if closing != nil {
		now := sum(closing.Achieved, closing.Moved)
		for _, f := range []struct {
			name     string
			was, now int
		}{{"Đạt", closing.Achieved.Total, now.Total}, {"Nước ngoài", closing.Achieved.Overseas, now.Overseas}} {
			lines = append(lines, line[amended]{group: "closed", is: amended{subject: s.plan.Title, what: "Khóa sổ", field: f.name, was: number(f.was), now: number(f.now), on: closing.On}})
		}
	}
	for _, f := range r.Facts {
		vi, _ := corrections.ActionWords(f.Action)
		lines = append(lines, s.changed("facts", f.Changes, amended{
			subject: f.Stream, what: f.Kind.Vi + ": " + vi, why: reasons(f.ProposedFor, "xác nhận", f.Reason), proposed: f.ProposedBy, by: f.By, on: f.On,
		})...)
	}
	for _, p := range r.Proposals {
		vi, _ := corrections.ActionWords(p.Action)
		a := amended{subject: p.Stream, what: vi, why: p.Reason, proposed: p.By, by: p.SettledBy, on: p.On}
		group := p.State
		if group == string(correction.Rejected) {
			a.on, a.why = p.SettledOn, reasons(p.Reason, "từ chối", p.SettledReason)
		}
		lines = append(lines, s.changed(group, p.Changes, a)...)
	}
	if len(lines) == 0 {
		notes = append(notes, Words{"Trong kỳ không có đính chính, điều chỉnh nào.", "Nothing was corrected or restated in the period."})
	}
	if s.asked.After(s.AsOf) {
		notes = append(notes, Words{
			"Kế hoạch đã hết kỳ: gồm cả những gì đính chính, điều chỉnh đến ngày " + s.asked.Vietnamese() + ".",
			fmt.Sprintf("The plan is over: what was corrected or restated until %s is in.", s.asked),
		})
	}
	return lines, notes, nil
}

// reasons are the proposer's and then the other's, who may have said nothing, or
// be the only one.
func reasons(first, what, then string) string {
	if first == "" || then == "" {
		return first + then
	}
	return first + "; " + what + ": " + then
}

// changed is a line for each field, or one for a fact that was annulled.
func (s Source) changed(group string, changes []correction.Change, a amended) []line[amended] {
	if len(changes) == 0 {
		return []line[amended]{{group: group, is: a}}
	}
	lines := make([]line[amended], len(changes))
	for i, c := range changes {
		one := a
		one.field, one.from, one.to = corrections.FieldWord(c.Field), s.value(c.Field, c.From), s.value(c.Field, c.To)
		if len(c.From) == 0 && len(c.To) == 0 {
			one.from, one.to = text(hidden), text(hidden)
		}
		lines[i] = line[amended]{group: group, is: one}
	}
	return lines
}

// value is a field's value: as the book has it for programs, in the office's
// words for people.
func (s Source) value(field string, raw json.RawMessage) Cell {
	code, word := corrections.Value(raw), corrections.FieldValue(field, raw)
	switch field {
	case "ward", "unit":
		word = cmp.Or(s.unitName(code), word)
	case "market":
		word = marketName(code)
	case "sector":
		if code != "" {
			word = sectorName(code)
		}
	default:
		if field == "employer" || strings.HasSuffix(field, "Id") {
			word = bare(code)
		}
	}
	return key(code, word)
}

// hidden stands for a value that belongs to a person.
const hidden = "(thông tin cá nhân)"

// because says what moved a figure, and whose entries did: corrections with
// their reasons, and what came late.
func because(r corrections.Restatement, causes map[string]targetprogress.CauseRow) (why, by string) {
	var reasons, accounts []string
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	known := map[string]bool{}
	for _, f := range r.Corrections {
		vi, _ := corrections.ActionWords(f.Action)
		known[f.Event.String()] = true
		add(&reasons, fmt.Sprintf("%s (%s): %s", vi, strings.ToLower(f.Kind.Vi), f.Reason))
		add(&accounts, f.By)
	}
	late, rules := r.More, 0
	for _, id := range r.Because {
		if known[id.String()] {
			continue
		}
		cause := causes[id.String()]
		if cause.Type == "CountingRulesSet" {
			rules++
		} else {
			late++
		}
		add(&accounts, cause.Actor)
	}
	if rules > 0 {
		add(&reasons, "đổi quy tắc tính")
	}
	if late > 0 {
		add(&reasons, fmt.Sprintf("báo cáo, ghi sổ muộn: %d sự kiện", late))
	}
	return strings.Join(reasons, "; "), strings.Join(accounts, ", ")
}
