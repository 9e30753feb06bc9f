package pubsub

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/domain/es"
)

// SubscriberConfig are a subscriber's choices. The zero value delivers
// everything from the log's start with each Subscribe, and keeps no offsets.
type SubscriberConfig struct {
	// Group shares a topic's messages among its subscriptions: each message goes
	// to one of them, and what was acked doesn't come again after a restart. ""
	// is no group: each Subscribe begins anew.
	Group string
	// Offsets keep where the group stands; nil: in the log itself.
	Offsets Offsets
	// OnlyNew lets a group that has never been, and each Subscribe without a
	// group, begin with what comes after Subscribe or SubscribeInitialize.
	OnlyNew bool
	// Events says what a topic is; nil: EventsOf.
	Events func(topic string) (Events, error)

	// SaveEvery and SaveAfter bound what comes again after a crash: the offset is
	// saved after so many acks, or so long after an ack that isn't saved,
	// whichever is first; and at the end. 0: 100 acks, 5 s.
	SaveEvery int
	SaveAfter time.Duration
	// Poll is how often a group's subscription looks whether it is still the one
	// that delivers, and whether it should be; 0: 1 s.
	Poll time.Duration
	// TakeOver is how long a group's other subscriptions watch messages wait
	// without any progress before one of them takes over. It must be longer than
	// the slowest handler. 0: 30 s; at least twice SaveAfter and Poll together.
	TakeOver time.Duration

	// Nacked is how long is waited before a nacked message comes again; zero:
	// 100 ms to 10 s.
	Nacked Backoff
	// Trouble is how long is waited before a log that couldn't be read is tried
	// again; zero: 100 ms to 10 s.
	Trouble Backoff
	// CloseTimeout is how long the end of a subscription waits for the ack of the
	// message that is out, and then for its offset to be saved; 0: 5 s each.
	CloseTimeout time.Duration
	// Page is how many events are read at a time; 0: 128.
	Page int
	// Clock tells when offsets are saved; nil: time.Now.
	Clock func() time.Time
	// Logger is told of troubles and of who delivers; nil: nobody is.
	Logger watermill.LoggerAdapter
}

// Subscriber reads a log as messages. Any number of goroutines may use it.
type Subscriber struct {
	log    es.Log
	config SubscriberConfig

	open    context.Context // until closing
	end     context.CancelFunc
	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

var (
	_ message.Subscriber           = (*Subscriber)(nil)
	_ message.SubscribeInitializer = (*Subscriber)(nil)
)

// NewSubscriber makes a subscriber to the log. The log stays the caller's to
// close, after the subscriber.
func NewSubscriber(log es.Log, config SubscriberConfig) (*Subscriber, error) {
	if log == nil {
		return nil, errors.New("pubsub: a subscriber needs a log")
	}
	if config.Offsets == nil {
		config.Offsets = NewLogOffsets(log, config.Clock)
	}
	if config.Events == nil {
		config.Events = EventsOf
	}
	if config.Logger == nil {
		config.Logger = watermill.NopLogger{}
	}
	config.SaveEvery = positive(config.SaveEvery, 100)
	config.SaveAfter = positive(config.SaveAfter, 5*time.Second)
	config.Poll = positive(config.Poll, time.Second)
	config.TakeOver = max(positive(config.TakeOver, 30*time.Second), 2*(config.SaveAfter+config.Poll))
	config.CloseTimeout = positive(config.CloseTimeout, 5*time.Second)
	config.Page = positive(config.Page, 128)
	config.Nacked = config.Nacked.or(100*time.Millisecond, 10*time.Second)
	config.Trouble = config.Trouble.or(100*time.Millisecond, 10*time.Second)
	s := &Subscriber{log: log, config: config}
	s.open, s.end = context.WithCancel(context.Background())
	return s, nil
}

func positive[N int | time.Duration](n, otherwise N) N {
	if n > 0 {
		return n
	}
	return otherwise
}

// Subscribe delivers the topic's messages until the context ends or the subscriber is
// closed, in the log's order, one at a time: the next after the ack, the same
// again after a nack. It goes on by itself through troubles of the log; a log
// that is closed ends it.
//
// In a group it becomes the one subscription that delivers, and those before it
// stand by. It fails where the log or the offsets can't be used now.
func (s *Subscriber) Subscribe(parent context.Context, topic string) (<-chan *message.Message, error) {
	ctx, leave, err := s.enter(parent)
	if err != nil {
		return nil, err
	}
	sub, err := s.begin(ctx, topic)
	if err != nil {
		leave()
		return nil, fmt.Errorf("couldn't subscribe to %q: %w", topic, err)
	}
	sub.parent = parent
	go func() {
		defer leave()
		sub.run(ctx)
	}()
	return sub.out, nil
}

// begin finds where the subscription starts, and makes it its group's owner.
func (s *Subscriber) begin(ctx context.Context, topic string) (*subscription, error) {
	events, err := s.config.Events(topic)
	if err != nil {
		return nil, err
	}
	if err := events.valid(); err != nil {
		return nil, err
	}
	sub := &subscription{
		Subscriber: s, topic: topic, events: events, out: make(chan *message.Message), owner: watermill.NewUUID(),
		logger: s.config.Logger.With(watermill.LogFields{"topic": topic, "group": s.config.Group}),
	}
	if s.config.Group != "" {
		return sub, sub.claim(ctx)
	}
	if s.config.OnlyNew {
		sub.at, err = s.log.Head(ctx)
	}
	return sub, err
}

// SubscribeInitialize marks where a group begins that has never been: what is
// published from now on reaches it, however late it subscribes. It is only
// needed with OnlyNew.
func (s *Subscriber) SubscribeInitialize(topic string) error {
	ctx, leave, err := s.enter(context.Background())
	if err != nil {
		return err
	}
	defer leave()
	if _, err := s.config.Events(topic); err != nil {
		return err
	}
	if s.config.Group == "" || !s.config.OnlyNew {
		return nil
	}
	saved, err := s.config.Offsets.Load(ctx, s.config.Group, topic)
	if err != nil || saved.Version > 0 {
		return err
	}
	if saved.Offset, err = s.last(ctx); err != nil {
		return err
	}
	if _, err = s.config.Offsets.Save(ctx, s.config.Group, topic, saved); errors.Is(err, ErrSavedElsewhere) {
		return nil // somebody else has just begun
	}
	return err
}

// last is the log's last event.
func (s *Subscriber) last(ctx context.Context) (Offset, error) {
	for e, err := range s.log.ReadAll(ctx, es.End, es.Backward, es.Filter{}) {
		if err != nil {
			return Offset{}, fmt.Errorf("couldn't read the log's end: %w", err)
		}
		return offsetAt(e), nil
	}
	return Offset{}, nil
}

// enter begins a call whose context ends with parent or at closing. Closing
// waits until leave is called.
func (s *Subscriber) enter(parent context.Context) (ctx context.Context, leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, ErrClosed
	}
	s.running.Add(1)
	ctx, cancel := context.WithCancel(parent)
	stop := context.AfterFunc(s.open, cancel)
	return ctx, func() {
		stop()
		cancel()
		s.running.Done()
	}, nil
}

// Close ends all subscriptions and waits for them. Messages that are out have
// CloseTimeout to be acked; those that aren't come again to whoever subscribes
// next. It leaves the log open.
func (s *Subscriber) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.end()
	s.running.Wait()
	return nil
}
