package eventclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
)

const workers = 40

// openBook is a book with some workers in it, and its interface.
func openBook(t *testing.T) (*app.App, http.Handler) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "so")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	h, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	for n := range workers {
		enter(t, h, n)
	}
	return a, h
}

// enter registers the n-th worker.
func enter(t *testing.T, h http.Handler, n int) {
	t.Helper()
	body := fmt.Sprintf(`{"citizenId":"0000940%05d","fullName":"Nguyễn Văn Mẫu","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11","reason":"thử"}`, n)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/commands/RegisterWorker", strings.NewReader(body))
	r.Header.Set("Idempotency-Key", fmt.Sprint("key-", n))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, r); w.Code != http.StatusCreated {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// cutting breaks the answer off after so many bytes.
type cutting struct {
	http.ResponseWriter
	left int
}

func (c *cutting) Write(b []byte) (int, error) {
	if c.left -= len(b); c.left < 0 {
		panic(http.ErrAbortHandler)
	}
	return c.ResponseWriter.Write(b)
}

func (c *cutting) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// at once, instead of a pause.
func atOnce(time.Duration) <-chan time.Time { return time.After(0) }

// TestEveryEventOnce through connections that break anywhere, events that come
// in meanwhile, and a server that says no for a while.
func TestEveryEventOnce(t *testing.T) {
	t.Parallel()
	a, h := openBook(t)
	const seed = 20211108
	rng := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	var broken int
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if broken > 0 && rng.IntN(4) == 0 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		h.ServeHTTP(&cutting{w, 200 + rng.IntN(5000)}, r)
	}))
	s := Subscription{Server: url, After: "start", sleep: atOnce, Lost: func(error, time.Duration) {
		if broken++; broken <= 5 {
			enter(t, h, workers+broken)
		}
	}}
	var got []es.Event
	for e, err := range s.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, e); len(got) == workers+5 {
			break
		}
	}
	i := 0
	for want, err := range a.Log.ReadAll(t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if e := got[i]; e.ID != want.ID || e.Position != want.Position || e.Type != want.Type || e.Version != want.Version || e.Stream != want.Stream || e.Revision != want.Revision || !e.Meta.RecordedAt.Equal(want.Meta.RecordedAt) || strings.Contains(string(e.Data), "Nguyễn") {
			t.Errorf("event %d came as %+v, and is %+v", i, e, want)
		}
		i++
	}
	if i != len(got) || broken < 5 {
		t.Errorf("%d events of %d, over %d broken connections", len(got), i, broken)
	}
}

// TestTheLogsPresentEnd, also over broken connections.
func TestTheLogsPresentEnd(t *testing.T) {
	t.Parallel()
	_, h := openBook(t)
	var asked atomic.Int64
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) <= 3 {
			w = &cutting{w, 3000}
		}
		h.ServeHTTP(w, r)
	}))
	for filter, s := range map[string]Subscription{"everything": {}, "a type": {Types: []string{"WorkerMoved", "WorkerRegistered"}}, "streams": {Streams: []string{"contract-", "worker-"}}} {
		s.Server, s.After, s.Present, s.sleep = url+"/", "start", true, atOnce
		n := 0
		for _, err := range s.Events(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != workers {
			t.Errorf("%s: %d events", filter, n)
		}
	}
	if asked.Load() != 3+3 {
		t.Errorf("it asked %d times", asked.Load())
	}
}

// TestASilentServerIsGivenUp, and asked again from where it was.
func TestASilentServerIsGivenUp(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		if r.Header.Get("Last-Event-ID") == "7" {
			_, _ = io.WriteString(w, "event: end\ndata: {}\n\n")
			return
		}
		_, _ = io.WriteString(w, ": hello\r\nretry: 10\r\nretry: x\r\nid: 7\r\nunknown: 1\r\n\r\n")
		_ = http.NewResponseController(w).Flush()
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	var lost []error
	var waits []time.Duration
	s := Subscription{Server: url, Silence: 50 * time.Millisecond, Lost: func(err error, wait time.Duration) { lost, waits = append(lost, err), append(waits, wait) }}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for e, err := range s.Events(ctx) {
		t.Errorf("%+v %v", e, err)
	}
	if len(lost) != 1 || !errors.Is(lost[0], errSilent) || waits[0] != 10*time.Millisecond {
		t.Errorf("lost %v, waited %v", lost, waits)
	}
}

// TestWhatEndsIt at once: trying again would help nothing, or nobody knows that
// it would.
func TestWhatEndsIt(t *testing.T) {
	t.Parallel()
	_, h := openBook(t)
	book := serve(t, h)
	says := func(status int, kind, body string) string {
		return serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}))
	}
	gone := httptest.NewServer(h)
	gone.Close()
	for what, c := range map[string]struct {
		s    Subscription
		says string
	}{
		"a position of another log": {Subscription{Server: book, After: "999"}, "another log"},
		"a type that isn't there":   {Subscription{Server: book, Types: []string{"Nothing"}}, "không có loại sự kiện"},
		"nobody there":              {Subscription{Server: gone.URL}, "couldn't ask"},
		"no address":                {Subscription{Server: ":"}, "couldn't ask"},
		"another program":           {Subscription{Server: says(200, "text/html", "<p>")}, "200 OK, not with events"},
		"no room":                   {Subscription{Server: says(503, "application/problem+json", `{"code":"ErrManySubscribers","detail":"đủ","detailEn":"full"}`)}, "đủ / full"},
		"a broken problem":          {Subscription{Server: says(400, "application/problem+json", `{`)}, "couldn't read a problem"},
		"no JSON":                   {Subscription{Server: says(200, "text/event-stream", "data: {\n\n")}, "couldn't understand"},
		"no version":                {Subscription{Server: says(200, "text/event-stream", "data: {\"type\":\"WorkerMoved\"}\n\n")}, "no type with a version"},
	} {
		n := 0
		for _, err := range c.s.Events(t.Context()) {
			if n++; err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d words", what, n)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for _, err := range (Subscription{Server: book, After: "start"}).Events(ctx) {
		if cancel(); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}
