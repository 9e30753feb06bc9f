package logcopy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// secret stands for what belongs to a person: it is in every event's data and reason.
const secret = "Nguyễn-Văn-Mẫu"

// fataler is a test, or a rapid check in one.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// openAt opens a real log.
func openAt(t fataler, path string) es.Log {
	t.Helper()
	log, err := sqlite.OpenLog(context.Background(), path, sqlite.LogOptions{})
	if err != nil {
		t.Fatalf("couldn't open the log: %v", err)
	}
	return log
}

// logs are a source and a target, both empty.
func logs(t *testing.T) (from, to es.Log) {
	t.Helper()
	dir := t.TempDir()
	from, to = openAt(t, filepath.Join(dir, "from.db")), openAt(t, filepath.Join(dir, "to.db"))
	t.Cleanup(func() {
		if err := errors.Join(from.Close(), to.Close()); err != nil {
			t.Error(err)
		}
	})
	return from, to
}

var instant = time.Date(2021, time.March, 9, 1, 30, 0, 123456000, time.UTC)

// event is an event with something in every field.
func event(n int) es.NewEvent {
	key := fmt.Sprintf("key-%d", n)
	return es.NewEvent{
		ID: es.EventID(key, "logcopy", 0), Type: "WorkerPlaced", Version: 2, Data: fmt.Appendf(nil, `{"n": %d, "fullName":%q}`, n, secret),
		Meta: es.Metadata{
			Actor: "u-1", Role: "ward_clerk", Unit: "08710", Reason: secret + " <&> \u2028", LegalBasis: "NĐ 12", Command: "PlaceWorker",
			IdempotencyKey: key, CorrelationID: "c-1", CausationID: "k-1", Fingerprint: "f-1",
			OccurredOn: civil.On(2021, time.March, 9), RecordedAt: instant.Add(time.Duration(n/3) * time.Millisecond),
		},
	}
}

// fill appends the events n … m-1, one after the other, to the stream, which has
// some already.
func fill(t fataler, log es.Log, stream string, n, m int) {
	t.Helper()
	var events []es.NewEvent
	for ; n < m; n++ {
		events = append(events, event(n))
	}
	if _, err := log.Append(context.Background(), stream, es.Any, events); err != nil {
		t.Fatalf("couldn't append to %s: %v", stream, err)
	}
}

// fillStreams gives each of n new streams so many events, in any order: what is
// appended at once costs one fsync.
func fillStreams(t *testing.T, log es.Log, n, each int) {
	t.Helper()
	var run sync.WaitGroup
	for i := range n {
		run.Go(func() {
			var events []es.NewEvent
			for k := range each {
				e := event(each*i + k)
				e.Meta.RecordedAt = instant
				events = append(events, e)
			}
			if _, err := log.Append(context.Background(), fmt.Sprintf("s-%d", i), es.NoStream, events); err != nil {
				t.Errorf("couldn't append: %v", err)
			}
		})
	}
	run.Wait()
}

func all(t fataler, log es.Log) []es.Event {
	t.Helper()
	var events []es.Event
	for e, err := range log.ReadAll(context.Background(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatalf("couldn't read the log: %v", err)
		}
		events = append(events, e)
	}
	return events
}

// beginning says, without this package, whether one history is the other's beginning.
func beginning(t fataler, part, whole []es.Event) {
	t.Helper()
	if len(part) > len(whole) {
		t.Fatalf("there are %d events, and %d in the source", len(part), len(whole))
	}
	for i, g := range part {
		w := whole[i]
		if g.ID != w.ID || g.Stream != w.Stream || g.Revision != w.Revision || g.Type != w.Type ||
			g.Version != w.Version || !bytes.Equal(g.Data, w.Data) || g.Meta != w.Meta {
			t.Fatalf("event %d is\n%+v, want\n%+v", i, g, w)
		}
	}
}

func same(t fataler, from, to es.Log) {
	t.Helper()
	source, target := all(t, from), all(t, to)
	beginning(t, target, source)
	if len(source) != len(target) {
		t.Fatalf("the target has %d events of %d", len(target), len(source))
	}
}

// around is a log that lets a test interfere.
type around struct {
	es.Log
	append func(stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error)
	read   func(es.Event) es.Event // changes what ReadAll yields
}

func (a *around) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	if a.append == nil {
		return a.Log.Append(ctx, stream, expected, events)
	}
	return a.append(stream, expected, events)
}

func (a *around) ReadAll(ctx context.Context, from es.Position, dir es.Direction, filter es.Filter) iter.Seq2[es.Event, error] {
	if a.read == nil {
		return a.Log.ReadAll(ctx, from, dir, filter)
	}
	return func(yield func(es.Event, error) bool) {
		for e, err := range a.Log.ReadAll(ctx, from, dir, filter) {
			if err == nil {
				e = a.read(e)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// copyQuickly is Copy, with pauses that are none.
func copyQuickly(ctx context.Context, from, to es.Log) (Copied, error) {
	c := copier{from: from, to: to, pause: time.Microsecond}
	return c.run(ctx)
}

// refused fails unless the error is the refusal, and shows nothing of a person.
func refused(t *testing.T, err error, want *es.Refusal) {
	t.Helper()
	r, ok := es.AsRefused(err)
	if !ok || !errors.Is(err, want) {
		t.Fatalf("the error is %v, want %s", err, want.Code)
	}
	for _, text := range []string{err.Error(), r.Vietnamese(), r.English()} {
		if bytes.Contains([]byte(text), []byte(secret)) || bytes.Contains([]byte(text), []byte("{")) {
			t.Errorf("it says %q", text)
		}
	}
}
