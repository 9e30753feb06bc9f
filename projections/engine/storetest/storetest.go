// Package storetest is the conformance suite of engine.Store: each test is one
// promise of the port.
package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Key and Row have every kind of column.
type Key struct {
	Ward  string      `db:"ward"`
	Month civil.Month `db:"month"`
	Year  int         `db:"year"`
}

// Row has every kind of column.
type Row struct {
	Key
	Count    int64       `db:"count"`
	Share    float64     `db:"share"`
	Closed   bool        `db:"closed"`
	Due      civil.Date  `db:"due"`
	Month2   civil.Month `db:"month2"`
	Seen     time.Time   `db:"seen"`
	Position es.Position `db:"order"` // SQL's own word
	Event    es.UUID     `db:"event"`
	Note     string      `db:"note"`
}

// Rows and Marks are the suite's tables; Marks has keys alone.
var (
	Rows  = engine.NewTable[Key, Row]("conformance_rows", engine.Index("ward"), engine.Index("month", "count"))
	Marks = engine.NewTable[MarkKey, Mark]("conformance_marks")
)

// MarkKey is a key without more.
type MarkKey struct {
	Worker string `db:"worker"`
}

// Mark is a row without more.
type Mark struct{ MarkKey }

var (
	schemas = []engine.Schema{Rows.Schema(), Marks.Schema()}
	since   = time.Date(2021, 4, 27, 8, 0, 0, 123456000, time.UTC)
)

func at(n uint64) es.Position { return es.NewPosition(n, n) }

func oneLog(t *testing.T, s engine.Store) {
	for range 2 {
		if err := s.Bind(t.Context(), "a@1"); err != nil {
			t.Fatal(err)
		}
		if err := s.Bind(t.Context(), "a@2"); !errors.Is(err, engine.ErrAnotherLog) {
			t.Errorf("another log's: %v, want %v", err, engine.ErrAnotherLog)
		}
	}
}

func generation(number int) engine.Generation {
	return engine.Generation{Projection: "conformance", Version: 3, Number: number}
}

// full and empty are rows as a store takes them: all set, and all that may be
// NULL NULL.
func full(ward string, year int64) []any {
	return []any{ward, "2021-04", year, int64(-5), 0.25, true, "2021-04-27", "2021-05", "2021-04-27T08:00:00.000001Z", "42-40", "6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11", "đã ghi 'x'"}
}

func empty(ward string, year int64) []any {
	return []any{ward, "", year, int64(0), 0.0, false, nil, nil, nil, "start", nil, ""}
}

func key(row []any) []any { return row[:3] }

// Freezing is the promise that a store needn't keep in which a reader holds up
// the writer.
const Freezing = "what is frozen doesn't change"

// Run checks that a store keeps the port's promises, but for those named. open
// makes an empty one.
func Run(t *testing.T, open func(t testing.TB) engine.Store, except ...string) {
	for name, test := range map[string]func(*testing.T, engine.Store){
		"a store is of one log":                        oneLog,
		"rows come back as they were":                  rowsComeBack,
		"a page is fenced off by the checkpoint":       fenced,
		"a halt is kept with the rows":                 halts,
		"a generation is created once":                 createdOnce,
		"switching retires the one before":             switching,
		"switching doesn't take queries back":          behind,
		Freezing:                                       freezing,
		"a lease has one holder":                       leases,
		"dropping leaves the live generation alone":    dropping,
		"projections don't see each other":             apart,
		"a scan goes by key, a part at a time":         scanning,
		"many rows are written, changed and deleted":   many,
		"a generation that is gone answers ErrFenced":  gone,
		"a generation's number is free once it's gone": numbers,
	} {
		if slices.Contains(except, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

func create(t *testing.T, s engine.Store, g engine.Generation) {
	t.Helper()
	must(t, s.Create(t.Context(), g, "shape", schemas, since))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantFenced(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, engine.ErrFenced) {
		t.Fatalf("got %v, want ErrFenced", err)
	}
}

func commit(g engine.Generation, from, through uint64, changes ...engine.Change) engine.Commit {
	return engine.Commit{Generation: g, From: at(from), Through: at(through), Changes: changes}
}

func rowsChange(rows ...[]any) engine.Change {
	return engine.Change{Table: Rows.Schema(), Upserts: slices.Concat(rows...)}
}

func load(t *testing.T, s engine.Store, g engine.Generation, keys ...[]any) [][]any {
	t.Helper()
	got, err := s.Load(t.Context(), g, Rows.Schema(), slices.Concat(keys...))
	must(t, err)
	return sorted(got)
}

func sorted(flat []any) [][]any {
	rows := slices.Collect(slices.Chunk(flat, len(Rows.Schema().Columns)))
	slices.SortFunc(rows, engine.CompareValues)
	return rows
}

func equal(t *testing.T, got [][]any, want ...[]any) {
	t.Helper()
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %#v\nwant %#v", got, want)
	}
}

func only(t *testing.T, s engine.Store) engine.Status {
	t.Helper()
	all, err := s.Generations(t.Context(), "conformance")
	must(t, err)
	if len(all) != 1 {
		t.Fatalf("got %d generations, want 1: %+v", len(all), all)
	}
	return all[0]
}

func rowsComeBack(t *testing.T, s engine.Store) {
	g := generation(1)
	create(t, s, g)
	a, b := full("Tích Sơn", 2021), empty("Đồng Tâm", 2020)
	must(t, s.Commit(t.Context(), commit(g, 0, 7, rowsChange(a, b), engine.Change{Table: Marks.Schema(), Upserts: []any{"w1", "w2"}})))
	must(t, s.Commit(t.Context(), commit(g, 7, 8, engine.Change{Table: Marks.Schema(), Upserts: []any{"w1"}})))
	equal(t, load(t, s, g, key(b), key(a), []any{"Tích Sơn", "2021-04", int64(2020)}), a, b)
	equal(t, load(t, s, g))
	for column, want := range map[string]any{"ward": "Tích Sơn", "count": int64(-5), "closed": true, "due": "2021-04-27", "share": 0.25} {
		got, err := s.Scan(t.Context(), g, Rows.Schema(), engine.Scan{Column: Rows.Schema().Column(column), Value: want, Limit: 10})
		must(t, err)
		equal(t, sorted(got), a)
	}
	got, err := s.Scan(t.Context(), g, Rows.Schema(), engine.Scan{Column: Rows.Schema().Column("due"), Limit: 10})
	must(t, err)
	equal(t, sorted(got), b)
	marks, err := s.Load(t.Context(), g, Marks.Schema(), []any{"w2", "w3"})
	must(t, err)
	if !reflect.DeepEqual(marks, []any{"w2"}) {
		t.Errorf("marks are %v, want w2", marks)
	}
}

func fenced(t *testing.T, s engine.Store) {
	g := generation(1)
	create(t, s, g)
	a := full("a", 1)
	must(t, s.Commit(t.Context(), commit(g, 0, 7, rowsChange(a))))
	b := full("b", 2)
	wantFenced(t, s.Commit(t.Context(), commit(g, 0, 9, rowsChange(b))))
	wantFenced(t, s.Commit(t.Context(), commit(g, 8, 9, rowsChange(b))))
	other := g
	other.Version = 2
	wantFenced(t, s.Commit(t.Context(), commit(other, 7, 9, rowsChange(b))))
	equal(t, load(t, s, g, key(a), key(b)), a)
	if got := only(t, s); got.Position != at(7) {
		t.Errorf("the checkpoint is %s, want 7", got.Position)
	}
}

func halts(t *testing.T, s engine.Store) {
	g := generation(1)
	create(t, s, g)
	halt := &engine.Halt{Position: at(8), EventID: es.EventID("k", "s", 0), Type: "WorkerPlaced", Error: "the fold panicked"}
	c := commit(g, 0, 7, rowsChange(full("a", 1)))
	c.Halt, c.At, c.Pace = halt, since.Add(time.Hour), engine.Pace{Events: 1000.5, Positions: 2000.5}
	must(t, s.Commit(t.Context(), c))
	want := engine.Status{Generation: g, Position: at(7), Shape: "shape", Halt: halt, Since: c.At, MovedAt: c.At, Pace: c.Pace}
	if got := only(t, s); !reflect.DeepEqual(got, want) || got.State() != engine.Halted {
		t.Fatalf("status is %+v, want %+v", got, want)
	}
	equal(t, load(t, s, g, key(full("a", 1))), full("a", 1))
	wantFenced(t, s.Commit(t.Context(), commit(g, 7, 8)))
	must(t, s.Resume(t.Context(), g, since.Add(2*time.Hour)))
	must(t, s.Resume(t.Context(), g, since.Add(3*time.Hour)))
	want.Halt, want.Since = nil, since.Add(2*time.Hour)
	if got := only(t, s); !reflect.DeepEqual(got, want) || got.State() != engine.Rebuilding {
		t.Fatalf("status is %+v, want %+v", got, want)
	}
	must(t, s.Commit(t.Context(), commit(g, 7, 8)))
}

func createdOnce(t *testing.T, s engine.Store) {
	create(t, s, generation(2))
	wantFenced(t, s.Create(t.Context(), generation(2), "shape", schemas, since))
	wantFenced(t, s.Create(t.Context(), generation(1), "shape", schemas, since))
	if got, want := only(t, s), (engine.Status{Generation: generation(2), Shape: "shape", Since: since}); got != want {
		t.Errorf("status is %+v, want %+v", got, want)
	}
}

func switching(t *testing.T, s engine.Store) {
	create(t, s, generation(1))
	show(t, s, generation(1), es.Start)
	must(t, s.Switch(t.Context(), engine.Switch{Generation: generation(1), Since: since.Add(time.Hour)}))
	if got := only(t, s); !got.Live || got.State() != engine.Live || !got.Since.Equal(since) {
		t.Fatalf("status is %+v, want live", got)
	}
	create(t, s, generation(2))
	create(t, s, generation(3))
	must(t, s.Commit(t.Context(), commit(generation(3), 0, 5, rowsChange(full("a", 1)))))
	wantFenced(t, s.Switch(t.Context(), engine.Switch{Generation: generation(3), At: at(4), Since: since}))
	must(t, s.Switch(t.Context(), engine.Switch{Generation: generation(3), At: at(5), Since: since, Comparison: `{"with": 1}`}))
	all, err := s.Generations(t.Context(), "conformance")
	must(t, err)
	states := []engine.State{all[0].State(), all[1].State(), all[2].State()}
	if want := []engine.State{engine.Retired, engine.Rebuilding, engine.Live}; !slices.Equal(states, want) {
		t.Fatalf("states are %v, want %v", states, want)
	}
	if got := all[2]; got.Position != at(5) || got.Comparison != `{"with": 1}` {
		t.Fatalf("status is %+v, want it at 5 with what was compared", got)
	}
	wantFenced(t, s.Commit(t.Context(), commit(generation(1), 0, 1)))
	wantFenced(t, s.Switch(t.Context(), engine.Switch{Generation: generation(1), Since: since}))
	must(t, s.Drop(t.Context(), generation(1)))
	must(t, s.Drop(t.Context(), generation(2)))
	only(t, s)
	wantFenced(t, s.Switch(t.Context(), engine.Switch{Generation: generation(1), Since: since}))
	equal(t, load(t, s, generation(3), key(full("a", 1))), full("a", 1))
}

func show(t *testing.T, s engine.Store, g engine.Generation, at es.Position) {
	t.Helper()
	must(t, s.Switch(t.Context(), engine.Switch{Generation: g, At: at, Since: since}))
}

func behind(t *testing.T, s engine.Store) {
	create(t, s, generation(1))
	show(t, s, generation(1), es.Start)
	create(t, s, generation(2))
	must(t, s.Commit(t.Context(), commit(generation(2), 0, 5)))
	must(t, s.Commit(t.Context(), commit(generation(1), 0, 6)))
	if err := s.Switch(t.Context(), engine.Switch{Generation: generation(2), At: at(5), Since: since}); !errors.Is(err, engine.ErrBehind) {
		t.Fatalf("got %v, want ErrBehind", err)
	}
	must(t, s.Commit(t.Context(), commit(generation(2), 5, 6)))
	show(t, s, generation(2), at(6))
	create(t, s, generation(3))
	must(t, s.Switch(t.Context(), engine.Switch{Generation: generation(3), Since: since, Anew: true}))
}

func freezing(t *testing.T, s engine.Store) {
	g := generation(1)
	create(t, s, g)
	a, b := full("Tích Sơn", 2), empty("Đồng Tâm", 2020)
	must(t, s.Commit(t.Context(), commit(g, 0, 7, rowsChange(b, a, full("Tích Sơn", 10), empty("", 1)))))
	f, err := s.Freeze(t.Context(), g)
	must(t, err)
	must(t, s.Commit(t.Context(), commit(g, 7, 8, rowsChange(full("later", 1)), engine.Change{Table: Rows.Schema(), Deletes: key(b)})))
	if got := f.Status(); got.Position != at(7) || got.Generation != g {
		t.Errorf("what is frozen stands at %+v, want 7", got)
	}
	if !reflect.DeepEqual(f.Tables(), schemas) {
		t.Errorf("the tables are %+v, want %+v", f.Tables(), schemas)
	}
	var got [][]any
	for row, err := range f.Rows(t.Context(), Rows.Schema()) {
		must(t, err)
		got = append(got, slices.Clone(row))
	}
	equal(t, got, empty("", 1), a, full("Tích Sơn", 10), b) // bytes order: "T" before "Đ"
	for range f.Rows(t.Context(), Rows.Schema()) {
		break // the rest is let go
	}
	must(t, f.Close())
	f, err = s.Freeze(t.Context(), g)
	must(t, err)
	defer f.Close() //nolint:errcheck // nothing was written
	if f.Status().Position != at(8) {
		t.Errorf("frozen again it stands at %s, want 8", f.Status().Position)
	}
	_, err = s.Freeze(t.Context(), generation(2))
	wantFenced(t, err)
}

func leases(t *testing.T, s engine.Store) {
	one, err := s.Lease(t.Context(), "conformance_v1")
	must(t, err)
	if _, err := s.Lease(t.Context(), "conformance_v1"); !errors.Is(err, engine.ErrLeased) {
		t.Fatalf("got %v, want ErrLeased", err)
	}
	other, err := s.Lease(t.Context(), "conformance_v2")
	must(t, err)
	must(t, other.Release())
	must(t, one.Release())
	again, err := s.Lease(t.Context(), "conformance_v1")
	must(t, err)
	select {
	case <-again.Lost():
		t.Error("it is lost while it is held")
	default:
	}
	must(t, again.Release())
}

func dropping(t *testing.T, s engine.Store) {
	create(t, s, generation(1))
	must(t, s.Switch(t.Context(), engine.Switch{Generation: generation(1), At: es.Start, Since: since}))
	create(t, s, generation(2))
	must(t, s.Drop(t.Context(), generation(2)))
	must(t, s.Drop(t.Context(), generation(2)))
	must(t, s.Drop(t.Context(), generation(1)))
	if got := only(t, s); got.Generation != generation(1) {
		t.Fatalf("status is %+v, want generation 1", got)
	}
}

func apart(t *testing.T, s engine.Store) {
	create(t, s, generation(1))
	other := engine.Generation{Projection: "another", Version: 1, Number: 1}
	must(t, s.Create(t.Context(), other, "shape", nil, since))
	must(t, s.Switch(t.Context(), engine.Switch{Generation: other, At: es.Start, Since: since}))
	if got := only(t, s); got.Live || got.Generation != generation(1) {
		t.Errorf("status is %+v, want generation 1, not live", got)
	}
	all, err := s.Generations(t.Context(), "")
	must(t, err)
	if len(all) != 2 || all[0].Projection != "another" {
		t.Errorf("all are %+v, want another and conformance", all)
	}
}

func many(t *testing.T, s engine.Store) {
	g := generation(1)
	create(t, s, g)
	var rows, keys [][]any
	for i := range 333 {
		rows = append(rows, full("ward", int64(i)))
		keys = append(keys, key(rows[i]))
	}
	must(t, s.Commit(t.Context(), commit(g, 0, 1, engine.Change{Table: Rows.Schema(), Inserts: slices.Concat(rows...)})))
	equal(t, load(t, s, g, keys...), rows...)
	for i, row := range rows {
		row[3] = int64(i)
	}
	change := rowsChange(rows[100:]...)
	change.Deletes = slices.Concat(keys[:100]...)
	must(t, s.Commit(t.Context(), commit(g, 1, 2, change)))
	equal(t, load(t, s, g, keys...), rows[100:]...)
	var blank [][]any // more, with all that may be NULL NULL, beside a key that was there before
	for i := range 1234 {
		blank = append(blank, empty("blank", int64(i)))
	}
	again := engine.Change{Table: Rows.Schema(), Deletes: key(rows[332]), Inserts: slices.Concat(append(blank, full("ward", 332))...)}
	must(t, s.Commit(t.Context(), commit(g, 2, 3, again)))
	equal(t, load(t, s, g, keys[332], key(blank[0]), key(blank[1233])), blank[0], blank[1233], full("ward", 332))
	if err := s.Commit(t.Context(), commit(g, 3, 4, engine.Change{Table: Rows.Schema(), Inserts: blank[7]})); err == nil {
		t.Error("a row was inserted twice")
	}
	if got := only(t, s); got.Position != at(3) {
		t.Errorf("the checkpoint is %s, want 3", got.Position)
	}
	// A row that is there already because somebody else has gone on is no trouble.
	wantFenced(t, s.Commit(t.Context(), commit(g, 2, 4, engine.Change{Table: Rows.Schema(), Inserts: blank[7]})))
	wantFenced(t, s.Commit(t.Context(), commit(g, 2, 4, engine.Change{Table: Rows.Schema(), Inserts: slices.Concat(blank...)})))
}

func gone(t *testing.T, s engine.Store) {
	create(t, s, generation(1))
	must(t, s.Drop(t.Context(), generation(1)))
	_, err := s.Load(t.Context(), generation(1), Rows.Schema(), key(full("a", 1)))
	wantFenced(t, err)
	_, err = s.Scan(t.Context(), generation(1), Rows.Schema(), engine.Scan{Value: "a", Limit: 1})
	wantFenced(t, err)
	wantFenced(t, s.Commit(t.Context(), commit(generation(1), 0, 1)))
	wantFenced(t, s.Switch(t.Context(), engine.Switch{Generation: generation(1), At: es.Start, Since: since}))
}

func numbers(t *testing.T, s engine.Store) {
	create(t, s, generation(1))
	must(t, s.Commit(t.Context(), commit(generation(1), 0, 5, rowsChange(full("a", 1)))))
	must(t, s.Drop(t.Context(), generation(1)))
	create(t, s, generation(1))
	equal(t, load(t, s, generation(1), key(full("a", 1))))
}

func scanning(t *testing.T, s engine.Store) {
	g := generation(1)
	create(t, s, g)
	list := [][]any{empty("Đồng Tâm", 2020), full("Tích Sơn", 10), full("Tích Sơn", 2), full("b", 7), empty("", 1)}
	must(t, s.Commit(t.Context(), commit(g, 0, 1, rowsChange(list...))))
	var got [][]any
	scan := engine.Scan{Column: Rows.Schema().Column("closed"), Value: true, Limit: 2}
	for {
		part, err := s.Scan(t.Context(), g, Rows.Schema(), scan)
		must(t, err)
		n := len(part) / len(Rows.Schema().Columns)
		if n > 2 {
			t.Fatalf("got %d rows at once, want 2 at the most", n)
		}
		for row := range slices.Chunk(part, len(Rows.Schema().Columns)) {
			got = append(got, row)
		}
		if n < 2 {
			break
		}
		scan.After = key(got[len(got)-1])
	}
	equal(t, got, full("Tích Sơn", 2), full("Tích Sơn", 10), full("b", 7))
}
