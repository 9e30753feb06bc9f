package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vaoso/domain/es"
)

// fill writes n events in streams of up to five, some events large, and
// returns the log's reading of them.
func fill(t testing.TB, l *Log, n int) []es.Event {
	t.Helper()
	for i := range n {
		e := event(fmt.Sprint("fill", i))
		e.Type = fmt.Sprintf("Type%d", i%7)
		if i%20 == 0 {
			e.Data = bytes.Repeat([]byte(`{"x":1}`), 2000) // spills onto overflow pages
		}
		if _, err := l.Append(t.Context(), fmt.Sprint("w", i/5), es.Exactly(es.Revision(i%5-1)), []es.NewEvent{e}); err != nil {
			t.Fatal(err)
		}
	}
	events, err := everything(t, l)
	if err != nil || len(events) != n {
		t.Fatalf("wrote %d events and read %d, %v", n, len(events), err)
	}
	return events
}

func everything(t testing.TB, l *Log) (events []es.Event, err error) {
	for e, err := range l.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			return events, err
		}
		events = append(events, e)
	}
	return events, nil
}

func TestRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	with := func(statements ...string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			db, err := openWriter(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			for _, s := range append([]string{`PRAGMA journal_mode = DELETE`}, statements...) {
				if _, err := db.ExecContext(t.Context(), s); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	mark := fmt.Sprintf(`PRAGMA application_id = %d`, applicationID)
	for name, c := range map[string]struct {
		prepare func(t *testing.T, path string)
		want    error
	}{
		"another program's database": {with(`CREATE TABLE t (x)`), ErrNotALog},
		"another application's id":   {with(`CREATE TABLE t (x)`, `PRAGMA application_id = 7`), ErrNotALog},
		"a newer log":                {with(`CREATE TABLE t (x)`, mark, `PRAGMA user_version = 2`), ErrNewerLog},
		"a log without tables":       {with(mark, `PRAGMA user_version = 1`), es.ErrCorrupt},
		"no database": {func(t *testing.T, path string) {
			if err := os.WriteFile(path, bytes.Repeat([]byte("dear diary, "), 1000), 0o600); err != nil {
				t.Fatal(err)
			}
		}, ErrNotALog},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := logFile(t)
			c.prepare(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			l, err := OpenLog(t.Context(), path, LogOptions{})
			if !errors.Is(err, c.want) {
				t.Errorf("opening it: %v, want %v", err, c.want)
			}
			if err == nil {
				_ = l.Close()
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

// closedFile is a log's file with n events, closed, and what was in it.
func closedFile(t testing.TB, n int) (file []byte, events []es.Event) {
	path := logFile(t)
	l := openTest(t, path, LogOptions{})
	events = fill(t, l, n)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after Close a WAL is left: %v", err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file, events
}

// readDamaged reads a damaged file every way. It fails the test where
// something else is read than was written without an error, and says whether
// the damage was noticed.
func readDamaged(t *testing.T, what string, file []byte, want []es.Event) (noticed bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "log.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := OpenLog(t.Context(), path, LogOptions{})
	if err != nil {
		return true
	}
	defer func() { _ = l.Close() }() // of a damaged file it may fail
	got, err := everything(t, l)
	switch {
	case err != nil:
		noticed = true
	case len(got) != len(want):
		t.Errorf("%s: read %d events of %d and no error", what, len(got), len(want))
	}
	same := func(e, w es.Event) bool {
		return e.ID == w.ID && e.Stream == w.Stream && e.Revision == w.Revision && e.Position == w.Position && e.Type == w.Type &&
			e.Version == w.Version && bytes.Equal(e.Data, w.Data) && e.Meta == w.Meta
	}
	for i := range got {
		if !same(got[i], want[i]) {
			t.Errorf("%s: event %d was read as %+v", what, i, got[i])
			return noticed
		}
	}
	streams := map[string][]es.Event{}
	for _, e := range want {
		streams[e.Stream] = append(streams[e.Stream], e)
	}
	for name, events := range streams {
		n, failed := 0, false
		for e, err := range l.Read(t.Context(), name, 0, es.Forward) {
			if failed = err != nil; failed {
				noticed = true
				break
			}
			if n >= len(events) || !same(e, events[n]) {
				t.Errorf("%s: event %d of %s was read as %+v", what, n, name, e)
				return noticed
			}
			n++
		}
		if !failed && n != len(events) {
			t.Errorf("%s: read %d events of %s, want %d, and no error", what, n, name, len(events))
		}
	}
	if noticed {
		return true
	}
	return l.Verify(t.Context()) != nil
}

func TestFlippedBytesAreNoticed(t *testing.T) {
	t.Parallel()
	file, events := closedFile(t, 100)
	noticed, tried := 0, 0
	for at := 0; at < len(file); at += 331 {
		damaged := bytes.Clone(file)
		damaged[at] ^= 0x41
		tried++
		if readDamaged(t, fmt.Sprint("byte ", at, " flipped"), damaged, events) {
			noticed++
		}
	}
	t.Logf("%d of %d flips noticed; the others lie in unused bytes", noticed, tried)
	if noticed < tried/2 {
		t.Errorf("only %d of %d flips were noticed", noticed, tried)
	}
}

func TestAFileCutShortIsNoticed(t *testing.T) {
	t.Parallel()
	file, events := closedFile(t, 100)
	for _, keep := range []int{1, 100, 4096, 8192, len(file) / 3, len(file) / 2, len(file) - 8192, len(file) - 4096, len(file) - 1} {
		what := fmt.Sprintf("%d of %d bytes kept", keep, len(file))
		if !readDamaged(t, what, file[:keep], events) {
			t.Errorf("%s: not noticed", what)
		}
	}
}

func TestDiskFull(t *testing.T) {
	t.Parallel()
	path := logFile(t)
	l := openTest(t, path, LogOptions{maxPages: 60})
	var acked []string
	var full error
	for i := 0; full == nil; i++ {
		key := fmt.Sprint("e", i)
		if _, full = l.Append(t.Context(), "w", es.Exactly(es.Revision(i-1)), []es.NewEvent{event(key)}); full == nil {
			acked = append(acked, key)
		}
	}
	if !errors.Is(full, ErrFull) || errors.Is(full, es.ErrUnknownOutcome) {
		t.Fatalf("a full disk: %v, want %v", full, ErrFull)
	}
	check := func() {
		t.Helper()
		got, err := everything(t, l)
		if err != nil || len(got) != len(acked) {
			t.Fatalf("%d events acknowledged, %d read, %v", len(acked), len(got), err)
		}
	}
	check()
	if _, err := l.Append(t.Context(), "w", es.Any, []es.NewEvent{event("still full")}); !errors.Is(err, ErrFull) {
		t.Errorf("still full: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = openTest(t, path, LogOptions{}) // there is room again
	check()
	if _, err := l.Append(t.Context(), "w", es.Exactly(es.Revision(len(acked)-1)), []es.NewEvent{event("room")}); err != nil {
		t.Errorf("with room: %v", err)
	}
}

// TestMissingEventsAreNoticed takes out one event as no accident of the file's
// would: cleanly, from the table and its indexes.
func TestMissingEventsAreNoticed(t *testing.T) {
	t.Parallel()
	for _, gone := range []int64{1, 37, 100} {
		t.Run(fmt.Sprint(gone), func(t *testing.T) {
			t.Parallel()
			path := logFile(t)
			l := openTest(t, path, LogOptions{})
			fill(t, l, 100)
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			db, err := openWriter(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.ExecContext(t.Context(), `DELETE FROM events WHERE position = ?`, gone); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			l, err = OpenLog(t.Context(), path, LogOptions{})
			if gone == 100 { // the end is looked at when opening
				if !errors.Is(err, es.ErrCorrupt) {
					t.Errorf("opening it: %v, want %v", err, es.ErrCorrupt)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = l.Close() }()
			want := fmt.Sprintf("the event at position %d is missing", gone)
			if _, err := everything(t, l); !errors.Is(err, es.ErrCorrupt) || !strings.Contains(err.Error(), want) {
				t.Errorf("reading it: %v, want %v: %s", err, es.ErrCorrupt, want)
			}
			for _, err = range l.ReadAll(t.Context(), es.End, es.Backward, es.Filter{}) { // its last answer is the error
			}
			if !errors.Is(err, es.ErrCorrupt) || !strings.Contains(err.Error(), want) {
				t.Errorf("reading it backward: %v, want %v: %s", err, es.ErrCorrupt, want)
			}
		})
	}
}
