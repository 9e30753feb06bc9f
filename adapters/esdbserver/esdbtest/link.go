package esdbtest

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// Link is a network between a client and a server, on which anything can be done.
type Link struct {
	t     testing.TB
	proxy *toxiproxy.Proxy
	n     atomic.Int64
}

// Through starts a link to the server, until the test ends.
func Through(t testing.TB, server string) *Link {
	t.Helper()
	api := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	l := &Link{t: t, proxy: toxiproxy.NewProxy(api, "esdb", "127.0.0.1:0", server)}
	if err := l.proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.proxy.Stop)
	return l
}

// URL is the connection string of the server behind the link.
func (l *Link) URL() string { return "esdb://" + l.proxy.Listen + "?tls=false&discoveryInterval=10" }

// Poison puts a toxic of toxiproxy's on the link ("upstream" or "downstream"),
// and gives what takes it off again.
func (l *Link) Poison(kind, stream, attributes string) (heal func()) {
	l.t.Helper()
	name := fmt.Sprint(kind, l.n.Add(1))
	if _, err := l.proxy.Toxics.AddToxicJson(strings.NewReader(fmt.Sprintf(`{"name":%q,"type":%q,"stream":%q,"attributes":%s}`, name, kind, stream, attributes))); err != nil {
		l.t.Fatal(err)
	}
	return func() {
		if err := l.proxy.Toxics.RemoveToxic(context.Background(), name); err != nil {
			l.t.Error(err)
		}
	}
}

// Cut ends every connection, and takes no new ones for a while.
func (l *Link) Cut(d time.Duration) {
	l.proxy.Stop()
	time.Sleep(d)
	if err := l.proxy.Start(); err != nil {
		l.t.Error(err)
	}
}
