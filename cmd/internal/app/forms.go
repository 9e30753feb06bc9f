package app

import (
	"context"

	"vaoso/projections/engine"
	"vaoso/projections/forms"
)

// FormsQuery is what forms are asked for.
type FormsQuery struct {
	Moment
	Plan string // slug; "": the newest
	Span forms.Span
}

// Form is a form, filled. It fails with targetprogress.ErrNoPlan.
func (a *App) Form(ctx context.Context, q FormsQuery, d forms.Definition) (f forms.Form, err error) {
	err = a.AskAll(ctx, q.Moment, forms.Projections(d), func(s engine.Snapshot) (err error) {
		f, err = forms.Make(ctx, a.source(s, q), d)
		return err
	})
	return f, err
}

// FormsReport is the report of a span, with its forms. It fails with
// targetprogress.ErrNoPlan.
func (a *App) FormsReport(ctx context.Context, q FormsQuery) (r forms.Report, err error) {
	err = a.AskAll(ctx, q.Moment, forms.ReportProjections(q.Span), func(s engine.Snapshot) (err error) {
		r, err = forms.Compose(ctx, a.source(s, q))
		return err
	})
	return r, err
}

func (a *App) source(s engine.Snapshot, q FormsQuery) forms.Source {
	return forms.Source{Snapshot: s, Units: a.Book.Units, Synthetic: a.Settings.Synthetic, Forces: a.Book.Forces, Plan: q.Plan, AsOf: a.On(q.Moment), KnownAt: q.KnownAt, Span: q.Span}
}
