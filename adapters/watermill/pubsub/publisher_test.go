package pubsub_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"unicode/utf8"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"pgregory.net/rapid"

	"vaoso/adapters/watermill/pubsub"
	"vaoso/domain/es"
)

func TestACallIsOneAppend(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		var appends []es.Expected
		l := &troubled{Log: log, append: func(expected es.Expected, next func() (es.Appended, error)) (es.Appended, error) {
			appends = append(appends, expected)
			return next()
		}}
		p := publisher(t, l)
		must(t, p.Publish("orders", texts("a", "b", "c")...))
		must(t, p.Publish("orders", texts("d")...))
		must(t, p.Publish("orders")) // nothing
		if want := []es.Expected{es.NoStream, es.Exactly(2)}; !slices.Equal(appends, want) {
			t.Errorf("appends expected %v, want %v", appends, want)
		}
		wantTexts(t, "the stream", payloads(t, log, "orders"), "a", "b", "c", "d")
	})
}

func TestWhatCantBePublishedIsRefusedWhole(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		p := publisher(t, log)
		large := message.NewMessage("large", bytes.Repeat([]byte("x"), es.MaxAppend))
		for name, c := range map[string]struct {
			topic    string
			messages []*message.Message
			want     error
			text     string
		}{
			"too large":    {"orders", append(texts("a"), large), es.ErrTooLarge, "publish fewer at a time"},
			"one id twice": {"orders", texts("a", "b", "a"), es.ErrInvalidAppend, "twice"},
			"$all":         {"$all", texts("a"), es.ErrInvalidAppend, "$"},
			"no topic":     {"", texts("a"), es.ErrInvalidAppend, "1 to 255 bytes"},
			"long topic":   {strings.Repeat("x", 256), texts("a"), es.ErrInvalidAppend, "1 to 255 bytes"},
			"nil":          {"orders", []*message.Message{nil}, nil, "message 0 is nil"},
		} {
			err := p.Publish(c.topic, c.messages...)
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.text) {
				t.Errorf("%s: %v, want %v with %q", name, err, c.want, c.text)
			}
		}
		if events := read(t, log, "orders"); len(events) != 0 {
			t.Errorf("%d events were written", len(events))
		}
	})
}

func TestStreamsOfTheBookAreNotPublishedTo(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		p := publisher(t, log)
		must(t, p.Publish("orders", texts("a")...))
		for _, stream := range []string{"worker-1", "orders"} { // one never seen, one that was fine before
			appendTo(t, log, stream, entry(stream, "Placed"))
			before := len(read(t, log, stream))
			for range 2 {
				if err := p.Publish(stream, texts("b")...); !errors.Is(err, pubsub.ErrForeignStream) {
					t.Errorf("published to %s: %v", stream, err)
				}
			}
			if after := len(read(t, log, stream)); after != before {
				t.Errorf("%s has %d events, want %d", stream, after, before)
			}
		}
	})
}

func TestACallAgainDoublesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		p := publisher(t, log)
		call := texts("a", "b")
		nameless := message.NewMessage("", []byte(`"c"`))
		must(t, p.Publish("orders", call...))
		must(t, p.Publish("orders", nameless))
		for range 3 {
			must(t, p.Publish("orders", nameless))
			must(t, p.Publish("orders", texts("a", "b")...))
			must(t, publisher(t, log).Publish("orders", call...)) // another process
			appendTo(t, log, "orders", entry(fmt.Sprint(rand.Int()), pubsub.MessageType))
		}
		for _, part := range [][]*message.Message{texts("b", "a"), texts("a"), texts("b", "x"), texts("x", "a", "b"), texts("a", "b", "x")} {
			err := p.Publish("orders", part...)
			if whole := len(part) == 1; whole != (err == nil) || !whole && !errors.Is(err, pubsub.ErrPartlyPublished) {
				t.Errorf("part of a call: %v", err)
			}
		}
		if events := read(t, log, "orders"); len(events) != 3+3 {
			t.Errorf("the stream has %d events, want 6", len(events))
		}
		must(t, p.Publish("returns", call...)) // another topic's ids are its own
		wantTexts(t, "the other topic", payloads(t, log, "returns"), "a", "b")
	})
}

func TestAnUnknownOutcomeIsSettled(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		for _, written := range []bool{true, false} {
			logger := watermill.NewCaptureLogger()
			appends := 0
			p, err := pubsub.NewPublisher(&troubled{Log: log, append: func(_ es.Expected, next func() (es.Appended, error)) (es.Appended, error) {
				if appends++; appends > 1 {
					return next()
				}
				if written {
					_, _ = next()
				}
				return es.Appended{}, fmt.Errorf("no answer: %w", es.ErrUnknownOutcome)
			}}, pubsub.PublisherConfig{Logger: logger})
			must(t, err)
			topic := fmt.Sprint("orders-", written)
			must(t, p.Publish(topic, texts("a", "b")...))
			if want := map[bool]int{true: 1, false: 2}[written]; appends != want || len(read(t, log, topic)) != 2 || len(logger.Captured()) == 0 {
				t.Errorf("written %t: %d appends, want %d, %d events, %v", written, appends, want, len(read(t, log, topic)), logger.Captured())
			}
		}
	})
}

func TestALongTopicIsRememberedByItsEnd(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		p := publisher(t, log)
		const calls, size = 50, 100
		for c := range calls {
			must(t, p.Publish("orders", numbered(c*size, (c+1)*size)...))
		}
		for _, again := range []*pubsub.Publisher{p, publisher(t, log)} {
			for c := calls - 40; c < calls; c += 13 { // among the last 4,096
				must(t, again.Publish("orders", numbered(c*size, (c+1)*size)...))
			}
		}
		if events := read(t, log, "orders"); len(events) != calls*size {
			t.Errorf("the stream has %d events, want %d", len(events), calls*size)
		}
	})
}

// TestEveryCallOnceWhateverTheLogSays has publishers race on one topic while
// appends come late, are answered with an unknown outcome, or are refused since
// others wrote; callers try again whatever fails.
func TestEveryCallOnceWhateverTheLogSays(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		for seed := range uint64(12) {
			topic := fmt.Sprintf("orders-%d", seed)
			var mu sync.Mutex
			random := rand.New(rand.NewPCG(seed, 1))
			roll := func(n int) int {
				mu.Lock()
				defer mu.Unlock()
				return random.IntN(n)
			}
			var others atomic.Int64
			l := &troubled{Log: log, append: func(_ es.Expected, next func() (es.Appended, error)) (es.Appended, error) {
				switch roll(6) {
				case 0:
					return es.Appended{}, fmt.Errorf("no answer: %w", es.ErrUnknownOutcome)
				case 1:
					_, err := next()
					return es.Appended{}, errors.Join(err, es.ErrUnknownOutcome)
				case 2:
					_, _ = next() // written, and the answer lost
					return es.Appended{}, errTrouble
				case 3: // another writer is quicker
					if _, err := log.Append(context.Background(), topic, es.Any, []es.NewEvent{entry(fmt.Sprint(topic, others.Add(1)), pubsub.MessageType)}); err != nil {
						return es.Appended{}, err
					}
				}
				return next()
			}}
			const publishers, calls = 3, 4
			var group sync.WaitGroup
			for n := range publishers {
				p, err := pubsub.NewPublisher(l, pubsub.PublisherConfig{Backoff: pubsub.Backoff{First: 1, Most: 1000}})
				if err != nil {
					t.Fatal(err)
				}
				group.Go(func() {
					for c := range calls {
						call := numbered(100*n+10*c, 100*n+10*c+1+roll(3))
						for err := errTrouble; err != nil; { // until it succeeds
							if err = p.Publish(topic, call...); errors.Is(err, pubsub.ErrPartlyPublished) {
								t.Errorf("seed %d: a call was taken for another: %v", seed, err)
								return
							}
						}
					}
				})
			}
			group.Wait()
			var got []string
			for e, err := range log.Read(context.Background(), topic, 0, es.Forward) {
				if err != nil {
					t.Fatal(err)
				}
				if e.Meta.Command == "PublishMessage" {
					got = append(got, string(e.Data))
				}
			}
			checkCalls(t, seed, got, publishers, calls)
		}
	})
}

// checkCalls: each publisher's calls once and in order, each call side by side.
func checkCalls(t *testing.T, seed uint64, stored []string, publishers, calls int) {
	next := make([]int, publishers)
	last := -2
	for _, data := range stored {
		var number int
		_, text, _ := strings.Cut(data, `"payload":"`)
		if _, err := fmt.Sscanf(text, "%d", &number); err != nil {
			t.Fatalf("seed %d: %s: %v", seed, data, err)
		}
		switch n := number / 100; {
		case number%10 == 0 && number/10%10 == next[n]:
			next[n]++
		case number%10 > 0 && number == last+1:
		default:
			t.Fatalf("seed %d: %d came after %d in %s", seed, number, last, stored)
		}
		last = number
	}
	for n := range publishers {
		if next[n] != calls {
			t.Fatalf("seed %d: publisher %d has %d calls in %s", seed, n, next[n], stored)
		}
	}
}

func TestMessagesComeBackByteForByte(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		p := publisher(t, log)
		s := subscriber(t, log, quick(""))
		defer s.Close()
		messages, err := s.Subscribe(t.Context(), "bytes")
		must(t, err)
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
		odd := []string{
			"", "null", " {}", "{}\n", `{ "b" : 1.0e+2 ,  "a":"\u00e9\/<>&` + "\u2028" + `" }`, "[\n\t1\n]", `{"x":1,"x":2}`, "\xff", "\"\xff\"",
			strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999), strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), "1", "-0", `""`, "\x00",
		}
		payload := rapid.OneOf(text, rapid.SampledFrom(odd))
		there := func(to interface{ Fatalf(string, ...any) }, sent *message.Message) {
			if err := p.Publish("bytes", sent); err != nil {
				to.Fatalf("%v", err)
			}
			got := receive(t, messages)
			if e, _ := pubsub.EventOf(got); !json.Valid(e.Data) || !utf8.Valid(e.Data) {
				to.Fatalf("stored as %q, which isn't JSON", e.Data)
			}
			got.Ack()
			if got.UUID != sent.UUID || !bytes.Equal(got.Payload, sent.Payload) || !maps.Equal(got.Metadata, sent.Metadata) {
				to.Fatalf("sent %q %q %q, received %q %q %q", sent.UUID, sent.Metadata, sent.Payload, got.UUID, got.Metadata, got.Payload)
			}
		}
		for i, p := range odd {
			there(t, message.NewMessage(fmt.Sprint("odd ", i), []byte(p)))
		}
		seen := map[es.UUID]bool{}
		rapid.Check(t, func(rt *rapid.T) {
			sent := message.NewMessage(text.Draw(rt, "uuid"), []byte(payload.Draw(rt, "payload")))
			sent.Metadata = rapid.MapOf(text, text).Draw(rt, "metadata")
			if sent.UUID != "" && seen[pubsub.EventID(sent.UUID)] {
				rt.Skip("this one was sent before")
			}
			there(rt, sent)
			seen[pubsub.EventID(sent.UUID)] = true
		})
	})
}

func TestEventIDs(t *testing.T) {
	t.Parallel()
	const uuid = "6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11"
	if got := pubsub.EventID(uuid).String(); got != uuid {
		t.Errorf("a UUID became %s", got)
	}
	for _, name := range []string{"01JDFQ", "00000000-0000-0000-0000-000000000000", "x", "y"} {
		if id := pubsub.EventID(name); id.IsZero() || id != pubsub.EventID(name) || id == pubsub.EventID(name+"'") || id[6]>>4 != 5 {
			t.Errorf("%s became %s", name, id)
		}
	}
	if got := pubsub.EventID("a").String(); got != "713cc12b-5598-52e8-99a9-85aa1dee1e6f" {
		t.Errorf("ids changed: %s; those of messages in logs may not", got)
	}
}

// watched is a context that tells when somebody waits for its end.
type watched struct {
	context.Context
	asked func()
}

func (w *watched) Done() <-chan struct{} {
	w.asked()
	return w.Context.Done()
}

func TestContextsOfMessagesEndACall(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		inside, release := make(chan struct{}), make(chan struct{})
		l := &troubled{Log: log, append: func(_ es.Expected, next func() (es.Appended, error)) (es.Appended, error) {
			inside <- struct{}{}
			<-release
			return next()
		}}
		p := publisher(t, l)
		first := make(chan error)
		go func() { first <- p.Publish("orders", texts("a")...) }()
		<-inside
		ctx, cancel := context.WithCancel(t.Context())
		waiting := make(chan error)
		call := texts("b", "c")
		asked := make(chan struct{})
		call[1].SetContext(&watched{Context: ctx, asked: sync.OnceFunc(func() { close(asked) })})
		go func() { waiting <- p.Publish("orders", call...) }()
		<-asked // it waits, and looks whether it should
		cancel()
		if err := <-waiting; !errors.Is(err, context.Canceled) {
			t.Errorf("a call that waits for its turn ended with %v", err)
		}
		closed := make(chan struct{})
		go func() {
			must(t, p.Close())
			close(closed)
		}()
		for err := error(nil); !errors.Is(err, pubsub.ErrClosed); { // until closing has begun
			ended := texts("d")
			ended[0].SetContext(ctx)
			err = p.Publish("orders", ended...)
		}
		select {
		case <-closed:
			t.Error("closing didn't wait for the call under way")
		default:
		}
		close(release)
		must(t, <-first)
		<-closed
		must(t, p.Close())
		wantTexts(t, "the stream", payloads(t, log, "orders"), "a")
	})
}
