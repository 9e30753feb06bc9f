package corrections

import (
	"encoding/json"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "corrections"

// Projection folds corrections alone, of all contexts.
var Projection = engine.Projection{
	Name: Name, Version: 3,
	Tables: []engine.Described{Facts, Proposals, Restatements, streams},
	Reads:  append(kindNames(), "CorrectionProposed", "CorrectionConfirmed", "CorrectionRejected", "FigureRestated"),
	Apply:  apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case correction.Event:
		return propose(f, e, p)
	case plan.FigureRestated:
		ids := make([]string, len(p.Because))
		for i, id := range p.Because {
			ids[i] = id.String()
		}
		Restatements.Put(f, RestatementRow{
			RestatementKey: RestatementKey{e.ID}, Plan: strings.TrimPrefix(e.Stream, plan.Stream("")), Report: p.Report, Period: p.Period, Figure: p.Figure,
			Was: p.Was, Now: p.Now, On: e.On(), Position: e.Position, Because: strings.Join(ids, " "), More: p.More,
		})
		return nil
	}
	return putRight(f, e)
}

func propose(f *engine.Fold, e es.Recorded, event correction.Event) error {
	settle := func(id es.UUID, state correction.State) {
		row := Proposals.Get(f, ProposalKey{e.Stream, id})
		row.State, row.SettledOn, row.SettledBy, row.SettledFor = string(state), entered(e), e.Meta.Actor, reason(e)
	}
	switch p := event.(type) {
	case correction.CorrectionProposed:
		changes, err := written(p.Changes)
		if err != nil {
			return err
		}
		Proposals.Put(f, ProposalRow{
			ProposalKey: ProposalKey{e.Stream, p.ProposalID}, Fact: p.EventID, Action: string(p.Action), Changes: changes,
			On: entered(e), Position: e.Position, By: e.Meta.Actor, Reason: reason(e), State: string(correction.Open),
		})
	case correction.CorrectionConfirmed:
		settle(p.ProposalID, correction.Confirmed)
		streams.Put(f, StreamRow{StreamKey{e.Stream}, p.ProposalID, e.Meta.IdempotencyKey})
	case correction.CorrectionRejected:
		settle(p.ProposalID, correction.Rejected)
	}
	return nil
}

// entered is the day on which the book heard of it. A correction belongs to the
// reports of that day, whatever day of its own it claims.
func entered(e es.Recorded) civil.Date { return civil.Of(e.Meta.RecordedAt) }

// putRight notes a correction or an annulment.
func putRight(f *engine.Fold, e es.Recorded) error {
	row := FactRow{
		FactKey: FactKey{e.ID}, Stream: e.Stream, Type: e.Type, Action: actionOf(e.Type), On: entered(e), RecordedAt: e.Meta.RecordedAt, Position: e.Position,
		By: e.Meta.Actor, Role: e.Meta.Role, Unit: e.Meta.Unit, Reason: reason(e),
	}
	of, err := saidBy(e.Payload)
	if err != nil {
		return fmt.Errorf("couldn't read what %s corrects: %w", e.Type, err)
	}
	row.Fact = of.EventID
	if of.Action != "" {
		row.Action = string(of.Action)
	}
	if row.Changes, err = written(of.Changes); err != nil {
		return err
	}
	if s := streams.Get(f, StreamKey{e.Stream}); !s.Proposal.IsZero() && s.Key == e.Meta.IdempotencyKey {
		row.Proposal = s.Proposal
	}
	Facts.Put(f, row)
	return nil
}

// saidBy is what an effect says of itself in its embedded Of. The few others have
// at the most the wrong event's id, or the stream that they link to.
func saidBy(payload any) (of correction.Of, err error) {
	if effect, is := payload.(correction.Effect); is {
		return effect.Corrects(), nil
	}
	text, err := json.Marshal(payload)
	if err != nil {
		return of, err
	}
	var said struct {
		EventID  es.UUID         `json:"eventId"`
		FormerID json.RawMessage `json:"formerId"`
	}
	if err := json.Unmarshal(text, &said); err != nil {
		return of, err
	}
	if of.EventID = said.EventID; len(said.FormerID) > 0 {
		of.Changes = []correction.Change{{Field: "formerId", To: said.FormerID}}
	}
	return of, nil
}

// written are changes as a row keeps them.
func written(changes []correction.Change) (string, error) {
	if len(changes) == 0 {
		return "", nil
	}
	text, err := json.Marshal(changes)
	if err != nil {
		return "", fmt.Errorf("couldn't keep a correction's changes: %w", err)
	}
	return string(text), nil
}

// reason is why, or by which decision.
func reason(e es.Recorded) string {
	if e.Meta.Reason == "" {
		return e.Meta.LegalBasis
	}
	return e.Meta.Reason
}

// Actions beside those of package correction.
const link = "link"

func actionOf(name string) string {
	switch {
	case strings.HasSuffix(name, "Annulled"):
		return string(correction.Annul)
	case strings.HasSuffix(name, "Linked"):
		return link
	}
	return string(correction.Correct)
}
