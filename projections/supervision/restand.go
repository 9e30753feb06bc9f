package supervision

import (
	"slices"
	"strings"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
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

// annulContract takes a contract out with its flags. The worker's others are judged
// without it.
func annulContract(f *engine.Fold, c *ContractRow) error {
	for rule := range strings.FieldsSeq(c.Raised) {
		Flagged.Delete(f, FlagKey{flagID(rule, c.Contract)})
	}
	worker := Workers.Get(f, WorkerKey{c.Worker})
	others := slices.DeleteFunc(strings.Fields(worker.Contracts), func(stream string) bool { return stream == c.Contract })
	if worker.Contracts = strings.Join(others, " "); len(others) == 0 {
		Workers.Delete(f, worker.WorkerKey)
	}
	Contracts.Delete(f, c.ContractKey)
	for _, stream := range others {
		if err := flag(f, Contracts.Get(f, ContractKey{stream})); err != nil {
			return err
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
