package law

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
)

// Limits are all rule sets that a book knows, and the city's own parameters.
type Limits struct {
	Sets []Set `json:"sets"`
	City City  `json:"city"`
}

// Set is one law's limits, in force from ValidFrom to ValidTo, both inclusive.
type Set struct {
	Name        string       `json:"name"` // "law-2020"; contracts keep it for ever
	Title       string       `json:"title"`
	ValidFrom   civil.Date   `json:"validFrom"`
	ValidTo     civil.Date   `json:"validTo,omitzero"` // zero: still in force
	Fees        map[Line]Fee `json:"fees"`
	MinimumAge  MinimumAge   `json:"minimumAge"`
	Liquidation Liquidation  `json:"liquidation"`
	FX          []FX         `json:"fx"`
	Provisions  []Provision  `json:"provisions"`
}

// Line is a kind of sum that a worker is asked for.
type Line string

// The lines that have a cap.
const (
	Service   Line = "service"
	Extension Line = "extension" // the service fee of an extension
	Brokerage Line = "brokerage"
	Deposit   Line = "deposit"
)

// Lines are the lines that have a cap, in the order of reports.
var Lines = []Line{Service, Extension, Brokerage, Deposit}

// Row says where a limit comes from.
type Row struct {
	ID         string `json:"id"`
	Source     string `json:"source"`     // law and article
	Unverified bool   `json:"unverified"` // not yet confirmed against the text
	Note       string `json:"note,omitempty"`
}

// Fee is what bounds one line. The lowest of its bounds is the cap; a line
// without any bound for a contract has no known cap.
type Fee struct {
	Prohibited   *Row      `json:"prohibited,omitempty"` // the worker may not be asked at all: cap 0
	Rates        []Rate    `json:"rates,omitempty"`
	AtMostMonths int       `json:"atMostMonths,omitempty"` // never above so many months' wage; 0: no such bound
	Ceilings     []Ceiling `json:"ceilings,omitempty"`
}

// Rate bounds a line by the wage: Per12Months months' wage for each 12 months
// of the term, pro rata by month. A rate for named occupations goes before one
// for all.
type Rate struct {
	Row
	Per12Months Ratio    `json:"per12Months"`
	Occupations []string `json:"occupations,omitempty"`
}

// Ceiling bounds a line by a sum for a market. Empty conditions match anything.
type Ceiling struct {
	Row
	Markets     []string    `json:"markets,omitempty"` // ISO 3166-1 alpha-2
	Kinds       []string    `json:"kinds,omitempty"`   // of contract
	Occupations []string    `json:"occupations,omitempty"`
	MonthsTo    int         `json:"monthsTo,omitempty"` // the longest term that it is for; 0: any
	Amount      money.Money `json:"amount"`
	ValidFrom   civil.Date  `json:"validFrom,omitzero"` // zero: with the set
	ValidTo     civil.Date  `json:"validTo,omitzero"`
}

// MinimumAge is the age in full years on the day of departure.
type MinimumAge struct {
	Row
	Years int `json:"years"`
}

// Liquidation is how many days after a contract's end its accounts are settled.
type Liquidation struct {
	Row
	Days int `json:"days"`
}

// FX is an exchange rate: units of To for one unit of From, between two days.
type FX struct {
	Row
	From      string     `json:"from"`
	To        string     `json:"to"`
	Rate      Ratio      `json:"rate"`
	ValidFrom civil.Date `json:"validFrom"`
	ValidTo   civil.Date `json:"validTo,omitzero"`
}

// Provision is a rule that nothing here computes: it is shown beside the limits.
type Provision struct {
	Row
	Vi string `json:"vi"`
	En string `json:"en"`
}

// City has the city's own parameters; no law gives them.
type City struct {
	ReturnOverdueDays   int `json:"returnOverdueDays"`   // after the day due back
	DepartureReportDays int `json:"departureReportDays"` // within which a departure is reported
}

// Refusals of the law's data.
var (
	// ErrNoRules says that no set is in force on a day.
	ErrNoRules = es.NewRefusal("ErrNoRules", es.Rule,
		"không có bộ giới hạn pháp luật nào có hiệu lực ngày {on}",
		"no set of legal limits is in force on {on}")
	// ErrRulesUnknown says that a set of that name isn't there.
	ErrRulesUnknown = es.NewRefusal("ErrRulesUnknown", es.Unknown,
		"không có bộ giới hạn pháp luật «{rules}»; các bộ hiện có: {known}",
		"there is no set of legal limits {rules}; known are: {known}")
)

//go:embed limits.json
var embedded []byte

var current = sync.OnceValue(func() Limits {
	l, err := Load(embedded)
	if err != nil {
		panic("law: the built-in limits.json: " + err.Error())
	}
	return l
})

// Current are the limits that the program ships with. They are shared: don't
// change them, [Load] a file of your own.
func Current() Limits { return current() }

// SetOn is the set in force on the day; ErrNoRules where there is none.
func (l Limits) SetOn(day civil.Date) (Set, error) {
	for _, s := range l.Sets {
		if day.Within(s.ValidFrom, s.ValidTo) {
			return s, nil
		}
	}
	return Set{}, ErrNoRules.With("on", day)
}

// Named is the set of that name; ErrRulesUnknown where there is none.
func (l Limits) Named(name string) (Set, error) {
	var known []string
	for _, s := range l.Sets {
		if s.Name == name {
			return s, nil
		}
		known = append(known, s.Name)
	}
	return Set{}, ErrRulesUnknown.With("rules", name, "known", strings.Join(known, ", "))
}

// Rows are all rows of the set, in the order of reports: what it rests on, and
// what of it nobody has confirmed yet.
func (s Set) Rows() []Row {
	var rows []Row
	for _, line := range Lines {
		fee := s.Fees[line]
		if fee.Prohibited != nil {
			rows = append(rows, *fee.Prohibited)
		}
		for _, r := range fee.Rates {
			rows = append(rows, r.Row)
		}
		for _, c := range fee.Ceilings {
			rows = append(rows, c.Row)
		}
	}
	rows = append(rows, s.MinimumAge.Row, s.Liquidation.Row)
	for _, fx := range s.FX {
		rows = append(rows, fx.Row)
	}
	for _, p := range s.Provisions {
		rows = append(rows, p.Row)
	}
	return rows
}

// matches says whether a row's condition holds: an empty list asks nothing.
func matches(list []string, value string) bool {
	return len(list) == 0 || slices.Contains(list, value)
}
