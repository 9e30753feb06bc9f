package eventstoredb_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/eventstoredb"
	"vaoso/domain/es"
)

// TestMoreFollowsThanOneConnectionTakes: a server takes a limited number of
// calls on one connection (EventStoreDB 100) and lets the others wait without a
// word.
func TestMoreFollowsThanOneConnectionTakes(t *testing.T) {
	t.Parallel()
	const limit, follows = 60, 130
	count := &connections{}
	node := esdbtest.Start(t, esdbtest.Log(t), grpc.MaxConcurrentStreams(limit), grpc.StatsHandler(count))
	log := open(t, node.URL(), eventstoredb.Options{Timeout: time.Second, Patience: 2 * time.Second, Quiet: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var live, ended sync.WaitGroup
	var seen atomic.Int64
	for range follows {
		live.Add(1)
		ended.Go(func() {
			told := sync.OnceFunc(live.Done)
			defer told()
			for page, err := range log.Follow(ctx, es.Start, es.Filter{}, 10) {
				if err != nil {
					if !errors.Is(err, context.Canceled) {
						t.Error(err)
					}
					return
				}
				if told(); len(page.Events) > 0 {
					seen.Add(1)
					return
				}
			}
		})
	}
	live.Wait()
	append1(t, log, 0)
	ended.Wait()
	if seen.Load() != follows {
		t.Errorf("%d of %d saw the event", seen.Load(), follows)
	}
	until(t, "one connection is left", func() bool { return count.open.Load() == 1 })
}
