package es

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"vaoso/domain/civil"
)

// Book is what handling a command needs besides its rules.
type Book struct {
	Log         Log
	Definitions *Definitions
	Clock       func() time.Time
}

// Envelope is what surrounds a command: who asks, why, and under which key.
type Envelope struct {
	Actor, Role, Unit  string
	Reason, LegalBasis string
	Command            string
	Key                string // idempotency key; mandatory
	CorrelationID      string
	CausationID        string
	Fingerprint        string
	On                 civil.Date // the day it happened; zero means today
	// Pinned is the revision that the asker has seen. A command with one is
	// refused with *ConflictError where the stream has moved on; without one it
	// is decided again on the newest state.
	Pinned *Revision
}

// Outcome is what a command came to.
type Outcome struct {
	Stream   string
	Revision Revision // of the stream after the command
	Position Position // of the command's last event; Start where it made none
	Events   []Event
	Repeated bool // the command had been carried out before, under the same key
}

// namespace is where event ids live: UUIDv5 of "vaoso event" under the nil UUID.
var namespace = NewUUIDv5(UUID{}, "vaoso event")

// EventID is the id of the index-th event that a command with the key writes
// to the stream.
func EventID(key, stream string, index int) UUID {
	return NewUUIDv5(namespace, key+"\x1f"+stream+"\x1f"+strconv.Itoa(index))
}

// attempts bounds how often a command is decided anew because others wrote.
const attempts = 32

// Handle loads the stream, decides, and appends at the revision it decided on.
//
// A conflict is decided anew unless the command pinned a revision. A command
// whose key the stream already has is answered with what it came to then;
// ErrKeyReused where it was another command. Refusals come back as they are.
func Handle[S, C any](ctx context.Context, book Book, d Decider[S, C], stream string, env Envelope, command C) (Outcome, error) {
	if env.Key == "" || env.Command == "" || env.Actor == "" {
		return Outcome{}, fmt.Errorf("es: command %q for %s lacks key, name or actor", env.Command, stream)
	}
	unknown := false
	for attempt := 1; ; attempt++ {
		out, err := handleOnce(ctx, book, d, stream, env, command)
		if err == nil && unknown { // what is found is this call's own
			out.Repeated = false
		}
		unknown = unknown || errors.Is(err, ErrUnknownOutcome)
		var conflict *ConflictError
		again := errors.As(err, &conflict) && env.Pinned == nil || errors.Is(err, ErrUnknownOutcome)
		if !again || attempt == attempts || ctx.Err() != nil {
			return out, err
		}
	}
}

func handleOnce[S, C any](ctx context.Context, book Book, d Decider[S, C], stream string, env Envelope, command C) (Outcome, error) {
	state, err := Load(ctx, book, d, stream)
	if err != nil {
		return Outcome{}, err
	}
	if out, done, err := state.repeat(env); done || err != nil {
		return out, err
	}
	if env.Pinned != nil && *env.Pinned != state.Revision {
		return Outcome{}, &ConflictError{stream, Exactly(*env.Pinned), state.Revision}
	}
	now := book.Clock().UTC().Truncate(time.Microsecond)
	asked := Asked{On: env.On, Today: civil.Of(now), Reason: env.Reason, LegalBasis: env.LegalBasis, Actor: env.Actor}
	if asked.On.IsZero() {
		asked.On = asked.Today
	}
	if asked.On.After(asked.Today) {
		return Outcome{}, ErrFutureDate.With("on", asked.On, "today", asked.Today)
	}
	payloads, err := d.Decide(state.State, command, asked)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Stream: stream, Revision: state.Revision}
	if len(payloads) == 0 {
		return out, nil
	}
	events := make([]NewEvent, len(payloads))
	for i, p := range payloads {
		name, version, data, err := book.Definitions.Encode(p)
		if err != nil {
			return Outcome{}, err
		}
		events[i] = NewEvent{ID: EventID(env.Key, stream, i), Type: name, Version: version, Data: data, Meta: env.metadata(asked.On, now)}
	}
	appended, err := book.Log.Append(ctx, stream, Exactly(state.Revision), events)
	if err != nil {
		return Outcome{}, fmt.Errorf("couldn't append %s to %s: %w", env.Command, stream, err)
	}
	out.Revision, out.Position, out.Repeated = appended.Revision, appended.Position, appended.Repeated
	for i, e := range events {
		out.Events = append(out.Events, Event{ID: e.ID, Stream: stream, Revision: state.Revision + Revision(i) + 1, Type: e.Type, Version: e.Version, Data: e.Data, Meta: e.Meta})
	}
	out.Events[len(events)-1].Position = appended.Position
	return out, nil
}

func (env Envelope) metadata(on civil.Date, now time.Time) Metadata {
	return Metadata{
		Actor: env.Actor, Role: env.Role, Unit: env.Unit, Reason: env.Reason, LegalBasis: env.LegalBasis, Command: env.Command,
		IdempotencyKey: env.Key, CorrelationID: env.CorrelationID, CausationID: env.CausationID, Fingerprint: env.Fingerprint,
		OccurredOn: on, RecordedAt: now,
	}
}

// Loaded is a stream with the state that its events make.
type Loaded[S any] struct {
	Stream   string
	State    S
	Revision Revision // NoRevision: no events
	Events   []Recorded
}

// Load reads a whole stream and folds it.
func Load[S, C any](ctx context.Context, book Book, d Decider[S, C], stream string) (Loaded[S], error) {
	l := Loaded[S]{Stream: stream, Revision: NoRevision}
	for e, err := range book.Log.Read(ctx, stream, 0, Forward) {
		if err != nil {
			return l, fmt.Errorf("couldn't read %s: %w", stream, err)
		}
		r, err := book.Definitions.Decode(e)
		if err != nil {
			return l, err
		}
		l.State = d.Evolve(l.State, r)
		l.Revision = e.Revision
		l.Events = append(l.Events, r)
	}
	return l, nil
}

// Carried says whether a command with the key has written to the stream.
func (l Loaded[S]) Carried(key string) bool {
	return slices.ContainsFunc(l.Events, func(e Recorded) bool { return e.Meta.IdempotencyKey == key })
}

// repeat finds what the envelope's key has already come to in the stream.
func (l Loaded[S]) repeat(env Envelope) (out Outcome, done bool, err error) {
	out.Stream = l.Stream
	for _, e := range l.Events {
		if e.Meta.IdempotencyKey != env.Key {
			continue
		}
		if e.Meta.Command != env.Command || e.Meta.Fingerprint != env.Fingerprint {
			return out, false, ErrKeyReused.With("command", e.Meta.Command)
		}
		out.Events = append(out.Events, e.Event)
		out.Revision, out.Position, out.Repeated = e.Revision, e.Position, true
	}
	return out, out.Repeated, nil
}
