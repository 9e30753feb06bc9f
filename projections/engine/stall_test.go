package engine_test

import (
	"context"
	"iter"
	"sync"
	"testing"
	"time"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// deafLog follows without ever hearing of an event, until it is asked again
// often enough: a subscription that died without a word.
type deafLog struct {
	*testLog
	mu   sync.Mutex
	deaf int // of the next subscriptions
}

func (l *deafLog) Follow(ctx context.Context, after es.Position, f es.Filter, size int) iter.Seq2[es.Page, error] {
	l.mu.Lock()
	deaf := l.deaf > 0
	l.deaf--
	l.mu.Unlock()
	if !deaf {
		return l.testLog.Follow(ctx, after, f, size)
	}
	return func(yield func(es.Page, error) bool) {
		<-ctx.Done()
		yield(es.Page{}, ctx.Err())
	}
}

// stalls notes what it hears of stalls.
type stalls struct {
	engine.Observer
	heard chan es.Position
}

func (*stalls) Projecting(string, *engine.Page) func(error) { return func(error) {} }
func (*stalls) Leading(string, bool)                        {}
func (s *stalls) Stalled(_ string, at, _ es.Position) {
	select {
	case s.heard <- at:
	default:
	}
}

func TestASubscriptionThatDiedIsNoticed(t *testing.T) {
	t.Parallel()
	for name, deaf := range map[string]int{"following": 1, "following and reading": 2} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, s := &deafLog{testLog: filled(8)}, memory.New()
			c := config(l, s, summing(1))
			observer := &stalls{heard: make(chan es.Position, 1)}
			c.Observer, c.Stall = observer, 12*time.Millisecond
			e := open(t, c)
			must(t, e.CatchUp(t.Context()))
			l.deaf = deaf
			ctx, stop := context.WithCancel(t.Context())
			var running sync.WaitGroup
			running.Go(func() { _ = e.Run(ctx) })
			running.Go(func() {
				for ctx.Err() == nil {
					if page, err := e.Next(ctx, "sums"); err == nil {
						_ = e.Project(ctx, "sums", page)
					}
				}
			})
			// Until Next has come to wait for news it finds events by itself.
			for heard := false; !heard; {
				must(t, e.WaitFor(t.Context(), "sums", l.add("Added", `{"ward":"w1","amount":5}`)))
				select {
				case <-observer.heard:
					heard = true
				default:
				}
			}
			reports, err := e.Reports(t.Context())
			must(t, err)
			if reports[0].Stalls == 0 {
				t.Errorf("the report is %+v, want its stalls", reports[0])
			}
			stop()
			running.Wait()
			wantRows(t, s, replayed(t, l.testLog, summing(1)))
		})
	}
}
