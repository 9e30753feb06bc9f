package engine_test

import (
	"context"
	"fmt"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// An event, as a context would define it.
type Placed struct {
	Ward string `json:"ward"`
	Kind string `json:"kind"`
}

// A table: its key, its row, its name.
type WardKey struct {
	Ward string `db:"ward"`
	Kind string `db:"kind"`
}

type WardRow struct {
	WardKey
	Placed int64 `db:"placed"`
}

var wards = engine.NewTable[WardKey, WardRow]("placements_wards", engine.Index("kind"))

// The projection: which events, and what each does to the rows.
var placements = engine.Projection{
	Name: "placements", Version: 1,
	Tables: []engine.Described{wards},
	Reads:  []string{"Placed"},
	Apply: func(f *engine.Fold, e es.Recorded) error {
		switch p := e.Payload.(type) {
		case Placed:
			wards.Get(f, WardKey{p.Ward, p.Kind}).Placed++
		}
		return nil
	},
}

func Example() {
	ctx := context.Background()
	store := memory.New()
	projector, err := engine.OpenProjector(ctx, placements, store, nil)
	if err != nil {
		panic(err)
	}
	var events []es.Recorded
	for i, p := range []Placed{{"Tích Sơn", "domestic"}, {"Hội Hợp", "overseas"}, {"Tích Sơn", "domestic"}} {
		n := uint64(i + 1)
		events = append(events, es.Recorded{Event: es.Event{Type: "Placed", Position: es.NewPosition(n, n)}, Payload: p})
	}
	page := engine.PageOf(es.Start, events[2].Position, events...)
	for range 2 { // a page counts once, however often it comes
		if err := projector.Project(ctx, page); err != nil {
			panic(err)
		}
	}
	for _, row := range store.Rows("placements", wards.Schema()) {
		fmt.Println(row...)
	}
	// Output:
	// Hội Hợp overseas 1
	// Tích Sơn domestic 2
}
