// Package supervision is inspection and supervision of those who send workers
// abroad: a year's plan of inspections, inspections with their checklist, what
// they find, what must be done by when, whether it was, and what followed;
// complaints of workers; red flags that were looked into and don't hold.
//
//   - events.go, commands.go: what can be asked of an inspection and what happens
//   - inspection.go, finding.go, decide.go, decide_finding.go: the rules of a
//     stream "inspection-<number>"
//   - events_correct.go, commands_correct.go, correct.go, correct_complaint.go: what
//     was entered wrongly is put right, by one person with a reason
//   - inspectionplan.go, complaint.go, flag.go: the streams
//     "inspectionplan-<year>", "complaint-<number>" and "flag-<id>", each whole
//
// A finding goes recorded → remedy required → remedied, or, where the deadline
// passes, overdue → escalated → sanctioned → remedied. Overdue is computed from
// the deadline and the day on which somebody looks ([Finding.StateOn]); a policy
// records it too, once the deadline's day has passed, so that it can be seen in
// the log and sent on. What is overdue may be remedied at any time. An
// inspection closes when every finding has its remedy required, and none is
// overdue without having been escalated; a remedy in time may be recorded later,
// since accounts are often settled after the inspectors have left.
//
// A suspension is decided here and holds on the agency's licence: domain/book
// carries it over, under the same decision's number.
//
// Red flags aren't entered here: projections/supervision finds them by rule.
package supervision
