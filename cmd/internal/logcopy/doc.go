// Package logcopy copies a book's log into another one, and proves that two
// logs hold the same: it is behind `vaoso log copy` and `vaoso log verify`, by
// which a book moves from its file to EventStoreDB and back, and is backed up
// while it is in use. It knows the port [es.Log] alone, so any two logs will do.
//
// What is kept: the total order of events; their streams, ids and revisions;
// types and versions; the data byte for byte; all metadata with the recorded
// times. What isn't: positions, which every log gives as it will. Whoever holds
// one (a `Last-Event-ID`, a subscriber's or a view's checkpoint) starts anew.
//
// Invariants, each held by a test here:
//
//   - The target is a beginning of the source at every moment: events are
//     appended strictly in order, each append at the exact revision. So a copy
//     that was killed needs no notes of its own: the next one finds out from the
//     target how far it is.
//   - What is in the target beforehand is compared event by event before
//     anything is written; a target that isn't a beginning of the source is
//     refused, and stays as it was.
//   - Every event of the target is read back and compared with the source's, all
//     of it, before the copy is called done: the first ones before the copying
//     and the others after it. The first difference is named by its place and
//     field; contents, which may be a person's, are never shown.
//   - Recorded times are kept, or refused. In an EventStoreDB that several
//     processes write they may run backwards a little, which no other log keeps:
//     [Options].RaiseTimes allows for that, and says how many were raised.
//   - An append whose outcome is unknown is repeated as it was; the log promises
//     that it is written once.
//
// # The summary's SHA-256
//
// It is the same for two logs that hold the same events, wherever they are
// kept, and can be computed without this program. Hash, for each event in the
// log's order, six values, each written as a netstring (its length in bytes in
// decimal, a colon, the bytes, a comma):
//
//	1  the event's id, as 6f1c0f0e-3a52-5b0e-9a77-1f0a5f0c2a11
//	2  its stream's name
//	3  its revision in the stream, in decimal
//	4  its type
//	5  its data, byte for byte
//	6  its version and metadata, in the JSON of [es.EncodeMetadata]: in
//	   EventStoreDB the custom metadata, byte for byte
//
// From a book's folder, `vaoso events tail --from start --no-follow --json`
// prints one event a line with all of these: value 6 is its "meta" with
// "version" put first. cmd/vaoso/testdata/audit/digest.py does that.
//
// # Where to go next
//
//   - copy.go: [Copy]; append.go: one append, whatever becomes of it; times.go
//   - compare.go, difference.go: [Verify], two logs side by side
//   - digest.go: the summary
package logcopy
