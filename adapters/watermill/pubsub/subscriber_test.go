package pubsub_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"

	"vaoso/adapters/watermill/pubsub"
	"vaoso/domain/es"
)

func TestNackedMessagesComeAgainAndNothingOvertakesThem(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		must(t, publisher(t, log).Publish("orders", numbered(0, 3)...))
		s := subscriber(t, log, quick("g"))
		messages, err := s.Subscribe(t.Context(), "orders")
		must(t, err)
		for range 5 {
			msg := receive(t, messages)
			if string(msg.Payload) != `"0"` {
				t.Fatalf("received %s, want 0 until it is acked", msg.Payload)
			}
			msg.Nack()
			<-msg.Context().Done()
		}
		expect(t, messages, "0", "1", "2")
		must(t, s.Close())
	})
}

func TestNothingIsLostAtShutdown(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		must(t, publisher(t, log).Publish("orders", numbered(0, 4)...))
		start := func(wait time.Duration) (*pubsub.Subscriber, <-chan *message.Message) {
			config := quick("g")
			config.CloseTimeout = wait
			s := subscriber(t, log, config)
			messages, err := s.Subscribe(t.Context(), "orders")
			must(t, err)
			return s, messages
		}
		s, messages := start(time.Millisecond)
		expect(t, messages, "0")
		out := receive(t, messages)
		must(t, s.Close()) // 1 is out, and never acked
		if out.Context().Err() == nil {
			t.Error("the context of a message outlived its subscription")
		}
		out.Ack() // too late
		if _, open := <-messages; open {
			t.Error("a message came after closing")
		}

		s, messages = start(time.Minute)
		expect(t, messages, "1")
		out = receive(t, messages)
		closed := make(chan error)
		go func() { closed <- s.Close() }()
		for { // until closing has begun
			if _, err := s.Subscribe(t.Context(), "$no topic"); errors.Is(err, pubsub.ErrClosed) {
				break
			}
		}
		out.Ack() // in time: 2 is dealt with
		must(t, <-closed)

		s, messages = start(time.Minute)
		expect(t, messages, "3")
		must(t, s.Close())
	})
}

func TestAGroupGoesOnWhereItStoodAfterReopening(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log.db")
	for round := range 3 {
		log := openFile(t, path)
		must(t, publisher(t, log).Publish("orders", numbered(2*round, 2*round+2)...))
		s := subscriber(t, log, quick("g"))
		messages, err := s.Subscribe(t.Context(), "orders")
		must(t, err)
		expect(t, messages, fmt.Sprint(2*round), fmt.Sprint(2*round+1))
		must(t, s.Close())
		must(t, log.Close())
	}
}

func TestOffsetsAreSavedNowAndThen(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		must(t, publisher(t, log).Publish("orders", numbered(0, 10)...))
		config := quick("g")
		config.SaveEvery, config.SaveAfter = 4, time.Hour
		offsets := pubsub.NewLogOffsets(log, nil)
		s := subscriber(t, log, config)
		messages, err := s.Subscribe(t.Context(), "orders")
		must(t, err)
		expect(t, messages, "0", "1", "2", "3", "4", "5", "6", "7", "8")
		receive(t, messages) // 9 is out: 8 is settled
		saved, err := offsets.Load(t.Context(), "g", "orders")
		must(t, err)
		if saved.Stream != "orders" || saved.Revision != 7 || saved.Owner == "" {
			t.Errorf("after 9 acks %+v is saved, want revision 7", saved)
		}
		must(t, s.Close())
		saved, err = offsets.Load(t.Context(), "g", "orders")
		must(t, err)
		if saved.Revision != 8 || saved.Owner != "" {
			t.Errorf("at the end %+v is saved, want revision 8 and no owner", saved)
		}
		if n := len(read(t, log, pubsub.OffsetStream("g", "orders"))); n != 4 {
			t.Errorf("%d events in the offsets' stream, want 4: begun, 4 acks, 8 acks, ended", n)
		}
	})
}

func TestOffsetsAreSavedAfterAWhile(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		must(t, publisher(t, log).Publish("orders", numbered(0, 2)...))
		s := subscriber(t, log, quick("g"))
		messages, err := s.Subscribe(t.Context(), "orders")
		must(t, err)
		expect(t, messages, "0")
		receive(t, messages) // and nothing more happens
		offsets := pubsub.NewLogOffsets(log, nil)
		waitFor(t, "0 is saved", func() bool {
			saved, err := offsets.Load(t.Context(), "g", "orders")
			must(t, err)
			return saved.Stream == "orders" && saved.Revision == 0
		})
		must(t, s.Close())
	})
}

// waitFor asks until it is so.
func waitFor(t testing.TB, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !so(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("it never was so: %s", what)
		}
	}
}

func TestASubscriptionGoesOnAfterTheLogBreaksOff(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		l := &troubled{Log: log}
		l.pages.Store(1)
		for _, group := range []string{"", "g"} {
			logger := watermill.NewCaptureLogger()
			config := quick(group)
			config.Page, config.Logger = 3, logger
			s := subscriber(t, l, config)
			topic := "orders" + group
			messages, err := s.Subscribe(t.Context(), topic)
			must(t, err)
			for round := range 3 {
				must(t, publisher(t, log).Publish(topic, numbered(10*round, 10*round+10)...))
				for i := range 10 {
					expect(t, messages, fmt.Sprint(10*round+i))
				}
			}
			must(t, s.Close())
			if l.breaks.Swap(0) < 9 || !logger.HasError(errTrouble) {
				t.Error("the log never broke off, or nobody was told")
			}
		}
	})
}

// telling is a logger that says when it was told of something but trouble.
type telling struct {
	watermill.NopLogger
	told chan struct{}
}

func (l telling) With(watermill.LogFields) watermill.LoggerAdapter { return l }
func (l telling) Info(string, watermill.LogFields)                 { l.told <- struct{}{} }

func TestAClosedLogEndsSubscriptions(t *testing.T) {
	t.Parallel()
	log := openFile(t, filepath.Join(t.TempDir(), "log.db"))
	held := subscriber(t, log, quick("held"))
	must(t, publisher(t, log).Publish("returns", texts("a")...))
	out, err := held.Subscribe(t.Context(), "returns")
	must(t, err)
	receive(t, out) // a message is out, and nobody says what becomes of it
	defer func() {
		for range out {
			t.Error("a message came out of a closed log")
		}
	}()
	logger := telling{told: make(chan struct{}, 10)}
	for _, group := range []string{"", "g", "g"} { // one of the last two stands by
		config := quick(group)
		config.Logger = logger
		s := subscriber(t, log, config)
		messages, err := s.Subscribe(t.Context(), "orders")
		must(t, err)
		defer func() {
			for range messages {
				t.Error("a message came out of a closed log")
			}
			must(t, s.Close())
			if _, err := s.Subscribe(t.Context(), "orders"); !errors.Is(err, pubsub.ErrClosed) {
				t.Errorf("a closed subscriber answered %v", err)
			}
		}()
	}
	<-logger.told // one stands by
	must(t, log.Close())
	if _, err := subscriber(t, log, quick("g")).Subscribe(t.Context(), "orders"); !errors.Is(err, es.ErrClosed) {
		t.Errorf("subscribing to a closed log: %v", err)
	}
}

func TestTopics(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		before := subscriber(t, log, quick("g"))
		_, err := before.Subscribe(t.Context(), "plan")
		must(t, err)
		must(t, before.Close()) // the log begins with offsets, and they are nobody's messages
		appendTo(t, log, "worker-1", entry("a", "Registered"))
		appendTo(t, log, "worker-10", entry("b", "Placed"))
		appendTo(t, log, "worker-1", entry("c", "Placed"))
		appendTo(t, log, "plan", entry("d", "Approved"))
		must(t, publisher(t, log).Publish("worker-mail", texts("e")...))
		for topic, want := range map[string]string{
			"worker-1": "a c", "worker-mail": "e", "worker-10": "b", "plan": "d", "$ce-worker": "a b c e", "$et-Placed": "b c", "$et-Placed,Approved": "b c d",
			"$all": "a b c d e", "$et-" + pubsub.MessageType: "e",
		} {
			s := subscriber(t, log, quick("g")) // whose offsets are in the log too
			messages, err := s.Subscribe(t.Context(), topic)
			must(t, err)
			var got []string
			for range strings.Fields(want) {
				msg := receive(t, messages)
				got = append(got, strings.Trim(strings.TrimPrefix(string(msg.Payload), `{ "key" : `), `" }`))
				msg.Ack()
			}
			wantTexts(t, topic, got, strings.Fields(want)...)
			must(t, s.Close())
		}
		for _, topic := range []string{"", "$", "$ce-", "$et-", "$x"} {
			if _, err := subscriber(t, log, quick("")).Subscribe(t.Context(), topic); err == nil {
				t.Errorf("%q was taken for a topic", topic)
			}
		}
	})
}

func TestEventsOfTheBookAreMessages(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		appended := appendTo(t, log, "worker-1", entry("a", "Registered"), entry("b", "Placed"))
		s := subscriber(t, log, quick(""))
		messages, err := s.Subscribe(t.Context(), "worker-1")
		must(t, err)
		receive(t, messages).Ack()
		msg := receive(t, messages)
		want := map[string]string{
			"name": "Placed", "version": "2", "stream": "worker-1", "revision": "1", "position": appended.Position.String(),
			"recorded_at": "2021-03-09T08:30:00.123456Z", "occurred_on": "2021-03-09", "correlation_id": "c-1", "causation_id": "k-1",
		}
		if fmt.Sprint(msg.Metadata) != fmt.Sprint(message.Metadata(want)) || string(msg.Payload) != `{ "key" : "b" }` || msg.UUID != entry("b", "").ID.String() {
			t.Errorf("the message is %s %v %s", msg.UUID, msg.Metadata, msg.Payload)
		}
		if e, ok := pubsub.EventOf(msg); !ok || e.Meta.Actor != "acc-1" || e.Revision != 1 {
			t.Errorf("the event behind it is %+v", e)
		}
		if _, ok := pubsub.EventOf(message.NewMessage("", nil)); ok {
			t.Error("a message of nobody's has an event")
		}
		must(t, s.Close())
	})
}

// TestWhatOnlyLooksLikeAMessageIsDelivered: foreign data under our type.
func TestWhatOnlyLooksLikeAMessageIsDelivered(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		broken, newer := entry("a", pubsub.MessageType), entry("b", pubsub.MessageType)
		broken.Version, broken.Data = 1, []byte(`{"payload`)
		appendTo(t, log, "orders", broken, newer)
		s := subscriber(t, log, quick(""))
		messages, err := s.Subscribe(t.Context(), "orders")
		must(t, err)
		if msg := receive(t, messages); string(msg.Payload) != `{"payload` || msg.Metadata.Get("stream") != "orders" {
			t.Errorf("the message is %v %s", msg.Metadata, msg.Payload)
		} else {
			msg.Ack()
		}
		if msg := receive(t, messages); msg.Metadata.Get("version") != "2" {
			t.Errorf("the message of a version to come is %v %s", msg.Metadata, msg.Payload)
		}
		must(t, s.Close())
	})
}

func TestOnlyNew(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		p := publisher(t, log)
		must(t, p.Publish("orders", texts("old")...))
		config := quick("g")
		config.OnlyNew = true
		must(t, subscriber(t, log, config).SubscribeInitialize("orders"))
		must(t, p.Publish("orders", texts("between")...))
		must(t, subscriber(t, log, config).SubscribeInitialize("orders")) // changes nothing any more
		for group, want := range map[string][]string{"g": {"between", "new"}, "other": {"new"}, "": {"new"}} {
			config.Group = group
			s := subscriber(t, log, config)
			messages, err := s.Subscribe(t.Context(), "orders")
			must(t, err)
			defer func() {
				expect(t, messages, want...)
				must(t, s.Close())
			}()
		}
		must(t, p.Publish("orders", texts("new")...))
	})
}

// waiting are offsets that answer when the context ends.
type waiting struct {
	pubsub.MemoryOffsets
	asked chan struct{}
}

func (w *waiting) Load(ctx context.Context, _, _ string) (pubsub.Saved, error) {
	close(w.asked)
	<-ctx.Done()
	return pubsub.Saved{}, ctx.Err()
}

func TestClosingEndsASubscribeUnderWay(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		config := quick("g")
		offsets := &waiting{asked: make(chan struct{})}
		config.Offsets = offsets
		s := subscriber(t, log, config)
		subscribed := make(chan error)
		go func() {
			_, err := s.Subscribe(context.Background(), "orders")
			subscribed <- err
		}()
		<-offsets.asked
		closed := make(chan error)
		go func() { closed <- s.Close() }()
		if err := <-subscribed; !errors.Is(err, context.Canceled) {
			t.Errorf("a subscribe under way ended with %v", err)
		}
		must(t, <-closed)
	})
}

// TestNothingIsLeftRunning runs by itself, so that all goroutines of the
// package are its own.
func TestNothingIsLeftRunning(t *testing.T) {
	for _, l := range logs {
		log := l.open(t)
		p := publisher(t, log)
		must(t, p.Publish("orders", numbered(0, 10)...))
		for _, group := range []string{"", "g"} {
			for range 5 {
				s := subscriber(t, log, quick(group))
				ctx, cancel := context.WithCancel(t.Context())
				messages, err := s.Subscribe(ctx, "orders")
				must(t, err)
				idle, err := s.Subscribe(t.Context(), "orders")
				must(t, err)
				if group == "" {
					receive(t, messages).Ack()
					receive(t, messages)
				}
				cancel()
				for range messages {
				}
				must(t, s.Close())
				for range idle {
				}
			}
		}
		must(t, p.Close())
		waitFor(t, "no goroutine of the package is left", func() bool {
			all := make([]byte, 1<<20)
			all = all[:runtime.Stack(all, true)]
			return !strings.Contains(string(all), "pubsub.(*")
		})
	}
}
