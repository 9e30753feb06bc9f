package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	domain "vaoso/domain/supervision"
	"vaoso/projections/scorecard"
)

// Agencies writes the agencies' records as a table, and under it what makes up
// each score.
func Agencies(w io.Writer, r scorecard.AgencyReport) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Doanh nghiệp đưa lao động đi làm việc ở nước ngoài, đến hết ngày %s · vị trí %s\nAgencies up to %s · log position %s\n\n",
		r.AsOf.Vietnamese(), r.Position, r.AsOf, r.Position); err != nil {
		return err
	}
	var rows [][]string
	for _, a := range r.Agencies {
		state, _ := scorecard.StandingWords(a.LicenceState)
		level, _ := scorecard.LevelWords(a.Score.Level)
		rows = append(rows, []string{
			a.LicenceNo, a.Name, state, strings.Join(a.Markets, " "), number(a.Departed), number(a.Abroad), number(a.OnTime), number(a.Early), number(a.Absconded), number(a.Unliquidated),
			maybe(a.FeePerMille, perMille), number(a.Findings), fmt.Sprintf("%d/%d", a.Upheld, a.Complaints), number(a.Score.Points), level,
		})
	}
	if err := grid(w, columns{
		"giấy phép/licence", "doanh nghiệp/agency", "trạng thái/state", "thị trường/markets", "đã đi/sent>", "còn ở/abroad>", "đúng hạn/on time>", "sớm/early>",
		"trốn/gone>", "chưa TL/open>", "phí:trần/fee:cap>", "sai phạm/found>", "KN đúng/upheld>", "điểm/score>", "rủi ro/risk",
	}, rows); err != nil {
		return err
	}
	for _, a := range r.Agencies {
		if err := scored(w, a); err != nil {
			return err
		}
	}
	_, err := fmt.Fprint(w, "\nTrốn: bỏ trốn, bỏ hợp đồng. Chưa TL: đã kết thúc, chưa thanh lý. Phí:trần: trung bình tiền dịch vụ trên mức trần. KN đúng: khiếu nại đúng trên tổng số.\n"+
		"Gone: absconded. Open: ended and not liquidated. Fee:cap: mean of the service fee over its cap. Upheld: complaints upheld of all.\n\nĐiểm = min(100, 15·nghiêm trọng + 8·nặng + 3·nhẹ + 10·khắc phục quá hạn + 5·khiếu nại đúng + tỷ lệ bỏ trốn), 24 tháng gần nhất; dưới 20 thấp, dưới 50 trung bình, còn lại cao. Cảnh báo đã bác bỏ không tính.\n"+
		"Score = min(100, 15·critical + 8·major + 3·minor + 10·overdue remedies + 5·complaints upheld + absconding %), of the last 24 months; under 20 low, under 50 medium, else high. Refuted flags don't count.\n")
	return err
}

// scored writes the terms of a score that isn't 0.
func scored(w io.Writer, a scorecard.Card) error {
	if a.Score.Points == 0 {
		return nil
	}
	vi, en := scorecard.LevelWords(a.Score.Level)
	if _, err := fmt.Fprintf(w, "\n%s · %d điểm từ %s, rủi ro %s / %d points since %s, %s risk\n", a.LicenceNo, a.Score.Points, a.Score.Since.Vietnamese(), vi, a.Score.Points, a.Score.Since, en); err != nil {
		return err
	}
	for _, t := range a.Score.Terms {
		if t.Points == 0 {
			continue
		}
		if _, err := fmt.Fprintf(w, "  %s\n", termLine(t)); err != nil {
			return err
		}
	}
	return nil
}

// termLine is a term with what it is about and how many events show it; JSON
// and CSV name the events.
func termLine(t domain.Term) string {
	vi, en := scorecard.TermWords(t.Name)
	how := fmt.Sprintf("%d × %d", t.Each, t.Count)
	if t.Name == domain.TermAbsconding {
		how = fmt.Sprintf("%d/%d", t.Count, t.Of)
	}
	line := fmt.Sprintf("%3d = %s %s / %s", t.Points, how, vi, en)
	if len(t.About) > 0 {
		line += ": " + strings.Join(t.About, ", ")
	}
	return line + fmt.Sprintf(" (%d sự kiện/events)", len(t.Events))
}

// AgenciesCSV writes the agencies for a spreadsheet: a row each, then a row for
// each term of a score, with the events that it rests on.
func AgenciesCSV(w io.Writer, r scorecard.AgencyReport) error {
	rows := [][]string{{
		"agency", "licence_no", "name", "licence_state", "licensed_on", "expires_on", "markets", "departed", "irregular", "abroad", "returned", "on_time", "early", "late", "absconded", "unliquidated",
		"fee_per_mille", "fees_judged", "findings", "complaints", "complaints_upheld", "score", "level", "term", "count", "of", "points", "about", "events",
	}}
	for _, a := range r.Agencies {
		fee := ""
		if a.FeePerMille != nil {
			fee = strconv.Itoa(*a.FeePerMille)
		}
		row := []string{a.Agency, a.LicenceNo, a.Name, string(a.LicenceState), a.LicensedOn.String(), a.ExpiresOn.String(), strings.Join(a.Markets, " ")}
		for _, n := range []int{a.Departed, a.Irregular, a.Abroad, a.Returned, a.OnTime, a.Early, a.Late, a.Absconded, a.Unliquidated} {
			row = append(row, strconv.Itoa(n))
		}
		row = append(row, fee)
		for _, n := range []int{a.FeesJudged, a.Findings, a.Complaints, a.Upheld, a.Score.Points} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, append(row, string(a.Score.Level), "", "", "", "", "", ""))
		for _, t := range a.Score.Terms {
			events := make([]string, len(t.Events))
			for i, e := range t.Events {
				events[i] = e.String()
			}
			term := make([]string, len(rows[0]))
			term[0], term[1] = a.Agency, a.LicenceNo
			copy(term[len(term)-6:], []string{string(t.Name), strconv.Itoa(t.Count), strconv.Itoa(t.Of), strconv.Itoa(t.Points), strings.Join(t.About, " "), strings.Join(events, " ")})
			rows = append(rows, term)
		}
	}
	return writeCSV(csv.NewWriter(w), rows)
}
