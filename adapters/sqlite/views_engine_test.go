package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
	"vaoso/projections/engine/storetest"
)

// A synthetic projection of two tables: by ward and month, and a row a worker.
type placed struct {
	Worker string `json:"worker"`
	Ward   string `json:"ward"`
	Sector string `json:"sector"`
	Wage   int64  `json:"wageVnd"`
}

var placedEvents = es.Define(es.On[placed]("WorkerPlaced", 1))

type MonthKey struct {
	Ward   string      `db:"ward"`
	Month  civil.Month `db:"month"`
	Sector string      `db:"sector"`
}

type monthRow struct {
	MonthKey
	Placed int64      `db:"placed"`
	Wages  int64      `db:"wages"`
	Last   civil.Date `db:"last"`
}

type WorkerKey struct {
	Worker string `db:"worker"`
}

type workerRow struct {
	WorkerKey
	Ward  string     `db:"ward"`
	Times int64      `db:"times"`
	First civil.Date `db:"first"`
	Last  civil.Date `db:"last"`
	Wage  int64      `db:"wage"`
}

type synthetic struct {
	engine.Projection
	months  *engine.Table[MonthKey, monthRow]
	workers *engine.Table[WorkerKey, workerRow]
}

func newSynthetic(name string, version int) synthetic {
	s := synthetic{
		months:  engine.NewTable[MonthKey, monthRow](name+"_months", engine.Index("month")),
		workers: engine.NewTable[WorkerKey, workerRow](name+"_workers", engine.Index("ward")),
	}
	s.Projection = engine.Projection{
		Name: name, Version: version, Tables: []engine.Described{s.months, s.workers}, Reads: []string{"WorkerPlaced"},
		Apply: func(f *engine.Fold, e es.Recorded) error {
			p := e.Payload.(placed)
			m := s.months.Get(f, MonthKey{p.Ward, e.On().MonthOf(), p.Sector})
			m.Placed += int64(version)
			m.Wages += p.Wage
			m.Last = e.On()
			w := s.workers.Get(f, WorkerKey{p.Worker})
			if w.Times++; w.Times == 1 {
				w.First = e.On()
			}
			w.Ward, w.Last, w.Wage = p.Ward, e.On(), p.Wage
			return nil
		},
	}
	return s
}

// fillPlaced writes n placements of workers many workers.
func fillPlaced(t testing.TB, l *Log, key string, n, workers int) {
	t.Helper()
	stream, revision := "", es.NoRevision
	var batch []es.NewEvent
	for i := range n {
		if len(batch) == 0 {
			stream, revision = fmt.Sprintf("worker-%s-%d", key, i), es.NoRevision
		}
		typ, version, data, err := placedEvents.Encode(placed{fmt.Sprintf("7d4f0c1e-%08d", i*7919%workers), fmt.Sprint("vinh-yen-0", i%9), fmt.Sprint("C", i%20), 9_500_000 + int64(i)})
		if err != nil {
			t.Fatal(err)
		}
		e := event(fmt.Sprint(key, i))
		e.Type, e.Version, e.Data = typ, version, data
		e.Meta.OccurredOn = civil.On(2021, 1, 1).AddDays(i * 365 / n)
		if batch = append(batch, e); len(batch) == 500 || i == n-1 {
			if _, err := l.Append(t.Context(), stream, es.Exactly(revision), batch); err != nil {
				t.Fatal(err)
			}
			batch = nil
		}
	}
}

func openEngine(t testing.TB, l es.Log, s engine.Store, size int, projections ...engine.Projection) *engine.Engine {
	t.Helper()
	e, err := engine.Open(t.Context(), engine.Config{Log: l, Definitions: placedEvents, Store: s, Projections: projections, Clock: time.Now, PageSize: size})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestRebuildUnderReads(t *testing.T) {
	t.Parallel()
	l, v := openTest(t, logFile(t), LogOptions{}), openViewsTest(t, viewsFile(t))
	fillPlaced(t, l, "a", 3000, 400)
	p := newSynthetic("placements", 1)
	e := openEngine(t, l, v, 500, p.Projection)
	if err := e.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for reads := 0; ctx.Err() == nil || reads < 10; reads++ {
				if err := wholeView(t.Context(), v, l); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 4 {
		if _, err := e.Rebuild(t.Context(), "placements"); err != nil {
			t.Error(err)
		}
		fillPlaced(t, l, fmt.Sprint("b", i), 300, 400)
		if err := e.CatchUp(t.Context()); err != nil {
			t.Error(err)
		}
	}
	stop()
	readers.Wait()
}

// wholeView says whether both tables have exactly what the position says.
func wholeView(ctx context.Context, v *Views, l *Log) error {
	return v.Snapshot(ctx, func(s engine.Snapshot) error {
		var months, workers int64
		if err := s.QueryRowContext(ctx, `SELECT sum(placed) FROM placements_months`).Scan(&months); err != nil {
			return err
		}
		if err := s.QueryRowContext(ctx, `SELECT sum(times) FROM placements_workers WHERE times >= $1`, 1).Scan(&workers); err != nil {
			return err
		}
		status, err := s.Status(ctx, "placements")
		if err != nil {
			return err
		}
		if n, _ := status.Position.Pair(); int64(n) != months || months != workers { // this log's positions count events
			return fmt.Errorf("at %s the view counts %d and %d", status.Position, months, workers)
		}
		return nil
	})
}

func TestASecondProcessProjectsToo(t *testing.T) {
	t.Parallel()
	path := viewsFile(t)
	l := openTest(t, logFile(t), LogOptions{})
	fillPlaced(t, l, "a", 3000, 400)
	p := newSynthetic("placements", 1)
	var both sync.WaitGroup
	for i := range 2 {
		v := openViewsTest(t, path)
		e := openEngine(t, l, v, 100+50*i, p.Projection)
		both.Go(func() {
			for { // being fenced off again and again is trouble that passes
				err := e.CatchUp(t.Context())
				if err == nil {
					return
				}
				if !errors.Is(err, engine.ErrFenced) {
					t.Error(err)
					return
				}
			}
		})
	}
	both.Wait()
	if err := wholeView(t.Context(), openViewsTest(t, path), l); err != nil {
		t.Error(err)
	}
}

// TestViewsEqualMemory does the same to both stores and compares.
func TestViewsEqualMemory(t *testing.T) {
	t.Parallel()
	schema := storetest.Rows.Schema()
	var keys []any
	for _, ward := range []string{"a", "b", "ấp 'ba'"} {
		for year := range 3 {
			keys = append(keys, ward, "2021-04", int64(year))
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		v, err := OpenViewsInMemory(context.Background())
		if err != nil {
			rt.Fatal(err)
		}
		defer v.Close() //nolint:errcheck // a test's throw-away
		stores := []engine.Store{memory.New(), v}
		at := map[int]uint64{}
		both := func(do func(engine.Store) error) {
			a, b := do(stores[0]), do(stores[1])
			if (a == nil) != (b == nil) || errors.Is(a, engine.ErrFenced) != errors.Is(b, engine.ErrFenced) {
				rt.Fatalf("memory answers %v, SQLite %v", a, b)
			}
		}
		for range rapid.IntRange(5, 30).Draw(rt, "steps") {
			number := rapid.IntRange(1, 3).Draw(rt, "generation")
			g := engine.Generation{Projection: "p", Version: 1, Number: number}
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0, 1:
				both(func(s engine.Store) error {
					return s.Create(context.Background(), g, "shape", []engine.Schema{schema}, time.Unix(int64(number), 0))
				})
			case 2:
				both(func(s engine.Store) error { return s.Drop(context.Background(), g) })
			case 3:
				both(func(s engine.Store) error {
					return s.Switch(context.Background(), engine.Switch{Generation: g, At: es.NewPosition(at[number], at[number]), Since: time.Unix(5, 0)})
				})
			case 4:
				both(func(s engine.Store) error { return s.Resume(context.Background(), g, time.Unix(6, 0)) })
			default:
				from := at[number]
				if rapid.IntRange(0, 9).Draw(rt, "stale") == 0 {
					from++
				}
				change := engine.Change{Table: schema}
				for key := range slices.Chunk(keys, 3) {
					switch rapid.IntRange(0, 3).Draw(rt, "row") {
					case 0:
						change.Deletes = append(change.Deletes, key...)
					case 1:
						change.Upserts = append(change.Upserts, slices.Concat(key, []any{rapid.Int64().Draw(rt, "count"), rapid.Float64Range(-1, 1).Draw(rt, "share"), rapid.Bool().Draw(rt, "closed"),
							rapid.SampledFrom([]any{nil, "2021-04-27"}).Draw(rt, "due"), nil, nil, "start", nil, rapid.StringN(0, 5, -1).Draw(rt, "note")})...)
					}
				}
				c := engine.Commit{Generation: g, From: es.NewPosition(from, from), Through: es.NewPosition(from+1, from+1), Changes: []engine.Change{change}}
				if rapid.IntRange(0, 9).Draw(rt, "halt") == 0 {
					c.Halt = &engine.Halt{Position: es.NewPosition(from+2, from+2), EventID: es.EventID("k", "s", 1), Type: "T", Error: "bad"}
				}
				both(func(s engine.Store) error { return s.Commit(context.Background(), c) })
			}
			a, _ := stores[0].Generations(context.Background(), "")
			b, err := stores[1].Generations(context.Background(), "")
			if err != nil || len(a) != len(b) {
				rt.Fatalf("memory has %+v, SQLite %+v, %v", a, b, err)
			}
			at = map[int]uint64{}
			for i := range a {
				if !a[i].Since.Equal(b[i].Since) {
					rt.Fatalf("memory has %+v, SQLite %+v", a[i], b[i])
				}
				a[i].Since = b[i].Since
				if !reflect.DeepEqual(a[i], b[i]) {
					rt.Fatalf("memory has %+v, SQLite %+v", a[i], b[i])
				}
				at[a[i].Number], _ = a[i].Position.Pair()
				x, err1 := stores[0].Load(context.Background(), a[i].Generation, schema, keys)
				y, err2 := stores[1].Load(context.Background(), a[i].Generation, schema, keys)
				if err1 != nil || err2 != nil || !slices.Equal(x, y) {
					rt.Fatalf("memory has rows %v, %v\nSQLite %v, %v", x, err1, y, err2)
				}
			}
		}
	})
}

func TestFilesThatAreNoViews(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		make func(t *testing.T, path string)
		want error
	}{
		"a short text": {func(t *testing.T, path string) { write(t, path, "this is a text") }, ErrNotViews},
		"a long text":  {func(t *testing.T, path string) { write(t, path, strings.Repeat("this is a text. ", 1000)) }, ErrNotViews},
		"a cut one":    {func(t *testing.T, path string) { damageViews(t, path) }, ErrViewsDamaged},
		"a log":        {func(t *testing.T, path string) { openTest(t, path, LogOptions{}) }, ErrNotViews},
		"newer": {func(t *testing.T, path string) {
			change(t, path, fmt.Sprintf(`PRAGMA user_version = %d`, viewsVersion+1))
		}, ErrNewerViews},
		"another's":              {func(t *testing.T, path string) { change(t, path, `PRAGMA application_id = 7`) }, ErrNotViews},
		"older is laid out anew": {func(t *testing.T, path string) { change(t, path, `PRAGMA user_version = 1`) }, nil},
		"empty is fine":          {func(t *testing.T, path string) { write(t, path, "") }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := viewsFile(t)
			test.make(t, path)
			v, err := OpenViews(t.Context(), path)
			if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if err == nil {
				if err := v.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// damageViews makes views, and overwrites their first page after the header.
func damageViews(t *testing.T, path string) {
	t.Helper()
	change(t, path, `PRAGMA wal_checkpoint(TRUNCATE)`)
	bytes, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 100; i < 4096; i++ {
		bytes[i] = 0xff
	}
	write(t, path, string(bytes))
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func change(t *testing.T, path, statement string) {
	t.Helper()
	v, err := OpenViews(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(v.writer.exec(statement), v.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestViewsMayBeDeleted(t *testing.T) {
	t.Parallel()
	l, path := openTest(t, logFile(t), LogOptions{}), viewsFile(t)
	fillPlaced(t, l, "a", 500, 40)
	p := newSynthetic("placements", 1)
	for range 2 {
		v, err := OpenViews(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := openEngine(t, l, v, 100, p.Projection).CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(wholeView(t.Context(), v, l), v.Close(), os.Remove(path)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAViewThatIsntBuiltSaysSo(t *testing.T) {
	t.Parallel()
	v := openViewsTest(t, viewsFile(t))
	err := v.Snapshot(t.Context(), func(s engine.Snapshot) error {
		_, err := s.Status(t.Context(), "placements")
		return err
	})
	if !errors.Is(err, engine.ErrNotBuilt) {
		t.Errorf("got %v, want ErrNotBuilt", err)
	}
}

func TestReplayInMemory(t *testing.T) {
	t.Parallel()
	l := openTest(t, logFile(t), LogOptions{})
	fillPlaced(t, l, "a", 1000, 50)
	v, err := OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close() //nolint:errcheck // it vanishes
	p := newSynthetic("placements", 1)
	june := civil.On(2021, time.June, 30)
	if _, err := engine.Replay(t.Context(), l, placedEvents, p.Projection, v, func(e es.Event) bool { return !e.Meta.OccurredOn.After(june) }); err != nil {
		t.Fatal(err)
	}
	if err := v.Snapshot(t.Context(), func(s engine.Snapshot) error {
		rows, err := engine.Select[monthRow](t.Context(), s, `SELECT * FROM placements_months ORDER BY month DESC, ward, sector`)
		if err == nil && (len(rows) == 0 || rows[0].Month != june.MonthOf() || rows[0].Last.MonthOf() != june.MonthOf()) {
			err = fmt.Errorf("the last month is %+v", rows[:min(1, len(rows))])
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}
