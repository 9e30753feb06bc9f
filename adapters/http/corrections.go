package http

import (
	"context"
	"net/http"
	"reflect"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/corrections"
	"vaoso/projections/engine"
)

// correctionsReport is what was put right; it names its position.
type correctionsReport = corrections.Report

// correctionQueries is the route of what was corrected, annulled and restated.
func (s *server) correctionQueries() {
	s.query("/api/corrections", "Corrections", "đính chính, hủy bỏ, điều chỉnh số liệu", "what was corrected and annulled by whom, reported figures that moved, and proposals that wait",
		reflect.TypeFor[correctionsReport](), s.corrections, inQuery("from", "the first day; by default the year's first"), asOfParam)
}

func (s *server) corrections(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	from := a.day("from", civil.On(asOf.Year(), 1, 1))
	if from.After(asOf) {
		a.wrong("from", "không được sau ngày báo cáo", "it doesn't come after the day of the report")
	}
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, corrections.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return corrections.MakeReport(ctx, view, from, asOf, s.Book.Synthetic)
	})
}
