// Package eventclient follows the events of a running vaoso over HTTP, as any
// other system would: GET /api/events, server-sent events.
//
//   - client.go: [Subscription], which connects again where it broke off
//   - blocks.go: the blocks of a stream, and the events in them
//
// Invariants: every event once, in the order of the log, through any number of
// broken connections and restarts of the server; a server that has gone silent
// is given up after three of its heartbeats. What a server refuses ends it.
package eventclient
