package app_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/adapters/viewtest"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo"
	"vaoso/cmd/internal/demo/golden"
	"vaoso/projections/engine"
)

// line is a row of a query's answer, as text, by column.
type line map[string]string

// answer is what a store says to a query: its rows, and the same as lines that
// two stores' answers are compared by.
type answer struct {
	rows  []line
	lines []string
}

// TestQueries: those in docs/queries.md, on the made-up year, in both stores, and
// as an analyst who may read PostgreSQL's report views alone. All answer alike.
// What that year hasn't is asked of a small city, by TestQueriesOfASmallCity.
func TestQueries(t *testing.T) {
	t.Parallel()
	a := openBook(t)
	if _, err := demo.Run(t.Context(), a.Book, demo.NewClock(demo.FirstDay), nil); err != nil {
		t.Fatal(err)
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	onBothStores(t, a, testQueries)
}

// onBothStores holds what PostgreSQL answers, to the program and to an analyst,
// to what the book's own views do.
func onBothStores(t *testing.T, a *app.App, test func(*testing.T, engine.Reader) []answer) {
	t.Helper()
	want := test(t, a.Views)
	t.Run("PostgreSQL", func(t *testing.T) {
		url := pgtest.URL(t)
		other := postgresViews(t, url)
		viewtest.Fill(t, other, a.Log, a.Book.Definitions, app.Projections(), 1000)
		alike(t, "the program's views", test(t, other), want)
		alike(t, "the report views", test(t, openAnalyst(t, url)), want)
	})
}

// ofTheYear is how many queries, the first, have rows in the made-up year.
const ofTheYear = 10

// alike holds a store's answers to another's.
func alike(t *testing.T, whose string, got, want []answer) {
	t.Helper()
	for i := range want {
		if !slices.Equal(got[i].lines, want[i].lines) {
			t.Errorf("%s answer query %d with\n%s\nwant\n%s", whose, i+1, strings.Join(got[i].lines, "\n"), strings.Join(want[i].lines, "\n"))
		}
	}
}

// analyst reads the report views in a session that may read nothing else.
type analyst struct{ *sql.DB }

func openAnalyst(t *testing.T, url string) analyst {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	config.RuntimeParams["role"], config.RuntimeParams["search_path"] = "vaoso_reader", "report"
	db := stdlib.OpenDB(*config)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return analyst{db}
}

func (a analyst) Snapshot(_ context.Context, read func(engine.Snapshot) error) error {
	return read(a)
}

func (analyst) Status(context.Context, string) (engine.Status, error) {
	return engine.Status{}, errors.New("analysts see no statuses")
}

// testQueries runs every query of docs/queries.md on the made-up year's views,
// holds the figures to golden's, which were counted a second way, and answers
// what the store said.
func testQueries(t *testing.T, reader engine.Reader) []answer {
	t.Helper()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	answers := ask(t, reader, queries(t))
	for i, a := range answers {
		if len(a.rows) == 0 && i < ofTheYear {
			t.Errorf("query %d has no rows", i+1)
		}
		t.Logf("query %d:\n%s", i+1, strings.Join(a.lines, "\n"))
	}

	units := answers[0].by("unit")
	same(t, "units", len(units), len(want.ByUnit))
	for unit, w := range want.ByUnit {
		same(t, "persons of "+unit, units[unit].number(t, "persons"), w.Total)
		same(t, "persons abroad of "+unit, units[unit].number(t, "persons_overseas"), w.Overseas)
	}
	months := answers[1].by("month")
	for month, w := range want.ByMonth {
		same(t, "added in "+month, months[month].number(t, "added"), w.Total)
		same(t, "abroad in "+month, months[month].number(t, "added_overseas"), w.Overseas)
	}
	same(t, "cumulated at the end", months["2021-12"].number(t, "cumulated"), want.Total)
	same(t, "the straight line at the end", months["2021-12"].number(t, "straight_line"), 1300)
	sectors, domestic := answers[2].by("sector"), 0
	for _, l := range sectors {
		domestic += l.number(t, "persons")
		same(t, "women and men of "+l["sector"], l.number(t, "women")+l.number(t, "men"), l.number(t, "persons"))
	}
	same(t, "domestic", domestic, want.Domestic)
	for sector, n := range want.BySector {
		if sector != "OVS" {
			same(t, "sector "+sector, sectors[sector].number(t, "persons"), n)
		}
	}
	reasons := answers[3].by("why")
	same(t, "reasons", len(reasons), len(want.Excluded))
	for why, n := range want.Excluded {
		same(t, "not counted, "+why, reasons[why].number(t, "facts"), n)
	}
	return answers
}

func same(t *testing.T, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %d, want %d", what, got, want)
	}
}

// by finds an answer's rows by a column.
func (a answer) by(column string) map[string]line {
	all := map[string]line{}
	for _, l := range a.rows {
		all[l[column]] = l
	}
	return all
}

func (l line) number(t *testing.T, column string) int {
	t.Helper()
	n, err := strconv.Atoi(l[column])
	if err != nil {
		t.Errorf("%s isn't a number in %v", column, l)
	}
	return n
}

var block = regexp.MustCompile("(?s)\n```sql\n(.*?)\n```\n")

// queries are those of docs/queries.md.
func queries(t *testing.T) (list []string) {
	t.Helper()
	text, err := os.ReadFile("../../../docs/queries.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range block.FindAllStringSubmatch(string(text), -1) {
		list = append(list, m[1])
	}
	const asked = 16
	if len(list) != asked {
		t.Fatalf("there are %d queries, want %d", len(list), asked)
	}
	return list
}

// ask puts all queries to one state of the views.
func ask(t *testing.T, reader engine.Reader, list []string) (answers []answer) {
	t.Helper()
	err := reader.Snapshot(t.Context(), func(s engine.Snapshot) error {
		for i, q := range list {
			a, err := read(t.Context(), s, q)
			if err != nil {
				return fmt.Errorf("query %d: %w", i+1, err)
			}
			answers = append(answers, a)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

// read reads a query's rows whatever their columns.
func read(ctx context.Context, q engine.Querier, query string) (a answer, err error) {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return a, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what closing would
	columns, err := rows.Columns()
	if err != nil {
		return a, err
	}
	values, targets := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	a.lines = append(a.lines, strings.Join(columns, " | "))
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return a, err
		}
		l, cells := line{}, make([]string, len(columns))
		for i, v := range values {
			cells[i] = printed(v)
			l[columns[i]] = cells[i]
		}
		a.rows, a.lines = append(a.rows, l), append(a.lines, strings.Join(cells, " | "))
	}
	return a, rows.Err()
}

// printed is a value as any store's driver hands it out, in one form: a day is
// text in one store, and an instant at midnight in the other.
func printed(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case []byte:
		return string(v)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// TestQueriesReadNothingPersonal: no query names a personal column of a table
// that it reads.
func TestQueriesReadNothingPersonal(t *testing.T) {
	t.Parallel()
	names := func(query, word string) bool { return regexp.MustCompile(`\b` + word + `\b`).MatchString(query) }
	for i, q := range queries(t) {
		for _, p := range personal {
			table, column, _ := strings.Cut(p, ".")
			if names(q, table) && names(q, column) {
				t.Errorf("query %d reads %s", i+1, p)
			}
		}
		if strings.Contains(q, "SELECT *") || strings.Contains(q, ".*") {
			t.Errorf("query %d reads whatever there is", i+1)
		}
	}
}
