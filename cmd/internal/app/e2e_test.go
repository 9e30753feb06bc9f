package app_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	api "vaoso/adapters/http"
	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// house is an open book, served and projected as the program does it.
type house struct {
	*app.App
	t   *testing.T
	url string
}

func openBook(t *testing.T) *app.App {
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
	return a
}

// serve runs the book on a loopback address until the test ends.
func serve(t *testing.T, a *app.App) *house {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	handler, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 2)
	go func() { ended <- a.Run(ctx) }()
	go func() { ended <- api.Serve(ctx, listener, handler, a.Logger()) }()
	t.Cleanup(func() {
		stop()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	})
	return &house{a, t, "http://" + listener.Addr().String()}
}

// patient is how often a view is asked for what it doesn't show yet: a machine may
// be busy for longer than one request is held.
const patient = 6

// ask sends a request and reads the JSON of its answer. Where a view hasn't come
// so far yet it asks again, as the answer says.
func (h *house) ask(method, path, body string, header ...string) (status int, answer map[string]any) {
	h.t.Helper()
	for range patient {
		if status, answer = h.askOnce(method, path, body, header...); answer["code"] != "ErrNotYet" {
			break
		}
	}
	return status, answer
}

func (h *house) askOnce(method, path, body string, header ...string) (status int, answer map[string]any) {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), method, h.url+path, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		h.t.Fatalf("%s %s: %v: %s", method, path, err, text)
	}
	return resp.StatusCode, answer
}

// do carries out a command, whose key is its name and body, and answers its position.
func (h *house) do(name, body string) string {
	h.t.Helper()
	status, answer := h.post(name, body)
	if status >= 300 {
		h.t.Fatalf("%s came to %d: %v", name, status, answer)
	}
	return answer["position"].(string)
}

func (h *house) post(name, body string) (int, map[string]any) {
	h.t.Helper()
	body = strings.TrimSuffix(body, "}") + `,"legalBasis":"thử"}`
	return h.ask(http.MethodPost, "/api/commands/"+name, body, "Content-Type", "application/json", "Idempotency-Key", "k-"+es.NewUUIDv5(es.UUID{}, name+body).String())
}

// await returns once the log holds an event of the type that wanted accepts.
func (h *house) await(after es.Position, typ string, wanted func(es.Event) bool) es.Event {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	for page, err := range h.Log.Follow(ctx, after, es.Filter{Types: []string{typ}}, 100) {
		if err != nil {
			h.t.Fatalf("no %s came: %v", typ, err)
		}
		for _, e := range page.Events {
			if wanted(e) {
				return e
			}
		}
	}
	panic("Follow ended without an error")
}

// inject writes an event past every rule, straight into the log.
func inject(t *testing.T, log es.Log, stream, typ, data string) es.Position {
	t.Helper()
	day := scenario.Day("2021-05-04")
	at, err := log.Append(t.Context(), stream, es.Any, []es.NewEvent{{
		ID: es.NewUUIDv5(es.UUID{}, stream+typ+data), Type: typ, Version: 1, Data: []byte(data), Meta: es.Metadata{Actor: "u-test", Role: "system", OccurredOn: day, RecordedAt: day.In(8, 0, 0)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return at.Position
}

// steps leads to a contract that may depart.
var steps = [][2]string{
	{"RegisterWorker", `{"citizenId":"000094000123","fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11"}`},
	{"RegisterAgency", `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","expiresOn":"2023-01-01","markets":["JP"],"on":"2021-01-02"}`},
	{"SignContract", `{"contract":"C-2021-0007","citizenId":"000094000123","licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":36,"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":400000,"currency":"JPY"},"on":"2021-03-02"}`},
	{"RecordOrientation", `{"contract":"C-2021-0007","certificateNo":"ĐH-0071","on":"2021-03-20"}`},
	{"RegisterContract", `{"contract":"C-2021-0007","registrationNo":"ĐK-26-88","on":"2021-03-25"}`},
}

const departure = `{"contract":"C-2021-0007","reportedOn":"2021-07-18","on":"2021-07-18"}`
