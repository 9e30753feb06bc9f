package demo_test

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"vaoso/adapters/sheet"
	"vaoso/adapters/sqlite"
	"vaoso/cmd/internal/demo"
	"vaoso/cmd/internal/demo/golden"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
	"vaoso/domain/territory"
)

// open is an empty book of made-up people, on a log in a file.
func open(t *testing.T) (*book.Book, *demo.Clock) {
	t.Helper()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "book.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	clock := demo.NewClock(demo.FirstDay)
	return &book.Book{
		Book: es.Book{Log: log, Definitions: catalog.Events(), Clock: clock.Now}, Key: book.Key{1, 2, 3}, Synthetic: true,
		Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(), LoanCaps: support.ShippedCaps(),
	}, clock
}

func TestTheYear(t *testing.T) {
	t.Parallel()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	b, clock := open(t)
	began := time.Now()
	reports, err := demo.Run(t.Context(), b, clock, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the year took %s", time.Since(began).Round(time.Millisecond))
	events := all(t, b)

	t.Run("every row comes to what the files say it must", func(t *testing.T) {
		if got := results(reports); !reflect.DeepEqual(got, want.Rows) {
			t.Errorf("rows came to\n%v, want\n%v", got, want.Rows)
		}
	})
	t.Run("the book's own counting finds the golden figures", func(t *testing.T) {
		got := count(events)
		got.Rows, got.Known = want.Rows, known(events, want)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("counted\n%+v, want\n%+v", got, want)
		}
	})
	t.Run("the year nearly meets its plan", func(t *testing.T) {
		if want.Overseas != 28 || want.Total < 1262 || want.Total > 1278 {
			t.Errorf("total %d, overseas %d", want.Total, want.Overseas)
		}
	})
	t.Run("what is known on a day is what was reported by then", func(t *testing.T) {
		onReportedDays(t, events)
	})
	t.Run("running it again changes nothing", func(t *testing.T) {
		again, err := demo.Run(t.Context(), b, clock, nil)
		if err != nil {
			t.Fatal(err)
		}
		if now := all(t, b); len(now) != len(events) {
			t.Errorf("there were %d events, and there are %d", len(events), len(now))
		}
		for _, r := range again {
			if r.Counts[sheet.Taken] > 0 {
				t.Errorf("%d %s were taken again", r.Counts[sheet.Taken], r.Kind)
			}
		}
	})
}

func all(t *testing.T, b *book.Book) (events []es.Recorded) {
	t.Helper()
	for e, err := range b.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := b.Definitions.Decode(e)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, r)
	}
	return events
}

// results counts rows as package golden does.
func results(reports []sheet.Report) map[string]map[string]int {
	all := map[string]map[string]int{}
	for _, rep := range reports {
		of := map[string]int{}
		for _, r := range rep.Rows {
			result := string(r.Outcome)
			if r.Code != "" {
				result += ":" + r.Code
			}
			of[result]++
		}
		all[string(rep.Kind)] = of
	}
	return all
}

// known counts what was in the log at the end of each of the days.
func known(events []es.Recorded, want golden.Figures) map[string]golden.Pair {
	at := map[string]golden.Pair{}
	for day := range want.Known {
		end := scenario.Day(day).AddDays(1).In(0, 0, 0)
		n := sort.Search(len(events), func(i int) bool { return !events[i].Meta.RecordedAt.Before(end) })
		f := count(events[:n])
		at[day] = golden.Pair{Total: f.Total, Overseas: f.Overseas}
	}
	return at
}

// onReportedDays holds every placement to the day it was reported on, and the
// log to time that never runs backwards.
func onReportedDays(t *testing.T, events []es.Recorded) {
	t.Helper()
	var before time.Time
	for _, e := range events {
		if e.Meta.RecordedAt.Before(before) {
			t.Fatalf("%s was recorded at %s, after an event of %s", e.Position, e.Meta.RecordedAt, before)
		}
		before = e.Meta.RecordedAt
		if p, ok := e.Payload.(labour.WorkerPlaced); ok {
			if got := civil.Of(before); got != p.ReportedOn {
				t.Errorf("a placement reported on %s was recorded on %s", p.ReportedOn, got)
			}
		}
		if _, ok := e.Payload.(plan.PlanAdopted); ok && civil.Of(before).String() != "2021-04-27" {
			t.Errorf("the plan was adopted on %s", before)
		}
	}
}

func TestABookOfRealPeopleIsLeftAlone(t *testing.T) {
	t.Parallel()
	b, clock := open(t)
	b.Synthetic = false
	if _, err := demo.Run(t.Context(), b, clock, nil); !errors.Is(err, demo.ErrNotSynthetic) {
		t.Errorf("it said %v", err)
	}
	if n := len(all(t, b)); n > 0 {
		t.Errorf("it wrote %d events", n)
	}
}

func TestAYearThatIsStoppedGoesOn(t *testing.T) {
	t.Parallel()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	b, clock := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err = demo.Run(ctx, b, clock, func(done, _ int) {
		if done > 1500 {
			cancel()
		}
	})
	if err == nil {
		t.Fatal("it wasn't stopped")
	}
	last, of := 0, 0
	_, err = demo.Run(t.Context(), b, clock, func(done, total int) {
		if done < last {
			t.Errorf("from %d back to %d", last, done)
		}
		last, of = done, total
	})
	if err != nil {
		t.Fatal(err)
	}
	if last != of || of < 3000 {
		t.Errorf("it ended with %d of %d done", last, of)
	}
	got := count(all(t, b))
	got.Rows, got.Known = want.Rows, want.Known
	if !reflect.DeepEqual(got, want) {
		t.Errorf("counted\n%+v, want\n%+v", got, want)
	}
}

func TestManySentinelsAreRaised(t *testing.T) {
	t.Parallel()
	want, err := golden.Want()
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	wrong, rows := 0, 0
	for file, of := range want.Rows {
		for result, n := range of {
			if _, code, ok := strings.Cut(result, ":"); ok && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
			if file == "workers" || file == "placements" {
				if rows += n; result != "taken" && result != "already" {
					wrong += n
				}
			}
		}
	}
	if share := 1000 * wrong / rows; share < 13 || share > 19 {
		t.Errorf("%d of %d rows are refused or invalid, %d in a thousand", wrong, rows, share)
	}
	if len(codes) < 16 {
		t.Errorf("only %d sentinels: %v", len(codes), codes)
	}
}
