package agencies

import (
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// restand makes a contract's row anew of what stands after a correction.
func restand(f *engine.Fold, e es.Recorded, r overseas.Restatement) error {
	events, err := r.Facts.Events(e.Stream)
	if err != nil {
		return err
	}
	c := Contracts.Get(f, ContractKey{e.Stream})
	*c = ContractRow{ContractKey: c.ContractKey}
	for _, fact := range events {
		if event, ok := fact.Payload.(overseas.ContractEvent); ok {
			c.take(fact, event)
		}
	}
	return nil
}
