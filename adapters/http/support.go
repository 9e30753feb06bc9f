package http

import (
	"context"
	"net/http"
	"reflect"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/retention"
	"vaoso/projections/support"
	"vaoso/projections/unemployment"
)

// The reports are the projections' own; all name their position.
type (
	retentionReport    = retention.Report
	supportReport      = support.Report
	unemploymentReport = unemployment.Report
)

// supportQueries are the routes of support, retention and unemployment.
func (s *server) supportQueries() {
	s.query("/api/retention", "Retention", "duy trì việc làm sau 3, 6, 12 tháng", "whether jobs last at 3, 6 and 12 months: all, by employer, by source",
		reflect.TypeFor[retentionReport](), s.retention, asOfParam)
	s.query("/api/support", "Support", "hỗ trợ việc làm, bảo hiểm thất nghiệp", "loans and the jobs they made, other support, unemployment notices and allowances, by ward",
		reflect.TypeFor[supportReport](), s.support, inQuery("from", "the first day; by default the first of the year"), asOfParam)
	s.query("/api/unemployment", "Unemployment", "ước tính thất nghiệp", "the unemployment estimate of each month of the year, by ward, with its formula and limits",
		reflect.TypeFor[unemploymentReport](), s.unemployment, asOfParam)
}

func (s *server) retention(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, retention.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return retention.MakeReport(ctx, view, asOf, s.Book.Synthetic)
	})
}

func (s *server) support(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	from := a.day("from", civil.On(asOf.Year(), 1, 1))
	if from.After(asOf) {
		a.wrong("from", "không được sau asOf", "it doesn't lie after asOf")
	}
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, support.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return support.MakeReport(ctx, view, s.Book.Units, from, asOf, s.Book.Synthetic)
	})
}

func (s *server) unemployment(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, unemployment.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return unemployment.Source{Snapshot: view, Units: s.Book.Units, Forces: s.Book.Forces, Synthetic: s.Book.Synthetic}.MakeReport(ctx, asOf)
	})
}
