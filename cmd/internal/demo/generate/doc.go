// Package generate makes up a year of the employment plan as the six files
// that a city's office would hand in. Nobody in them exists.
//
// Invariants, each held by a test here:
//
//   - The same options give the same bytes, on every machine.
//   - Everything about a person is drawn from a source seeded by (seed, kind,
//     index), so that a person's history is the same however many people
//     there are.
//   - Everything carries its mark: citizen ids and phones start with 000, tax
//     codes with 0000, names of enterprises and inspectors say "Mẫu". The one
//     exception is planted on purpose, to be refused: see faults.go.
//
// Read generate.go first, then people.go, placements.go and contracts.go;
// faults.go has the mistakes that are planted for the book to refuse.
package generate
