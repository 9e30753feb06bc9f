// Package forms is the tables that go to the city and the province: Biểu 01 to
// 12, and the reports of a month, a quarter, half a year and a year that are
// made of them. It is no read model: it asks them.
//
//   - form.go: [Form], a table with its stamp, and what a cell may be
//   - declare.go: how a form's columns and rows are declared together
//   - source.go: [Source], what a form is made from, and [Period]
//   - list.go: [All] forms, and [Make]
//   - form01.go …: one form a file
//   - report.go: [Compose], which forms make which report
//   - csv.go: a form for a spreadsheet
//
// Invariants, held by the tests here:
//
//   - Every figure of a form comes from a read model's own query, or from a pure
//     function of the domain: two forms that show the same figure can't differ.
//   - Within a group the rows add up to the group's total, in every column that
//     is declared to.
//   - A form whose figures have no source isn't listed, rather than empty.
//   - Figures only: nobody's name or number is in a form. Biểu 10 has the reasons
//     that were given, and the accounts of those who gave them.
package forms
