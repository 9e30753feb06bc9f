// Package corrections is what was put right: every correction and annulment of
// every context, the proposals that two people are needed for, and the reported
// figures that moved (đính chính, hủy bỏ, điều chỉnh số liệu).
//
//   - tables.go: the rows
//   - fold.go: [Projection]
//   - report.go: [MakeReport], what was put right in a period, and what is open
//   - words.go: what each kind of correction is called
//
// Invariants, held by the tests here: every event type that corrects is read and
// has its words; a correction that two people made names both; a value that
// belongs to a person is in no row.
//
// Where to go next: projections/forms/form10.go, the table of it.
package corrections
