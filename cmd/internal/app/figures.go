package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// figures are what a plan's counting gives of everything that is in the log now.
// Where the view can't get there, because it is halted, there are none.
func (a *App) figures(ctx context.Context, slug string) (f plan.Figures, err error) {
	var position es.Position
	err = a.Ask(ctx, Moment{}, targetprogress.Projection, func(s engine.Snapshot) error {
		source := targetprogress.Source{Snapshot: s, Units: a.Book.Units, Synthetic: a.Settings.Synthetic}
		p, err := source.Whole(ctx, slug)
		f.Total, f.Overseas, position = p.Achieved.Total, p.Achieved.Overseas, p.Position
		return err
	})
	if err != nil {
		return f, err
	}
	f.KnownAt, err = a.recordedBy(ctx, position)
	return f, err
}

// recordedBy is the instant of the last event up to the position.
func (a *App) recordedBy(ctx context.Context, position es.Position) (at time.Time, err error) {
	for e, err := range a.Log.ReadAll(ctx, es.End, es.Backward, es.Filter{}) {
		if err != nil {
			return at, fmt.Errorf("couldn't read the log back from its end: %w", err)
		}
		if !position.Before(e.Position) {
			return e.Meta.RecordedAt, nil
		}
	}
	return at, errors.New("app: there is no event that the figures count")
}
