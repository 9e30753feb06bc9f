package support

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// Cap is the most that the employment fund lends over one run of days. Sums
// are VND.
type Cap struct {
	ValidFrom  civil.Date `json:"validFrom,omitzero"`
	ValidTo    civil.Date `json:"validTo,omitzero"`
	Worker     int64      `json:"worker"`  // to a worker
	Project    int64      `json:"project"` // to an employer
	Job        int64      `json:"job"`     // to an employer, for each job created or kept
	Source     string     `json:"source"`
	Unverified bool       `json:"unverified,omitempty"`
}

// Caps are caps by day. The zero value knows none.
type Caps struct{ rows []Cap }

// LoadCaps reads caps from JSON, as caps.json has them.
func LoadCaps(data []byte) (Caps, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var c Caps
	if err := dec.Decode(&c.rows); err != nil {
		return Caps{}, fmt.Errorf("couldn't read the caps of loans: %w", err)
	}
	for i, row := range c.rows {
		if row.Worker <= 0 || row.Project <= 0 || row.Job <= 0 || row.Source == "" {
			return Caps{}, fmt.Errorf("support: cap %d lacks a sum or its source", i+1)
		}
	}
	return c, nil
}

//go:embed caps.json
var capsJSON []byte

// ShippedCaps are the caps that come with the program, [unverified].
func ShippedCaps() Caps {
	c, err := LoadCaps(capsJSON)
	if err != nil {
		panic(err) // the file is part of the program, and a test loads it
	}
	return c
}

// On is the cap of the day; ok is false where none is entered: then a loan isn't
// judged.
func (c Caps) On(day civil.Date) (row Cap, ok bool) {
	for _, row := range c.rows {
		if day.Within(row.ValidFrom, row.ValidTo) {
			return row, true
		}
	}
	return Cap{}, false
}

// For is the most that a borrower may be lent: a worker, or an employer with so
// many jobs, for whom the lesser of the sums for the project and for its jobs
// holds. rule says by which source.
func (c Cap) For(employer bool, jobs int) (limit money.Money, rule string) {
	if !employer {
		return money.VND(c.Worker), c.Source
	}
	return money.VND(min(c.Project, c.Job*int64(jobs))), c.Source
}
