// Package esdbserver serves an es.Log by EventStoreDB's gRPC protocol, so that
// the official clients (Go, .NET, Java, Node, Python) can read it and subscribe
// to it, and, where that is allowed, write.
//
// It is a model of EventStoreDB, not EventStoreDB. What it does is what the
// server's source (23.10) does, but for what is said below; what it answers is
// exactly what the log holds. There are two uses:
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
// transactions, scavenging ($all shows for ever what metadata hides), a cluster.
//
// What differs:
//
//   - Event ids: EventStoreDB recognises a repeat under "any" and "exists" for a
//     while. Here it depends on the log, which promises it only under "none" and
//     a revision; the one in a file always recognises it. An id of zeroes, one id
//     twice in an append, and an append of nothing are refused.
//   - Sizes: an append holds 1 MiB, in which the log counts some 270 bytes of its
//     own for every event, so that 3,800 events are about the most. A stream's
//     name has 255 bytes, or 252 if it is to have metadata.
//   - Times: a book's events were created when they were recorded; those of others
//     when they arrived. A log doesn't let recorded times run backwards, so a
//     book's event that is written with an earlier one gets the last one's.
//   - Expressions in filters are RE2's, not .NET's, and their length is bounded,
//     as is what a client may begin in BatchAppend and not end.
//   - A slow subscriber is never dropped, and never told that it fell behind:
//     nothing is buffered for it but the page that it is at.
//   - Nobody but the server writes a tombstone, and metadata isn't deleted.
//
// What others reach:
//
//   - The token is asked for by everything that tells of the log. Until it has
//     been seen a caller can make the server hold no more than one short message
//     where nothing may be written; where writing is allowed, serve only those
//     who may write.
//   - A panic ends its request, and what is the server's own trouble is told to
//     Options.Logger; the caller hears only that there is some.
//
// How it is laid into a log whose streams can't be deleted and whose events
// carry a book's metadata:
//
//   - event.go: a stream "$x" is kept as "~$x" (and "~$x" as "~~$x"); an event of
//     another program is kept byte for byte in a frame, marked by the command
//     "$append"
//   - streamstate.go: what a stream's metadata hides of it; a tombstone is an
//     event in the stream's metadata stream, and shown in the stream itself
//
// Where to go next: server.go, then read.go, subscribe.go and write.go;
// batch.go is BatchAppend; failure.go says which error becomes which status;
// guard.go stands before every request.
package esdbserver
