package telemetry

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Request is called before a request is answered, and what it gives when it has
// been, with the route's pattern: never the address, which may hold anything.
func (t *Telemetry) Request(r *http.Request) (context.Context, func(method, route string, status int)) {
	began := time.Now()
	ctx := w3c.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
	ctx, span := t.tracer.Start(ctx, "HTTP", trace.WithSpanKind(trace.SpanKindServer))
	return ctx, func(method, route string, status int) {
		if route == "" {
			route = "none"
		}
		t.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
		t.requestSeconds.WithLabelValues(route).Observe(time.Since(began).Seconds())
		span.SetName(route)
		span.SetAttributes(attribute.String("http.request.method", method), attribute.String("http.route", route), attribute.Int("http.response.status_code", status))
		if status >= http.StatusInternalServerError {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// Subscribed is called when a subscription begins, and what it gives when it has
// ended.
func (t *Telemetry) Subscribed() (ended func(why string)) {
	t.subscriptions.Inc()
	return func(why string) {
		t.subscriptions.Dec()
		t.unsubscribed.WithLabelValues(why).Inc()
	}
}
