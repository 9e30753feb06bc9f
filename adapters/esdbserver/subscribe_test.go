package esdbserver_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"vaoso/adapters/esdbserver"
)

// told reads a subscription until it has told of n events and, where it is
// asked for, has caught up.
type told struct {
	data        string
	checkpoints []esdb.Position
	caughtUp    int // after how many events; -1: not yet
	last        esdb.Position
	dropped     error
}

func (t *tester) listen(s *esdb.Subscription, err error, n int, more func(told) bool) (got told) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	got.caughtUp = -1
	seen := 0
	for seen < n || more != nil && more(got) {
		e := s.Recv()
		switch {
		case e.EventAppeared != nil:
			seen++
			got.data += string(e.EventAppeared.Event.Data) + " "
			got.last = e.EventAppeared.Event.Position
		case e.CheckPointReached != nil:
			got.checkpoints = append(got.checkpoints, *e.CheckPointReached)
		case e.CaughtUp != nil:
			got.caughtUp = seen
		case e.SubscriptionDropped != nil:
			got.dropped = e.SubscriptionDropped.Error
			return got
		}
	}
	return got
}

func caughtUp(got told) bool { return got.caughtUp < 0 }

// TestSubscribingToAll: history, that it is over, and what comes; from anywhere.
func TestSubscribingToAll(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	for i := range 6 {
		c.append(fmt.Sprint("s", i%2), esdb.Any{}, events(i, 1)...)
	}
	s, err := c.SubscribeToAll(c.ctx, esdb.SubscribeToAllOptions{From: esdb.Start{}})
	got := c.listen(s, err, 6, caughtUp)
	c.want("history", got.data, "0 1 2 3 4 5 ")
	if got.caughtUp != 6 {
		t.Errorf("caught up after %d events", got.caughtUp)
	}
	_, list, err := drain(c.ReadAll(c.ctx, esdb.ReadAllOptions{}, 10))
	if err != nil {
		t.Fatal(err)
	}
	s, err = c.SubscribeToAll(c.ctx, esdb.SubscribeToAllOptions{From: list[2].Position})
	c.want("after the third, exclusive", c.listen(s, err, 3, nil).data, "3 4 5 ")
	s, err = c.SubscribeToAll(c.ctx, esdb.SubscribeToAllOptions{From: esdb.End{}})
	c.append("s0", esdb.Any{}, events(6, 2)...)
	c.want("only what comes", c.listen(s, err, 2, nil).data, "6 7 ")
}

// TestFilters: by stream or type, by prefix or expression, with checkpoints that
// can be gone on from.
func TestFilters(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	for i := range 100 {
		c.append([]string{"worker-1", "contract-1", "worker-2"}[i%3], esdb.Any{}, events(i, 1)...)
	}
	rare := esdb.EventData{EventType: "Rare", ContentType: esdb.ContentTypeJson, Data: []byte("rare")}
	c.append("plan-1", esdb.Any{}, rare)
	for what, q := range map[string]struct {
		filter esdb.SubscriptionFilter
		n      int
		want   func(i int) bool
	}{
		"streams by prefix":     {esdb.SubscriptionFilter{Type: esdb.StreamFilterType, Prefixes: []string{"contract-", "none"}}, 33, func(i int) bool { return i%3 == 1 }},
		"streams by expression": {esdb.SubscriptionFilter{Type: esdb.StreamFilterType, Regex: `^worker-\d$`}, 67, func(i int) bool { return i%3 != 1 }},
		"types by prefix":       {esdb.SubscriptionFilter{Type: esdb.EventFilterType, Prefixes: []string{"Type2"}}, 33, func(i int) bool { return i%3 == 2 }},
		"types by expression":   {esdb.SubscriptionFilter{Type: esdb.EventFilterType, Regex: "^(Type0|Type1)$"}, 67, func(i int) bool { return i%3 < 2 }},
	} {
		var want strings.Builder
		for i := range 100 {
			if q.want(i) {
				fmt.Fprint(&want, i, " ")
			}
		}
		s, err := c.SubscribeToAll(c.ctx, esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: &q.filter})
		c.want(what, c.listen(s, err, q.n, nil).data, want.String())
	}
	onlyRare := esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: &esdb.SubscriptionFilter{Type: esdb.EventFilterType, Prefixes: []string{"Rare"}}, MaxSearchWindow: 10, CheckpointInterval: 3}
	s, err := c.SubscribeToAll(c.ctx, onlyRare)
	got := c.listen(s, err, 1, caughtUp)
	if len(got.checkpoints) != 3 { // of 101 events, every 30
		t.Fatalf("checkpoints at %v", got.checkpoints)
	}
	onlyRare.From = got.checkpoints[2]
	s, err = c.SubscribeToAll(c.ctx, onlyRare)
	c.want("from a checkpoint", c.listen(s, err, 1, nil).data, "rare ")
	for _, bad := range []esdb.SubscriptionFilter{{Type: esdb.EventFilterType, Regex: "(("}} {
		s, err := c.SubscribeToAll(c.ctx, esdb.SubscribeToAllOptions{Filter: &bad})
		if err == nil {
			err = c.listen(s, nil, 1, nil).dropped
		}
		if err == nil {
			t.Error("took an expression that is none")
		}
	}
}

// TestSubscribingToAStream: from its start, after a revision, from now on; a
// longer name isn't it; a tombstone ends it.
func TestSubscribingToAStream(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	c.append("s", esdb.NoStream{}, events(0, 3)...)
	c.append("s2", esdb.NoStream{}, events(10, 3)...)
	s, err := c.SubscribeToStream(c.ctx, "s", esdb.SubscribeToStreamOptions{From: esdb.Start{}})
	c.want("history", c.listen(s, err, 3, caughtUp).data, "0 1 2 ")
	s, err = c.SubscribeToStream(c.ctx, "s", esdb.SubscribeToStreamOptions{From: esdb.Revision(0)})
	c.want("after a revision", c.listen(s, err, 2, nil).data, "1 2 ")
	s, err = c.SubscribeToStream(c.ctx, "s", esdb.SubscribeToStreamOptions{From: esdb.End{}})
	c.append("s2", esdb.Any{}, events(13, 1)...)
	c.append("s", esdb.Any{}, events(3, 1)...)
	c.want("from now on", c.listen(s, err, 1, nil).data, "3 ")
	s, err = c.SubscribeToStream(c.ctx, "later", esdb.SubscribeToStreamOptions{From: esdb.Start{}})
	c.append("later", esdb.NoStream{}, events(20, 1)...)
	c.want("a stream that comes later", c.listen(s, err, 1, nil).data, "20 ")
	s, err = c.SubscribeToStream(c.ctx, "s", esdb.SubscribeToStreamOptions{From: esdb.Start{}})
	if _, tombErr := c.TombstoneStream(c.ctx, "s", esdb.TombstoneStreamOptions{}); tombErr != nil {
		t.Fatal(tombErr)
	}
	if got := c.listen(s, err, 99, nil); got.data != "0 1 2 3 " || got.dropped == nil || !strings.Contains(got.dropped.Error(), "deleted") {
		t.Errorf("of a stream that ended it told %q, and then %v", got.data, got.dropped)
	}
}
