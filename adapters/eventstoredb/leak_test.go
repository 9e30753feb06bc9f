package eventstoredb_test

import (
	"context"
	"fmt"
	"testing"

	"go.uber.org/goleak"

	"vaoso/adapters/eventstoredb"
	"vaoso/domain/es"
)

// TestNothingIsLeftBehind: after restarts there is one connection, after Close
// none, and no goroutine. It runs alone, before the parallel tests.
func TestNothingIsLeftBehind(t *testing.T) { //nolint:paralleltest // it counts goroutines
	before := goleak.IgnoreCurrent()
	t.Run("used", func(t *testing.T) { //nolint:paralleltest // as above
		l := newLab(t)
		log, err := eventstoredb.Open(t.Context(), l.node.URL()+"&discoveryInterval=10", hasty)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			for range log.Follow(ctx, es.Start, es.Filter{}, 10) { //nolint:revive // until it ends
			}
		}()
		for i := range 5 {
			stream := fmt.Sprint("s", i)
			if _, err := log.Append(t.Context(), stream, es.NoStream, eventsOf("a", stream, 1)); err != nil {
				t.Fatal(err)
			}
			l.node.Restart()
		}
		if _, err := log.Head(t.Context()); err != nil {
			t.Fatal(err)
		}
		until(t, "one connection is left", func() bool { return l.count.open.Load() == 1 })
		if l.count.ever.Load() < 6 {
			t.Errorf("%d connections in 6 lives of the server", l.count.ever.Load())
		}
		stop()
		<-ended
		if err := log.Close(); err != nil {
			t.Error(err)
		}
		until(t, "no connection is left", func() bool { return l.count.open.Load() == 0 })
	})
	goleak.VerifyNone(t, before)
}
