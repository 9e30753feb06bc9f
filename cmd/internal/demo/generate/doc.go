// Package generate makes up a year of the employment plan as the files
// that a city's office would hand in, and the [Lives] of many people over many
// years as the commands by which a city enters them. Nobody in them exists.
//
// Invariants, each held by a test here:
//
//   - The same options give the same bytes, and the same commands, on every machine.
//   - Everything about a person is drawn from a source seeded by (seed, kind,
//     index), so that a person's history is the same however many people
//     there are.
//   - No command of a life is refused but those that say by which rule.
//   - Everything carries its mark: citizen ids and phones start with 000, tax
//     codes with 0000, names of enterprises and inspectors say "Mẫu". The one
//     exception is planted on purpose, to be refused: see faults.go.
//
// For the files read generate.go first, then people.go, placements.go and
// contracts.go; follow.go has what jobs came from and what became of them, with
// schooling.go, openings.go and wardhelp.go; faults.go and morefaults.go have the
// mistakes that are planted for the book to refuse, slips.go what is put right. For lives read schedule.go, life.go and jobs.go: how a million of them
// come day by day, one of them, and its jobs, which stay.go ends; lapses.go has
// what is entered wrongly and put right, abroadlife.go what befalls people abroad. What people
// share follows from their thousand and the time alone: market.go (vacancies,
// fairs, collaborators), training.go, credit.go; what is the city's own stands
// in city.go and visits.go. Shares that no source gives say [made up].
package generate
