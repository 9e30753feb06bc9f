package correction

import (
	"encoding/json"
	"slices"

	"vaoso/domain/es"
)

// Redacted is what an effect says of a correction of fields that belong to a
// person: their names alone. The values stand in fields of the effect's own.
func (o Of) Redacted(personal ...string) Of {
	o.Changes = slices.Clone(o.Changes)
	for i, c := range o.Changes {
		if slices.Contains(personal, c.Field) {
			o.Changes[i] = Change{Field: c.Field}
		}
	}
	return o
}

// PatchedWith is the fact after the effect, with the values of fields that
// belong to a person: for a [Patcher].
func (o Of) PatchedWith(fact es.Recorded, values map[string]string) es.Recorded {
	changes := slices.Clone(o.Changes)
	for i, c := range changes {
		value, personal := values[c.Field]
		if !personal {
			continue
		}
		text, err := json.Marshal(value)
		if err != nil {
			return fact // a string is always JSON
		}
		changes[i].To = text
	}
	patched, err := Patch(fact, changes)
	if err != nil {
		return fact // an effect is written only after its changes were found to fit
	}
	return patched
}
