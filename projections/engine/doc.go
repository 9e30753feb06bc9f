// Package engine turns the log into views: folds over typed rows, committed a
// page at a time together with the checkpoint.
//
// Read it in this order:
//
//   - projection.go: [Projection], what a read model says about itself
//   - table.go: [Table], how a fold gets rows; example_test.go shows the whole
//   - projector.go: [Projector], a page into a commit: duplicates, fencing, halts
//   - fold.go, rows.go: the rows in memory, and which of them changed
//   - store.go: [Store], the port to where rows are kept
//   - flight.go: a view that nobody sees yet is folded on while it is committed
//   - engine.go: [Engine], projections kept up with a log; source.go: pages
//     read and decoded once for all; wait.go: waiting, retry, reports
//   - lead.go: one process projects a view; stall.go: subscriptions that died
//   - rebuild.go: a new generation beside the live one; comparison.go: how it
//     differs from that
//   - observer.go: who looks on; pace.go: how fast it goes
//   - replay.go: [Replay], the same fold over the log into any store
//   - query.go: [Reader], how views are asked
//   - errors.go: [Dispose], the one place that decides what an error calls for
//
// Invariants and the tests that prove them:
//
//   - Rows and checkpoint are one transaction, so each event counts exactly
//     once, wherever a process dies: TestACrashAnywhereLosesAndDoublesNothing,
//     TestTroubleWithoutACrashLosesAndDoublesNothing.
//   - Pages may come twice, overlap, and come out of order:
//     TestPagesInAnyOrder; foldtest.Properties for every projection.
//   - A page's boundaries play no part in what the rows are: foldtest.Properties.
//   - Two projectors of one view fence each other off; what was in memory is
//     dropped: TestTwoProjectorsOnOneView, TestAFencedProjectorDropsWhatItHas;
//     on files, TestASecondProcessProjectsToo in adapters/sqlite.
//   - An event that fails halts its projection before itself, and nothing of it
//     is kept: TestAFailingEventHaltsBeforeItself, TestANumberThatIsNoneHalts.
//   - An event that can't be read halts those that read its type; one of a type
//     that the program doesn't know halts all; one of a known type that nobody
//     reads halts none: TestEventsThatCantBeRead.
//   - A halt says nothing personal: TestAFailingEventHaltsBeforeItself ("a panic
//     with a text"), TestEventsThatCantBeRead.
//   - An event that a projection was told to go past is tried first, and gone
//     past only where it fails: TestASkippedEventIsGonePast.
//   - One process projects a view, another takes over, and a leader that slept
//     changes nothing: TestASecondProcessStandsByAndTakesOver,
//     TestALeaderThatSleptIsFencedOff; with kills, cmd/vaoso.
//   - A new generation is compared with the live one where that stands:
//     TestARebuildOfAnUnchangedFoldDiffersInNothing,
//     TestARebuildIsComparedWhereTheLiveViewStands, TestSamplesShowNothingPersonal.
//   - A subscription that died without a word is noticed:
//     TestASubscriptionThatDiedIsNoticed.
//   - Queries never see a half-filled table, and the live view goes on during a
//     rebuild: TestTheOldViewIsSeenUntilTheNewOneIsWhole,
//     TestRebuildingWhileEventsComeIn; TestRebuildUnderReads in adapters/sqlite.
//   - A rebuild that is killed is resumed or begun again:
//     TestANewVersionIsRebuiltThroughAnyCrash, TestARebuildEndsWellThroughAnyCrash.
//   - A program whose version of a view was replaced leaves it alone:
//     TestAnOlderProgramGivesWay.
//   - WaitFor returns when queries see the position, whoever got it there, and
//     at once when a halt is in the way: TestWaiting, TestWaitingForAnotherProcess,
//     TestWaitingOnAHaltedProjectionEndsAtOnce.
//   - An event is decoded once for all projections: TestAnEventIsDecodedOnceForAll.
//   - A log that was set back makes views be built anew:
//     TestALogThatWasSetBackIsProjectedAnew.
package engine
