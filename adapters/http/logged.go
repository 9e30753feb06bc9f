package http

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// Watcher hears of requests, for metrics and traces.
type Watcher interface {
	// Request is called before a request is answered; what it gives is called
	// when it has been, with the route's pattern, "" where there is none.
	Request(r *http.Request) (context.Context, func(method, route string, status int))
	// Correlation is what ties together the events of a request that names
	// nothing itself; "" for no opinion.
	Correlation(ctx context.Context) string
	// Subscribed is called when a subscription begins; what it gives is called
	// when it has ended, with the reason: done, client, slow, shutdown or failed.
	Subscribed() (ended func(why string))
}

// unwatched is a watcher that hears of nothing.
type unwatched struct{}

func (unwatched) Request(r *http.Request) (context.Context, func(string, string, int)) {
	return r.Context(), func(string, string, int) {}
}

func (unwatched) Correlation(context.Context) string { return "" }

func (unwatched) Subscribed() func(string) { return func(string) {} }

// noted is what a request leaves for its log line.
type noted struct {
	code  string
	begun func() // the request is answered, as far as the log and metrics go
}

type notedKey struct{}

// note puts a problem's code into the request's log line.
func note(ctx context.Context, code string) {
	if n, ok := ctx.Value(notedKey{}).(*noted); ok {
		n.code = code
	}
}

// begun is for answers that go on for hours: the request is logged, counted and
// timed now, not when the answer ends.
func begun(ctx context.Context) {
	if n, ok := ctx.Value(notedKey{}).(*noted); ok {
		n.begun()
	}
}

// statusWriter remembers the status that was answered.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// logged writes one line a request: its route, never its address or body.
func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		n := &noted{}
		ctx, answered := s.Watch.Request(r)
		r = r.WithContext(context.WithValue(ctx, notedKey{}, n))
		sw := &statusWriter{ResponseWriter: w}
		counted := sync.OnceFunc(func() { answered(method(r), r.Pattern, sw.status) })
		line := sync.OnceFunc(func() { s.line(r, n.code, sw.status, time.Since(began)) })
		n.begun = func() { counted(); line() }
		defer counted() // also where the answer was broken off
		next.ServeHTTP(sw, r)
		line()
	})
}

// line is a request's line in the log.
func (s *server) line(r *http.Request, code string, status int, took time.Duration) {
	attrs := []slog.Attr{slog.String("method", method(r)), slog.String("route", r.Pattern), slog.Int("status", status), slog.Duration("took", took)}
	if code != "" {
		attrs = append(attrs, slog.String("problem", code))
	}
	s.Logger.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
}

// method is the request's method if it is a usual one: others are the client's
// own words.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}
