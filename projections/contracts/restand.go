package contracts

import (
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// restand makes a contract's rows anew of what stands after a correction.
func restand(f *engine.Fold, e es.Recorded, r overseas.Restatement) error {
	events, err := r.Facts.Events(e.Stream)
	if err != nil {
		return err
	}
	if len(events) == 0 { // it was annulled as a whole
		Contracts.Delete(f, Key{e.Stream})
		return nil
	}
	c := Contracts.Get(f, Key{e.Stream})
	*c = Row{Key: c.Key}
	incidents.Delete(f, IncidentKey{r.EventID}) // as far as it was one; those that stand are put again
	for _, fact := range events {
		if event, ok := fact.Payload.(overseas.ContractEvent); ok {
			if err := applyContract(f, c, fact, event); err != nil {
				return err
			}
		}
	}
	return nil
}
