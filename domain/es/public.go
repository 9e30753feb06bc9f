package es

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Public is the event as others may see it: its data in the form of its type's
// newest version, without the fields that belong to a person, and its metadata
// as [Metadata.Public] leaves it. Id, stream, revision, position and type stay.
//
// It is written anew from what was read, so that whatever else the stored bytes
// hold stays here too. It fails with *UndecodableError for an event that this
// program can't read: what can't be read can't be shown.
func (d *Definitions) Public(e Event) (Event, error) {
	r, err := d.Decode(e)
	if err != nil {
		return Event{}, err
	}
	_, version, data, err := d.Encode(r.Payload)
	if err != nil {
		return Event{}, &UndecodableError{e, err}
	}
	if personal := d.byName[e.Type].Personal; len(personal) > 0 {
		if data, err = without(data, personal); err != nil {
			return Event{}, &UndecodableError{e, err}
		}
	}
	e.Version, e.Data, e.Meta = version, data, e.Meta.Public()
	return e, nil
}

// Public is the metadata as others may see it: what the book itself says. The
// office that acted stays (role, unit, command), and both times. Whoever acted
// goes, and whatever somebody typed or a client chose, since it may name a
// person: actor, reason, legal basis, keys and correlations, and the
// fingerprint, which is of use to the book alone.
func (m Metadata) Public() Metadata {
	public := Metadata{Role: m.Role, Command: m.Command, OccurredOn: m.OccurredOn, RecordedAt: m.RecordedAt}
	if isUnit(m.Unit) {
		public.Unit = m.Unit
	}
	return public
}

// isUnit says whether it has the form of a unit: "city", or a code of two to
// five digits. A unit comes in with a request, which may write anything there.
func isUnit(s string) bool {
	const shortest, longest = 2, 5
	if s == "city" {
		return true
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return shortest <= len(s) && len(s) <= longest
}

// without is a JSON object without the named members, the others byte for byte
// and in their order.
func without(object []byte, names []string) ([]byte, error) {
	dec := json.NewDecoder(bytes.NewReader(object))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, fmt.Errorf("an object is wanted, not %v (%w)", t, err)
	}
	kept := []byte{'{'}
	for dec.More() {
		start := dec.InputOffset()
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		if text, ok := name.(string); !ok || slices.Contains(names, text) {
			continue
		}
		if len(kept) > 1 {
			kept = append(kept, ',')
		}
		kept = append(kept, bytes.TrimLeft(object[start:dec.InputOffset()], ", ")...)
	}
	return append(kept, '}'), nil
}
