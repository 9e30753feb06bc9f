package http

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"runtime/debug"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/operations"
	"vaoso/projections/engine"
)

// Engine is what the interface asks of the projections. engine.Engine has it.
type Engine interface {
	// WaitFor returns once queries see everything up to the position, and
	// fails as engine.Engine.WaitFor does.
	WaitFor(ctx context.Context, projection string, at es.Position) error
	// Reports are the statuses of all projections.
	Reports(ctx context.Context) ([]engine.Report, error)
}

// Options are what the interface stands on.
type Options struct {
	Book  *book.Book
	Views engine.Reader
	// AsOf reads the projections' views, together, as of a day that is over.
	AsOf   func(context.Context, civil.Date, []engine.Projection, func(engine.Snapshot) error) error
	Engine Engine
	// Skips are the events that a projection goes past, in the order of the
	// decisions, as the log has them.
	Skips   func(ctx context.Context, projection string) (operations.Skips, error)
	Version string       // of the program
	Logger  *slog.Logger // never hears of anything personal
	// Events are what others may subscribe to.
	Events Subscriptions
	// Watch hears of every request; nil: nobody does.
	Watch Watcher
	// Metrics answers scrapes at /metrics; nil: there are none.
	Metrics http.Handler
	// Pages answers what isn't the interface's: the pages for people, at "/".
	// nil: there are none.
	Pages http.Handler
}

// maxBody is the most that a request may hold, in bytes.
const maxBody = 1 << 20

type server struct {
	Options
	mux         *http.ServeMux
	api         huma.API
	subscribers chan struct{} // has room for as many as there may be
}

// New is the interface as a handler.
func New(o Options) (http.Handler, error) {
	if o.Watch == nil {
		o.Watch = unwatched{}
	}
	s := &server{Options: o, mux: http.NewServeMux()}
	s.api = humago.New(s.mux, s.config())
	s.commands()
	s.queries()
	s.events()
	s.health()
	s.mux.HandleFunc("GET /problems/{code}", s.problemPage)
	description, err := json.Marshal(s.api.OpenAPI())
	if err != nil {
		return nil, fmt.Errorf("couldn't write the interface's description: %w", err)
	}
	s.mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		_, _ = w.Write(description) // the client has gone; there is nobody to tell
	})
	if s.Metrics != nil {
		s.mux.Handle("GET /metrics", s.Metrics)
	}
	s.mux.HandleFunc("/api/", s.nothingHere)
	if s.Pages == nil {
		s.Pages = http.HandlerFunc(s.nothingHere)
	}
	s.mux.Handle("/", s.Pages)
	return s.logged(s.guarded(s.mux)), nil
}

func (s *server) config() huma.Config {
	config := huma.DefaultConfig("Vào Sổ", s.Version)
	// What huma would serve by itself stays off: the description is written
	// once, in New, and loads nothing from elsewhere.
	config.OpenAPIPath, config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", "", nil
	config.Info.Description = "Sổ sự kiện của kế hoạch việc làm: mọi lệnh, mọi câu hỏi. Lỗi theo RFC 9457.\n\n" +
		"The event-sourced book of a city's employment plan: every command and query. Errors are RFC 9457 problems."
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	schemas := config.Components.Schemas
	schemas.RegisterTypeAlias(reflect.TypeFor[civil.Date](), reflect.TypeFor[dateText]())
	schemas.RegisterTypeAlias(reflect.TypeFor[es.Position](), reflect.TypeFor[positionText]())
	schemas.RegisterTypeAlias(reflect.TypeFor[es.UUID](), reflect.TypeFor[uuidText]())
	return config
}

// respond is what a route does: it answers, or fails with an error that becomes
// a problem.
type respond func(w http.ResponseWriter, r *http.Request) error

// route describes an operation and answers it. answer is the type of the body
// of a success, unless op describes that itself; statuses are those of the
// problems it may come to. Query parameters that op doesn't list are refused.
func (s *server) route(op huma.Operation, answer reflect.Type, do respond, statuses ...int) {
	schemas := s.api.OpenAPI().Components.Schemas
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	ok := op.Responses["200"]
	if ok == nil {
		ok = &huma.Response{}
	}
	ok.Description = "OK"
	if ok.Content == nil {
		ok.Content = map[string]*huma.MediaType{"application/json": {Schema: schemas.Schema(answer, true, op.OperationID)}}
	}
	op.Responses["200"] = ok
	problem := &huma.MediaType{Schema: schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")}
	for _, status := range append(statuses, http.StatusBadRequest, http.StatusInternalServerError) {
		op.Responses[fmt.Sprint(status)] = &huma.Response{Description: http.StatusText(status), Content: map[string]*huma.MediaType{"application/problem+json": problem}}
	}
	s.api.OpenAPI().AddOperation(&op)
	do = knownOnly(&op, do)
	s.api.Adapter().Handle(&op, func(ctx huma.Context) {
		r, w := humago.Unwrap(ctx)
		if err := do(w, r); err != nil {
			s.fail(w, r, err, r.Header.Get("If-Match") != "")
		}
	})
}

// nothingHere answers for addresses that don't exist, or not for the method.
func (s *server) nothingHere(w http.ResponseWriter, r *http.Request) {
	var allow []string
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := s.mux.Handler(other); strings.HasPrefix(pattern, method+" ") {
			allow = append(allow, method)
		}
	}
	if len(allow) == 0 {
		s.fail(w, r, errRouteUnknown, false)
		return
	}
	w.Header().Set("Allow", strings.Join(allow, ", "))
	s.fail(w, r, errMethod.With("allow", strings.Join(allow, ", ")), false)
}

// guarded stands before every route.
func (s *server) guarded(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, errCrossOrigin, false) }))
	next = origin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch cause := recover(); cause {
			case nil:
			case http.ErrAbortHandler:
				panic(cause)
			default: // a mistake in the program; its text may quote anything, so the place alone is logged
				s.Logger.LogAttrs(r.Context(), slog.LevelError, "a handler panicked", slog.String("route", r.Pattern), slog.String("stack", string(debug.Stack())))
				s.fail(w, r, errInternal, false)
			}
		}()
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		if strings.HasPrefix(r.URL.Path, "/api/") {
			w.Header().Set("Cache-Control", "no-store")
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}
