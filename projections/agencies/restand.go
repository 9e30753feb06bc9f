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
	if len(events) == 0 { // it was annulled as a whole
		Contracts.Delete(f, ContractKey{e.Stream})
		return nil
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

// restandAgency makes what was agreed with an agency anew of what stands after a
// correction.
func restandAgency(f *engine.Fold, e es.Recorded, facts overseas.Facts) error {
	events, err := facts.Events(e.Stream)
	if err != nil {
		return err
	}
	var invited []InvitedKey
	for row := range Invited.Scan(f, "agency", e.Stream) {
		invited = append(invited, row.InvitedKey)
	}
	for _, key := range invited {
		Invited.Delete(f, key)
	}
	var supplied []SupplyKey
	for row := range Supply.Scan(f, "agency", e.Stream) {
		supplied = append(supplied, row.SupplyKey)
	}
	for _, key := range supplied {
		Supply.Delete(f, key)
	}
	for _, fact := range events {
		if event, ok := fact.Payload.(overseas.AgencyEvent); ok {
			agree(f, fact, event)
		}
	}
	return nil
}
