package sqlite

import (
	"vaoso/domain/es"
)

// found says what a stream has of an append's events already.
type found struct {
	all, some bool
	revision  es.Revision // of the last of them, where all are there
	position  int64
}

// find looks for the events' ids in the stream from a revision on. With exact
// they must stand at that revision; otherwise anywhere after it, side by side,
// and the whole rest of the stream is read: the price of expecting Any.
func (t *transaction) find(state *streamState, from es.Revision, events []es.NewEvent, exact bool) (found, error) {
	var f found
	if from > state.last {
		return f, nil
	}
	if err := t.flush(); err != nil {
		return f, err
	}
	index := make(map[es.UUID]int, len(events))
	for i, e := range events {
		index[e.ID] = i
	}
	next := 0 // how many stand side by side so far
	to := state.last
	if exact {
		to = min(to, from+es.Revision(len(events))-1)
	}
	err := streamRows(t.session, state.id, from, to, func(e es.Event) error {
		i, ok := index[e.ID]
		f.some = f.some || ok
		switch {
		case ok && i == next:
			next++
		case ok && i == 0:
			next = 1
		default:
			next = 0
		}
		if next == len(events) {
			f.all, f.revision = true, e.Revision
			f.position = afterOf(e.Position)
			return errStop
		}
		return nil
	})
	return f, err
}
