package engine

import (
	"context"
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
	p, err := OpenProjector(ctx, projection, store, nil)
	if err != nil {
		return es.Start, err
	}
	d := newDecoder(definitions, projection)
	d.keep = keep
	for {
		page, err := d.readPage(ctx, log, p.Status().Position, replayPage)
		if err != nil {
			return es.Start, err
		}
		if err := p.Project(ctx, page); err != nil {
			return es.Start, err
		}
		if page.CaughtUp {
			break
		}
	}
	status := p.Status()
	if err := store.Switch(ctx, status.Generation, status.Position, p.now()); err != nil {
		return es.Start, fmt.Errorf("couldn't finish the replay of %s: %w", projection.Name, err)
	}
	return status.Position, nil
}
