package golden

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
)

// record is a row of a file by its header. Days are ISO; a day that doesn't
// exist, or a cell that is no day, is "?".
type record map[string]string

// records reads a file. days are the headers of the columns that hold days.
func records(open func(string) ([]byte, error), name string, days ...string) ([]record, error) {
	text, err := open(name)
	if err != nil {
		return nil, fmt.Errorf("couldn't read %s.csv: %w", name, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("couldn't read %s.csv: %w", name, err)
	}
	var list []record
	for _, row := range rows[1:] {
		r := record{}
		for i, head := range rows[0] {
			r[head] = row[i]
		}
		for _, d := range days {
			r[d] = iso(r[d])
		}
		list = append(list, r)
	}
	return list, nil
}

// iso turns 27/04/2021 into 2021-04-27, and leaves what is ISO already.
func iso(s string) string {
	if p := strings.Split(s, "/"); len(p) == 3 {
		s = p[2] + "-" + p[1] + "-" + p[0]
	}
	if s == "" {
		return ""
	}
	var y, m, d int
	if n, err := fmt.Sscanf(s, "%4d-%2d-%2d", &y, &m, &d); n != 3 || err != nil || m < 1 || m > 12 || d < 1 || d > lengthOf(y, m) {
		return "?"
	}
	return s
}

func lengthOf(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// lastDay is the last day of a term of so many months that starts on the day:
// the same day of the month, or the month's last, less one.
func lastDay(start string, months int) string {
	var y, m, d int
	fmt.Sscanf(start, "%d-%d-%d", &y, &m, &d) //nolint:errcheck // iso has read it
	m += months
	y, m = y+(m-1)/12, (m-1)%12+1
	d = min(d, lengthOf(y, m)) - 1
	if d == 0 {
		if m--; m == 0 {
			y, m = y-1, 12
		}
		d = lengthOf(y, m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}
