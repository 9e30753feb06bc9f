// Package supervision is what inspectors work from: inspections with their
// checklists, findings, remedies and sanctions, the year's plan of them,
// complaints, and the red flags that follow by rule from the history of agencies
// and contracts.
//
// Read it in this order:
//
//   - rules.go: [Rules], RF01 to RF15: severity and title
//   - rows.go, followup.go: the tables
//   - fold.go: [Projection]: which event touches what
//   - judge.go, licence.go, overlap.go: the rules that need no clock
//   - due.go: the rules that depend on the day of asking: RF04, RF05, RF11, RF14
//   - flags.go, inspections.go, complaints.go, summary.go: what may be asked
//   - report.go, makereport.go, words.go: the report of a day
//   - contract.go, agency.go: the facts that the rules look at
//
// Invariants, each held by a test in this package:
//
//   - A flag is a function of the facts as now known: one that a later event
//     makes untrue (a reinstatement dated back, a late renewal) is gone, and one
//     that a later event makes true (a suspension dated back) is there.
//   - A flag's id is its rule and its contract, agency or finding. Who refuted it
//     refuted the id, whatever raises it.
//   - A finding stands as the inspection's own state says, on every day.
//   - A lawful history has no flags.
//   - Legal limits are those of the contract's signing day, by the name that
//     its event gives; a sum without a known cap is never flagged.
//
// Flags say what the record shows, under which limits; they accuse nobody.
// Placements aren't read: that a departing worker held another job is known
// from what the gate found.
package supervision
