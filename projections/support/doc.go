// Package support is what was done to create and keep jobs and for those
// without one (Biểu 07): loans of the employment fund with the jobs they made,
// other support, unemployment notices and allowances, by ward over a period.
//
//   - tables.go: the rows
//   - fold.go: [Projection]
//   - report.go: [MakeReport]
//
// A loan stands in its borrower's ward, a job in its worker's, a notice in the
// ward of its day. Each fact is of the period in which it happened. Whether a
// job counts towards the plan isn't said here: plan.Count does, and a job that
// is a placement too is one job there.
package support
