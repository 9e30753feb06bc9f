// Package agencies is the register of the enterprises that send workers abroad:
// how their licences stand, what became of those they sent, what they charged,
// and what was found and complained about.
//
// Read it in this order:
//
//   - rows.go: the tables
//   - fold.go: [Projection]: which event touches what
//   - list.go: [List]: an agency's record on a day, with its figures
//
// Invariants, each held by a test in this package:
//
//   - What became of contracts is counted by overseas.Track, as in every other
//     report, and says the same as the register of contracts.
//   - How a licence stands and which markets are held is asked of the domain's
//     own state of the agency, by day, as now known.
//   - A contract without an agency is nobody's here.
//
// Red flags aren't this view's: package scorecard brings both together, and
// gives the score.
package agencies
