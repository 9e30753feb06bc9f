// Package supervision is inspection and supervision of those who send workers
// abroad: inspections, what they find, what must be done by when, and whether
// it was.
//
//   - events.go, commands.go: what can be asked and what happens
//   - inspection.go, decide.go: the rules of a stream "inspection-<number>"
//
// A finding goes recorded → remedy required → remedied; overdue is computed
// from the deadline and the day on which somebody looks. An inspection closes
// when every finding has its remedy required; the remedy itself may be recorded
// later, since accounts are often settled after the inspectors have left.
//
// Red flags aren't entered here: projections/supervision finds them by rule.
package supervision
