package app

import (
	"context"

	"vaoso/projections/engine"
	"vaoso/projections/scorecard"
)

// Agencies is the report on agencies of the moment.
func (a *App) Agencies(ctx context.Context, m Moment) (r scorecard.AgencyReport, err error) {
	err = a.AskAll(ctx, m, scorecard.Reads, func(s engine.Snapshot) error {
		flags, err := scorecard.FlagsOn(ctx, s, a.On(m))
		if err != nil {
			return err
		}
		r, err = scorecard.Make(ctx, s, a.On(m), a.Settings.Synthetic, flags)
		return err
	})
	return r, err
}
