package sqlite

import (
	"context"
	"fmt"
	"iter"

	"vaoso/domain/es"
)

// ReadAll is es.Log's. Its end is where the log ended when it began.
func (l *Log) ReadAll(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		fail := func(err error) { yield(es.Event{}, fmt.Errorf("couldn't read the log: %w", err)) }
		head, err := l.Head(ctx)
		if err != nil {
			fail(err)
			return
		}
		span := span{after: afterOf(from), through: afterOf(head)}
		if dir == es.Backward {
			span.after, span.through = 0, min(beforeOf(from)-1, afterOf(head))
		}
		scan := scan{log: l, match: newMatch(filter), backward: dir == es.Backward, chunk: firstChunk}
		if err := filter.Valid(); err != nil {
			fail(err)
			return
		}
		for !span.empty() {
			var events []es.Event
			if events, span, err = scan.next(ctx, span); err != nil {
				fail(err)
				return
			}
			for i := range events {
				if !yield(events[i], nil) {
					return
				}
			}
		}
	}
}

// span is a run of positions: those greater than after, up to through.
type span struct{ after, through int64 }

func (s span) empty() bool { return s.after >= s.through }

// scan reads spans of the log, a chunk at a time.
type scan struct {
	log      *Log
	match    match
	backward bool
	chunk    int64 // positions to look at next; grows

	listed    bool    // whether positions are listed
	positions []int64 // the matching positions of a span, ascending, where they are few
}

// next reads the matching events of the span's next part, and says what is
// left of the span. It may find none and still get on.
func (c *scan) next(ctx context.Context, s span) ([]es.Event, span, error) {
	session, err := c.log.take(ctx)
	if err != nil {
		return nil, s, err
	}
	defer c.log.put(session)
	size := c.chunk
	c.chunk = min(4*c.chunk, maxChunk)
	if !c.match.all && !c.listed && s.through-s.after > maxChunk {
		if c.positions, c.listed, err = c.match.list(session, s); err != nil {
			return nil, s, err
		}
	}
	if c.listed {
		return c.nextListed(session, s, size)
	}
	part := span{s.after, min(s.through, s.after+size)}
	if c.backward {
		part = span{max(s.after, s.through-size), s.through}
	}
	events, done, err := c.rows(session, part)
	if c.backward {
		return events, span{s.after, done - 1}, err
	}
	return events, span{done, s.through}, err
}

// rows reads a part of the log, every position of which must be there, and
// says which position it has come to: a part of large events is cut short.
func (c *scan) rows(session *session, part span) (events []es.Event, done int64, err error) {
	query, want, step := `SELECT position, record FROM events WHERE position > ? AND position <= ? ORDER BY position`, part.after+1, int64(1)
	if c.backward {
		query, want, step = query+` DESC`, part.through, -1
	}
	if c.match.all {
		events = make([]es.Event, 0, part.through-part.after)
	}
	bytes, stopped := 0, false
	err = eventRows(session, query, values(part.after, part.through), func(position int64, e es.Event) error {
		if position != want {
			return fmt.Errorf("%w: the event at position %d is missing", es.ErrCorrupt, want)
		}
		want += step
		if c.match.event(&e) {
			events = append(events, e)
		}
		if bytes += len(e.Data); bytes >= chunkBytes {
			stopped = true
			return errStop
		}
		return nil
	})
	done = want - step
	if end := part.through; err == nil && !stopped {
		if c.backward {
			end = part.after + 1
		}
		if done != end {
			err = fmt.Errorf("%w: the event at position %d is missing", es.ErrCorrupt, want)
		}
	}
	return events, done, err
}

// nextListed reads events by their listed positions.
func (c *scan) nextListed(session *session, s span, size int64) (events []es.Event, left span, err error) {
	bytes := 0
	for len(c.positions) > 0 && int64(len(events)) < size && bytes < chunkBytes {
		position, rest := c.positions[0], c.positions[1:]
		if last := len(c.positions) - 1; c.backward {
			position, rest = c.positions[last], c.positions[:last]
		}
		c.positions = rest
		found := false
		err := eventRows(session, `SELECT position, record FROM events WHERE position = ?`, values(position), func(_ int64, e es.Event) error {
			found = true
			if !c.match.event(&e) {
				return fmt.Errorf("%w: an index names the event at position %d, which doesn't match", es.ErrCorrupt, position)
			}
			events = append(events, e)
			bytes += len(e.Data)
			return nil
		})
		if err == nil && !found {
			err = fmt.Errorf("%w: the event at position %d is missing", es.ErrCorrupt, position)
		}
		if err != nil {
			return nil, s, err
		}
		if left = (span{position, s.through}); c.backward {
			left = span{s.after, position - 1}
		}
	}
	if len(c.positions) == 0 { // the list is used up, and with it the span it was made for
		c.listed = false
		if left = (span{s.through, s.through}); c.backward {
			left = span{s.after, s.after}
		}
	}
	return events, left, nil
}
