package supervision

import (
	"strings"

	"vaoso/domain/labour"
	"vaoso/projections/engine"
)

// correctWorker judges a worker's departures again, by the right year of birth.
func correctWorker(f *engine.Fold, worker string, p labour.WorkerCorrected) error {
	for stream := range strings.FieldsSeq(Workers.Get(f, WorkerKey{worker}).Contracts) {
		c := Contracts.Get(f, ContractKey{stream})
		if c.DepartedOn.IsZero() {
			continue
		}
		c.BirthYear = p.BirthYear
		if err := flag(f, c); err != nil {
			return err
		}
	}
	return nil
}
