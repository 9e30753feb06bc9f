package book

import (
	"errors"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

// holdDays is how long a reservation holds a worker while a departure is
// written: the book's own choice, not the law's.
const holdDays = 7

// dispatchAttempts bounds how often a departure starts over because the worker
// or the contract moved meanwhile.
const dispatchAttempts = 16

// departure is what a departure is decided on, read from three streams.
type departure struct {
	contract es.Loaded[overseas.Contract]
	worker   es.Loaded[labour.Worker]
	agency   es.Loaded[overseas.Agency]
}

// dispatchOverseas writes a departure on two streams: first the worker's, who
// is reserved, then the contract's. Whatever a crash leaves half done is
// finished or undone by [Book.Settle].
func dispatchOverseas(c *call, cmd overseas.DispatchOverseas) (Result, error) {
	return depart(c, cmd.Contract, true, func(d departure, reservation es.UUID) overseas.ContractCommand {
		cmd.Worker, cmd.Agency, cmd.AgencyRevision, cmd.Limits, cmd.Reservation = d.evidence(c), d.agency.State, d.agency.Revision, c.Limits, reservation
		return cmd
	})
}

// recordIrregularDispatch enters a departure that went round the gate. The
// worker is reserved too where nothing else holds them.
func recordIrregularDispatch(c *call, cmd overseas.RecordIrregularDispatch) (Result, error) {
	return depart(c, cmd.Contract, false, func(d departure, reservation es.UUID) overseas.ContractCommand {
		cmd.Worker, cmd.Agency, cmd.AgencyRevision, cmd.Limits, cmd.Reservation = d.evidence(c), d.agency.State, d.agency.Revision, c.Limits, reservation
		return cmd
	})
}

// evidence is what the gate looks at of the worker.
func (d departure) evidence(c *call) overseas.Worker {
	w, on := d.worker.State, c.on()
	seen := overseas.Worker{ID: d.worker.Stream, Revision: d.worker.Revision, BirthDate: w.BirthDate, BirthYear: w.BirthYear, Sex: string(w.Sex), Ward: w.WardOn(on)}
	if other, busy := w.Occupied(on, on, d.contract.Stream); busy {
		seen.EngagedWith = other.Ref
	}
	return seen
}

func depart(c *call, number string, gate bool, command func(departure, es.UUID) overseas.ContractCommand) (Result, error) {
	stream, err := named("contract", number)
	if err != nil {
		return Result{}, err
	}
	for attempt := 1; ; attempt++ {
		r, err := departOnce(c, stream, gate, command)
		var moved *es.ConflictError
		if errors.As(err, &moved) && c.env.Pinned == nil && attempt < dispatchAttempts {
			continue
		}
		if err != nil {
			return r, err
		}
		return r, c.Settle(c.ctx, stream)
	}
}

func departOnce(c *call, stream string, gate bool, command func(departure, es.UUID) overseas.ContractCommand) (Result, error) {
	d, err := c.loadDeparture(stream)
	if err != nil {
		return Result{}, err
	}
	if d.contract.Carried(c.env.Key) {
		return handle(c, overseas.ContractDecider, stream, command(d, es.UUID{}))
	}
	// A first decision, without the reservation: what is refused reserves nobody.
	if _, err := overseas.ContractDecider.Decide(d.contract.State, command(d, es.UUID{}), c.asked()); err != nil {
		return Result{}, err
	}
	held, err := c.reserve(d)
	engaged := errors.Is(err, labour.ErrAlreadyEngaged) || errors.Is(err, labour.ErrReservationHeld)
	if !gate && engaged {
		// They went although they were engaged: nothing holds them for this
		// contract, not even a hold that was meant for another day.
		held, err = es.UUID{}, c.unhold(d)
	}
	if err != nil {
		return Result{}, err
	}
	if err := c.step("reserved"); err != nil {
		return Result{}, err
	}
	at := *c
	if at.env.Pinned == nil {
		at.env.Pinned = &d.contract.Revision
	}
	r, err := handle(&at, overseas.ContractDecider, stream, command(d, held))
	if err != nil {
		return r, c.unreserve(d, err)
	}
	return r, c.step("dispatched")
}

// unhold releases what holds the worker for the contract, if anything does.
func (c *call) unhold(d departure) error {
	if hold, ok := d.worker.State.Contract(d.contract.Stream); !ok || hold.State != labour.Held {
		return nil
	}
	return c.release(d.worker, d.contract.Stream, labour.Refused, c.on())
}

// unreserve lets the worker go again after the contract refused. A conflict
// keeps the hold: the next attempt finds it.
func (c *call) unreserve(d departure, cause error) error {
	if _, refused := es.AsRefused(cause); !refused {
		return cause
	}
	return errors.Join(cause, c.release(d.worker, d.contract.Stream, labour.Refused, c.on()))
}

func (c *call) loadDeparture(stream string) (d departure, err error) {
	if d.contract, err = load(c, overseas.ContractDecider, stream); err != nil {
		return d, err
	}
	if !d.contract.State.Exists() {
		return d, overseas.ErrContractUnknown.With("contract", stream[len(overseas.ContractPrefix):])
	}
	if d.worker, err = load(c, labour.WorkerDeciderIn(c.Units), d.contract.State.WorkerID); err != nil {
		return d, err
	}
	d.agency.Revision = es.NoRevision
	if id := d.contract.State.AgencyID; id != "" {
		d.agency, err = load(c, overseas.AgencyDecider, id)
	}
	return d, err
}

// reserve holds the worker for the contract, at the revision that was read, and
// answers the event that holds. A hold that is there already serves.
func (c *call) reserve(d departure) (es.UUID, error) {
	holds, last := holdsOf(d.worker, d.contract.Stream)
	if hold, ok := d.worker.State.Contract(d.contract.Stream); ok && hold.State == labour.Held && hold.From == c.on() {
		return last, nil
	}
	hold := *c
	hold.env.Key = fmt.Sprintf("%s:reserve:%d", c.env.Key, holds)
	hold.env.Command, hold.env.Pinned = "ReserveEngagement", &d.worker.Revision
	r, err := handle(&hold, labour.WorkerDeciderIn(c.Units), d.worker.Stream, labour.WorkerCommand(labour.ReserveEngagement{
		ContractID: d.contract.Stream, From: c.on(), ExpiresOn: c.holdUntil(c.on()),
	}))
	if err != nil || len(r.Events) == 0 {
		return last, err
	}
	return r.Events[0].ID, nil
}

// holdUntil is how long a hold for a departure on the day lasts: some days from
// then, or from today where the departure is entered late.
func (c *call) holdUntil(departure civil.Date) civil.Date {
	if today := civil.Of(c.Clock()); today.After(departure) {
		departure = today
	}
	return departure.AddDays(holdDays)
}

// holdsOf counts how often the worker was reserved for the contract, and names
// the last time.
func holdsOf(w es.Loaded[labour.Worker], contract string) (n int, last es.UUID) {
	for _, e := range w.Events {
		if p, ok := e.Payload.(labour.EngagementReserved); ok && p.ContractID == contract {
			n, last = n+1, e.ID
		}
	}
	return n, last
}

func (c *call) asked() es.Asked {
	return es.Asked{On: c.on(), Today: civil.Of(c.Clock()), Reason: c.env.Reason, LegalBasis: c.env.LegalBasis, Actor: c.env.Actor}
}
