// Package labour has the people of the city who seek work, their employers,
// and the jobs that they start: the streams worker-… and employer-….
//
// Invariants, each held by a test in this package:
//
//   - A worker is in one engagement at a time: the days of placements, of
//     contracts abroad and of held reservations never overlap
//     (TestNoTwoEngagementsOverlap).
//   - The ward, sex, birth year and sector of a placement are those of the day
//     it started, copied into the event: a later move changes nothing. A
//     correction of the registration restates them.
//   - Nothing is edited: a correction or an annulment is a later event that says
//     what now stands ([Standing]), as if the right fact had been entered in the
//     place of the wrong one (projections/correctiontest, TestLabourCorrected).
//   - Nothing personal is in a refusal, a warning, an id or a stream's name.
//   - Every sentinel is raised by a scenario (TestEverySentinelIsRaised).
//
// Read events.go for what is kept and commands.go for what may be asked, with
// events_correction.go and commands_correction.go for what puts it right;
// history.go for how a stream is folded anew after that;
// worker.go, engagement.go and employer.go for the state; decide_*.go for the
// rules, one a screen; citizenid.go and taxcode.go for the checks that the
// import uses as well; warn.go for what is pointed out and yet accepted.
package labour
