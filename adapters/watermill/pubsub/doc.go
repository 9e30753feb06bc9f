// Package pubsub is a Watermill Pub/Sub over any es.Log: messages published
// into a log, and whatever a log holds read as messages. ExampleNewPublisher
// has the ten lines that it takes; ExampleNewSubscriber has a router follow a book.
//
//   - publisher.go, recent.go: [Publisher], and how it knows a repeat
//   - envelope.go: messages as events, events as messages
//   - topics.go: what a topic is to a subscriber ([EventsOf])
//   - subscriber.go, subscription.go: [Subscriber]: follow, deliver, ack, nack
//   - group.go: one delivers, the others stand by
//   - offsets.go, logoffsets.go: where groups stand ([Offsets])
//
// # Publishing
//
// A call of Publish is one append at an exact revision: all of its messages,
// side by side and in order, or none, and at most 1 MiB with what surrounds
// them (some 260 bytes each). A topic is a stream, by its name unless
// PublisherConfig says otherwise. A message becomes an event of the type
// [MessageType] whose id follows from the message's UUID ([EventID]), so the
// same call again writes nothing while its messages are among the topic's last
// 4,096 events (fewer where those hold more than 16 MiB and the publisher is
// new). Who publishes from a handler gives messages UUIDs that follow from what
// was handled; a handler that runs twice then publishes once. An append of
// unknown outcome is read back. The event's data is JSON, as every event's: a
// JSON payload stands in it as it is, anything else in base64, and both come
// back byte for byte, as do metadata and UUID.
//
// # Subscribing
//
// Messages come in the log's order, the next after the ack, the same again
// after a nack, with a pause that doubles. A log that breaks off is followed
// again from where it was, for as long as it takes; only closing the log, the
// subscriber or the context ends a subscription.
//
// Without a group each Subscribe gets everything from the log's start (or what
// is new, with OnlyNew), and nothing is kept. In a group the last to subscribe
// delivers, and all others of the group, in whatever process, stand by: one of
// them goes on when it leaves, or when messages wait and nothing has been saved
// for TakeOver. Two handlers that both want all of a topic need two groups.
//
// Offsets are kept in the log itself unless SubscriberConfig says otherwise:
// a group is wanted for what survives a restart, and there is a log at hand. A
// log keeps all that is written for ever, so it is written little: an event
// for each Subscribe and each end, one for 100 acks or 5 seconds with acks, and
// none while nothing happens, for there are no heartbeats. Who minds that in a
// book gives another log to [NewLogOffsets], or writes an [Offsets] of three
// dozen lines over a table. A log that can't be written to
// (adapters/published) needs one of these.
//
// # What is promised
//
//   - Each message is acked at least once, and none is delivered before the
//     first ack of the one before it: TestWhateverHappensNothingIsLost.
//   - A call's messages are in the log once, side by side, whatever the log
//     answers: TestEveryCallOnceWhateverTheLogSays.
//   - Orderly ends repeat nothing that was acked within CloseTimeout, and lose
//     nothing that wasn't: TestNothingIsLostAtShutdown.
//   - Nothing is skipped in a copy of the log, whose positions are others:
//     offsets name the event itself, and in a log that hasn't got it they are
//     refused: TestAnOffsetHoldsInACopyOfTheLogAndNotInAnother.
//   - No goroutine is left after Close: TestNothingIsLeftRunning.
//
// # What isn't
//
//   - Exactly once. After a crash up to SaveEvery messages, or those of
//     SaveAfter, come again. At a take-over so do those that the old owner
//     hadn't saved, and it may go on for up to Poll, or with the message in
//     hand, before it knows; its context is cancelled then, and its acks no
//     longer count. Handlers are idempotent or keep their own record by UUID.
//   - Progress of a handler that takes longer than TakeOver, where others stand
//     by: it is handed to and fro, ever more rarely. Raise TakeOver.
//   - More throughput by more instances: a group delivers one message at a
//     time. Split the topic, or fan out behind the handler.
//   - Speed from far back: a group goes on from the last message it acked, and
//     reads again what isn't its topic's since then.
//
// # A book's own events
//
// An event that no Publisher wrote is delivered with its stored data as the
// payload, its id as UUID, and type, version, stream, revision, position and
// dates in the metadata; the type is under "name", where Watermill's cqrs looks
// for it. [EventOf] is the whole event. SUBSCRIBING TO A BOOK'S LOG SHOWS
// PERSONAL FIELDS (names, citizen ids, passports) to the handlers. Give
// NewSubscriber the log of adapters/published instead, which leaves them out.
// That log knows the book's types alone: what Publishers wrote comes out of it
// as an event of version 0 with the data {}.
//
// Where a book's log is published into, or keeps offsets, its projections pass
// over these events, since they read by type, but a command on a stream with
// one in it would fail for ever: so a stream with events of the book's is no
// topic to a Publisher ([ErrForeignStream]). It can't know which names the book
// will use one day. A log of one's own for messages (a second SQLite file) is
// safest, and keeps the book what it is.
package pubsub
