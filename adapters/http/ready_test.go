package http

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vaoso/domain/es"
	"vaoso/domain/operations"
	"vaoso/projections/engine"
)

// told is an engine that says what it is told to.
type told []engine.Report

func (told) WaitFor(context.Context, string, es.Position) error      { return nil }
func (r told) Reports(context.Context) ([]engine.Report, error)      { return r, nil }
func (told) skips(context.Context, string) (operations.Skips, error) { return nil, nil }

func answered(t *testing.T, reports told, path string) (int, string) {
	t.Helper()
	h, err := New(Options{Engine: reports, Skips: reports.skips, Version: "test", Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func report(change func(*engine.Report)) engine.Report {
	r := engine.Report{Status: engine.Status{Generation: engine.Generation{Projection: "workers", Version: 1, Number: 2}, Live: true, Since: time.Date(2021, 5, 18, 1, 2, 3, 0, time.UTC)}, Done: 1}
	change(&r)
	return r
}

func TestWhoIsNotReady(t *testing.T) {
	t.Parallel()
	halt := &engine.Halt{Position: es.NewPosition(7, 7), Type: "WorkerMoved", Error: "the fold panicked"}
	live := report(func(*engine.Report) {})
	for name, test := range map[string]struct {
		reports told
		says    string // "": ready
	}{
		"all is well":                    {told{live}, ""},
		"halted":                         {told{report(func(r *engine.Report) { r.Halt = halt })}, "halted at event 7 (WorkerMoved) since 2021-05-18T01:02:03Z: the fold panicked"},
		"in Vietnam's time":              {told{report(func(r *engine.Report) { r.Halt = halt })}, "từ 18/05/2021 08:02: the fold panicked"},
		"far behind":                     {told{report(func(r *engine.Report) { r.Behind = engine.CountedBehind })}, "at least 10000 events behind"},
		"late":                           {told{report(func(r *engine.Report) { r.Behind, r.Lag = 1, 6*time.Minute })}, "6m0s late"},
		"a little late":                  {told{report(func(r *engine.Report) { r.Behind, r.Lag = 1, time.Minute })}, ""},
		"built for the first time":       {told{report(func(r *engine.Report) { r.Live = false })}, "being built for the first time"},
		"a rebuild beside a live one":    {told{live, report(func(r *engine.Report) { r.Live, r.Number, r.Behind = false, 3, 5 })}, ""},
		"a halted rebuild beside it":     {told{live, report(func(r *engine.Report) { r.Live, r.Number, r.Halt = false, 3, halt })}, ""},
		"one that was replaced, far off": {told{report(func(r *engine.Report) { r.Live, r.Retired, r.Number, r.Behind = false, true, 1, engine.CountedBehind }), live}, ""},
		"nothing yet":                    {told{}, "there are no views yet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, body := answered(t, test.reports, "/readyz")
			want := http.StatusServiceUnavailable
			if test.says == "" {
				want = http.StatusOK
			}
			if status != want || !strings.Contains(body, test.says) {
				t.Errorf("got %d %s, want %d %q", status, body, want, test.says)
			}
		})
	}
}

func TestStatusOfARebuild(t *testing.T) {
	t.Parallel()
	_, body := answered(t, told{
		report(func(r *engine.Report) {
			r.Comparison = `{"with":1,"at":"7","tables":[{"table":"workers","rows":5,"added":1,"gone":0,"changed":2}]}`
		}),
		report(func(r *engine.Report) {
			r.Live, r.Number, r.Done, r.Pace.Events, r.Left, r.Lag = false, 3, 0.25, 1234, 90*time.Second, 2*time.Second
		}),
	}, "/api/projections")
	var list ProjectionList
	if err := json.Unmarshal([]byte(body), &list); err != nil || len(list.Projections) != 2 {
		t.Fatalf("got %s (%v)", body, err)
	}
	live, fresh := list.Projections[0], list.Projections[1]
	if live.Comparison == nil || live.Comparison.Tables[0].Changed != 2 || live.Percent != 100 {
		t.Errorf("the live one is %+v", live)
	}
	if fresh.State != engine.Rebuilding || fresh.Percent != 25 || fresh.Rate != 1234 || fresh.Left != 90 || fresh.LagSeconds != 2 || fresh.Since.IsZero() {
		t.Errorf("the new one is %+v", fresh)
	}
}

// away is an engine whose log or views are away: it fails, or never answers.
type away struct {
	told
	err error
}

func (a away) Reports(ctx context.Context) ([]engine.Report, error) {
	if a.err != nil {
		return nil, a.err
	}
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestNotReadyWithoutLogOrViews: the answer is 503, and comes within seconds.
func TestNotReadyWithoutLogOrViews(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{"no log": fmt.Errorf("couldn't: %w", es.ErrUnavailable), "no views": engine.ErrUnavailable, "no answer": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h, newErr := New(Options{Engine: away{err: err}, Skips: told{}.skips, Version: "test", Logger: slog.New(slog.DiscardHandler)})
				if newErr != nil {
					t.Fatal(newErr)
				}
				began := time.Now()
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/readyz", nil))
				if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), `"ready":false`) || !strings.Contains(w.Body.String(), "can't be reached") || time.Since(began) > 5*time.Second {
					t.Errorf("after %s: %d %s", time.Since(began), w.Code, w.Body)
				}
			})
		})
	}
}
