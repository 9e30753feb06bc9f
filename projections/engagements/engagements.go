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

	// What the contract's stream says.
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
	Name: Name, Version: 1,
	Tables: []engine.Described{Contracts, Clocks},
	Reads: []string{
		"EngagementReserved", "EngagementConfirmed", "EngagementReleased",
		"ContractSigned", "WorkerDispatched", "IrregularDispatchRecorded",
		"WorkerAbsconded", "WorkerReturned", "ContractTerminated", "ContractLiquidated", "DayPassed",
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
	case labour.EngagementConfirmed:
		Contracts.Get(f, Key{p.ContractID}).Hold = string(labour.Confirmed)
	case labour.EngagementReleased:
		Contracts.Get(f, Key{p.ContractID}).Hold = string(labour.Released)
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
	case overseas.WorkerDispatched, overseas.IrregularDispatchRecorded:
		c.Phase, c.DepartedOn = string(overseas.Departed), on
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
	}
}

// Each line is a case of book.settleOnce.
const due = `
SELECT contract FROM engagements
WHERE phase <> '' AND (
     hold = 'held' AND departed_on IS NOT NULL
  OR hold = 'held' AND phase <> 'signed'
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
