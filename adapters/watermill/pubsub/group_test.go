package pubsub_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"vaoso/adapters/sqlite"
	"vaoso/adapters/watermill/pubsub"
	"vaoso/domain/es"
)

// keeping runs the test with each kind of offsets.
func keeping(t *testing.T, test func(t *testing.T, log es.Log, offsets pubsub.Offsets)) {
	onEach(t, func(t *testing.T, log es.Log) {
		for name, offsets := range map[string]pubsub.Offsets{"log": pubsub.NewLogOffsets(log, nil), "memory": &pubsub.MemoryOffsets{}} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, log, offsets)
			})
		}
	})
}

func TestOffsetsKeepTheirPromises(t *testing.T) {
	keeping(t, func(t *testing.T, _ es.Log, offsets pubsub.Offsets) {
		saved, err := offsets.Load(t.Context(), "g", "promises")
		must(t, err)
		if saved != (pubsub.Saved{}) {
			t.Errorf("at first %+v is saved", saved)
		}
		want := pubsub.Saved{Offset: pubsub.Offset{Position: es.NewPosition(42, 40), Stream: "s", Revision: 7, ID: es.EventID("k", "s", 0)}, Owner: "o", Takeovers: 3}
		want.Version, err = offsets.Save(t.Context(), "g", "promises", want)
		must(t, err)
		if saved, err = offsets.Load(t.Context(), "g", "promises"); err != nil || saved != want || want.Version <= 0 {
			t.Errorf("saved %+v, loaded %+v, %v", want, saved, err)
		}
		for _, version := range []int64{0, want.Version - 1, want.Version + 1} {
			if _, err := offsets.Save(t.Context(), "g", "promises", pubsub.Saved{Owner: "x", Version: version}); !errors.Is(err, pubsub.ErrSavedElsewhere) {
				t.Errorf("saved over version %d: %v", version, err)
			}
		}
		for _, other := range [][2]string{{"g", "other"}, {"h", "promises"}, {"gp", "romises"}} {
			if saved, err := offsets.Load(t.Context(), other[0], other[1]); err != nil || saved != (pubsub.Saved{}) {
				t.Errorf("%v has %+v, %v", other, saved, err)
			}
		}
	})
}

func TestTheLastToSubscribeDeliversAndTheOthersTakeOver(t *testing.T) {
	keeping(t, func(t *testing.T, log es.Log, offsets pubsub.Offsets) {
		topic := "orders-" + t.Name()
		p := publisher(t, log)
		config := quick("g")
		config.Offsets = offsets
		var subscribers []*pubsub.Subscriber
		var channels []<-chan *message.Message
		for i := range 3 {
			s := subscriber(t, log, config)
			messages, err := s.Subscribe(t.Context(), topic)
			must(t, err)
			must(t, p.Publish(topic, numbered(2*i, 2*i+2)...))
			expect(t, messages, fmt.Sprint(2*i))
			waitFor(t, "it is saved", func() bool {
				saved, err := offsets.Load(t.Context(), "g", topic)
				must(t, err)
				return saved.Revision == es.Revision(2*i)
			})
			expect(t, messages, fmt.Sprint(2*i+1))
			waitFor(t, "it is saved", func() bool {
				saved, err := offsets.Load(t.Context(), "g", topic)
				must(t, err)
				return saved.Revision == es.Revision(2*i+1)
			})
			subscribers, channels = append(subscribers, s), append(channels, messages)
		}
		must(t, subscribers[2].Close())
		must(t, p.Publish(topic, texts("6", "7")...))
		var msg *message.Message
		next := 0
		select { // either of the others
		case msg = <-channels[0]:
		case msg = <-channels[1]:
			next = 1
		}
		if string(msg.Payload) != `"6"` {
			t.Errorf("received %s, want 6", msg.Payload)
		}
		msg.Ack()
		expect(t, channels[next], "7")
		must(t, subscribers[next].Close())
		must(t, p.Publish(topic, texts("8")...))
		expect(t, channels[1-next], "8")
		must(t, subscribers[1-next].Close())
	})
}

// inABubble runs the test with its own clock, which jumps when all wait, and
// with the waits that users have.
func inABubble(t *testing.T, test func(t *testing.T, log es.Log, config pubsub.SubscriberConfig)) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{Poll: time.Hour})
		must(t, err)
		test(t, log, pubsub.SubscriberConfig{Group: "g"})
		must(t, log.Close())
	})
}

// TestAnOwnerThatGetsNowhereIsReplaced: it took a message and never says what
// became of it, as a process that was killed doesn't.
func TestAnOwnerThatGetsNowhereIsReplaced(t *testing.T) {
	inABubble(t, func(t *testing.T, log es.Log, config pubsub.SubscriberConfig) {
		quiet, stuck := subscriber(t, log, config), subscriber(t, log, config)
		second, err := quiet.Subscribe(t.Context(), "orders")
		must(t, err)
		first, err := stuck.Subscribe(t.Context(), "orders")
		must(t, err)
		time.Sleep(time.Minute) // quiet stands by
		must(t, publisher(t, log).Publish("orders", texts("a", "b")...))
		published := time.Now()
		out, msg := <-first, <-second
		if waited := time.Since(published); string(out.Payload) != `"a"` || string(msg.Payload) != `"a"` || waited < 15*time.Second || waited > 35*time.Second {
			t.Fatalf("received %s and after %s %s, want a twice", out.Payload, waited, msg.Payload)
		}
		msg.Ack()
		<-out.Context().Done() // who was replaced is told
		out.Ack()              // and is believed no more
		expect(t, second, "b")
		must(t, quiet.Close())
		must(t, stuck.Close())
		if saved, err := pubsub.NewLogOffsets(log, nil).Load(t.Context(), "g", "orders"); err != nil || saved.Revision != 1 {
			t.Errorf("%+v is saved, %v", saved, err)
		}
	})
}

// TestTakeOversThatHelpNobodyBecomeRare: a message that nobody gets done isn't
// handed to and fro for ever.
func TestTakeOversThatHelpNobodyBecomeRare(t *testing.T) {
	inABubble(t, func(t *testing.T, log es.Log, config pubsub.SubscriberConfig) {
		config.Poll = 10 * time.Second
		must(t, publisher(t, log).Publish("orders", texts("a")...))
		for range 2 {
			s := subscriber(t, log, config)
			defer s.Close()
			_, err := s.Subscribe(t.Context(), "orders")
			must(t, err)
		}
		time.Sleep(2 * time.Hour)
		saves := len(read(t, log, pubsub.OffsetStream("g", "orders")))
		if saves < 8 || saves > 20 { // without doubling there would be hundreds
			t.Errorf("%d saves in two hours", saves)
		}
	})
}

func TestAnIdleOwnerIsLeftAlone(t *testing.T) {
	inABubble(t, func(t *testing.T, log es.Log, config pubsub.SubscriberConfig) {
		standing, owning := subscriber(t, log, config), subscriber(t, log, config)
		_, err := standing.Subscribe(t.Context(), "orders")
		must(t, err)
		messages, err := owning.Subscribe(t.Context(), "orders")
		must(t, err)
		must(t, publisher(t, log).Publish("orders", texts("a")...))
		expect(t, messages, "a")
		must(t, publisher(t, log).Publish("returns", texts("x")...)) // another topic's are no matter
		time.Sleep(10 * time.Minute)
		if n := len(read(t, log, pubsub.OffsetStream("g", "orders"))); n != 3 {
			t.Errorf("%d saves in ten minutes, want 3: two that subscribed, one ack", n)
		}
		must(t, publisher(t, log).Publish("orders", texts("b")...))
		expect(t, messages, "b")
		must(t, standing.Close())
		must(t, owning.Close())
	})
}

func TestAnOffsetHoldsInACopyOfTheLogAndNotInAnother(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		messages := numbered(0, 4)
		must(t, publisher(t, log).Publish("orders", messages...))
		offsets := &pubsub.MemoryOffsets{}
		config := quick("g")
		config.Offsets = offsets
		s := subscriber(t, log, config)
		received, err := s.Subscribe(t.Context(), "orders")
		must(t, err)
		expect(t, received, "0", "1")
		must(t, s.Close())

		other := openFile(t, filepath.Join(t.TempDir(), "other.db"))
		if _, err := subscriber(t, other, config).Subscribe(t.Context(), "orders"); !errors.Is(err, pubsub.ErrOtherLog) {
			t.Fatalf("another log's offset: %v", err)
		}
		third := openFile(t, filepath.Join(t.TempDir(), "third.db")) // with the same names, and other events
		must(t, publisher(t, third).Publish("orders", texts("x", "y", "z")...))
		if _, err := subscriber(t, third, config).Subscribe(t.Context(), "orders"); !errors.Is(err, pubsub.ErrOtherLog) {
			t.Fatalf("the offset of a log with the same streams: %v", err)
		}
		must(t, publisher(t, other).Publish("before", numbered(0, 50)...)) // so that positions are others
		must(t, publisher(t, other).Publish("orders", messages...))
		s = subscriber(t, other, config)
		received, err = s.Subscribe(t.Context(), "orders")
		must(t, err)
		expect(t, received, "2", "3")
		must(t, s.Close())
	})
}

// dying are offsets of a process that may die: from then on nothing is saved,
// and nobody is told.
type dying struct {
	pubsub.Offsets
	dead   atomic.Bool
	random func(n int) int
}

func (d *dying) Save(ctx context.Context, group, topic string, s pubsub.Saved) (int64, error) {
	switch {
	case d.dead.Load():
		return 0, errTrouble
	case s.Version > 0 && d.random(4) == 0: // saved, and the answer lost
		_, err := d.Offsets.Save(ctx, group, topic, s)
		return 0, errors.Join(err, errTrouble)
	case s.Version > 0 && d.random(4) == 0:
		return 0, errTrouble
	}
	return d.Offsets.Save(ctx, group, topic, s)
}

// TestWhateverHappensNothingIsLost runs a group's subscriptions through nacks,
// breaks of the log, lost answers, orderly ends, deaths and take-overs while
// messages are published. Each message is acked, and none comes before the
// first ack of the one before it.
func TestWhateverHappensNothingIsLost(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		for seed := range uint64(10) {
			var mu sync.Mutex
			source := rand.New(rand.NewPCG(seed, 2))
			random := func(n int) int {
				mu.Lock()
				defer mu.Unlock()
				return source.IntN(n)
			}
			check := func(err error) {
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
			}
			topic := fmt.Sprint("orders-", seed)
			const total = 30
			l := &troubled{Log: log}
			l.pages.Store(int64(1 + random(3)))
			offsets := pubsub.NewLogOffsets(log, nil)
			publish, err := pubsub.NewPublisher(log, pubsub.PublisherConfig{})
			check(err)
			check(publish.Publish(topic, numbered(0, total/2)...))
			acked := 0 // all before it
			for life := 0; acked < total; life++ {
				if life == 2 {
					check(publish.Publish(topic, numbered(total/2, total)...))
				}
				config := quick("g")
				config.Page, config.SaveEvery, config.CloseTimeout = 1+random(5), 1+random(5), time.Millisecond
				d := &dying{Offsets: offsets, random: random}
				config.Offsets = d
				s, err := pubsub.NewSubscriber(l, config)
				check(err)
				messages, err := s.Subscribe(context.Background(), topic)
				for errors.Is(err, errTrouble) {
					messages, err = s.Subscribe(context.Background(), topic)
				}
				check(err)
				last := -1
				for steps := 1 + random(20); steps > 0 && acked < total; steps-- {
					var msg *message.Message
					if life < 2 && acked == total/2 {
						break // all that there is as yet
					}
					select {
					case msg = <-messages:
					case <-time.After(20 * time.Second):
						t.Fatalf("seed %d: no message came, %d of %d are acked", seed, acked, total)
					}
					var number int
					_, err := fmt.Sscanf(string(msg.Payload), `"%d"`, &number)
					check(err)
					if number > acked || last >= 0 && number != last && number != last+1 {
						t.Fatalf("seed %d: %d came after %d, and %d are acked", seed, number, last, acked)
					}
					if random(5) == 0 {
						msg.Nack()
						last = number - 1
						continue
					}
					msg.Ack()
					acked, last = max(acked, number+1), number
				}
				d.dead.Store(random(2) == 0)
				check(s.Close())
			}
		}
	})
}
