// Package civil has calendar days and months as law and paperwork use them:
// no clock time, no zone. Every legal date of the book (an occurredOn, a
// signing day, a deadline) is a civil date in Asia/Ho_Chi_Minh.
//
// Instants become civil dates only through [Of], which names the zone.
package civil

import (
	"cmp"
	"fmt"
	"time"
)

// Zone is Asia/Ho_Chi_Minh. The offset has been +07:00 without daylight saving
// since 1975-06-13 (IANA tzdata, zone Asia/Ho_Chi_Minh), and no instant of a
// book is older, so a fixed zone is exact and needs no tzdata on the machine.
var Zone = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// Date is a day of the proleptic Gregorian calendar, years 1 to 9999. The zero
// value is "no date"; it is written as "" and "" is read as it.
type Date struct {
	year       int16
	month, day uint8
}

// On makes a date. It panics on a day that does not exist: use it for literals
// and [Parse] for input.
func On(year int, month time.Month, day int) Date {
	d := Date{int16(year), uint8(month), uint8(day)}
	if !d.exists() {
		panic(fmt.Sprintf("civil: there is no day %04d-%02d-%02d", year, month, day))
	}
	return d
}

// Of is the civil date of an instant in Vietnam.
func Of(t time.Time) Date {
	t = t.In(Zone)
	return Date{int16(t.Year()), uint8(t.Month()), uint8(t.Day())}
}

// Parse reads "2021-04-27". It refuses days that do not exist (31 February).
func Parse(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, fmt.Errorf("civil: %q is not a date of the form 2021-04-27", s)
	}
	y, ok1 := digits(s[0:4])
	m, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 {
		return Date{}, fmt.Errorf("civil: %q is not a date of the form 2021-04-27", s)
	}
	d := Date{int16(y), uint8(m), uint8(day)}
	if !d.exists() {
		return Date{}, fmt.Errorf("civil: there is no day %s", s)
	}
	return d, nil
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func (d Date) exists() bool {
	return d.year >= 1 && d.month >= 1 && d.month <= 12 && d.day >= 1 && int(d.day) <= daysIn(int(d.year), time.Month(d.month))
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// IsZero says whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Year, Month and Day are the parts of the date.
func (d Date) Year() int { return int(d.year) }

// MonthOf is the month that the date lies in.
func (d Date) MonthOf() Month { return Month{d.year, d.month} }

// Day is the day of the month, from 1.
func (d Date) Day() int { return int(d.day) }

// String is the ISO form, "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	b, _ := d.AppendText(make([]byte, 0, 10))
	return string(b)
}

// AppendText appends the ISO form.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.IsZero() {
		return b, nil
	}
	y := int(d.year)
	return append(b,
		byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		'0'+d.month/10, '0'+d.month%10, '-', '0'+d.day/10, '0'+d.day%10), nil
}

// MarshalText is the ISO form, so that JSON has "2021-04-27".
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads the ISO form strictly.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = Parse(string(b))
	return err
}

// Vietnamese is the form people write: 27/04/2021.
func (d Date) Vietnamese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.day, d.month, d.year)
}

// Compare orders dates; no date comes before every date.
func (d Date) Compare(e Date) int { return cmp.Compare(d.packed(), e.packed()) }

func (d Date) packed() int32 { return int32(d.year)<<16 | int32(d.month)<<8 | int32(d.day) }

// Before says whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.packed() < e.packed() }

// After says whether d is a later day than e.
func (d Date) After(e Date) bool { return d.packed() > e.packed() }

// Within says whether d lies in [from, to], both inclusive. A zero to is open.
func (d Date) Within(from, to Date) bool {
	return !d.Before(from) && (to.IsZero() || !d.After(to))
}

func (d Date) midnight() time.Time {
	return time.Date(int(d.year), time.Month(d.month), int(d.day), 0, 0, 0, 0, time.UTC)
}

// In is the given clock time of that day in Vietnam.
func (d Date) In(hour, minute, second int) time.Time {
	return time.Date(int(d.year), time.Month(d.month), int(d.day), hour, minute, second, 0, Zone)
}

// AddDays moves by n days, either way.
func (d Date) AddDays(n int) Date {
	t := d.midnight().AddDate(0, 0, n)
	return Date{int16(t.Year()), uint8(t.Month()), uint8(t.Day())}
}

// AddMonths moves by n months and clamps to the month's last day:
// 2021-01-31 + 1 month = 2021-02-28.
func (d Date) AddMonths(n int) Date {
	m := int(d.year)*12 + int(d.month) - 1 + n
	year, month := m/12, time.Month(m%12+1)
	return Date{int16(year), uint8(month), uint8(min(int(d.day), daysIn(year, month)))}
}

// LastDayOf is the last day of a term of n months that starts on d: d + n
// months − 1 day, clamped as [Date.AddMonths] is.
func (d Date) LastDayOf(months int) Date { return d.AddMonths(months).AddDays(-1) }

// DaysSince is how many days d lies after e (negative where it lies before).
func (d Date) DaysSince(e Date) int {
	return int(d.midnight().Sub(e.midnight()) / (24 * time.Hour))
}

// YearsOn is the age in full years that someone born on d has on the day.
func (d Date) YearsOn(day Date) int {
	years := int(day.year) - int(d.year)
	if day.month < d.month || day.month == d.month && day.day < d.day {
		years--
	}
	return years
}
