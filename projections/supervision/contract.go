package supervision

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
)

// take adds an event.
func (c *ContractRow) take(e es.Recorded, p overseas.ContractEvent) {
	on := e.On()
	switch p := p.(type) {
	case overseas.ContractSigned:
		c.ContractNo, c.Worker, c.Agency, c.Market = p.ContractNo, p.WorkerID, p.AgencyID, p.Market
		c.Kind, c.Occupation, c.Rules, c.MonthsSigned = p.Kind, p.Occupation, p.Rules, p.Months
		c.Currency, c.Wage = p.MonthlyWage.Currency, p.MonthlyWage.Amount
		c.Service, c.Brokerage, c.Deposit = p.ServiceFee.Amount, p.BrokerageFee.Amount, p.Deposit.Amount
		c.SignedOn, c.SignedEvent = on, e.ID
	case overseas.OrientationRecorded:
		c.OrientedOn = earlier(c.OrientedOn, on)
	case overseas.ContractRegistered:
		c.RegisteredOn = earlier(c.RegisteredOn, on)
	case overseas.FeeRecorded:
		c.paid(p.Line, p.Paid.Amount, 0, on, e.ID)
	case overseas.FeeRefunded:
		c.paid(p.Line, 0, p.Amount.Amount, civil.Date{}, e.ID)
	case overseas.ContractAmended:
		c.amended(e, p.Changes)
	case overseas.TravelPapersRecorded, overseas.EmployerAbroadReplaced, overseas.IncidentRecorded, overseas.ContractExpiryNoticed: // no rule looks at them
	case overseas.WorkerDispatched:
		c.departed(e, p.Departure)
	case overseas.IrregularDispatchRecorded:
		c.departed(e, p.Departure)
		c.Violations = strings.Join(p.Violations, " ")
	case overseas.ContractExtended:
		c.ExtendedEvent = e.ID
		c.dueBack(p.DueBackOn)
		c.judgeExtension(e, p)
	case overseas.WorkerAbsconded:
		c.AbscondedOn, c.AbscondedEvent = on, e.ID
	case overseas.WorkerReturned:
		c.ReturnedOn = on
		c.ended(e)
	case overseas.ContractTerminated:
		c.TerminatedOn = on
		c.ended(e)
	case overseas.ContractLiquidated:
		c.LiquidatedOn, c.LiquidatedEvent = on, e.ID
		c.FeeRefunded, c.DepositBack = c.amount(p.FeeRefunded), c.amount(p.DepositReturned)
	case overseas.ContractCorrected, overseas.DispatchAnnulled, overseas.AbscondingAnnulled, overseas.ReturnAnnulled, overseas.TerminationAnnulled, overseas.LiquidationAnnulled, overseas.ContractAnnulled: // made anew by restand
	}
}

func (c *ContractRow) departed(e es.Recorded, d overseas.Departure) {
	c.DepartedOn, c.DepartedEvent, c.ReportedOn, c.BirthYear = e.On(), e.ID, d.ReportedOn, d.BirthYear
	c.dueBack(d.DueBackOn)
}

func (c *ContractRow) dueBack(on civil.Date) {
	c.DueBackOn, c.ReturnLimit = on, on.AddDays(law.Current().City.ReturnOverdueDays)
}

// ended is the first end: of a terminated contract the return comes after it.
func (c *ContractRow) ended(e es.Recorded) {
	if !c.EndedOn.IsZero() {
		return
	}
	c.EndedOn, c.EndedEvent = e.On(), e.ID
	if set, err := law.Current().Named(c.Rules); err == nil {
		c.SettleLimit = e.On().AddDays(set.Liquidation.Days)
	}
}

func (c *ContractRow) judgeExtension(e es.Recorded, p overseas.ContractExtended) {
	set, err := law.Current().Named(c.Rules)
	if err != nil {
		return // a set that this program doesn't have judges nothing
	}
	t := c.terms()
	t.Months = p.Months
	if j := set.Judge(law.Extension, p.ServiceFee, t); j.Above {
		c.ExtendedOn, c.AboveEvent = e.On(), e.ID
		c.ExtensionFee, c.ExtensionCap = p.ServiceFee.Amount, j.Cap.Amount
		c.Excess += p.ServiceFee.Amount - j.Cap.Amount
	}
}

// terms are the terms as signed or amended, by which the law judges the sums.
func (c *ContractRow) terms() law.Terms {
	return law.Terms{SignedOn: c.SignedOn, Market: c.Market, Kind: string(c.Kind), Occupation: c.Occupation, Months: c.MonthsSigned, MonthlyWage: c.sum(c.Wage)}
}

func (c *ContractRow) sum(amount int64) money.Money {
	return money.Money{Amount: amount, Currency: c.Currency}
}

// amount is a settlement's sum where it is in the contract's currency; one in
// another can't be held against the contract's sums.
func (c *ContractRow) amount(m money.Money) int64 {
	if m.Currency != c.Currency {
		return 0
	}
	return m.Amount
}

// earlier is the earlier of two days, where none is no day at all.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
