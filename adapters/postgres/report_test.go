package postgres

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/projections/engine"
)

// asAnalyst is a session of somebody with the role of analysts.
func asAnalyst(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	t.Cleanup(func() {
		if err := conn.Close(t.Context()); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	for _, statement := range []string{`SET ROLE vaoso_reader`, `SET search_path = report`} {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return conn
}

func columns(names ...string) func(*engine.Schema) {
	return func(s *engine.Schema) {
		for _, name := range names {
			s.Columns = append(s.Columns, engine.Column{Name: name, Type: engine.Text, About: "it's " + name, Personal: strings.HasPrefix(name, "person")})
		}
	}
}

func ask[T any](t *testing.T, conn *pgx.Conn, query string) (value T) {
	t.Helper()
	if err := conn.QueryRow(t.Context(), query).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

func TestAnalystsSeeTheReportsAlone(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	v := openTest(t, url)
	g := filled(t, v, "ones", 1, 1, 10, 1, columns("a", "person", "b"))
	show(t, v, g)
	conn := asAnalyst(t, url)
	if n := ask[int](t, conn, `SELECT count(*) FROM ones_rows`); n != 10 {
		t.Errorf("there are %d rows, want 10", n)
	}
	if got := ask[string](t, conn, `SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = 'report' AND table_name = 'ones_rows'`); got != "id mark a b" {
		t.Errorf("the columns are %q; what may name a person isn't for analysts", got)
	}
	for _, query := range []string{`SELECT * FROM ` + table(g, "ones_rows"), `SELECT * FROM vaoso.generations`, `SELECT person FROM ones_rows`, `DELETE FROM ones_rows`, `CREATE VIEW report.mine AS SELECT 1 AS one`} {
		if _, err := conn.Exec(t.Context(), query); err == nil {
			t.Errorf("an analyst may do this: %s", query)
		}
	}
}

// TestEverythingSaysWhatItIs: every table, view and column that the program makes
// has a comment.
func TestEverythingSaysWhatItIs(t *testing.T) {
	t.Parallel()
	v := openTest(t, pgtest.URL(t))
	show(t, v, filled(t, v, "ones", 1, 1, 10, 1, columns("a", "person")))
	rows, err := v.pool.Query(t.Context(), `
		SELECT n.nspname || '.' || c.relname || coalesce('.' || a.attname, '')
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE n.nspname !~ '^(pg_|information_schema|public)' AND c.relkind IN ('r', 'v')
		AND (a.attnum IS NOT NULL AND col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)
		UNION ALL SELECT n.nspname FROM pg_namespace n WHERE n.nspname !~ '^(pg_|information_schema|public)' AND obj_description(n.oid, 'pg_namespace') IS NULL`)
	must(t, err)
	silent, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	if len(silent) > 0 {
		t.Errorf("these say nothing about themselves: %v", silent)
	}
	if got := ask1(t, v, `SELECT col_description('report.ones_rows'::regclass, 3)`); got != "it's a" {
		t.Errorf("a column says %q, want its about text", got)
	}
}

func ask1(t *testing.T, v *Views, query string) (text string) {
	t.Helper()
	must(t, v.pool.QueryRow(t.Context(), query).Scan(&text))
	return text
}

// TestReportViews: what analysts made of them stays when columns come, and says
// what stands in the way when some go.
func TestReportViews(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	v := openTest(t, url)
	show(t, v, filled(t, v, "ones", 1, 1, 10, 1, columns("a")))
	if _, err := v.pool.Exec(t.Context(), `CREATE SCHEMA mine; CREATE VIEW mine.marks AS SELECT mark, a FROM report.ones_rows`); err != nil {
		t.Fatal(err)
	}
	mark := func(want string) {
		t.Helper()
		if got := ask1(t, v, `SELECT string_agg(DISTINCT mark::text, ' ') FROM mine.marks`); got != want {
			t.Errorf("the analyst's view shows generation %s, want %s", got, want)
		}
	}
	mark("1")
	show(t, v, filled(t, v, "ones", 1, 2, 10, 2, columns("a")))
	mark("2")
	show(t, v, filled(t, v, "ones", 2, 3, 10, 3, columns("a", "b")))
	mark("3")
	narrow := filled(t, v, "ones", 3, 4, 10, 4, columns("b"))
	err := v.Switch(t.Context(), engine.Switch{Generation: narrow, At: position(2)})
	if !errors.Is(err, ErrViewsInTheWay) || !strings.Contains(err.Error(), "mine.marks") {
		t.Fatalf("got %v, want ErrViewsInTheWay that names mine.marks", err)
	}
	mark("3")
	all, err := v.Generations(t.Context(), "ones")
	must(t, err)
	if i := slices.IndexFunc(all, func(s engine.Status) bool { return s.Live }); i < 0 || all[i].Number != 3 {
		t.Errorf("something was switched all the same: %+v", all)
	}
	if _, err := v.pool.Exec(t.Context(), `DROP VIEW mine.marks`); err != nil {
		t.Fatal(err)
	}
	show(t, v, narrow)
	if got := ask1(t, v, `SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = 'report' AND table_name = 'ones_rows'`); got != "id mark b" {
		t.Errorf("the columns are %q", got)
	}
	if n := ask[int](t, asAnalyst(t, url), `SELECT count(*) FROM ones_rows`); n != 10 {
		t.Errorf("analysts see %d rows of the view made anew, want 10", n)
	}
}

func TestATableThatWentAwayTakesItsReportWithIt(t *testing.T) {
	t.Parallel()
	v := openTest(t, pgtest.URL(t))
	show(t, v, filled(t, v, "ones", 1, 1, 10, 1))
	show(t, v, filled(t, v, "ones", 2, 2, 10, 2, func(s *engine.Schema) { s.Name = "ones_others" }))
	if got := ask1(t, v, `SELECT string_agg(table_name, ' ') FROM information_schema.views WHERE table_schema = 'report'`); got != "ones_others" {
		t.Errorf("the reports are %s", got)
	}
}

// TestATableThatWentAwayUnderAnAnalyst names what was made of it.
func TestATableThatWentAwayUnderAnAnalyst(t *testing.T) {
	t.Parallel()
	v := openTest(t, pgtest.URL(t))
	show(t, v, filled(t, v, "ones", 1, 1, 10, 1))
	if _, err := v.pool.Exec(t.Context(), `CREATE SCHEMA mine; CREATE VIEW mine.marks AS SELECT mark FROM report.ones_rows`); err != nil {
		t.Fatal(err)
	}
	g := filled(t, v, "ones", 2, 2, 10, 2, func(s *engine.Schema) { s.Name = "ones_others" })
	err := v.Switch(t.Context(), engine.Switch{Generation: g, At: position(2)})
	if !errors.Is(err, ErrViewsInTheWay) || !strings.Contains(err.Error(), "mine.marks") {
		t.Errorf("got %v, want ErrViewsInTheWay that names mine.marks", err)
	}
}

func TestOpening(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	openTest(t, url)
	if _, err := OpenViews(t.Context(), url, "another book"); !errors.Is(err, ErrAnotherBook) {
		t.Errorf("another book's views gave %v, want ErrAnotherBook", err)
	}
	newer := pgtest.URL(t)
	if _, err := openTest(t, newer).pool.Exec(t.Context(), fmt.Sprintf(`UPDATE vaoso.layout SET version = %d`, layout+1)); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenViews(t.Context(), newer, "book"); !errors.Is(err, ErrNewerViews) {
		t.Errorf("a newer layout gave %v, want ErrNewerViews", err)
	}
	for _, bad := range []string{
		"postgres://vaoso:s3cr3t@127.0.0.1:1/views?connect_timeout=1",
		strings.Replace(url, "postgres@", "nobody-here:s3cr3t@", 1),
		"postgres://vaoso:s3cr3t@127.0.0.1:notaport/views",
		"postgres://vaoso:an@s3cr3t@127.0.0.1:notaport/views",
		"postgres://vaoso:%zz@s3cr3t@127.0.0.1/views",
		"postgres://vaoso:an@s3cr3t@127.0.0.1:1/views?connect_timeout=1",
	} {
		_, err := OpenViews(t.Context(), bad, "book")
		if err == nil || strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("got %v, want an error without the password", err)
		}
		if !strings.Contains(bad, "notaport") && strings.Count(bad, "@") == 1 && !errors.Is(err, ErrUnreachable) {
			t.Errorf("got %v, want ErrUnreachable", err)
		}
		if strings.Contains(bad, ":s3cr3t@127.0.0.1:1/") && !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("got %v, want engine.ErrUnavailable", err)
		}
	}
}

func TestTwoProcessesLayOutAnEmptyDatabase(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	failed := make(chan error, 4)
	for range cap(failed) {
		go func() {
			v, err := OpenViews(t.Context(), url, "book")
			if err == nil {
				err = v.Close()
			}
			failed <- err
		}()
	}
	for range cap(failed) {
		must(t, <-failed)
	}
}

// TestAUserWhoMayNotMakeRoles is told what an administrator should do, each time
// until it is done; and that is enough, whether views are there already or not.
func TestAUserWhoMayNotMakeRoles(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	admin, err := pgx.Connect(t.Context(), url)
	must(t, err)
	database := ask[string](t, admin, `SELECT current_database()`)
	for _, statement := range []string{`CREATE ROLE ` + database + `_plain LOGIN`, `GRANT CREATE ON DATABASE ` + database + ` TO ` + database + `_plain`} {
		if _, err := admin.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	defer func() {
		for _, statement := range []string{`DROP OWNED BY ` + database + `_plain CASCADE`, `DROP ROLE ` + database + `_plain`} {
			if _, err := admin.Exec(t.Context(), statement); err != nil {
				t.Error(err)
			}
		}
		must(t, admin.Close(t.Context()))
	}()
	as := strings.Replace(url, "postgres@", database+"_plain@", 1)
	v, err := OpenViews(t.Context(), as, "book")
	must(t, err)
	show(t, v, filled(t, v, "ones", 1, 1, 10, 1))
	must(t, v.Close())
	v, err = OpenViews(t.Context(), as, "book")
	must(t, err)
	notes := strings.Join(v.Notes(), " ")
	must(t, v.Close())
	_, statements, found := strings.Cut(notes, "an administrator should run in database "+database+": ")
	if !found || !strings.Contains(statements, "ALTER ROLE vaoso_reader") {
		t.Fatalf("the notes are %q", notes)
	}
	for statement := range strings.SplitSeq(statements, "; ") {
		// The role is the whole cluster's: other tests make it too.
		if _, err := admin.Exec(t.Context(), statement); err != nil && !strings.HasPrefix(statement, "CREATE ROLE") {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if n := ask[int](t, asAnalyst(t, url), `SELECT count(*) FROM ones_rows`); n != 10 {
		t.Errorf("an analyst sees %d rows, want 10", n)
	}
	v, err = OpenViews(t.Context(), as, "book")
	must(t, err)
	defer func() { must(t, v.Close()) }()
	if len(v.Notes()) > 0 {
		t.Errorf("it was done, and yet the notes are %q", v.Notes())
	}
}
