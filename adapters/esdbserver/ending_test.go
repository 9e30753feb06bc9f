package esdbserver_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/domain/es"
)

// TestNothingComesAfterTheEnd: of appends that race with a tombstone, those that
// succeed are before it.
func TestNothingComesAfterTheEnd(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	c.append("s", esdb.NoStream{}, events(0, 1)...)
	var writers sync.WaitGroup
	begun := make(chan struct{}, 8)
	for w := range cap(begun) {
		writers.Go(func() {
			for i := 0; ; i++ {
				stream := []string{"s", "$$s"}[w%2]
				_, err := c.AppendToStream(c.ctx, stream, esdb.AppendToStreamOptions{ExpectedRevision: esdb.Any{}}, events(1000*(w+1)+i, 1)...)
				if i == 2 {
					begun <- struct{}{}
				}
				if err != nil {
					c.refused(fmt.Sprintf("append %d of writer %d", i, w), err, esdb.ErrorCodeStreamDeleted)
					return
				}
			}
		})
	}
	for range cap(begun) {
		<-begun
	}
	done, err := c.TombstoneStream(c.ctx, "s", esdb.TombstoneStreamOptions{})
	if err != nil {
		t.Fatal(err)
	}
	writers.Wait()
	_, list, err := drain(c.ReadAll(c.ctx, esdb.ReadAllOptions{From: done.Position}, 100))
	if err != nil || len(list) != 1 || list[0].EventType != "$streamDeleted" {
		t.Errorf("from the tombstone on there are %d events, %v", len(list), err)
	}
}

// lingering is a log whose appends go on for a moment after their caller has gone.
type lingering struct {
	es.Log
	begun chan struct{}
	done  *atomic.Bool
}

func (l lingering) Append(ctx context.Context, _ string, _ es.Expected, _ []es.NewEvent) (es.Appended, error) {
	close(l.begun)
	<-ctx.Done()
	<-time.After(50 * time.Millisecond)
	l.done.Store(true)
	return es.Appended{}, ctx.Err()
}

// TestServeWaits: when Serve returns nobody is at the log any more.
func TestServeWaits(t *testing.T) {
	t.Parallel()
	log := lingering{esdbtest.Log(t), make(chan struct{}), new(atomic.Bool)}
	node := esdbtest.Start(t, log)
	c := streams.NewStreamsClient(client(t, node.Address.String()))
	answered := make(chan error, 1)
	go func() { answered <- appendOne(t, c, "s") }()
	<-log.begun
	node.Stop()
	if !log.done.Load() {
		t.Error("an append was still under way")
	}
	if err := <-answered; err == nil {
		t.Error("it was answered with success")
	}
}
