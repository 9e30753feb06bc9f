// Package esdbserver serves an es.Log by EventStoreDB's gRPC protocol, so that
// the official clients (Go, .NET, Java, Node, Python) can read it and subscribe
// to it, and, where that is allowed, write.
//
// It is a model of EventStoreDB, not EventStoreDB. What it does is what the
// server's source (23.10) does; what it answers is exactly what the log holds.
// There are two uses:
//
//   - a small office's book, read-only: other systems subscribe to it as they
//     would to EventStoreDB, with an access token as the password;
//   - a log alone, writing allowed, for trials and tests: the adapter to
//     EventStoreDB is driven over real gRPC against a log that is durable.
//
// What there is: Streams (Read of a stream and of $all, in both directions and
// as subscriptions, with filters and checkpoints; Append; BatchAppend; Delete;
// Tombstone), stream metadata ($tb, $maxCount, $maxAge), Gossip, ServerFeatures.
//
// What there isn't: links and their resolution, server-side projections (so
// there are no $ce- and $by- streams), persistent subscriptions (a subscriber keeps its
// own position, as every projection here does), users and access lists,
// transactions, scavenging, a cluster. Under an expected revision of "any" the
// same event ids are written again; EventStoreDB recognises them for a while.
// A slow subscriber is never dropped, since nothing is buffered for it.
//
// How it is laid into a log whose streams can't be deleted and whose events
// carry a book's metadata:
//
//   - event.go: a stream "$x" is kept as "~$x"; an event of another program is
//     kept byte for byte in a frame, marked by the command "$append"
//   - streamstate.go: what a stream's metadata hides of it; a tombstone is an
//     event in the stream's metadata stream, and shown in the stream itself
//
// Where to go next: server.go, then read.go, subscribe.go and write.go;
// batch.go is BatchAppend; failure.go says which error becomes which status.
package esdbserver
