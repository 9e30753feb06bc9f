package telemetry

import (
	"context"
	"errors"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"vaoso/domain/es"
)

// Log is a log whose appends are counted, timed and traced.
func (t *Telemetry) Log(log es.Log) es.Log { return watchedLog{log, t} }

type watchedLog struct {
	es.Log
	t *Telemetry
}

// Append is es.Log's.
func (l watchedLog) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	command := "none"
	if len(events) > 0 && events[0].Meta.Command != "" {
		command = events[0].Meta.Command
	}
	began := time.Now()
	ctx, span := l.t.tracer.Start(ctx, "append", trace.WithAttributes(attribute.String("vaoso.command", command), attribute.Int("vaoso.events", len(events))))
	defer span.End()
	done, err := l.Log.Append(ctx, stream, expected, events)
	outcome := "taken"
	var conflict *es.ConflictError
	switch {
	case errors.As(err, &conflict):
		outcome = "conflict"
	case err != nil:
		outcome = "failed"
		span.SetStatus(codes.Error, "") // the text may quote anything
	default:
		l.t.appendSeconds.Observe(time.Since(began).Seconds())
		span.SetAttributes(attribute.String("vaoso.position", done.Position.String()))
	}
	span.SetAttributes(attribute.String("vaoso.outcome", outcome))
	l.t.appends.WithLabelValues(command, outcome).Inc()
	return done, err
}
