package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// recount shows a plan under another shipped rule set, worker by worker.
func (sh *shell) recount(ctx context.Context, a *app.App, flags reporting, m app.Moment, slug, rules string) error {
	params, shipped := a.Book.RuleSets[rules]
	if !shipped {
		return usage("không có bộ quy tắc %q; có: %s / there is no such rule set", rules, strings.Join(slices.Sorted(maps.Keys(a.Book.RuleSets)), ", "))
	}
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
		r, err = source.Recount(ctx, slug, rules, params, a.On(m))
		return err
	})
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
