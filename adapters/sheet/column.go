package sheet

import (
	"slices"
	"strings"
)

// Need says whether a row must fill a column.
type Need string

// The needs.
const (
	Required    Need = "required"
	Optional    Need = "optional"
	Conditional Need = "conditional" // the column's description says when
)

// Column is a column of a file.
type Column struct {
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases"` // Vietnamese headers that mean it
	Need     Need     `json:"need"`
	Personal bool     `json:"personal,omitempty"` // its values never stand in a message
	Vi       string   `json:"vi"`                 // what a cell may say
	En       string   `json:"en"`
	Words    []Word   `json:"words,omitempty"` // the words that it may say, if there are but some
	Example  string   `json:"example,omitempty"`

	read func(cell string, row Values) (string, *flaw)
	late bool // reads other cells of the row
}

// Word is a word that a cell may say, and other words for the same.
type Word struct {
	Code string   `json:"code"`
	Also []string `json:"also"`
}

// Values are the cells of a row by their column's name, each in its one form:
// dates ISO, codes for words, money in minor units. An empty cell has none.
type Values map[string]string

// Text is something said in both languages.
type Text struct {
	Vi string `json:"vi"`
	En string `json:"en"`
}

// flaw is what is wrong with a cell: the rule, and how to mend it.
type flaw struct{ rule, fix Text }

// Columns are the columns of a kind of file, in the order of its template.
func Columns(kind Kind) []Column { return slices.Clone(columns[kind]) }

// Template is a file of the kind without rows: the names of its columns.
func Template(kind Kind) string { return strings.Join(columnNames(kind), ",") + "\n" }

// Example is a file of the kind with one made-up row, which a book of made-up
// people takes after the examples of the kinds before it.
func Example(kind Kind) string {
	var cells []string
	for _, c := range columns[kind] {
		cell := c.Example
		if leaves(kind, c) {
			cell = ""
		}
		if strings.ContainsAny(cell, `,"`) {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		cells = append(cells, cell)
	}
	return Template(kind) + strings.Join(cells, ",") + "\n"
}

// leaves says whether an example's row leaves the column empty. That of a
// correction is about a placement.
func leaves(kind Kind, c Column) bool {
	return slices.Contains(spare[kind], c.Name) || kind == Corrections && c.Need == Conditional && !slices.Contains(naturalKeys[Placements], c.Name)
}

// spare are the columns that an example's row leaves empty, since they can't be
// filled beside others.
var spare = map[Kind][]string{
	Courses: {"cancelled_on"}, Trainees: {"dropped_on", "drop_reason"}, Loans: {"citizen_id"}, Grants: {"tax_code"}, Retention: {"monthly_wage_vnd"},
}

func columnNames(kind Kind) []string {
	var names []string
	for _, c := range columns[kind] {
		names = append(names, c.Name)
	}
	return names
}

// columnNamed is the column with the name.
func columnNamed(kind Kind, name string) (Column, bool) {
	i := slices.IndexFunc(columns[kind], func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return columns[kind][i], true
}

// knownColumns lists the columns for a message: each with its first alias.
func knownColumns(kind Kind) string {
	var list []string
	for _, c := range columns[kind] {
		list = append(list, c.Name+" ("+c.Aliases[0]+")")
	}
	return strings.Join(list, ", ")
}
