package es

import (
	"vaoso/domain/civil"
)

// Decider is a context's rules for one kind of stream, as pure functions: no
// clock, no randomness, no I/O. S is the state that decisions need, C the sum
// of the commands.
type Decider[S, C any] struct {
	// Evolve is the state after an event. Unknown payloads leave it unchanged.
	Evolve func(S, Recorded) S
	// Decide is what a command makes happen in a state: the payloads of the new
	// events, in order, or a refusal. No events and no error: nothing to do.
	Decide func(S, C, Asked) ([]any, error)
}

// Asked is what a decision may know of the asking besides the command.
type Asked struct {
	On         civil.Date // the day it happened
	Today      civil.Date // the day it is asked, in Vietnam
	Reason     string
	LegalBasis string
	Actor      string
}

// Fold is the state after the events, from the zero state.
func (d Decider[S, C]) Fold(events []Recorded) S {
	var s S
	for _, e := range events {
		s = d.Evolve(s, e)
	}
	return s
}
