package logcopy

import (
	"context"

	"vaoso/domain/es"
)

// A log is read in pages, each by a read of its own: an iterator that stays open
// for as long as a copy takes is one that servers end. Both bounds keep memory
// small.
const (
	pageEvents = 2048
	pageBytes  = 8 << 20
)

// cursor reads a log forward. At the log's end it says so, and may be asked again.
type cursor struct {
	log  es.Log
	at   es.Position // of the last event that was handed out
	page []es.Event
}

// next is the next event; there is false at the log's end.
func (c *cursor) next(ctx context.Context) (e es.Event, there bool, err error) {
	if len(c.page) == 0 {
		if c.page, err = readPage(ctx, c.log, c.at); err != nil || len(c.page) == 0 {
			return es.Event{}, false, err
		}
	}
	e, c.page = c.page[0], c.page[1:]
	c.at = e.Position
	return e, true, nil
}

// readPage is the events after the position, as many as make a page.
func readPage(ctx context.Context, log es.Log, after es.Position) ([]es.Event, error) {
	var page []es.Event
	bytes := 0
	for e, err := range log.ReadAll(ctx, after, es.Forward, es.Filter{}) {
		if err != nil {
			return nil, err
		}
		page = append(page, e)
		if bytes += len(e.Data); len(page) == pageEvents || bytes >= pageBytes {
			break
		}
	}
	return page, nil
}

// lastOf is the log's last event; there is false where it has none.
func lastOf(ctx context.Context, log es.Log) (last es.Event, there bool, err error) {
	for e, err := range log.ReadAll(ctx, es.End, es.Backward, es.Filter{}) {
		return e, err == nil, err
	}
	return es.Event{}, false, nil
}
