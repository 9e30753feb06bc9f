package telemetry

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// tracesPerPage is how many traces of a page's events get a span of its
// projecting: a page of a catch-up has thousands.
const tracesPerPage = 16

var _ engine.Observer = (*Telemetry)(nil)

// Projecting is engine.Observer's.
func (t *Telemetry) Projecting(projection string, page *engine.Page) func(error) {
	began := time.Now()
	return func(err error) {
		var halted *engine.HaltedError
		outcome := "done"
		switch {
		case errors.As(err, &halted):
			outcome = "halted"
		case err != nil:
			outcome = "failed"
		}
		t.pages.WithLabelValues(projection, outcome).Inc()
		if err == nil {
			t.events.WithLabelValues(projection).Add(float64(page.Read))
			t.pageSeconds.WithLabelValues(projection).Observe(time.Since(began).Seconds())
			// What was recorded before this program began is a backlog, not a lag.
			if n := len(page.Events); n > 0 && page.CaughtUp && page.Events[n-1].Meta.RecordedAt.After(t.began) {
				t.visibleSeconds.WithLabelValues(projection).Observe(time.Since(page.Events[n-1].Meta.RecordedAt).Seconds())
			}
		}
		if t.provider != nil {
			t.trace(projection, page, began, outcome)
		}
	}
}

// trace adds the projecting of a page to the traces of its events.
func (t *Telemetry) trace(projection string, page *engine.Page, began time.Time, outcome string) {
	seen := map[trace.TraceID]bool{}
	more := 0
	for i := range page.Events {
		parent, ok := correlated(page.Events[i].Meta.CorrelationID)
		if !ok || seen[parent.TraceID()] {
			continue
		}
		if seen[parent.TraceID()] = true; len(seen) > tracesPerPage {
			more++
			continue
		}
		_, span := t.tracer.Start(trace.ContextWithRemoteSpanContext(context.Background(), parent), "project "+projection,
			trace.WithTimestamp(began), trace.WithSpanKind(trace.SpanKindConsumer), trace.WithAttributes(
				attribute.String("vaoso.projection", projection), attribute.String("vaoso.position", page.Through.String()),
				attribute.Int("vaoso.events", page.Read), attribute.String("vaoso.outcome", outcome)))
		if outcome != "done" {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
	if more > 0 {
		t.log.Debug("a page had more traces than are followed", slog.String("projection", projection), slog.Int("more", more))
	}
}

// Stalled is engine.Observer's.
func (t *Telemetry) Stalled(projection string, at, head es.Position) {
	t.stalls.WithLabelValues(projection).Inc()
	t.log.Warn("a projection stood still behind the log's end; the log is subscribed to anew",
		slog.String("projection", projection), slog.String("position", at.String()), slog.String("head", head.String()))
}

// Leading is engine.Observer's.
func (t *Telemetry) Leading(projection string, leads bool) {
	t.leading.WithLabelValues(projection).Set(oneIf(leads))
	t.log.Info("leading", slog.String("projection", projection), slog.Bool("leads", leads))
}
