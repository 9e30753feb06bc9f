package logcopy

import (
	"bytes"
	"testing"

	"vaoso/domain/es"
)

// TestRuns: what makes one append.
func TestRuns(t *testing.T) {
	t.Parallel()
	made := func(stream string, revision es.Revision, n, size int) es.Event {
		e := event(n)
		return es.Event{ID: e.ID, Stream: stream, Revision: revision, Type: e.Type, Version: e.Version, Data: make([]byte, size), Meta: e.Meta}
	}
	var long []es.Event
	for i := range 1200 {
		long = append(long, made("a", es.Revision(i), i, 10))
	}
	for name, c := range map[string]struct {
		events []es.Event
		want   int
	}{
		"one":             {long[:1], 1},
		"all":             {long[:20], 20},
		"as many as fit":  {long, runEvents},
		"another stream":  {[]es.Event{long[0], long[1], made("b", 0, 2, 1)}, 2},
		"not the next":    {[]es.Event{long[0], long[2]}, 1},
		"an id twice":     {[]es.Event{long[0], made("a", 1, 0, 1)}, 1},
		"two large ones":  {[]es.Event{made("a", 0, 0, 300<<10), made("a", 1, 1, 300<<10)}, 1},
		"the largest one": {[]es.Event{made("a", 0, 0, es.MaxAppend-2000), long[1]}, 1},
	} {
		if got := run(c.events); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// TestLargeAndLong: what barely fits in one append, many events in one stream,
// and an id that a stream has twice.
func TestLargeAndLong(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	for i := range 3 {
		large := event(i)
		large.Data = bytes.Repeat([]byte{'x'}, es.MaxAppend-2000)
		if _, err := from.Append(t.Context(), "large", es.Exactly(es.Revision(i-1)), []es.NewEvent{large}); err != nil {
			t.Fatal(err)
		}
	}
	fill(t, from, "long", 10, 1210)
	if _, err := from.Append(t.Context(), "large", es.Exactly(2), []es.NewEvent{event(1)}); err != nil {
		t.Fatal(err)
	}
	appends := 0
	target := &around{Log: to}
	target.append = func(stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
		appends++
		return to.Append(t.Context(), stream, expected, events)
	}
	if _, err := Copy(t.Context(), from, target, Options{}); err != nil {
		t.Fatal(err)
	}
	same(t, from, to)
	if appends != 7 {
		t.Errorf("it took %d appends", appends)
	}
}

// TestTenThousandEvents in a thousand streams.
func TestTenThousandEvents(t *testing.T) {
	t.Parallel()
	from, to := logs(t)
	fillStreams(t, from, 1000, 10)
	done, err := Copy(t.Context(), from, to, Options{})
	if err != nil || done.Events != 10_000 || done.Streams != 1000 {
		t.Fatalf("%+v, %v", done, err)
	}
	same(t, from, to)
}
