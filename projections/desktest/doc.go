// Package desktest is a real book for the tests of to-do lists: a log in a file,
// a clock that the test turns, and a crash behind the step that it names. A
// refusal and a crash are answers; whatever else goes wrong fails the test.
//
// Where to go next: projections/engagements/due_test.go, which uses it.
package desktest
