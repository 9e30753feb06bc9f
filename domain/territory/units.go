package territory

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"vaoso/domain/civil"
)

// City is the code of the labour division itself: a unit that people work for
// and nobody lives in.
const City = "city"

// Unit is a province, a city, a ward or a commune over one run of days.
type Unit struct {
	Code  string `json:"code"` // GSO code: province 2 digits, district 3, ward or commune 5
	Name  string `json:"name"` // without its level: "Tích Sơn"
	Level string `json:"level"`
	Slug  string `json:"slug"`
	// Parent is the code of the unit that it lies in; empty for a province.
	Parent string `json:"parent,omitempty"`
	// ValidFrom and ValidTo are the first and the last day; none means that
	// the row is open on that side.
	ValidFrom civil.Date `json:"validFrom,omitzero"`
	ValidTo   civil.Date `json:"validTo,omitzero"`
	// Successor is the code of the unit that took its place, or that unit's
	// name as long as its code isn't entered. It is for finding people, never
	// for counting anew.
	Successor  string `json:"successor,omitempty"`
	Population int    `json:"population,omitempty"` // persons
	// Unverified names the fields, as in JSON, that no source confirms.
	Unverified []string `json:"unverified,omitempty"`
}

// FullName is the name with its level: "phường Tích Sơn".
// A name that begins with its level, as an office's does, stands as it is.
func (u Unit) FullName() string {
	if strings.HasPrefix(strings.ToLower(u.Name), u.Level+" ") {
		return u.Name
	}
	return u.Level + " " + u.Name
}

// Units are units in the order of their file. The zero value knows none.
type Units struct{ rows []Unit }

// Load reads units from JSON, as units.json has them. Unknown fields, a row
// without code, name or level, a parent that is nowhere in the file, and two
// rows of one code on one day are errors.
func Load(data []byte) (Units, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var u Units
	if err := dec.Decode(&u.rows); err != nil {
		return Units{}, fmt.Errorf("couldn't read the units: %w", err)
	}
	for i, row := range u.rows {
		if err := u.check(i, row); err != nil {
			return Units{}, err
		}
	}
	return u, nil
}

func (u Units) check(i int, row Unit) error {
	if row.Code == "" || row.Name == "" || row.Level == "" {
		return fmt.Errorf("territory: row %d (%q) lacks code, name or level", i+1, row.Code)
	}
	if row.Parent != "" && !u.Has(row.Parent) {
		return fmt.Errorf("territory: unit %s lies in %s, which isn't among the units", row.Code, row.Parent)
	}
	if !row.ValidTo.IsZero() && row.ValidTo.Before(row.ValidFrom) {
		return fmt.Errorf("territory: unit %s ends on %s, before it starts", row.Code, row.ValidTo)
	}
	for _, earlier := range u.rows[:i] {
		if earlier.Code == row.Code && overlap(earlier, row) {
			return fmt.Errorf("territory: unit %s has two rows for one day", row.Code)
		}
	}
	return nil
}

func overlap(a, b Unit) bool {
	return (a.ValidTo.IsZero() || !b.ValidFrom.After(a.ValidTo)) && (b.ValidTo.IsZero() || !a.ValidFrom.After(b.ValidTo))
}

//go:embed units.json
var unitsJSON []byte

// VinhYen is the city of Vĩnh Yên: its province, the city, its labour division
// and its nine wards and communes. Source: the GSO list of administrative
// units; Resolution 202/2025/QH15 for the last day.
func VinhYen() Units { return vinhYen() }

var vinhYen = sync.OnceValue(func() Units {
	u, err := Load(unitsJSON)
	if err != nil {
		panic(err) // the file is part of the program, and a test loads it
	}
	return u
})

// Lookup is the unit that has the code on the day.
func (u Units) Lookup(code string, on civil.Date) (Unit, bool) {
	for _, row := range u.rows {
		if row.Code == code && on.Within(row.ValidFrom, row.ValidTo) {
			return row, true
		}
	}
	return Unit{}, false
}

// Last is the latest row of the code, for saying until when there was such a
// unit and what took its place.
func (u Units) Last(code string) (last Unit, ok bool) {
	for _, row := range u.rows {
		if row.Code == code && (!ok || row.ValidFrom.After(last.ValidFrom)) {
			last, ok = row, true
		}
	}
	return last, ok
}

// Elsewhere is what a place is called that isn't one of the units.
const Elsewhere = "ngoài thành phố"

// NameOf is the unit's full name on the day, or as it was last; [Elsewhere] for a
// code that isn't one of these units', and "" without a code.
func (u Units) NameOf(code string, on civil.Date) string {
	if code == "" {
		return ""
	}
	row, ok := u.Lookup(code, on)
	if !ok {
		row, ok = u.Last(code)
	}
	if !ok {
		return Elsewhere
	}
	return row.FullName()
}

// Has says whether the code names a unit on any day.
func (u Units) Has(code string) bool {
	return slices.ContainsFunc(u.rows, func(row Unit) bool { return row.Code == code })
}

// Accepts says whether a person or an enterprise may be entered as of the ward
// or commune on the day. One of these units must exist on that day; of other
// places, where people from outside come from, the form is all that is known.
func (u Units) Accepts(code string, on civil.Date) bool {
	if !IsWardCode(code) {
		return false
	}
	if !u.Has(code) {
		return true
	}
	_, there := u.Lookup(code, on)
	return there
}

// IsWardCode says whether the code has the form of a ward's or commune's: five digits.
func IsWardCode(code string) bool { return len(code) == 5 && digitsOnly(code) }

// IsProvinceCode says whether the code has the form of a province's: two digits.
func IsProvinceCode(code string) bool { return len(code) == 2 && digitsOnly(code) }

func digitsOnly(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// Named is the ward or commune of that name on the day, as people write it:
// "phường Tích Sơn", "P. Tích Sơn", "tích sơn", "tich-son". The level is
// ignored: people go on saying "xã" for years after it has become a phường.
func (u Units) Named(name string, on civil.Date) (Unit, bool) {
	want := bare(name)
	for _, row := range u.rows {
		if IsWardCode(row.Code) && on.Within(row.ValidFrom, row.ValidTo) && (bare(row.Name) == want || row.Slug == want) {
			return row, true
		}
	}
	return Unit{}, false
}

// bare is a name in lower case, with single spaces and without its level.
func bare(name string) string {
	s := strings.Join(strings.Fields(strings.ToLower(name)), " ")
	for _, level := range []string{"phường ", "xã ", "thị trấn ", "p.", "x.", "tt."} {
		if rest, ok := strings.CutPrefix(s, level); ok {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

// Parents are the codes of the units that the unit lies in, the nearest first.
func (u Units) Parents(code string, on civil.Date) []string {
	var out []string
	for {
		row, ok := u.Lookup(code, on)
		if !ok || row.Parent == "" || slices.Contains(out, row.Parent) {
			return out
		}
		out = append(out, row.Parent)
		code = row.Parent
	}
}

// Wards are the wards and communes of the day, in the order of the file.
func (u Units) Wards(on civil.Date) []Unit {
	var out []Unit
	for _, row := range u.rows {
		if IsWardCode(row.Code) && on.Within(row.ValidFrom, row.ValidTo) {
			out = append(out, row)
		}
	}
	return out
}

// All are all rows, of all days, in the order of the file.
func (u Units) All() []Unit { return slices.Clone(u.rows) }
