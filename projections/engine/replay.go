package engine

import (
	"context"
	"errors"
	"fmt"

	"vaoso/domain/es"
)

// replayPage is how many events a replay reads at a time.
const replayPage = 5_000

// Replay folds the log as it stands into the store and lets queries see it: the
// same fold as ever, over the events that keep says yes to (nil: all). It
// answers how far the log went. It is how a report is asked as of a day, or as
// known at an instant, in a store that is thrown away afterwards. A fold that
// fails ends it with *HaltedError.
func Replay(ctx context.Context, log es.Log, definitions *es.Definitions, projection Projection, store Store, keep func(es.Event) bool) (es.Position, error) {
	return ReplayAs(ctx, log, definitions, projection, store, keep, nil)
}

// ReplayAs is Replay of a history that isn't told as it was written: of the
// events that keep says yes to, as says how they are told, if they are (nil: as
// they were written).
func ReplayAs(ctx context.Context, log es.Log, definitions *es.Definitions, projection Projection, store Store, keep func(es.Event) bool, as func(es.Recorded) (es.Recorded, bool)) (es.Position, error) {
	p, err := OpenProjector(ctx, projection, store, nil)
	if err != nil {
		return es.Start, err
	}
	p.HoldBack(heldBack)
	d := newDecoder(definitions, projection)
	d.keep, d.as = keep, as
	for {
		page, err := d.readPage(ctx, log, p.Status().Position, replayPage)
		if err != nil {
			return es.Start, err
		}
		err = p.Project(ctx, page)
		var gap *GapError
		if err != nil && !errors.As(err, &gap) {
			return es.Start, err
		}
		if err != nil || !page.CaughtUp {
			continue // there is more, or pages that were held back come again
		}
		if err := p.Show(ctx); err != nil {
			return es.Start, fmt.Errorf("couldn't finish the replay of %s: %w", projection.Name, err)
		}
		if status := p.Status(); status.Live {
			return status.Position, nil
		}
	}
}
