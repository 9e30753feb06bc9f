package main

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vaoso/adapters/esdbserver"
	"vaoso/cmd/internal/app"
)

// serveESDB serves a log of its own by EventStoreDB's protocol (a model of it,
// over a real log) until the test ends. The file holds its URL.
func serveESDB(t *testing.T) (file string) {
	t.Helper()
	dir := t.TempDir()
	log, err := app.OpenLog(t.Context(), dir, "")
	if err != nil {
		t.Fatal(err)
	}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- esdbserver.New(log, esdbserver.Options{Writable: true}).Serve(ctx, listener) }()
	t.Cleanup(func() {
		cancel()
		if err := errors.Join(<-ended, log.Close()); err != nil {
			t.Error(err)
		}
	})
	file = filepath.Join(dir, "url")
	if err := os.WriteFile(file, []byte("esdb://"+listener.Addr().String()+"?tls=false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestToEventStoreDBAndBack: a book goes there, is the same book there, and
// comes back into a folder, event by event.
func TestToEventStoreDBAndBack(t *testing.T) {
	t.Parallel()
	book, url, back := copyDemo(t), "@"+serveESDB(t), filepath.Join(t.TempDir(), "back")
	digest := func(out string) string {
		t.Helper()
		var s summaryReport
		if err := json.Unmarshal([]byte(out), &s); err != nil || s.Events != 3628 || s.SHA256 == "" {
			t.Fatalf("%v:\n%s", err, out)
		}
		return s.SHA256
	}
	there, said, err := vaoso(t.Context(), "log", "copy", "--from", book, "--to", url, "--json")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said, "views must begin anew") || !strings.Contains(said, "log.db") {
		t.Errorf("it doesn't say what else is to be done: %s", said)
	}
	again := mustVaoso(t, "log", "copy", "--from", book, "--to", url, "--json")
	if !strings.Contains(again, `"copied": 0`) || digest(again) != digest(there) {
		t.Errorf("the second time it says %s", again)
	}
	if _, _, err := vaoso(t.Context(), "log", "copy", "--from", url, "--to", back); err == nil || !strings.Contains(err.Error(), "--like") {
		t.Errorf("without --like: %v", err)
	}
	returned := mustVaoso(t, "log", "copy", "--from", url, "--to", back, "--like", book, "--json")
	for _, out := range []string{returned, mustVaoso(t, "log", "verify", "--from", book, "--json"), mustVaoso(t, "log", "verify", "--from", url, "--to", back, "--json")} {
		if digest(out) != digest(there) {
			t.Errorf("the digest is another:\n%s", out)
		}
	}
	events := func(args ...string) string {
		return mustVaoso(t, append([]string{"events", "tail", "--from", "start", "--no-follow", "--json"}, args...)...)
	}
	if events("--data", book) != events("--data", back) {
		t.Error("what came back isn't what the book was")
	}
	report := func(args ...string) string {
		return mustVaoso(t, append([]string{"report", "supervision", "--as-of", "2021-12-31", "--format", "csv"}, args...)...)
	}
	if report("--data", book) != report("--data", back) {
		t.Error("its reports differ")
	}
}
