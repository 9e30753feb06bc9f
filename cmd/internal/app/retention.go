package app

import (
	"context"
	"errors"
	"fmt"

	"vaoso/projections/engine"
	"vaoso/projections/retention"
)

// noteRetention carries out the policy of retention checks: of every job whose
// mark came while the book's days passed it is noted that a check is due.
func (a *App) noteRetention(ctx context.Context) error {
	var due []retention.Check
	err := a.Views.Snapshot(ctx, func(s engine.Snapshot) (err error) {
		if _, err := s.Status(ctx, retention.Name); err != nil {
			return err
		}
		due, err = retention.Due(ctx, s)
		return err
	})
	if errors.Is(err, engine.ErrNotBuilt) {
		return nil // once there is a view, the policy is called again
	}
	if err != nil {
		return fmt.Errorf("couldn't ask which retention checks are due: %w", err)
	}
	var errs []error
	for _, c := range due {
		if err := a.Book.NoteRetention(ctx, c.Worker, c.Placement, c.Mark); err != nil {
			errs = append(errs, fmt.Errorf("couldn't note that the check of %s after %d months is due: %w", c.Placement, c.Mark, err))
		}
	}
	return errors.Join(errs...)
}
