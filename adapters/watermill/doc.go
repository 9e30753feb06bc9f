// Package watermill drives the projections with Watermill: one router handler a
// projection, one message a page of events, the next page only after the ack.
//
//   - subscriber.go: [Subscriber]: the engine as a Watermill subscriber
//   - router.go: [Router]: handlers, retry with backoff, panics, closing
//   - policy.go: what is done after a projection has committed
//
// Watermill paces and retries; it decides nothing. What has been counted is in
// the checkpoint, which the view store commits together with the rows, so a
// message that comes twice, or is lost when the router closes, changes nothing.
//
// Invariants and the tests that prove them:
//
//   - A page is handed out again until it is acknowledged, and the next only
//     then: TestThePageComesAgainUntilItIsAcked.
//   - Closing loses and doubles nothing: TestClosingLosesAndDoublesNothing.
//   - A halted projection stands still, and the others go on; Retry lets it go
//     on: TestAHaltedProjectionLeavesTheOthersAlone.
//   - A store's trouble is retried until it is over: TestTroubleIsRetried.
//   - A policy runs at the start and after every commit until it succeeds, and
//     holds no projection up: TestAPolicyRunsUntilItSucceeds.
package watermill
