package http

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/workers"
)

// WorkerSearch is whom to find; what is left out doesn't restrict.
type WorkerSearch struct {
	Name   string `json:"name,omitempty" doc:"each word begins a word of the name, in order; marks and case make no difference"`
	Ward   string `json:"ward,omitempty"`
	State  string `json:"state,omitempty" enum:"seeking,engaged,inactive,annulled"`
	On     string `json:"on,omitempty" format:"date" doc:"the day that the state is of; by default today"`
	Limit  int    `json:"limit,omitempty" minimum:"1" maximum:"500"`
	Cursor string `json:"cursor,omitempty" doc:"next of the page before"`
	After  string `json:"after,omitempty" doc:"a position: the answer holds all up to it"`
}

// WorkerPage is a page of the directory.
type WorkerPage struct {
	Position es.Position      `json:"position"`
	On       civil.Date       `json:"on"`
	Workers  []workers.Worker `json:"workers"`
	Next     string           `json:"next,omitempty" doc:"cursor of the next page; absent on the last"`
}

// masked stands for a name that the asker may not see.
const masked = "•••"

func (s *server) searchWorkers(w http.ResponseWriter, r *http.Request) error {
	role := book.Role(r.Header.Get("X-Vaoso-Role"))
	switch role {
	case book.Leader, book.Integrator, book.Admin:
		return es.ErrNotPermitted.With("role", role, "command", "SearchWorkers", "roles", "ward_clerk, city_officer, inspector, auditor")
	}
	search, err := readSearch(r)
	if err != nil {
		return err
	}
	a := &asked{r: r}
	after, on := a.positionIn("after", search.After), a.dayIn("on", search.On, s.today())
	switch workers.State(search.State) {
	case "", workers.Seeking, workers.Engaged, workers.Inactive, workers.Annulled:
	default:
		a.wrong("state", "phải là seeking, engaged, inactive hoặc annulled", "seeking, engaged, inactive or annulled is wanted")
	}
	limit := search.Limit
	if limit == 0 {
		limit = workers.DefaultLimit
	}
	if limit < 1 || limit > workers.MaxLimit-1 {
		a.wrong("limit", "phải từ 1 đến 499", "a number from 1 to 499 is wanted")
	}
	if a.err != nil {
		return a.err
	}
	filter := workers.Filter{Name: search.Name, Ward: search.Ward, State: workers.State(search.State), On: on, Limit: limit + 1, After: search.Cursor}
	return s.read(w, r, workers.Projection, after, s.today(), func(ctx context.Context, view engine.Snapshot, at es.Position) (any, error) {
		list, err := workers.Find(ctx, view, filter)
		if err != nil {
			return nil, err
		}
		page := WorkerPage{Position: at, On: on, Workers: append([]workers.Worker{}, list...)}
		if len(list) > limit {
			page.Workers = page.Workers[:limit]
			page.Next = page.Workers[limit-1].ID
		}
		if role == book.Auditor {
			for i := range page.Workers {
				page.Workers[i].FullName = masked
			}
		}
		return page, nil
	})
}

// readSearch reads the body. What a decoder complains of isn't passed on: it
// would quote a name.
func readSearch(r *http.Request) (search WorkerSearch, err error) {
	if err := jsonBody(r); err != nil {
		return search, err
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return search, unreadable(err)
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	err = dec.Decode(&search)
	if _, more := dec.Token(); err != nil || !errors.Is(more, io.EOF) {
		return search, invalid("body", "cần một đối tượng JSON với name, ward, state, on, limit, cursor, after", "a JSON object with name, ward, state, on, limit, cursor and after is wanted")
	}
	return search, nil
}
