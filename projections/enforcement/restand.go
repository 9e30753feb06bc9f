package enforcement

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// restand makes the licence's rows anew of what stands after a correction. A
// decision whose suspension was taken back stays, as one that doesn't stand: it isn't
// carried to the licence again unless a sanction is imposed or corrected after that.
func restand(f *engine.Fold, e es.Recorded, p overseas.LicenceActCorrected) error {
	events, err := p.Facts.Events(e.Stream)
	if err != nil {
		return err
	}
	for row := range Decisions.Scan(f, "agency", e.Stream) {
		row.Stands = false
	}
	var from civil.Date
	for _, fact := range events {
		switch act := fact.Payload.(type) {
		case overseas.LicenceSuspended:
			Decisions.Put(f, DecisionRow{DecisionKey{e.Stream, act.DecisionNo}, true})
		case overseas.LicenceRevoked:
			from = act.From
		}
	}
	if from.IsZero() {
		Licences.Delete(f, LicenceKey{e.Stream})
		return nil
	}
	Licences.Get(f, LicenceKey{e.Stream}).RevokedFrom = from
	return nil
}
