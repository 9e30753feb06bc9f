// Package operations is what the operators of the book decide about its
// machinery, where that touches figures: which events a projection goes past
// although it couldn't fold them. It is in the log like everything else, so that
// it shows for ever, and holds whenever the figures are computed again.
//
//   - skip.go: the stream "projection-<name>"
//
// Invariants: an event is skipped for one projection alone, with a reason, once.
package operations
