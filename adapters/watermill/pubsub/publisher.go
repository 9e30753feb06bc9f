package pubsub

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/domain/es"
)

// ErrClosed is what a closed publisher or subscriber answers.
var ErrClosed = errors.New("pubsub: it is closed")

// ErrPartlyPublished says that some of a call's messages are in the topic
// already, but not all of them, side by side and in this order: it isn't the
// repeat of an earlier call, so nothing was written. Publish those that are new.
var ErrPartlyPublished = errors.New("pubsub: some of the messages were published before, in another call")

// ErrForeignStream says that a topic's stream has events that no publisher
// wrote. Nothing is published there: whoever folds that stream, as a book folds
// a worker's, couldn't read it any more, and an event can't be taken back.
var ErrForeignStream = errors.New("pubsub: the stream isn't one of messages")

// PublisherConfig are a publisher's choices. The zero value is right.
type PublisherConfig struct {
	// Stream is the stream that a topic's messages go to; nil: the topic is the
	// stream's name, of 1 to 255 bytes, not beginning with $.
	Stream func(topic string) (string, error)
	// Actor is who the log says wrote the events; "" means "watermill".
	Actor string
	// Clock tells when; nil: time.Now.
	Clock func() time.Time
	// Logger is told of troubles that are got over; nil: nobody is.
	Logger watermill.LoggerAdapter
	// Backoff is how long is waited after a conflict or an unknown outcome;
	// zero: 5 ms to 1 s.
	Backoff Backoff
}

// Backoff is how long is waited after trouble: First, then twice as long each
// time, up to Most.
type Backoff struct {
	First, Most time.Duration
}

func (b Backoff) or(first, most time.Duration) Backoff {
	if b.First <= 0 {
		b.First = first
	}
	if b.Most < b.First {
		b.Most = max(most, b.First)
	}
	return b
}

// Publisher writes messages into a log. Any number of goroutines may use it,
// and any number of publishers a topic.
type Publisher struct {
	log    es.Log
	config PublisherConfig

	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
	topics  map[string]*topic // by stream; a cache
}

var _ message.Publisher = (*Publisher)(nil)

// topic is one stream's end, as far as this publisher knows it.
type topic struct {
	turn   chan struct{} // holds one token: whoever has it may use recent
	recent *recent       // nil: not read yet
	users  int           // under the publisher's mutex
}

// topicsKept bounds how many streams' ends are kept between calls.
const topicsKept = 64

// NewPublisher makes a publisher over the log. The log stays the caller's to close.
func NewPublisher(log es.Log, config PublisherConfig) (*Publisher, error) {
	if log == nil {
		return nil, errors.New("pubsub: a publisher needs a log")
	}
	if config.Stream == nil {
		config.Stream = func(topic string) (string, error) { return topic, nil }
	}
	if config.Actor == "" {
		config.Actor = "watermill"
	}
	if config.Clock == nil {
		config.Clock = time.Now
	}
	if config.Logger == nil {
		config.Logger = watermill.NopLogger{}
	}
	config.Backoff = config.Backoff.or(5*time.Millisecond, time.Second)
	return &Publisher{log: log, config: config, topics: map[string]*topic{}}, nil
}

// Publish writes the messages to the end of the topic's stream in one append:
// all of them, in order and side by side, or none. They are durable when it
// returns nil.
//
// Calling it again with the same messages writes nothing and returns nil, as
// long as they are among the stream's last 4,096 events. A message without a
// UUID is given one, so that this holds for it too.
//
// It ends when the context of any of the messages does. It fails with
// es.ErrTooLarge above 1 MiB in all, with [ErrPartlyPublished], with
// [ErrForeignStream], with [ErrClosed], and with es.ErrUnknownOutcome when the log can't be asked what
// became of the append: call it again.
func (p *Publisher) Publish(topic string, messages ...*message.Message) error {
	if len(messages) == 0 {
		return nil
	}
	if err := p.publish(topic, messages); err != nil {
		return fmt.Errorf("couldn't publish %d messages to %q: %w", len(messages), topic, err)
	}
	return nil
}

func (p *Publisher) publish(name string, messages []*message.Message) error {
	stream, err := p.config.Stream(name)
	if err != nil {
		return err
	}
	events, err := p.events(messages)
	if err != nil {
		return err
	}
	if err := es.CheckAppend(stream, events); errors.Is(err, es.ErrTooLarge) {
		return fmt.Errorf("%w, and a call is one append: publish fewer at a time, or keep large payloads elsewhere", err)
	} else if err != nil {
		return err
	}
	t, err := p.enter(stream)
	if err != nil {
		return err
	}
	defer p.leave(stream, t)
	ctx, cancel := contextOf(messages)
	defer cancel()
	select {
	case t.turn <- struct{}{}:
		defer func() { <-t.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return p.append(ctx, stream, t, events)
}

// append writes the events at the stream's end, wherever others move it to.
func (p *Publisher) append(ctx context.Context, stream string, t *topic, events []es.NewEvent) (err error) {
	var unknown error // the last outcome that wasn't known
	for wait := p.config.Backoff.First; ; wait = min(2*wait, p.config.Backoff.Most) {
		if t.recent == nil {
			t.recent, err = load(ctx, p.log, stream)
		} else if err != nil || unknown != nil {
			err = t.recent.catchUp(ctx, p.log, stream)
		}
		if err != nil {
			return errors.Join(err, unknown)
		}
		if all, some := t.recent.has(events); all {
			return nil
		} else if some {
			return ErrPartlyPublished
		}
		_, err = p.log.Append(ctx, stream, es.Exactly(t.recent.last), events)
		var conflict *es.ConflictError
		switch {
		case err == nil:
			for _, e := range events {
				t.recent.add(e.ID, t.recent.last+1)
			}
			return nil
		case errors.Is(err, es.ErrUnknownOutcome):
			unknown = err
			p.config.Logger.Info("It isn't known whether messages were written, reading back", watermill.LogFields{"stream": stream, "err": err.Error()})
		case errors.As(err, &conflict):
			unknown = nil // it will never come to pass at that revision
		default:
			return errors.Join(err, unknown)
		}
		if !pause(ctx, wait/2+rand.N(wait)) {
			return errors.Join(context.Cause(ctx), unknown)
		}
	}
}

// events are the messages as events.
func (p *Publisher) events(messages []*message.Message) ([]es.NewEvent, error) {
	meta, err := metadata(p.config.Clock(), p.config.Actor, "PublishMessage")
	if err != nil {
		return nil, err
	}
	events := make([]es.NewEvent, len(messages))
	for i, msg := range messages {
		if msg == nil {
			return nil, fmt.Errorf("message %d is nil", i)
		}
		if msg.UUID == "" {
			msg.UUID = watermill.NewUUID()
		}
		id := EventID(msg.UUID)
		data, err := encode(msg, id)
		if err != nil {
			return nil, err
		}
		events[i] = es.NewEvent{ID: id, Type: MessageType, Version: 1, Data: data, Meta: meta}
		if id := msg.Metadata.Get(MetaCorrelationID); utf8.ValidString(id) { // a log may keep it as JSON
			events[i].Meta.CorrelationID = id
		}
	}
	return events, nil
}

// contextOf has the values of the first message's context, and ends when any
// message's context does.
func contextOf(messages []*message.Message) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(messages[0].Context())
	stops := make([]func() bool, 0, len(messages)-1)
	for _, msg := range messages[1:] {
		other := msg.Context()
		if other.Err() != nil {
			cancel(context.Cause(other))
		} else if other.Done() != nil {
			stops = append(stops, context.AfterFunc(other, func() { cancel(context.Cause(other)) }))
		}
	}
	return ctx, func() {
		for _, stop := range stops {
			stop()
		}
		cancel(nil)
	}
}

// enter begins a call.
func (p *Publisher) enter(stream string) (*topic, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	p.running.Add(1)
	t := p.topics[stream]
	if t == nil {
		t = &topic{turn: make(chan struct{}, 1)}
		p.topics[stream] = t
	}
	t.users++
	return t, nil
}

// leave ends a call. Where too many streams' ends are kept, some that nobody
// uses are forgotten.
func (p *Publisher) leave(stream string, t *topic) {
	p.mu.Lock()
	defer p.mu.Unlock()
	t.users--
	for name, other := range p.topics {
		if len(p.topics) <= topicsKept {
			break
		}
		if other.users == 0 && name != stream {
			delete(p.topics, name)
		}
	}
	p.running.Done()
}

// Close waits for the calls under way and refuses new ones. It leaves the log open.
func (p *Publisher) Close() error {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.running.Wait()
	return nil
}

// pause waits; false where ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
