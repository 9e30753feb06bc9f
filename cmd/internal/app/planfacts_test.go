package app_test

import (
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/scenario"
)

// shares is the target of each ward and commune, in total and abroad.
var shares = map[string][2]int{
	"08707": {115, 3}, "08710": {230, 4}, "08713": {164, 4}, "08716": {109, 2}, "08719": {82, 2},
	"08722": {175, 4}, "08725": {98, 3}, "08728": {240, 5}, "08731": {87, 3},
}

// population is how many live in each, of whom 55 % are taken to be its labour force.
var population = map[string]int{"08707": 10_500, "08710": 21_000, "08713": 15_000, "08716": 10_000, "08719": 7_500, "08722": 16_000, "08725": 9_000, "08728": 22_000, "08731": 8_000}

// theCity is a served book in which it is the day, that has the year's plan, as
// its text is, with its shares.
func theCity(t *testing.T, today string) *house {
	t.Helper()
	h := emptyCity(t, today)
	h.share()
	return h
}

// share adopts the year's plan and gives its shares.
func (h *house) share() {
	h.t.Helper()
	h.adopt("vinh-yen-2021", 2021, 1300, 30, "")
	for unit, s := range shares {
		h.do("AllocateTarget", fmt.Sprintf(`{"plan":"vinh-yen-2021","unit":%q,"total":%d,"overseas":%d,"on":"2021-01-02"}`, unit, s[0], s[1]))
	}
}

// emptyCity is a served book, in which it is the day, and nothing else.
func emptyCity(t *testing.T, today string) *house {
	t.Helper()
	return serve(t, bookOn(t, today))
}

// bookOn is a new book, in which it is the day.
func bookOn(t *testing.T, today string) *app.App {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "so")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Clock: func() time.Time { return scenario.Day(today).In(9, 0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// adopt adopts a year's plan in all wards. more is put to the command's fields.
func (h *house) adopt(slug string, year, total, overseas int, more string) {
	h.t.Helper()
	var units []string
	for unit := range shares {
		units = append(units, `"`+unit+`"`)
	}
	slices.Sort(units)
	h.do("AdoptPlan", fmt.Sprintf(`{"plan":%q,"title":"Kế hoạch Mẫu %d","from":"%d-01-01","to":"%d-12-31","total":%d,"overseas":%d,"units":[%s],"ruleSet":"vinh-yen-2021","decisionNo":"MẪU/KH-UBND"%s,"on":"%d-01-02"}`,
		slug, year, year, year, total, overseas, strings.Join(units, ","), more, min(year, 2021)))
}

// person is somebody in a test's list.
type person struct {
	id, ward, sex, trade string
	since                string // registered, and seeks from then on
}

// people are so many persons of the wards, one after the other, all born in 1994.
func people(n int, trade string, wards ...string) (list []person) {
	for i := range n {
		sex := [2]string{"male", "female"}[i%2]
		list = append(list, person{fmt.Sprintf("000%d94%06d", i%2, i+1), wards[i%len(wards)], sex, trade, "2021-01-04"})
	}
	return list
}

// register enters persons.
func (h *house) register(list ...person) {
	h.t.Helper()
	for _, p := range list {
		h.do("RegisterWorker", fmt.Sprintf(`{"citizenId":%q,"fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":%q,"ward":%q,"occupation":%q,"jobSeekingSince":%q,"on":%q}`, p.id, p.sex, p.ward, p.trade, p.since, p.since))
	}
}

// firm is an employer in a test's list.
type firm struct{ tax, sector, ward string }

// found enters employers.
func (h *house) found(list ...firm) {
	h.t.Helper()
	for _, f := range list {
		h.do("RegisterEmployer", fmt.Sprintf(`{"taxCode":%q,"name":"Công ty Mẫu %s","sector":%q,"province":"26","ward":%q,"on":"2020-01-02"}`, f.tax, f.tax[6:], f.sector, f.ward))
	}
}

// place enters that a person started a job. months is 0 for an indefinite term;
// more is put to the command's fields.
func (h *house) place(p person, f firm, on string, months int, source, more string) (at string) {
	h.t.Helper()
	term := `"contractKind":"indefinite"`
	if months > 0 {
		term = fmt.Sprintf(`"contractKind":"fixed_term","months":%d`, months)
	}
	return h.do("PlaceWorker", fmt.Sprintf(`{"citizenId":%q,"taxCode":%q,"occupation":%q,%s,"monthlyWage":{"amount":6500000,"currency":"VND"},"source":%q%s,"on":%q}`, p.id, f.tax, p.trade, term, source, more, on))
}

// refused sends a command that has to be refused.
func (h *house) refused(name, body, code string) {
	h.t.Helper()
	if status, answer := h.post(name, body); status < 400 || answer["code"] != code {
		h.t.Errorf("%s %s: %d %v, want %s", name, body, status, answer, code)
	}
}

// form asks for a form, that holds everything up to a position: its rows.
func (h *house) form(code, query, after string) (rows []map[string]any) {
	h.t.Helper()
	for _, row := range h.figures("/api/forms/"+code+"?"+query, after)["rows"].([]any) {
		rows = append(rows, row.(map[string]any))
	}
	return rows
}

// rowOf is the row of a group with the key, in whatever column has it.
func (h *house) rowOf(rows []map[string]any, group, column, key string) map[string]any {
	h.t.Helper()
	for _, row := range rows {
		if (group == "" || row["group"] == group) && row[column] == key {
			return row
		}
	}
	h.t.Fatalf("no row of %s has %s %s in %v", group, column, key, rows)
	return nil
}

// totalOf is a group's total.
func (h *house) totalOf(rows []map[string]any, group string) map[string]any {
	h.t.Helper()
	return h.rowOf(slices.DeleteFunc(slices.Clone(rows), func(r map[string]any) bool { return group != "" && r["group"] != group }), group, "row", "total")
}

// says holds figures of an answer to what they ought to be; nil wants null.
func (h *house) says(what string, answer map[string]any, want map[string]any) {
	h.t.Helper()
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got, there := answer[key]; !there || written(got) != written(want[key]) {
			h.t.Errorf("%s: %s is %s, want %s", what, key, written(got), written(want[key]))
		}
	}
}

// written is a figure as JSON would have it, without an exponent.
func written(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// listed are the rows of an answer by one of their keys.
func listed(answer map[string]any, list, key string) map[string]map[string]any {
	rows := map[string]map[string]any{}
	for _, row := range answer[list].([]any) {
		r := row.(map[string]any)
		rows[fmt.Sprint(r[key])] = r
	}
	return rows
}

// share is part of whole in so many parts, half up, by way of long division.
func share(part, whole, parts int) any {
	if whole == 0 {
		return nil
	}
	q, r := part*parts/whole, part*parts%whole
	if 2*r >= whole {
		q++
	}
	return q
}

// dayAfter is so many days after a day.
func dayAfter(day string, n int) string {
	return scenario.Day(day).In(12, 0, 0).Add(time.Duration(n) * 24 * time.Hour).Format(time.DateOnly)
}

// by says whether a day has come by another.
func by(day, asOf string) bool { return day != "" && day <= asOf }
