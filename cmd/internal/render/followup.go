package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"vaoso/projections/supervision"
)

// titled writes a heading in both languages and a table; nothing without rows.
func titled(w io.Writer, title string, heads columns, rows [][]string) error {
	if len(rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(w, "\n%s\n", title); err != nil {
		return err
	}
	return grid(w, heads, rows)
}

// planned are the year's inspections against its plan.
func planned(w io.Writer, r supervision.Report) error {
	var rows [][]string
	for _, l := range r.Plan {
		rows = append(rows, []string{l.Subject(), number(l.Planned), number(l.Done), number(l.Missing)})
	}
	return titled(w, fmt.Sprintf("Kế hoạch kiểm tra năm / plan of inspections of %d", r.AsOf.Year()),
		columns{"đối tượng/subject", "kế hoạch/planned>", "đã kiểm tra/done>", "còn lại/missing>"}, rows)
}

// checklists are what was seen of each item.
func checklists(w io.Writer, r supervision.Report) error {
	var rows [][]string
	for _, i := range r.Inspections {
		for _, c := range i.Checklist {
			_, words := checkWords(c)
			rows = append(rows, []string{i.InspectionNo, c.Item, words, dash(c.RecordedOn), c.Note})
		}
	}
	return titled(w, "Danh mục kiểm tra / checklists", columns{"số/no.", "mục/item", "kết quả/result", "ngày/day", "ghi chú/note"}, rows)
}

// checkWords are an item's result, for programs and for people.
func checkWords(c supervision.ReportCheck) (state, words string) {
	switch {
	case c.OK == nil:
		return "not_looked_at", "chưa xem / not looked at"
	case *c.OK:
		return "ok", "đạt / in order"
	}
	return "not_ok", "không đạt / not in order"
}

// sanctions are what was decided, and what was handed on.
func sanctions(w io.Writer, r supervision.Report) error {
	var rows [][]string
	for _, i := range r.Inspections {
		for _, f := range i.Findings {
			if !f.EscalatedOn.IsZero() {
				rows = append(rows, []string{f.FindingID, "báo cáo cấp trên / escalated", f.EscalatedOn.Vietnamese(), "", f.EscalatedTo})
			}
			for _, s := range f.Sanctions {
				vi, en := supervision.SanctionWords(s.Kind)
				rows = append(rows, []string{f.FindingID, vi + " / " + en, s.ImposedOn.Vietnamese(), s.DecisionNo, extent(s)})
			}
		}
	}
	return titled(w, "Báo cáo cấp trên, xử phạt / escalations and sanctions", columns{"kết luận/finding", "việc/what", "ngày/day", "quyết định/decision", "nội dung/extent"}, rows)
}

// extent is how much a sanction is: a sum, or days.
func extent(s supervision.ReportSanction) string {
	switch {
	case s.Amount != nil:
		return s.Amount.String()
	case !s.From.IsZero():
		return s.From.Vietnamese() + " – " + dash(s.Until)
	}
	return ""
}

func complaints(w io.Writer, r supervision.Report) error {
	var rows [][]string
	for _, c := range r.Complaints {
		vi, en := supervision.ComplaintWords(c.State)
		rows = append(rows, []string{c.ComplaintNo, strings.TrimPrefix(c.Agency, "agency-"), strings.TrimPrefix(c.Contract, "contract-"), c.LodgedOn.Vietnamese(), dash(c.AnsweredOn), vi + " / " + en, c.Subject})
	}
	return titled(w, "Khiếu nại, phản ánh / complaints", columns{"số/no.", "doanh nghiệp/agency", "hợp đồng/contract", "ngày/lodged", "trả lời/answered", "kết quả/outcome", "về việc/about"}, rows)
}

// followUp are the rows of a spreadsheet of all that isn't a finding or a flag.
func followUp(r supervision.Report) (rows [][]string) {
	for _, i := range r.Inspections {
		for _, c := range i.Checklist {
			state, _ := checkWords(c)
			rows = append(rows, []string{"checklist", i.InspectionNo + "/" + c.Item, i.Subject(), "", "", c.RecordedOn.String(), "", "", "", state, c.Note})
		}
		for _, f := range i.Findings {
			if !f.EscalatedOn.IsZero() {
				rows = append(rows, []string{"escalation", f.FindingID, i.Subject(), f.Severity, f.LegalBasis, f.EscalatedOn.String(), f.RemedyDueOn.String(), f.RemediedOn.String(), strconv.Itoa(f.DaysOverdue), string(f.State), f.EscalatedTo})
			}
			for _, s := range f.Sanctions {
				rows = append(rows, []string{"sanction", f.FindingID, i.Subject(), f.Severity, s.DecisionNo, s.ImposedOn.String(), "", "", "", string(s.Kind), extent(s)})
			}
		}
	}
	for _, c := range r.Complaints {
		rows = append(rows, []string{"complaint", c.ComplaintNo, strings.TrimPrefix(c.Agency, "agency-"), "", strings.TrimPrefix(c.Contract, "contract-"), c.LodgedOn.String(), "", c.AnsweredOn.String(), "", string(c.State), c.Subject})
	}
	for _, l := range r.Plan {
		rows = append(rows, []string{"plan", strconv.Itoa(r.AsOf.Year()), l.Subject(), "", "", "", "", "", "", fmt.Sprintf("%d of %d", l.Done, l.Planned), l.AgencyName})
	}
	return rows
}
