package app

import (
	"context"
	"errors"
	"fmt"

	"vaoso/projections/enforcement"
	"vaoso/projections/engine"
)

// enforce carries out the enforcement policy: remedies whose deadline is over are
// marked, and suspensions that a crash kept from the licences get there.
func (a *App) enforce(ctx context.Context) error {
	var due []enforcement.Inspection
	err := a.Views.Snapshot(ctx, func(s engine.Snapshot) (err error) {
		if _, err := s.Status(ctx, enforcement.Name); err != nil {
			return err
		}
		due, err = enforcement.Due(ctx, s)
		return err
	})
	if errors.Is(err, engine.ErrNotBuilt) {
		return nil // once there is a view, the policy is called again
	}
	if err != nil {
		return fmt.Errorf("couldn't ask which inspections something follows of: %w", err)
	}
	var errs []error
	for _, i := range due {
		if err := a.Book.Enforce(ctx, i.Stream, i.Passed); err != nil {
			errs = append(errs, fmt.Errorf("couldn't enforce %s: %w", i.Stream, err))
		}
	}
	return errors.Join(errs...)
}
