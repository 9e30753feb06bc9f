package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vaoso/adapters/esdbserver/esdbtest"
)

// TestToEventStoreDBAndBack: a book goes to a model of EventStoreDB, over real
// gRPC, and comes back into a folder, the same event by event.
func TestToEventStoreDBAndBack(t *testing.T) {
	t.Parallel()
	book, file, back := copyDemo(t), filepath.Join(t.TempDir(), "url"), filepath.Join(t.TempDir(), "back")
	if err := os.WriteFile(file, []byte(esdbtest.Start(t, esdbtest.Log(t)).URL()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	url := "@" + file
	digest := func(out string) string {
		t.Helper()
		var s summaryReport
		if err := json.Unmarshal([]byte(out), &s); err != nil || s.Events != 4850 || s.SHA256 == "" {
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
