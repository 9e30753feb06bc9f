package forms

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"
)

// byteOrderMark tells spreadsheets that the text is UTF-8: without it Excel
// takes Vietnamese for Windows-1252.
const byteOrderMark = "\ufeff"

// WriteCSV writes a form as RFC 4180 has it: a header of keys, then the rows,
// every row with the stamp in front. What isn't there is empty.
func WriteCSV(w io.Writer, f Form) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("couldn't write form %s: %w", f.Code, err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := []string{"form", "plan", "rule_set", "as_of", "known_at", "period_from", "position", "row"}
	stamp := []string{f.Code, f.Stamp.Plan, f.Stamp.RuleSet, f.Stamp.AsOf.String(), "", f.Stamp.Period.From.String(), f.Stamp.Position.String()}
	if f.Stamp.KnownAt != nil {
		stamp[4] = f.Stamp.KnownAt.Format(time.RFC3339)
	}
	if len(f.Groups) > 0 {
		head = append(head, "group")
	}
	for _, c := range f.Columns {
		head = append(head, c.Key)
	}
	rows := [][]string{head}
	for _, r := range f.Rows {
		row := append(append([]string{}, stamp...), r.Kind())
		if len(f.Groups) > 0 {
			row = append(row, r.Group)
		}
		for _, c := range r.Cells {
			row = append(row, c.safe())
		}
		rows = append(rows, row)
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("couldn't write form %s: %w", f.Code, err)
	}
	return nil
}

// safe keeps a spreadsheet from taking a text for a formula.
func (c Cell) safe() string {
	if c.holds == 't' && c.text != "" && strings.ContainsRune("=+-@\t\r", rune(c.text[0])) {
		return "'" + c.text
	}
	return c.String()
}
