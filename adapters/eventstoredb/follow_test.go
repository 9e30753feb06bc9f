package eventstoredb_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/eventstoredb"
	"vaoso/domain/es"
)

// meddled sits in the server and may send more, or less, than it was given. An
// error of meddle's ends the call with it.
type meddled struct {
	grpc.ServerStream
	meddle     func(*meddled, *streams.ReadResp) error
	subscribed bool // it is a subscription
	ended      error
}

func meddling(meddle func(*meddled, *streams.ReadResp) error) grpc.ServerOption {
	return grpc.ChainStreamInterceptor(func(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		s := &meddled{ServerStream: stream, meddle: meddle}
		err := handler(srv, s)
		if s.ended != nil {
			return s.ended
		}
		return err
	})
}

func (m *meddled) SendMsg(message any) error {
	resp, ok := message.(*streams.ReadResp)
	if m.subscribed = m.subscribed || resp.GetConfirmation() != nil; !ok || !m.subscribed {
		return m.ServerStream.SendMsg(message)
	}
	m.ended = m.meddle(m, resp)
	return m.ended
}

// TestPatienceBeginsWithTheTrouble: a Follow that has been well for longer than
// patience, with nothing to tell, goes through a restart as any other does.
func TestPatienceBeginsWithTheTrouble(t *testing.T) {
	t.Parallel()
	const patient = 1500 * time.Millisecond // a restart on a busy machine takes a part of it
	var lookedAt atomic.Int64
	reads := grpc.ChainStreamInterceptor(func(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		lookedAt.Add(1)
		return handler(srv, stream)
	})
	node := esdbtest.Start(t, esdbtest.Log(t), reads)
	log := open(t, node.URL()+"&discoveryInterval=10", eventstoredb.Options{Patience: patient, Quiet: time.Millisecond})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	began := time.Now()
	caughtUp, seen := make(chan struct{}), make(chan es.Event)
	go func() {
		defer close(seen)
		for page, err := range log.Follow(ctx, es.Start, es.Filter{}, 10) {
			if err != nil {
				if ctx.Err() == nil {
					t.Errorf("the Follow ended: %v", err)
				}
				return
			}
			if page.CaughtUp && len(page.Events) == 0 {
				close(caughtUp)
			}
			for _, e := range page.Events {
				seen <- e
				return
			}
		}
	}()
	<-caughtUp
	// Its looks at the server go on meanwhile.
	until(t, "it has been well for longer than patience", func() bool { return time.Since(began) > patient+patient/4 && lookedAt.Load() > 5 })
	node.Restart()
	append1(t, log, 0)
	if e, ok := <-seen; ok && e.Stream != "s" {
		t.Errorf("saw %s", e.Stream)
	}
}

// TestOneSubscriptionsTroubleIsItsOwn: one that the server drops because its
// consumer is slow, as servers up to 23.10 do with 32 events waiting, and one
// that keeps silent, are replaced on the same connection: the appends under way
// on it aren't disturbed.
func TestOneSubscriptionsTroubleIsItsOwn(t *testing.T) {
	t.Parallel()
	for name, second := range map[string]error{
		"too slow": status.Error(codes.Aborted, "Operation timed out: Consumer too slow to handle event while live. Client resubscription required."),
		"silent":   nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			count := &connections{}
			var told atomic.Int64
			node := esdbtest.Start(t, esdbtest.Log(t), grpc.StatsHandler(count), meddling(func(s *meddled, m *streams.ReadResp) error {
				if m.GetEvent() != nil && told.Add(1) == 2 {
					return second
				}
				return s.ServerStream.SendMsg(m)
			}))
			log := open(t, node.URL(), eventstoredb.Options{Quiet: 5 * time.Millisecond})
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			append1(t, log, 0)
			append1(t, log, 1)
			var got []es.Event
			for page, err := range log.Follow(ctx, es.Start, es.Filter{}, 10) {
				if err != nil {
					t.Fatal(err)
				}
				if got = append(got, page.Events...); len(got) >= 2 {
					break
				}
			}
			if len(got) != 2 || got[0].Revision != 0 || got[1].Revision != 1 || told.Load() < 3 {
				t.Errorf("saw %d events, of %d told", len(got), told.Load())
			}
			if n := count.ever.Load(); n != 1 {
				t.Errorf("it took %d connections, want 1", n)
			}
		})
	}
}

// TestOneThatFellBehindIsNotCaughtUp: servers from 24.2 on say so, and go on
// with the history.
func TestOneThatFellBehindIsNotCaughtUp(t *testing.T) {
	t.Parallel()
	node := esdbtest.Start(t, esdbtest.Log(t), meddling(func(s *meddled, m *streams.ReadResp) error {
		if m.GetEvent() != nil {
			if err := s.ServerStream.SendMsg(&streams.ReadResp{Content: &streams.ReadResp_FellBehind_{FellBehind: &streams.ReadResp_FellBehind{}}}); err != nil {
				return err
			}
		}
		return s.ServerStream.SendMsg(m)
	}))
	log := open(t, node.URL(), eventstoredb.Options{Quiet: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for page, err := range log.Follow(ctx, es.Start, es.Filter{}, 10) {
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Events) == 0 { // it is live
			append1(t, log, 0)
			continue
		}
		if page.CaughtUp {
			t.Error("it is caught up, where the server has just said that it isn't")
		}
		break
	}
}

// TestWhatWasHeardIsToldThoughALookFails: what a subscription tells of while
// the Follow asks the server something isn't lost with the question. Else a
// Follow would never come further where every connection is short-lived.
func TestWhatWasHeardIsToldThoughALookFails(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	o := hasty
	o.Timeout, o.Patience, o.Quiet = 5*time.Second, time.Second, time.Millisecond
	log := open(t, l.node.URL()+"&discoveryInterval=1", o)
	append1(t, log, 0)
	asked, told, over := make(chan struct{}, 1), make(chan struct{}, 1), make(chan struct{})
	t.Cleanup(func() { close(over) }) // before the server is stopped
	say := func(what chan struct{}) {
		select {
		case what <- struct{}{}:
		default:
		}
	}
	hear := func(what chan struct{}) {
		select {
		case <-what:
		case <-over:
		}
	}
	l.spy.set(func(c *call, m any) (any, bool) {
		r, _ := m.(*streams.ReadResp)
		switch {
		case r.GetEvent() == nil:
		case c.endless: // tells only while it is being asked
			hear(asked)
			say(told)
		default: // answers only once it has told, and then nonsense
			say(asked)
			hear(told)
			return &streams.ReadResp{}, true
		}
		return m, true
	})
	for page, err := range log.Follow(t.Context(), es.Start, es.Filter{}, 10) {
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Events) == 1 {
			break
		}
	}
}
