package http

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// behindLimit is from how many events on a projection counts as behind: as far
// as they are counted, so that a busy moment doesn't take the program out of
// service.
const behindLimit = engine.CountedBehind

// readyLimit is how long the log and the views may take to say where they stand.
const readyLimit = 3 * time.Second

// lagLimit is from how long on an event may have been missing from a view.
const lagLimit = 5 * time.Minute

// Health is that the program answers.
type Health struct {
	Status  string     `json:"status"`
	Version string     `json:"version"`
	Today   civil.Date `json:"today" doc:"of the book's clock, in Vietnam"`
}

// Readiness is whether queries and commands are to be sent here.
type Readiness struct {
	Ready bool       `json:"ready"`
	Why   []NotReady `json:"why" doc:"what stands in the way; empty when ready"`
}

// NotReady is something that stands in the way.
type NotReady struct {
	Projection string `json:"projection,omitempty"`
	Vi         string `json:"vi"`
	En         string `json:"en"`
}

// ProjectionStatus is where a view stands.
type ProjectionStatus struct {
	Projection string       `json:"projection"`
	Version    int          `json:"version"`
	Generation int          `json:"generation"`
	State      engine.State `json:"state"`
	Position   es.Position  `json:"position"`
	Head       es.Position  `json:"head" doc:"the log's end"`
	Behind     int          `json:"behind" doc:"events, counted up to 10,000"`
	LagSeconds float64      `json:"lagSeconds" doc:"how long the first event that it lacks has been in the log"`
	Since      time.Time    `json:"since" doc:"when it came into its state, UTC"`
	Percent    float64      `json:"percent" doc:"of the log that is in its rows"`
	Rate       float64      `json:"eventsPerSecond" doc:"when it moved last"`
	Left       float64      `json:"secondsLeft,omitempty" doc:"at that rate; absent where nothing is left or it isn't known"`
	Stalls     int64        `json:"stalls" doc:"how often this process found it standing still behind the log's end"`
	Halt       *HaltStatus  `json:"halt,omitempty"`
	Comparison *Comparison  `json:"comparison,omitempty" doc:"with the generation whose place it took"`
	Skips      []SkipStatus `json:"skips" doc:"events that the view goes past if it can't fold them, in the order of the decisions"`
}

// Comparison is how a view differed from the one whose place it took.
type Comparison = engine.Comparison

// HaltStatus is the event that stopped a view.
type HaltStatus struct {
	Position es.Position `json:"position"`
	EventID  es.UUID     `json:"eventId"`
	Type     string      `json:"type"`
	Error    string      `json:"error"`
}

// SkipStatus is a decision that a view goes past an event: SkipEvent.
type SkipStatus struct {
	Position es.Position `json:"position"`
	EventID  es.UUID     `json:"eventId"`
	Type     string      `json:"type"`
	Error    string      `json:"error" doc:"why it couldn't be folded"`
	Reason   string      `json:"reason" doc:"why the view goes past it"`
	Actor    string      `json:"actor" doc:"who decided it"`
	At       time.Time   `json:"at" doc:"when the decision was recorded, UTC"`
}

// ProjectionList is where all views stand.
type ProjectionList struct {
	Projections []ProjectionStatus `json:"projections"`
}

func (s *server) health() {
	plain := func(at, id, vi, en string, answer reflect.Type, do respond, statuses ...int) {
		s.route(huma.Operation{Method: http.MethodGet, Path: at, OperationID: id, Tags: []string{"operation"}, Summary: vi, Description: en}, answer, do, statuses...)
	}
	plain("/healthz", "Health", "chương trình còn chạy", "the program answers", reflect.TypeFor[Health](), func(w http.ResponseWriter, _ *http.Request) error {
		writeJSON(w, http.StatusOK, "application/json", Health{"ok", s.Version, s.today()})
		return nil
	})
	plain("/readyz", "Readiness", "sẵn sàng phục vụ", "503, with the same body, while a view is halted, unbuilt or far behind", reflect.TypeFor[Readiness](), s.ready, http.StatusServiceUnavailable)
	plain("/api/projections", "Projections", "tình trạng các bảng số liệu", "where each view stands beside the log", reflect.TypeFor[ProjectionList](), s.projections)
}

func (s *server) projections(w http.ResponseWriter, r *http.Request) error {
	reports, err := s.Engine.Reports(r.Context())
	if err != nil {
		return err
	}
	list := ProjectionList{Projections: []ProjectionStatus{}}
	for _, p := range reports {
		skips, err := s.skips(r.Context(), p.Projection)
		if err != nil {
			return err
		}
		status := ProjectionStatus{
			Projection: p.Projection, Version: p.Version, Generation: p.Number, State: p.State(), Position: p.Position, Head: p.Head,
			Behind: p.Behind, LagSeconds: p.Lag.Seconds(), Since: p.Since.UTC(), Percent: 100 * p.Done, Rate: p.Pace.Events, Left: p.Left.Seconds(),
			Stalls: p.Stalls, Skips: skips,
		}
		if p.Status.Comparison != "" {
			status.Comparison = &Comparison{}
			if err := json.Unmarshal([]byte(p.Status.Comparison), status.Comparison); err != nil {
				return fmt.Errorf("couldn't read how %s differs: %w", p.Generation, err)
			}
		}
		if p.Halt != nil {
			status.Halt = &HaltStatus{p.Halt.Position, p.Halt.EventID, p.Halt.Type, p.Halt.Error}
		}
		list.Projections = append(list.Projections, status)
	}
	writeJSON(w, http.StatusOK, "application/json", list)
	return nil
}

// skips are the same in every generation of a projection.
func (s *server) skips(ctx context.Context, projection string) ([]SkipStatus, error) {
	skips, err := s.Skips(ctx, projection)
	if err != nil {
		return nil, err
	}
	list := []SkipStatus{}
	for _, k := range skips {
		list = append(list, SkipStatus{k.Position, k.EventID, k.EventType, k.Error, k.Reason, k.Actor, k.At.UTC()})
	}
	return list, nil
}

// ready says whether every view can be asked. A view that is being rebuilt
// beside a live one stands in nobody's way.
func (s *server) ready(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), readyLimit)
	defer cancel()
	reports, err := s.Engine.Reports(ctx)
	if errors.Is(err, es.ErrUnavailable) || errors.Is(err, engine.ErrUnavailable) || ctx.Err() != nil && r.Context().Err() == nil {
		writeJSON(w, http.StatusServiceUnavailable, "application/json", Readiness{Why: []NotReady{{Vi: errUnavailable.With().Vietnamese(), En: errUnavailable.With().English()}}})
		return nil
	}
	if err != nil {
		return err
	}
	live := map[string]bool{}
	for _, p := range reports {
		live[p.Projection] = live[p.Projection] || p.Live
	}
	answer := Readiness{Ready: true, Why: []NotReady{}}
	not := func(projection, vi, en string) {
		answer.Ready = false
		answer.Why = append(answer.Why, NotReady{projection, vi, en})
	}
	for _, p := range reports {
		switch since := p.Since.In(civil.Zone).Format("02/01/2006 15:04"); {
		case p.Retired: // concerns nobody
		case p.Halt != nil && (p.Live || !live[p.Projection]):
			not(p.Projection, fmt.Sprintf("dừng ở sự kiện %s (%s) từ %s: %s", p.Halt.Position, p.Halt.Type, since, p.Halt.Error),
				fmt.Sprintf("halted at event %s (%s) since %s: %s", p.Halt.Position, p.Halt.Type, p.Since.UTC().Format(time.RFC3339), p.Halt.Error))
		case !live[p.Projection]:
			not(p.Projection, "đang được lập lần đầu", "being built for the first time")
		case p.Live && p.Behind >= behindLimit:
			not(p.Projection, fmt.Sprintf("chậm ít nhất %d sự kiện", p.Behind), fmt.Sprintf("at least %d events behind", p.Behind))
		case p.Live && p.Lag >= lagLimit:
			not(p.Projection, fmt.Sprintf("chậm %s", p.Lag.Round(time.Second)), fmt.Sprintf("%s late", p.Lag.Round(time.Second)))
		}
	}
	if len(reports) == 0 {
		not("", "chưa có bảng số liệu nào", "there are no views yet")
	}
	status := http.StatusOK
	if !answer.Ready {
		status = http.StatusServiceUnavailable
	}
	writeJSON(w, status, "application/json", answer)
	return nil
}
