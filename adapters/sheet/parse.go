package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"
)

// maxBytes bounds a file: about 300,000 rows.
const maxBytes = 64 << 20

// File is a file that was read: its rows in the order of their lines, those
// that couldn't be understood among them.
type File struct {
	Kind   Kind
	Header []string // the first line, as written
	Rows   []*Row
}

// Row is a line of a file.
type Row struct {
	Line     int       // in the file, from 1; the header's is the first
	Problems []Problem // why it can't be entered; none: it can
	cells    []string  // as written
	values   Values
}

// Problem is what is wrong with a cell.
type Problem struct {
	Column string `json:"column"`
	Header string `json:"header,omitempty"` // what the file calls the column, where it isn't Column
	Value  string `json:"value"`            // as read; "•••" of a personal column
	Rule   Text   `json:"rule"`
	Fix    Text   `json:"fix"`
}

// masked stands for the value of a personal column.
const masked = "•••"

// Value is the cell of a column in its one form; "" where it is empty or wrong.
func (r *Row) Value(column string) string { return r.values[column] }

// Parse reads a file. It fails with one of this package's refusals where the
// file as a whole can't be understood; what is wrong with a row stands in it.
func Parse(kind Kind, r io.Reader) (*File, error) {
	if kind.order() < 0 {
		_, err := ParseKind(string(kind))
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("couldn't read the file of %s: %w", kind, err)
	case len(data) > maxBytes:
		return nil, ErrFileTooLarge.With("limit", maxBytes>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if line, ok := isText(data); !ok {
		return nil, ErrNotUTF8.With("line", line)
	}
	mark, err := delimiter(kind, data)
	if err != nil {
		return nil, err
	}
	lines := newReader(data, mark)
	first, err := lines.Read()
	if err != nil {
		return nil, brokenCSV(err)
	}
	h, err := readHeader(kind, slices.Clone(first))
	if err != nil {
		return nil, err
	}
	f := &File{Kind: kind, Header: h.written}
	for {
		cells, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, brokenCSV(err)
		}
		line, _ := lines.FieldPos(0)
		if slices.ContainsFunc(cells, func(c string) bool { return clean(c) != "" }) {
			f.Rows = append(f.Rows, h.called(h.row(line, slices.Clone(cells))))
		}
	}
	markDuplicates(f)
	return f, nil
}

func newReader(data []byte, mark rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = mark, -1, true
	return r
}

// isText says whether the bytes are UTF-8 text, and otherwise the first line
// that isn't. A zero byte is the sign of UTF-16.
func isText(data []byte) (line int, ok bool) {
	line = 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1, r == 0:
			return line, false
		case r == '\n':
			line++
		}
		data = data[size:]
	}
	return line, true
}

func brokenCSV(err error) error {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return ErrBrokenCSV.With("line", at.Line, "column", at.Column)
	}
	return fmt.Errorf("couldn't read the file: %w", err)
}

// called names the columns of a row's problems as the file does: whoever wrote
// "Ngày sinh" on top looks for that, and not for birth_date.
func (h header) called(r *Row) *Row {
	for i, p := range r.Problems {
		for k, at := range h.at {
			if name := clean(h.written[k]); at >= 0 && columns[h.kind][at].Name == p.Column && name != p.Column {
				r.Problems[i].Header = name
			}
		}
	}
	return r
}

// row reads a line's cells.
func (h header) row(line int, cells []string) *Row {
	r := &Row{Line: line, cells: cells, values: Values{}}
	if len(cells) != len(h.at) {
		n := fmt.Sprintf("%d", len(h.at))
		r.Problems = append(r.Problems, Problem{Rule: Text{"số ô khác số cột", "the number of cells isn't that of the columns"},
			Fix: Text{"cần " + n + " ô; ô có dấu phân cách phải nằm trong \"…\"", "it takes " + n + " cells; one with a delimiter in it stands in \"…\""}})
		return r
	}
	r.takeAll(h, false)
	// Sums wait for their currency. Without one it is what the clerk is told of.
	sums := r.values["currency"] != ""
	if sums {
		r.takeAll(h, true)
	}
	for _, c := range columns[h.kind] {
		if c.Need == Required && r.values[c.Name] == "" && !r.flawed(c.Name) && (sums || !c.late) {
			r.miss(c)
		}
	}
	if len(r.Problems) == 0 {
		check(h.kind, r)
	}
	return r
}

// takeAll reads the cells of the columns that are late, or of those that aren't.
func (r *Row) takeAll(h header, late bool) {
	for i, cell := range r.cells {
		switch at := h.at[i]; {
		case at >= 0 && columns[h.kind][at].late == late:
			r.take(columns[h.kind][at], clean(cell))
		case at < 0 && !late && clean(h.written[i]) == "" && clean(cell) != "":
			r.Problems = append(r.Problems, Problem{Value: masked, Rule: Text{"ô nằm ngoài các cột có tên", "the cell stands under no column"}, Fix: Text{"xóa ô này hoặc đặt tên cột", "empty it, or give the column a name"}})
		}
	}
}

func (r *Row) flawed(column string) bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Column == column })
}

func (r *Row) take(c Column, cell string) {
	if cell == "" {
		return
	}
	value, wrong := c.read(cell, r.values)
	if wrong != nil {
		r.reject(c, cell, *wrong)
		return
	}
	r.values[c.Name] = value
}

func (r *Row) reject(c Column, cell string, wrong flaw) {
	if c.Personal {
		cell = masked
	}
	r.Problems = append(r.Problems, Problem{Column: c.Name, Value: cell, Rule: wrong.rule, Fix: wrong.fix})
}

func (r *Row) miss(c Column) {
	r.Problems = append(r.Problems, Problem{Column: c.Name, Rule: Text{"ô bắt buộc mà để trống", "the cell is required and empty"}, Fix: Text{"ghi " + c.Vi, "write " + c.En}})
}
