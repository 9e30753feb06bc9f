package esdbserver_test

import (
	"net"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
)

// TestDiscovery: a client that asks where to connect is told an address that it
// can reach.
func TestDiscovery(t *testing.T) {
	t.Parallel()
	for at, asked := range map[string]string{"127.0.0.1:0": "127.0.0.1", "0.0.0.0:0": "localhost"} {
		_, port, err := net.SplitHostPort(listeningAt(t, esdbserver.New(esdbtest.Log(t), esdbserver.Options{Writable: true}), at))
		if err != nil {
			t.Fatal(err)
		}
		where := net.JoinHostPort(asked, port)
		info, err := gossip.NewGossipClient(client(t, where)).Read(t.Context(), &shared.Empty{})
		if err != nil || len(info.GetMembers()) != 1 {
			t.Fatal(info, err)
		}
		m := info.GetMembers()[0]
		if m.GetHttpEndPoint().GetAddress() != asked || m.GetState() != gossip.MemberInfo_Leader || !m.GetIsAlive() {
			t.Errorf("asked at %s, listening at %s, it is at %v", where, at, m)
		}
		config, err := esdb.ParseConnectionString("esdb+discover://" + where + "?tls=false&nodePreference=leader")
		if err != nil {
			t.Fatal(err)
		}
		config.Logger = esdb.NoopLogging()
		c, err := esdb.NewClient(config)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.AppendToStream(t.Context(), "s", esdb.AppendToStreamOptions{}, events(0, 1)...); err != nil {
			t.Errorf("found at %s: %v", where, err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}
