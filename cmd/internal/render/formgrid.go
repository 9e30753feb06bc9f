package render

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"vaoso/projections/forms"
)

// narrow is how wide a heading may make a column, in cells of the terminal.
const narrow = 12

// formGrid writes a form's rows below its headings, which are broken into
// lines: Vietnamese first, English below.
func formGrid(w io.Writer, heads []forms.Column, rows [][]string) error {
	widths, titles, high := make([]int, len(heads)), make([][]string, len(heads)), 0
	for i, h := range heads {
		titles[i] = append(broken(h.Vi), broken(h.En)...)
		high = max(high, len(titles[i]))
		for _, line := range titles[i] {
			widths[i] = max(widths[i], lipgloss.Width(line))
		}
		for _, r := range rows {
			widths[i] = max(widths[i], lipgloss.Width(r[i]))
		}
	}
	var b strings.Builder
	write := func(cells func(i int) string) {
		var line strings.Builder
		for i, h := range heads {
			text := cells(i)
			gap := strings.Repeat(" ", widths[i]-lipgloss.Width(text))
			if h.Figured() {
				text = gap + text
			} else {
				text += gap
			}
			line.WriteString(text + "  ")
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	for at := range high {
		write(func(i int) string {
			if at < len(titles[i]) {
				return titles[i][at]
			}
			return ""
		})
	}
	write(func(i int) string { return strings.Repeat("─", widths[i]) })
	for _, r := range rows {
		write(func(i int) string { return r[i] })
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("couldn't write a form: %w", err)
	}
	return nil
}

// broken is a heading in lines of at most narrow cells, whole words.
func broken(heading string) (lines []string) {
	for word := range strings.FieldsSeq(heading) {
		last := len(lines) - 1
		if last >= 0 && lipgloss.Width(lines[last])+1+lipgloss.Width(word) <= narrow {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
