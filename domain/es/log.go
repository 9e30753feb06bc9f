package es

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// MaxAppend is the most that one append may hold, in bytes of data and
// metadata added up: 1 MiB, EventStoreDB's default, so that a book may move.
const MaxAppend = 1 << 20

// MaxStreamName is the longest name a stream may have, in bytes.
const MaxStreamName = 255

// Log is the only truth: it keeps events for ever, in one total order.
//
// Every implementation passes vaoso/adapters/logtest.
type Log interface {
	// Append writes all of events to the end of the stream, or none. They are
	// durable when it returns. It answers the revision and position of the last.
	//
	// Appending events whose ids the stream already has, in the same order, at
	// the revision that expected names, is the same success again and writes
	// nothing. Where only some of the ids are there it is a conflict.
	//
	// It fails with *ConflictError when the stream isn't where expected says,
	// with ErrTooLarge, ErrInvalidAppend, ErrClosed, and with ErrUnknownOutcome
	// when nobody can say whether the events are durable: read the stream.
	// Any other error means that nothing was written.
	Append(ctx context.Context, stream string, expected Expected, events []NewEvent) (Appended, error)

	// Read yields the stream's events from revision from on, inclusive, in the
	// direction. [Last] starts at the stream's end. A stream that was never
	// written, and a start past the end, yield nothing.
	Read(ctx context.Context, stream string, from Revision, dir Direction) iter.Seq2[Event, error]

	// ReadAll yields the events of all streams strictly after (Forward) or
	// strictly before (Backward) the position, to the log's present end.
	ReadAll(ctx context.Context, from Position, dir Direction, filter Filter) iter.Seq2[Event, error]

	// Follow yields the events of all streams strictly after the position, a
	// page of at most size events at a time, and then goes on with those to
	// come: none skipped, none twice, none out of order. It ends with ctx's
	// error, or with the error that ends it.
	Follow(ctx context.Context, after Position, filter Filter, size int) iter.Seq2[Page, error]

	// Head is the position of the last event; Start in an empty log.
	Head(ctx context.Context) (Position, error)

	// Close ends every Follow and releases the log. Later calls fail with ErrClosed.
	Close() error
}

// Appended is where an append ended.
type Appended struct {
	Revision Revision // of the last event
	Position Position // of the last event
	Repeated bool     // the events had been there already
}

// Page is a run of events in log order.
type Page struct {
	Events []Event
	// Through is how far the log has been read: every event at or before it
	// that matches the filter has been yielded. It may lie past the last event,
	// and a page without events only moves it on.
	Through Position
	// CaughtUp says that Through was the log's end when the page was read.
	CaughtUp bool
}

// Direction is the way to read.
type Direction int

// The two directions.
const (
	Forward Direction = iota
	Backward
)

// Filter restricts what is read: to streams whose name has one of the
// prefixes, or to events of one of the types. The zero value is everything.
// A filter never has both (no EventStoreDB filter has).
type Filter struct {
	StreamPrefixes []string
	Types          []string
}

// Valid says whether the filter can be used.
func (f Filter) Valid() error {
	if len(f.StreamPrefixes) > 0 && len(f.Types) > 0 {
		return errors.New("es: a filter restricts streams or types, not both")
	}
	return nil
}

// ErrClosed is what a closed log answers.
var ErrClosed = errors.New("es: the log is closed")

// ErrTooLarge is an append above MaxAppend.
var ErrTooLarge = errors.New("es: the append is larger than 1 MiB")

// ErrInvalidAppend is an append that no log takes: no events, no stream name,
// an event without id or type, one id twice.
var ErrInvalidAppend = errors.New("es: invalid append")

// ErrUnknownOutcome says that the events may be in the log or not.
var ErrUnknownOutcome = errors.New("es: it isn't known whether the events were written")

// ErrUnavailable says that the log can't be reached at present: nothing was
// written, and it may be asked again.
var ErrUnavailable = errors.New("es: the log can't be reached")

// ErrCorrupt says that stored bytes are not what was written.
var ErrCorrupt = errors.New("es: the log is damaged")

// ConflictError says that a stream isn't where a writer expected it.
type ConflictError struct {
	Stream   string
	Expected Expected
	Actual   Revision // NoRevision: the stream has no events
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("es: stream %s is at %s, expected %s", e.Stream, e.Actual, e.Expected)
}

// CheckAppend is the part of Append's contract that needs no log: every
// implementation calls it first.
func CheckAppend(stream string, events []NewEvent) error {
	switch {
	case stream == "" || len(stream) > MaxStreamName:
		return fmt.Errorf("%w: a stream name has 1 to %d bytes", ErrInvalidAppend, MaxStreamName)
	case stream[0] == '$':
		return fmt.Errorf("%w: stream names with $ belong to EventStoreDB", ErrInvalidAppend)
	case len(events) == 0:
		return fmt.Errorf("%w: no events", ErrInvalidAppend)
	}
	size := 0
	ids := make(map[UUID]struct{}, len(events))
	for i, e := range events {
		if e.ID.IsZero() || e.Type == "" || e.Version < 1 {
			return fmt.Errorf("%w: event %d lacks id, type or version", ErrInvalidAppend, i)
		}
		if e.Meta.RecordedAt.IsZero() || e.Meta.OccurredOn.IsZero() {
			return fmt.Errorf("%w: event %d lacks recordedAt or occurredOn", ErrInvalidAppend, i)
		}
		if _, twice := ids[e.ID]; twice {
			return fmt.Errorf("%w: id %s twice", ErrInvalidAppend, e.ID)
		}
		ids[e.ID] = struct{}{}
		size += len(e.Data) + e.Meta.size()
	}
	if size > MaxAppend {
		return fmt.Errorf("%w: %d bytes", ErrTooLarge, size)
	}
	return nil
}

func (m Metadata) size() int {
	const fixed = 260 // names, punctuation, dates of the JSON form
	return fixed + len(m.Actor) + len(m.Role) + len(m.Unit) + len(m.Reason) + len(m.LegalBasis) + len(m.Command) +
		len(m.IdempotencyKey) + len(m.CorrelationID) + len(m.CausationID) + len(m.Fingerprint)
}
