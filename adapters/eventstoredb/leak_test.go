package eventstoredb_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

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

// TestTheOperatorHearsOfIt: that the connection was lost, that the leader can't
// be found, once, and that there is a connection again; nothing of the password.
func TestTheOperatorHearsOfIt(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	o := hasty
	o.Patience, o.Tell = 100*time.Millisecond, slog.New(slog.NewTextHandler(&said, nil))
	l := newLab(t)
	log := open(t, l.node.URL()+"&discoveryInterval=5&maxDiscoverAttempts=2", o)
	l.node.Stop()
	for range 5 {
		if _, err := log.Head(t.Context()); err == nil {
			t.Error("read the head of a server that is gone")
		}
	}
	l.node.Restart()
	if _, err := log.Head(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil { // nothing is said any more
		t.Fatal(err)
	}
	for text, times := range map[string]int{"lost the connection": 1, "couldn't find": 1, "leader again": 1} {
		if n := strings.Count(said.String(), `msg="`+text) + strings.Count(said.String(), text+`"`); n != times {
			t.Errorf("%q was said %d times, want %d:\n%s", text, n, times, said.String())
		}
	}
}
