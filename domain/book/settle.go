package book

import (
	"context"
	"errors"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
)

// policyActor is who writes what a policy decides.
const policyActor = "policy-engagement"

// Settle brings the worker's stream into line with the contract's: a hold is
// confirmed once the worker has departed, and released when the contract ended
// another way, when it ran out, or when the worker is free again. It does what
// is due and nothing else, so it may be called at any time and any number of
// times; after a crash the engagement policy does.
func (b *Book) Settle(ctx context.Context, contractStream string) error {
	c := &call{Book: b, ctx: ctx}
	contract, err := load(c, overseas.ContractDecider, contractStream)
	if err != nil {
		return err
	}
	if !contract.State.Exists() {
		return c.letGo(contract)
	}
	// A step may be followed by another, and somebody else may settle meanwhile:
	// what is refused then is looked at anew.
	var refusal error
	for range settlePasses {
		worker, err := load(c, labour.WorkerDeciderIn(c.Units), contract.State.WorkerID)
		if err != nil {
			return err
		}
		done, err := c.settleOnce(worker, contract)
		if _, refused := es.AsRefused(err); refused {
			refusal = err
			continue
		}
		if err != nil || done {
			return err
		}
	}
	return refusal
}

// letGo releases who is held for a contract that was annulled, or has a stay abroad
// of it: a hold may have come while the contract was being annulled, and after a
// crash the worker's stream may be behind.
func (c *call) letGo(contract es.Loaded[overseas.Contract]) error {
	for _, e := range contract.Events {
		p, annulled := e.Payload.(overseas.ContractAnnulled)
		if !annulled {
			continue
		}
		worker, err := load(c, labour.WorkerDeciderIn(c.Units), p.WorkerID)
		if err != nil {
			return err
		}
		hold, _ := worker.State.Contract(contract.Stream)
		if _, occupied := hold.Occupies(); occupied {
			if err := c.release(worker, contract.Stream, labour.Annulled, hold.From); err != nil {
				return err
			}
		}
	}
	return nil
}

// settlePasses bounds how often a contract is looked at; three steps are the
// most that can be due.
const settlePasses = 8

// settleOnce takes the next step that is due; done is true where there is none
// after it.
func (c *call) settleOnce(worker es.Loaded[labour.Worker], contract es.Loaded[overseas.Contract]) (done bool, err error) {
	state := contract.State
	hold, ok := worker.State.Contract(contract.Stream)
	if !ok {
		return true, nil
	}
	today := civil.Of(c.Clock())
	switch {
	case hold.State == labour.Held && !state.DepartedOn.IsZero():
		return false, c.confirm(worker, contract.Stream, state.DepartedOn)
	case hold.State == labour.Held && state.Phase != overseas.Signed:
		return true, c.release(worker, contract.Stream, labour.Terminated, state.LastOn)
	case hold.State == labour.Held && today.After(hold.ExpiresOn):
		return true, c.release(worker, contract.Stream, labour.Expired, hold.ExpiresOn)
	case stale(hold, state):
		return false, c.release(worker, contract.Stream, labour.Annulled, hold.From)
	case hold.State == labour.Released && hold.Reason == labour.Annulled && away(state):
		return c.holdAgain(worker, contract.Stream, state)
	case hold.State == labour.Released && lapsed(hold) && away(state) && state.Phase == overseas.Departed:
		return c.holdAgain(worker, contract.Stream, state)
	case hold.State == labour.Confirmed && !state.TerminatedOn.IsZero() && state.AbscondedOn.IsZero():
		return true, c.release(worker, contract.Stream, labour.Terminated, state.TerminatedOn)
	case hold.State == labour.Confirmed && !state.ReturnedOn.IsZero():
		return true, c.release(worker, contract.Stream, labour.Returned, state.ReturnedOn)
	}
	return true, nil
}

// lapsed says whether a hold was let go because no departure had come.
func lapsed(hold labour.Contract) bool {
	return hold.Reason == labour.Expired || hold.Reason == labour.Refused
}

// away says whether there was a departure, written on a hold.
func away(contract overseas.Contract) bool {
	_, _, is := contract.Away()
	return is
}

// holdAgain holds a worker who departed just as the hold ran out. Where somebody
// else has engaged them meanwhile nothing can be held: supervision shows it.
func (c *call) holdAgain(worker es.Loaded[labour.Worker], contract string, state overseas.Contract) (done bool, err error) {
	departed, until, _ := state.Away()
	err = c.policy(worker, contract, "ReserveEngagement", departed, labour.ReserveEngagement{ContractID: contract, From: departed, ExpiresOn: c.holdUntil(departed), Until: until})
	if errors.Is(err, labour.ErrAlreadyEngaged) || errors.Is(err, labour.ErrReservationHeld) {
		return true, nil
	}
	return false, err
}

func (c *call) confirm(worker es.Loaded[labour.Worker], contract string, on civil.Date) error {
	return c.policy(worker, contract, "ConfirmEngagement", on, labour.ConfirmEngagement{ContractID: contract})
}

func (c *call) release(worker es.Loaded[labour.Worker], contract string, reason labour.ReleaseReason, until civil.Date) error {
	return c.policy(worker, contract, "ReleaseEngagement", until, labour.ReleaseEngagement{ContractID: contract, Reason: reason, Until: until})
}

// policy writes what a policy decides, under a key that follows from the hold
// that it is about: however often it is tried, it is written once.
func (c *call) policy(worker es.Loaded[labour.Worker], contract, name string, on civil.Date, cmd labour.WorkerCommand) error {
	holds, _ := holdsOf(worker, contract)
	key := fmt.Sprintf("policy:%s:%s:%d", name, contract, holds)
	if r, is := cmd.(labour.ReleaseEngagement); is && r.Reason == labour.Annulled { // of a hold that had been released otherwise
		key += ":annulled"
	}
	p := *c
	p.env = es.Envelope{
		Actor: policyActor, Role: string(System), Unit: "city", Command: name,
		Reason: "chính sách giữ chỗ: theo sự kiện của hợp đồng", Key: key, On: on,
	}
	_, err := handle(&p, labour.WorkerDeciderIn(c.Units), worker.Stream, cmd)
	return err
}
