package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/logcopy"
	"vaoso/domain/es"
)

// copyKills is how often a copy is killed in the middle.
const copyKills = 6

// TestACopyThatIsKilledGoesOn: the real program, killed while it copies the
// made-up year; each one after it goes on from what it finds.
func TestACopyThatIsKilledGoesOn(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	from, to := copyDemo(t), filepath.Join(t.TempDir(), "to")
	if err := app.CreateLike(to, from); err != nil {
		t.Fatal(err)
	}
	target, err := app.OpenLog(t.Context(), to, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := target.Close(); err != nil {
			t.Error(err)
		}
	}()
	const seed = 20261124
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	there, head := 0, es.Start
	for range copyKills {
		cmd := exec.Command(path, "log", "copy", "--from", from, "--to", to) //nolint:noctx // killed below
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		there, head = awaitEvents(t, target, head, there, there+1+rng.IntN(300))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil {
			t.Fatalf("the copy was done before it was killed, with %d events", there)
		}
	}
	out := mustVaoso(t, "log", "copy", "--from", from, "--to", to, "--json")
	var report copyReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	if !report.Done || report.Events != 4850 || report.Already < int64(there) || report.Already+report.Copied.Copied != report.Events {
		t.Errorf("at least %d events were there, and it says %+v", there, report)
	}
	before := mustVaoso(t, "events", "tail", "--from", "start", "--no-follow", "--json", "--data", from)
	after := mustVaoso(t, "events", "tail", "--from", "start", "--no-follow", "--json", "--data", to)
	if before != after {
		t.Error("the copy isn't what the book is")
	}
	auditDigest(t, after, report.SHA256)
}

// awaitEvents follows a log that has n events up to head until there are want.
func awaitEvents(t *testing.T, log es.Log, head es.Position, n, want int) (int, es.Position) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for page, err := range log.Follow(ctx, head, es.Filter{}, 500) {
		if err != nil {
			t.Fatalf("waiting for %d events, with %d there: %v", want, n, err)
		}
		n += len(page.Events)
		if head = page.Through; n >= want {
			break
		}
	}
	return n, head
}

// auditDigest computes the digest as an auditor would, from the lines of `events
// tail --json`: here, and with the script for it where there is Python.
func auditDigest(t *testing.T, lines, want string) {
	t.Helper()
	h := sha256.New()
	for line := range strings.Lines(lines) {
		var e struct {
			ID, Stream, Type string
			Version          int
			Revision         int64
			Data, Meta       json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		meta := fmt.Sprintf(`{"version":%d,%s`, e.Version, e.Meta[1:])
		for _, value := range []string{e.ID, e.Stream, fmt.Sprint(e.Revision), e.Type, string(e.Data), meta} {
			fmt.Fprintf(h, "%d:%s,", len(value), value)
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("the events' digest is %s, and %s was printed", got, want)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Logf("the script wasn't run: %v", err)
		return
	}
	cmd := exec.CommandContext(t.Context(), python, "testdata/audit/digest.py")
	cmd.Stdin = strings.NewReader(lines)
	if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != want {
		t.Errorf("the script printed %q (%v), want %s", out, err, want)
	}
}

// TestNoPasswordOfALogIsShown, however it is written.
func TestNoPasswordOfALogIsShown(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"esdb://h:2113": "esdb://h:2113",
		"esdb://u:secret@h1:2113,h2:2113?tls=true":        "esdb://h1:2113,h2:2113",
		"esdb+discover://u:secret@h.example/":             "esdb+discover://h.example",
		"esdb://u:se@secret@h:1":                          "esdb://h:1",
		"esdb://u:secret/x?y@h:1?tlsCaFile=/certs/ca.crt": "esdb://h:1",
		"esdb://u:secret":                                 "esdb://…",
		"esdb://[::1]:2113":                               "esdb://[::1]:2113",
	} {
		p, err := parseLogPlace("--to", address)
		if err != nil {
			t.Fatal(err)
		}
		if p.shown != want {
			t.Errorf("%s is shown as %s, want %s", address, p.shown, want)
		}
		_, rest, _ := strings.Cut(address, "://")
		for _, text := range []string{address, rest, rest[:max(strings.LastIndex(rest, "@"), 0)]} {
			if shown := p.clean(fmt.Errorf("couldn't use %q", text)).Error(); strings.Contains(shown, "secret") {
				t.Errorf("%s: %s", address, shown)
			}
		}
		if shown := p.clean(io.ErrUnexpectedEOF); shown != io.ErrUnexpectedEOF { //nolint:errorlint // the very same
			t.Errorf("%s: an error without it becomes %v", address, shown)
		}
	}
	for _, asked := range []copying{{to: "esdb://u:secret@h:1"}, {to: "esdb://u:se@cret/secret@h:1"}} {
		asked.from = copyDemo(t)
		var said bytes.Buffer
		sh := &shell{streams: streams{nil, io.Discard, &said, false}}
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // a server is never waited for
		code := sh.exit(sh.copyLog(ctx, asked))
		if code == exitDone || strings.Contains(said.String(), "secret") || !strings.Contains(said.String(), "give @FILE") {
			t.Errorf("it ended with %d and said %s", code, &said)
		}
	}
}

// TestProgressInLines: where there is no terminal.
func TestProgressInLines(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	now := time.Date(2021, time.March, 9, 8, 0, 0, 0, time.UTC)
	p := newProgress(streams{err: &said})
	p.now = func() time.Time { return now }
	for i := range int64(31) { // a second each
		p.copied(logcopy.Progress{Phase: logcopy.Copying, Done: 100 * i, Total: 10_000})
		now = now.Add(time.Second)
	}
	p.copied(logcopy.Progress{Phase: logcopy.Verifying, Done: 5})
	now = now.Add(sayEvery)
	p.copied(logcopy.Progress{Phase: logcopy.Verifying, Done: 10})
	if err := p.done(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for scan := bufio.NewScanner(&said); scan.Scan(); {
		lines = append(lines, scan.Text())
	}
	if len(lines) != 7 || lines[0] != "chép / copying: 500 (5 %), 100/s, còn / left 1m35s" || lines[6] != "so từng sự kiện / verifying: 10, 1/s" {
		t.Errorf("it said\n%s", strings.Join(lines, "\n"))
	}
}
