package http

import (
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vaoso/domain/es"
)

// Limits of subscriptions, where the options give none.
const (
	maxSubscribers = 100
	heartbeat      = 15 * time.Second
	slowLimit      = 10 * time.Second
)

// Subscriptions are how others follow the log over HTTP.
type Subscriptions struct {
	// Log is what is shown: without what belongs to a person. nil: nobody can
	// subscribe.
	Log es.Log
	// Source names the book in each event, as CloudEvents has it: a URI reference.
	Source string
	// Max bounds how many subscribe at one moment; 0 means 100.
	Max int
	// Heartbeat is how often a client hears something while nothing happens;
	// 0 means 15 s.
	Heartbeat time.Duration
	// Slow is how long a client may take to accept an event before it is
	// dropped; 0 means 10 s.
	Slow time.Duration
}

// events is the route of subscriptions.
func (s *server) events() {
	e := &s.Options.Events
	if e.Log == nil {
		return
	}
	if e.Max <= 0 {
		e.Max = maxSubscribers
	}
	if e.Heartbeat <= 0 {
		e.Heartbeat = heartbeat
	}
	if e.Slow <= 0 {
		e.Slow = slowLimit
	}
	s.subscribers = make(chan struct{}, e.Max)
	stream := &huma.MediaType{Schema: s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[PublishedEvent](), true, "PublishedEvent")}
	s.route(huma.Operation{
		Method: http.MethodGet, Path: "/api/events", OperationID: "Events", Tags: []string{"events"},
		Summary: "theo dõi sự kiện", Description: "Server-sent events in the order of the log, without personal fields: each has its position as id and a CloudEvent as data. " +
			"Reconnecting with Last-Event-ID goes on where it broke off. An id without data moves the place on where nothing matched. docs/integrating.md shows clients.",
		Parameters: []*huma.Param{
			inQuery("type", "event types, with commas or repeated: WorkerPlaced,PlacementEnded; not together with stream"),
			inQuery("stream", "beginnings of streams' names, repeated: contract-; not together with type"),
			inQuery("after", "a position, or start; by default only what is entered from now on"),
			inQuery("follow", "false: end at the log's present end, with an event named end"),
			header("Last-Event-ID", "a position: goes on after it, whatever the address says", false),
		},
		Responses: map[string]*huma.Response{"200": {Content: map[string]*huma.MediaType{"text/event-stream": stream}}},
	}, nil, s.subscribe, http.StatusBadRequest, http.StatusServiceUnavailable)
}

// subscribe streams the log to one client.
func (s *server) subscribe(w http.ResponseWriter, r *http.Request) error {
	filter, err := s.filterOf(r)
	if err != nil {
		return err
	}
	after, err := s.startOf(r)
	if err != nil {
		return err
	}
	a := &asked{r: r}
	follow := a.text("follow") == "" || a.flag("follow")
	if a.err != nil {
		return a.err
	}
	select {
	case s.subscribers <- struct{}{}:
		defer func() { <-s.subscribers }()
	default:
		return errManySubscribers.With("limit", s.Options.Events.Max)
	}
	return (&subscription{server: s, w: w, r: r, filter: filter, read: after, once: !follow}).stream()
}

// filterOf is what the client wants to hear of.
func (s *server) filterOf(r *http.Request) (es.Filter, error) {
	var filter es.Filter
	query := r.URL.Query()
	for _, list := range query["type"] {
		for name := range strings.SplitSeq(list, ",") {
			name = strings.TrimSpace(name)
			if _, known := s.Book.Definitions.Named(name); !known {
				return filter, errEventTypeUnknown.With("type", name, "known", strings.Join(s.Book.Definitions.Names(), ", "))
			}
			filter.Types = append(filter.Types, name)
		}
	}
	filter.StreamPrefixes = query["stream"]
	if slices.Contains(filter.StreamPrefixes, "") {
		return filter, invalid("stream", "cần phần đầu của tên luồng, như contract-", "the beginning of a stream's name is wanted, such as contract-")
	}
	if filter.Valid() != nil {
		return filter, invalid("stream", "chỉ lọc theo type hoặc theo stream, không cả hai", "filter by type or by stream, not by both")
	}
	return filter, nil
}

// startOf is the position after which the client wants to hear: where it broke
// off, where the address says, or the log's end.
func (s *server) startOf(r *http.Request) (es.Position, error) {
	name, text := "Last-Event-ID", r.Header.Get("Last-Event-ID")
	if text == "" {
		name, text = "after", r.URL.Query().Get("after")
	}
	head, err := s.Options.Events.Log.Head(r.Context())
	if err != nil || text == "" {
		return head, err
	}
	a := &asked{r: r}
	after := a.positionIn(name, text)
	if a.err == nil && head.Before(after) {
		return after, errPositionAhead.With("at", after, "head", head)
	}
	return after, a.err
}
