// Package es is the kernel of the book: events, the port to the log that keeps
// them, and how a command becomes events.
//
// It imports the standard library and [vaoso/domain/civil] alone. Read it in
// this order:
//
//   - event.go: what an event is, and the metadata that none may lack
//   - log.go: [Log], the port, with every promise that a log keeps
//   - define.go: [Define] and [On]: names, versions, personal fields, upcasters
//   - public.go: what of an event others may see
//   - decide.go: [Decider], the pure heart of a context
//   - handle.go: [Handle]: load, decide, append, retry
//   - refusal.go: [Refusal], the sentinel that says why a rule said no
//
// Invariants, each held by a test in this package or in adapters/logtest:
//
//   - An event never changes. A correction is a later event.
//   - A handler appends at the revision that it decided on, never at Any.
//   - An event's id follows from the idempotency key, the stream and the
//     event's index, so that every command may be retried.
//   - Deciders and folds are pure: time comes in through the [Envelope].
package es
