package overseas

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
)

// Contract is the state of a contract's stream.
type Contract struct {
	No    string // the number; "" where there is no contract
	Phase Phase
	Party
	Kind        Kind
	Occupation  string
	Months      int // of the term, with its extensions
	MonthlyWage money.Money
	Service     Sum
	Brokerage   Sum
	Deposit     Sum
	Rules       string // the set of legal limits of the signing day
	Extensions  []Extended
	Receipts    []Receipt // what was paid
	Refunds     []Receipt // what was given back, without receipts
	Noticed     int       // the mark of the last notice of the day due back; 0: none

	SignedOn     civil.Date
	SignedMonths int        // of the term as signed or amended: what the sums are judged by
	AmendedOn    civil.Date // zero: the terms are as signed
	OrientedOn   civil.Date // zero: no certificate
	RegisteredOn civil.Date // zero: no registration
	DepartedOn   civil.Date // zero: never left
	DueBackOn    civil.Date
	AbscondedOn  civil.Date
	TerminatedOn civil.Date
	ReturnedOn   civil.Date
	LastOn       civil.Date // the day of the latest step of its life

	Ledger   correction.Ledger // what was put right
	reserved bool              // the departure was written on a hold of the worker
}

// Extended is an extension of the term abroad and the fee asked for it.
type Extended struct {
	On         civil.Date
	Months     int
	ServiceFee money.Money
}

// Sum is what a worker was asked for on a line. Paid and Refunded are zero where
// no payments are recorded.
type Sum struct{ Agreed, Paid, Refunded money.Money }

// Charged is the larger of agreed and paid, less refunded: what a cap is held
// against. It is in the currency of the contract, and never below 0.
func (s Sum) Charged() money.Money {
	charged := s.Agreed
	charged.Amount = max(0, max(s.Agreed.Amount, s.Paid.Amount)-s.Refunded.Amount)
	return charged
}

// Exists says whether there is such a contract.
func (c Contract) Exists() bool { return c.No != "" }

// EndedOn is the day on which the contract ended, from which its accounts fall
// due: the earlier of termination and return, else the day it was abandoned;
// zero while it runs.
func (c Contract) EndedOn() civil.Date {
	switch {
	case !c.TerminatedOn.IsZero():
		return c.TerminatedOn
	case !c.ReturnedOn.IsZero():
		return c.ReturnedOn
	}
	return c.AbscondedOn
}

// Terms are the terms as signed, by which the law judges the sums.
func (c Contract) Terms() law.Terms {
	return law.Terms{SignedOn: c.SignedOn, Market: c.Market, Kind: string(c.Kind), Occupation: c.Occupation, Months: c.SignedMonths, MonthlyWage: c.MonthlyWage}
}

func evolveContract(c Contract, r es.Recorded) Contract {
	e, ok := r.Payload.(ContractEvent)
	if !ok {
		return c
	}
	switch e := e.(type) {
	case ContractSigned:
		c = Contract{
			No: e.ContractNo, Party: e.Party, Kind: e.Kind, Occupation: e.Occupation, Months: e.Months, SignedMonths: e.Months,
			MonthlyWage: e.MonthlyWage, Service: Sum{Agreed: e.ServiceFee}, Brokerage: Sum{Agreed: e.BrokerageFee}, Deposit: Sum{Agreed: e.Deposit},
			Rules: e.Rules, SignedOn: r.On(),
		}
		return c.moved(Signed, r)
	case OrientationRecorded:
		c.OrientedOn = earlier(c.OrientedOn, r.On())
	case ContractRegistered:
		c.RegisteredOn = earlier(c.RegisteredOn, r.On())
	case FeeRecorded:
		return c.paid(e)
	case FeeRefunded:
		return c.refunded(e)
	case ContractAmended:
		return c.amended(e, r)
	case ContractExpiryNoticed:
		c.Noticed = e.DaysLeft
	case TravelPapersRecorded, EmployerAbroadReplaced, IncidentRecorded: // facts that no decision looks at
	case WorkerDispatched:
		return c.departed(e.Departure, r)
	case IrregularDispatchRecorded:
		return c.departed(e.Departure, r)
	case ContractExtended:
		c.Months, c.DueBackOn, c.Noticed = c.Months+e.Months, e.DueBackOn, 0
		c.Extensions = append(slices.Clone(c.Extensions), Extended{r.On(), e.Months, e.ServiceFee})
		return c.moved(c.Phase, r)
	case WorkerAbsconded:
		c.AbscondedOn = r.On()
		return c.moved(Absconded, r)
	case WorkerReturned:
		c.ReturnedOn = r.On()
		return c.moved(Returned, r)
	case ContractTerminated:
		c.TerminatedOn = r.On()
		return c.moved(Terminated, r)
	case ContractLiquidated:
		return c.moved(Liquidated, r)
	case ContractCorrected, DispatchAnnulled, AbscondingAnnulled, ReturnAnnulled, TerminationAnnulled, LiquidationAnnulled, ContractAnnulled: // folded anew by evolveRight
	}
	return c
}

func (c Contract) departed(d Departure, r es.Recorded) Contract {
	c.DepartedOn, c.DueBackOn, c.reserved = r.On(), d.DueBackOn, !d.Reservation.IsZero()
	return c.moved(Departed, r)
}

func (c Contract) moved(to Phase, r es.Recorded) Contract {
	c.Phase, c.LastOn = to, r.On()
	return c
}

// earlier is the earlier of two days, where none is no day at all.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
