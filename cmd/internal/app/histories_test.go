package app_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/adapters/viewtest"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo"
	"vaoso/domain/es"
	"vaoso/projections/contracts/historytest"
)

// TestRebuildEqualsLive: hundreds of histories of valid commands on both stores,
// with projectors that are dropped, duplicates, and pages split anywhere.
func TestRebuildEqualsLive(t *testing.T) {
	t.Parallel()
	const seed, onSQLite, onPostgreSQL = 20211124, 200, 50
	t.Logf("seed %d", seed)
	all := randomHistories(t, seed, onSQLite)
	projections := app.Projections()
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		viewtest.RebuildEqualsLive(t, sqliteViews(t), projections, all, seed)
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		viewtest.RebuildEqualsLive(t, postgresViews(t, pgtest.URL(t)), projections, all[:onPostgreSQL], seed)
	})
}

// randomHistories are, by turns, what random commands on contracts and agencies
// made, and what some persons of the made-up year did.
func randomHistories(t *testing.T, seed uint64, n int) (list [][]es.Recorded) {
	t.Helper()
	book := madeUpYear(t)
	rng := rand.New(rand.NewPCG(seed, 2))
	events := 0
	for i := range n {
		h := viewtest.Excerpt(t, app.Definitions(), book, rng)
		if i%2 == 0 {
			h = historytest.Random(historytest.New(t), historytest.Steps.Example(int(seed)+i)).Events()
		}
		list, events = append(list, h), events+len(h)
	}
	t.Logf("%d histories with %d events", n, events)
	return list
}

// madeUpYear is the demo's log.
func madeUpYear(t *testing.T) (book []es.Recorded) {
	t.Helper()
	a := openBook(t)
	if _, err := demo.Run(t.Context(), a.Book, demo.NewClock(demo.FirstDay), nil); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for e, err := range a.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := a.Book.Definitions.Decode(e)
		if err != nil {
			t.Fatal(err)
		}
		book = append(book, r)
		kind, _, _ := strings.Cut(e.Stream, "-")
		kinds[kind]++
	}
	t.Log(kinds)
	return book
}
