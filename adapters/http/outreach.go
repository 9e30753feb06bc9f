package http

import (
	"context"
	"net/http"
	"reflect"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/capacity"
	"vaoso/projections/engine"
	"vaoso/projections/supplydemand"
	"vaoso/projections/training"
)

// The reports are the projections' own; both name their position.
type (
	trainingReport = training.Report
	supplyReport   = supplydemand.Report
	capacityReport = capacity.Report
)

// outreachQueries are the routes of these reports.
func (s *server) outreachQueries() {
	s.query("/api/training", "Training", "đào tạo nghề theo địa chỉ", "courses on order, and who was placed with the employer who had promised jobs",
		reflect.TypeFor[trainingReport](), s.training, inQuery("by", "course, institution or employer; by default course"), asOfParam)
	s.query("/api/supply", "Supply", "cung – cầu lao động", "vacancies, seekers, referrals and hires",
		reflect.TypeFor[supplyReport](), s.supply, inQuery("by", "occupation, ward, month or all; by default occupation"),
		inQuery("from", "the first day to report on; by default the year's first"), asOfParam)
	s.query("/api/capacity", "Capacity", "tập huấn cán bộ, cộng tác viên", "who was trained in which ward, where nobody was, and what collaborators did",
		reflect.TypeFor[capacityReport](), s.capacity, inQuery("from", "the first day to report on; by default the year's first"), asOfParam)
}

func (s *server) training(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	by := training.By(a.text("by"))
	if by == "" {
		by = training.ByCourse
	}
	if !slices.Contains(training.Ways, by) {
		a.wrong("by", "chỉ có course, institution, employer", "course, institution and employer are the ways")
	}
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, training.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return training.MakeReport(ctx, view, by, asOf, s.Book.Synthetic)
	})
}

func (s *server) supply(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	ask := supplydemand.Question{By: supplydemand.By(a.text("by")), From: a.day("from", civil.On(asOf.Year(), 1, 1)), AsOf: asOf, Units: s.Book.Units, Synthetic: s.Book.Synthetic}
	if ask.By == "" {
		ask.By = supplydemand.ByOccupation
	}
	if !slices.Contains(supplydemand.Ways, ask.By) {
		a.wrong("by", "chỉ có occupation, ward, month, all", "occupation, ward, month and all are the ways")
	}
	if ask.From.After(asOf) {
		a.wrong("from", "không được sau ngày báo cáo", "it doesn't come after the day of the report")
	}
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, supplydemand.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return supplydemand.MakeReport(ctx, view, ask)
	})
}

func (s *server) capacity(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	ask := capacity.Question{From: a.day("from", civil.On(asOf.Year(), 1, 1)), AsOf: asOf, Units: s.Book.Units, Synthetic: s.Book.Synthetic}
	if ask.From.After(asOf) {
		a.wrong("from", "không được sau ngày báo cáo", "it doesn't come after the day of the report")
	}
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, capacity.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		return capacity.MakeReport(ctx, view, ask)
	})
}
