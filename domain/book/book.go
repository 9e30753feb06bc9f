package book

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/support"
	"vaoso/domain/territory"
)

// Book is where commands are carried out.
type Book struct {
	es.Book
	Key       Key
	Synthetic bool // takes made-up people alone; every other book refuses them
	Units     territory.Units
	Wages     territory.MinimumWages
	Limits    law.Limits
	RuleSets  map[string]plan.Rules
	LoanCaps  support.Caps
	// Forces are the labour forces that estimates divide by.
	Forces support.LabourForces
	// Figures has a plan counted as everything in the log makes it now.
	Figures func(ctx context.Context, plan string) (plan.Figures, error)
	// Step is called between the steps of a command that writes two streams,
	// with the name of the step just done; an error stops the command there.
	// Tests crash it so; nil in a running book.
	Step func(string) error
}

// Request is who asks, and under which key.
type Request struct {
	Actor, Role, Unit string
	Key               string // idempotency key; the same key again gives the same answer
	CorrelationID     string
	CausationID       string
	Pinned            *es.Revision // the revision that the asker has seen, if that matters
}

// Result is what a command came to.
type Result struct {
	es.Outcome
	Warnings []Warning // what is recorded but looks odd
}

// Warning is something odd, in both languages.
type Warning struct {
	Vi string `json:"vi"`
	En string `json:"en"`
}

// Do carries out a command. It fails with a refusal ([es.Refused]), with
// *es.ConflictError where the request pinned a revision that is past, or with
// what went wrong; then nothing, or nothing that anyone can see, has changed.
func (b *Book) Do(ctx context.Context, c Command, asked Asked, r Request) (Result, error) {
	if r.Role == "" {
		r.Role = string(c.Roles[0])
	}
	if r.Unit == "" {
		r.Unit = territory.City
	}
	if !slices.Contains(c.Roles, Role(r.Role)) {
		return Result{}, es.ErrNotPermitted.With("role", r.Role, "command", c.Name, "roles", joinRoles(c.Roles))
	}
	if r.Key == "" {
		return Result{}, es.ErrFieldMissing.With("field", "Idempotency-Key")
	}
	if asked.Reason == "" && asked.LegalBasis == "" {
		if asked.LegalBasis = decisionOf(asked.Command); asked.LegalBasis == "" {
			return Result{}, es.ErrReasonMissing
		}
	}
	fingerprint, err := b.fingerprint(c, asked)
	if err != nil {
		return Result{}, err
	}
	return c.do(ctx, b, es.Envelope{
		Actor: r.Actor, Role: r.Role, Unit: r.Unit, Reason: asked.Reason, LegalBasis: asked.LegalBasis,
		Command: c.Name, Key: r.Key, CorrelationID: r.CorrelationID, CausationID: r.CausationID,
		Fingerprint: fingerprint, On: asked.On, Pinned: r.Pinned,
	}, asked.Command)
}

// fingerprint is a keyed hash of everything that was asked.
func (b *Book) fingerprint(c Command, asked Asked) (string, error) {
	text, err := json.Marshal(asked)
	if err != nil {
		return "", fmt.Errorf("couldn't write %s as JSON: %w", c.Name, err)
	}
	h := hmac.New(sha256.New, b.Key[:])
	h.Write([]byte(c.Name))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// decisionOf is the number of the decision that a command carries: it is the
// legal basis where nothing else is given.
func decisionOf(command any) string {
	var with struct {
		DecisionNo string `json:"decisionNo"`
	}
	if text, err := json.Marshal(command); err != nil || json.Unmarshal(text, &with) != nil {
		return "" // a command that isn't JSON carries no decision
	}
	return with.DecisionNo
}

func joinRoles(roles []Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

// call is one command being carried out.
type call struct {
	*Book
	ctx context.Context
	env es.Envelope
}

// step says that a step of a command is done.
func (c *call) step(name string) error {
	if c.Step == nil {
		return nil
	}
	return c.Step(name)
}

// handle decides a command on a stream.
func handle[S, C any](c *call, d es.Decider[S, C], stream string, command C) (Result, error) {
	out, err := es.Handle(c.ctx, c.Book.Book, d, stream, c.env, command)
	return Result{Outcome: out}, err
}

// load is the state of another stream, that a decision looks at.
func load[S, C any](c *call, d es.Decider[S, C], stream string) (es.Loaded[S], error) {
	return es.Load(c.ctx, c.Book.Book, d, stream)
}
