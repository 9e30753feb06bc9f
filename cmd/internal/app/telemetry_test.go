package app_test

import (
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"vaoso/cmd/internal/app"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

const somebody = `{"citizenId":"000094000001","fullName":"Nguyễn Văn Mẫu","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11","reason":"thử"}`

// scrape is every sample of a scrape, as "name{label=value}".
func (h *house) scrape() map[string]float64 {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), http.MethodGet, h.url+"/metrics", nil)
	if err != nil {
		h.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(resp.Body)
		h.t.Fatalf("the scrape came to %s: %s", resp.Status, text)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(resp.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	samples := map[string]float64{}
	for name, family := range families {
		if strings.HasPrefix(name, "vaoso_") && family.GetHelp() == "" {
			h.t.Errorf("%s says nothing about itself", name)
		}
		for _, m := range family.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			value := m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
			samples[name+"{"+strings.Join(labels, ",")+"}"] = value
		}
	}
	return samples
}

func TestMetricsOfARunningBook(t *testing.T) {
	t.Parallel()
	h := serve(t, openBook(t))
	at := h.do("RegisterWorker", somebody)
	if status, _ := h.ask(http.MethodGet, "/api/contracts?after="+at, ""); status != http.StatusOK {
		t.Fatalf("the query came to %d", status)
	}
	if status, _ := h.post("RegisterWorker", strings.Replace(somebody, "08710", "99999", 1)); status < 400 {
		t.Fatalf("an unknown ward was taken: %d", status)
	}
	position, err := es.ParsePosition(at)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range h.Engine.Names() {
		if err := h.Engine.WaitFor(t.Context(), name, position); err != nil {
			t.Fatal(err)
		}
	}
	got := h.scrape()
	for sample, want := range map[string]func(float64) bool{
		`vaoso_appends_total{command=RegisterWorker,outcome=taken}`:                                 func(v float64) bool { return v == 1 },
		`vaoso_http_requests_total{method=POST,route=POST /api/commands/RegisterWorker,status=201}`: func(v float64) bool { return v == 1 },
		`vaoso_http_requests_total{method=GET,route=GET /api/contracts,status=200}`:                 func(v float64) bool { return v == 1 },
		`vaoso_projection_behind_events{projection=workers}`:                                        func(v float64) bool { return v == 0 },
		`vaoso_projection_lag_seconds{projection=workers}`:                                          func(v float64) bool { return v == 0 },
		`vaoso_projection_halted{projection=workers}`:                                               func(v float64) bool { return v == 0 },
		`vaoso_projection_live{projection=workers}`:                                                 func(v float64) bool { return v == 1 },
		`vaoso_projection_leading{projection=workers}`:                                              func(v float64) bool { return v == 1 },
		`vaoso_projection_pages_total{outcome=done,projection=workers}`:                             func(v float64) bool { return v >= 1 },
		`vaoso_projection_visible_seconds{projection=workers}`:                                      func(v float64) bool { return v >= 1 },
		`vaoso_append_duration_seconds{}`:                                                           func(v float64) bool { return v >= 1 },
	} {
		if v, there := got[sample]; !there || !want(v) {
			t.Errorf("%s is %v (there: %v)", sample, v, there)
		}
	}
	for sample := range got {
		if strings.Contains(sample, "000094000001") || strings.Contains(sample, "Mẫu") {
			t.Errorf("a metric names a person: %s", sample)
		}
	}
}

func TestMetricsOfAHaltedView(t *testing.T) {
	t.Parallel()
	a := openBook(t)
	_, err := a.Log.Append(t.Context(), "worker-1", es.NoStream, []es.NewEvent{{
		ID: es.EventID("poison", "worker-1", 0), Type: "WorkerMoved", Version: 1, Data: []byte(`{"ward":7}`),
		Meta: es.Metadata{Actor: "u-test", Role: "city_officer", Reason: "test", Command: "MoveWorker", IdempotencyKey: "poison", OccurredOn: civil.On(2021, 5, 1), RecordedAt: time.Now()},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := serve(t, a).scrape()
	if got[`vaoso_projection_halted{projection=workers}`] != 1 || got[`vaoso_projection_halted_since_timestamp_seconds{projection=workers}`] < 1e9 {
		t.Errorf("workers: halted %v since %v", got[`vaoso_projection_halted{projection=workers}`], got[`vaoso_projection_halted_since_timestamp_seconds{projection=workers}`])
	}
	if got[`vaoso_projection_halted{projection=contracts}`] != 0 {
		t.Error("contracts is halted too")
	}
}

// TestATraceFromRequestToProjection: one trace, begun by the client, goes
// through the request and the append to every projection that made it visible.
func TestATraceFromRequestToProjection(t *testing.T) {
	t.Parallel()
	spans := tracetest.NewSpanRecorder()
	dir := filepath.Join(t.TempDir(), "so")
	if err := app.Create(dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Dir: dir, Tell: slog.New(slog.DiscardHandler), Traces: []sdktrace.SpanProcessor{spans}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	h := serve(t, a)
	const client, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
	status, answer := h.ask(http.MethodPost, "/api/commands/RegisterWorker", somebody,
		"Content-Type", "application/json", "Idempotency-Key", "traced", "traceparent", "00-"+client+"-"+parent+"-01")
	if status != http.StatusCreated {
		t.Fatalf("the command came to %d: %v", status, answer)
	}
	position, err := es.ParsePosition(answer["position"].(string))
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Engine.WaitFor(t.Context(), "workers", position); err != nil {
		t.Fatal(err)
	}
	found := map[string]sdktrace.ReadOnlySpan{}
	late := time.After(patience)
	for len(found) < 3 { // the observer hears of a page just after queries see it
		for _, s := range spans.Ended() {
			for name, part := range map[string]string{"http": "/api/commands/RegisterWorker", "append": "append", "project": "project workers"} {
				if s.SpanContext().TraceID().String() == client && strings.Contains(s.Name(), part) {
					found[name] = s
				}
			}
		}
		select {
		case <-late:
			t.Fatalf("found %v alone", found)
		default:
			runtime.Gosched()
		}
	}
	if got := found["http"].Parent().SpanID().String(); got != parent {
		t.Errorf("the request's parent is %s, want the client's", got)
	}
	for _, below := range []string{"append", "project"} {
		if got := found[below].Parent().SpanID(); got != found["http"].SpanContext().SpanID() {
			t.Errorf("the parent of %s is %s, want the request", below, got)
		}
	}
	for _, s := range spans.Ended() {
		text := s.Name() + s.Status().Description
		for _, kv := range s.Attributes() {
			text += " " + string(kv.Key) + "=" + kv.Value.String()
		}
		if strings.Contains(text, "000094000001") || strings.Contains(text, "Mẫu") || strings.Contains(text, "1994") || len(s.Events()) > 0 || s.Status().Code == codes.Error {
			t.Errorf("a span says %s", text)
		}
	}
}
