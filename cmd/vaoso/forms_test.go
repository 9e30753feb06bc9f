package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vaoso/cmd/internal/demo/golden"
	"vaoso/projections/forms"
)

// printedForm is a form as it is printed in JSON.
type printedForm struct {
	Form    string           `json:"form"`
	Stamp   forms.Stamp      `json:"stamp"`
	Columns []forms.Column   `json:"columns"`
	Rows    []map[string]any `json:"rows"`
}

func formOf(t *testing.T, code string, args ...string) (f printedForm) {
	t.Helper()
	out := mustVaoso(t, append([]string{"report", "form", code, "--format", "json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// figure is a cell of the row whose key, in the group, is so; "total" is the total.
func (f printedForm) figure(group, key, column string) int {
	for _, r := range f.Rows {
		in, _ := r["group"].(string)
		if in != group || key == "total" && r["row"] != "total" || key != "total" && r[f.Columns[0].Key] != key {
			continue
		}
		n, _ := r[column].(float64)
		return int(n)
	}
	return 0
}

// TestFormsFindTheGoldenFigures: what the forms say of the made-up year is what
// package golden counts in its files.
func TestFormsFindTheGoldenFigures(t *testing.T) {
	t.Parallel()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	dir := copyDemo(t)
	of := func(code string) printedForm { return formOf(t, code, "--data", dir, "--period", "year") }
	same := func(what string, got, want int) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %d, want %d", what, got, want)
		}
	}
	wards := of("01")
	for code, pair := range want.ByUnit {
		same("form 01 "+code, wards.figure("", code, "achieved"), pair.Total)
		same("form 01 in the period "+code, wards.figure("", code, "in_period"), pair.Total)
		same("form 01 abroad "+code, wards.figure("", code, "overseas"), pair.Overseas)
	}
	same("form 01", wards.figure("", "total", "achieved"), want.Total)
	months, so := of("02"), 0
	for m := 1; m <= 12; m++ {
		key := fmt.Sprintf("2021-%02d", m)
		so += want.ByMonth[key].Total
		same("form 02 "+key, months.figure("", key, "achieved"), want.ByMonth[key].Total)
		same("form 02 so far "+key, months.figure("", key, "cumulative"), so)
	}
	people := of("03")
	for group, counts := range map[string]map[string]int{"sector": want.BySector, "sex": want.BySex, "kind": want.ByKind, "source": want.BySource} {
		for key, n := range counts {
			same("form 03 "+group+" "+key, people.figure(group, key, "achieved"), n)
			same("form 03 in the period "+group+" "+key, people.figure(group, key, "in_period"), n)
		}
		same("form 03 "+group, people.figure(group, "total", "achieved"), want.Total)
	}
	same("form 11", of("11").figure("origin", "total", "in_migrant"), want.Excluded["in_migrant"])
	// The departures of the files that the gate took, and the one found afterwards.
	same("form 04", of("04").figure("market", "total", "departed"), want.Overseas+want.Excluded["irregular"])
}

// TestAMonthOfAFormIsWhatTheMonthAdded: quarters and months of form 03 add up.
func TestAMonthOfAFormIsWhatTheMonthAdded(t *testing.T) {
	t.Parallel()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	dir := copyDemo(t)
	for span, months := range map[string][]string{"month": {"2021-09"}, "quarter": {"2021-07", "2021-08", "2021-09"}} {
		sum := 0
		for _, m := range months {
			sum += want.ByMonth[m].Total
		}
		for _, code := range []string{"01", "03"} {
			group := map[string]string{"03": "kind"}[code]
			f := formOf(t, code, "--data", dir, "--as-of", "2021-09-30", "--period", span)
			if got := f.figure(group, "total", "in_period"); got != sum {
				t.Errorf("form %s, %s: %d, want %d", code, span, got, sum)
			}
		}
	}
}

// TestAFormIsTheSameInEveryFormat: CSV and JSON have the same cells.
func TestAFormIsTheSameInEveryFormat(t *testing.T) {
	t.Parallel()
	dir := copyDemo(t)
	for _, code := range forms.Codes() {
		f := formOf(t, code, "--data", dir)
		text := mustVaoso(t, "report", "form", code, "--format", "csv", "--data", dir)
		text, marked := strings.CutPrefix(text, "\ufeff")
		if !marked || !strings.Contains(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
			t.Errorf("form %s isn't as Excel and RFC 4180 want it", code)
		}
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != len(f.Rows)+1 {
			t.Fatalf("form %s: %d rows (%v), and %d in JSON", code, len(rows), err, len(f.Rows))
		}
		for i, r := range f.Rows {
			for _, c := range f.Columns {
				want := ""
				switch v := r[c.Key].(type) {
				case string:
					want = v
				case float64:
					want = strconv.FormatInt(int64(v), 10)
				}
				if got := rows[i+1][slices.Index(rows[0], c.Key)]; got != want {
					t.Errorf("form %s, row %d, %s: %q, and %q in JSON", code, i, c.Key, got, want)
				}
			}
		}
	}
}
