// Package law has the legal limits on sending workers abroad, as data: what may
// be charged, from which age, by which day accounts are settled.
//
// The rows are in limits.json, each with its own dates, its source (law and
// article) and a mark where nobody has yet confirmed it against the text. A
// district that knows better edits the file and gives it to [Load]; no number
// of a law is a constant in this program.
//
// Read it in this order:
//
//   - limits.json: the rows themselves
//   - limits.go: [Limits], [Set] and what a row says; [Load] and [Current]
//   - judge.go: [Set.Judge], the one function from terms and a sum to a verdict
//   - ratio.go: exact fractions, so that no cap is rounded by a float
//
// Invariants:
//
//   - Sets don't overlap: a day has at most one, and [Limits.SetOn] finds it.
//   - A cap that can't be known (no row, or a row in another currency without a
//     rate) makes a line not judged, and the verdict says so. It is never taken
//     for a pass, and never for a breach.
//   - Judging a contract again under another set is the same call on that set.
package law
