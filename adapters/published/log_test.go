package published_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"vaoso/adapters/published"
	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

var storedForm = regexp.MustCompile(`^([A-Za-z]+)\.v([0-9]+)(?:-[a-z]+)?\.json$`)

// meta says something in every field, so that what leaks is seen.
var meta = es.Metadata{
	Actor: "LEAK-actor", Role: "ward_clerk", Unit: "08710", Reason: "LEAK-reason", LegalBasis: "LEAK-basis", Command: "RegisterWorker", IdempotencyKey: "LEAK-key",
	CorrelationID: "LEAK-correlation", CausationID: "LEAK-causation", Fingerprint: "LEAK-fingerprint",
	OccurredOn: civil.On(2021, 1, 11), RecordedAt: time.Date(2021, 1, 11, 1, 0, 0, 0, time.UTC),
}

// openLog is an empty log in a file.
func openLog(t *testing.T) es.Log {
	t.Helper()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	return log
}

// write appends one event to a stream of its own.
func write(t *testing.T, log es.Log, stream, kind string, version int, data []byte) {
	t.Helper()
	if _, err := log.Append(t.Context(), stream, es.NoStream, []es.NewEvent{{ID: es.EventID("k", stream, 0), Type: kind, Version: version, Data: data, Meta: meta}}); err != nil {
		t.Fatal(err)
	}
}

// goldenLog has every stored form of the book's events, in the order of the files.
func goldenLog(t *testing.T) es.Log {
	t.Helper()
	files, err := filepath.Glob("../../domain/catalog/testdata/*.json")
	if err != nil || len(files) < 50 {
		t.Fatalf("found %d stored forms (%v)", len(files), err)
	}
	log := openLog(t)
	for _, file := range files {
		name := storedForm.FindStringSubmatch(filepath.Base(file))
		if name == nil {
			t.Fatalf("%s: what is it?", file)
		}
		version, err := strconv.Atoi(name[2])
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write(t, log, "golden-"+filepath.Base(file), name[1], version, text)
	}
	return log
}

// all is what reading yields.
func all(t *testing.T, events iter.Seq2[es.Event, error]) []es.Event {
	t.Helper()
	var got []es.Event
	for e, err := range events {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e)
	}
	return got
}

// followed is what following yields up to the log's end.
func followed(t *testing.T, log es.Log, after es.Position, filter es.Filter) []es.Event {
	t.Helper()
	var got []es.Event
	for page, err := range log.Follow(t.Context(), after, filter, 7) {
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, page.Events...); page.CaughtUp {
			break
		}
	}
	return got
}

// TestNothingPersonalLeaves: of every stored form of every event, whichever way
// it is read, no personal value is anywhere in what comes out, and all else is.
func TestNothingPersonalLeaves(t *testing.T) {
	t.Parallel()
	log := goldenLog(t)
	stored, events := all(t, log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{})), catalog.Events()
	shown := published.Log(log, events)
	backward := all(t, shown.ReadAll(t.Context(), es.End, es.Backward, es.Filter{}))
	slices.Reverse(backward)
	var byStream []es.Event
	for _, e := range stored {
		byStream = append(byStream, all(t, shown.Read(t.Context(), e.Stream, 0, es.Forward))...)
	}
	secrets := 0
	for way, got := range map[string][]es.Event{
		"forward": all(t, shown.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{})), "backward": backward,
		"a stream": byStream, "following": followed(t, shown, es.Start, es.Filter{}),
	} {
		if len(got) != len(stored) {
			t.Fatalf("%s: %d events of %d", way, len(got), len(stored))
		}
		for i, e := range got {
			def, _ := events.Named(e.Type)
			secrets += checkShown(t, way, def, stored[i], e)
		}
	}
	if secrets < 4*8 {
		t.Errorf("%d personal values were looked for", secrets)
	}
}

// checkShown compares an event with what is shown of it, and says how many
// personal values it looked for.
func checkShown(t *testing.T, way string, def es.Definition, stored, shown es.Event) int {
	t.Helper()
	out, err := json.Marshal(struct {
		es.Event
		Data json.RawMessage
	}{shown, shown.Data})
	if err != nil {
		t.Fatal(err)
	}
	var was, is map[string]json.RawMessage
	if err := errors.Join(json.Unmarshal(stored.Data, &was), json.Unmarshal(shown.Data, &is)); err != nil {
		t.Fatalf("%s: %s: %v", way, shown.Stream, err)
	}
	if bytes.Contains(out, []byte("LEAK")) {
		t.Errorf("%s: the metadata of %s says %s", way, shown.Stream, out)
	}
	secrets := 0
	for _, name := range def.Personal {
		if value, there := was[name]; there {
			if secrets++; bytes.Contains(out, bytes.Trim(value, `"`)) || bytes.Contains(out, []byte(`"`+name+`":`)) {
				t.Errorf("%s: %s of %s is in %s", way, name, shown.Stream, out)
			}
		}
	}
	if stored.Version == def.Version {
		maps.DeleteFunc(was, func(name string, _ json.RawMessage) bool { return slices.Contains(def.Personal, name) })
		same := func(a, b json.RawMessage) bool { return compact(t, a) == compact(t, b) }
		if !maps.EqualFunc(was, is, same) {
			t.Errorf("%s: of %s\n  %s\nthere is\n  %s", way, shown.Stream, stored.Data, shown.Data)
		}
	}
	if shown.ID != stored.ID || shown.Stream != stored.Stream || shown.Revision != stored.Revision || shown.Position != stored.Position || shown.Type != stored.Type || shown.Version != def.Version {
		t.Errorf("%s: %+v is shown as %+v", way, stored, shown)
	}
	return secrets
}

func compact(t *testing.T, text []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, text); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWhatCantBeReadIsWithheld, and not left out.
func TestWhatCantBeReadIsWithheld(t *testing.T) {
	t.Parallel()
	log, events := openLog(t), catalog.Events()
	write(t, log, "a-1", "RainFell", 1, []byte(`{"fullName":"LEAK"}`))
	write(t, log, "a-2", "WorkerRegistered", 99, []byte(`{"fullName":"LEAK"}`))
	write(t, log, "a-3", "WorkerRegistered", 1, []byte(`{"fullName":"LEAK"`))
	write(t, log, "a-4", "WorkerMoved", 1, []byte(`{"ward":"08713"}`))
	for way, got := range map[string][]es.Event{
		"reading": all(t, published.Log(log, events).ReadAll(t.Context(), es.Start, es.Forward, es.Filter{})), "following": followed(t, published.Log(log, events), es.Start, es.Filter{}),
	} {
		if len(got) != 4 || got[3].Version != 1 || string(got[3].Data) != `{"ward":"08713"}` {
			t.Fatalf("%s: %+v", way, got)
		}
		for _, e := range got[:3] {
			if e.Version != published.Withheld || string(e.Data) != "{}" || e.Meta != meta.Public() || e.Type == "" || e.ID.IsZero() {
				t.Errorf("%s: %+v", way, e)
			}
			if _, err := events.Decode(e); err == nil {
				t.Errorf("%s: %s decodes, as if it had been empty", way, e.Stream)
			}
		}
	}
}

// TestTheRestIsTheLogsOwn: filters, the head, errors, and who may close it.
func TestTheRestIsTheLogsOwn(t *testing.T) {
	t.Parallel()
	log := goldenLog(t)
	shown := published.Log(log, catalog.Events())
	for _, filter := range []es.Filter{{Types: []string{"WorkerMoved"}}, {StreamPrefixes: []string{"golden-WorkerMoved"}}} {
		if got := all(t, shown.ReadAll(t.Context(), es.Start, es.Forward, filter)); len(got) != 1 || got[0].Type != "WorkerMoved" {
			t.Errorf("%+v reads %+v", filter, got)
		}
		if got := followed(t, shown, es.Start, filter); len(got) != 1 || got[0].Type != "WorkerMoved" {
			t.Errorf("%+v follows %+v", filter, got)
		}
	}
	head, err := shown.Head(t.Context())
	if want, err2 := log.Head(t.Context()); err != nil || err2 != nil || head != want {
		t.Errorf("the head is %s, want %s (%v, %v)", head, want, err, err2)
	}
	if _, err := shown.Append(t.Context(), "s", es.NoStream, []es.NewEvent{{ID: es.EventID("k", "s", 0), Type: "WorkerMoved", Version: 1, Data: []byte(`{}`), Meta: meta}}); !errors.Is(err, published.ErrReadOnly) {
		t.Errorf("an append came to %v", err)
	}
	if err := shown.Close(); err != nil {
		t.Error(err)
	}
	if again, err := log.Head(t.Context()); err != nil || again != head {
		t.Errorf("after the shown log was closed, the log is at %s (%v)", again, err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range shown.Follow(gone, head, es.Filter{}, 1) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("following after its context ended: %v", err)
		}
	}
}
