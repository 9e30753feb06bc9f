package app

import (
	"context"
	"errors"
	"fmt"

	"vaoso/projections/engine"
	"vaoso/projections/expiries"
)

// noticeExpiries carries out the expiry policy: of every contract that runs out
// in 90, 60 or 30 days it is noted that it does, as of the last day that passed.
func (a *App) noticeExpiries(ctx context.Context) error {
	var due []expiries.Notice
	err := a.Views.Snapshot(ctx, func(s engine.Snapshot) (err error) {
		if _, err := s.Status(ctx, expiries.Name); err != nil {
			return err
		}
		due, err = expiries.Due(ctx, s)
		return err
	})
	if errors.Is(err, engine.ErrNotBuilt) {
		return nil // once there is a view, the policy is called again
	}
	if err != nil {
		return fmt.Errorf("couldn't ask which contracts run out: %w", err)
	}
	var errs []error
	for _, n := range due {
		if err := a.Book.NoticeExpiry(ctx, n.Contract, n.Day); err != nil {
			errs = append(errs, fmt.Errorf("couldn't note that %s runs out: %w", n.Contract, err))
		}
	}
	return errors.Join(errs...)
}
