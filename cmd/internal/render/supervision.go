package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/money"
	domain "vaoso/domain/supervision"
	"vaoso/projections/supervision"
)

// Supervision writes inspections, findings and red flags as tables.
func Supervision(w io.Writer, r supervision.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	s := r.Summary
	if _, err := fmt.Fprintf(w, "Kiểm tra, giám sát đến hết ngày %s · vị trí %s\nInspection and supervision up to %s · log position %s\n\nKiểm tra / inspections: %s (đang mở / open: %s) · kết luận / findings: %s · chưa khắc phục / unremedied: %s · quá hạn / overdue: %s\n",
		r.AsOf.Vietnamese(), r.Position, r.AsOf, r.Position, number(s.Inspections), number(s.OpenInspections), number(s.Findings), number(s.Unremedied), number(s.OverdueRemedies)); err != nil {
		return err
	}
	if s.Escalated+s.Sanctions+s.Complaints > 0 {
		if _, err := fmt.Fprintf(w, "Báo cáo cấp trên / escalated: %s · xử phạt / sanctions: %s (phạt tiền / fines: %s) · khiếu nại / complaints: %s (chưa trả lời / unanswered: %s, đúng / upheld: %s)\n",
			number(s.Escalated), number(s.Sanctions), money.VND(s.Fines), number(s.Complaints), number(s.Unanswered), number(s.Upheld)); err != nil {
			return err
		}
	}
	for _, part := range []func(io.Writer, supervision.Report) error{planned, inspections, checklists, sanctions, complaints} {
		if err := part(w, r); err != nil {
			return err
		}
	}
	if len(r.Flags) == 0 {
		_, err := fmt.Fprintln(w, "\nKhông có cảnh báo nào. / No red flags.")
		return err
	}
	if _, err := fmt.Fprintf(w, "\nCảnh báo / red flags: %d\n", len(r.Flags)); err != nil {
		return err
	}
	for _, f := range r.Flags {
		vi, en := supervision.SeverityWords(domain.Severity(f.Severity))
		stateVi, stateEn := supervision.FlagWords(f.State)
		if _, err := fmt.Fprintf(w, "\n%s  %s / %s · %s / %s · %s\n  %s\n  %s\n", f.FlagID, vi, en, stateVi, stateEn, f.Day.Vietnamese(), f.Vi, f.En); err != nil {
			return err
		}
		if f.Because != "" {
			if _, err := fmt.Fprintf(w, "  bác bỏ ngày / refuted on %s: %s\n", f.RefutedOn.Vietnamese(), f.Because); err != nil {
				return err
			}
		}
	}
	return nil
}

func inspections(w io.Writer, r supervision.Report) error {
	var rows [][]string
	for _, i := range r.Inspections {
		head := []string{i.InspectionNo, i.Subject(), i.OpenedOn.Vietnamese(), dash(i.ClosedOn)}
		if len(i.Findings) == 0 {
			rows = append(rows, append(head, "–", "", "", "", ""))
		}
		for _, f := range i.Findings {
			severity, _ := supervision.SeverityWords(domain.Severity(f.Severity))
			state, _ := supervision.FindingWords(f.State)
			late := ""
			if f.DaysOverdue > 0 {
				late = number(f.DaysOverdue)
			}
			rows = append(rows, append(head, f.FindingID, severity, dash(f.RemedyDueOn), state, late))
			head = []string{"", "", "", ""}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return grid(w, columns{"số/no.", "đối tượng/subject", "mở/opened", "đóng/closed", "kết luận/finding", "mức độ/severity", "hạn/due", "trạng thái/state", "quá hạn (ngày)/days over>"}, rows)
}

func dash(d civil.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.Vietnamese()
}

// SupervisionCSV writes findings and flags for a spreadsheet, a row each.
func SupervisionCSV(w io.Writer, r supervision.Report) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"what", "id", "subject", "severity", "rule_or_basis", "day", "due_on", "remedied_on", "days_overdue", "state", "text_vi"}}
	for _, i := range r.Inspections {
		rows = append(rows, []string{"inspection", i.InspectionNo, i.Subject(), "", "", i.OpenedOn.String(), "", "", "", closedState(i.ClosedOn), i.Conclusion})
		for _, f := range i.Findings {
			rows = append(rows, []string{"finding", f.FindingID, i.Subject(), f.Severity, f.LegalBasis, f.RecordedOn.String(), f.RemedyDueOn.String(), f.RemediedOn.String(), strconv.Itoa(f.DaysOverdue), string(f.State), f.Text})
		}
	}
	rows = append(rows, followUp(r)...)
	for _, f := range r.Flags {
		subject := strings.TrimPrefix(strings.TrimPrefix(f.Contract, "contract-"), "agency-")
		if subject == "" {
			subject = strings.TrimPrefix(f.Agency, "agency-")
		}
		rows = append(rows, []string{"flag", f.FlagID, subject, f.Severity, f.Rule, f.Day.String(), "", "", "", string(f.State), f.Vi})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = safe(row[i])
		}
	}
	return out.WriteAll(rows)
}

// safe keeps a spreadsheet from taking a text for a formula.
func safe(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func closedState(closed civil.Date) string {
	if closed.IsZero() {
		return "open"
	}
	return "closed"
}
