// Package plan is the yearly employment plan (kế hoạch tạo việc làm): its
// target, the shares of the wards and communes, and the rules by which a
// recorded fact counts towards it.
//
//   - events.go, commands.go: what can be asked and what happens
//   - plan.go, decide.go: the rules of a plan's stream, "plan-<slug>"
//   - clock.go: the days that pass, stream "clock-<city>"; the only source of
//     time for policies
//   - rules.go, rulesets.json: counting rules as data
//   - count.go: which of a worker's facts count, and why the others don't
//   - closing.go: when a month's figures are reported, how they are restated, and
//     the closing of a plan
//   - correct.go: a target or a share that was typed wrongly, put right by two people
//   - line.go: the straight line to the target, and the forecast
//
// Invariants: the shares never exceed the target unless a share says that it
// over-allocates on purpose; overseas is inside the total, never beside it; a
// worker's facts give the same tally in whatever order they were recorded.
//
// Source: decision and news item of Vĩnh Yên, 27/04/2021: 1,300 people, 30 of
// them sent to work abroad for a fixed term.
package plan
