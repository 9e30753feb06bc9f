package app

import (
	"context"
	"errors"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
	"vaoso/projections/supplydemand"
)

// settleVacancies carries out the policy of vacancies: those for which enough
// have been placed are filled, those whose last day has passed expire.
func (a *App) settleVacancies(ctx context.Context) error {
	var due []supplydemand.Due
	var passed civil.Date
	err := a.Views.Snapshot(ctx, func(s engine.Snapshot) (err error) {
		if _, err := s.Status(ctx, supplydemand.Name); err != nil {
			return err
		}
		due, passed, err = supplydemand.DueVacancies(ctx, s)
		return err
	})
	if errors.Is(err, engine.ErrNotBuilt) {
		return nil // once there is a view, the policy is called again
	}
	if err != nil {
		return fmt.Errorf("couldn't ask which vacancies to close: %w", err)
	}
	var errs []error
	for _, v := range due {
		if err := a.Book.SettleVacancy(ctx, v.Vacancy, v.Workers, passed); err != nil {
			errs = append(errs, fmt.Errorf("couldn't close %s: %w", v.Vacancy, err))
		}
	}
	return errors.Join(errs...)
}
