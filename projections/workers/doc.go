// Package workers is the directory of workers: who they are, where they live,
// and what occupies them.
//
//   - table.go: the rows
//   - apply.go: [Projection], the fold
//   - find.go: [Find], a page of the directory, searched by name
//
// Whether a worker is engaged depends on the day that one asks about: a term
// runs out without an event. So the fold keeps runs of days, and [Find] is told
// the day. It says of every day what labour.Worker.EngagedOn says (a test holds
// the two together).
//
// Names are personal. They live in the rows and in Find's answer, nowhere else:
// no error, log or cursor has one.
package workers
