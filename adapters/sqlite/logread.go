package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"

	"vaoso/domain/es"
)

// A read takes events in chunks, and holds neither a session nor a transaction
// while the consumer works: a slow one keeps nobody from anything. Chunks start
// small, for those who want one event, and grow.
const (
	firstChunk = 32
	maxChunk   = 2048
	chunkBytes = 4 << 20
)

// Read is es.Log's.
func (l *Log) Read(ctx context.Context, stream string, from es.Revision, dir es.Direction) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		fail := func(err error) { yield(es.Event{}, fmt.Errorf("couldn't read stream %s: %w", stream, err)) }
		for size := firstChunk; ; size = min(4*size, maxChunk) {
			events, more, err := l.streamChunk(ctx, stream, from, dir, size)
			if err != nil {
				fail(err)
				return
			}
			for _, e := range events {
				if e.Stream != stream {
					fail(fmt.Errorf("%w: the event at position %s is another stream's", es.ErrCorrupt, e.Position))
					return
				}
				if !yield(e, nil) {
					return
				}
			}
			if !more {
				return
			}
			if from = events[len(events)-1].Revision + 1; dir == es.Backward {
				from -= 2
			}
		}
	}
}

func (l *Log) streamChunk(ctx context.Context, stream string, from es.Revision, dir es.Direction, size int) (events []es.Event, more bool, err error) {
	s, err := l.take(ctx)
	if err != nil {
		return nil, false, err
	}
	defer l.put(s)
	at := make([]driver.Value, 2)
	found, err := s.row(`SELECT id, last FROM streams WHERE name = ?`, []driver.Value{[]byte(stream)}, at)
	if err != nil || !found {
		return nil, false, err
	}
	id, _ := at[0].(int64)
	end, _ := at[1].(int64)
	last := es.Revision(end)
	if from == es.Last || dir == es.Backward && from > last {
		from = last
	}
	from = max(from, 0)
	to := min(last, from+es.Revision(size)-1)
	if dir == es.Backward {
		to = max(0, from-es.Revision(size)+1)
	}
	bytes := 0
	collect := func(e es.Event) error {
		events = append(events, e)
		if bytes += len(e.Data); bytes >= chunkBytes {
			to = e.Revision
			return errStop
		}
		return nil
	}
	if dir == es.Backward {
		err = streamRowsBackward(s, id, from, to, collect)
		return events, to > 0 && len(events) > 0, err
	}
	if from > last {
		return nil, false, nil
	}
	err = streamRows(s, id, from, to, collect)
	return events, to < last, err
}

// streamRows reads the stream's events from … to, every one of which must be there.
func streamRows(s *session, id int64, from, to es.Revision, each func(es.Event) error) error {
	return rowsOf(s, `SELECT position, record FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision`,
		id, from, to, 1, each)
}

// streamRowsBackward reads from … to, where to is the lesser.
func streamRowsBackward(s *session, id int64, from, to es.Revision, each func(es.Event) error) error {
	return rowsOf(s, `SELECT position, record FROM events WHERE stream = ?1 AND revision BETWEEN ?3 AND ?2 ORDER BY revision DESC`,
		id, from, to, -1, each)
}

func rowsOf(s *session, query string, id int64, from, to, step es.Revision, each func(es.Event) error) error {
	want, stopped := from, false
	err := eventRows(s, query, []driver.Value{id, int64(from), int64(to)}, func(_ int64, e es.Event) error {
		if e.Revision != want {
			return fmt.Errorf("%w: revision %s stands where %s should, at position %s", es.ErrCorrupt, e.Revision, want, e.Position)
		}
		want += step
		err := each(e)
		stopped = err == errStop //nolint:errorlint // comes unwrapped
		return err
	})
	if err == nil && !stopped && want != to+step {
		return fmt.Errorf("%w: a stream's revision %s is missing", es.ErrCorrupt, want)
	}
	return err
}

// eventRows reads the events of a query for position and record.
func eventRows(s *session, query string, values []driver.Value, each func(position int64, e es.Event) error) error {
	dest := make([]driver.Value, 2)
	return s.query(query, values, dest, func() error {
		position, ok1 := dest[0].(int64)
		record, ok2 := dest[1].([]byte)
		if !ok1 || !ok2 {
			return fmt.Errorf("%w: the event at position %v has no record", es.ErrCorrupt, dest[0])
		}
		e, err := readRecord(position, record)
		if err != nil {
			return err
		}
		return each(position, e)
	})
}
