package http

import (
	"context"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// waitLimit is how long a query waits for the position that it is asked after.
const waitLimit = 5 * time.Second

// queries are the routes of all queries.
func (s *server) queries() {
	s.query("/api/plans/{id}/progress", "PlanProgress", "tiến độ kế hoạch", "a plan's progress against the straight line, with a forecast",
		reflect.TypeFor[planProgress](), s.progress, path("id", "the plan's slug: vinh-yen-2021"),
		inQuery("by", "ward, month, sector, sex, kind or source: with rows"), asOfParam)
	s.query("/api/contracts", "Contracts", "danh sách hợp đồng", "the register of contracts abroad, a page at a time",
		reflect.TypeFor[ContractPage](), s.contracts,
		inQuery("state", "signed, departed, absconded, returned, terminated, liquidated"), inQuery("agency", "stream"), inQuery("worker", "stream"),
		inQuery("market", "ISO 3166-1 alpha-2"), inQuery("ward", "of the worker on departure"), inQuery("verdict", "lawful, above_cap, not_judged"),
		inQuery("overdue", "true: not back 30 days after the day due"), inQuery("expiring", "due back within so many days"),
		inQuery("limit", "1 to 500; by default 100"), inQuery("cursor", "next of the page before"), asOfParam)
	s.query("/api/contracts/{id}/history", "ContractHistory", "lịch sử một hợp đồng", "every event of a contract with the state after it, from the log itself",
		reflect.TypeFor[ContractHistory](), s.history, path("id", "the contract's number: C-2021-0007"))
	s.query("/api/agencies", "Agencies", "doanh nghiệp dịch vụ: hồ sơ, điểm rủi ro", "agencies: licence, what became of those they sent, fees, findings, complaints, and the risk score with its terms",
		reflect.TypeFor[agencyReport](), s.agencies, asOfParam)
	s.supportQueries()
	s.query("/api/supervision", "Supervision", "kiểm tra, giám sát", "inspections, findings and red flags",
		reflect.TypeFor[supervisionReport](), s.supervision, asOfParam)
	s.outreachQueries()
	s.formQueries()
	s.correctionQueries()
	s.route(huma.Operation{
		Method: http.MethodPost, Path: "/api/workers/search", OperationID: "SearchWorkers", Tags: []string{"queries"},
		Summary: "tìm người lao động", Description: "workers by name, ward and state. The name is in the body: a URL would be logged on its way.",
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {
			Schema: s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[WorkerSearch](), true, "WorkerSearch")}}},
		Parameters: []*huma.Param{header("X-Vaoso-Role", "who looks: auditors see no names", false)},
		Responses:  map[string]*huma.Response{"200": {Headers: positionHeader()}},
	}, reflect.TypeFor[WorkerPage](), s.searchWorkers, http.StatusBadRequest, http.StatusForbidden, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusServiceUnavailable)
}

var asOfParam = inQuery("asOf", "the day to report as of; by default today")

func (s *server) query(at, id, vi, en string, answer reflect.Type, do respond, params ...*huma.Param) {
	params = append(params, inQuery("after", "a position: the answer holds all up to it (waits up to 5 s)"))
	s.route(huma.Operation{
		Method: http.MethodGet, Path: at, OperationID: id, Tags: []string{"queries"}, Summary: vi, Description: en, Parameters: params,
		Responses: map[string]*huma.Response{"200": {Headers: positionHeader()}},
	}, answer, do, http.StatusBadRequest, http.StatusNotFound, http.StatusServiceUnavailable)
}

func positionHeader() map[string]*huma.Param {
	return map[string]*huma.Param{"Vaoso-Position": {Description: "of the state that was read", Schema: &huma.Schema{Type: huma.TypeString}}}
}

func inQuery(name, about string) *huma.Param {
	return &huma.Param{Name: name, In: "query", Description: about, Schema: &huma.Schema{Type: huma.TypeString}}
}

func path(name, about string) *huma.Param {
	return &huma.Param{Name: name, In: "path", Required: true, Description: about, Schema: &huma.Schema{Type: huma.TypeString}}
}

// read asks one state of the projection's view, which holds everything up to
// the position after; Start asks for no wait. Of a day that is over the view is
// what had happened by then.
func (s *server) read(w http.ResponseWriter, r *http.Request, projection engine.Projection, after es.Position, asOf civil.Date, ask func(context.Context, engine.Snapshot, es.Position) (any, error)) error {
	return s.readAll(w, r, []engine.Projection{projection}, after, asOf, ask)
}

// readAll is read for several views at once; the position is that of the one
// that is furthest behind.
func (s *server) readAll(w http.ResponseWriter, r *http.Request, projections []engine.Projection, after es.Position, asOf civil.Date, ask func(context.Context, engine.Snapshot, es.Position) (any, error)) error {
	for _, p := range projections {
		if err := s.await(r.Context(), p.Name, after); err != nil {
			return err
		}
	}
	snapshot := s.Views.Snapshot
	if asOf.Before(s.today()) {
		snapshot = func(ctx context.Context, read func(engine.Snapshot) error) error {
			return s.AsOf(ctx, asOf, projections, read)
		}
	}
	var answer any
	at := es.End
	err := snapshot(r.Context(), func(view engine.Snapshot) error {
		for _, p := range projections {
			status, err := view.Status(r.Context(), p.Name)
			if err != nil {
				return err
			}
			if status.Position.Before(at) {
				at = status.Position
			}
		}
		var err error
		answer, err = ask(r.Context(), view, at)
		return err
	})
	if err != nil {
		return err
	}
	w.Header().Set("Vaoso-Position", at.String())
	writeJSON(w, http.StatusOK, "application/json", answer)
	return nil
}

// await waits for the view. A position past the log's end was never given out,
// so nobody waits for it.
func (s *server) await(ctx context.Context, projection string, after es.Position) error {
	if after == es.Start {
		return nil
	}
	head, err := s.Book.Log.Head(ctx)
	if err != nil {
		return err
	}
	if head.Before(after) {
		return &engine.NotYetError{Projection: "log", Want: after, At: head}
	}
	ctx, cancel := context.WithTimeout(ctx, waitLimit)
	defer cancel()
	return s.Engine.WaitFor(ctx, projection, after)
}

// asked reads a query's parameters; the first that is wrong is kept as err.
type asked struct {
	r   *http.Request
	err error
}

func (a *asked) text(name string) string { return a.r.URL.Query().Get(name) }

func (a *asked) wrong(name, vi, en string) {
	if a.err == nil {
		a.err = invalid(name, vi, en)
	}
}

func (a *asked) position() es.Position { return a.positionIn("after", a.text("after")) }

func (a *asked) positionIn(name, text string) es.Position {
	if text == "" {
		return es.Start
	}
	at, err := es.ParsePosition(text)
	if err != nil || at == es.End {
		a.wrong(name, "cần một vị trí do sổ trả về", "a position that the book has given is wanted")
	}
	return at
}

func (a *asked) day(name string, otherwise civil.Date) civil.Date {
	return a.dayIn(name, a.text(name), otherwise)
}

func (a *asked) dayIn(name, text string, otherwise civil.Date) civil.Date {
	if text == "" {
		return otherwise
	}
	day, err := civil.Parse(text)
	if err != nil {
		a.wrong(name, "cần một ngày, như 2021-06-30", "a day is wanted, such as 2021-06-30")
	}
	return day
}

func (a *asked) number(name string, otherwise, least, most int) int {
	text := a.text(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		a.wrong(name, "phải là số từ "+strconv.Itoa(least)+" đến "+strconv.Itoa(most), "a number from "+strconv.Itoa(least)+" to "+strconv.Itoa(most)+" is wanted")
	}
	return n
}

func (a *asked) flag(name string) bool {
	switch a.text(name) {
	case "", "false":
		return false
	case "true":
		return true
	}
	a.wrong(name, "phải là true hoặc false", "true or false is wanted")
	return false
}

// today is the day of the book's clock in Vietnam.
func (s *server) today() civil.Date { return civil.Of(s.Book.Clock()) }
