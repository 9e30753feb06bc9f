package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"vaoso/domain/viet"
)

// Rejects writes the rows that aren't in the book as the file has them, for a
// clerk to mend and import again: the file's own columns, then the line, the
// outcome and the reason. A cell that a spreadsheet would take for a formula
// gets a ' before it, which reading takes away again. A mark at the start tells
// spreadsheets that the text is UTF-8.
//
// The cells are the file's own, personal ones among them: it belongs to whoever
// gave the file, and nobody else.
func (r Report) Rejects(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("couldn't write the rejects: %w", err)
	}
	out := csv.NewWriter(w)
	kept := r.ownColumns()
	line := func(cells []string, more ...string) error {
		var all []string
		for _, i := range kept {
			cell := ""
			if i < len(cells) {
				cell = escape(cells[i])
			}
			all = append(all, cell)
		}
		for _, cell := range more {
			all = append(all, escape(cell))
		}
		return out.Write(all)
	}
	if err := line(r.header, added...); err != nil {
		return fmt.Errorf("couldn't write the rejects: %w", err)
	}
	for i, row := range r.Rows {
		if row.Outcome == Taken || row.Outcome == Already {
			continue
		}
		var why []string
		for _, s := range row.Sentences() {
			why = append(why, s.Vi)
		}
		if err := line(r.cells[i], strconv.Itoa(row.Line), row.Outcome.Vietnamese(), strings.Join(why, "; ")); err != nil {
			return fmt.Errorf("couldn't write the rejects: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("couldn't write the rejects: %w", err)
	}
	return nil
}

// ownColumns are the indices of the file's columns without those that an
// earlier Rejects added.
func (r Report) ownColumns() []int {
	mine := map[string]bool{}
	for _, a := range added {
		mine[viet.Slug(a)] = true
	}
	var kept []int
	for i, h := range r.header {
		if !mine[viet.Slug(clean(h))] {
			kept = append(kept, i)
		}
	}
	return kept
}

func escape(cell string) string {
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

func join(list []string) string { return strings.Join(list, ", ") }
