package sqlite

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"time"

	"vaoso/domain/es"
)

// Follow is es.Log's. A page is at most 2,048 events, however large size is.
//
// Positions are dense and given in the order of commits, so catching up and
// being live are the same reading: everything from where it has come to up to
// the head, then waiting until the head moves. There is no change-over.
func (l *Log) Follow(ctx context.Context, after es.Position, filter es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		err := l.follow(ctx, after, filter, size, func(p es.Page) bool { return yield(p, nil) })
		if err != nil {
			yield(es.Page{}, fmt.Errorf("couldn't follow the log: %w", err))
		}
	}
}

// follow ends with nil when the consumer does.
func (l *Log) follow(ctx context.Context, after es.Position, filter es.Filter, size int, yield func(es.Page) bool) error {
	if err := filter.Valid(); err != nil {
		return err
	}
	size = min(max(size, 1), maxChunk)
	scan := scan{log: l, match: newMatch(filter)}
	at, through := afterOf(after), after // through is at in the port's terms, and after itself at first
	told := false                        // whether the consumer knows that it has caught up
	for {
		moved := l.news.moved() // taken before reading the head, so that no move is missed
		head, err := l.Head(ctx)
		if err != nil {
			return err
		}
		left := span{at, afterOf(head)}
		for !left.empty() {
			scan.chunk = int64(size)
			if !scan.match.all {
				scan.chunk = maxChunk
			}
			var events []es.Event
			if events, left, err = scan.next(ctx, left); err != nil {
				return err
			}
			for len(events) > size {
				if !yield(es.Page{Events: events[:size:size], Through: events[size-1].Position}) {
					return nil
				}
				events = events[size:]
			}
			at, through = left.after, positionOf(left.after)
			told = left.empty()
			if !yield(es.Page{Events: events, Through: through, CaughtUp: told}) {
				return nil
			}
		}
		if !told {
			told = true
			if !yield(es.Page{Through: through, CaughtUp: true}) {
				return nil
			}
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		case <-l.closing:
			return es.ErrClosed
		}
	}
}

// news tells followers that the head has moved.
type news struct {
	mu   sync.Mutex
	head int64
	ch   chan struct{}
}

// moved is closed at the next move.
func (n *news) moved() <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.ch == nil {
		n.ch = make(chan struct{})
	}
	return n.ch
}

// advance notes where the head is.
func (n *news) advance(head int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if head > n.head {
		n.head = head
		n.wake()
	}
}

// wake lets all who wait look again. The lock is held.
func (n *news) wake() {
	if n.ch != nil {
		close(n.ch)
		n.ch = nil
	}
}

// watch looks for commits of other processes until the log closes. It asks for
// the head itself, which costs no more than PRAGMA data_version and says more.
func (l *Log) watch(every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-l.closing:
			return
		case <-ticker.C:
		}
		head, err := l.Head(context.Background())
		if err != nil { // the followers look for themselves, and meet the error
			l.news.mu.Lock()
			l.news.wake()
			l.news.mu.Unlock()
			continue
		}
		l.news.advance(afterOf(head))
	}
}
