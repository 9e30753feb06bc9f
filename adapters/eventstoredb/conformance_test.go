package eventstoredb_test

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

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

// TestSharedServer: the same on one server for all checks, which holds others'
// events too, and through trouble with the network. VAOSO_TEST_ESDB (esdb://…)
// names a real EventStoreDB; otherwise it is the model. Each run has stream
// names of its own.
func TestSharedServer(t *testing.T) {
	t.Parallel()
	address := os.Getenv("VAOSO_TEST_ESDB")
	if address == "" {
		address = esdbtest.Start(t, esdbtest.Log(t)).URL()
	}
	t.Run("what every log promises", func(t *testing.T) {
		t.Parallel()
		logtest.Run(t, func(t *testing.T) es.Log { return open(t, address, eventstoredb.Options{}) })
	})
	t.Run("through trouble", func(t *testing.T) {
		t.Parallel()
		u, err := url.Parse(address)
		if err != nil || strings.Contains(u.Host, ",") {
			t.Skip("VAOSO_TEST_ESDB names a cluster, whose members name each other, past the link that breaks; name one node alone to run this (esdb://node1:2113?…)")
		}
		const seed = 20211125
		prefix := fmt.Sprintf("trouble-%x-", time.Now().UnixNano())
		t.Logf("seed %d, streams %s", seed, prefix)
		l := &lab{log: open(t, address, eventstoredb.Options{}), link: esdbtest.Through(t, u.Host)}
		u.Host = l.link.At()
		q := u.Query()
		q.Set("gossipTimeout", "1") // as in Wire.URL
		if q.Get("tls") != "false" {
			q.Set("tlsVerifyCert", "false") // the link has no name that the certificate knows
		}
		u.RawQuery = q.Encode()
		l.at = u.String()
		slower := hasty
		slower.Timeout = time.Second
		l.throughTrouble(t, seed, prefix, slower)
	})
}
