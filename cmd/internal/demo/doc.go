// Package demo has the made-up year 2021 that the program shows itself with,
// and takes it into a book.
//
// The year is 22 files (package data), made by package generate, and the few
// things for which the files have no column: acts.go. [Run] enters all of it
// day by day, under a [Clock] that stands where the year has come to, so that
// the book looks as if a city had kept it all year: what was known on a day can
// be asked.
//
// Invariants, each held by a test:
//
//   - Running it again changes nothing.
//   - What counts is what package golden computes from the files alone.
//   - Some rows are refused, and for as many reasons as rows can be: package
//     golden has them by file.
//
// Where to go next: run.go, then acts.go, then generate/doc.go.
package demo

//go:generate go test ./generate -update
//go:generate go test ./golden -update
