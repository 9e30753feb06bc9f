package book

import (
	"bytes"
	"fmt"
	"slices"

	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/overseas"
)

// mention is how other streams name one: the types of facts that do, with what
// may put another's name into one, and which of them a payload is.
type mention struct {
	types []string
	of    func(payload any, stream string) bool
}

// naming is a fact of another stream, as it stands, that names the one whose
// history this is; nil where there is none. The log has no list of them, so that
// what was recorded after the one's own first event is gone through: nothing
// names what isn't in the book yet.
func (c *call) naming(history []es.Recorded, m mention) (*es.Recorded, error) {
	if len(history) == 0 {
		return nil, nil
	}
	name := history[0].Stream
	var streams []string
	for e, err := range c.Log.ReadAll(c.ctx, history[0].Position, es.Forward, es.Filter{Types: m.types}) {
		if err != nil {
			return nil, fmt.Errorf("couldn't look for what names %s: %w", name, err)
		}
		if !bytes.Contains(e.Data, []byte(name)) || slices.Contains(streams, e.Stream) { // decoding them all would take most of the time
			continue
		}
		r, err := c.Definitions.Decode(e)
		if err != nil {
			return nil, fmt.Errorf("couldn't look for what names %s: %w", name, err)
		}
		if m.of(r.Payload, name) {
			streams = append(streams, e.Stream)
		}
	}
	for _, stream := range streams {
		loaded, err := load(c, overseas.ContractDecider, stream) // what was put right is the same for every decider
		if err != nil {
			return nil, err
		}
		facts := correction.Stands(loaded.Events)
		if i := slices.IndexFunc(facts, func(f es.Recorded) bool { return m.of(f.Payload, name) }); i >= 0 {
			return &facts[i], nil
		}
	}
	return nil, nil
}
