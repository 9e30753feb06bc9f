package main

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaoso/adapters/postgres/pgtest"
	"vaoso/cmd/internal/app"
)

// takeovers is how often the process that projects is killed.
const takeovers = 20

// TestAnotherProcessTakesOver runs two servers on one book, kills one of them
// again and again in the middle of many commands, and asks the other at once
// for what was just entered: it answers within the time that a query waits. In
// the end nothing is lost, and every view equals a fresh fold of the log.
func TestAnotherProcessTakesOver(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "book")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	checkLedger(t, app.Options{Dir: dir}, takeOver(t, path, dir))
}

// TestAnotherProcessTakesOverInPostgreSQL is the same where views are in
// PostgreSQL, and leases are its locks.
func TestAnotherProcessTakesOverInPostgreSQL(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "book")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	checkLedger(t, app.Options{Dir: dir, Views: url}, takeOver(t, path, dir, "--views", url))
}

// takeOver answers what was acknowledged.
func takeOver(t *testing.T, path, dir string, more ...string) []acked {
	t.Helper()
	const seed = 20211101
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	staff := make([]*clerk, clerks/2)
	for i := range staff {
		staff[i] = &clerk{id: i, rng: rand.New(rand.NewPCG(seed, uint64(i+1)))}
	}
	l := ledger{told: make(chan struct{}, 1<<16)}
	servers := [2]*server{startServer(t, path, dir, more...), startServer(t, path, dir, more...)}
	var slowest time.Duration
	for n := range takeovers {
		failed := make(chan error, len(staff))
		ctx, cancel := context.WithCancel(t.Context())
		for i, c := range staff {
			go func() { failed <- c.work(ctx, servers[i%2].url, &l) }()
		}
		for range 10 + rng.IntN(60) {
			select {
			case <-l.told:
			case err := <-failed:
				t.Fatalf("a clerk gave up: %v", err)
			}
		}
		// The one that was started first leads; the other has stood by.
		servers[n%2].kill(t)
		slowest = max(slowest, readYourWrite(t, servers[1-n%2].url, n))
		cancel()
		for range staff {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
		servers[n%2] = startServer(t, path, dir, more...)
	}
	for _, s := range servers {
		s.kill(t)
	}
	t.Logf("%d commands acknowledged over %d kills; the slowest take-over was over in %s", len(l.events), takeovers, slowest.Round(time.Millisecond))
	return l.events
}

// readYourWrite enters something, and asks every kind of view for it.
func readYourWrite(t *testing.T, url string, n int) time.Duration {
	t.Helper()
	began := time.Now()
	c := clerk{id: 90, next: n, rng: rand.New(rand.NewPCG(1, 1))}
	o := c.draw()
	status, body := send(t, http.MethodPost, url+"/api/commands/"+o.name, o.body, "takeover-"+o.key)
	var answer struct{ Position string }
	if err := json.Unmarshal(body, &answer); err != nil || status/100 != 2 || answer.Position == "" {
		t.Fatalf("after kill %d the command was answered %d %s (%v)", n, status, body, err)
	}
	for _, query := range []string{"/api/contracts", "/api/supervision"} {
		if status, body := send(t, http.MethodGet, url+query+"?after="+answer.Position, "", ""); status != http.StatusOK {
			t.Fatalf("after kill %d %s was answered %d %s", n, query, status, body)
		}
	}
	return time.Since(began)
}

func send(t *testing.T, method, url, body, key string) (int, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if key != "" {
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Idempotency-Key", key)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, answer
}
