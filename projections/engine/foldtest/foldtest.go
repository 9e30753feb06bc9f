// Package foldtest tests a projection's fold without a database: given events,
// then rows; and the laws that every fold keeps.
//
//	events := foldtest.Events(t, plan.Events,
//		foldtest.In("plan-vinh-yen-2021", scenario.Happened("2021-01-05", plan.PlanAdopted{…})))
//	rows := foldtest.Rows(t, progress.Projection, progress.Months, events)
//	foldtest.Properties(t, progress.Projection, events)
package foldtest

import (
	"context"
	"fmt"
	"reflect"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// In puts events into a stream.
func In(stream string, events []es.Recorded) []es.Recorded {
	list := make([]es.Recorded, len(events))
	for i, e := range events {
		e.Stream = stream
		list[i] = e
	}
	return list
}

// Events are the events of the lists as a log would hand them out: with type,
// version, stored form, stream revision, id and position, in the order given.
func Events(t testing.TB, definitions *es.Definitions, lists ...[]es.Recorded) []es.Recorded {
	t.Helper()
	var all []es.Recorded
	revisions := map[string]es.Revision{}
	for _, list := range lists {
		for _, e := range list {
			var err error
			if e.Type, e.Version, e.Data, err = definitions.Encode(e.Payload); err != nil {
				t.Fatal(err)
			}
			n := len(all) + 1
			e.Position = es.NewPosition(uint64(n), uint64(n))
			e.Revision = revisions[e.Stream]
			e.ID = es.EventID("foldtest", strconv.Itoa(n), 0)
			revisions[e.Stream]++
			r, err := definitions.Decode(e.Event)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, r)
		}
	}
	return all
}

// Rows are the rows of the table after the events, ordered by key.
func Rows[K, R comparable](t testing.TB, p engine.Projection, table *engine.Table[K, R], events []es.Recorded) []R {
	t.Helper()
	store := memory.New()
	if err := fold(store, p, events); err != nil {
		t.Fatal(err)
	}
	var list []R
	for _, values := range store.Rows(p.Name, table.Schema()) {
		row, err := table.Row(values)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	return list
}

func fold(store *memory.Store, p engine.Projection, events []es.Recorded) error {
	ctx := context.Background()
	projector, err := engine.OpenProjector(ctx, p, store, nil)
	if err != nil {
		return err
	}
	return projector.Project(ctx, page(events, 0, len(events)))
}

// page is the part [from, to) of the events, with the bounds that a log would
// give it.
func page(events []es.Recorded, from, to int) *engine.Page {
	at := func(i int) es.Position {
		if i == 0 {
			return es.Start
		}
		return events[i-1].Position
	}
	return engine.PageOf(at(from), at(to), events[from:to]...)
}

// Properties checks the laws of a fold on the events: cut into pages anywhere,
// with pages handed in twice or overlapping, with rows kept in memory or not,
// committed at once or held back, and with the projector started anew in
// between, the rows are the same.
func Properties(t *testing.T, p engine.Projection, events []es.Recorded) {
	t.Helper()
	whole := memory.New()
	if err := fold(whole, p, events); err != nil {
		t.Fatal(err)
	}
	want := dump(whole, p)
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		store := memory.New()
		var projector *engine.Projector
		for at := 0; at < len(events); {
			if projector == nil || rapid.Bool().Draw(t, "restart") {
				var err error
				if projector != nil {
					if err := projector.Close(); err != nil {
						t.Fatal(err)
					}
				}
				if projector, err = engine.OpenProjector(ctx, p, store, nil); err != nil {
					t.Fatal(err)
				}
				projector.KeepRows(rapid.SampledFrom([]int{0, 1, 3, 1000}).Draw(t, "rows kept"))
				projector.HoldBack(rapid.SampledFrom([]int{0, 3, 1000}).Draw(t, "events held back"))
				// What was held back before the start is to be folded again.
				at = 0
				for at < len(events) && events[at].Position.Compare(projector.Status().Position) <= 0 {
					at++
				}
				if at == len(events) {
					break
				}
			}
			from := rapid.IntRange(max(0, at-3), at).Draw(t, "from") // before at: a part comes again
			to := rapid.IntRange(from, len(events)).Draw(t, "to")
			if err := projector.Project(ctx, page(events, from, to)); err != nil {
				t.Fatalf("events %d to %d: %v", from, to, err)
			}
			at = max(at, to)
		}
		if projector != nil {
			if err := projector.Show(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if got := dump(store, p); !reflect.DeepEqual(got, want) {
			t.Fatalf("cut into pages, the rows are\n%v\nin one page they are\n%v", got, want)
		}
	})
}

// dump is every row of every table, as text.
func dump(store *memory.Store, p engine.Projection) (lines []string) {
	for _, t := range p.Tables {
		for _, row := range store.Rows(p.Name, t.Schema()) {
			lines = append(lines, fmt.Sprintf("%s %v", t.Schema().Name, row))
		}
	}
	return lines
}
