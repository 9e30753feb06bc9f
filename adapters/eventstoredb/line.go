package eventstoredb

import (
	"errors"
	"fmt"
	"sync"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
)

// followsPerLine is how many subscriptions one line carries at the most.
// EventStoreDB takes 100 calls at a time on a line; further ones wait, without
// a word, until another ends, which subscriptions never do. The rest is for
// reads and appends.
const followsPerLine = 50

// connection is a connection to one server, and the appends on their way to it.
// Its first line, which carries all but some subscriptions, is the ClientConn;
// more are opened where there are many subscriptions.
type connection struct {
	*grpc.ClientConn
	streams streams.StreamsClient
	pipe    *pipe
	dial    []grpc.DialOption

	mu     sync.Mutex
	closed bool
	lines  []*line
}

// line is one connection in the network's terms.
type line struct {
	*grpc.ClientConn
	streams streams.StreamsClient
	follows int
}

func newLine(conn *grpc.ClientConn) *line {
	return &line{ClientConn: conn, streams: streams.NewStreamsClient(conn)}
}

func newConnection(s *servers, first *grpc.ClientConn) *connection {
	l := newLine(first)
	c := &connection{ClientConn: first, streams: l.streams, dial: s.dial, lines: []*line{l}}
	c.pipe = newPipe(s, c)
	return c
}

// forFollow is a line for one more subscription, which hangs up when it ends.
func (c *connection) forFollow() (*line, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var at *line
	for _, l := range c.lines {
		if at == nil && l.follows < followsPerLine {
			at = l
		}
	}
	switch {
	case at != nil:
	case c.closed: // whatever is asked there fails
		at = c.lines[0]
	default:
		another, err := grpc.NewClient(c.Target(), c.dial...)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Target(), err)
		}
		at = newLine(another)
		c.lines = append(c.lines, at)
	}
	at.follows++
	return at, nil
}

// hangUp ends a subscription's use of a line, and a further line with its last.
func (c *connection) hangUp(l *line) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l.follows--; l.follows > 0 || l == c.lines[0] || c.closed {
		return
	}
	for i, other := range c.lines {
		if other == l {
			c.lines = append(c.lines[:i], c.lines[i+1:]...)
			break
		}
	}
	_ = l.Close() // it can only have been closed already
}

// Close ends all lines, and whatever is under way on them.
func (c *connection) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	var err error
	for _, l := range c.lines {
		err = errors.Join(err, l.Close())
	}
	return err
}
