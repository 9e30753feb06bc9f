package expiries

import (
	"context"
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "expiries"

// Key is a contract's stream.
type Key struct {
	Contract string `db:"contract" about:"contract's stream, contract- and its number"`
}

// Row is a contract as far as notices go.
type Row struct {
	Key
	Abroad     bool       `db:"abroad" about:"whether the worker is at work abroad under the contract; of the contract's latest event"`
	DepartedOn civil.Date `db:"departed_on" about:"day of departure (xuất cảnh); of WorkerDispatched, IrregularDispatchRecorded; NULL: not departed"`
	DueBackOn  civil.Date `db:"due_back_on" about:"last day of the term abroad, extensions included; of the departure, ContractExtended; NULL: not departed"`
	Noticed    int        `db:"noticed" about:"days left that the last notice was given for: 90, 60 or 30; of ContractExpiryNoticed; 0: none yet"`
	NoticeOn   civil.Date `db:"notice_on" about:"first day on which a further notice is due (báo hết hạn); of the days above; NULL: none is to come"`
}

// ClockKey is the one clock, 0.
type ClockKey struct {
	ID int `db:"id" about:"always 0: there is one clock"`
}

// Clock is the last day that is over.
type Clock struct {
	ClockKey
	Day civil.Date `db:"day" about:"last day that is over; of DayPassed; NULL: none has been told of"`
}

var (
	// Contracts are the contracts that were signed.
	Contracts = engine.NewTable[Key, Row]("expiries", engine.About("internal: a contract abroad as far as notices of its end go"), engine.Index("notice_on"))
	// Clocks has the one clock.
	Clocks = engine.NewTable[ClockKey, Clock]("expiries_clock", engine.About("internal: the last day that is over"))
)

// Reads are the events of a contract that notices follow from.
var Reads = []string{"WorkerDispatched", "IrregularDispatchRecorded", "ContractExtended", "ContractExpiryNoticed", "WorkerAbsconded", "WorkerReturned", "ContractTerminated"}

// Projection folds the contracts' streams and the days that passed.
var Projection = engine.Projection{
	Name: Name, Version: 3,
	Tables: []engine.Described{Contracts, Clocks},
	Reads: []string{
		"WorkerDispatched", "IrregularDispatchRecorded", "ContractExtended", "ContractExpiryNoticed",
		"WorkerAbsconded", "WorkerReturned", "ContractTerminated", "DayPassed",
		"ContractCorrected", "DispatchAnnulled", "AbscondingAnnulled", "ReturnAnnulled", "TerminationAnnulled", "LiquidationAnnulled", "ContractAnnulled",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case overseas.ContractEffect:
		return restand(f, e, p.Restated())
	case overseas.ContractEvent:
		Contracts.Get(f, Key{e.Stream}).follow(p, e.On())
	case plan.DayPassed:
		Clocks.Get(f, ClockKey{}).Day = p.Day
	}
	return nil
}

// restand makes a contract's row anew of what stands after a correction; one of
// which no notice can speak has none.
func restand(f *engine.Fold, e es.Recorded, r overseas.Restatement) error {
	events, err := r.Facts.Events(e.Stream)
	if err != nil {
		return err
	}
	var row *Row
	for _, fact := range events {
		if !slices.Contains(Reads, fact.Type) {
			continue
		}
		if row == nil {
			row = Contracts.Get(f, Key{e.Stream})
			*row = Row{Key: row.Key}
		}
		if event, ok := fact.Payload.(overseas.ContractEvent); ok {
			row.follow(event, fact.On())
		}
	}
	if row == nil {
		Contracts.Delete(f, Key{e.Stream})
	}
	return nil
}

func (r *Row) follow(event overseas.ContractEvent, on civil.Date) {
	switch p := event.(type) {
	case overseas.WorkerDispatched:
		r.Abroad, r.DepartedOn, r.DueBackOn = true, on, p.DueBackOn
	case overseas.IrregularDispatchRecorded:
		r.Abroad, r.DepartedOn, r.DueBackOn = true, on, p.DueBackOn
	case overseas.ContractExtended:
		r.DueBackOn, r.Noticed = p.DueBackOn, 0
	case overseas.ContractExpiryNoticed:
		r.Noticed = p.DaysLeft
	case overseas.WorkerAbsconded, overseas.WorkerReturned, overseas.ContractTerminated:
		r.Abroad = false
	case overseas.ContractSigned, overseas.OrientationRecorded, overseas.ContractRegistered, overseas.ContractAmended, overseas.ContractLiquidated,
		overseas.TravelPapersRecorded, overseas.FeeRecorded, overseas.FeeRefunded, overseas.EmployerAbroadReplaced, overseas.IncidentRecorded: // change nothing here
	case overseas.ContractCorrected, overseas.DispatchAnnulled, overseas.AbscondingAnnulled, overseas.ReturnAnnulled, overseas.TerminationAnnulled, overseas.LiquidationAnnulled, overseas.ContractAnnulled: // made anew by restand
	}
	r.NoticeOn = civil.Date{}
	if next, more := overseas.NextNotice(r.DepartedOn, r.DueBackOn, r.Noticed); r.Abroad && more {
		r.NoticeOn = next
	}
}

// Notice is a contract of which a notice is due, as of a day that is over.
type Notice struct {
	Contract string     `db:"contract"`
	Day      civil.Date `db:"day"`
}

// Due are the contracts for which book.Book.NoticeExpiry would write a notice,
// by name, and the day of it. It is the last day that is over; of days that the
// clock passed over in silence none is told.
func Due(ctx context.Context, q engine.Querier) ([]Notice, error) {
	list, err := engine.Select[Notice](ctx, q, `SELECT e.contract, c.day FROM expiries e, expiries_clock c
		WHERE e.notice_on IS NOT NULL AND e.notice_on <= c.day AND e.due_back_on >= c.day ORDER BY e.contract`)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask which contracts run out: %w", err)
	}
	return list, nil
}
