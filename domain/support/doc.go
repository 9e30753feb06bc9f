// Package support is what the city does to create and keep jobs and to carry
// people over a time without one: loans of the employment fund with the jobs
// that they made, other support, unemployment notices and allowances.
//
//   - events.go, commands.go: what can be asked and what happens
//   - loan.go: the rules of a stream "loan-<number>"
//   - grant.go: the rules of a stream "support-<number>"
//   - unemployment.go: the rules of a stream "unemployment-<worker>", one a
//     worker, so that one person never has two open notices
//   - events_correct.go, correct_loan.go: what is lent, granted or paid is put right
//     by two people
//   - correct_unemployment.go: a notice is put right by one, an allowance by two
//   - caps.go: how much may be lent, by day, as data
//   - estimate.go: labour force, as data, and rate of the unemployment estimate
//
// A job that a loan made counts towards the plan only if it names its worker,
// and never beside a placement of the same job: plan.Count sees to that. A loan
// above the cap isn't entered: the fund's own decision would be void.
package support
