package esdbtest

import (
	"context"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"time"
)

// Wire is a network between a client and a server, on which harm can be done.
// toxiproxy, which is made for that, locks up for good where a harm is taken off
// at the moment at which a connection breaks, which is what these tests do all
// the time.
type Wire struct {
	t      testing.TB
	server string
	at     string // where clients connect

	mu     sync.Mutex
	harms  map[harmAt]bool
	conns  map[net.Conn]struct{}
	entry  net.Listener
	closed bool
	run    sync.WaitGroup
}

// harmAt is what is wrong, and in which direction: "upstream" or "downstream".
type harmAt struct{ kind, direction string }

// The kinds of harm.
const (
	Resets = "resets" // the connection, as soon as something is sent
	Loses  = "loses"  // whatever is sent; the connections end with the harm
	Slow   = "slow"
	Slices = "slices" // what is sent into little pieces
)

// Through starts a wire to the server, until the test ends.
func Through(t testing.TB, server string) *Wire {
	t.Helper()
	w := &Wire{t: t, server: server, at: "127.0.0.1:0", harms: map[harmAt]bool{}, conns: map[net.Conn]struct{}{}}
	w.open()
	t.Cleanup(func() {
		w.close()
		w.run.Wait()
	})
	return w
}

// URL is the connection string of the server behind the wire. A search for the
// server that meets a black hole takes a second.
func (w *Wire) URL() string {
	return "esdb://" + w.at + "?tls=false&discoveryInterval=10&gossipTimeout=1"
}

// At is where clients connect.
func (w *Wire) At() string { return w.at }

// Harm does harm, in a direction ("upstream", "downstream"), and gives what ends it.
func (w *Wire) Harm(kind, direction string) (heal func()) {
	w.set(harmAt{kind, direction}, true)
	return func() {
		w.set(harmAt{kind, direction}, false)
		if kind == Loses {
			w.end()
		}
	}
}

func (w *Wire) set(h harmAt, is bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.harms[h] = is
}

func (w *Wire) is(kind, direction string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.harms[harmAt{kind, direction}]
}

// Cut ends every connection, and takes no new ones for a while.
func (w *Wire) Cut(d time.Duration) {
	w.close()
	time.Sleep(d)
	w.open()
}

func (w *Wire) open() {
	entry, err := new(net.ListenConfig).Listen(context.Background(), "tcp", w.at)
	if err != nil {
		w.t.Error(err)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at, w.entry, w.closed = entry.Addr().String(), entry, false
	w.run.Go(func() {
		for {
			client, err := entry.Accept()
			if err != nil {
				return
			}
			w.run.Go(func() { w.carry(entry, client) })
		}
	})
}

func (w *Wire) close() {
	w.mu.Lock()
	w.closed = true
	_ = w.entry.Close() // it may be closed already
	w.mu.Unlock()
	w.end()
}

// end ends every connection.
func (w *Wire) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.conns {
		_ = c.Close() // it may have ended by itself
	}
}

// carry carries what is sent, until either side, or the wire, ends it.
func (w *Wire) carry(entry net.Listener, client net.Conn) {
	server, err := new(net.Dialer).DialContext(context.Background(), "tcp", w.server)
	if err != nil {
		_ = client.Close() // as a server that isn't there
		return
	}
	end := func() {
		_, _ = client.Close(), server.Close() // the other direction may have ended them
	}
	w.mu.Lock()
	if w.entry != entry || w.closed {
		w.mu.Unlock()
		end()
		return
	}
	w.conns[client], w.conns[server] = struct{}{}, struct{}{}
	w.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { defer end(); w.pass(server, client, "upstream") })
	both.Go(func() { defer end(); w.pass(client, server, "downstream") })
	both.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.conns, client)
	delete(w.conns, server)
}

// pass passes on what comes from one side to the other.
func (w *Wire) pass(to, from net.Conn, direction string) {
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		if err != nil {
			return
		}
		size := n
		switch {
		case w.is(Resets, direction):
			if tcp, ok := to.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0) // it may be closed already
			}
			return
		case w.is(Loses, direction):
			continue
		case w.is(Slow, direction):
			time.Sleep(40*time.Millisecond + rand.N(40*time.Millisecond))
		case w.is(Slices, direction):
			size = 64
		}
		for sent := 0; sent < n; sent += size {
			if _, err := to.Write(piece[sent:min(sent+size, n)]); err != nil {
				return
			}
			if size < n {
				time.Sleep(100 * time.Microsecond)
			}
		}
	}
}
