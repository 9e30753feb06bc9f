package logtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"vaoso/domain/es"
)

// agreesWithModel plays any sequence of appends to some streams, and compares
// each answer and then every way of reading with what the port's words make of
// a map of slices.
func agreesWithModel(f *fixture) {
	round := 0
	rapid.Check(f.T, func(t *rapid.T) {
		round++
		m := model{fixture: f, scope: fmt.Sprintf("r%d-", round), streams: map[string]string{}}
		base, err := f.log.Head(f.ctx)
		if err != nil {
			t.Fatal(err)
		}
		for i := range rapid.IntRange(1, 12).Draw(t, "appends") {
			m.append(t, i)
		}
		m.read(t, base)
	})
}

type model struct {
	*fixture
	scope   string
	streams map[string]string // keys of each stream's events
	order   []string          // keys in log order
	past    []call
}

func (m *model) append(t *rapid.T, i int) {
	c := call{stream: m.scope + rapid.SampledFrom([]string{"a", "b", "ab"}).Draw(t, "stream")}
	last := es.Revision(len(strings.Fields(m.streams[c.stream])) - 1)
	if len(m.past) > 0 && rapid.IntRange(0, 3).Draw(t, "again") == 0 {
		c = rapid.SampledFrom(m.past).Draw(t, "which")
	} else {
		for k := range rapid.IntRange(1, 4).Draw(t, "events") {
			c.keys = append(c.keys, fmt.Sprintf("%s%d/%d", m.scope, i, k))
		}
		c.expected = rapid.SampledFrom([]es.Expected{es.Any, es.NoStream, es.StreamExists, es.Exactly(last), es.Exactly(last), es.Exactly(max(0, last-1))}).Draw(t, "expected")
		if _, exact := c.expected.Revision(); exact {
			m.past = append(m.past, c)
		}
	}
	want, next := modelStep(m.streams[c.stream], c)
	got, err := m.do(m.log, c)
	if err != nil {
		t.Fatalf("append %v expecting %s to %s: %v", c.keys, c.expected, c.stream, err)
	}
	if got != want {
		t.Fatalf("append %v expecting %s to %s (%q): got %+v, want %+v", c.keys, c.expected, c.stream, m.streams[c.stream], got, want)
	}
	if next != m.streams[c.stream] {
		m.streams[c.stream] = next
		m.order = append(m.order, c.keys...)
	}
}

func (m *model) read(t *rapid.T, base es.Position) {
	for _, name := range slices.Sorted(maps.Keys(m.streams)) {
		has := strings.Fields(m.streams[name])
		from := rapid.IntRange(0, len(has)).Draw(t, "from")
		m.compare(t, "forward "+name, m.log.Read(m.ctx, m.stream(name), es.Revision(from), es.Forward), has[from:])
		back := slices.Clone(has[:min(from+1, len(has))])
		slices.Reverse(back)
		m.compare(t, "backward "+name, m.log.Read(m.ctx, m.stream(name), es.Revision(from), es.Backward), back)
	}
	filter := es.Filter{StreamPrefixes: []string{m.stream(m.scope)}}
	m.compare(t, "the log", m.log.ReadAll(m.ctx, base, es.Forward, filter), m.order)
	inA := strings.Fields(m.streams[m.scope+"a"] + " " + m.streams[m.scope+"ab"])
	want := slices.DeleteFunc(slices.Clone(m.order), func(key string) bool { return !slices.Contains(inA, key) })
	m.compare(t, "streams a*", m.log.ReadAll(m.ctx, base, es.Forward, es.Filter{StreamPrefixes: []string{m.stream(m.scope + "a")}}), want)

	size := rapid.IntRange(1, 5).Draw(t, "page")
	var followed []string
	for p, err := range m.log.Follow(m.ctx, base, filter, size) {
		if err != nil {
			t.Fatalf("follow: %v", err)
		}
		if len(p.Events) > size {
			t.Fatalf("a page of %d events, asked for %d", len(p.Events), size)
		}
		followed = append(followed, strings.Fields(keys(p.Events))...)
		if p.CaughtUp {
			break
		}
	}
	if !slices.Equal(followed, m.order) {
		t.Fatalf("followed %v, want %v", followed, m.order)
	}
}

func (m *model) compare(t *rapid.T, what string, read func(func(es.Event, error) bool), want []string) {
	var got []string
	for e, err := range read {
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		got = append(got, e.Meta.IdempotencyKey)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%s: read %v, want %v", what, got, want)
	}
}
