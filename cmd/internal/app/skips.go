package app

import (
	"context"
	"fmt"

	"vaoso/domain/es"
	"vaoso/domain/operations"
)

// Skips are the events that a projection goes past, in the order of the
// decisions.
func (a *App) Skips(ctx context.Context, projection string) (operations.Skips, error) {
	return skipsOf(ctx, a.Log, a.Book.Definitions, projection)
}

func skipsOf(ctx context.Context, log es.Log, definitions *es.Definitions, projection string) (operations.Skips, error) {
	book := es.Book{Log: log, Definitions: definitions}
	loaded, err := es.Load(ctx, book, operations.SkipDecider, operations.Stream(projection))
	if err != nil {
		return nil, fmt.Errorf("couldn't read which events %s goes past: %w", projection, err)
	}
	return loaded.State, nil
}

// skipped are the same for the engine.
func skipped(log es.Log, definitions *es.Definitions) func(context.Context, string) (map[es.UUID]bool, error) {
	return func(ctx context.Context, projection string) (map[es.UUID]bool, error) {
		skips, err := skipsOf(ctx, log, definitions, projection)
		if err != nil {
			return nil, err
		}
		ids := map[es.UUID]bool{}
		for _, s := range skips {
			ids[s.EventID] = true
		}
		return ids, nil
	}
}
