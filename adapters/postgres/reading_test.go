package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// filled makes a generation of a projection with n rows that all hold the mark,
// and lets queries see it.
func filled(t testing.TB, v *Views, projection string, version, number, n int, mark int64, options ...func(*engine.Schema)) engine.Generation {
	t.Helper()
	g := engine.Generation{Projection: projection, Version: version, Number: number}
	table := engine.Schema{
		Name: projection + "_rows", About: "rows of a test", Keys: 1,
		Columns: []engine.Column{{Name: "id", Type: engine.Integer, About: "counts"}, {Name: "mark", Type: engine.Integer, About: "the generation"}},
	}
	for _, o := range options {
		o(&table)
	}
	must(t, v.Create(t.Context(), g, "shape", []engine.Schema{table}, time.Unix(1, 0)))
	change := engine.Change{Table: table}
	for i := range n {
		row := []any{int64(i), mark}
		for range len(table.Columns) - 2 {
			row = append(row, "x")
		}
		if change.Inserts = append(change.Inserts, row...); i == n/2 { // half of it is there for a while
			must(t, v.Commit(t.Context(), engine.Commit{Generation: g, Through: es.NewPosition(1, 1), Changes: []engine.Change{change}}))
			change.Inserts = nil
		}
	}
	must(t, v.Commit(t.Context(), engine.Commit{Generation: g, From: es.NewPosition(1, 1), Through: es.NewPosition(2, 2), Changes: []engine.Change{change}}))
	return g
}

func show(t testing.TB, v *Views, g engine.Generation) {
	t.Helper()
	must(t, v.Switch(t.Context(), engine.Switch{Generation: g, At: es.NewPosition(2, 2), Since: time.Unix(2, 0)}))
}

func position(n uint64) es.Position { return es.NewPosition(n, n) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestReadingThroughSwitches reads two projections at once while their
// generations are replaced and dropped: no query fails, each sees a whole table,
// and what it has seen stays so until its snapshot ends. Every other generation
// has a column more.
func TestReadingThroughSwitches(t *testing.T) {
	t.Parallel()
	v := openTest(t, pgtest.URL(t))
	const rows, rounds, readers = 50, 25, 4
	wider := func(s *engine.Schema) {
		s.Columns = append(s.Columns, engine.Column{Name: "more", Type: engine.Text, About: "of a newer fold"})
	}
	current := map[string]engine.Generation{}
	for _, p := range []string{"ones", "twos"} {
		current[p] = filled(t, v, p, 1, 1, rows, 1)
		show(t, v, current[p])
	}
	ctx, stop := context.WithCancel(t.Context())
	var reading sync.WaitGroup
	failed := make(chan error, readers)
	reads := make([]int, readers)
	for r := range readers {
		reading.Go(func() {
			for ctx.Err() == nil {
				if err := readWhole(t.Context(), v, rows); err != nil {
					failed <- err
					return
				}
				reads[r]++
			}
		})
	}
	for round := 2; round < rounds; round++ {
		for _, p := range []string{"ones", "twos"} {
			var options []func(*engine.Schema)
			if round%2 == 0 {
				options = append(options, wider)
			}
			old := current[p]
			current[p] = filled(t, v, p, round, round, rows, int64(round), options...)
			show(t, v, current[p])
			for err := v.Drop(t.Context(), old); err != nil; err = v.Drop(t.Context(), old) {
				if !errors.Is(err, engine.ErrInUse) {
					t.Fatal(err)
				}
			}
		}
	}
	stop()
	reading.Wait()
	select {
	case err := <-failed:
		t.Fatal(err)
	default:
	}
	for r, n := range reads {
		if n < 3 {
			t.Errorf("reader %d got %d snapshots", r, n)
		}
	}
}

// readWhole reads both tables, and the first again: * too, whose columns differ
// from generation to generation.
func readWhole(ctx context.Context, v *Views, rows int) error {
	return v.Snapshot(ctx, func(s engine.Snapshot) error {
		var first string
		for _, table := range []string{"ones_rows", "twos_rows", "ones_rows"} {
			var count, low, high int
			if err := s.QueryRowContext(ctx, `SELECT count(*), min(mark), max(mark) FROM `+table+` WHERE mark > $1`, 0).Scan(&count, &low, &high); err != nil {
				return err
			}
			if count != rows || low != high {
				return fmt.Errorf("%s has %d rows, marked %d to %d", table, count, low, high)
			}
			all, err := s.QueryContext(ctx, `SELECT * FROM `+table)
			if err != nil {
				return err
			}
			n, err := countRows(all)
			if err != nil || n != rows {
				return fmt.Errorf("* of %s gave %d rows: %w", table, n, err)
			}
			status, err := s.Status(ctx, table[:4])
			if err != nil {
				return err
			}
			if low != status.Number {
				return fmt.Errorf("the rows of %s are of generation %d, its status of %d", table, low, status.Number)
			}
			if now := fmt.Sprint(table, low); first == "" {
				first = now
			} else if table == "ones_rows" && now != first {
				return fmt.Errorf("within a snapshot %s became %s", first, now)
			}
		}
		return nil
	})
}

func countRows(rows *sql.Rows) (n int, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func TestAGenerationThatIsReadIsNotDropped(t *testing.T) {
	t.Parallel()
	v := openTest(t, pgtest.URL(t))
	old := filled(t, v, "ones", 1, 1, 10, 1)
	show(t, v, old)
	must(t, v.Snapshot(t.Context(), func(s engine.Snapshot) error {
		show(t, v, filled(t, v, "ones", 1, 2, 10, 2))
		if err := v.Drop(t.Context(), old); !errors.Is(err, engine.ErrInUse) {
			t.Errorf("while it is read, dropping gave %v, want ErrInUse", err)
		}
		var mark int
		if err := s.QueryRowContext(t.Context(), `SELECT max(mark) FROM ones_rows`).Scan(&mark); err != nil || mark != 1 {
			t.Errorf("the snapshot reads generation %d (%v), want 1", mark, err)
		}
		return nil
	}))
	f, err := v.Freeze(t.Context(), old)
	must(t, err)
	if err := v.Drop(t.Context(), old); !errors.Is(err, engine.ErrInUse) {
		t.Errorf("while it is frozen, dropping gave %v, want ErrInUse", err)
	}
	must(t, f.Close())
	must(t, v.Drop(t.Context(), old))
	if all, err := v.Generations(t.Context(), "ones"); err != nil || len(all) != 1 {
		t.Errorf("there are %d generations (%v), want 1", len(all), err)
	}
}

func TestOneConnectionBeforeAndAfterASwitch(t *testing.T) {
	t.Parallel()
	v := openTest(t, pgtest.URL(t))
	v.read.SetMaxOpenConns(1)
	for number := 1; number <= 4; number++ {
		show(t, v, filled(t, v, "ones", number, number, 10, int64(number), func(s *engine.Schema) {
			for i := range number {
				s.Columns = append(s.Columns, engine.Column{Name: fmt.Sprint("more", i), Type: engine.Text, About: "more"})
			}
		}))
		show(t, v, filled(t, v, "twos", number, number, 10, int64(number)))
		must(t, readWhole(t.Context(), v, 10))
	}
}

func TestLeasesEndWithTheirSession(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	one, other := openTest(t, url), openTest(t, url)
	held, err := one.Lease(t.Context(), "ones_v1")
	must(t, err)
	if _, err := other.Lease(t.Context(), "ones_v1"); !errors.Is(err, engine.ErrLeased) {
		t.Fatalf("got %v, want ErrLeased", err)
	}
	must(t, endSessions(t.Context(), url))
	<-held.Lost()
	taken, err := other.Lease(t.Context(), "ones_v1")
	for err != nil && t.Context().Err() == nil { // its session was ended too, and it may not have noticed yet
		taken, err = other.Lease(t.Context(), "ones_v1")
	}
	must(t, err)
	must(t, held.Release()) // gives nothing of the other's up
	if _, err := one.Lease(t.Context(), "ones_v1"); !errors.Is(err, engine.ErrLeased) {
		t.Fatalf("got %v, want ErrLeased", err)
	}
	must(t, taken.Release())
	again, err := one.Lease(t.Context(), "ones_v1")
	must(t, err)
	must(t, again.Release())
}

// TestAGenerationThatIsDroppedUnderAReader: a reader that saw a generation live,
// and gets its hold on it only after it was dropped, starts over with the next.
func TestAGenerationThatIsDroppedUnderAReader(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	v := openTest(t, url)
	first := filled(t, v, "ones", 1, 1, 10, 1)
	show(t, v, first)
	mark := func() (mark int64, err error) {
		err = v.Snapshot(t.Context(), func(s engine.Snapshot) error {
			return s.QueryRowContext(t.Context(), `SELECT max(mark) FROM ones_rows`).Scan(&mark)
		})
		return mark, err
	}
	if _, err := mark(); err != nil { // the session knows the schema from now on
		t.Fatal(err)
	}
	frozen, err := v.Freeze(t.Context(), first)
	must(t, err)
	must(t, frozen.Close())
	admin, err := pgx.Connect(t.Context(), url)
	must(t, err)
	run := func(statement string, args ...any) {
		t.Helper()
		if _, err := admin.Exec(t.Context(), statement, args...); err != nil {
			t.Fatal(err)
		}
	}
	run(`BEGIN`)
	run(`SELECT pg_advisory_xact_lock(`+held+`)`, schemaOf(first))
	type answer struct {
		mark int64
		err  error
	}
	read, froze := make(chan answer, 1), make(chan error, 1)
	go func() {
		mark, err := mark()
		read <- answer{mark, err}
	}()
	go func() {
		f, err := v.Freeze(t.Context(), first)
		if err == nil {
			err = errors.Join(errors.New("it was frozen"), f.Close())
		}
		froze <- err
	}()
	for waiting := 0; waiting < 2; { // both have seen the first one live
		must(t, admin.QueryRow(t.Context(), `SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
			WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`).Scan(&waiting))
	}
	show(t, v, filled(t, v, "ones", 1, 2, 10, 2))
	run(fmt.Sprintf(`DROP SCHEMA %q CASCADE`, schemaOf(first)))
	run(`DELETE FROM vaoso.generations WHERE number = 1`)
	run(`COMMIT`)
	must(t, admin.Close(t.Context()))
	if got := <-read; got.err != nil || got.mark != 2 {
		t.Errorf("read generation %d, %v, want the second", got.mark, got.err)
	}
	if err := <-froze; !errors.Is(err, engine.ErrFenced) {
		t.Errorf("freezing gave %v, want ErrFenced", err)
	}
}

// TestManyWhoHoldOnLeaveRoomToWrite: more states are held on to than there are
// connections to write.
func TestManyWhoHoldOnLeaveRoomToWrite(t *testing.T) {
	t.Parallel()
	v := openTest(t, pgtest.URL(t))
	g := filled(t, v, "ones", 1, 1, 10, 1)
	for range writers + 1 {
		f, err := v.Freeze(t.Context(), g)
		must(t, err)
		defer func() { must(t, f.Close()) }()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	must(t, v.Commit(ctx, engine.Commit{Generation: g, From: position(2), Through: position(3)}))
}
