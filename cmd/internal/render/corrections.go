package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"vaoso/domain/correction"
	"vaoso/projections/corrections"
)

// Corrections writes what was restated, what was put right, and what is open.
func Corrections(w io.Writer, r corrections.Report) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Đính chính, điều chỉnh số liệu từ %s đến hết ngày %s · vị trí %s\nCorrections and restatements from %s up to %s · log position %s\n",
		r.From.Vietnamese(), r.To.Vietnamese(), r.Position, r.From, r.To, r.Position); err != nil {
		return err
	}
	var restated, facts, proposals [][]string
	for _, x := range r.Restatements {
		vi, en := corrections.FigureWords(x.Figure)
		restated = append(restated, []string{x.Plan, x.Period.String(), vi + "/" + en, number(x.Was), number(x.Now), number(len(x.Because) + x.More), x.On.Vietnamese()})
	}
	for _, f := range r.Facts {
		vi, en := corrections.ActionWords(f.Action)
		facts = append(facts, []string{f.Stream, f.Kind.Vi, vi + "/" + en, changesText(f.Changes), strings.TrimPrefix(f.ProposedFor+"; "+f.Reason, "; "), f.ProposedBy, f.By, f.On.Vietnamese()})
	}
	for _, p := range r.Proposals {
		vi, en := corrections.ActionWords(p.Action)
		proposals = append(proposals, []string{p.Proposal.String(), p.Stream, vi + "/" + en, changesText(p.Changes), p.Reason, p.By, proposalWords(p.State), p.On.Vietnamese()})
	}
	for _, part := range []struct {
		title string
		heads columns
		rows  [][]string
	}{
		{"Số liệu đã báo cáo nay điều chỉnh / Reported figures restated", columns{"kế hoạch/plan", "tháng/month", "mục/figure", "đã báo cáo/was>", "nay là/now>", "sự kiện/events>", "ngày/on"}, restated},
		{"Đính chính, hủy bỏ / Corrected and annulled", columns{"đối tượng/stream", "nội dung/what", "", "thay đổi/changes", "lý do/reason", "đề nghị/proposed", "thực hiện/by", "ngày/on"}, facts},
		{"Đề nghị chờ xác nhận, bị từ chối / Proposals open or rejected", columns{"mã/proposal", "đối tượng/stream", "", "thay đổi/changes", "lý do/reason", "đề nghị/by", "tình trạng/state", "ngày/on"}, proposals},
	} {
		if _, err := fmt.Fprintf(w, "\n%s\n", part.title); err != nil {
			return err
		}
		if len(part.rows) == 0 {
			if _, err := fmt.Fprintln(w, "không có / none"); err != nil {
				return err
			}
			continue
		}
		if err := grid(w, part.heads, part.rows); err != nil {
			return err
		}
	}
	return nil
}

func proposalWords(state string) string {
	if state == string(correction.Open) {
		return "chờ/open"
	}
	return "từ chối/rejected"
}

func changesText(changes []correction.Change) string {
	parts := make([]string, len(changes))
	for i, c := range changes {
		parts[i] = corrections.FieldWord(c.Field)
		if len(c.From) > 0 || len(c.To) > 0 {
			parts[i] += ": " + corrections.FieldValue(c.Field, c.From) + " → " + corrections.FieldValue(c.Field, c.To)
		}
	}
	return strings.Join(parts, "; ")
}

// CorrectionsCSV writes the facts that were put right for a spreadsheet, a line
// for each field.
func CorrectionsCSV(w io.Writer, r corrections.Report) error {
	rows := [][]string{{"event", "stream", "type", "action", "fact", "field", "from", "to", "reason", "proposed_by", "by", "on"}}
	for _, f := range r.Facts {
		fact := ""
		if !f.Fact.IsZero() {
			fact = f.Fact.String()
		}
		line := func(field, from, to string) {
			rows = append(rows, []string{f.Event.String(), f.Stream, f.Kind.Type, f.Action, fact, field, from, to, f.Reason, f.ProposedBy, f.By, f.On.String()})
		}
		if len(f.Changes) == 0 {
			line("", "", "")
		}
		for _, c := range f.Changes {
			line(c.Field, string(c.From), string(c.To))
		}
	}
	return writeCSV(csv.NewWriter(w), rows)
}
