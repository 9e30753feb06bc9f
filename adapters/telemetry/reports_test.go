package telemetry

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vaoso/projections/engine"
)

// scraped is what a scrape says while the views are as given.
func scraped(t *testing.T, reports []engine.Report, trouble error) string {
	t.Helper()
	told, err := New(t.Context(), "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := told.Watch([]string{"workers"}, func(context.Context) ([]engine.Report, error) { return reports, trouble }); err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	told.Metrics().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("the scrape came to %d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func generation(number int, change func(*engine.Report)) engine.Report {
	r := engine.Report{Status: engine.Status{Generation: engine.Generation{Projection: "workers", Version: 1, Number: number}, Since: time.Unix(1e9, 0)}}
	change(&r)
	return r
}

func TestReportsOfOneProjection(t *testing.T) {
	t.Parallel()
	live := generation(2, func(r *engine.Report) { r.Live, r.Behind, r.Lag = true, 3, 4*time.Second })
	for name, test := range map[string]struct {
		reports []engine.Report
		trouble error
		says    []string
		not     string
	}{
		"live": {[]engine.Report{live}, nil, []string{`vaoso_projection_behind_events{projection="workers"} 3`, `vaoso_projection_lag_seconds{projection="workers"} 4`, `vaoso_projection_halted{projection="workers"} 0`}, "rebuild_done"},
		"two rebuilds, of which one was killed": {[]engine.Report{live,
			generation(3, func(r *engine.Report) { r.Done = 0.1 }), generation(4, func(r *engine.Report) { r.Done, r.Left = 0.5, time.Minute })}, nil,
			[]string{`vaoso_projection_rebuild_done_ratio{projection="workers"} 0.5`, `vaoso_projection_rebuild_left_seconds{projection="workers"} 60`}, ""},
		"a halted rebuild beside a live one": {[]engine.Report{live, generation(3, func(r *engine.Report) { r.Halt = &engine.Halt{} })}, nil,
			[]string{`vaoso_projection_halted{projection="workers"} 1`, `vaoso_projection_halted_since_timestamp_seconds{projection="workers"} 1e+09`, `vaoso_projection_live{projection="workers"} 1`}, ""},
		"views that can't be asked": {nil, errors.New("no connection"), []string{`vaoso_projection_leading{projection="workers"} 0`, "vaoso_build_info"}, "behind_events"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := scraped(t, test.reports, test.trouble)
			for _, s := range test.says {
				if !strings.Contains(got, s) {
					t.Errorf("it doesn't say %s", s)
				}
			}
			if test.not != "" && strings.Contains(got, test.not) {
				t.Errorf("it says %s", test.not)
			}
		})
	}
}
