package eventstoredb_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/stats"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/eventstoredb"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// patience bounds a test that waits.
const patience = 40 * time.Second

// hasty are options under which trouble is noticed quickly.
var hasty = eventstoredb.Options{Timeout: 300 * time.Millisecond, Patience: 20 * time.Second, Quiet: 10 * time.Millisecond, Tell: slog.New(slog.DiscardHandler)}

// saboteur sits in the server and does something to what is sent.
type saboteur struct {
	mu    sync.Mutex
	act   func(c *call, m any) (any, bool) // the message to send, and whether to send it
	calls int
}

// call is what the server is asked.
type call struct {
	number  int // counts all
	batch   bool
	endless bool // a subscription
}

func (s *saboteur) set(act func(c *call, m any) (any, bool)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.act = act
}

func (s *saboteur) option() grpc.ServerOption {
	return grpc.ChainStreamInterceptor(func(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		s.mu.Lock()
		s.calls++
		c := &call{number: s.calls, batch: info.FullMethod == streams.Streams_BatchAppend_FullMethodName}
		s.mu.Unlock()
		return handler(srv, &sabotaged{stream, s, c})
	})
}

type sabotaged struct {
	grpc.ServerStream
	by   *saboteur
	call *call
}

func (s *sabotaged) RecvMsg(m any) error {
	err := s.ServerStream.RecvMsg(m)
	if q, ok := m.(*streams.ReadReq); ok && err == nil {
		s.call.endless = q.GetOptions().GetSubscription() != nil
	}
	return err
}

func (s *sabotaged) SendMsg(m any) error {
	s.by.mu.Lock()
	act := s.by.act
	s.by.mu.Unlock()
	if act != nil {
		changed, send := act(s.call, m)
		if !send {
			return nil
		}
		m = changed
	}
	return s.ServerStream.SendMsg(m)
}

// connections counts a server's.
type connections struct{ open, ever, batches atomic.Int64 }

func (c *connections) TagRPC(ctx context.Context, info *stats.RPCTagInfo) context.Context {
	if info.FullMethodName == streams.Streams_BatchAppend_FullMethodName {
		c.batches.Add(1)
	}
	return ctx
}
func (c *connections) HandleRPC(context.Context, stats.RPCStats) {}
func (c *connections) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context {
	return ctx
}

func (c *connections) HandleConn(_ context.Context, s stats.ConnStats) {
	switch s.(type) {
	case *stats.ConnBegin:
		c.open.Add(1)
		c.ever.Add(1)
	case *stats.ConnEnd:
		c.open.Add(-1)
	}
}

// until waits for something to become true.
func until(t *testing.T, what string, true func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !true(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func event(key, stream string, i int) es.NewEvent {
	return es.NewEvent{
		ID: es.EventID(key, stream, i), Type: "WorkerPlaced", Version: 1, Data: fmt.Appendf(nil, `{"key":%q,"i":%d}`, key, i),
		Meta: es.Metadata{Actor: "u-test", Command: "PlaceWorker", IdempotencyKey: key, OccurredOn: civil.On(2021, 3, 9), RecordedAt: time.Date(2021, 3, 9, 8, 0, 0, 0, time.UTC)},
	}
}

func eventsOf(key, stream string, n int) []es.NewEvent {
	list := make([]es.NewEvent, n)
	for i := range list {
		list[i] = event(key, stream, i)
	}
	return list
}

// append1 appends the nth event of the stream "s".
func append1(t *testing.T, log es.Log, n int) {
	t.Helper()
	if _, err := log.Append(t.Context(), "s", es.Exactly(es.Revision(n-1)), eventsOf(fmt.Sprint(n), "s", 1)); err != nil {
		t.Error(err)
	}
}

// ledger is what was acknowledged.
type ledger struct {
	mu   sync.Mutex
	acks map[string]es.Appended // by stream and key
}

// write appends batch after batch to a stream of its own, each as often as it
// takes, as a command handler does.
func (l *ledger) write(ctx context.Context, log es.Log, prefix, stream string, appends int, rng *rand.Rand) error {
	last := es.NoRevision
	for n := range appends {
		key := fmt.Sprintf("%s/%d", stream, n)
		batch := eventsOf(key, prefix+stream, 1+rng.IntN(4))
		for {
			done, err := log.Append(ctx, prefix+stream, es.Exactly(last), batch)
			if err == nil {
				l.mu.Lock()
				l.acks[key] = done
				l.mu.Unlock()
				last = done.Revision
				break
			}
			var conflict *es.ConflictError
			if errors.As(err, &conflict) || ctx.Err() != nil { // nobody else writes there
				return fmt.Errorf("couldn't append %s: %w", key, err)
			}
		}
	}
	return nil
}

// check reads the served log itself: what was acknowledged is there, once, where
// it was said to be, and nothing else is.
func (l *ledger) check(t *testing.T, log es.Log, prefix string) (all []es.Event) {
	t.Helper()
	next := map[string]es.Revision{}
	ends := map[string]es.Event{}
	for e, err := range log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{StreamPrefixes: []string{prefix}}) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Revision != next[e.Stream] {
			t.Errorf("%s@%s where @%s should be", e.Stream, e.Revision, next[e.Stream])
		}
		if next[e.Stream]++; ends[e.Meta.IdempotencyKey].Stream != "" && ends[e.Meta.IdempotencyKey].Revision+1 != e.Revision {
			t.Errorf("%s was written twice", e.Meta.IdempotencyKey)
		}
		ends[e.Meta.IdempotencyKey] = e
		all = append(all, e)
	}
	for key, done := range l.acks {
		if e := ends[key]; e.Revision != done.Revision || e.Position != done.Position {
			t.Errorf("%s was acknowledged at %s, %s and is at %s, %s", key, done.Revision, done.Position, e.Revision, e.Position)
		}
	}
	if len(ends) != len(l.acks) {
		t.Errorf("%d appends are in the log, %d were acknowledged", len(ends), len(l.acks))
	}
	return all
}

// same compares what a follower has seen with the log.
func same(t *testing.T, who string, got, want []es.Event) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s saw %d events of %d", who, len(got), len(want))
		return
	}
	for i := range got {
		if got[i].ID != want[i].ID || got[i].Position != want[i].Position || got[i].Revision != want[i].Revision || got[i].Meta != want[i].Meta || string(got[i].Data) != string(want[i].Data) {
			t.Errorf("%s: event %d is %s@%s (%s), want %s@%s (%s)", who, i, got[i].Stream, got[i].Revision, got[i].Position, want[i].Stream, want[i].Revision, want[i].Position)
			return
		}
	}
}

// lab is a server with a saboteur in it, behind a link.
type lab struct {
	log   es.Log // served
	node  *esdbtest.Node
	link  *esdbtest.Wire
	at    string // connection string of the server behind the link
	spy   *saboteur
	count *connections
}

func newLab(t *testing.T) *lab {
	t.Helper()
	l := &lab{log: esdbtest.Log(t), spy: &saboteur{}, count: &connections{}}
	l.node = esdbtest.Start(t, l.log, l.spy.option(), grpc.StatsHandler(l.count))
	l.link = esdbtest.Through(t, l.node.Address.String())
	l.at = l.link.URL()
	return l
}
