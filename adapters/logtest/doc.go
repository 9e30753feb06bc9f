// Package logtest is what every [es.Log] promises, as tests: each adapter's own
// tests call [Run], or [RunDurable] where the log can be opened again.
//
// The suite relies on the port alone. It takes positions to grow and reads
// nothing into their distance; it works in a log that holds others' events
// too, such as a shared server's, by giving its streams, types and ids names
// of its own; and it promises repeats only where the port does, against
// NoStream and an exact revision.
//
// Where to go next:
//
//   - run.go: the list of checks, each a sentence about the port
//   - fixture.go: how a check makes events and reads them back
//   - append.go, repeat.go: writing, conflicts, the same ids again
//   - read.go, filter.go, follow.go: reading, each way
//   - concurrent.go: many writers and readers at once
//   - linear.go: histories of concurrent calls are linearizable (porcupine)
//   - property.go: any sequence of calls agrees with a map of slices (rapid)
//
// The suite's own test runs it on a small log in memory, alone and with all
// checks sharing one, and shows that broken logs are caught.
package logtest
