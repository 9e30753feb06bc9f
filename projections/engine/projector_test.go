package engine_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// decoded are the log's events as a projector gets them.
func decoded(t testing.TB, l *testLog) []es.Recorded {
	t.Helper()
	var list []es.Recorded
	for _, e := range l.events {
		r, err := definitions.Decode(e)
		must(t, err)
		list = append(list, r)
	}
	return list
}

func pageOf(events []es.Recorded, from, to int) *engine.Page {
	after := es.Start
	if from > 0 {
		after = events[from-1].Position
	}
	through := after
	if to > from {
		through = events[to-1].Position
	}
	return engine.PageOf(after, through, events[from:to]...)
}

func TestPagesInAnyOrder(t *testing.T) {
	t.Parallel()
	l := filled(40)
	events, want := decoded(t, l), replayed(t, l, summing(1))
	rapid.Check(t, func(t *rapid.T) {
		s := memory.New()
		p, err := engine.OpenProjector(t.Context(), summing(1), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		p.KeepRows(rapid.SampledFrom([]int{0, 2, 1000}).Draw(t, "rows kept"))
		for at := 0; at < len(events); {
			from := rapid.IntRange(0, len(events)-1).Draw(t, "from")
			to := rapid.IntRange(from, len(events)).Draw(t, "to")
			err := p.Project(t.Context(), pageOf(events, from, to))
			var gap *engine.GapError
			switch {
			case from > at:
				if !errors.As(err, &gap) {
					t.Fatalf("at %d, the page %d to %d gave %v, want a gap", at, from, to, err)
				}
			case err != nil:
				t.Fatal(err)
			default:
				at = max(at, to)
			}
		}
		if got := fmt.Sprint(s.Rows("sums", sums.Schema())); got != fmt.Sprint(want) {
			t.Fatalf("rows are %s, want %v", got, want)
		}
	})
}

func TestRowsThatWereForgottenAreReadAgain(t *testing.T) {
	t.Parallel()
	l := filled(40)
	events := decoded(t, l)
	s := memory.New()
	p, err := engine.OpenProjector(t.Context(), summing(1), s, nil)
	must(t, err)
	p.KeepRows(0)
	for i := range events {
		must(t, p.Project(t.Context(), pageOf(events, i, i+1)))
	}
	wantRows(t, s, replayed(t, l, summing(1)))
}

func TestTwoProjectorsOnOneView(t *testing.T) {
	t.Parallel()
	l := filled(400)
	events := decoded(t, l)
	s := memory.New()
	var both sync.WaitGroup
	for i := range 2 {
		p, err := engine.OpenProjector(t.Context(), summing(1), s, nil)
		must(t, err)
		both.Go(func() {
			for at := 0; at < len(events); { // each with pages of its own size
				to := min(at+3+2*i, len(events))
				if err := p.Project(t.Context(), pageOf(events, at, to)); err != nil {
					t.Errorf("projector %d: %v", i, err)
					return
				}
				at = to
			}
		})
	}
	both.Wait()
	wantRows(t, s, replayed(t, l, summing(1)))
}

func TestAFencedProjectorDropsWhatItHas(t *testing.T) {
	t.Parallel()
	events := decoded(t, filled(40))
	s := memory.New()
	a, err := engine.OpenProjector(t.Context(), summing(1), s, nil)
	must(t, err)
	b, err := engine.OpenProjector(t.Context(), summing(1), s, nil)
	must(t, err)
	must(t, a.Project(t.Context(), pageOf(events, 0, 10)))
	must(t, b.Project(t.Context(), pageOf(events, 0, 20))) // fenced: it counts 10 to 20 only
	must(t, a.Project(t.Context(), pageOf(events, 10, 40)))
	wantRows(t, s, replayed(t, filled(40), summing(1)))
}

// TestAFailingEventHaltsBeforeItself covers each way in which an event fails.
func TestAFailingEventHaltsBeforeItself(t *testing.T) {
	t.Parallel()
	const bad = 25
	fail := func(do func(*engine.Fold, es.Recorded) error) func(*engine.Fold, es.Recorded) error {
		return func(f *engine.Fold, e es.Recorded) error {
			if p, ok := e.Payload.(added); ok && p.Amount == bad {
				return do(f, e)
			}
			return nil
		}
	}
	for name, test := range map[string]struct {
		apply func(*engine.Fold, es.Recorded) error
		says  string
	}{
		"an error": {func(*engine.Fold, es.Recorded) error { return errors.New("no such ward") }, "no such ward"},
		"an error after changes": {func(f *engine.Fold, _ es.Recorded) error {
			sums.Get(f, SumKey{"w1"}).Sum = 1e6
			sums.Put(f, sumRow{SumKey: SumKey{"extra"}})
			sums.Delete(f, SumKey{"w2"})
			return errors.New("no such ward")
		}, "no such ward"},
		"a panic of the runtime": {func(*engine.Fold, es.Recorded) error { var m map[string]int; m["x"] = 1; return nil }, "the fold panicked: assignment to entry in nil map"},
		"a panic with a text":    {func(*engine.Fold, es.Recorded) error { panic("Nguyễn Văn A") }, "the fold panicked with a string"},
		"a changed key":          {func(f *engine.Fold, _ es.Recorded) error { sums.Get(f, SumKey{"w1"}).Ward = "w2"; return nil }, "changed the key of a row of sums_wards"},
		"a column that isn't there": {func(f *engine.Fold, _ es.Recorded) error {
			for range sums.Scan(f, "nothing", int64(1)) {
			}
			return nil
		}, "has no column nothing"},
		"a value of another type": {func(f *engine.Fold, _ es.Recorded) error {
			for range sums.Scan(f, "count", "1") {
			}
			return nil
		}, "column count of sums_wards is a int64, not a string"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := filled(40)
			s := memory.New()
			p := summing(1, fail(test.apply))
			e := open(t, config(l, s, p))
			var halted *engine.HaltedError
			if err := e.CatchUp(t.Context()); !errors.As(err, &halted) || !strings.Contains(halted.Halt.Error, test.says) {
				t.Fatalf("got %v, want a halt that says %q", err, test.says)
			}
			if halted.Halt.Position != l.events[bad].Position || halted.Halt.Type != "Added" || halted.Halt.EventID != l.events[bad].ID {
				t.Errorf("halted at %+v, want the event at %s", halted.Halt, l.events[bad].Position)
			}
			wantRows(t, s, replayed(t, filled(bad), summing(1)))
			if err := open(t, config(l, s, p)).CatchUp(t.Context()); !errors.As(err, &halted) {
				t.Errorf("a new process got %v, want the halt", err)
			}
			mended := open(t, config(l, s, summing(1)))
			must(t, mended.Retry(t.Context(), "sums"))
			must(t, mended.CatchUp(t.Context()))
			wantRows(t, s, replayed(t, l, summing(1)))
		})
	}
}

func TestANumberThatIsNoneHalts(t *testing.T) {
	t.Parallel()
	type shareRow struct {
		SumKey
		Share float64 `db:"share"`
	}
	table := engine.NewTable[SumKey, shareRow]("shares_wards")
	l := filled(10)
	s := memory.New()
	e := open(t, config(l, s, engine.Projection{Name: "shares", Version: 1, Tables: []engine.Described{table}, Reads: []string{"Added"}, Apply: func(f *engine.Fold, e es.Recorded) error {
		if row := table.Get(f, SumKey{"w"}); e.Payload.(added).Amount < 5 {
			row.Share++
		} else {
			row.Share = math.NaN()
		}
		return nil
	}}))
	var halted *engine.HaltedError
	if err := e.CatchUp(t.Context()); !errors.As(err, &halted) || halted.Halt.Position != l.events[5].Position {
		t.Fatalf("got %v, want a halt at the sixth event", err)
	}
	if got := fmt.Sprint(s.Rows("shares", table.Schema())); got != "[[w 4]]" {
		t.Errorf("rows are %s, want what was before the halt", got)
	}
}

// TestATextThatNoStoreKeepsHalts: in a row and in a key.
func TestATextThatNoStoreKeepsHalts(t *testing.T) {
	t.Parallel()
	for name, ward := range map[string]string{"U+0000": "w\x00", "no UTF-8": "w\xff"} {
		for where, set := range map[string]func(*engine.Fold){
			"row": func(f *engine.Fold) { notes.Get(f, SumKey{"w"}).Note = ward },
			"key": func(f *engine.Fold) { notes.Get(f, SumKey{ward}).Note = "x" },
		} {
			t.Run(name+" in a "+where, func(t *testing.T) {
				t.Parallel()
				l, s := filled(10), memory.New()
				p := engine.Projection{Name: "notes", Version: 1, Tables: []engine.Described{notes}, Reads: []string{"Added"}, Apply: func(f *engine.Fold, e es.Recorded) error {
					notes.Get(f, SumKey{"good"}).Note += "."
					if e.Payload.(added).Amount == 5 {
						set(f)
					}
					return nil
				}}
				var halted *engine.HaltedError
				if err := open(t, config(l, s, p)).CatchUp(t.Context()); !errors.As(err, &halted) || halted.Halt.Position != l.events[5].Position {
					t.Fatalf("got %v, want a halt at the sixth event", err)
				}
				if got := fmt.Sprint(s.Rows("notes", notes.Schema())); got != "[[good ....]]" {
					t.Errorf("rows are %s, want what was before the halt", got)
				}
			})
		}
	}
}

type noteRow struct {
	SumKey
	Note string `db:"note"`
}

var notes = engine.NewTable[SumKey, noteRow]("notes_wards")

func TestEventsThatCantBeRead(t *testing.T) {
	t.Parallel()
	other := engine.NewTable[SumKey, sumRow]("others_wards")
	others := engine.Projection{Name: "others", Version: 1, Tables: []engine.Described{other}, Reads: []string{"Wiped"}, Apply: func(*engine.Fold, es.Recorded) error { return nil }}
	for name, test := range map[string]struct {
		typ, data, says string
		halts           []string
	}{
		"nobody reads its type":     {"Ignored", `no JSON`, "", nil},
		"broken JSON":               {"Added", `{"ward":"1989-05-0`, "Added version 1 can't be decoded: the JSON is broken at byte 18", []string{"sums"}},
		"another type in a field":   {"Added", `{"amount":"024091000123"}`, `Added version 1 can't be decoded: field "amount" doesn't hold a int64`, []string{"sums"}},
		"a type of a newer program": {"Invented", `{}`, "this program doesn't know the event type; a newer one wrote it", []string{"sums", "others"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := filled(10)
			at := l.add(test.typ, test.data)
			last := l.add("Added", `{"ward":"w1","amount":1}`)
			s := memory.New()
			e := open(t, config(l, s, summing(1), others))
			err := e.CatchUp(t.Context())
			if (err != nil) != (test.halts != nil) {
				t.Fatalf("got %v", err)
			}
			all, err := s.Generations(t.Context(), "")
			must(t, err)
			for _, got := range all {
				halted := false
				for _, name := range test.halts {
					halted = halted || name == got.Projection
				}
				switch {
				case !halted && (got.Halt != nil || got.Position != last):
					t.Errorf("%s is %+v, want it at %s", got.Projection, got, last)
				case halted && (got.Halt == nil || got.Halt.Position != at || got.Halt.Error != test.says):
					t.Errorf("%s is halted by %+v, want %q at %s", got.Projection, got.Halt, test.says, at)
				}
			}
		})
	}
}
