package watermill

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Envelope is a message's payload: which page it is. The page itself travels
// in the message's context, since it never leaves the process.
type Envelope struct {
	After   es.Position `json:"after"`
	Through es.Position `json:"through"`
	Events  int         `json:"events"`
}

type pageKey struct{}

// PageOf is the page that a message of a [Subscriber] carries; nil where it
// carries none.
func PageOf(msg *message.Message) *engine.Page {
	page, _ := msg.Context().Value(pageKey{}).(*engine.Page)
	return page
}

// Subscriber is the engine as a Watermill subscriber. A topic is a
// projection's name; its messages are the pages that the projection hasn't
// committed yet. A halted projection's topic is silent until it is resumed.
type Subscriber struct {
	engine  *engine.Engine
	log     *slog.Logger
	backoff Backoff

	mu      sync.Mutex
	closed  bool
	closing chan struct{}
	running sync.WaitGroup
}

var _ message.Subscriber = (*Subscriber)(nil)

// NewSubscriber makes the subscriber. The engine must be running.
func NewSubscriber(e *engine.Engine, log *slog.Logger, backoff Backoff) *Subscriber {
	return &Subscriber{engine: e, log: log, backoff: backoff, closing: make(chan struct{})}
}

// Subscribe delivers the projection's pages until ctx ends or the subscriber is
// closed. The next page comes after the ack, the same page again after a nack.
func (s *Subscriber) Subscribe(ctx context.Context, projection string) (<-chan *message.Message, error) {
	return s.start(ctx, func(ctx context.Context, out chan<- *message.Message) {
		for ctx.Err() == nil {
			page, err := s.next(ctx, projection)
			if err != nil {
				return // ctx has ended
			}
			envelope := Envelope{page.After, page.Through, page.Read}
			if !send(context.WithValue(ctx, pageKey{}, page), out, projection, envelope) {
				return
			}
		}
	})
}

// start runs deliver with a context that ends with ctx or with the subscriber.
func (s *Subscriber) start(ctx context.Context, deliver func(context.Context, chan<- *message.Message)) (<-chan *message.Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errors.New("watermill: the subscriber is closed")
	}
	out := make(chan *message.Message)
	ctx, cancel := context.WithCancel(ctx)
	s.running.Go(func() {
		select {
		case <-s.closing:
		case <-ctx.Done():
		}
		cancel()
	})
	s.running.Go(func() {
		defer close(out)
		defer cancel()
		deliver(ctx, out)
	})
	return out, nil
}

// next is the projection's next page. It waits through the log's troubles and
// while the projection is halted, and fails only when ctx ends.
func (s *Subscriber) next(ctx context.Context, projection string) (*engine.Page, error) {
	for wait := s.backoff.First; ; wait = min(2*wait, s.backoff.Most) {
		page, err := s.engine.Next(ctx, projection)
		if err == nil {
			return page, nil
		}
		switch engine.Dispose(ctx, err) {
		case engine.DoStop:
			<-ctx.Done() // a log that closed first: the program is about to end
		case engine.DoHalt:
			s.log.ErrorContext(ctx, "projection stands still", slog.String("projection", projection), slog.Any("error", err))
			if errors.Is(err, engine.ErrSuperseded) {
				<-ctx.Done()
			} else if err := s.engine.Resumed(ctx, projection); err != nil {
				pause(ctx, wait) // Next says what has become of it
			}
		case engine.DoRetry:
			s.log.WarnContext(ctx, "couldn't get the next page, trying again", slog.String("projection", projection), slog.Duration("after", wait), slog.Any("error", err))
			pause(ctx, wait)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
}

// send delivers one message until it is acknowledged; false when ctx ends.
func send(ctx context.Context, out chan<- *message.Message, topic string, envelope Envelope) bool {
	payload, err := json.Marshal(envelope)
	if err != nil {
		panic(err) // positions and numbers always have a JSON form
	}
	for {
		msg := message.NewMessage(topic+"@"+envelope.Through.String(), payload)
		msg.SetContext(ctx)
		select {
		case out <- msg:
		case <-ctx.Done():
			return false
		}
		select {
		case <-msg.Acked():
			return true
		case <-msg.Nacked():
		case <-ctx.Done():
			return false
		}
	}
}

// Close ends all deliveries and waits for them.
func (s *Subscriber) Close() error {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.closing)
	}
	s.mu.Unlock()
	s.running.Wait()
	return nil
}

// pause waits, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
