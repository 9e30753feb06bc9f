package engagements

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "engagements"

// Key is a contract's stream.
type Key struct {
	Contract string `db:"contract" about:"contract's stream, contract- and its number"`
}

// Row is a contract as the two streams have it.
type Row struct {
	Key
	Worker string `db:"worker" about:"worker's stream, a keyed hash that names nobody; of EngagementReserved or ContractSigned"`

	// What the worker's stream says.
	Hold      string     `db:"hold" about:"held (giữ chỗ), confirmed or released on the worker's stream; empty: it says nothing of the contract"` // as labour.ContractState; "" where it says nothing
	From      civil.Date `db:"held_from" about:"day of departure that is held; of EngagementReserved; NULL: nothing was held"`
	ExpiresOn civil.Date `db:"expires_on" about:"last day of the hold, after which it may be let go; of EngagementReserved; NULL: nothing was held"`

	Confirmed bool       `db:"was_confirmed" about:"internal: whether the hold was confirmed; of EngagementConfirmed"`
	Reason    string     `db:"released_for" about:"why the worker was released: returned, terminated, annulled, expired or refused; of EngagementReleased; empty: not released"`
	Until     civil.Date `db:"released_until" about:"last day occupied; of EngagementReleased; NULL: not released"`

	// What the contract's stream says.
	Reserved     bool       `db:"reserved" about:"internal: whether the departure was written on a hold; of the departure"`
	Stale        bool       `db:"stale" about:"whether the worker's stream has a stay abroad that the corrected contract hasn't, or lacks one"`
	Phase        string     `db:"phase" about:"signed, departed, absconded, returned, terminated or liquidated; of the contract's events; empty: no contract yet"` // as overseas.Phase; "" where there is no contract
	DepartedOn   civil.Date `db:"departed_on" about:"day of departure (xuất cảnh); of WorkerDispatched, IrregularDispatchRecorded; NULL: not departed"`
	AbscondedOn  civil.Date `db:"absconded_on" about:"day of absconding (bỏ trốn); of WorkerAbsconded; NULL: none"`
	TerminatedOn civil.Date `db:"terminated_on" about:"day of termination (chấm dứt); of ContractTerminated; NULL: none"`
	ReturnedOn   civil.Date `db:"returned_on" about:"day of return (về nước); of WorkerReturned; NULL: not returned"`
}

// ClockKey is the one clock, 0.
type ClockKey struct {
	ID int `db:"id" about:"always 0: there is one clock"`
}

// Clock is how far time is known to have come.
type Clock struct {
	ClockKey
	Today civil.Date `db:"today" about:"latest day in Việt Nam on which an event of this view was recorded; of recordedAt"`
}

var (
	// Contracts are the contracts.
	Contracts = engine.NewTable[Key, Row]("engagements", engine.About("a contract as the worker's stream and its own have it, for the policy that brings the two into step"), engine.Index("hold"))
	// Clocks has the one clock.
	Clocks = engine.NewTable[ClockKey, Clock]("engagements_clock", engine.About("internal: how far time is known to have come"))
)

// Projection folds the workers' and the contracts' streams.
var Projection = engine.Projection{
	Name: Name, Version: 3,
	Tables: []engine.Described{Contracts, Clocks},
	Reads: []string{
		"EngagementReserved", "EngagementConfirmed", "EngagementReleased",
		"ContractSigned", "WorkerDispatched", "IrregularDispatchRecorded",
		"WorkerAbsconded", "WorkerReturned", "ContractTerminated", "ContractLiquidated", "DayPassed",
		"ContractCorrected", "DispatchAnnulled", "AbscondingAnnulled", "ReturnAnnulled", "TerminationAnnulled", "LiquidationAnnulled", "ContractAnnulled",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	clock := Clocks.Get(f, ClockKey{})
	if today := civil.Of(e.Meta.RecordedAt); today.After(clock.Today) {
		clock.Today = today
	}
	switch p := e.Payload.(type) {
	case labour.EngagementReserved:
		c := Contracts.Get(f, Key{p.ContractID})
		c.Worker, c.Hold, c.From, c.ExpiresOn = e.Stream, string(labour.Held), p.From, p.ExpiresOn
		c.Confirmed, c.Reason, c.Until = false, "", civil.Date{}
		c.compare()
	case labour.EngagementConfirmed:
		c := Contracts.Get(f, Key{p.ContractID})
		c.Hold, c.Confirmed = string(labour.Confirmed), true
		c.compare()
	case labour.EngagementReleased:
		c := Contracts.Get(f, Key{p.ContractID})
		c.Hold, c.Reason, c.Until = string(labour.Released), string(p.Reason), p.Until
		c.compare()
	case overseas.ContractEffect:
		return restand(f, e, p.Restated())
	case overseas.ContractEvent:
		Contracts.Get(f, Key{e.Stream}).follow(p, e.On())
	case plan.DayPassed: // the clock above
	}
	return nil
}

// follow is the contract's side.
func (c *Row) follow(event overseas.ContractEvent, on civil.Date) {
	switch p := event.(type) {
	case overseas.ContractSigned:
		c.Worker, c.Phase = p.WorkerID, string(overseas.Signed)
	case overseas.WorkerDispatched:
		c.departed(on, p.Departure)
	case overseas.IrregularDispatchRecorded:
		c.departed(on, p.Departure)
	case overseas.WorkerAbsconded:
		c.Phase, c.AbscondedOn = string(overseas.Absconded), on
	case overseas.WorkerReturned:
		c.Phase, c.ReturnedOn = string(overseas.Returned), on
	case overseas.ContractTerminated:
		c.Phase, c.TerminatedOn = string(overseas.Terminated), on
	case overseas.ContractLiquidated:
		c.Phase = string(overseas.Liquidated)
	case overseas.OrientationRecorded, overseas.ContractRegistered, overseas.ContractExtended,
		overseas.TravelPapersRecorded, overseas.FeeRecorded, overseas.FeeRefunded, overseas.ContractAmended,
		overseas.EmployerAbroadReplaced, overseas.IncidentRecorded, overseas.ContractExpiryNoticed: // change nothing here
	case overseas.ContractCorrected, overseas.DispatchAnnulled, overseas.AbscondingAnnulled, overseas.ReturnAnnulled, overseas.TerminationAnnulled, overseas.LiquidationAnnulled, overseas.ContractAnnulled: // made anew by restand
	}
	c.compare()
}

// Each line is a case of book.settleOnce.
const due = `
SELECT contract FROM engagements
WHERE (
     hold = 'held' AND departed_on IS NOT NULL
  OR hold = 'held' AND phase <> 'signed'
  OR stale
  OR hold = 'held' AND expires_on < (SELECT today FROM engagements_clock)
  OR hold = 'confirmed' AND returned_on IS NOT NULL
  OR hold = 'confirmed' AND terminated_on IS NOT NULL AND absconded_on IS NULL)
ORDER BY contract`

// Due are the contracts' streams for which book.Book.Settle would write
// something, by name.
func Due(ctx context.Context, q engine.Querier) ([]string, error) {
	rows, err := engine.Select[Key](ctx, q, due)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask which contracts to settle: %w", err)
	}
	var streams []string
	for _, r := range rows {
		streams = append(streams, r.Contract)
	}
	return streams, nil
}
