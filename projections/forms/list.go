package forms

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// All are the forms that can be filled, by code.
func All() []Definition {
	return []Definition{form01(), form02(), form03(), form04(), form05(), form06(), form07(), form08(), form09(), form10(), form11(), form12()}
}

// ErrNoForm is a form that isn't there.
var ErrNoForm = errors.New("forms: there is no such form")

// Find is the form with the code: "01", or "1". It fails with ErrNoForm.
func Find(code string) (Definition, error) {
	all := All()
	i := slices.IndexFunc(all, func(d Definition) bool { return d.Code == code || d.Code == "0"+code })
	if i < 0 {
		return Definition{}, fmt.Errorf("%w: %q; there are %s", ErrNoForm, code, strings.Join(Codes(), ", "))
	}
	return all[i], nil
}

// Codes are the codes of all forms.
func Codes() (list []string) {
	for _, d := range All() {
		list = append(list, d.Code)
	}
	return list
}

// Projections are the read models that some forms ask, each once; the plan's,
// which every form is stamped with, among them.
func Projections(list ...Definition) []engine.Projection {
	all := []engine.Projection{targetprogress.Projection}
	for _, d := range list {
		for _, p := range d.Reads {
			if !slices.ContainsFunc(all, func(have engine.Projection) bool { return have.Name == p.Name }) {
				all = append(all, p)
			}
		}
	}
	return all
}

// Make fills a form. It fails with targetprogress.ErrNoPlan.
func Make(ctx context.Context, s Source, d Definition) (Form, error) {
	f := Form{Code: d.Code, Vi: d.Vi, En: d.En, Groups: d.Groups, Columns: d.Columns, Rows: []Row{}}
	s, err := s.resolved(ctx)
	if err != nil {
		return f, err
	}
	if f.Stamp, err = s.stamp(ctx, d); err != nil {
		return f, err
	}
	rows, notes, err := d.fill(ctx, s)
	if err != nil {
		return f, fmt.Errorf("couldn't fill form %s: %w", d.Code, err)
	}
	f.Rows, f.Notes = append(f.Rows, rows...), notes
	return f, nil
}

// resolved finds the plan, and keeps the day within it.
func (s Source) resolved(ctx context.Context) (Source, error) {
	if s.period.Span != "" {
		return s, nil
	}
	plans, err := s.progress().Plans(ctx)
	if err != nil {
		return s, err
	}
	i := slices.IndexFunc(plans, func(p targetprogress.PlanRow) bool { return s.Plan == "" || p.Plan == s.Plan })
	if i < 0 {
		return s, fmt.Errorf("%w: %q", targetprogress.ErrNoPlan, s.Plan)
	}
	s.plan, s.Plan, s.asked = plans[i], plans[i].Plan, s.AsOf
	if s.AsOf.After(s.plan.To) {
		s.AsOf = s.plan.To
	}
	s.period = periodOf(s.Span, s.AsOf)
	return s, nil
}

func (s Source) stamp(ctx context.Context, d ...Definition) (Stamp, error) {
	t := Stamp{
		Plan: s.Plan, PlanTitle: s.plan.Title, DecisionNo: s.plan.DecisionNo, RuleSet: s.plan.RuleSet,
		AsOf: s.AsOf, Period: s.period, Position: es.End, Synthetic: s.Synthetic,
	}
	if !s.KnownAt.IsZero() {
		t.KnownAt = &s.KnownAt
	}
	for _, p := range Projections(d...) {
		status, err := s.Status(ctx, p.Name)
		if err != nil {
			return t, err
		}
		if status.Position.Before(t.Position) {
			t.Position = status.Position
		}
	}
	return t, nil
}
