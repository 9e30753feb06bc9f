package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"vaoso/domain/es"
)

// TestOtherProcess isn't a test: it is the other process of the tests below,
// this binary run anew with a log's path. It appends to its own stream and to a
// shared one, prints the key of each event acknowledged, and says how it ended.
func TestOtherProcess(t *testing.T) {
	path, name := os.Getenv("VAOSO_TEST_LOG"), os.Getenv("VAOSO_TEST_NAME")
	if path == "" {
		return // nothing has started it
	}
	l, err := OpenLog(t.Context(), path, LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 150 {
		if err = appendBoth(t.Context(), l, name, i); err != nil {
			break
		}
		fmt.Println("acked", fmt.Sprint(name, i))
	}
	switch {
	case err == nil:
		fmt.Println("ended well")
	case errors.Is(err, es.ErrUnknownOutcome):
		_, again := l.Append(t.Context(), "more", es.Any, []es.NewEvent{event("more")})
		_, read := everything(t, l)
		fmt.Println("ended unknown; reopen:", errors.Is(again, ErrReopen), "reads:", read == nil)
	case errors.Is(err, ErrFull):
		_, again := l.Append(t.Context(), "more", es.Any, []es.NewEvent{event("more")})
		_, read := everything(t, l)
		// It counts the calls of each thread apart, so this one may come through.
		fmt.Println("ended full; goes on:", again == nil || errors.Is(again, ErrFull), "reads:", read == nil)
	default:
		fmt.Println("ended badly:", err)
	}
	if err := l.Close(); err != nil && name != "strace" {
		t.Error(err)
	}
}

func appendBoth(ctx context.Context, l *Log, name string, i int) error {
	key := fmt.Sprint(name, i)
	if _, err := l.Append(ctx, name, es.Exactly(es.Revision(i-1)), []es.NewEvent{event(key)}); err != nil {
		return err
	}
	_, err := l.Append(ctx, "shared", es.Any, []es.NewEvent{event(key + "/0"), event(key + "/1")})
	return err
}

func otherProcess(t *testing.T, path, name string, wrap ...string) (out string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := append(wrap, self, "-test.run=^TestOtherProcess$", "-test.count=1")
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "VAOSO_TEST_LOG="+path, "VAOSO_TEST_NAME="+name)
	cmd.Stderr = os.Stderr
	b, err := cmd.Output()
	if err != nil {
		t.Errorf("the other process: %v\n%s", err, b)
	}
	return string(b)
}

// TestProcessesShareAFile has two processes and two handles of this one write
// at once, while a follower watches all of it.
func TestProcessesShareAFile(t *testing.T) {
	t.Parallel()
	path := logFile(t)
	l, second := openTest(t, path, LogOptions{}), openTest(t, path, LogOptions{})
	const writers, each = 4, 150 * 3
	followed := make(chan []es.Event)
	go func() {
		var events []es.Event
		for p, err := range l.Follow(t.Context(), es.Start, es.Filter{}, 100) {
			if events = append(events, p.Events...); err != nil || len(events) >= writers*each {
				break
			}
		}
		followed <- events
	}()
	var group sync.WaitGroup
	for _, name := range []string{"p1", "p2"} {
		group.Go(func() {
			if out := otherProcess(t, path, name); !strings.Contains(out, "ended well") {
				t.Errorf("%s said:\n%s", name, out)
			}
		})
	}
	for name, log := range map[string]*Log{"h1": l, "h2": second} {
		group.Go(func() {
			for i := range 150 {
				if err := appendBoth(t.Context(), log, name, i); err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
			}
		})
	}
	group.Wait()
	got := <-followed
	all, err := everything(t, second)
	if err != nil || len(all) != writers*each || len(got) != len(all) {
		t.Fatalf("%d events, followed %d, want %d (%v)", len(all), len(got), writers*each, err)
	}
	for i := range all {
		if got[i].ID != all[i].ID || all[i].Position != positionOf(int64(i+1)) {
			t.Fatalf("event %d is %s at %s, followed as %s", i, all[i].ID, all[i].Position, got[i].ID)
		}
		if i > 0 && all[i].Meta.RecordedAt.Before(all[i-1].Meta.RecordedAt) {
			t.Errorf("recordedAt runs backwards at %s", all[i].Position)
		}
	}
	if err := l.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestFailingDisk makes the kernel fail calls from some time on, where strace is
// there to do it. What was acknowledged is in the file. After a failed fsync
// only opening it again tells what else is; after a failed write nothing is.
func TestFailingDisk(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.CommandContext(t.Context(), strace, "-o", os.DevNull, "true").Run()
	}
	if err != nil && os.Getenv("VAOSO_TEST_ALL") == "" {
		t.Skipf("a failing disk wasn't tried: strace isn't there, or may not trace (apt-get install strace): %v", err)
	}
	if err != nil {
		t.Fatalf("strace is needed: %v", err)
	}
	for name, c := range map[string]struct{ calls, fault, want string }{
		"fsync fails":          {"fsync,fdatasync", "EIO:when=21+", "ended unknown; reopen: true reads: true"},
		"no room for a commit": {"pwrite64", "ENOSPC:when=301+", "ended full; goes on: true reads: true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := logFile(t)
			if err := openTest(t, path, LogOptions{}).Close(); err != nil { // so that what fails is a commit, not the creation
				t.Fatal(err)
			}
			out := otherProcess(t, path, "strace", strace, "-f", "-o", os.DevNull, "-e", "trace="+c.calls, "-e", "inject="+c.calls+":error="+c.fault)
			if !strings.Contains(out, c.want) {
				t.Fatalf("the process said:\n%s", out)
			}
			checkAcknowledged(t, path, out)
		})
	}
}

// checkAcknowledged opens the log of a process that said out, and finds all
// that it acknowledged.
func checkAcknowledged(t *testing.T, path, out string) {
	t.Helper()
	l := openTest(t, path, LogOptions{})
	kept := map[string]bool{}
	events, err := everything(t, l)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		kept[e.Meta.IdempotencyKey] = true
	}
	acked := 0
	for line := range strings.Lines(out) {
		if key, ok := strings.CutPrefix(strings.TrimSpace(line), "acked "); ok {
			if acked++; !kept[key] || !kept[key+"/1"] {
				t.Errorf("%s was acknowledged and is gone", key)
			}
		}
	}
	t.Logf("%d acknowledged, %d events kept", acked, len(events))
	if acked == 0 {
		t.Error("nothing was acknowledged before the failure")
	}
	if err := l.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := l.Append(t.Context(), "after", es.NoStream, []es.NewEvent{event("after")}); err != nil {
		t.Errorf("opened again: %v", err)
	}
}
