package law

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"vaoso/domain/money"
)

// Load reads limits from JSON. It refuses unknown keys, overlapping sets,
// unknown currencies, rows without an id or a source, and impossible numbers;
// the error says which row to mend.
func Load(data []byte) (Limits, error) {
	var l Limits
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		return Limits{}, fmt.Errorf("couldn't read the legal limits: %w", err)
	}
	if dec.More() {
		return Limits{}, errors.New("couldn't read the legal limits: there is text behind them")
	}
	if len(l.Sets) == 0 || l.City.ReturnOverdueDays < 1 || l.City.DepartureReportDays < 1 {
		return Limits{}, errors.New("law: the limits need a set, and the city's returnOverdueDays and departureReportDays")
	}
	slices.SortFunc(l.Sets, func(a, b Set) int { return a.ValidFrom.Compare(b.ValidFrom) })
	names := map[string]bool{}
	for i, s := range l.Sets {
		if err := s.check(); err != nil {
			return Limits{}, fmt.Errorf("law: set %q: %w", s.Name, err)
		}
		if names[s.Name] {
			return Limits{}, fmt.Errorf("law: two sets are named %q", s.Name)
		}
		names[s.Name] = true
		if i > 0 && (l.Sets[i-1].ValidTo.IsZero() || !l.Sets[i-1].ValidTo.Before(s.ValidFrom)) {
			return Limits{}, fmt.Errorf("law: sets %q and %q are in force on the same day", l.Sets[i-1].Name, s.Name)
		}
	}
	return l, nil
}

func (s Set) check() error {
	if s.Name == "" || s.ValidFrom.IsZero() {
		return errors.New("a set needs a name and validFrom")
	}
	if !s.ValidTo.IsZero() && s.ValidTo.Before(s.ValidFrom) {
		return errors.New("validTo lies before validFrom")
	}
	for line, fee := range s.Fees {
		if !slices.Contains(Lines, line) {
			return fmt.Errorf("fees has no line %q; the lines are %v", line, Lines)
		}
		if err := fee.check(); err != nil {
			return fmt.Errorf("line %s: %w", line, err)
		}
	}
	for _, fx := range s.FX {
		_, from := money.Exponent(fx.From)
		_, to := money.Exponent(fx.To)
		if !from || !to || fx.Rate.Den == 0 || fx.ValidFrom.IsZero() {
			return fmt.Errorf("rate %q needs two known currencies, a rate and validFrom", fx.ID)
		}
	}
	if s.MinimumAge.Years < 15 || s.Liquidation.Days < 1 {
		return errors.New("minimumAge.years (15 or more) and liquidation.days (1 or more) are needed")
	}
	return checkRows(s.Rows())
}

func (f Fee) check() error {
	if f.AtMostMonths < 0 {
		return errors.New("atMostMonths is negative")
	}
	general := 0
	for _, r := range f.Rates {
		if r.Per12Months.Den == 0 {
			return fmt.Errorf("row %q lacks per12Months", r.ID)
		}
		if len(r.Occupations) == 0 {
			general++
		}
	}
	if general > 1 || f.AtMostMonths > 0 && len(f.Rates) == 0 {
		return errors.New("a line has one rate for all occupations, and atMostMonths only beside rates")
	}
	for _, c := range f.Ceilings {
		if _, ok := money.Exponent(c.Amount.Currency); !ok || c.Amount.Amount < 0 || c.MonthsTo < 0 {
			return fmt.Errorf("row %q needs an amount of 0 or more in a known currency", c.ID)
		}
	}
	return nil
}

func checkRows(rows []Row) error {
	seen := map[string]bool{}
	for _, r := range rows {
		if r.ID == "" || r.Source == "" {
			return fmt.Errorf("row %q lacks an id or a source", r.ID)
		}
		if seen[r.ID] {
			return fmt.Errorf("two rows have the id %q", r.ID)
		}
		seen[r.ID] = true
	}
	return nil
}
