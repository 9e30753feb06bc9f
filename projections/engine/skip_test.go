package engine_test

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// TestASkippedEventIsGonePast: only where it fails, wherever it stands, in a
// rebuild too; and a fold that was mended counts it.
func TestASkippedEventIsGonePast(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]string{"that fails": `{"ward":"bad","amount":1}`, "that can't be read": `{"ward":7}`} {
		t.Run("an event "+name, func(t *testing.T) {
			t.Parallel()
			l := filled(10)
			l.add("Added", bad)
			for i := range 10 {
				l.add("Added", `{"ward":"w1","amount":`+strconv.Itoa(i)+`}`)
			}
			mended := false
			failing := func(_ *engine.Fold, e es.Recorded) error {
				if p, ok := e.Payload.(added); ok && p.Ward == "bad" && !mended {
					return errors.New("a ward that is no ward")
				}
				return nil
			}
			var skips map[es.UUID]bool
			s := memory.New()
			c := config(l, s, summing(1, failing))
			c.Skips = func(context.Context, string) (map[es.UUID]bool, error) { return skips, nil }
			e := open(t, c)
			var halted *engine.HaltedError
			if err := e.CatchUp(t.Context()); !errors.As(err, &halted) {
				t.Fatalf("got %v, want a halt", err)
			}
			skips = map[es.UUID]bool{halted.Halt.EventID: true}
			must(t, e.Resumed(t.Context(), "sums")) // without a Retry: the decision is enough
			must(t, e.CatchUp(t.Context()))
			head, _ := l.Head(t.Context())
			if got := status(t, s); got.Position != head || got.Halt != nil {
				t.Fatalf("it stands at %+v, want the log's end", got)
			}
			live := s.Rows("sums", sums.Schema())
			if _, err := e.Rebuild(t.Context(), "sums"); err != nil {
				t.Fatal(err)
			}
			wantRows(t, s, live)
			mended = true
			differs, err := open(t, c).Rebuild(t.Context(), "sums")
			if name == "that fails" {
				must(t, err)
				if differs.Tables[0].Added != 1 {
					t.Errorf("mended it differs in %+v, want one row more", differs)
				}
			}
		})
	}
}

// TestSkipsThatCantBeAskedFor: the projection neither halts nor goes past.
func TestSkipsThatCantBeAskedFor(t *testing.T) {
	t.Parallel()
	l, s := filled(4), memory.New()
	c := config(l, s, summing(1, func(*engine.Fold, es.Recorded) error { return errors.New("no") }))
	trouble := errors.New("the log can't be read")
	c.Skips = func(context.Context, string) (map[es.UUID]bool, error) { return nil, trouble }
	if err := open(t, c).CatchUp(t.Context()); !errors.Is(err, trouble) {
		t.Fatalf("got %v, want the trouble", err)
	}
	if got := status(t, s); got.Halt != nil || got.Position != es.Start {
		t.Errorf("it stands at %+v, want the start", got)
	}
}
