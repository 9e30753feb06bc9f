// Package render writes reports for people at a terminal and for spreadsheets:
// Vietnamese first, English beside it.
//
//   - table.go: tables with true widths, numbers, bars
//   - progress.go: a plan's progress
//   - supervision.go: inspections and red flags
//   - history.go: a contract's history
//   - projections.go: how the views are doing
package render
