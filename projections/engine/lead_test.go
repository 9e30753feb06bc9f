package engine_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// nextPage asks for the next page in the background.
func nextPage(t *testing.T, e *engine.Engine) <-chan *engine.Page {
	t.Helper()
	pages := make(chan *engine.Page, 1)
	go func() {
		defer close(pages)
		if page, err := e.Next(t.Context(), "sums"); err == nil {
			pages <- page
		}
	}()
	return pages
}

func TestASecondProcessStandsByAndTakesOver(t *testing.T) {
	t.Parallel()
	l, s := filled(12), memory.New()
	one, other := open(t, config(l, s, summing(1))), open(t, config(l, s, summing(1)))
	page, err := one.Next(t.Context(), "sums")
	must(t, err)
	must(t, one.Project(t.Context(), "sums", page))
	standing := nextPage(t, other)
	select {
	case <-standing:
		t.Fatal("the second got a page while the first leads")
	case <-time.After(20 * time.Millisecond): // many polls; being late can't fail it
	}
	must(t, one.Close())
	page = <-standing
	if page == nil || page.After != status(t, s).Position {
		t.Fatalf("the second goes on with %+v, want what comes after %s", page, status(t, s).Position)
	}
	must(t, other.Project(t.Context(), "sums", page))
	must(t, other.CatchUp(t.Context()))
	wantRows(t, s, replayed(t, l, summing(1)))
}

// TestALeaderThatSleptIsFencedOff: its lease is lost, another has gone on, and
// what it had in hand and in memory counts for nothing.
func TestALeaderThatSleptIsFencedOff(t *testing.T) {
	t.Parallel()
	l, s := filled(30), memory.New()
	sleeper, other := open(t, config(l, s, summing(1))), open(t, config(l, s, summing(1)))
	var pages []*engine.Page
	for range 2 {
		page, err := sleeper.Next(t.Context(), "sums")
		must(t, err)
		must(t, sleeper.Project(t.Context(), "sums", page))
		pages = append(pages, page)
	}
	inHand, err := sleeper.Next(t.Context(), "sums")
	must(t, err)
	s.Revoke("sums_v1")
	must(t, other.CatchUp(t.Context()))
	for _, page := range append(pages, inHand) {
		if err := sleeper.Project(t.Context(), "sums", page); err != nil {
			t.Fatalf("waking up with %s: %v", page.Through, err)
		}
	}
	wantRows(t, s, replayed(t, l, summing(1)))
	l.add("Added", `{"ward":"w1","amount":5}`)
	must(t, sleeper.CatchUp(t.Context()))
	wantRows(t, s, replayed(t, l, summing(1)))
}

func TestCatchUpWaitsForTheLeader(t *testing.T) {
	t.Parallel()
	l, s := filled(12), memory.New()
	leader, asker := open(t, config(l, s, summing(1))), open(t, config(l, s, summing(1)))
	_, err := leader.Next(t.Context(), "sums")
	must(t, err)
	caughtUp := make(chan error, 1)
	go func() { caughtUp <- asker.CatchUp(t.Context()) }()
	must(t, leader.CatchUp(t.Context()))
	must(t, <-caughtUp)
	wantRows(t, s, replayed(t, l, summing(1)))
	l.add("Added", `{"ward":"w1","amount":5}`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var late *engine.NotYetError
	if err := asker.CatchUp(ctx); !errors.As(err, &late) && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v while the leader doesn't move, want NotYetError", err)
	}
}

func TestASecondRebuildIsRefused(t *testing.T) {
	t.Parallel()
	l, s := filled(30), memory.New()
	must(t, open(t, config(l, s, summing(1))).CatchUp(t.Context()))
	other := open(t, config(l, s, summing(1)))
	var refused error
	var once sync.Once
	during := summing(1, func(*engine.Fold, es.Recorded) error {
		once.Do(func() { _, refused = other.Rebuild(context.WithoutCancel(t.Context()), "sums") })
		return nil
	})
	if _, err := open(t, config(l, s, during)).Rebuild(t.Context(), "sums"); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(refused, engine.ErrRebuilding) {
		t.Errorf("the second rebuild gave %v, want ErrRebuilding", refused)
	}
}

func TestAReplacedGenerationIsDroppedLater(t *testing.T) {
	t.Parallel()
	l, s := filled(12), memory.New()
	now := time.Unix(1e9, 0)
	c := config(l, s, summing(1))
	c.Keep, c.Clock = time.Minute, func() time.Time { return now }
	e := open(t, c)
	must(t, e.CatchUp(t.Context()))
	_, err := e.Rebuild(t.Context(), "sums")
	must(t, err)
	count := func(want int) {
		t.Helper()
		all, err := s.Generations(t.Context(), "sums")
		must(t, err)
		if len(all) != want {
			t.Fatalf("there are %d generations, want %d: %+v", len(all), want, all)
		}
	}
	count(2)
	must(t, open(t, c).CatchUp(t.Context()))
	count(2)
	now = now.Add(time.Minute)
	must(t, open(t, c).CatchUp(t.Context()))
	count(1)
}
