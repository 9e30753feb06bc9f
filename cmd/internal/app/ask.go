package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Moment is a past that a report is asked for. The zero value is now.
type Moment struct {
	AsOf    civil.Date // what had happened by the end of the day
	KnownAt time.Time  // what had been recorded by the instant
}

// IsZero says that it is now.
func (m Moment) IsZero() bool { return m.AsOf.IsZero() && m.KnownAt.IsZero() }

// Today is the day of the book's clock in Vietnam.
func (a *App) Today() civil.Date { return civil.Of(a.clock()) }

// Ask reads views that have everything the log had when it was asked. Of a past
// moment the same folds make throw-away views from the log.
func (a *App) Ask(ctx context.Context, m Moment, projection engine.Projection, read func(engine.Snapshot) error) error {
	return a.AskAll(ctx, m, []engine.Projection{projection}, read)
}

// AskAll is Ask for several read models at once: read sees one state of them all.
func (a *App) AskAll(ctx context.Context, m Moment, projections []engine.Projection, read func(engine.Snapshot) error) error {
	if !m.IsZero() {
		return a.askPast(ctx, m, projections, read)
	}
	for _, p := range projections {
		if err := a.Engine.CatchUp(ctx, p.Name); err != nil {
			return fmt.Errorf("couldn't bring %s up to date: %w", p.Name, err)
		}
	}
	return a.Views.Snapshot(ctx, read)
}

// askPast folds the log anew; one at a time, since it takes the machine's time.
func (a *App) askPast(ctx context.Context, m Moment, projections []engine.Projection, read func(engine.Snapshot) error) (err error) {
	select {
	case a.replaying <- struct{}{}:
		defer func() { <-a.replaying }()
	case <-ctx.Done():
		return ctx.Err()
	}
	told, err := a.hindsight(ctx, m)
	if err != nil {
		return err
	}
	past, err := sqlite.OpenViewsInMemory(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, past.Close()) }()
	for _, p := range projections {
		keep, as := m.of(p, told)
		if _, err := engine.ReplayAs(ctx, a.Log, a.Book.Definitions, p, past, keep, as); err != nil {
			return fmt.Errorf("couldn't replay the log for %s: %w", p.Name, err)
		}
	}
	return past.Snapshot(ctx, read)
}

// AsOf is AskAll for a day that is over.
func (a *App) AsOf(ctx context.Context, day civil.Date, projections []engine.Projection, read func(engine.Snapshot) error) error {
	return a.AskAll(ctx, Moment{AsOf: day}, projections, read)
}

// On is the day that a report of the moment is about: the day asked for, else
// that of the instant, else today.
func (a *App) On(m Moment) civil.Date {
	switch {
	case !m.AsOf.IsZero():
		return m.AsOf
	case !m.KnownAt.IsZero():
		return civil.Of(m.KnownAt)
	}
	return a.Today()
}

// CatchUp brings all views up to the log's present end, as far as they go: one
// that is halted stays where it is, which its status says.
func (a *App) CatchUp(ctx context.Context) error {
	names := a.Engine.Names()
	failed := make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() {
			var halted *engine.HaltedError
			if err := a.Engine.CatchUp(ctx, name); err != nil && !errors.As(err, &halted) {
				failed[i] = fmt.Errorf("couldn't bring %s up to date: %w", name, err)
			}
		})
	}
	all.Wait()
	return errors.Join(failed...)
}
