package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"vaoso/domain/es"
)

// HaltedError says that a projection stands at an event that it couldn't fold.
// It goes on after Retry.
type HaltedError struct {
	Projection string
	Halt       Halt
}

func (e *HaltedError) Error() string {
	return fmt.Sprintf("engine: projection %s is halted at event %s (%s): %s", e.Projection, e.Halt.Position, e.Halt.Type, e.Halt.Error)
}

// GapError says that a page starts past what the projection has.
type GapError struct {
	Projection string
	At, After  es.Position
}

func (e *GapError) Error() string {
	return fmt.Sprintf("engine: projection %s is at %s; the page starts after %s", e.Projection, e.At, e.After)
}

// NotYetError says that waiting ended before the projection came to a position.
type NotYetError struct {
	Projection string
	Want, At   es.Position
	Cause      error // the context's
}

func (e *NotYetError) Error() string {
	return fmt.Sprintf("engine: projection %s is at %s, not yet at %s", e.Projection, e.At, e.Want)
}

// Unwrap is the context's error.
func (e *NotYetError) Unwrap() error { return e.Cause }

var (
	// ErrSuperseded says that another program serves the view in another
	// version now: this one leaves it alone.
	ErrSuperseded = errors.New("engine: another program has switched the view to another version")
	// ErrUnknownProjection is a name that no projection has.
	ErrUnknownProjection = errors.New("engine: there is no such projection")
	// ErrUnavailable says that the views can't be reached at present.
	ErrUnavailable = errors.New("engine: the views can't be reached")
	// ErrNotBuilt says that a view is being filled for the first time.
	ErrNotBuilt = errors.New("engine: the view is being built for the first time")
)

// Disposition is what is to be done about an error.
type Disposition int

// The dispositions.
const (
	DoRetry Disposition = iota // the store or the log had trouble: try again, after a while
	DoHalt                     // the projection stands still; the others go on
	DoStop                     // the program is ending
)

// Dispose decides what an error of projecting calls for.
func Dispose(ctx context.Context, err error) Disposition {
	var halted *HaltedError
	switch {
	case errors.As(err, &halted), errors.Is(err, ErrSuperseded), errors.Is(err, ErrAnotherLog):
		return DoHalt
	case ctx.Err() != nil, errors.Is(err, es.ErrClosed):
		return DoStop
	}
	return DoRetry
}

// newHalt is the record of an event that failed.
func newHalt(e es.Event, cause error) *Halt {
	return &Halt{Position: e.Position, EventID: e.ID, Type: e.Type, Error: publicCause(e, cause)}
}

// publicCause is a cause as status, logs and pages may show it. Decoders quote
// what they read, which may be personal: of theirs only the place is kept.
func publicCause(e es.Event, cause error) string {
	var undecodable *es.UndecodableError
	if !errors.As(cause, &undecodable) {
		return cause.Error()
	}
	where := ""
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(cause, &kind):
		where = fmt.Sprintf(": field %q doesn't hold a %s", kind.Field, kind.Type)
	case errors.As(cause, &syntax):
		where = fmt.Sprintf(": the JSON is broken at byte %d", syntax.Offset)
	case undecodable.Cause != nil:
		where = fmt.Sprintf(" (%s)", reflect.TypeOf(undecodable.Cause))
	}
	return fmt.Sprintf("%s version %d can't be decoded%s", e.Type, e.Version, where)
}
