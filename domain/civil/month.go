package civil

import (
	"fmt"
	"time"
)

// Month is a calendar month, written "2021-04". The zero value is "no month".
type Month struct {
	year  int16
	month uint8
}

// MonthOn makes a month from its parts.
func MonthOn(year int, month time.Month) Month { return Month{int16(year), uint8(month)} }

// ParseMonth reads "2021-04".
func ParseMonth(s string) (Month, error) {
	d, err := Parse(s + "-01")
	if err != nil {
		return Month{}, fmt.Errorf("civil: %q is not a month of the form 2021-04", s)
	}
	return d.MonthOf(), nil
}

// String is the ISO form, "" for no month.
func (m Month) String() string {
	if m == (Month{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.year, m.month)
}

// Year is the month's year.
func (m Month) Year() int { return int(m.year) }

// Number is the month's number in the year, 1 to 12.
func (m Month) Number() int { return int(m.month) }

// First is the month's first day.
func (m Month) First() Date { return Date{m.year, m.month, 1} }

// Last is the month's last day.
func (m Month) Last() Date {
	return Date{m.year, m.month, uint8(daysIn(int(m.year), time.Month(m.month)))}
}

// Days is how many days the month has.
func (m Month) Days() int { return daysIn(int(m.year), time.Month(m.month)) }

// Next is the month after.
func (m Month) Next() Month { return m.First().AddMonths(1).MonthOf() }

// Before says whether m is the earlier month.
func (m Month) Before(n Month) bool { return m.First().Before(n.First()) }

// MarshalText is the ISO form.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the ISO form strictly; "" is no month.
func (m *Month) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*m = Month{}
		return nil
	}
	*m, err = ParseMonth(string(b))
	return err
}
