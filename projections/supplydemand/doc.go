// Package supplydemand is the read model of labour supply and demand (cung – cầu
// lao động): vacancies, who seeks, who was referred and who was hired, by
// occupation, ward and month; and the to-do list of the policy that closes
// vacancies.
//
//   - tables.go: the rows
//   - fold.go, seekers.go: [Projection], events into rows
//   - report.go, count.go: [MakeReport]
//   - due.go: [DueVacancies]
//
// Seekers are kept as changes of their number by day, so that the number of any
// day is a sum. On which days somebody seeks is labour.Seeking's to say, how much
// of a vacancy is open outreach.Vacancy's.
package supplydemand
