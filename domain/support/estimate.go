package support

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"

	"vaoso/domain/civil"
)

// LabourForce is how large a unit's labour force is taken to be over one run of
// days: a number of persons, or a share of the population.
type LabourForce struct {
	Unit       string     `json:"unit,omitempty"` // GSO code; none: every unit without a row of its own
	ValidFrom  civil.Date `json:"validFrom,omitzero"`
	ValidTo    civil.Date `json:"validTo,omitzero"`
	Persons    int        `json:"persons,omitempty"`
	Percent    int        `json:"percent,omitempty"` // of the population
	Source     string     `json:"source"`
	Unverified bool       `json:"unverified,omitempty"`
}

// LabourForces are labour forces by unit and day. The zero value knows none.
type LabourForces struct{ rows []LabourForce }

// LoadLabourForces reads labour forces from JSON, as labourforce.json has them.
func LoadLabourForces(data []byte) (LabourForces, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var l LabourForces
	if err := dec.Decode(&l.rows); err != nil {
		return LabourForces{}, fmt.Errorf("couldn't read the labour forces: %w", err)
	}
	for i, row := range l.rows {
		if (row.Persons > 0) == (row.Percent > 0) || row.Persons < 0 || row.Percent < 0 || row.Percent > 100 || row.Source == "" || row.Persons > 0 && row.Unit == "" {
			return LabourForces{}, fmt.Errorf("support: labour force %d needs a source and either persons of a unit or a percentage", i+1)
		}
	}
	return l, nil
}

//go:embed labourforce.json
var labourForceJSON []byte

// ShippedLabourForces are those that come with the program: 55 % of the
// population [assumption].
func ShippedLabourForces() LabourForces {
	l, err := LoadLabourForces(labourForceJSON)
	if err != nil {
		panic(err) // the file is part of the program, and a test loads it
	}
	return l
}

// Of is the labour force of a unit with so many inhabitants on the day, half a
// person being rounded up, and the row that says so. It is 0 where none is
// entered.
func (l LabourForces) Of(unit string, population int, day civil.Date) (persons int, by LabourForce) {
	for _, row := range l.rows {
		if !day.Within(row.ValidFrom, row.ValidTo) || row.Unit != "" && row.Unit != unit || by.Unit != "" && row.Unit == "" {
			continue
		}
		by = row
	}
	if by.Persons > 0 {
		return by.Persons, by
	}
	return (population*by.Percent + 50) / 100, by
}

// Rate is the unemployment rate in hundredths of a per cent, half up: 325 is
// 3.25 %. ok is false where there is no labour force to divide by.
//
// It is an estimate from registered people alone, and so too low.
func Rate(unemployed, labourForce int) (rate int, ok bool) {
	if labourForce <= 0 {
		return 0, false
	}
	return (2*10_000*unemployed + labourForce) / (2 * labourForce), true
}
