package render

import (
	"fmt"
	"io"
	"strings"

	"vaoso/domain/civil"
	"vaoso/projections/forms"
)

// Form writes a form as a table with its stamp.
func Form(w io.Writer, f forms.Form) error {
	if err := banner(w, f.Stamp.Synthetic); err != nil {
		return err
	}
	if err := formTitle(w, f); err != nil {
		return err
	}
	if err := stamp(w, f.Stamp); err != nil {
		return err
	}
	return formRows(w, f)
}

// Report writes a report with all its forms, and the lines for the signatures.
func Report(w io.Writer, r forms.Report) error {
	if err := banner(w, r.Stamp.Synthetic); err != nil {
		return err
	}
	name := r.Stamp.Period.Name()
	if _, err := fmt.Fprintf(w, "%s · %s\n%s · %s\n", strings.ToUpper(r.Vi), name.Vi, r.En, name.En); err != nil {
		return err
	}
	if err := stamp(w, r.Stamp); err != nil {
		return err
	}
	for _, f := range r.Forms {
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := formTitle(w, f); err != nil {
			return err
		}
		if err := formRows(w, f); err != nil {
			return err
		}
	}
	var vi, en []string
	for _, s := range r.Signed {
		vi, en = append(vi, fmt.Sprintf("%-36s", s.Vi)), append(en, fmt.Sprintf("%-36s", s.En))
	}
	_, err := fmt.Fprintf(w, "\n%s\n%s\n\n\n\n", strings.TrimRight(strings.Join(vi, ""), " "), strings.TrimRight(strings.Join(en, ""), " "))
	return err
}

func formTitle(w io.Writer, f forms.Form) error {
	title := f.Vi
	if f.Code[0] >= '0' && f.Code[0] <= '9' {
		title = "Biểu " + f.Code + ". " + f.Vi
	}
	_, err := fmt.Fprintf(w, "%s\n%s\n", title, f.En)
	return err
}

func stamp(w io.Writer, s forms.Stamp) error {
	known, knownEn := "", ""
	if s.KnownAt != nil {
		at := s.KnownAt.In(civil.Zone).Format("02/01/2006 15:04:05")
		known, knownEn = " · theo sổ đã ghi đến "+at, " · as known at "+at
	}
	_, err := fmt.Fprintf(w, "%s (%s)\nKỳ từ %s đến hết ngày %s · quy tắc tính %s%s · vị trí %s\nFrom %s to %s · rule set %s%s · log position %s\n\n",
		s.PlanTitle, s.Plan, s.Period.From.Vietnamese(), s.AsOf.Vietnamese(), s.RuleSet, known, s.Position,
		s.Period.From, s.AsOf, s.RuleSet, knownEn, s.Position)
	return err
}

func formRows(w io.Writer, f forms.Form) error {
	groups := f.Groups
	if len(groups) == 0 {
		groups = []forms.Group{{}}
	}
	for i, g := range groups {
		heads, part := f.Part(g.Key)
		var rows [][]string
		for _, r := range part {
			var cells []string
			for i, c := range r.Cells {
				cells = append(cells, cell(heads[i], c))
			}
			rows = append(rows, cells)
		}
		if g.Key != "" {
			space := ""
			if i > 0 {
				space = "\n"
			}
			if _, err := fmt.Fprintf(w, "%s%s / %s\n", space, g.Vi, g.En); err != nil {
				return err
			}
		}
		if len(rows) == 0 {
			continue
		}
		if err := formGrid(w, heads, rows); err != nil {
			return err
		}
	}
	for _, n := range f.Notes {
		if _, err := fmt.Fprintf(w, "\n%s\n%s\n", n.Vi, n.En); err != nil {
			return err
		}
	}
	return nil
}

// nothing is a figure that isn't there.
const nothing = "–"

// dayOf is a day as Vietnamese write it.
func dayOf(c forms.Cell) string {
	day, err := civil.Parse(c.String())
	if err != nil {
		return c.String()
	}
	return day.Vietnamese()
}

// cell is a figure as Vietnamese write it.
func cell(column forms.Column, c forms.Cell) string {
	n, ok := c.Number()
	switch {
	case !ok && column.Figured():
		return nothing
	case column.Type == forms.Day:
		return dayOf(c)
	case !ok:
		return c.Shown()
	case column.Type == forms.Permille:
		return perMille(int(n))
	case column.Type == forms.Signed:
		return signed(int(n))
	case column.Type == forms.Tenths:
		return fmt.Sprintf("%d,%d", n/10, n%10)
	case column.Type == forms.Percent2:
		return fmt.Sprintf("%d,%02d %%", n/100, n%100)
	}
	return number(int(n))
}
