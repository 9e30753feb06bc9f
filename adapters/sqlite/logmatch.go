package sqlite

import (
	"database/sql/driver"
	"slices"
	"strings"

	"vaoso/domain/es"
)

// match is a filter made ready.
type match struct {
	all      bool
	prefixes []string
	types    []string
}

func newMatch(f es.Filter) match {
	return match{
		all:      len(f.Types) == 0 && (len(f.StreamPrefixes) == 0 || slices.Contains(f.StreamPrefixes, "")),
		prefixes: f.StreamPrefixes,
		types:    f.Types,
	}
}

func (m *match) event(e *es.Event) bool {
	if m.all {
		return true
	}
	if len(m.types) > 0 {
		return slices.Contains(m.types, e.Type)
	}
	for _, p := range m.prefixes {
		if strings.HasPrefix(e.Stream, p) {
			return true
		}
	}
	return false
}

// list finds the matching positions in a span by the indexes, where they are
// so few that fetching each is cheaper than reading all of the span: an eighth
// of it. Otherwise ok is false.
func (m *match) list(s *session, in span) (positions []int64, ok bool, err error) {
	limit := (in.through - in.after) / 8
	add := func(query string, args ...driver.Value) error {
		dest := make([]driver.Value, 1)
		return s.query(query, append(args, limit+1), dest, func() error {
			position, _ := dest[0].(int64)
			positions = append(positions, position)
			return nil
		})
	}
	for _, name := range m.types {
		err := add(`SELECT position FROM events WHERE type = (SELECT id FROM types WHERE name = ?)
			AND position > ? AND position <= ? LIMIT ?`, []byte(name), in.after, in.through)
		if err != nil || int64(len(positions)) > limit {
			return nil, false, err
		}
	}
	for _, prefix := range m.prefixes {
		low, high := []byte(prefix), after(prefix)
		// Reading the streams' events to find those in the span mustn't cost
		// more than the span itself.
		all, err := s.number(`SELECT coalesce(sum(last + 1), 0) FROM (SELECT last FROM streams WHERE name >= ? AND name < ? LIMIT ?)`,
			low, high, limit+1)
		if err != nil || all > limit {
			return nil, false, err
		}
		err = add(`SELECT e.position FROM streams s CROSS JOIN events e ON e.stream = s.id
			WHERE s.name >= ? AND s.name < ? AND e.position > ? AND e.position <= ? LIMIT ?`, low, high, in.after, in.through)
		if err != nil || int64(len(positions)) > limit {
			return nil, false, err
		}
	}
	slices.Sort(positions)
	return slices.Compact(positions), true, nil
}

// after is the least name greater than every name with the prefix.
func after(prefix string) []byte {
	b := []byte(prefix)
	for len(b) > 0 && b[len(b)-1] == 0xff {
		b = b[:len(b)-1]
	}
	if len(b) == 0 { // no such name: one longer than any stream's
		return slices.Repeat([]byte{0xff}, es.MaxStreamName+1)
	}
	b[len(b)-1]++
	return b
}

func values(numbers ...int64) []driver.Value {
	v := make([]driver.Value, len(numbers))
	for i, n := range numbers {
		v[i] = n
	}
	return v
}
