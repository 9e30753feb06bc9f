package eventstoredb_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"testing"
	"time"
	"weak"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/domain/es"
)

// TestAnAppendOnADeadConnection is given up when its caller gives up, also
// where the call that carries all appends can't even begin: the connection was
// lost since the log was opened, and the new one that gRPC makes hears nothing.
func TestAnAppendOnADeadConnection(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	log := open(t, l.at, hasty)
	l.link.Harm(esdbtest.Loses, "downstream")
	l.link.Cut(0)
	until(t, "the connection is lost", func() bool { return l.count.open.Load() == 0 })
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := log.Append(ctx, "s", es.NoStream, eventsOf("a", "s", 1)); err == nil {
		t.Error("appended into a black hole")
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("a caller who waits for 100 ms was held up for %v", took)
	}
}

// TestAPositionThatIsNone isn't believed: whoever waited for it would wait for
// ever, and all that came later would pass for repeats.
func TestAPositionThatIsNone(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	log := open(t, l.node.URL(), hasty)
	l.spy.set(func(_ *call, m any) (any, bool) {
		if resp, ok := m.(*streams.BatchAppendResp); ok && resp.GetSuccess() != nil {
			resp.GetSuccess().PositionOption = &streams.BatchAppendResp_Success_Position{Position: &shared.AllStreamPosition{CommitPosition: math.MaxUint64, PreparePosition: math.MaxUint64}}
			l.spy.set(nil)
		}
		return m, true
	})
	first, err := log.Append(t.Context(), "s", es.NoStream, eventsOf("a", "s", 1))
	if err != nil {
		t.Fatal(err)
	}
	second, err := log.Append(t.Context(), "s", es.Exactly(0), eventsOf("b", "s", 1))
	if err != nil || second.Repeated {
		t.Errorf("the second came to %+v, %v", second, err)
	}
	(&ledger{acks: map[string]es.Appended{"a": first, "b": second}}).check(t, l.log, "s")
}

// TestWhatNobodyWaitsForIsForgotten: an append whose caller has gone, and that
// the server never answers (EventStoreDB passes over a repeat of what isn't
// replicated yet without a word), isn't kept for as long as the connection lasts.
func TestWhatNobodyWaitsForIsForgotten(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	log := open(t, l.node.URL(), hasty)
	l.spy.set(func(c *call, m any) (any, bool) { return m, !c.batch })
	var left weak.Pointer[es.NewEvent]
	func() {
		batch := eventsOf("a", "s", 1)
		left = weak.Make(&batch[0])
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := log.Append(ctx, "s", es.NoStream, batch); !errors.Is(err, es.ErrUnknownOutcome) {
			t.Errorf("it came to %v, want %v", err, es.ErrUnknownOutcome)
		}
	}()
	until(t, "the append is forgotten", func() bool {
		runtime.GC()
		return left.Value() == nil
	})
	if n := l.count.batches.Load(); n != 1 {
		t.Errorf("it took %d calls: nobody said that the connection was lost", n)
	}
}
