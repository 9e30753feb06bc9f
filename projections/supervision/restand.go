package supervision

import (
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// restand makes a contract's facts anew of what stands after a correction. What
// was flagged stays noted, so that a flag whose fact is gone goes.
func (c *ContractRow) restand(e es.Recorded, r overseas.Restatement) error {
	events, err := r.Facts.Events(e.Stream)
	if err != nil {
		return err
	}
	*c = ContractRow{ContractKey: c.ContractKey, Raised: c.Raised}
	for _, fact := range events {
		if event, ok := fact.Payload.(overseas.ContractEvent); ok {
			c.take(fact, event)
		}
	}
	return nil
}

// restand makes an agency's facts anew of what stands after a correction.
func (a *AgencyRow) restand(e es.Recorded, p overseas.LicenceActCorrected) error {
	events, err := p.Facts.Events(e.Stream)
	if err != nil {
		return err
	}
	a.Facts = ""
	for _, fact := range events {
		if event, ok := fact.Payload.(overseas.AgencyEvent); ok {
			if err := a.take(fact, event); err != nil {
				return err
			}
		}
	}
	return nil
}
