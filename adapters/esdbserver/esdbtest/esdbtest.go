// Package esdbtest starts EventStoreDB's model for tests: a server over a real
// SQLite log, spoken to over real gRPC.
package esdbtest

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"testing"

	"google.golang.org/grpc"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/sqlite"
	"vaoso/domain/es"
)

// Node is a server that can be stopped and started again at its address.
type Node struct {
	Server  *esdbserver.Server
	Address *net.TCPAddr

	t       testing.TB
	options []grpc.ServerOption
	stop    context.CancelFunc
	ended   chan error
}

// URL is the connection string.
func (n *Node) URL() string { return "esdb://" + n.Address.String() + "?tls=false" }

// Log opens a log in a new file, closed when the test ends.
func Log(t testing.TB) es.Log {
	t.Helper()
	log, err := sqlite.OpenLog(context.Background(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Errorf("couldn't close the served log: %v", err)
		}
	})
	return log
}

// Start serves the log, writing allowed, until the test ends. options are for
// interceptors.
func Start(t testing.TB, log es.Log, options ...grpc.ServerOption) *Node {
	t.Helper()
	n := &Node{Server: esdbserver.New(log, esdbserver.Options{Writable: true}), t: t, options: options}
	n.listen("127.0.0.1:0")
	t.Cleanup(n.Stop)
	return n
}

func (n *Node) listen(at string) {
	n.t.Helper()
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", at)
	if err != nil {
		n.t.Fatal(err)
	}
	n.Address, _ = listener.Addr().(*net.TCPAddr)
	ctx, stop := context.WithCancel(context.Background())
	n.stop, n.ended = stop, make(chan error, 1)
	go func() { n.ended <- n.Server.Serve(ctx, listener, n.options...) }()
}

// Stop ends the server and every connection to it. Stopping again does nothing.
func (n *Node) Stop() {
	if n.stop == nil {
		return
	}
	n.stop()
	n.stop = nil
	if err := <-n.ended; err != nil && !errors.Is(err, grpc.ErrServerStopped) {
		n.t.Errorf("the server ended with %v", err)
	}
}

// Restart stops the server and starts it at the same address.
func (n *Node) Restart() {
	n.t.Helper()
	n.Stop()
	n.listen(n.Address.String())
}
