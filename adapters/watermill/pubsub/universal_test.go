package pubsub_test

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/tests"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/eventstoredb"
	"vaoso/adapters/sqlite"
	"vaoso/adapters/watermill/pubsub"
	"vaoso/domain/es"
)

// logs are what everything here is tested on.
var logs = []struct {
	name string
	open func(t testing.TB) es.Log // closed when the test ends
}{
	{"sqlite", func(t testing.TB) es.Log { return openFile(t, filepath.Join(t.TempDir(), "log.db")) }},
	{"eventstoredb", func(t testing.TB) es.Log {
		log, err := eventstoredb.Open(t.Context(), esdbtest.Start(t, esdbtest.Log(t)).URL(), eventstoredb.Options{})
		must(t, err)
		t.Cleanup(func() { must(t, log.Close()) })
		return log
	}},
}

func openFile(t testing.TB, path string) *sqlite.Log {
	t.Helper()
	log, err := sqlite.OpenLog(t.Context(), path, sqlite.LogOptions{Poll: 5 * time.Millisecond})
	must(t, err)
	t.Cleanup(func() { must(t, log.Close()) })
	return log
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// onEach runs the test on each log.
func onEach(t *testing.T, test func(t *testing.T, log es.Log)) {
	t.Parallel()
	for _, l := range logs {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			test(t, l.open(t))
		})
	}
}

// quick is the configuration with short waits.
func quick(group string) pubsub.SubscriberConfig {
	return pubsub.SubscriberConfig{
		Group: group, SaveAfter: 50 * time.Millisecond, Poll: 25 * time.Millisecond, CloseTimeout: 50 * time.Millisecond,
		Nacked:  pubsub.Backoff{First: time.Millisecond, Most: 4 * time.Millisecond},
		Trouble: pubsub.Backoff{First: time.Millisecond, Most: 4 * time.Millisecond},
	}
}

func publisher(t testing.TB, log es.Log) *pubsub.Publisher {
	t.Helper()
	p, err := pubsub.NewPublisher(log, pubsub.PublisherConfig{})
	must(t, err)
	return p
}

func subscriber(t testing.TB, log es.Log, config pubsub.SubscriberConfig) *pubsub.Subscriber {
	t.Helper()
	s, err := pubsub.NewSubscriber(log, config)
	must(t, err)
	return s
}

// features are what is true of this Pub/Sub in a consumer group.
var features = tests.Features{
	ConsumerGroups: true, GuaranteedOrder: true, Persistent: true,
	ForceShort: true, // the long form only does the same more often
}

// pair makes publishers and subscribers of a group over the log.
func pair(log es.Log) tests.ConsumerGroupPubSubConstructor {
	return func(t *testing.T, group string) (message.Publisher, message.Subscriber) {
		s := subscriber(t, log, quick(group))
		t.Cleanup(func() { must(t, s.Close()) }) // some of the tests don't
		return publisher(t, log), s
	}
}

// TestWatermillsTests runs them three times at once on one log, which is
// Watermill's stress test cut short.
func TestWatermillsTests(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		for round := range 3 {
			t.Run(strconv.Itoa(round), func(t *testing.T) {
				t.Parallel()
				tests.TestPubSub(t, features, func(t *testing.T) (message.Publisher, message.Subscriber) { return pair(log)(t, "test") }, pair(log))
			})
		}
	})
}

// TestWatermillsTestsWithoutGroup: each subscription gets everything, those
// that come late the old messages too.
func TestWatermillsTestsWithoutGroup(t *testing.T) {
	onEach(t, func(t *testing.T, log es.Log) {
		alone := features
		alone.ConsumerGroups, alone.NewSubscriberReceivesOldMessages = false, true
		tests.TestPubSub(t, alone, func(t *testing.T) (message.Publisher, message.Subscriber) { return pair(log)(t, "") }, nil)
	})
}
