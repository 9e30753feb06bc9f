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
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
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
// by name: as they are, and as of some past days.
func Same(t T, p engine.Projection, right, corrected *Log, leave ...string) {
	t.Helper()
	compare(t, p, corrected, "", rows(t, p, right, right.events, leave), rows(t, p, corrected, corrected.events, leave))
	for _, day := range right.days() {
		want, got := right.asOf(p, day), corrected.asOf(p, day)
		compare(t, p, corrected, " as of "+day.String(), rows(t, p, right, want, leave), rows(t, p, corrected, got, leave))
	}
}

// Ends fails where the view as of the history's last day, or later, isn't the
// one that is kept up with the log, in any row of the tables.
func Ends(t T, p engine.Projection, l *Log, tables ...string) {
	t.Helper()
	var leave []string
	for _, table := range p.Tables {
		if name := table.Schema().Name; !slices.Contains(tables, name) {
			leave = append(leave, name)
		}
	}
	last := l.events[0].On()
	for _, e := range l.events {
		if e.On().After(last) {
			last = e.On()
		}
	}
	kept, asOf := rows(t, p, l, l.events, leave), rows(t, p, l, l.asOf(p, last), leave)
	if !slices.Equal(kept, asOf) {
		t.Fatalf("%s as of %s, the last day, has\n  %s\nand now\n  %s\nin the history%s", p.Name, last, strings.Join(asOf, "\n  "), strings.Join(kept, "\n  "), l)
	}
}

func compare(t T, p engine.Projection, corrected *Log, when string, want, got []string) {
	t.Helper()
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
	t.Fatalf("%s%s isn't what it would be if the right fact had been entered:%s\nin the corrected history%s", p.Name, when, text, corrected)
}

// days are some of those on which something happened, and the first of all.
func (l *Log) days() (days []civil.Date) {
	for _, e := range l.events {
		days = append(days, e.On())
	}
	slices.SortFunc(days, civil.Date.Compare)
	if n := len(days); n > 0 {
		return slices.Compact([]civil.Date{days[0], days[n/4], days[n/2], days[n*3/4]})
	}
	return nil
}

// asOf is what had happened by the end of the day, as it is known in the end.
func (l *Log) asOf(p engine.Projection, day civil.Date) (events []es.Recorded) {
	put := map[string]bool{}
	for _, e := range l.events {
		put[e.Stream] = put[e.Stream] || correction.PutsRight(e.Payload)
	}
	streams := map[string][]es.Recorded{}
	for _, e := range l.events {
		if put[e.Stream] {
			streams[e.Stream] = append(streams[e.Stream], e)
		}
	}
	told := correction.Look(day, streams)
	tell := told.Of
	if p.ListsAnnulled {
		tell = told.Lists
	}
	for _, e := range l.events {
		if e, has := tell(e); has {
			events = append(events, e)
		}
	}
	return events
}

// rows is every row of every table, as text.
func rows(t T, p engine.Projection, l *Log, events []es.Recorded, leave []string) (lines []string) {
	t.Helper()
	ctx, store := context.Background(), memory.New()
	projector, err := engine.OpenProjector(ctx, p, store, nil)
	if err != nil {
		t.Fatalf("couldn't open %s: %v", p.Name, err)
	}
	if err := projector.Project(ctx, engine.PageOf(es.Start, es.NewPosition(uint64(l.n), uint64(l.n)), events...)); err != nil {
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
