// Package targetprogress is the progress of a plan: what counts towards the
// target, by plan, rule set, unit, month, sector, sex and kind.
//
//   - tables.go: the rows
//   - fold.go: events into rows; a worker's facts are counted as a whole by
//     plan.Count, and the difference to what they came to before is added
//   - stated.go: the figures of a month that was reported, what moves them since,
//     and which are to be restated (điều chỉnh); due.go: [Due], that list
//   - closing.go: a plan's closing beside what counts now
//   - facts.go: a worker's facts as text, in one row a worker and year
//   - report.go: the figures of a plan, with the straight line and the forecast
//   - rows.go: the same by ward, month, sector, sex or kind
//
// Invariants, held by the tests here: the rows of a plan are what plan.Count
// makes of each worker's facts, whatever order the events came in; facts that
// don't count stand in targetprogress_exclusions with the reason; a plan
// adopted late counts what happened before.
package targetprogress
