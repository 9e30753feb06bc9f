package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// kills is how often the server is killed in the middle of its work.
const kills = 50

// clerks is how many send commands at once.
const clerks = 24

// binary builds the real program, once for all tests that run it.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "vaoso-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "vaoso")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput() //nolint:noctx // lives as long as the tests
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := binary(); err == nil {
		if err := os.RemoveAll(filepath.Dir(path)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

// server is the real program, serving a book.
type server struct {
	cmd *exec.Cmd
	url string
}

var opened = regexp.MustCompile(`http://[0-9.:]+`)

func startServer(t *testing.T, path, dir string, more ...string) *server {
	t.Helper()
	cmd := exec.Command(path, append([]string{"serve", "--data", dir, "--listen", "127.0.0.1:0"}, more...)...) //nolint:noctx // the test kills it
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	var log strings.Builder
	for lines.Scan() {
		if url := opened.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, said) //nolint:errcheck // ends with the process
			return &server{cmd, url}
		}
		log.WriteString(lines.Text() + "\n")
	}
	t.Fatalf("the server didn't start: %v\n%s", cmd.Wait(), log.String())
	return nil
}

// kill is SIGKILL: nothing is finished, flushed or told.
func (s *server) kill(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Wait(); err == nil {
		t.Fatal("the killed server ended well")
	}
}

// acked is an event that the server said is in the book.
type acked struct {
	ID       es.UUID
	Stream   string
	Revision es.Revision // of the last event of its command
}

// ledger is kept outside the book: what was acknowledged.
type ledger struct {
	mu     sync.Mutex
	events []acked
	told   chan struct{} // one for each acknowledged command
}

// order is a command with its key; it is sent until it is answered, also to the
// next server, and so must come to the same.
type order struct{ name, body, key string }

// clerk is someone who enters things, one after the other.
type clerk struct {
	id   int
	next int
	rng  *rand.Rand
	open *order // sent, and not answered
	last string // the last person registered
}

// draw is the clerk's next order. People are made up, each clerk's in a range
// of their own, now and then with one that all want at once.
func (c *clerk) draw() order {
	c.next++
	key := fmt.Sprintf("kill-%d-%d", c.id, c.next)
	if c.last != "" && c.rng.IntN(2) == 0 {
		citizen := c.last
		c.last = ""
		return order{"PlaceWorker", fmt.Sprintf(`{"citizenId":%q,"contractKind":"self_employed","occupation":"may","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","on":"2021-03-10","reportedOn":"2021-03-18","reason":"thử"}`, citizen), key}
	}
	citizen := fmt.Sprintf("000094%02d%04d", c.id, c.next)
	if c.rng.IntN(20) == 0 {
		citizen = fmt.Sprintf("00009499%04d", c.next) // everybody's
	} else {
		c.last = citizen
	}
	return order{"RegisterWorker", fmt.Sprintf(`{"citizenId":%q,"fullName":"Nguyễn Văn Mẫu","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11","reason":"thử"}`, citizen), key}
}

// work sends orders until the server is gone.
func (c *clerk) work(ctx context.Context, url string, l *ledger) error {
	client := &http.Client{Transport: &http.Transport{}, Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	for {
		if c.open == nil {
			o := c.draw()
			c.open = &o
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/api/commands/"+c.open.name, strings.NewReader(c.open.body))
		if err != nil {
			return err
		}
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Idempotency-Key", c.open.key)
		response, err := client.Do(request)
		if err != nil {
			return nil // killed: the order stays open
		}
		body, err := io.ReadAll(response.Body)
		if closeErr := response.Body.Close(); err != nil || closeErr != nil {
			return nil // killed while it answered
		}
		if response.StatusCode == http.StatusConflict || response.StatusCode == http.StatusUnprocessableEntity {
			c.open = nil // refused: somebody else registered the person
			continue
		}
		if response.StatusCode/100 != 2 {
			return fmt.Errorf("%s: %s %s", c.open.name, response.Status, body)
		}
		var answer struct {
			Stream   string
			Revision es.Revision
			Events   []struct{ ID es.UUID }
		}
		if err := json.Unmarshal(body, &answer); err != nil {
			return fmt.Errorf("%w: %s", err, body)
		}
		l.mu.Lock()
		for _, e := range answer.Events {
			l.events = append(l.events, acked{e.ID, answer.Stream, answer.Revision})
		}
		l.mu.Unlock()
		l.told <- struct{}{}
		c.open = nil
	}
}

// TestNothingAcknowledgedIsLost kills the real server many times in the middle
// of many concurrent commands. Afterwards every acknowledged event is in the
// book once, and every view equals a fresh fold of the log.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "book")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	const seed = 20211231
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	staff := make([]*clerk, clerks)
	for i := range staff {
		staff[i] = &clerk{id: i, rng: rand.New(rand.NewPCG(seed, uint64(i+1)))}
	}
	l := ledger{told: make(chan struct{}, 1<<16)}
	commands := 0
	for range kills {
		s := startServer(t, path, dir)
		failed := make(chan error, clerks)
		ctx, cancel := context.WithCancel(t.Context())
		for _, c := range staff {
			go func() { failed <- c.work(ctx, s.url, &l) }()
		}
		for range 1 + rng.IntN(120) { // the kill falls somewhere into the work
			select {
			case <-l.told:
				commands++
			case err := <-failed:
				t.Fatalf("a clerk gave up: %v", err)
			}
		}
		s.kill(t)
		for range staff {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
		cancel()
	}
	t.Logf("%d commands acknowledged over %d kills", commands+len(l.told), kills)
	checkLedger(t, app.Options{Dir: dir}, l.events)
}

func checkLedger(t *testing.T, options app.Options, events []acked) {
	t.Helper()
	ctx := t.Context()
	a, err := app.Open(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	seen := map[es.UUID]es.Event{}
	revisions := map[string]es.Revision{}
	keys := map[string]int{}
	for e, err := range a.Log.ReadAll(ctx, es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := seen[e.ID]; twice {
			t.Errorf("event %s is there twice", e.ID)
		}
		seen[e.ID] = e
		if e.Revision != revisions[e.Stream] {
			t.Errorf("%s has revision %s where %s comes next", e.Stream, e.Revision, revisions[e.Stream])
		}
		revisions[e.Stream]++
		if keys[e.Meta.IdempotencyKey]++; keys[e.Meta.IdempotencyKey] > 1 {
			t.Errorf("command %s was carried out twice", e.Meta.IdempotencyKey)
		}
	}
	for _, x := range events {
		if e, there := seen[x.ID]; !there || e.Stream != x.Stream {
			t.Errorf("acknowledged event %s of %s is lost", x.ID, x.Stream)
		}
	}
	if err := a.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	for _, p := range app.Projections() {
		equalFreshFold(t, a, p)
	}
}

// equalFreshFold compares a view with the same fold run again over the log.
func equalFreshFold(t *testing.T, a *app.App, p engine.Projection) {
	t.Helper()
	fresh, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := fresh.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := engine.Replay(t.Context(), a.Log, a.Book.Definitions, p, fresh, nil); err != nil {
		t.Fatal(err)
	}
	live, again := dumpView(t, a.Views, p), dumpView(t, fresh, p)
	if !bytes.Equal(live, again) {
		t.Errorf("%s differs from a fresh fold:\n%s\n---\n%s", p.Name, live, again)
	}
	if p.Name == "workers" && len(live) == 0 {
		t.Error("the workers' view is empty")
	}
}

// dumpView is every row of every table of a view, as text.
func dumpView(t *testing.T, views engine.Reader, p engine.Projection) []byte {
	t.Helper()
	var b bytes.Buffer
	err := views.Snapshot(t.Context(), func(s engine.Snapshot) error {
		for _, table := range p.Tables {
			schema := table.Schema()
			var order []string
			for _, c := range schema.Columns[:schema.Keys] {
				order = append(order, c.Name)
			}
			rows, err := s.QueryContext(t.Context(), "SELECT * FROM "+schema.Name+" ORDER BY "+strings.Join(order, ", "))
			if err != nil {
				return err
			}
			values, into := make([]any, len(schema.Columns)), make([]any, len(schema.Columns))
			for i := range values {
				into[i] = &values[i]
			}
			for rows.Next() {
				if err := rows.Scan(into...); err != nil {
					return err
				}
				for i, c := range schema.Columns { // as both stores have it
					switch v := values[i].(type) {
					case time.Time:
						values[i] = v.Format(time.DateOnly)
					case int64:
						if c.Type == engine.Boolean {
							values[i] = v != 0
						}
					}
				}
				fmt.Fprintln(&b, schema.Name, values)
			}
			if err := rows.Close(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
