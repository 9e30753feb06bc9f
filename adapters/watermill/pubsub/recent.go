package pubsub

import (
	"context"
	"fmt"

	"vaoso/domain/es"
)

const (
	// window is how many of a stream's newest events a repeat is looked for
	// among. An append of 1 MiB can't hold as many.
	window = 4096
	// windowBytes is how much is read at most to fill the window at first.
	windowBytes = 16 << 20
)

// recent is the end of a stream: where it ends, and the ids of its last events.
type recent struct {
	last es.Revision
	ids  map[es.UUID]es.Revision
	ring [window]es.UUID // by revision, modulo window
}

// load reads the stream's end.
func load(ctx context.Context, log es.Log, stream string) (*recent, error) {
	r := &recent{last: es.NoRevision, ids: map[es.UUID]es.Revision{}}
	size := 0
	for e, err := range log.Read(ctx, stream, es.Last, es.Backward) {
		if err != nil {
			return nil, fmt.Errorf("couldn't read the end of %s: %w", stream, err)
		}
		if e.Type != MessageType {
			return nil, foreign(e)
		}
		r.last = max(r.last, e.Revision)
		r.keep(e.ID, e.Revision)
		if size += len(e.Data); len(r.ids) == window || size > windowBytes {
			break
		}
	}
	return r, nil
}

// catchUp reads what others have written since.
func (r *recent) catchUp(ctx context.Context, log es.Log, stream string) error {
	for e, err := range log.Read(ctx, stream, r.last+1, es.Forward) {
		if err != nil {
			return fmt.Errorf("couldn't read the end of %s: %w", stream, err)
		}
		if e.Type != MessageType {
			return foreign(e)
		}
		r.add(e.ID, e.Revision)
	}
	return nil
}

func foreign(e es.Event) error {
	return fmt.Errorf("%w: %s has a %s at %s", ErrForeignStream, e.Stream, e.Type, e.Revision)
}

// add notes the stream's next event.
func (r *recent) add(id es.UUID, at es.Revision) {
	if old := r.ring[at%window]; r.ids[old] == at-window {
		delete(r.ids, old)
	}
	r.keep(id, at)
	r.last = at
}

func (r *recent) keep(id es.UUID, at es.Revision) {
	r.ids[id] = at
	r.ring[at%window] = id
}

// has says whether the events are there, side by side and in this order; some
// says whether any of them is.
func (r *recent) has(events []es.NewEvent) (all, some bool) {
	all = true
	first, known := r.ids[events[0].ID]
	for i, e := range events {
		at, there := r.ids[e.ID]
		all = all && known && there && at == first+es.Revision(i)
		some = some || there
	}
	return all, some
}
