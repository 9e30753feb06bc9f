package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"go.opentelemetry.io/otel/attribute"
)

// flushWait is how long closing waits for the last traces to be taken.
const flushWait = 5 * time.Second

// Telemetry is what the program tells of itself.
type Telemetry struct {
	registry *prometheus.Registry
	metrics
	tracer   trace.Tracer
	provider *sdktrace.TracerProvider // nil: nothing is traced
	log      *slog.Logger
	began    time.Time
}

// New tells of the program in its version. Traces go by OTLP over HTTP where
// OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT says, and
// nowhere without. processors are for tests: they take the traces instead.
func New(ctx context.Context, version string, log *slog.Logger, processors ...sdktrace.SpanProcessor) (*Telemetry, error) {
	t := &Telemetry{registry: prometheus.NewRegistry(), tracer: noop.NewTracerProvider().Tracer("vaoso"), log: log, began: time.Now()}
	t.metrics = newMetrics(t.registry, version)
	if len(processors) == 0 && (os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != "") {
		exporter, err := otlptracehttp.New(ctx)
		if err != nil {
			return nil, fmt.Errorf("couldn't set up traces as OTEL_EXPORTER_OTLP_ENDPOINT says: %w", err)
		}
		processors = append(processors, sdktrace.NewBatchSpanProcessor(exporter))
	}
	if len(processors) == 0 {
		return t, nil
	}
	about := resource.NewSchemaless(attribute.String("service.name", "vaoso"), attribute.String("service.version", version))
	options := []sdktrace.TracerProviderOption{sdktrace.WithResource(about)}
	for _, p := range processors {
		options = append(options, sdktrace.WithSpanProcessor(p))
	}
	t.provider = sdktrace.NewTracerProvider(options...)
	t.tracer = t.provider.Tracer("vaoso")
	return t, nil
}

// Close sends what has been traced.
func (t *Telemetry) Close() error {
	if t.provider == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), flushWait)
	defer cancel()
	if err := t.provider.Shutdown(ctx); err != nil {
		return fmt.Errorf("couldn't send the last traces: %w", err)
	}
	return nil
}

// w3c is how a trace is written down.
var w3c = propagation.TraceContext{}

// Correlation is the trace of the context as a correlation id, "" where nothing
// is traced.
func (t *Telemetry) Correlation(ctx context.Context) string {
	if !trace.SpanContextFromContext(ctx).IsSampled() {
		return ""
	}
	carrier := propagation.MapCarrier{}
	w3c.Inject(ctx, carrier)
	return carrier.Get("traceparent")
}

// correlated is the trace that a correlation id names, if it names one.
func correlated(id string) (trace.SpanContext, bool) {
	ctx := w3c.Extract(context.Background(), propagation.MapCarrier{"traceparent": id})
	span := trace.SpanContextFromContext(ctx)
	return span, span.IsValid() && span.IsSampled()
}
