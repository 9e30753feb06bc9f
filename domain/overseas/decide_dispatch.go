package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
)

// CheckDispatch is why a departure on asked.On may not be entered as a lawful
// dispatch: everything that is wrong, in the order of the rules; nothing when
// DispatchOverseas is accepted. It doesn't look at cmd.Reservation: ask it
// before reserving the worker.
func CheckDispatch(c Contract, cmd DispatchOverseas, asked es.Asked) []*es.Refused {
	d, refused := openDeparture(c, cmd, asked)
	if d == nil {
		return refused
	}
	return append(refused, d.broken()...)
}

// departure is a departure with all that its rules look at.
type departure struct {
	contract Contract
	worker   Worker
	agency   Agency
	on       civil.Date
	adult    law.MinimumAge // by the set of the day of departure
	verdict  law.Verdict    // by the set of the signing day
}

// rule is a rule of a lawful dispatch, and what is said where it is broken.
type rule struct {
	broken bool
	says   *es.Refused
}

// broken are the rules that the departure breaks: the whole gate.
//
// Licence rules hold for service enterprises only. Sums are the larger of
// agreed and paid less refunded, by the law of the signing day; a line that
// can't be judged isn't refused, and the event lists it.
func (d departure) broken() []*es.Refused {
	c, a, on := d.contract, d.agency, d.on
	licensed := c.Kind != KindIndividual && a.Type == ServiceEnterprise
	licence := a.LicenceOn(on)
	suspension, suspended := a.SuspensionOn(on)
	service, brokerage, deposit := d.line(law.Service), d.line(law.Brokerage), d.line(law.Deposit)

	return which(
		// L69 art. 3.1, 44; L72 art. 42
		rule{d.age() < d.adult.Years, ErrUnderage.With("contract", c.No, "years", d.adult.Years, "on", on, "source", d.adult.Source)},
		// L69 art. 16
		rule{licensed && a.RevokedOn(on), ErrLicenceRevoked.With("licence", licence.No, "from", a.RevokedFrom)},
		// the decision of suspension
		rule{licensed && suspended, ErrLicenceSuspended.With("licence", licence.No, "on", on, "from", suspension.From, "until", openDay(suspension.Until), "decision", suspension.DecisionNo)},
		// L69 art. 8, 10; L72 art. 8 (unverified)
		rule{licensed && a.LapsedOn(on), ErrLicenceLapsed.With("licence", licence.No, "on", on, "licensedOn", licence.LicensedOn, "expiresOn", openDay(licence.ExpiresOn))},
		// L69 art. 20; Decrees 112/2021, 38/2020
		rule{licensed && !a.HoldsOn(c.Market, on), ErrMarketNotLicensed.With("agency", a.ID, "market", c.Market, "on", on)},
		// L69 art. 44; L72 art. 42
		rule{missingOn(c.OrientedOn, on), ErrOrientationMissing.With("contract", c.No, "on", on)},
		// L69 art. 20, individual 53 (unverified); L72 art. 18–19 (unverified)
		rule{missingOn(c.RegisteredOn, on), ErrContractNotRegistered.With("contract", c.No, "on", on)},
		// L69 art. 23; L72 art. 21
		rule{service.Above, d.above(ErrFeeAboveCap, service)},
		// L69 art. 7; L72 art. 20
		rule{brokerage.Above && brokerage.Prohibited, d.above(ErrBrokerageProhibited, brokerage)},
		rule{brokerage.Above && !brokerage.Prohibited, d.above(ErrBrokerageAboveCap, brokerage)},
		// L69 art. 25; L72 art. 23
		rule{deposit.Above, d.above(ErrDepositAboveCap, deposit)},
		// a rule of the book
		rule{d.worker.EngagedWith != "", ErrAlreadyEngaged.With("on", on, "other", d.worker.EngagedWith)},
	)
}

// age is the worker's age in full years on the day. Where the birth date was
// erased the year alone is left, and counts from its last day: nobody passes for
// an adult by having been forgotten.
func (d departure) age() int {
	born := d.worker.BirthDate
	if born.IsZero() {
		born = civil.On(max(d.worker.BirthYear, 1), 12, 31)
	}
	return born.YearsOn(d.on)
}

func (d departure) line(l law.Line) law.Judgement {
	j, _ := d.verdict.Of(l)
	return j
}

func (d departure) above(r *es.Refusal, j law.Judgement) *es.Refused {
	return r.With("amount", j.Amount, "cap", j.Cap, "rules", d.verdict.Rules, "source", j.Row.Source)
}

// missingOn says that nothing is dated on the day or before.
func missingOn(dated, day civil.Date) bool { return dated.IsZero() || dated.After(day) }

// openDay writes the end of a period.
func openDay(d civil.Date) string {
	if d.IsZero() {
		return "…"
	}
	return d.String()
}

func which(rules ...rule) (broken []*es.Refused) {
	for _, r := range rules {
		if r.broken {
			broken = append(broken, r.says)
		}
	}
	return broken
}
