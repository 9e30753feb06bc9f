package territory

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"vaoso/domain/civil"
	"vaoso/domain/money"
)

// MinimumWage is the regional minimum wage of a unit, and of all that lies in
// it, over one run of days. Source: the government's decrees on regional
// minimum wages (Labour Code 45/2019 art. 91).
type MinimumWage struct {
	Unit       string      `json:"unit"`
	Region     string      `json:"region"` // I to IV
	ValidFrom  civil.Date  `json:"validFrom,omitzero"`
	ValidTo    civil.Date  `json:"validTo,omitzero"`
	Monthly    money.Money `json:"monthly"`
	Unverified bool        `json:"unverified,omitempty"`
}

// MinimumWages are minimum wages by unit and day. The zero value knows none.
type MinimumWages struct{ rows []MinimumWage }

// LoadMinimumWages reads minimum wages from JSON, as wages.json has them.
func LoadMinimumWages(data []byte) (MinimumWages, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var w MinimumWages
	if err := dec.Decode(&w.rows); err != nil {
		return MinimumWages{}, fmt.Errorf("couldn't read the minimum wages: %w", err)
	}
	for i, row := range w.rows {
		if row.Unit == "" || row.Monthly.Amount <= 0 || row.Monthly.Currency == "" {
			return MinimumWages{}, fmt.Errorf("territory: minimum wage %d lacks unit or amount", i+1)
		}
	}
	return w, nil
}

//go:embed wages.json
var wagesJSON []byte

// VinhYenWages are the minimum wages of Vĩnh Yên (region II), [unverified].
func VinhYenWages() MinimumWages { return vinhYenWages() }

var vinhYenWages = sync.OnceValue(func() MinimumWages {
	w, err := LoadMinimumWages(wagesJSON)
	if err != nil {
		panic(err) // the file is part of the program, and a test loads it
	}
	return w
})

// On is the minimum wage in a unit on the day: its own, or that of the nearest
// unit that it lies in. ok is false where none is entered.
func (w MinimumWages) On(units Units, code string, on civil.Date) (row MinimumWage, ok bool) {
	for _, place := range slices.Concat([]string{code}, units.Parents(code, on)) {
		for _, row := range w.rows {
			if row.Unit == place && on.Within(row.ValidFrom, row.ValidTo) {
				return row, true
			}
		}
	}
	return MinimumWage{}, false
}
