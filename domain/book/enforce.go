package book

import (
	"context"
	"errors"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// enforcer is who writes what follows from inspections.
const enforcer = "policy-enforcement"

// Enforce writes what follows from an inspection and isn't written yet: remedies
// whose deadline was over with the day passed fell overdue, and suspensions that
// were imposed hold on the licences. It does what is due and nothing else, so it
// may be called at any time and any number of times. The day is that of the last
// DayPassed; zero asks for suspensions alone.
func (b *Book) Enforce(ctx context.Context, inspectionStream string, passed civil.Date) error {
	c := &call{Book: b, ctx: ctx}
	if !passed.IsZero() {
		if err := c.fallOverdue(inspectionStream, passed); err != nil {
			return err
		}
	}
	return c.carrySuspensions(inspectionStream)
}

func (c *call) fallOverdue(stream string, passed civil.Date) error {
	inspection, err := load(c, supervision.Decider, stream)
	if err != nil {
		return err
	}
	for _, f := range inspection.State.Findings {
		if !f.FallsOverdue(passed) {
			continue
		}
		p := *c
		p.env = es.Envelope{
			Actor: enforcer, Role: string(System), Unit: "city", Command: "FallOverdue", On: f.DueOn.AddDays(1),
			Reason: "hết hạn khắc phục ngày " + f.DueOn.Vietnamese(), Key: fmt.Sprintf("policy:RemedyFellOverdue:%s:%s:%s", stream, f.ID, f.DueOn),
		}
		_, err := handle(&p, supervision.Decider, stream, supervision.Command(supervision.FallOverdue{FindingID: f.ID, DueOn: f.DueOn, Passed: passed}))
		// A machine whose clock is behind the book's waits for its own.
		if err != nil && !errors.Is(err, es.ErrFutureDate) {
			return err
		}
	}
	return nil
}

func (c *call) carrySuspensions(stream string) error {
	inspection, err := load(c, supervision.Decider, stream)
	if err != nil {
		return err
	}
	for _, e := range inspection.State.Ledger.Facts {
		if p, ok := e.Payload.(supervision.SanctionImposed); ok && p.Kind == supervision.Suspension {
			if err := c.suspend(e, said(inspection, e), p); err != nil {
				return err
			}
		}
	}
	return nil
}

// suspend enters the suspension on the licence, at the revision that was read,
// unless its decision is there, or was taken back there after the sanction said
// what it says now. A licence that is revoked by then has nothing left to suspend.
func (c *call) suspend(sanction, said es.Recorded, p supervision.SanctionImposed) (err error) {
	for range settlePasses {
		agency, loading := load(c, overseas.AgencyDecider, p.AgencyID)
		if loading != nil {
			return loading
		}
		stands, takenBack := decided(agency, p.DecisionNo)
		if stands || said.Position.Before(takenBack) || agency.State.RevokedOn(p.From) {
			return nil
		}
		policy := *c
		policy.env = es.Envelope{
			Actor: enforcer, Role: string(System), Unit: "city", Command: "SuspendLicence", On: sanction.On(),
			Reason: "xử phạt theo kết luận " + p.FindingID, LegalBasis: p.DecisionNo,
			Key: "policy:SuspendLicence:" + said.ID.String(), CausationID: said.ID.String(), CorrelationID: sanction.Meta.CorrelationID,
			Pinned: &agency.Revision,
		}
		_, err = handle(&policy, overseas.AgencyDecider, p.AgencyID, overseas.AgencyCommand(suspension(p)))
		var moved *es.ConflictError
		if !errors.As(err, &moved) {
			return err
		}
	}
	return err
}
