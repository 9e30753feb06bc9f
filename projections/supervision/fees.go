package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
)

// paid adds what was paid or given back on a line that has a cap.
func (c *ContractRow) paid(line overseas.FeeLine, paid, refunded int64, on civil.Date, event es.UUID) {
	switch line {
	case overseas.FeeService:
		c.ServicePaid, c.ServiceRefunded = c.ServicePaid+paid, c.ServiceRefunded+refunded
		if paid != 0 {
			c.ServicePaidOn, c.ServiceEvent = on, event
		}
	case overseas.FeeBrokerage:
		c.BrokeragePaid, c.BrokerageRefunded = c.BrokeragePaid+paid, c.BrokerageRefunded+refunded
		if paid != 0 {
			c.BrokeragePaidOn, c.BrokerageEvent = on, event
		}
	case overseas.FeeDeposit:
		c.DepositPaid, c.DepositRefunded = c.DepositPaid+paid, c.DepositRefunded+refunded
		if paid != 0 {
			c.DepositPaidOn, c.DepositEvent = on, event
		}
	case overseas.FeeTraining, overseas.FeeHealth, overseas.FeeVisa, overseas.FeeTicket, overseas.FeeOther:
	}
}

// amended takes the terms that changed.
func (c *ContractRow) amended(e es.Recorded, now overseas.Changes) {
	if now.Occupation != "" {
		c.Occupation = now.Occupation
	}
	if now.Months != 0 {
		c.MonthsSigned = now.Months
	}
	for _, x := range []struct {
		now money.Money
		was *int64
	}{{now.MonthlyWage, &c.Wage}, {now.ServiceFee, &c.Service}, {now.BrokerageFee, &c.Brokerage}, {now.Deposit, &c.Deposit}} {
		if !x.now.IsZero() {
			*x.was = x.now.Amount
		}
	}
	c.AmendedOn, c.AmendedEvent = e.On(), e.ID
}

// sums are what the worker is asked for: of each line the larger of agreed and
// paid, less what was given back.
func (c *ContractRow) sums() law.Sums {
	charged := func(agreed, paid, refunded int64) money.Money {
		return overseas.Sum{Agreed: c.sum(agreed), Paid: c.sum(paid), Refunded: c.sum(refunded)}.Charged()
	}
	return law.Sums{
		Service:   charged(c.Service, c.ServicePaid, c.ServiceRefunded),
		Brokerage: charged(c.Brokerage, c.BrokeragePaid, c.BrokerageRefunded),
		Deposit:   charged(c.Deposit, c.DepositPaid, c.DepositRefunded),
	}
}

// since is the day from which a line is above its cap, and the events that show
// it: the terms, or, where more was paid than they say, the payment.
func (c *ContractRow) since(line law.Line) (civil.Date, []es.UUID) {
	agreed, paid, on, event := c.Service, c.ServicePaid, c.ServicePaidOn, c.ServiceEvent
	switch line {
	case law.Brokerage:
		agreed, paid, on, event = c.Brokerage, c.BrokeragePaid, c.BrokeragePaidOn, c.BrokerageEvent
	case law.Deposit:
		agreed, paid, on, event = c.Deposit, c.DepositPaid, c.DepositPaidOn, c.DepositEvent
	case law.Service, law.Extension:
	}
	if paid > agreed {
		return on, []es.UUID{c.SignedEvent, c.AmendedEvent, event}
	}
	if !c.AmendedOn.IsZero() {
		return c.AmendedOn, []es.UUID{c.SignedEvent, c.AmendedEvent}
	}
	return c.SignedOn, []es.UUID{c.SignedEvent}
}
