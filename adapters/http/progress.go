package http

import (
	"context"
	"net/http"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/supervision"
	"vaoso/projections/targetprogress"
)

// The reports are the projections' own; both name their position.
type (
	planProgress      = targetprogress.Progress
	supervisionReport = supervision.Report
)

func (s *server) progress(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	by, err := targetprogress.ParseBy(a.text("by"))
	if err != nil {
		a.wrong("by", "chỉ có ward, month, sector, sex, kind, source", "ward, month, sector, sex, kind and source are the ways")
	}
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, targetprogress.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return targetprogress.Source{Snapshot: view, Units: s.Book.Units, Synthetic: s.Book.Synthetic}.Report(ctx, r.PathValue("id"), by, asOf)
	})
}

func (s *server) supervision(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, supervision.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return supervision.MakeReport(ctx, view, asOf, s.Book.Synthetic)
	})
}
