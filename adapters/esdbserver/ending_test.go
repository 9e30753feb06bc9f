package esdbserver_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"vaoso/adapters/esdbserver"
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
