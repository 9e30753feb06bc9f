package main

import (
	"context"
	"errors"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// recount shows a plan under another rule set, one that comes with the program or
// one that a plan of the book has of its own, worker by worker.
func (sh *shell) recount(ctx context.Context, a *app.App, flags reporting, m app.Moment, slug, rules string) error {
	var r targetprogress.Recount
	err := a.Ask(ctx, m, targetprogress.Projection, func(s engine.Snapshot) error {
		source := targetprogress.Source{Snapshot: s, Units: a.Book.Units, Synthetic: a.Settings.Synthetic}
		if slug == "" {
			plans, err := source.Plans(ctx)
			if err != nil || len(plans) == 0 {
				return errors.Join(err, targetprogress.ErrNoPlan)
			}
			slug = plans[0].Plan
		}
		var err error
		r, err = source.Recount(ctx, slug, rules, a.Book.RuleSets, a.On(m))
		return err
	})
	var unknown *targetprogress.UnknownRulesError
	if errors.As(err, &unknown) {
		return usage("không có bộ quy tắc %q; có: %s / there is no such rule set", rules, unknown.List())
	}
	if err != nil {
		return noPlan(err, slug)
	}
	switch flags.format {
	case "json":
		return sh.object(r)
	case "csv":
		return render.RecountCSV(sh.out, r)
	}
	return render.Recount(sh.out, r)
}
