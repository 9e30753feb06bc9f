package overseas

import (
	"vaoso/domain/civil"
	"vaoso/domain/law"
)

// Life is what figures look at of a contract: the days of its steps, none where
// a step hasn't come.
type Life struct {
	DepartedOn   civil.Date
	ReturnLimit  civil.Date // the day due back and the days that the city allows
	ReturnedOn   civil.Date
	Early        bool // of a return: more than 15 days before the day due back
	AbscondedOn  civil.Date
	EndedOn      civil.Date // the earlier of return and termination
	LiquidatedOn civil.Date
	Irregular    bool // of a departure
}

// Track is what became of contracts over a period: departures, returns and
// absconding are those of the period, abroad and unliquidated how things stand
// at its end. Every report that counts contracts counts them here.
type Track struct {
	Departed     int `json:"departed"`     // irregular ones included
	Irregular    int `json:"irregular"`    // of those
	Abroad       int `json:"abroad"`       // departed and not back, whatever became of the contract
	Returned     int `json:"returned"`     // all of them
	OnTime       int `json:"onTime"`       // of those: neither early, nor late, nor after absconding
	Early        int `json:"early"`        // of those: more than 15 days before the day due back
	Late         int `json:"late"`         // of those: more than the city's days (30) after it
	Absconded    int `json:"absconded"`    // in the period
	Unliquidated int `json:"unliquidated"` // returned or terminated, accounts not settled
}

// Add counts a contract in, over [from, to]; a zero from is the book's start.
func (t *Track) Add(l Life, from, to civil.Date) {
	by := func(day civil.Date) bool { return !day.IsZero() && !day.After(to) }
	within := func(day civil.Date) bool { return by(day) && !day.Before(from) }
	count := func(is bool, n *int) {
		if is {
			*n++
		}
	}
	back := within(l.ReturnedOn)
	late := l.ReturnedOn.After(l.ReturnLimit)
	count(within(l.DepartedOn), &t.Departed)
	count(within(l.DepartedOn) && l.Irregular, &t.Irregular)
	count(by(l.DepartedOn) && !by(l.ReturnedOn), &t.Abroad)
	count(back, &t.Returned)
	count(back && !l.Early && !late && l.AbscondedOn.IsZero(), &t.OnTime)
	count(back && l.Early, &t.Early)
	count(back && late, &t.Late)
	count(within(l.AbscondedOn), &t.Absconded)
	count(by(l.EndedOn) && !by(l.LiquidatedOn), &t.Unliquidated)
}

// FeeShare is the service fee that the worker was charged over its cap, by the
// law of the signing day, in thousandths, half up; ok is false where the fee isn't
// judged, for want of a cap or of a rate, and where nothing may be charged.
func FeeShare(c Contract, limits law.Limits) (perMille int, ok bool) {
	v, err := Verdict(c, limits)
	if err != nil {
		return 0, false // a set that this program doesn't have judges nothing
	}
	j, _ := v.Of(law.Service)
	if !j.Judged || j.Cap.Amount <= 0 {
		return 0, false
	}
	return int((2000*c.Service.Charged().Amount + j.Cap.Amount) / (2 * j.Cap.Amount)), true
}

// Mean is the mean of shares, half up; ok is false where there are none.
func Mean(shares []int) (mean int, ok bool) {
	if len(shares) == 0 {
		return 0, false
	}
	sum := 0
	for _, s := range shares {
		sum += s
	}
	return (2*sum + len(shares)) / (2 * len(shares)), true
}
