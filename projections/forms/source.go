package forms

import (
	"fmt"
	"slices"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/support"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// Source is what forms are made from.
type Source struct {
	engine.Snapshot
	Units     territory.Units
	Synthetic bool
	Forces    support.LabourForces // for the estimate of unemployment
	Plan      string               // slug; "": the newest
	AsOf      civil.Date           // clamped to the plan's last day
	KnownAt   time.Time            // zero: as known now
	Span      Span                 // of the columns "in the period"

	plan   targetprogress.PlanRow // what Plan names
	asked  civil.Date             // AsOf as it was asked for, also after the plan
	period Period
}

// progress asks the plan's read model.
func (s Source) progress() targetprogress.Source {
	return targetprogress.Source{Snapshot: s.Snapshot, Units: s.Units, Synthetic: s.Synthetic}
}

// Span is how long a report's period is.
type Span string

// The spans.
const (
	Month   Span = "month"
	Quarter Span = "quarter"
	Half    Span = "half"
	Year    Span = "year"
)

// Spans are all spans, the shortest first.
var Spans = []Span{Month, Quarter, Half, Year}

// ParseSpan reads a span; "" is a month.
func ParseSpan(s string) (Span, error) {
	if s == "" {
		return Month, nil
	}
	if !slices.Contains(Spans, Span(s)) {
		return "", fmt.Errorf("forms: %q is no period; month, quarter, half and year are", s)
	}
	return Span(s), nil
}

// Period is the month, quarter, half-year or year that a report's day lies in,
// up to that day.
type Period struct {
	Span Span       `json:"span"`
	From civil.Date `json:"from"`
	To   civil.Date `json:"to"`
}

const (
	monthsInQuarter = 3
	monthsInHalf    = 6
	monthsInYear    = 12
)

// periodOf is the calendar's period around a day.
func periodOf(span Span, day civil.Date) Period {
	long := map[Span]int{Month: 1, Quarter: monthsInQuarter, Half: monthsInHalf, Year: monthsInYear}[span]
	m := day.MonthOf()
	first := m.First().AddMonths(-((m.Number() - 1) % long))
	return Period{span, first, day}
}

// Name is the period in words: tháng 6/2021, quý II/2021.
func (p Period) Name() Words {
	month, year := p.To.MonthOf().Number(), p.To.Year()
	roman := []string{"I", "II", "III", "IV"}
	switch p.Span {
	case Quarter:
		n := (month - 1) / monthsInQuarter
		return Words{fmt.Sprintf("quý %s/%d", roman[n], year), fmt.Sprintf("quarter %d of %d", n+1, year)}
	case Half:
		n := (month - 1) / monthsInHalf
		return Words{fmt.Sprintf("6 tháng %s năm %d", []string{"đầu", "cuối"}[n], year), fmt.Sprintf("half-year %d of %d", n+1, year)}
	case Year:
		return Words{fmt.Sprintf("năm %d", year), fmt.Sprintf("year %d", year)}
	case Month:
	}
	return Words{fmt.Sprintf("tháng %d/%d", month, year), fmt.Sprintf("month %d of %d", month, year)}
}
