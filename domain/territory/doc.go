// Package territory has the units of the city as editable data: what each is
// called, where it lies, from when to when, and what took its place.
//
// Invariants, checked by [Load]:
//
//   - A code's rows never overlap: on any day a code names at most one unit.
//   - A unit is looked up on the fact's day, never on today: Định Trung is a
//     commune in a fact of 2021 and a ward in one of 2024.
//   - What no source confirms is marked, by the name of the field, in
//     [Unit.Unverified].
//
// Read units.go for the look-ups, wage.go for the regional minimum wage,
// provinces.go for the provinces of employers elsewhere, and units.json,
// wages.json and provinces.json for the data themselves.
package territory
