// Package correctiontest tests that a correction brings a view right: a history
// in which the right fact was entered in the first place, and one in which a
// wrong one was entered and corrected, leave the same rows.
//
// Both histories are written event by event with [Log]. Where the one has an
// event that the other has not (the correction, or a wrong fact that should not
// have been), the other has a [Log.Gap]. So positions and event ids agree, and
// no column needs to be left out.
//
//	right, wrong := correctiontest.NewLog(catalog.Events()), correctiontest.NewLog(catalog.Events())
//	… right.Append(stream, day, Placed{Months: 12}); right.Gap(1)
//	… wrong.Append(stream, day, Placed{Months: 21}); wrong.Append(stream, today, Corrected{…})
//	correctiontest.Same(t, progress.Projection, right, wrong)
package correctiontest

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/engine/memory"
)

// T is what *testing.T and *rapid.T share.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Log is a history being written.
type Log struct {
	definitions *es.Definitions
	events      []es.Recorded
	revisions   map[string]es.Revision
	n           int
}

// NewLog is an empty history of events of these types.
func NewLog(definitions *es.Definitions) *Log {
	return &Log{definitions: definitions, revisions: map[string]es.Revision{}}
}

// Append writes payloads into a stream, as a log would have handed them out.
func (l *Log) Append(t T, stream string, on civil.Date, payloads ...any) (written []es.Recorded) {
	t.Helper()
	for _, p := range payloads {
		name, version, data, err := l.definitions.Encode(p)
		if err != nil {
			t.Fatalf("couldn't write a %T: %v", p, err)
		}
		l.n++
		r, err := l.definitions.Decode(es.Event{
			ID: es.EventID("correctiontest", strconv.Itoa(l.n), 0), Stream: stream, Revision: l.revisions[stream], Position: es.NewPosition(uint64(l.n), uint64(l.n)),
			Type: name, Version: version, Data: data, Meta: es.Metadata{Actor: "u-test", OccurredOn: on, RecordedAt: on.In(8, 0, 0).UTC()},
		})
		if err != nil {
			t.Fatalf("couldn't read a %s: %v", name, err)
		}
		l.revisions[stream]++
		written = append(written, r)
	}
	l.events = append(l.events, written...)
	return written
}

// Gap leaves n places free, for what only the other history has.
func (l *Log) Gap(n int) { l.n += n }

// Len is how many places the history has, gaps included.
func (l *Log) Len() int { return l.n }

// Same fails where the views differ in any row of any table but those left out
// by name.
func Same(t T, p engine.Projection, right, corrected *Log, leave ...string) {
	t.Helper()
	want, got := rows(t, p, right, leave), rows(t, p, corrected, leave)
	if slices.Equal(want, got) {
		return
	}
	text := ""
	for _, line := range want {
		if !slices.Contains(got, line) {
			text += "\n  right:     " + line
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			text += "\n  corrected: " + line
		}
	}
	t.Fatalf("%s isn't what it would be if the right fact had been entered:%s\nin the corrected history%s", p.Name, text, corrected)
}

// rows is every row of every table, as text.
func rows(t T, p engine.Projection, l *Log, leave []string) (lines []string) {
	t.Helper()
	ctx, store := context.Background(), memory.New()
	projector, err := engine.OpenProjector(ctx, p, store, nil)
	if err != nil {
		t.Fatalf("couldn't open %s: %v", p.Name, err)
	}
	if err := projector.Project(ctx, engine.PageOf(es.Start, es.NewPosition(uint64(l.n), uint64(l.n)), l.events...)); err != nil {
		t.Fatalf("couldn't project %s: %v", p.Name, err)
	}
	for _, table := range p.Tables {
		schema := table.Schema()
		if slices.Contains(leave, schema.Name) {
			continue
		}
		for _, row := range store.Rows(p.Name, schema) {
			lines = append(lines, fmt.Sprintf("%s %q", schema.Name, row))
		}
	}
	return lines
}

// String is what happened, an event a line.
func (l *Log) String() string {
	text := ""
	for _, e := range l.events {
		text += fmt.Sprintf("\n  %s %s %s %s", e.Stream, e.On(), e.Type, e.Data)
	}
	return text
}
