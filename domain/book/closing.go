package book

import (
	"context"
	"errors"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
)

// closePlan has the plan counted after it was read, and closes it at the
// revision that was read: what was counted is what the rules then in force make
// of everything in the log. A fact that gets into the log between the counting
// and the closing is later than the closing's KnownAt, and restates the figures.
func closePlan(c *call, cmd plan.ClosePlan) (r Result, err error) {
	stream, err := named("plan", cmd.Plan)
	if err != nil {
		return Result{}, err
	}
	for range settlePasses {
		p, err := load(c, plan.Decider, stream)
		if err != nil {
			return Result{}, err
		}
		if p.State.Adopted && !p.State.Closed {
			if c.Figures == nil {
				return Result{}, errors.New("book: nothing here counts a plan's figures")
			}
			if cmd.Counted, err = c.Figures(c.ctx, stream[len("plan-"):]); err != nil {
				return Result{}, fmt.Errorf("couldn't have the plan counted: %w", err)
			}
		}
		closing := *c
		if closing.env.Pinned == nil {
			closing.env.Pinned = &p.Revision
		}
		r, err = handle(&closing, plan.Decider, stream, plan.Command(cmd))
		var moved *es.ConflictError
		if !errors.As(err, &moved) || c.env.Pinned != nil {
			return r, err
		}
	}
	return r, err
}

// restater is who writes that reported figures moved.
const restater = "policy-restatement"

// Restate enters that a reported figure of a plan has moved, as of the end of a
// day that passed. Of a day for which that is said it says nothing more: it may
// be called any number of times.
func (b *Book) Restate(ctx context.Context, r plan.RecordRestatement, day civil.Date) error {
	stream, err := named("plan", r.Plan)
	if err != nil {
		return err
	}
	c := &call{Book: b, ctx: ctx, env: es.Envelope{
		Actor: restater, Role: string(System), Unit: "city", Command: "RecordRestatement", On: day,
		Reason: "số liệu đã báo cáo thay đổi; tính đến hết ngày " + day.Vietnamese(),
		Key:    fmt.Sprintf("policy:RecordRestatement:%s:%s:%s:%s:%s", r.Plan, r.Report, r.Period, r.Figure, day),
	}}
	_, err = handle(c, plan.Decider, stream, plan.Command(r))
	if errors.Is(err, es.ErrFutureDate) {
		return nil // a machine whose clock is behind the book's waits for its own
	}
	return err
}
