package app_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/cmd/internal/app"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// openAt opens the book in the folder with its log at the URL.
func openAt(t *testing.T, dir, url string) (*app.App, error) {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Log: url, Tell: slog.New(slog.DiscardHandler)})
	if err == nil {
		t.Cleanup(func() {
			if err := a.Close(); err != nil {
				t.Errorf("couldn't close: %v", err)
			}
		})
	}
	return a, err
}

// TestABookInEventStoreDB: one flag, and nothing else notices: what is sent over
// HTTP is read back at once, and the policy carries on.
func TestABookInEventStoreDB(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := openAt(t, dir, esdbtest.Start(t, esdbtest.Log(t)).URL())
	if err != nil {
		t.Fatal(err)
	}
	h := serve(t, a)
	for _, s := range steps {
		h.do(s[0], s[1])
	}
	at := h.do("DispatchOverseas", departure)
	if status, page := h.ask(http.MethodGet, "/api/contracts?state=departed&asOf=2021-08-01&after="+at, ""); status != 200 || !strings.Contains(fmt.Sprint(page), "C-2021-0007") {
		t.Errorf("the departure just written isn't read: %d %v", status, page)
	}
	h.await(es.Start, "EngagementConfirmed", func(es.Event) bool { return true })
}

// TestViewsOfAnotherLog are refused: their positions would mean something else.
func TestViewsOfAnotherLog(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	run := func(url string) {
		a, err := app.Open(t.Context(), app.Options{Dir: dir, Log: url, Tell: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		if err := a.PassDay(t.Context(), civil.On(2021, 3, 9)); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(a.Engine.CatchUp(t.Context()), a.Close()); err != nil {
			t.Fatal(err)
		}
	}
	run("") // the first event makes the views this log's
	other := esdbtest.Log(t)
	node := esdbtest.Start(t, other)
	if _, err := other.Append(t.Context(), "elsewhere", es.NoStream, []es.NewEvent{{ID: es.EventID("first", "elsewhere", 0), Type: "DayPassed", Version: 1, Data: []byte("{}"), Meta: es.Metadata{OccurredOn: civil.On(2021, 3, 9), RecordedAt: time.Now()}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := openAt(t, dir, node.URL()); !errors.Is(err, engine.ErrAnotherLog) {
		t.Errorf("opened with another log: %v, want %v", err, engine.ErrAnotherLog)
	}
	run("")
}
