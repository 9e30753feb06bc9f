package es

import (
	"time"

	"vaoso/domain/civil"
)

// Event is an event as the log keeps it. Data is the stored JSON, byte for
// byte; [Definitions.Decode] turns it into the context's type.
type Event struct {
	ID       UUID
	Stream   string
	Revision Revision
	Position Position
	Type     string
	Version  int
	Data     []byte
	Meta     Metadata
}

// NewEvent is an event on its way into the log. The log gives it its stream,
// revision and position.
type NewEvent struct {
	ID      UUID
	Type    string
	Version int
	Data    []byte
	Meta    Metadata
}

// Recorded is an event with its decoded payload, always a value of the type's
// newest version.
type Recorded struct {
	Event
	Payload any
}

// On is the day it happened.
func (r Recorded) On() civil.Date { return r.Meta.OccurredOn }

// Metadata says who wrote an event and why. No event is without it.
type Metadata struct {
	Actor          string     `json:"actor"` // an account's id, never a person's name
	Role           string     `json:"role"`
	Unit           string     `json:"unit"` // the actor's ward or commune, or "city"
	Reason         string     `json:"reason"`
	LegalBasis     string     `json:"legalBasis"`
	Command        string     `json:"command"`
	IdempotencyKey string     `json:"idempotencyKey"`
	CorrelationID  string     `json:"correlationId"`
	CausationID    string     `json:"causationId"`
	OccurredOn     civil.Date `json:"occurredOn"` // the day it happened, in Vietnam
	// RecordedAt is the instant it entered the log, UTC, to the microsecond.
	// It never runs backwards along the log: a log raises it to the one before.
	RecordedAt time.Time `json:"recordedAt"`
	// Fingerprint is a keyed hash of the command, so that a key used again for
	// something else is noticed. It says nothing without the book's key.
	Fingerprint string `json:"fingerprint,omitempty"`
}
