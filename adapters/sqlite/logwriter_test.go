package sqlite

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"modernc.org/sqlite"

	"vaoso/domain/es"
)

// hold keeps the writer in its commit until release is called, so that a test
// decides what waits meanwhile. entered tells each commit's beginning.
func hold(t *testing.T, l *Log) (entered <-chan struct{}, release func()) {
	t.Helper()
	in, out := make(chan struct{}, 100), make(chan struct{})
	l.writer.session.conn.(sqlite.HookRegisterer).RegisterCommitHook(func() int32 {
		in <- struct{}{}
		<-out
		return 0
	})
	return in, sync.OnceFunc(func() { close(out) })
}

// waitFor blocks until n appends wait in the queue.
func waitFor(l *Log, n int) {
	for {
		l.writer.mu.Lock()
		waiting := len(l.writer.waiting)
		l.writer.mu.Unlock()
		if waiting == n {
			return
		}
	}
}

func TestAppendsThatWaitShareACommit(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var commits []Commit
	l := openTest(t, logFile(t), LogOptions{Committed: func(c Commit) {
		mu.Lock()
		defer mu.Unlock()
		commits = append(commits, c)
	}})
	entered, release := hold(t, l)
	defer release()
	var group sync.WaitGroup
	send := func(stream string, expected es.Expected, n int, check func(es.Appended, error)) {
		events := make([]es.NewEvent, n)
		for i := range events {
			events[i] = event(fmt.Sprint(stream, expected, i))
		}
		group.Go(func() { check(l.Append(t.Context(), stream, expected, events)) })
	}
	good := func(a es.Appended, err error) {
		if err != nil {
			t.Errorf("append: %v", err)
		}
	}
	send("first", es.NoStream, 1, good)
	<-entered
	for i := range 20 {
		send(fmt.Sprint("w", i), es.NoStream, 2, good)
	}
	// Each in the group decides for itself, and a conflict is its own.
	send("first", es.Exactly(5), 1, func(_ es.Appended, err error) {
		var c *es.ConflictError
		if !errors.As(err, &c) || c.Actual != 0 {
			t.Errorf("a conflict amid the group: %v", err)
		}
	})
	send("first", es.NoStream, 1, func(a es.Appended, err error) {
		if err != nil || !a.Repeated || a.Position != positionOf(1) {
			t.Errorf("a repeat amid the group: %+v, %v", a, err)
		}
	})
	waitFor(l, 22)
	release()
	group.Wait()
	want := []Commit{{1, 1}, {22, 40}}
	mu.Lock()
	defer mu.Unlock()
	if fmt.Sprint(commits) != fmt.Sprint(want) {
		t.Errorf("commits %v, want %v", commits, want)
	}
}

func TestCancelledWhileWaitingWritesNothing(t *testing.T) {
	t.Parallel()
	l := openTest(t, logFile(t), LogOptions{})
	entered, release := hold(t, l)
	defer release()
	var group sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	// The first is taken: it is answered, whatever becomes of its context.
	group.Go(func() {
		if _, err := l.Append(ctx, "taken", es.NoStream, []es.NewEvent{event("taken")}); err != nil {
			t.Errorf("an append already taken: %v", err)
		}
	})
	<-entered
	waiting := make(chan error, 1)
	group.Go(func() {
		_, err := l.Append(ctx, "waiting", es.NoStream, []es.NewEvent{event("waiting")})
		waiting <- err
	})
	waitFor(l, 1)
	cancel()
	if err := <-waiting; !errors.Is(err, context.Canceled) {
		t.Errorf("an append that waited: %v", err)
	}
	release()
	group.Wait()
	var got []string
	for e, err := range l.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e.Stream)
	}
	if fmt.Sprint(got) != "[taken]" {
		t.Errorf("the log has %v", got)
	}
}

func TestCloseAnswersWhoIsTakenAndRefusesWhoWaits(t *testing.T) {
	t.Parallel()
	l := openTest(t, logFile(t), LogOptions{})
	entered, release := hold(t, l)
	defer release()
	var group sync.WaitGroup
	send := func(stream string, want error) {
		group.Go(func() {
			if _, err := l.Append(t.Context(), stream, es.NoStream, []es.NewEvent{event(stream)}); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", stream, err, want)
			}
		})
	}
	send("taken", nil)
	<-entered
	send("waiting", es.ErrClosed)
	waitFor(l, 1)
	group.Go(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	waitFor(l, 0)
	release()
	group.Wait()
}

func TestAFailedCommitStopsWrites(t *testing.T) {
	t.Parallel()
	path := logFile(t)
	l := openTest(t, path, LogOptions{})
	if _, err := l.Append(t.Context(), "w", es.NoStream, []es.NewEvent{event("kept")}); err != nil {
		t.Fatal(err)
	}
	l.writer.session.conn.(sqlite.HookRegisterer).RegisterCommitHook(func() int32 { return 1 })
	if _, err := l.Append(t.Context(), "w", es.Exactly(0), []es.NewEvent{event("unknown")}); !errors.Is(err, es.ErrUnknownOutcome) {
		t.Errorf("a failed commit: %v, want %v", err, es.ErrUnknownOutcome)
	}
	l.writer.session.conn.(sqlite.HookRegisterer).RegisterCommitHook(nil)
	_, err := l.Append(t.Context(), "w", es.Exactly(0), []es.NewEvent{event("later")})
	if !errors.Is(err, ErrReopen) || errors.Is(err, es.ErrUnknownOutcome) {
		t.Errorf("the next append: %v, want %v", err, ErrReopen)
	}
	for e, err := range l.Read(t.Context(), "w", 0, es.Forward) {
		if err != nil || e.Meta.IdempotencyKey != "kept" {
			t.Errorf("reading goes on with %q, %v", e.Meta.IdempotencyKey, err)
		}
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	l = openTest(t, path, LogOptions{})
	if _, err := l.Append(t.Context(), "w", es.Exactly(0), []es.NewEvent{event("later")}); err != nil {
		t.Errorf("opened again: %v", err)
	}
}

func TestRepeatsAgainstAnyAreFound(t *testing.T) {
	t.Parallel()
	l := openTest(t, logFile(t), LogOptions{})
	send := func(expected es.Expected, keys ...string) (es.Appended, error) {
		var events []es.NewEvent
		for _, k := range keys {
			events = append(events, event(k))
		}
		return l.Append(t.Context(), "w", expected, events)
	}
	first, err := send(es.Any, "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := send(es.Any, "c"); err != nil {
		t.Fatal(err)
	}
	for _, expected := range []es.Expected{es.Any, es.StreamExists} {
		again, err := send(expected, "a", "b")
		if err != nil || !again.Repeated || again.Revision != first.Revision || again.Position != first.Position {
			t.Errorf("expecting %s: %+v, %v, want %+v again", expected, again, err, first)
		}
		for _, keys := range [][]string{{"b", "d"}, {"d", "a"}, {"b", "a"}, {"a", "c"}, {"b", "c", "d"}} {
			var c *es.ConflictError
			if _, err := send(expected, keys...); !errors.As(err, &c) {
				t.Errorf("expecting %s, %v: %v, want a conflict", expected, keys, err)
			}
		}
	}
}
