package engine

import (
	"context"
	"fmt"
	"slices"

	"vaoso/domain/es"
)

// Page is a run of the log, decoded once for all projections that read it.
// Pages are shared: nobody changes one.
type Page struct {
	After, Through es.Position // it holds what lies after After, up to and with Through
	Events         []Item      // those that some projection reads, or that can't be read
	Read           int         // how many events the log had in it
	CaughtUp       bool        // Through was the log's end
}

// Item is an event of a page. Where Err isn't nil it has no payload.
type Item struct {
	es.Recorded
	Unknown bool   // the program doesn't know its type: it concerns every projection
	Err     error  // why it can't be read
	readers uint64 // a bit for each projection of the engine that reads its type
}

// decoder turns events into items.
type decoder struct {
	definitions *es.Definitions
	read        map[string]uint64                     // types that some projection reads, with a bit for each of the first 64
	keep        func(es.Event) bool                   // nil: every event
	as          func(es.Recorded) (es.Recorded, bool) // how an event is told, if it is; nil: as it was written
}

func newDecoder(definitions *es.Definitions, projections ...Projection) *decoder {
	d := &decoder{definitions: definitions, read: map[string]uint64{}}
	for i, p := range projections {
		for _, name := range p.Reads {
			d.read[name] |= readerBit(i)
		}
	}
	return d
}

// item is the event decoded; ok is false where nobody reads its type. That is
// decided for types that the program knows and no projection names. A type it
// doesn't know was written by a newer program, and may matter to anyone.
func (d *decoder) item(e es.Event) (item Item, ok bool) {
	readers, read := d.read[e.Type]
	if !read {
		if _, known := d.definitions.Named(e.Type); known {
			return Item{}, false
		}
		return Item{Recorded: es.Recorded{Event: e}, Unknown: true, Err: fmt.Errorf("this program doesn't know the event type; a newer one wrote it")}, true
	}
	r, err := d.definitions.Decode(e)
	if err != nil {
		return Item{Recorded: es.Recorded{Event: e}, Err: err, readers: readers}, true
	}
	if d.as != nil {
		if r, ok = d.as(r); !ok {
			return Item{}, false
		}
	}
	r.Data = nil // read; a page holds on to nothing that no fold needs
	return Item{Recorded: r, readers: readers}, true
}

// readerBit stands for the i-th projection of an engine. Those past the 64th,
// and projectors of no engine, have none, and look an event's type up.
func readerBit(i int) uint64 { return 1 << i }

// firstItems is how many events a page has room for at first.
const firstItems = 64

// readPage reads the next at most size events after the position. A page
// shorter than size reached the log's end.
func (d *decoder) readPage(ctx context.Context, log es.Log, after es.Position, size int) (*Page, error) {
	page := &Page{After: after, Through: after, Events: make([]Item, 0, min(size, firstItems))}
	head, err := log.Head(ctx)
	if err == nil && !after.Before(head) {
		page.CaughtUp = true
		return page, nil
	}
	for part, followErr := range log.Follow(ctx, after, es.Filter{}, size) {
		if err = followErr; err != nil {
			break
		}
		if page.Read > 0 { // it won't be a small one: grow once, items are large
			page.Events = slices.Grow(page.Events, len(part.Events))
		}
		for _, e := range part.Events {
			page.add(d, e)
		}
		// A log hands out what it has read, which may be less than was asked for.
		if page.CaughtUp = part.CaughtUp; page.CaughtUp || page.Read+len(part.Events) > size {
			return page, nil
		}
	}
	if err == nil {
		err = es.ErrClosed // it follows until it is stopped
	}
	return nil, fmt.Errorf("couldn't read the log after %s: %w", after, err)
}

func (p *Page) add(d *decoder, e es.Event) {
	p.Read++
	p.Through = e.Position
	if d.keep != nil && !d.keep(e) {
		return
	}
	if item, ok := d.item(e); ok {
		p.Events = append(p.Events, item)
	}
}

// upTo is the page as if the log had ended at the position.
func (p *Page) upTo(at es.Position) *Page {
	n := 0
	for n < len(p.Events) && p.Events[n].Position.Compare(at) <= 0 {
		n++
	}
	return &Page{After: p.After, Through: at, Events: p.Events[:n], Read: n}
}

// PageOf is a page made of decoded events, as tests hand them in.
func PageOf(after, through es.Position, events ...es.Recorded) *Page {
	p := &Page{After: after, Through: through, Read: len(events)}
	for _, e := range events {
		p.Events = append(p.Events, Item{Recorded: e})
	}
	return p
}
