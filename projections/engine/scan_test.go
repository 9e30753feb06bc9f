package engine_test

import (
	"fmt"
	"testing"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// TestAScanOfManyRows: in parts, merged with what the page has changed, and with
// rows that are deleted, changed and got by their key on the way.
func TestAScanOfManyRows(t *testing.T) {
	t.Parallel()
	const n = 2_500 // several parts
	l := &testLog{}
	for i := range n {
		l.add("Added", fmt.Sprintf(`{"ward":"w%04d","amount":%d}`, i, i))
	}
	scanning := func(f *engine.Fold, e es.Recorded) error {
		if _, ok := e.Payload.(wiped); !ok {
			return nil
		}
		last, i := "", 0
		for row := range sums.Scan(f, "count", int64(1)) {
			if row.Ward <= last {
				return fmt.Errorf("%s comes after %s", row.Ward, last)
			}
			last = row.Ward
			switch i++; i % 5 {
			case 0:
				sums.Delete(f, row.SumKey)
			case 1:
				row.Sum = -1
			case 2:
				sums.Get(f, row.SumKey).Sum = -2
			}
		}
		if i == 0 {
			return fmt.Errorf("the scan found nothing")
		}
		return nil
	}
	p := engine.Projection{
		Name: "sums", Version: 1, Tables: []engine.Described{sums}, Reads: []string{"Added", "Wiped"},
		Apply: func(f *engine.Fold, e es.Recorded) error {
			if a, ok := e.Payload.(added); ok {
				row := sums.Get(f, SumKey{a.Ward})
				row.Sum, row.Count = a.Amount, 1
			}
			return scanning(f, e)
		},
	}
	s := memory.New()
	c := config(l, s, p)
	c.PageSize = 500
	must(t, open(t, c).CatchUp(t.Context()))
	l.add("Added", `{"ward":"w0007","amount":70}`)
	l.add("Added", `{"ward":"w1234b","amount":71}`) // between two that the store has
	l.add("Added", `{"ward":"w9999","amount":72}`)
	l.add("Wiped", `{"amount":1}`)
	must(t, open(t, c).CatchUp(t.Context())) // with nothing in memory
	want := replayed(t, l, p)                // with everything
	if len(want) != (n+2)-(n+2)/5 {
		t.Errorf("there are %d rows", len(want))
	}
	wantRows(t, s, want)
}

// TestAScanGivesRowsThatWereGotOnTheWay: whoever is given a row gets the one
// behind it by its key, with nothing of either in memory.
func TestAScanGivesRowsThatWereGotOnTheWay(t *testing.T) {
	t.Parallel()
	const n = 6
	l := &testLog{}
	for i := range n {
		l.add("Added", fmt.Sprintf(`{"ward":"w%d","amount":%d}`, i, i))
	}
	p := engine.Projection{
		Name: "sums", Version: 1, Tables: []engine.Described{sums}, Reads: []string{"Added", "Wiped"},
		Apply: func(f *engine.Fold, e es.Recorded) error {
			if a, ok := e.Payload.(added); ok {
				row := sums.Get(f, SumKey{a.Ward})
				row.Sum, row.Count = a.Amount, 1
				return nil
			}
			for row := range sums.Scan(f, "count", int64(1)) {
				var at int
				if _, err := fmt.Sscanf(row.Ward, "w%d", &at); err != nil {
					return err
				}
				next := sums.Get(f, SumKey{fmt.Sprintf("w%d", (at+1)%n)})
				row.Sum = 100 + row.Sum + next.Sum
			}
			return nil
		},
	}
	s := memory.New()
	c := config(l, s, p)
	must(t, open(t, c).CatchUp(t.Context()))
	l.add("Wiped", `{"amount":1}`)
	must(t, open(t, c).CatchUp(t.Context())) // with nothing in memory
	wantRows(t, s, replayed(t, l, p))        // with everything
}
