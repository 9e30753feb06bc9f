package eventstoredb_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	statuspb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/protobuf/proto"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/eventstoredb"
	"vaoso/domain/es"
)

// TestThroughAnyTrouble: writers and followers, while connections are reset,
// links go slow or silent, the server restarts, answers are lost and spoilt.
// Then nothing acknowledged is missing, nothing is there twice, and every
// follower has seen all of it in order.
func TestThroughAnyTrouble(t *testing.T) {
	t.Parallel()
	const seed = 20211124
	t.Logf("seed %d", seed)
	l := newLab(t)
	l.throughTrouble(t, seed, "trouble-", hasty)
}

// throughTrouble writes to the server behind the link and follows it, while
// harm is done.
func (l *lab) throughTrouble(t *testing.T, seed uint64, prefix string, o eventstoredb.Options) {
	const writers, appends = 8, 60
	rng := rand.New(rand.NewPCG(seed, 1))
	log := open(t, l.at, o)
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	base, err := log.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	book := &ledger{acks: map[string]es.Appended{}}
	var writing, rest sync.WaitGroup
	for w := range writers {
		mine := rand.New(rand.NewPCG(seed, uint64(100+w)))
		writing.Go(func() {
			if err := book.write(ctx, log, prefix, fmt.Sprint("w", w), appends, mine); err != nil {
				t.Error(err)
			}
		})
	}
	filters := []es.Filter{{}, {Types: []string{"WorkerPlaced"}}, {StreamPrefixes: []string{prefix}}}
	seen := make([][]es.Event, len(filters))
	var goal atomic.Pointer[es.Position]
	for i, filter := range filters {
		rest.Go(func() {
			for page, err := range log.Follow(ctx, base, filter, 1+i*50) {
				if err != nil {
					t.Errorf("follower %d: %v", i, err)
					return
				}
				for _, e := range page.Events {
					if strings.HasPrefix(e.Stream, prefix) {
						seen[i] = append(seen[i], e)
					}
				}
				if end := goal.Load(); end != nil && !page.Through.Before(*end) {
					return
				}
			}
		})
	}
	written := make(chan struct{})
	go func() { writing.Wait(); close(written) }()
	counts := map[string]int{}
	// Harm ends at some time, however slow the machine is: then all must go on.
	for over, began := false, time.Now(); !over && time.Since(began) < patience/4; {
		counts[l.harm(t, rng)]++
		select {
		case <-written:
			over = true
		case <-time.After(time.Duration(rng.IntN(30)) * time.Millisecond):
		}
	}
	<-written
	t.Log(counts)
	for i := range 2 { // a follower hears of the second after it has heard of the goal
		key := fmt.Sprint("the end", i)
		done, err := log.Append(ctx, prefix+key, es.NoStream, eventsOf(key, prefix+key, 1))
		if err != nil {
			t.Fatal(err)
		}
		book.acks[key] = done
		goal.CompareAndSwap(nil, &done.Position)
	}
	rest.Wait()
	all := book.check(t, l.log, prefix)
	for i := range filters {
		// Those that came after the goal needn't have been seen.
		same(t, fmt.Sprint("follower ", i), seen[i], all[:max(len(seen[i]), len(all)-1)])
	}
}

// harm does one kind of harm for a short while.
func (l *lab) harm(t *testing.T, rng *rand.Rand) (kind string) {
	moment := func() { time.Sleep(time.Duration(20+rng.IntN(100)) * time.Millisecond) }
	direction := []string{"upstream", "downstream"}[rng.IntN(2)]
	kinds := 5
	if l.node != nil { // else it is a server that nobody may touch
		kinds = 7
	}
	switch rng.IntN(kinds) {
	case 0:
		heal := l.link.Harm(esdbtest.Resets, direction)
		moment()
		heal()
		return "reset"
	case 1:
		heal := l.link.Harm(esdbtest.Loses, direction)
		time.Sleep(500 * time.Millisecond) // longer than a call may take
		heal()
		return "black hole"
	case 2:
		heal := l.link.Harm(esdbtest.Slow, direction)
		moment()
		heal()
		return "slow"
	case 3:
		heal := l.link.Harm(esdbtest.Slices, direction)
		moment()
		heal()
		return "slices"
	case 4:
		l.link.Cut(time.Duration(rng.IntN(80)) * time.Millisecond)
		return "cut"
	case 5:
		l.node.Restart()
		return "restart"
	}
	every := int64(2 + rng.IntN(5))
	var n atomic.Int64
	spoil := rng.IntN(2) == 0
	l.spy.set(func(_ *call, m any) (any, bool) {
		if n.Add(1)%every != 0 {
			return m, true
		}
		if _, isAnswer := m.(*streams.BatchAppendResp); isAnswer && !spoil {
			return m, false // durable, and nobody hears of it
		}
		return spoilt(m, int(n.Load()/every)), true
	})
	moment()
	l.spy.set(nil)
	return "lost or spoilt answers"
}

// spoilt is a message with something missing, one of several things.
func spoilt(m any, which int) any {
	switch m := m.(type) {
	case *streams.BatchAppendResp:
		bad := proto.Clone(m).(*streams.BatchAppendResp)
		switch which % 5 {
		case 0:
			bad.Result = nil
		case 1:
			if s := bad.GetSuccess(); s != nil {
				s.PositionOption = nil
			}
		case 2:
			if s := bad.GetSuccess(); s != nil {
				s.CurrentRevisionOption = &streams.BatchAppendResp_Success_CurrentRevision{CurrentRevision: s.GetCurrentRevision() + 1}
			}
		case 3:
			bad.Result = &streams.BatchAppendResp_Error{Error: &statuspb.Status{}}
		case 4:
			bad.CorrelationId = nil
		}
		return bad
	case *streams.ReadResp:
		bad := proto.Clone(m).(*streams.ReadResp)
		e := bad.GetEvent()
		if e == nil {
			return bad
		}
		switch which % 6 {
		case 0:
			bad.Content = nil
		case 1:
			e.Event = nil
		case 2:
			e.Event.Id = nil
		case 3:
			e.Event.Metadata, e.Event.CustomMetadata = nil, nil
		case 4:
			e.Event.StreamIdentifier = nil
		case 5:
			e.Event.CommitPosition, e.Event.PreparePosition = 0, 0
		}
		return bad
	}
	return m
}

// TestAnswersLostAfterADurableAppend: the append is found by its events' ids.
func TestAnswersLostAfterADurableAppend(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	log := open(t, l.at, hasty)
	var lost atomic.Int64
	l.spy.set(func(c *call, m any) (any, bool) {
		if c.batch && lost.Add(1) == 1 {
			return nil, false
		}
		return m, true
	})
	batch := eventsOf("a", "s", 3)
	done, err := log.Append(t.Context(), "s", es.NoStream, batch)
	if err != nil || done.Revision != 2 || lost.Load() != 1 {
		t.Fatalf("it came to %+v, %v, after %d answers", done, err, lost.Load())
	}
	book := &ledger{acks: map[string]es.Appended{"a": done}}
	book.check(t, l.log, "s")
}

// TestAnswersThatMakeNoSense are never believed: the append is looked up, the
// read is done again, and a server that never makes sense is said to.
func TestAnswersThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for which := range 6 {
		t.Run(fmt.Sprint(which), func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			log := open(t, l.at, hasty)
			var n atomic.Int64
			once := func(_ *call, m any) (any, bool) {
				if n.Add(1) == 1 {
					return spoilt(m, which), true
				}
				return m, true
			}
			l.spy.set(once)
			done, err := log.Append(t.Context(), "s", es.NoStream, eventsOf("a", "s", 2))
			if err != nil || done.Revision != 1 {
				t.Errorf("the append came to %+v, %v", done, err)
			}
			n.Store(0)
			read := 0
			for e, err := range log.Read(t.Context(), "s", 0, es.Forward) {
				if err != nil || e.Meta.IdempotencyKey != "a" || string(e.Data) == "" {
					t.Errorf("read %+v, %v", e, err)
				}
				read++
			}
			n.Store(0)
			for page, err := range log.Follow(t.Context(), es.Start, es.Filter{}, 10) {
				if err != nil {
					t.Fatal(err)
				}
				if read += len(page.Events); page.CaughtUp {
					break
				}
			}
			if read != 4 {
				t.Errorf("read and followed %d events, want 2 and 2", read)
			}
			(&ledger{acks: map[string]es.Appended{"a": done}}).check(t, l.log, "s")
			l.spy.set(func(_ *call, m any) (any, bool) { return spoilt(m, which), true })
			impatient := hasty
			impatient.Patience = 50 * time.Millisecond
			if log, err := eventstoredb.Open(t.Context(), l.at, impatient); err == nil {
				t.Error("opened a log that makes no sense")
				_ = log.Close()
			}
		})
	}
}

// TestAServerThatNeverAnswers doesn't hold anybody up for longer than patience,
// whatever the caller's context says.
func TestAServerThatNeverAnswers(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	o := hasty
	o.Patience = 600 * time.Millisecond
	log := open(t, l.at, o)
	if _, err := log.Append(t.Context(), "s", es.NoStream, eventsOf("a", "s", 1)); err != nil {
		t.Fatal(err)
	}
	l.link.Harm(esdbtest.Loses, "downstream")
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			stream := fmt.Sprint("s", i)
			if _, err := log.Append(t.Context(), stream, es.NoStream, eventsOf("b", stream, 1)); err == nil {
				t.Error("appended into a black hole")
			}
			for _, err := range log.Read(t.Context(), "s", 0, es.Forward) {
				if !errors.Is(err, es.ErrUnavailable) {
					t.Errorf("read from a black hole: %v, want %v", err, es.ErrUnavailable)
				}
			}
			for _, err := range log.Follow(t.Context(), es.Start, es.Filter{}, 1) {
				if err == nil {
					t.Error("followed a black hole")
				}
			}
		})
	}
	group.Wait()
}

// TestAServerThatIsGone for longer than a discovery lasts is found again: the
// log doesn't stay broken.
func TestAServerThatIsGone(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	o := hasty
	o.Patience = 200 * time.Millisecond
	log := open(t, l.at+"&maxDiscoverAttempts=1", o)
	l.node.Stop()
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			stream := fmt.Sprint("s", i)
			if _, err := log.Append(t.Context(), stream, es.NoStream, eventsOf("a", stream, 1)); err == nil {
				t.Error("appended at a server that is gone")
			}
			if _, err := log.Head(t.Context()); err == nil {
				t.Error("read the head of a server that is gone")
			}
		})
	}
	group.Wait()
	l.node.Restart()
	if _, err := log.Append(t.Context(), "s", es.NoStream, eventsOf("a", "s", 1)); err != nil {
		t.Errorf("once it is back: %v", err)
	}
}

// TestASilentSubscriptionIsReplaced: the server stops telling a subscription of
// events, without ending it.
func TestASilentSubscriptionIsReplaced(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	log := open(t, l.at, hasty)
	var told atomic.Int64
	var silent atomic.Int64 // the call that keeps silent, from the third event on
	l.spy.set(func(c *call, m any) (any, bool) {
		if r, ok := m.(*streams.ReadResp); !ok || r.GetEvent() == nil || !c.endless {
			return m, true
		}
		if told.Add(1) == 3 {
			silent.Store(int64(c.number))
		}
		return m, silent.Load() != int64(c.number)
	})
	var want []es.Event
	var got []es.Event
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	next := 0
	write := func() {
		if _, err := log.Append(ctx, "s", es.Any, eventsOf(fmt.Sprint("live", next), "s", 1)); err != nil {
			t.Fatal(err)
		}
		next++
	}
	write()
	for page, err := range log.Follow(ctx, es.Start, es.Filter{}, 10) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, page.Events...)
		if len(got) == 4 {
			break
		}
		if page.CaughtUp && next < 4 {
			write()
		}
	}
	for e, err := range l.log.ReadAll(ctx, es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, e)
	}
	same(t, "the follower", got, want)
	if silent.Load() == 0 {
		t.Error("no subscription was silent")
	}
}

// TestTheLeaderIsFollowed: of two servers one leads; then the other does.
func TestTheLeaderIsFollowed(t *testing.T) {
	t.Parallel()
	served := esdbtest.Log(t)
	a, b := esdbtest.Start(t, served), esdbtest.Start(t, served)
	b.Server.SetLeader(a.Address)
	log := open(t, fmt.Sprintf("esdb://%s,%s?tls=false&discoveryInterval=10", a.Address, b.Address), hasty)
	alone := open(t, "esdb://"+b.Address.String()+"?tls=false&discoveryInterval=10", hasty) // knows of the follower alone
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	book := &ledger{acks: map[string]es.Appended{}}
	var group sync.WaitGroup
	for i, log := range []*eventstoredb.Log{log, alone} {
		group.Go(func() {
			if err := book.write(ctx, log, "leader-", fmt.Sprint(i), 150, rand.New(rand.NewPCG(1, uint64(i)))); err != nil {
				t.Error(err)
			}
		})
	}
	written := make(chan struct{})
	go func() { group.Wait(); close(written) }()
	changes := 0
	for over := false; !over; changes++ {
		leader, follower := a, b
		if changes%2 == 1 {
			leader, follower = b, a
		}
		leader.Server.SetLeader(nil)
		follower.Server.SetLeader(leader.Address)
		select {
		case <-written:
			over = true
		case <-time.After(15 * time.Millisecond):
		}
	}
	if changes < 3 {
		t.Errorf("the leader changed %d times", changes)
	}
	book.check(t, served, "leader-")
}

// TestAppendsReachTheServerTogether: the appends of all goroutines go down one
// call, and many are under way at a moment.
func TestAppendsReachTheServerTogether(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	log := open(t, l.node.URL(), eventstoredb.Options{})
	var group sync.WaitGroup
	for w := range 64 {
		group.Go(func() {
			stream := fmt.Sprint("s", w)
			for n := range 10 {
				if _, err := log.Append(t.Context(), stream, es.Exactly(es.Revision(n-1)), eventsOf(fmt.Sprint(n), stream, 1)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if n := l.count.batches.Load(); n != 1 {
		t.Errorf("640 appends took %d calls, want one", n)
	}
}
