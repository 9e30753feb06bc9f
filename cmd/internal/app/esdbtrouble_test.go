package app_test

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/sqlite"
	"vaoso/adapters/viewtest"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/demo"
)

// TestAYearThroughAnyTrouble: a whole year is entered in a book whose log is in
// EventStoreDB, while connections break, the link goes slow or silent and the
// server restarts. Every command comes to what it comes to without trouble, and
// every view that followed meanwhile equals a fresh fold of the log.
func TestAYearThroughAnyTrouble(t *testing.T) {
	t.Parallel()
	const seed = 20211124
	t.Logf("seed %d", seed)
	dir := t.TempDir()
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	served := esdbtest.Log(t)
	node := esdbtest.Start(t, served)
	link := esdbtest.Through(t, node.Address.String())
	clock := demo.NewClock(demo.FirstDay)
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Clock: clock.Now, Log: link.URL() + "&defaultDeadline=500", Tell: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	running := make(chan error, 1)
	go func() { running <- a.Run(ctx) }()
	harming, healthy := make(chan int, faults), make(chan map[string]int, 1)
	go func() {
		rng, counts := rand.New(rand.NewPCG(seed, 1)), map[string]int{}
		for i := range harming {
			counts[harm(node, link, rng, i)]++
		}
		healthy <- counts
	}()
	next := 0
	result, err := demo.Run(t.Context(), a.Book, clock, func(done, total int) {
		if next < faults && done*faults >= next*total {
			harming <- next
			next++
		}
	})
	close(harming)
	counts := <-healthy
	t.Log(counts)
	if len(counts) < kinds {
		t.Errorf("of %d kinds of harm there were %v", kinds, counts)
	}
	if err != nil {
		t.Fatal(err)
	}
	undisturbed := openBook(t)
	want, err := demo.Run(t.Context(), undisturbed.Book, demo.NewClock(demo.FirstDay), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		for line, w := range want[i].Rows {
			if got := result[i].Rows[line]; got.Outcome != w.Outcome || got.Code != w.Code { // texts may name streams, which depend on the key
				t.Errorf("%s: line %d came to %s %s, without trouble to %s %s", want[i].Kind, w.Line, got.Outcome, got.Code, w.Outcome, w.Code)
			}
		}
	}
	head, err := served.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range app.Projections() {
		if err := a.Engine.WaitFor(t.Context(), p.Name, head); err != nil {
			t.Fatal(err)
		}
	}
	// Policies go on writing after the last command: what is compared is the log
	// as they leave it.
	stop()
	if err := <-running; err != nil {
		t.Error(err)
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	viewtest.Fill(t, fresh, served, app.Definitions(), app.Projections(), 1000)
	for _, p := range app.Projections() {
		got, want := viewtest.Rows(t, a.Views, p), viewtest.Rows(t, fresh, p)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d rows that followed, %d of a fresh fold, and they differ", p.Name, len(got), len(want))
		}
	}
	if err := errors.Join(a.Close(), fresh.Close()); err != nil {
		t.Error(err)
	}
}

// The faults come by rows and not by time, so that each costs its own recovery
// alone: one of each kind in turn, spread over the whole year.
const (
	kinds  = 8
	faults = 2 * kinds
)

// harm does the n-th kind of harm for a moment.
func harm(node *esdbtest.Node, link *esdbtest.Wire, rng *rand.Rand, n int) string {
	var kind, direction string
	switch n % kinds {
	case 0:
		node.Restart()
		return "restart"
	case 1:
		link.Cut(time.Duration(rng.IntN(100)) * time.Millisecond)
		return "cut"
	case 2, 3:
		kind = esdbtest.Loses
	case 4, 5:
		kind = esdbtest.Slow
	default:
		kind = esdbtest.Resets
	}
	direction = []string{"upstream", "downstream"}[n%2]
	heal := link.Harm(kind, direction)
	time.Sleep(time.Duration(50+rng.IntN(150)) * time.Millisecond)
	heal()
	return kind + " " + direction
}
