package engagements

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// restand makes the contract's side anew of what stands after a correction.
func restand(f *engine.Fold, e es.Recorded, r overseas.Restatement) error {
	events, err := r.Facts.Events(e.Stream)
	if err != nil {
		return err
	}
	c := Contracts.Get(f, Key{e.Stream})
	*c = Row{Key: c.Key, Worker: c.Worker, Hold: c.Hold, From: c.From, ExpiresOn: c.ExpiresOn, Confirmed: c.Confirmed, Reason: c.Reason, Until: c.Until}
	if len(events) == 0 { // it was annulled as a whole: what stays is what held the worker
		if c.compare(); c.Hold == "" {
			Contracts.Delete(f, c.Key)
		}
		return nil
	}
	for _, fact := range events {
		if event, ok := fact.Payload.(overseas.ContractEvent); ok {
			c.follow(event, fact.On())
		}
	}
	return nil
}

func (c *Row) departed(on civil.Date, d overseas.Departure) {
	c.Phase, c.DepartedOn, c.Reserved = string(overseas.Departed), on, !d.Reservation.IsZero()
}

// compare holds the stay abroad that the worker's stream has against the
// contract's.
func (c *Row) compare() {
	reason := labour.ReleaseReason(c.Reason)
	released := c.Hold == string(labour.Released)
	stays := c.Hold == string(labour.Confirmed) || released && (reason == labour.Returned || reason == labour.Terminated && c.Confirmed)
	away := c.Reserved && !c.DepartedOn.IsZero()
	to := c.ReturnedOn
	if !c.TerminatedOn.IsZero() && c.AbscondedOn.IsZero() {
		to = c.TerminatedOn
	}
	switch {
	case !stays:
		c.Stale = released && reason == labour.Annulled && away
	case !away || c.From != c.DepartedOn:
		c.Stale = true
	case !released:
		c.Stale = false
	case reason == labour.Returned:
		c.Stale = c.Until != c.ReturnedOn
	default:
		c.Stale = c.Until != to
	}
}
