package published

import (
	"context"
	"errors"
	"iter"

	"vaoso/domain/es"
)

// ErrReadOnly is what an append comes to.
var ErrReadOnly = errors.New("published: this log is for reading alone")

// Withheld is the version of an event whose data isn't shown, since this
// program can't read it and can't tell what in it belongs to a person.
const Withheld = 0

// Log is the log for reading, without what belongs to a person. Events have the
// form of their types' newest versions.
func Log(log es.Log, definitions *es.Definitions) es.Log { return reader{log, definitions} }

type reader struct {
	log         es.Log
	definitions *es.Definitions
}

// Append fails with ErrReadOnly.
func (r reader) Append(context.Context, string, es.Expected, []es.NewEvent) (es.Appended, error) {
	return es.Appended{}, ErrReadOnly
}

// Read is es.Log's.
func (r reader) Read(ctx context.Context, stream string, from es.Revision, dir es.Direction) iter.Seq2[es.Event, error] {
	return r.shown(r.log.Read(ctx, stream, from, dir))
}

// ReadAll is es.Log's.
func (r reader) ReadAll(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter) iter.Seq2[es.Event, error] {
	return r.shown(r.log.ReadAll(ctx, from, dir, filter))
}

func (r reader) shown(events iter.Seq2[es.Event, error]) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		for e, err := range events {
			if err != nil {
				yield(es.Event{}, err)
				return
			}
			if !yield(r.show(e), nil) {
				return
			}
		}
	}
}

// Follow is es.Log's.
func (r reader) Follow(ctx context.Context, after es.Position, filter es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		for page, err := range r.log.Follow(ctx, after, filter, size) {
			if err != nil {
				yield(es.Page{}, err)
				return
			}
			events := make([]es.Event, len(page.Events)) // others may hold the page
			for i, e := range page.Events {
				events[i] = r.show(e)
			}
			page.Events = events
			if !yield(page, nil) {
				return
			}
		}
	}
}

// show is the event as others may see it.
func (r reader) show(e es.Event) es.Event {
	shown, err := r.definitions.Public(e)
	if err != nil { // it can't be read: see the package's invariants
		e.Version, e.Data, e.Meta = Withheld, []byte("{}"), e.Meta.Public()
		return e
	}
	return shown
}

// Head is es.Log's.
func (r reader) Head(ctx context.Context) (es.Position, error) { return r.log.Head(ctx) }

// Close does nothing: the log belongs to who opened it.
func (r reader) Close() error { return nil }
