// Package golden computes the figures of the made-up year a second way, so
// that what the program reports of it can be checked against something that
// shares no code with it.
//
// [Compute] reads the shipped files with encoding/csv and applies the rules
// of counting and of refusing rows as plainly as they can be written down, in
// integers and ISO dates as text. It imports nothing of the domain, the
// projections or the import. What the year's commands do beside the files is
// in acts.go, by hand.
//
// [Want] are the figures as they ship, in golden.json; a test holds them to
// what Compute finds. Tests of reports compare with Want.
package golden
