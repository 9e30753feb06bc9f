package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"vaoso/domain/plan"
	"vaoso/projections/targetprogress"
)

// Recount writes a plan's figures under two rule sets, and whom they count
// differently.
func Recount(w io.Writer, r targetprogress.Recount) error {
	if err := banner(w, r.Synthetic); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s (%s): tính lại theo quy tắc %s\nĐến hết ngày %s · quy tắc của kế hoạch %s · vị trí %s\nCounted anew under %s, up to %s · the plan's own rules %s · log position %s\n\n",
		r.Title, r.Plan, r.Other, r.AsOf.Vietnamese(), r.RuleSet, r.Position, r.Other, r.AsOf, r.RuleSet, r.Position); err != nil {
		return err
	}
	line := func(label string, target, was, is int) []string {
		return []string{label, number(target), number(was), number(is), signed(is - was)}
	}
	if err := grid(w, columns{"", "chỉ tiêu/target>", r.RuleSet + ">", r.Other + ">", "chênh lệch/difference>"}, [][]string{
		line("Tổng số / Total", r.Target.Total, r.Was.Total, r.Is.Total),
		line("  trong nước / at home", r.Target.Domestic, r.Was.Domestic, r.Is.Domestic),
		line("  nước ngoài / abroad", r.Target.Overseas, r.Was.Overseas, r.Is.Overseas),
	}); err != nil {
		return err
	}
	if len(r.Workers) == 0 {
		_, err := fmt.Fprintln(w, "\nKhông người lao động nào được tính khác đi. / No worker is counted differently.")
		return err
	}
	if _, err := fmt.Fprintf(w, "\nNgười lao động được tính khác: %s / counted differently\n", number(len(r.Workers))); err != nil {
		return err
	}
	var rows [][]string
	for _, x := range r.Workers {
		who, change := x.Worker, signed(x.Is.Total-x.Was.Total)
		for _, f := range x.Facts {
			rows = append(rows, []string{who, change, f.Day.Vietnamese(), f.Ward, factWords[f.Kind], counted(f.WhyWas), counted(f.WhyIs)})
			who, change = "", ""
		}
	}
	return grid(w, columns{"người lao động/worker", "+/−>", "ngày/day", "phường, xã/ward", "việc/fact", r.RuleSet, r.Other}, rows)
}

var factWords = map[plan.FactKind]string{
	plan.Placement: "việc làm/placement", plan.Dispatch: "xuất cảnh/departure", plan.Irregular: "xuất cảnh sai quy định/irregular", plan.Job: "việc từ vốn vay/loan job",
}

// counted says whether a fact counts, else why not.
func counted(why plan.Why) string {
	if why == "" {
		return "tính/counts"
	}
	vi, en := targetprogress.WhyWords(why)
	return vi + "/" + en
}

// RecountCSV writes the facts of those who are counted differently, a row each.
func RecountCSV(w io.Writer, r targetprogress.Recount) error {
	rows := [][]string{{"plan", "as_of", "position", "rule_set", "other", "worker", "was", "is", "fact", "kind", "day", "ward", "why_was", "why_is"}}
	for _, x := range r.Workers {
		for _, f := range x.Facts {
			rows = append(rows, []string{
				r.Plan, r.AsOf.String(), r.Position.String(), r.RuleSet, r.Other, x.Worker, strconv.Itoa(x.Was.Total), strconv.Itoa(x.Is.Total),
				strings.TrimPrefix(f.Fact, "contract-"), string(f.Kind), f.Day.String(), f.Ward, string(f.WhyWas), string(f.WhyIs),
			})
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}
