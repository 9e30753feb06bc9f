// Package contracts is the register of contracts of work abroad: a row a
// contract, with its sums, the caps of the law of its signing day, and how far
// its life has gone.
//
// Read it in this order:
//
//   - row.go: [Row], the columns, and the tables
//   - fold.go: [Projection]: what each event does to a row
//   - verdict.go: what the law of the signing day says of the sums
//   - list.go: [List] and [One], with what depends on the day of asking
//   - counts.go: [ByMarket] and [ByAgency], the figures of Biểu 04
//   - words.go: states, reasons, kinds and verdicts in Vietnamese and English
//
// Invariants, each held by a test in this package:
//
//   - A row's verdict equals overseas.Verdict of the same contract.
//   - The licence beside a contract is the one of its signing day, as now known:
//     a renewal that is entered late is found.
//   - A row is never removed, and holds nothing personal: the worker is a
//     stream's name, a birth year, a sex and a ward.
//
// What depends on a day (days left, overdue) is computed when asked, never
// stored. Rows are as now known; what was so on a past day, or was known then,
// is asked of a replay (engine.Replay), not of these functions.
package contracts
