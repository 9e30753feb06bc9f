// Package catalogue is the event catalogue: every event that a book may hold,
// what it means, its fields, which commands raise it and which views read it.
//
// Nothing of it is written by hand. Meanings are the structs' comments in
// domain, fields and forms their types, "raised by" is found by following each
// command's case through the context's code, "read by" is what the projections
// say that they read. go generate writes it down:
//
//   - catalogue.json, embedded here: what `vaoso events catalogue` shows
//   - docs/EVENTS.md: the same to read, with a diagram for each context
//   - docs/schemas/<Type>.v<N>.json: a JSON Schema for each version
//
// The tests fail when any of these is stale, when an event has no meaning or
// nobody raises it, and when a stored form in domain/catalog/testdata, old ones
// too, isn't valid by its schema.
//
// Where to go next: catalogue.go, then source.go and raised.go (the code as
// evidence), schema.go, markdown.go.
package catalogue

//go:generate go run ./generate
