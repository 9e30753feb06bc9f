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
//   - replay.go: [Replay], the same fold over the log into any store
//   - errors.go: [Dispose], the one place that decides what an error calls for
package engine
