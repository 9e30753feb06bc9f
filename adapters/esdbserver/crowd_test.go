package esdbserver_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// followed is a log that counts who follows it.
type followed struct {
	es.Log
	now *atomic.Int64
	end chan struct{}
}

func (l followed) Follow(ctx context.Context, after es.Position, filter es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		l.now.Add(1)
		defer func() {
			l.now.Add(-1)
			l.end <- struct{}{}
		}()
		l.Log.Follow(ctx, after, filter, size)(yield)
	}
}

// TestManySubscribers: two hundred hear everything, of which some read nothing
// and keep nobody waiting; whoever leaves is followed for no longer.
func TestManySubscribers(t *testing.T) {
	t.Parallel()
	const readers, sleepers = 200, 10
	log := followed{esdbtest.Log(t), new(atomic.Int64), make(chan struct{}, readers+sleepers)}
	c := raw(t, log, esdbserver.Options{Writable: true})
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	subscribe := func() streams.Streams_ReadClient {
		call, err := c.Read(ctx, &streams.ReadReq{Options: &readOptions{StreamOption: allFrom(0), CountOption: subscription}})
		if err != nil {
			t.Fatal(err)
		}
		return call
	}
	for range sleepers { // who never read
		subscribe()
	}
	calls := make([]streams.Streams_ReadClient, readers)
	for i := range calls {
		calls[i] = subscribe()
	}
	const rounds = 40
	big := strings.Repeat("x", 8<<10) // more than what the network holds for a sleeper
	for i := range rounds {
		if _, err := log.Append(ctx, fmt.Sprint("s", i), es.NoStream, []es.NewEvent{{ID: es.EventID("k", fmt.Sprint(i), 0), Type: "T", Version: 1, Data: []byte(`"` + big + `"`), Meta: es.Metadata{OccurredOn: civil.On(2021, 1, 4), RecordedAt: time.Date(2021, 1, 4, 1, 0, 0, 0, time.UTC)}}}); err != nil {
			t.Fatal(err)
		}
	}
	for i, call := range calls {
		for heard := 0; heard < rounds; {
			resp, err := call.Recv()
			if err != nil {
				t.Fatalf("subscriber %d, having heard %d events: %v", i, heard, err)
			}
			if resp.GetEvent() != nil {
				heard++
			}
		}
	}
	if n := log.now.Load(); n != readers+sleepers {
		t.Errorf("%d follow", n)
	}
	leave()
	for range readers + sleepers {
		<-log.end
	}
	if n := log.now.Load(); n != 0 {
		t.Errorf("%d still follow", n)
	}
	if err := readOne(t, c, "s0"); err != nil {
		t.Error(err)
	}
}
