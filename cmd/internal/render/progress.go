package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"vaoso/projections/targetprogress"
)

const barWidth = 30

// Progress writes a plan's progress as a table with bars.
func Progress(w io.Writer, p targetprogress.Progress) error {
	if err := banner(w, p.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s (%s)\nĐến hết ngày %s · quy tắc tính %s · vị trí %s\nUp to %s · rule set %s · log position %s\n\n",
		p.Title, p.Plan, p.AsOf.Vietnamese(), p.RuleSet, p.Position, p.AsOf, p.RuleSet, p.Position); err != nil {
		return err
	}
	if err := closing(w, p.Closed); err != nil {
		return err
	}
	line := func(label string, target, achieved, expected, distance int, forecast string) []string {
		pm := share(achieved, target)
		return []string{label, number(target), number(achieved), perMille(pm), bar(pm, share(expected, target), barWidth), signed(distance), forecast}
	}
	total, domestic, overseas := "–", "–", "–"
	if f := p.Forecast; f != nil {
		total, domestic, overseas = number(f.Total), number(f.Domestic), number(f.Overseas)
		if f.Band != nil && f.Band.Low != f.Band.High {
			total += fmt.Sprintf(" (%s–%s)", number(f.Band.Low), number(f.Band.High))
		}
	}
	if err := grid(w, columns{"", "chỉ tiêu/target>", "đạt/achieved>", ">", "| tiến độ/straight line", "lệch/distance>", "dự báo/forecast>"}, [][]string{
		line("Tổng số / Total", p.Target.Total, p.Achieved.Total, p.Expected.Total, p.Distance.Total, total),
		line("  trong nước / at home", p.Target.Domestic, p.Achieved.Domestic, p.Expected.Domestic, p.Distance.Domestic, domestic),
		line("  nước ngoài / abroad", p.Target.Overseas, p.Achieved.Overseas, p.Expected.Overseas, p.Distance.Overseas, overseas),
	}); err != nil {
		return err
	}
	if len(p.Rows) > 0 {
		if err := progressRows(w, p); err != nil {
			return err
		}
	}
	return excluded(w, p)
}

// closing says with which figures a plan was closed, and how they have moved.
func closing(w io.Writer, c *targetprogress.Closing) error {
	if c == nil {
		return nil
	}
	moved, movedEn := "", ""
	if c.Moved.Total != 0 || c.Moved.Overseas != 0 {
		moved = fmt.Sprintf(" · từ đó %s (nước ngoài %s)", signed(c.Moved.Total), signed(c.Moved.Overseas))
		movedEn = fmt.Sprintf(" · since then %s (abroad %s)", signed(c.Moved.Total), signed(c.Moved.Overseas))
	}
	_, err := fmt.Fprintf(w, "Đã khóa sổ ngày %s: %s người, nước ngoài %s%s\nClosed on %s: %s, abroad %s%s\n\n",
		c.On.Vietnamese(), number(c.Achieved.Total), number(c.Achieved.Overseas), moved, c.On, number(c.Achieved.Total), number(c.Achieved.Overseas), movedEn)
	return err
}

var byTitles = map[targetprogress.By]string{
	targetprogress.ByWard: "Phường, xã / Ward", targetprogress.ByMonth: "Tháng / Month", targetprogress.BySector: "Ngành / Sector",
	targetprogress.BySex: "Giới tính / Sex", targetprogress.ByKind: "Hình thức / Kind",
	targetprogress.BySource: "Nguồn giới thiệu / Source",
}

func progressRows(w io.Writer, p targetprogress.Progress) error {
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	most := 1
	for _, r := range p.Rows {
		most = max(most, r.Achieved.Total)
	}
	var rows [][]string
	for _, r := range p.Rows {
		label := r.Label
		if r.LabelEn != "" && p.By != targetprogress.ByWard && p.By != targetprogress.ByMonth {
			label += " / " + r.LabelEn
		}
		// With a target the bar is the share of it; without, of the largest row.
		drawn, percent := bar(share(r.Achieved.Total, most), -1, barWidth/2), "–"
		if r.Target != nil {
			pm, mark := share(r.Achieved.Total, *r.Target), -1
			if r.Expected != nil {
				mark = share(*r.Expected, *r.Target)
			}
			drawn, percent = bar(pm, mark, barWidth/2), perMille(pm)
		}
		rows = append(rows, []string{r.Key, label, maybe(r.Target, number), number(r.Achieved.Total), number(r.Achieved.Domestic), number(r.Achieved.Overseas), percent, drawn, maybe(r.Distance, signed)})
	}
	return grid(w, columns{"mã/key", byTitles[p.By], "chỉ tiêu>", "đạt>", "trong nước>", "nước ngoài>", ">", "", "lệch>"}, rows)
}

func excluded(w io.Writer, p targetprogress.Progress) error {
	if len(p.Excluded) == 0 {
		return nil
	}
	var parts []string
	for _, y := range slices.Sorted(maps.Keys(p.Excluded)) {
		vi, en := targetprogress.WhyWords(y)
		parts = append(parts, fmt.Sprintf("%s / %s: %s", vi, en, number(p.Excluded[y])))
	}
	_, err := fmt.Fprintf(w, "\nKhông tính / not counted: %s\n", strings.Join(parts, " · "))
	return err
}

// ProgressCSV writes a plan's progress for a spreadsheet: a header, the total,
// and a row for each part.
func ProgressCSV(w io.Writer, p targetprogress.Progress) error {
	out := csv.NewWriter(w)
	number := func(n *int) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(*n)
	}
	rows := [][]string{
		{"plan", "rule_set", "as_of", "position", "key", "label", "target", "target_overseas", "achieved_total", "achieved_domestic", "achieved_overseas", "expected", "distance"},
		{p.Plan, p.RuleSet, p.AsOf.String(), p.Position.String(), "total", "Tổng số", strconv.Itoa(p.Target.Total), strconv.Itoa(p.Target.Overseas), strconv.Itoa(p.Achieved.Total), strconv.Itoa(p.Achieved.Domestic), strconv.Itoa(p.Achieved.Overseas), strconv.Itoa(p.Expected.Total), strconv.Itoa(p.Distance.Total)},
	}
	for _, r := range p.Rows {
		rows = append(rows, []string{p.Plan, p.RuleSet, p.AsOf.String(), p.Position.String(), r.Key, r.Label, number(r.Target), number(r.TargetOverseas), strconv.Itoa(r.Achieved.Total), strconv.Itoa(r.Achieved.Domestic), strconv.Itoa(r.Achieved.Overseas), number(r.Expected), number(r.Distance)})
	}
	return out.WriteAll(rows)
}
