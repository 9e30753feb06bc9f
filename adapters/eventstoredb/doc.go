// Package eventstoredb is the book's log in EventStoreDB: replicated, watched
// over, and open to whoever knows EventStoreDB.
//
// It stands on github.com/EventStore/EventStore-Client-Go/v4: on its reading of
// connection strings and on its generated protocol. Its client is not used, for
// what was found by running it: an answer without a date ends the
// process (log.Fatal), one without a position panics, a failed discovery leaves
// the client dead and its callers hanging whatever their context says, Close
// beside a call panics, each reconnect leaks a connection, "requires-leader" is
// never sent, reads of $all know no filter, and appends go one a call. None of
// that can be mended from outside. The official client is a peer in the tests
// of the server (vaoso/adapters/esdbserver) instead.
//
// Promises, beyond es.Log's, and the tests that hold them:
//
//   - Every append names an exact revision and event ids of ours, so that it may
//     be sent again; an attempt whose outcome isn't known is looked up by those
//     ids: TestAnswersLostAfterADurableAppend.
//   - Appends of all goroutines go down one BatchAppend call: TestAppendsReachTheServerTogether.
//   - Every call has a deadline of its own. Trouble is waited through, on new
//     connections, for Options.Patience: TestThroughAnyTrouble.
//   - Only the leader answers; a change of leader is followed: TestTheLeaderIsFollowed.
//   - A Follow goes through dropped and silent subscriptions without a gap and
//     without a repeat: TestASilentSubscriptionIsReplaced. What ails one
//     subscription leaves the appends alone: TestOneSubscriptionsTroubleIsItsOwn.
//   - Any number of Follows: TestMoreFollowsThanOneConnectionTakes.
//   - Answers that make no sense are trouble, never a crash and never believed:
//     TestAnswersThatMakeNoSense.
//   - Close waits for appends under way and leaves nothing running: TestNothingIsLeftBehind.
//
// What EventStoreDB can't promise: recordedAt never runs backwards in what one
// process writes and reads; between processes that write at the same moment it
// may, by their clocks' difference.
//
// Where to go next:
//
//   - open.go: [Open], what a connection string may say, what is known of the log's end
//   - append.go, pipe.go: one append; all appends on their way
//   - read.go, follow.go: pages; subscriptions
//   - servers.go, line.go: how the leader is found; the connection to it
//   - failure.go: which error may be met with another attempt
//   - event.go: an event in the protocol's form
package eventstoredb
