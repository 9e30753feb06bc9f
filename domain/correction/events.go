package correction

import (
	"encoding/json"

	"vaoso/domain/es"
)

// Events are the context's event types. The effects are those of the contexts
// whose facts they put right.
var Events = es.Define(
	es.On[CorrectionProposed]("CorrectionProposed", 1),
	es.On[CorrectionConfirmed]("CorrectionConfirmed", 1),
	es.On[CorrectionRejected]("CorrectionRejected", 1),
)

// Event is any event of this context.
//
//sumtype:decl
type Event interface{ correctionEvent() }

// Action is what a correction does to a fact.
type Action string

// The actions.
const (
	Correct Action = "correct"
	Annul   Action = "annul"
)

var actions = []Action{Correct, Annul}

// On is the field by whose name the day of an event is corrected: it belongs to
// every event, and to no event's data.
const On = "on"

// Change is one field of an event that was wrong, by its JSON name. A value that
// isn't there is the field left out. Of a field that belongs to a person there
// is the name alone.
type Change struct {
	Field string          `json:"field"`
	From  json.RawMessage `json:"from,omitempty"` // as it stood
	To    json.RawMessage `json:"to,omitempty"`   // as it should be
}

// CorrectionProposed: somebody says that an earlier event of this stream is
// wrong. Nothing is changed by it.
type CorrectionProposed struct {
	ProposalID es.UUID  `json:"proposalId"`
	EventID    es.UUID  `json:"eventId"` // of the event that is wrong
	Action     Action   `json:"action"`
	Changes    []Change `json:"changes,omitempty"` // absent: it is annulled as a whole
}

// CorrectionConfirmed: another person agreed to a proposal. The effect stands
// beside it, written at once.
type CorrectionConfirmed struct {
	ProposalID es.UUID `json:"proposalId"`
}

// CorrectionRejected: a proposal was turned down, or withdrawn.
type CorrectionRejected struct {
	ProposalID es.UUID `json:"proposalId"`
}

func (CorrectionProposed) correctionEvent()  {}
func (CorrectionConfirmed) correctionEvent() {}
func (CorrectionRejected) correctionEvent()  {}
