package engine

import (
	"context"
	"errors"
	"time"

	"vaoso/domain/es"
)

// Store keeps the rows and checkpoints of projections. Rows cross it as flat
// lists of values: row after row, each with a value a column.
//
// Every implementation passes vaoso/projections/engine/storetest. After an
// error other than ErrFenced the outcome isn't known: a repeat of a commit that
// was carried out after all is fenced off by its own checkpoint.
type Store interface {
	// Generations are the statuses of the projection's generations, or with ""
	// of all projections', by name and number.
	Generations(ctx context.Context, projection string) ([]Status, error)

	// Create makes a generation with empty tables, at the log's start, that
	// queries don't see. It fails with ErrFenced where the projection has a
	// generation of that number or a higher one.
	Create(ctx context.Context, g Generation, shape string, tables []Schema, since time.Time) error

	// Switch lets queries see this generation and drops the projection's
	// others, all in one transaction. It fails with ErrFenced where the
	// generation is gone or isn't at the position any more; a generation that
	// is live already stays so.
	Switch(ctx context.Context, g Generation, at es.Position, since time.Time) error

	// Drop removes a generation that isn't live; one that is gone is no error.
	Drop(ctx context.Context, g Generation) error

	// Load is the rows with the keys; keys that have none are left out. It
	// fails with ErrFenced where the generation is gone, and so does Scan.
	Load(ctx context.Context, g Generation, t Schema, keys []any) (rows []any, err error)

	// Scan is the rows whose column has the value.
	Scan(ctx context.Context, g Generation, t Schema, column int, value any) (rows []any, err error)

	// Commit writes rows and moves the checkpoint in one transaction. It fails
	// with ErrFenced, and writes nothing, where the generation is gone, is
	// halted, or isn't at c.From: somebody else has projected.
	Commit(ctx context.Context, c Commit) error

	// Resume takes the halt off a generation. One that isn't halted stays as it is.
	Resume(ctx context.Context, g Generation, since time.Time) error

	// Close releases the store.
	Close() error
}

// Commit is what one page did to a generation.
type Commit struct {
	Generation
	From, Through es.Position
	Changes       []Change
	Halt          *Halt     // not nil: the projection stops here
	Since         time.Time // of the halt
}

// Change is what a page did to a table.
type Change struct {
	Table   Schema
	Upserts []any // whole rows
	Deletes []any // keys
}

// ErrFenced says that somebody else moved the generation: what the projector
// holds in memory is stale, and nothing was written.
var ErrFenced = errors.New("engine: another projector has moved the view")
