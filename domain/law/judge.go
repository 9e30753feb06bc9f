package law

import (
	"math"

	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// Terms are the terms of a contract that limits depend on.
type Terms struct {
	SignedOn    civil.Date
	Market      string // ISO 3166-1 alpha-2
	Kind        string // service, contractor, trainee, individual
	Occupation  string // "seafarer" has a rate of its own
	Months      int    // of the term; for Extension, of the extension
	MonthlyWage money.Money
}

// Why a line is not judged.
const (
	NoRow  = "no_row"  // the set has no limit for these terms
	NoRate = "no_rate" // a limit is in another currency, and no rate converts it
)

// Judgement is what a set says of one sum.
type Judgement struct {
	Line   Line        `json:"line"`
	Amount money.Money `json:"amount"`
	// Cap is the lowest bound that is known, in the sum's currency; zero where
	// none is. The true cap may be lower where Why is NoRate.
	Cap        money.Money `json:"cap,omitzero"`
	Judged     bool        `json:"judged"`
	Above      bool        `json:"above"`         // judged, and the sum exceeds the cap
	Prohibited bool        `json:"prohibited"`    // the worker may not be asked for this line at all
	Why        string      `json:"why,omitempty"` // where it isn't judged: NoRow or NoRate
	Row        Row         `json:"row,omitzero"`  // the row that gives Cap; where not judged for a rate, the row that can't be converted
}

// Verdict is what a set says of a contract, a line at a time.
type Verdict struct {
	Rules string      `json:"rules"`
	Lines []Judgement `json:"lines"`
}

// Of is the judgement of a line; ok is false where the verdict lacks it.
func (v Verdict) Of(line Line) (j Judgement, ok bool) {
	for _, j := range v.Lines {
		if j.Line == line {
			return j, true
		}
	}
	return Judgement{}, false
}

// Above are the lines that exceed their caps.
func (v Verdict) Above() (lines []Line) {
	for _, j := range v.Lines {
		if j.Above {
			lines = append(lines, j.Line)
		}
	}
	return lines
}

// NotJudged are the lines that the set can't judge. They are shown to people.
func (v Verdict) NotJudged() (lines []Line) {
	for _, j := range v.Lines {
		if !j.Judged {
			lines = append(lines, j.Line)
		}
	}
	return lines
}

// bound is one upper limit of a line.
type bound struct {
	amount money.Money
	row    Row
}

// Sums are what a contract asks of the worker, by line.
type Sums struct{ Service, Brokerage, Deposit money.Money }

// Verdict judges all the sums of a contract.
func (s Set) Verdict(sums Sums, t Terms) Verdict {
	return Verdict{Rules: s.Name, Lines: []Judgement{
		s.Judge(Service, sums.Service, t), s.Judge(Brokerage, sums.Brokerage, t), s.Judge(Deposit, sums.Deposit, t),
	}}
}

// Judge holds a sum against the line's cap:
//
//	cap = floor(wage × rate × months / 12), never above AtMostMonths × wage,
//	then the lowest matching ceiling of the market
//
// in whole minor units. A sum of 0 keeps every cap, and a sum above any known
// bound breaks the cap whatever the bounds that can't be converted say.
func (s Set) Judge(line Line, amount money.Money, t Terms) Judgement {
	fee, day := s.Fees[line], s.dayFor(t.SignedOn)
	currency := amount.Currency
	if amount.Amount == 0 {
		currency = t.MonthlyWage.Currency
	}
	j := Judgement{Line: line, Amount: amount, Prohibited: fee.Prohibited != nil}
	known := false
	var missing *Row
	for _, b := range fee.bounds(t, day, currency) {
		limit, ok := s.convert(b.amount, currency, day)
		switch {
		case !ok && missing == nil:
			missing = &b.row
		case ok && (!known || limit.Amount < j.Cap.Amount):
			j.Cap, j.Row, known = limit, b.row, true
		}
	}
	j.Above = known && amount.Amount > j.Cap.Amount
	j.Judged = j.Above || amount.Amount == 0 || known && missing == nil
	switch {
	case j.Judged:
	case missing != nil:
		j.Why, j.Row = NoRate, *missing
	default:
		j.Why = NoRow
	}
	return j
}

// dayFor is the day by which rows are chosen: the signing day, or, for a
// contract judged under a set that wasn't in force then, the nearest day on
// which it was.
func (s Set) dayFor(signedOn civil.Date) civil.Date {
	switch {
	case signedOn.Before(s.ValidFrom):
		return s.ValidFrom
	case !s.ValidTo.IsZero() && signedOn.After(s.ValidTo):
		return s.ValidTo
	}
	return signedOn
}

func (f Fee) bounds(t Terms, on civil.Date, currency string) []bound {
	var list []bound
	if f.Prohibited != nil {
		list = append(list, bound{money.Money{Currency: currency}, *f.Prohibited})
	}
	if r, ok := f.rate(t.Occupation); ok {
		list = append(list, bound{scale(t.MonthlyWage, r.Per12Months.Num*int64(t.Months), r.Per12Months.Den*12), r.Row})
		if f.AtMostMonths > 0 {
			list = append(list, bound{scale(t.MonthlyWage, int64(f.AtMostMonths), 1), r.Row})
		}
	}
	for _, c := range f.Ceilings {
		if c.covers(t, on) {
			list = append(list, bound{c.Amount, c.Row})
		}
	}
	return list
}

// rate is the line's rate for an occupation: its own, or the one for all.
func (f Fee) rate(occupation string) (found Rate, ok bool) {
	for _, r := range f.Rates {
		if matches(r.Occupations, occupation) && (!ok || len(r.Occupations) > 0) {
			found, ok = r, true
		}
	}
	return found, ok
}

func (c Ceiling) covers(t Terms, on civil.Date) bool {
	return on.Within(c.ValidFrom, c.ValidTo) && (c.MonthsTo == 0 || t.Months <= c.MonthsTo) &&
		matches(c.Markets, t.Market) && matches(c.Kinds, t.Kind) && matches(c.Occupations, t.Occupation)
}

// convert brings a bound into a currency by the rate of the day; ok is false
// where the set has none. Nothing is nothing in every currency.
func (s Set) convert(m money.Money, currency string, on civil.Date) (out money.Money, ok bool) {
	if m.Currency == currency || m.Amount == 0 {
		return money.Money{Amount: m.Amount, Currency: currency}, true
	}
	for _, fx := range s.FX {
		if fx.From == m.Currency && fx.To == currency && on.Within(fx.ValidFrom, fx.ValidTo) {
			from, _ := money.Exponent(fx.From)
			to, _ := money.Exponent(fx.To)
			return money.Money{Amount: scale(m, fx.Rate.Num*power(to), fx.Rate.Den*power(from)).Amount, Currency: currency}, true
		}
	}
	return money.Money{}, false
}

// scale is floor(m × num / den). A bound that doesn't fit 64 bits is one that
// no sum can exceed, so the largest sum stands for it.
func scale(m money.Money, num, den int64) money.Money {
	out, err := m.Scale(num, den)
	if err != nil {
		return money.Money{Amount: math.MaxInt64, Currency: m.Currency}
	}
	return out
}

func power(exponent int) int64 {
	p := int64(1)
	for range exponent {
		p *= 10
	}
	return p
}
