package app

import (
	"context"
	"errors"
	"fmt"

	"vaoso/adapters/watermill"
	"vaoso/domain/civil"
	"vaoso/projections/enforcement"
	"vaoso/projections/engagements"
	"vaoso/projections/engine"
	"vaoso/projections/expiries"
	"vaoso/projections/retention"
	"vaoso/projections/supplydemand"
	"vaoso/projections/targetprogress"
)

// policies are what is done by itself. Each has a read model that lists what is
// due, and a command of the book that does it, safe to repeat.
func (a *App) policies() []watermill.Policy {
	return []watermill.Policy{
		// Whatever a crash left half done between a worker and a contract is finished.
		policy(a, "engagement", engagements.Name, engagements.Due, func(ctx context.Context, contract string) (string, error) {
			return contract, a.Book.Settle(ctx, contract)
		}),
		// Of every contract that runs out in 90, 60 or 30 days it is noted that it
		// does, as of the last day that passed.
		policy(a, "expiry", expiries.Name, expiries.Due, func(ctx context.Context, n expiries.Notice) (string, error) {
			return n.Contract, a.Book.NoticeExpiry(ctx, n.Contract, n.Day)
		}),
		// Vacancies for which enough have been placed are filled, those whose last
		// day has passed expire.
		policy(a, "vacancy", supplydemand.Name, dueVacancies, func(ctx context.Context, v dueVacancy) (string, error) {
			return v.Vacancy, a.Book.SettleVacancy(ctx, v.Vacancy, v.Workers, v.passed)
		}),
		// Of every job whose mark came while the book's days passed it is noted that
		// a check is due.
		policy(a, "retention", retention.Name, retention.Due, func(ctx context.Context, c retention.Check) (string, error) {
			return c.Placement.String(), a.Book.NoteRetention(ctx, c.Worker, c.Placement, c.Mark)
		}),
		// Remedies whose deadline is over are marked, and suspensions that a crash
		// kept from the licences get there.
		policy(a, "enforcement", enforcement.Name, enforcement.Due, func(ctx context.Context, i enforcement.Inspection) (string, error) {
			return i.Stream, a.Book.Enforce(ctx, i.Stream, i.Passed)
		}),
		// Of every reported figure that had moved by a day's end it is noted that it did.
		policy(a, "restatement", targetprogress.Projection.Name, targetprogress.Due, func(ctx context.Context, r targetprogress.Restatement) (string, error) {
			return r.Plan + " " + r.Period.String(), a.Book.Restate(ctx, r.RecordRestatement, r.Day)
		}),
	}
}

// dueVacancy is a vacancy to be closed as of the last day that passed.
type dueVacancy struct {
	supplydemand.Due
	passed civil.Date
}

func dueVacancies(ctx context.Context, q engine.Querier) ([]dueVacancy, error) {
	due, passed, err := supplydemand.DueVacancies(ctx, q)
	list := make([]dueVacancy, len(due))
	for i, v := range due {
		list[i] = dueVacancy{v, passed}
	}
	return list, err
}

// policy does each thing that a view lists as due. One that fails keeps none of
// the others back. While there is no view nothing is due: the policy is called
// again once there is. do says what it was about.
func policy[T any](a *App, name, view string, due func(context.Context, engine.Querier) ([]T, error), do func(context.Context, T) (about string, err error)) watermill.Policy {
	return watermill.Policy{Name: name, Projection: view, Do: func(ctx context.Context) error {
		var list []T
		err := a.Views.Snapshot(ctx, func(s engine.Snapshot) (err error) {
			if _, err := s.Status(ctx, view); err != nil {
				return err
			}
			list, err = due(ctx, s)
			return err
		})
		if errors.Is(err, engine.ErrNotBuilt) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("couldn't ask %s what is due: %w", view, err)
		}
		var errs []error
		for _, one := range list {
			if about, err := do(ctx, one); err != nil {
				errs = append(errs, fmt.Errorf("couldn't do what %s lists for %s: %w", view, about, err))
			}
		}
		return errors.Join(errs...)
	}}
}
