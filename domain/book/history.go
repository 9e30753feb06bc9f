package book

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// HistoryStep is one event of a contract, with the state after it.
type HistoryStep struct {
	Revision   es.Revision     `json:"revision"`
	Position   es.Position     `json:"position"`
	ID         es.UUID         `json:"id"`
	Type       string          `json:"type"`
	Version    int             `json:"version"`
	OccurredOn civil.Date      `json:"occurredOn"` // the day it happened
	RecordedAt time.Time       `json:"recordedAt"` // the instant it was recorded
	Actor      string          `json:"actor"`
	Role       string          `json:"role"`
	Unit       string          `json:"unit"`
	Reason     string          `json:"reason"`
	LegalBasis string          `json:"legalBasis"`
	Command    string          `json:"command"`
	Data       json.RawMessage `json:"data"`  // without fields that belong to a person
	State      ContractState   `json:"state"` // after the event
}

// ContractState is what a contract is after an event, as decisions see it.
type ContractState struct {
	Phase        overseas.Phase `json:"phase"`
	SignedOn     civil.Date     `json:"signedOn"`
	OrientedOn   civil.Date     `json:"orientedOn,omitzero"`
	RegisteredOn civil.Date     `json:"registeredOn,omitzero"`
	DepartedOn   civil.Date     `json:"departedOn,omitzero"`
	DueBackOn    civil.Date     `json:"dueBackOn,omitzero"`
	ReturnedOn   civil.Date     `json:"returnedOn,omitzero"`
	TerminatedOn civil.Date     `json:"terminatedOn,omitzero"`
	AbscondedOn  civil.Date     `json:"abscondedOn,omitzero"`
}

// History is every event of a contract in order, read from the log itself, with
// the state that the rules see after each. It fails with ErrContractUnknown.
func (b *Book) History(ctx context.Context, contract string) ([]HistoryStep, error) {
	stream, err := named("contract", contract)
	if err != nil {
		return nil, err
	}
	loaded, err := es.Load(ctx, b.Book, overseas.ContractDecider, stream)
	if err != nil {
		return nil, fmt.Errorf("couldn't read the contract's history: %w", err)
	}
	if len(loaded.Events) == 0 {
		return nil, overseas.ErrContractUnknown.With("contract", contract)
	}
	var state overseas.Contract
	steps := make([]HistoryStep, 0, len(loaded.Events))
	for _, e := range loaded.Events {
		state = overseas.ContractDecider.Evolve(state, e)
		public, err := b.Definitions.Public(e.Event)
		if err != nil {
			return nil, fmt.Errorf("couldn't show the contract's history: %w", err)
		}
		steps = append(steps, HistoryStep{
			Revision: e.Revision, Position: e.Position, ID: e.ID, Type: e.Type, Version: public.Version,
			OccurredOn: e.Meta.OccurredOn, RecordedAt: e.Meta.RecordedAt,
			Actor: e.Meta.Actor, Role: e.Meta.Role, Unit: e.Meta.Unit, Reason: e.Meta.Reason, LegalBasis: e.Meta.LegalBasis,
			Command: e.Meta.Command, Data: public.Data,
			State: ContractState{
				Phase: state.Phase, SignedOn: state.SignedOn, OrientedOn: state.OrientedOn, RegisteredOn: state.RegisteredOn,
				DepartedOn: state.DepartedOn, DueBackOn: state.DueBackOn, ReturnedOn: state.ReturnedOn, TerminatedOn: state.TerminatedOn, AbscondedOn: state.AbscondedOn,
			},
		})
	}
	return steps, nil
}
