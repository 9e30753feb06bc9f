package pubsub_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// troubled is a log with trouble that a test makes.
type troubled struct {
	es.Log
	append  func(expected es.Expected, next func() (es.Appended, error)) (es.Appended, error) // nil: no trouble
	pages   atomic.Int64                                                                      // how many pages are left until Follow breaks off; 0: no trouble
	breaks  atomic.Int64                                                                      // how often it did
	offsets bool                                                                              // appends of offsets are troubled too
}

var errTrouble = errors.New("trouble")

func (l *troubled) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	next := func() (es.Appended, error) { return l.Log.Append(ctx, stream, expected, events) }
	if l.append == nil || !l.offsets && strings.HasPrefix(stream, "watermillOffset-") {
		return next()
	}
	return l.append(expected, next)
}

func (l *troubled) Follow(ctx context.Context, after es.Position, filter es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		left := l.pages.Load()
		for page, err := range l.Log.Follow(ctx, after, filter, size) {
			if !yield(page, err) || err != nil {
				return
			}
			if left--; left == 0 {
				l.breaks.Add(1)
				yield(es.Page{}, errTrouble)
				return
			}
		}
	}
}

// entry is an event of the book's own.
func entry(key, typ string) es.NewEvent {
	return es.NewEvent{
		ID: es.EventID(key, "test", 0), Type: typ, Version: 2, Data: fmt.Appendf(nil, `{ "key" : %q }`, key),
		Meta: es.Metadata{
			Actor: "acc-1", Command: "PlaceWorker", IdempotencyKey: key, CorrelationID: "c-1", CausationID: "k-1",
			OccurredOn: civil.On(2021, time.March, 9), RecordedAt: time.Date(2021, 3, 9, 8, 30, 0, 123456000, time.UTC),
		},
	}
}

func appendTo(t testing.TB, log es.Log, stream string, events ...es.NewEvent) es.Appended {
	t.Helper()
	appended, err := log.Append(t.Context(), stream, es.Any, events)
	must(t, err)
	return appended
}

func read(t testing.TB, log es.Log, stream string) (events []es.Event) {
	t.Helper()
	for e, err := range log.Read(t.Context(), stream, 0, es.Forward) {
		must(t, err)
		events = append(events, e)
	}
	return events
}

// texts are messages whose payloads are JSON texts, with ids that follow from them.
func texts(payloads ...string) (messages []*message.Message) {
	for _, p := range payloads {
		messages = append(messages, message.NewMessage("id of "+p, fmt.Appendf(nil, "%q", p)))
	}
	return messages
}

// numbered are the texts "from" … "to-1".
func numbered(from, to int) (messages []*message.Message) {
	for i := from; i < to; i++ {
		messages = append(messages, texts(fmt.Sprint(i))...)
	}
	return messages
}

// payloads are the payloads of a stream's messages.
func payloads(t testing.TB, log es.Log, stream string) (all []string) {
	t.Helper()
	s := subscriber(t, log, quick(""))
	defer s.Close()
	messages, err := s.Subscribe(t.Context(), stream)
	must(t, err)
	for range read(t, log, stream) {
		msg := receive(t, messages)
		all = append(all, strings.Trim(string(msg.Payload), `"`))
		msg.Ack()
	}
	return all
}

// receive is the next message.
func receive(t testing.TB, messages <-chan *message.Message) *message.Message {
	t.Helper()
	select {
	case msg, open := <-messages:
		if !open {
			t.Fatal("the messages ended")
		}
		return msg
	case <-time.After(20 * time.Second):
		t.Fatal("no message came")
	}
	return nil
}

// expect receives and acks messages with the payloads, in order.
func expect(t testing.TB, messages <-chan *message.Message, want ...string) {
	t.Helper()
	for _, w := range want {
		msg := receive(t, messages)
		if got := strings.Trim(string(msg.Payload), `"`); got != w {
			t.Fatalf("received %s, want %s", got, w)
		}
		msg.Ack()
	}
}

func wantTexts(t testing.TB, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}
