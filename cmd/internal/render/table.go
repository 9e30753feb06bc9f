package render

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// columns are a table's headings; one that ends in ">" holds numbers.
type columns []string

// grid writes rows below headings, columns aligned by true width.
func grid(w io.Writer, heads columns, rows [][]string) error {
	right := make([]bool, len(heads))
	shown := make([]string, len(heads))
	for i, h := range heads {
		shown[i], right[i] = strings.CutSuffix(h, ">")
	}
	plain := lipgloss.NewStyle()
	style := func(_, col int) lipgloss.Style {
		s := plain.PaddingRight(2)
		if right[col] {
			s = s.Align(lipgloss.Right)
		}
		return s
	}
	t := table.New().Headers(shown...).Rows(rows...).StyleFunc(style).Wrap(false).
		Border(lipgloss.NormalBorder()).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).BorderHeader(true).BorderStyle(plain)
	_, err := fmt.Fprintln(w, trimLines(t.String()))
	return err
}

func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

var vietnamese = message.NewPrinter(language.Vietnamese)

// number is n as Vietnamese write it: 1.300.
func number(n int) string { return vietnamese.Sprintf("%d", n) }

// signed is n with its sign: +12, −29, 0.
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + number(n)
	case n < 0:
		return "−" + number(-n)
	}
	return "0"
}

// perMille is a share in per cent with one digit: 97,8 %.
func perMille(n int) string { return fmt.Sprintf("%d,%d %%", n/10, n%10) }

// maybe is a figure that may not be there.
func maybe(n *int, show func(int) string) string {
	if n == nil {
		return "–"
	}
	return show(*n)
}

// share is a over b in thousandths; 0 where there is nothing to share.
func share(a, b int) int {
	if b <= 0 {
		return 0
	}
	return (2000*a + b) / (2 * b)
}

// bar draws a share of width cells, over a mark where it should stand; mark is
// in thousandths, negative for none.
func bar(permille, mark, width int) string {
	full := min(max((permille*width+500)/1000, 0), width)
	cells := []rune(strings.Repeat("█", full) + strings.Repeat("·", width-full))
	if at := (mark*width + 500) / 1000; mark >= 0 && at > 0 && at <= width && at-1 >= full {
		cells[at-1] = '|'
	}
	return string(cells)
}

// banner says whose figures these are.
func banner(w io.Writer, synthetic bool) error {
	if !synthetic {
		return nil
	}
	_, err := fmt.Fprintln(w, "*** SỐ LIỆU MẪU / MADE-UP DATA ***")
	return err
}
