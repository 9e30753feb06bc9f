package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"index/suffixarray"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// clientsDir has the clients that docs/integrating.md shows.
const clientsDir = "../../docs/clients"

var fenced = regexp.MustCompile("(?ms)^```(?:go|js)\n(.*?)^```$")

// TestTheDocShowsTheClients as they are, and nothing that isn't run.
func TestTheDocShowsTheClients(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/integrating.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, block := range fenced.FindAllSubmatch(doc, -1) {
		shown[string(block[1])] = true
	}
	files, err := filepath.Glob(clientsDir + "/*/main.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, clientsDir+"/events.js")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !shown[string(text)] {
			t.Errorf("docs/integrating.md doesn't show %s as it is", file)
		}
		delete(shown, string(text))
	}
	for block := range shown {
		t.Errorf("no file has what docs/integrating.md shows:\n%s", block)
	}
}

// follower is a program that prints a line an event.
type follower struct {
	t     *testing.T
	cmd   *exec.Cmd
	lines *bufio.Scanner
	text  strings.Builder
	ids   []string
}

var eventID = regexp.MustCompile(`^(?:\{"id":")?([0-9a-f-]{36})\b`)

// startFollower runs it until it is stopped, or for two minutes at the most.
func startFollower(t *testing.T, program string, args ...string) *follower {
	t.Helper()
	const patience = 2 * time.Minute
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	f := &follower{t: t, cmd: exec.CommandContext(ctx, program, args...)}
	out, err := f.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	f.lines = bufio.NewScanner(out)
	return f
}

// until reads on to the event with the id.
func (f *follower) until(id string) {
	f.t.Helper()
	for f.lines.Scan() {
		found := eventID.FindStringSubmatch(f.lines.Text())
		if found == nil {
			f.t.Fatalf("%s printed %s", f.cmd, f.lines.Text())
		}
		f.text.WriteString(f.lines.Text() + "\n")
		if f.ids = append(f.ids, found[1]); found[1] == id {
			return
		}
	}
	f.t.Fatalf("%s ended after %d events, without %s", f.cmd, len(f.ids), id)
}

func (f *follower) kill() {
	f.t.Helper()
	if err := f.cmd.Process.Kill(); err != nil {
		f.t.Fatal(err)
	}
	_ = f.cmd.Wait() // it was killed
}

// freeAddress is a loopback address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// enterOne registers the n-th person, and answers the event's id.
func enterOne(t *testing.T, url string, n int) string {
	t.Helper()
	body := fmt.Sprintf(`{"citizenId":"0000949977%02d","fullName":"Trần Thị Riêng Tư","birthDate":"1994-02-03","phone":"0000977%03d","sex":"female","ward":"08710","on":"2021-03-10","reason":"bí mật"}`, n, n)
	status, answer := send(t, http.MethodPost, url+"/api/commands/RegisterWorker", body, fmt.Sprint("integrating-", n))
	var written struct{ Events []struct{ ID string } }
	if err := json.Unmarshal(answer, &written); err != nil || status != http.StatusCreated || len(written.Events) != 1 {
		t.Fatalf("%d %s (%v)", status, answer, err)
	}
	return written.Events[0].ID
}

// storedEvents are the ids of all events in the log, and every personal value.
func storedEvents(t *testing.T, dir string) (ids, secrets []string) {
	t.Helper()
	for line := range strings.Lines(mustVaoso(t, "events", "tail", "--from", "start", "--no-follow", "--json", "--data", dir)) {
		var e struct {
			ID   string
			Data struct{ CitizenID, FullName, BirthDate, Phone, Representative string }
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
		for _, s := range []string{e.Data.CitizenID, e.Data.FullName, e.Data.BirthDate, e.Data.Phone, e.Data.Representative} {
			if s != "" {
				secrets = append(secrets, s)
			}
		}
	}
	if len(secrets) < 3*1000 {
		t.Fatalf("%d personal values", len(secrets))
	}
	return ids, append(secrets, "bí mật")
}

// wantAll compares what a client printed with the log, up to where it got.
func wantAll(t *testing.T, what string, got []string, text, dir string) {
	t.Helper()
	ids, secrets := storedEvents(t, dir)
	if len(got) > len(ids) {
		t.Fatalf("%s printed %d events of %d", what, len(got), len(ids))
	}
	for i, id := range got {
		if id != ids[i] {
			t.Fatalf("%s: event %d is %s, want %s", what, i, id, ids[i])
		}
	}
	printed := suffixarray.New([]byte(text)) // thousands of values are looked for in millions of letters
	for _, s := range secrets {
		if len(printed.Lookup([]byte(s), 1)) > 0 {
			t.Fatalf("%s printed something personal (%d letters)", what, len(s))
		}
	}
}

// TestClients: those of docs/integrating.md and `vaoso events tail --server` print
// every event once, in order, without anything personal, though the server is
// killed and started again, and so is the client.
func TestClients(t *testing.T) {
	t.Parallel()
	for name, args := range map[string]func(house) []string{
		"events-http": func(h house) []string { return []string{h.url + "/api/events?after=start", h.place} },
		"events-grpc": func(h house) []string { return []string{h.esdb, h.place} },
		"events tail": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := openHouse(t)
			var client string
			if args == nil {
				client, args = h.program, func(h house) []string {
					return []string{"events", "tail", "--server", h.url, "--from", "start", "--json"}
				}
			} else {
				client = filepath.Join(t.TempDir(), name)
				if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", client, clientsDir+"/"+name).CombinedOutput(); err != nil {
					t.Fatalf("%v: %s", err, out)
				}
			}
			server := h.open()
			f := startFollower(t, client, args(h)...)
			f.until(enterOne(t, h.url, 1))
			server.kill(t)
			server = h.open()
			second := enterOne(t, h.url, 2)
			f.until(second)
			f.kill()
			ids, text := f.ids, f.text.String()
			if client != h.program { // the others remember their place
				third := enterOne(t, h.url, 3)
				again := startFollower(t, client, args(h)...)
				again.until(third)
				again.kill()
				if again.ids[0] == second { // it was killed between printing and remembering
					again.ids = again.ids[1:]
				}
				ids, text = append(ids, again.ids...), text+again.text.String()
			}
			server.kill(t)
			wantAll(t, name, ids, text, h.dir)
		})
	}
}

// house is a book of the made-up year with addresses of its own, also for
// EventStoreDB's clients.
type house struct {
	t                              *testing.T
	program, dir, url, place, esdb string
	listen                         []string
}

func openHouse(t *testing.T) house {
	t.Helper()
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	address, grpc := freeAddress(t), freeAddress(t)
	h := house{t: t, program: program, dir: copyDemo(t), url: "http://" + address, place: filepath.Join(t.TempDir(), "place.txt")}
	h.listen = []string{"--listen", address, "--esdb-listen", grpc}
	server := h.open() // it makes the token and the certificate, before it answers anybody
	if status, _ := send(t, http.MethodGet, h.url+"/healthz", "", ""); status != http.StatusOK {
		t.Fatalf("it answers %d", status)
	}
	server.kill(t)
	token, err := os.ReadFile(filepath.Join(h.dir, "keys", "esdb.token"))
	if err != nil {
		t.Fatal(err)
	}
	h.esdb = fmt.Sprintf("esdb://vaoso:%s@%s?tlsCaFile=%s", strings.TrimSpace(string(token)), grpc, filepath.Join(h.dir, "keys", "esdb.crt"))
	return h
}

func (h house) open() *server {
	h.t.Helper()
	s := startServer(h.t, h.program, h.dir, h.listen...)
	h.t.Cleanup(func() { _ = s.cmd.Process.Kill() }) // where the test ended before it
	return s
}

// TestTheClientInABrowser: the script of docs/integrating.md, in a page of the
// server's, prints every event once, though the server is started again.
func TestTheClientInABrowser(t *testing.T) {
	t.Parallel()
	browser := openBrowser(t)
	script, err := os.ReadFile(clientsDir + "/events.js")
	if err != nil {
		t.Fatal(err)
	}
	h := openHouse(t)
	dir, url := h.dir, h.url
	server := h.open()
	p := newTab(t, browser)
	p.run(chromedp.Navigate(url + "/healthz"))
	eval[bool](p, `window.printed = []; console.log = (id, type, subject, data) => printed.push({ id, type, subject, data }); true`)
	eval[bool](p, string(script)+`; true`)
	arrived := func(event string) {
		t.Helper()
		ids, _ := storedEvents(t, dir)
		for i, id := range ids {
			if id != event {
				continue
			}
			result(p, chromedp.Evaluate[bool](fmt.Sprintf(`new Promise(done => { const look = () => printed.length > %d ? done(true) : setTimeout(look, 20); look() })`, i), chromedp.EvalAwaitPromise))
			return
		}
		t.Fatalf("the log doesn't have %s", event)
	}
	arrived(enterOne(t, url, 1))
	server.kill(t)
	server = h.open()
	arrived(enterOne(t, url, 2))
	text := eval[string](p, `JSON.stringify(printed)`)
	positions := eval[[]string](p, `printed.map(e => e.id)`)
	server.kill(t)
	for i, at := range positions {
		if at != fmt.Sprint(i+1) {
			t.Fatalf("it printed %s as event %d", at, i+1)
		}
	}
	wantAll(t, "the page", nil, text, dir)
}
