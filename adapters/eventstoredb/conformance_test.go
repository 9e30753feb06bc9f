package eventstoredb_test

import (
	"os"
	"sync"
	"testing"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/adapters/eventstoredb"
	"vaoso/adapters/logtest"
	"vaoso/domain/es"
)

// open opens the log at a URL and closes it when the test ends.
func open(t testing.TB, url string, o eventstoredb.Options) *eventstoredb.Log {
	t.Helper()
	log, err := eventstoredb.Open(t.Context(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Errorf("couldn't close: %v", err)
		}
	})
	return log
}

// TestLog: whatever every log promises, over real gRPC against a durable log.
func TestLog(t *testing.T) {
	t.Parallel()
	var urls sync.Map // by log
	logtest.RunDurable(t, func(t *testing.T) es.Log {
		url := esdbtest.Start(t, esdbtest.Log(t)).URL()
		log := open(t, url, eventstoredb.Options{})
		urls.Store(log, url)
		return log
	}, func(t *testing.T, l es.Log) es.Log {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		url, _ := urls.Load(l)
		again := open(t, url.(string), eventstoredb.Options{})
		urls.Store(again, url)
		return again
	})
}

// TestRealServer: the same against a server of EventStoreDB's, where there is
// one. It may hold others' events.
func TestRealServer(t *testing.T) {
	t.Parallel()
	url := os.Getenv("VAOSO_TEST_ESDB")
	if url == "" {
		t.Skip("VAOSO_TEST_ESDB names no EventStoreDB (esdb://…); the same ran against the model")
	}
	logtest.Run(t, func(t *testing.T) es.Log { return open(t, url, eventstoredb.Options{}) })
}
