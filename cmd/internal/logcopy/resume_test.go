package logcopy

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/domain/es"
)

// trouble is what befalls an append.
type trouble int

const (
	fails          trouble = iota // nothing was written
	failsAfter                    // it was written, and the copy dies before it hears of it
	panics                        // the process dies before
	panicsAfter                   // and after
	unknownWritten                // the log doesn't know, and it was written
	unknownNot                    // and it wasn't
	troubles
)

var errKilled = errors.New("killed")

// troubled is a target on which one append meets with trouble.
func troubled(to es.Log, at int, what trouble) *around {
	n := 0
	return &around{Log: to, append: func(stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
		n++
		if n != at {
			return to.Append(context.Background(), stream, expected, events)
		}
		if what == failsAfter || what == panicsAfter || what == unknownWritten {
			if _, err := to.Append(context.Background(), stream, expected, events); err != nil {
				return es.Appended{}, err
			}
		}
		switch what {
		case panics, panicsAfter:
			panic(errKilled)
		case unknownWritten, unknownNot:
			return es.Appended{}, es.ErrUnknownOutcome
		}
		return es.Appended{}, errKilled
	}}
}

// attempt is a copy that may die.
func attempt(from, to es.Log) (done Copied, err error) {
	defer func() {
		if died := recover(); died != nil {
			if died != errKilled { //nolint:errorlint // a panic's very value
				panic(died)
			}
			err = errKilled
		}
	}()
	return copyQuickly(context.Background(), from, to)
}

// TestInterruptedAnywhereItGoesOn: whatever the history and wherever it is
// interrupted, again and again, the target is a beginning of the source after
// each time, and the same at the end.
func TestInterruptedAnywhereItGoesOn(t *testing.T) {
	t.Parallel()
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		from := openAt(t, filepath.Join(dir, fmt.Sprintf("%d-from.db", n)))
		to := openAt(t, filepath.Join(dir, fmt.Sprintf("%d-to.db", n)))
		defer func() {
			if err := errors.Join(from.Close(), to.Close()); err != nil {
				t.Fatalf("couldn't close: %v", err)
			}
		}()
		events := history(t, from, 0)
		for range rapid.IntRange(0, 4).Draw(t, "interruptions") {
			at := rapid.IntRange(1, 12).Draw(t, "at")
			what := trouble(rapid.IntRange(0, int(troubles)-1).Draw(t, "trouble"))
			if _, err := attempt(from, troubled(to, at, what)); err != nil && !errors.Is(err, errKilled) {
				t.Fatalf("the copy failed: %v", err)
			}
			beginning(t, all(t, to), all(t, from))
			if rapid.Bool().Draw(t, "the source grows") {
				events = history(t, from, events)
			}
		}
		before := len(all(t, to))
		done, err := attempt(from, to)
		if err != nil {
			t.Fatalf("the last copy failed: %v", err)
		}
		same(t, from, to)
		if done.Already != int64(before) || done.Copied != int64(events-before) || done.Events != int64(events) {
			t.Fatalf("of %d events, %d of them there before, it says %+v", events, before, done)
		}
	})
}

// history appends random events to a log that has n.
func history(t *rapid.T, log es.Log, n int) int {
	stream := rapid.SampledFrom([]string{"worker-1", "worker-2", "contract-C-1", "ê", "x"})
	kind := rapid.SampledFrom([]string{"WorkerPlaced", "WorkerMoved", "Lạ"})
	text := rapid.SampledFrom([]string{"", "một lý do", "\"\\\n\x00", "<&>\u2028"})
	for range rapid.IntRange(0, 12).Draw(t, "appends") {
		var events []es.NewEvent
		for range rapid.IntRange(1, 4).Draw(t, "events") {
			e := event(n)
			e.Type, e.Version = kind.Draw(t, "type"), rapid.IntRange(1, 3).Draw(t, "version")
			e.Data = rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "data")
			e.Meta.Reason, e.Meta.Fingerprint = text.Draw(t, "reason"), text.Draw(t, "fingerprint")
			e.Meta.RecordedAt = instant.Add(time.Duration(n/2) * time.Microsecond)
			events = append(events, e)
			n++
		}
		if _, err := log.Append(context.Background(), stream.Draw(t, "stream"), es.Any, events); err != nil {
			t.Fatalf("couldn't append: %v", err)
		}
	}
	return n
}
