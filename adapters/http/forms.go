package http

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/forms"
	"vaoso/projections/targetprogress"
)

// The forms and what they are composed into are the package's own.
type (
	filledForm    = forms.Form
	formsReport   = forms.Report
	planRecounted = targetprogress.Recount
)

// formQueries are the routes of the forms and of the reports made of them.
func (s *server) formQueries() {
	s.api.OpenAPI().Components.Schemas.RegisterTypeAlias(reflect.TypeFor[forms.Row](), reflect.TypeFor[map[string]any]())
	plan := inQuery("plan", "the plan's slug; by default the newest")
	s.query("/api/forms/{nn}", "Form", "một biểu báo cáo", "a form of the city's reports, Biểu 01 to 12: columns with headings, and rows",
		reflect.TypeFor[filledForm](), s.form, path("nn", "the form's code: "+strings.Join(forms.Codes(), ", ")),
		plan, inQuery("period", "month, quarter, half or year: of the columns «in the period»; by default month"), asOfParam)
	s.query("/api/reports/{period}", "Report", "báo cáo tháng, quý, 6 tháng, năm", "the forms of a report, together",
		reflect.TypeFor[formsReport](), s.report, path("period", "month, quarter, half or year"), plan, asOfParam)
	s.query("/api/plans/{id}/recount", "PlanRecount", "tính lại kế hoạch theo quy tắc khác", "a plan counted anew under another rule set, and the workers for whom that makes a difference",
		reflect.TypeFor[planRecounted](), s.recount, path("id", "the plan's slug: vinh-yen-2021"), inQuery("rules", "a rule set that comes with the program, or that a plan of the book has of its own: vinh-yen-2021-open"), asOfParam)
}

// source is what is asked for, but for the view.
func (s *server) source(a *asked, period string) forms.Source {
	span, err := forms.ParseSpan(period)
	if err != nil {
		a.wrong("period", "chỉ có month, quarter, half, year", "month, quarter, half and year are the periods")
	}
	return forms.Source{Units: s.Book.Units, Synthetic: s.Book.Synthetic, Forces: s.Book.Forces, Plan: a.text("plan"), AsOf: a.day("asOf", s.today()), Span: span}
}

func (s *server) form(w http.ResponseWriter, r *http.Request) error {
	d, err := forms.Find(r.PathValue("nn"))
	if errors.Is(err, forms.ErrNoForm) {
		return errFormUnknown.With("form", r.PathValue("nn"), "known", strings.Join(forms.Codes(), ", "))
	}
	if err != nil {
		return err
	}
	a := &asked{r: r}
	after, source := a.position(), s.source(a, a.text("period"))
	if a.err != nil {
		return a.err
	}
	return s.readAll(w, r, forms.Projections(d), after, source.AsOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		source.Snapshot = view
		return forms.Make(ctx, source, d)
	})
}

func (s *server) report(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, source := a.position(), s.source(a, r.PathValue("period"))
	if a.err != nil {
		return a.err
	}
	return s.readAll(w, r, forms.ReportProjections(source.Span), after, source.AsOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		source.Snapshot = view
		return forms.Compose(ctx, source)
	})
}

func (s *server) recount(w http.ResponseWriter, r *http.Request) error {
	a := &asked{r: r}
	after, asOf := a.position(), a.day("asOf", s.today())
	if a.err != nil {
		return a.err
	}
	return s.read(w, r, targetprogress.Projection, after, asOf, func(ctx context.Context, view engine.Snapshot, _ es.Position) (any, error) {
		counted, err := targetprogress.Source{Snapshot: view, Units: s.Book.Units, Synthetic: s.Book.Synthetic}.Recount(ctx, r.PathValue("id"), a.text("rules"), s.Book.RuleSets, asOf)
		var unknown *targetprogress.UnknownRulesError
		if errors.As(err, &unknown) {
			err = invalid("rules", "chỉ có "+unknown.List(), "there are "+unknown.List())
		}
		return counted, err
	})
}
