package sheet

import (
	"slices"
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/viet"
)

// header says which column each cell of a line belongs to; -1 is none.
type header struct {
	kind    Kind
	written []string
	at      []int // indices into columns[kind]
}

// added are the columns that [Report.Rejects] adds, so that a mended file of
// rejects is read again as it is.
var added = []string{"dòng", "kết quả", "lý do"}

// headers are the folded headers of a kind and the columns that they mean.
func headers(kind Kind) map[string]int {
	m := map[string]int{}
	for i, c := range columns[kind] {
		m[viet.Slug(c.Name)] = i
		for _, a := range c.Aliases {
			m[viet.Slug(a)] = i
		}
	}
	for _, a := range added {
		m[viet.Slug(a)] = -1
	}
	return m
}

// readHeader finds the columns of a first line. It fails with ErrHeaderUnknown,
// ErrHeaderTwice and ErrHeaderMissing. An empty header, as spreadsheets leave at
// the end, is none.
func readHeader(kind Kind, cells []string) (header, error) {
	h := header{kind: kind, written: cells}
	known, seen := headers(kind), map[int]string{}
	for _, cell := range cells {
		name := clean(cell)
		at, ok := known[viet.Slug(name)]
		switch {
		case name == "":
			at = -1
		case !ok:
			return h, ErrHeaderUnknown.With("kind", kind, "header", name, "columns", knownColumns(kind))
		}
		if other, twice := seen[at]; twice && at >= 0 {
			return h, ErrHeaderTwice.With("column", columns[kind][at].Name, "header", name, "other", other, "columns", knownColumns(kind))
		}
		seen[at] = name
		h.at = append(h.at, at)
	}
	var missing []string
	for i, c := range columns[kind] {
		if c.Need == Required && !slices.Contains(h.at, i) {
			missing = append(missing, c.Name+" ("+c.Aliases[0]+")")
		}
	}
	if len(missing) > 0 {
		return h, ErrHeaderMissing.With("missing", strings.Join(missing, ", "), "columns", knownColumns(kind))
	}
	return h, nil
}

// delimiter is the mark that stands between the cells of a first line: the one
// under which most of its cells are known headers; a comma where all fail.
func delimiter(kind Kind, data []byte) (rune, error) {
	known := headers(kind)
	best, most := ',', 0
	for _, mark := range []rune{',', ';', '\t'} {
		first, err := newReader(data, mark).Read()
		if err != nil {
			continue // told when the file is read
		}
		n := 0
		for _, cell := range first {
			if _, ok := known[viet.Slug(clean(cell))]; ok {
				n++
			}
		}
		if n > most {
			best, most = mark, n
		}
	}
	if len(strings.TrimSpace(string(data))) == 0 {
		return best, es.Refuse(ErrFileEmpty.With("columns", knownColumns(kind)))
	}
	return best, nil
}
