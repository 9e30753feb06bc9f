package engine

import (
	"context"
	"errors"
	"iter"
	"time"

	"vaoso/domain/es"
)

// Store keeps the rows and checkpoints of projections. Rows cross it as flat
// lists of values: row after row, each with a value a column.
//
// Every implementation passes vaoso/projections/engine/storetest. After an
// error other than the ones named the outcome isn't known: a repeat of a commit
// that was carried out after all is fenced off by its own checkpoint.
type Store interface {
	// Bind says from which log the rows come, by a name that no other log has.
	// The first time it is remembered; then it fails with ErrAnotherLog where it
	// is another: positions of one log mean nothing in the other.
	Bind(ctx context.Context, log string) error

	// Generations are the statuses of the projection's generations, or with ""
	// of all projections', by name and number.
	Generations(ctx context.Context, projection string) ([]Status, error)

	// Create makes a generation with empty tables, at the log's start, that
	// queries don't see. It fails with ErrFenced where the projection has a
	// generation of that number or a higher one.
	Create(ctx context.Context, g Generation, shape string, tables []Schema, since time.Time) error

	// Switch lets queries see a generation, and retires the one that they have
	// seen so far, in one transaction. A generation that is live already stays
	// so. It fails with ErrFenced where the generation is gone, retired or isn't
	// at s.At any more, and with ErrBehind where the live one is further.
	Switch(ctx context.Context, s Switch) error

	// Drop removes a generation that isn't live; one that is gone is no error.
	// It fails with ErrInUse while a query that began earlier may read it.
	Drop(ctx context.Context, g Generation) error

	// Load is the rows with the keys; keys that have none are left out. It
	// fails with ErrFenced where the generation is gone, and so do Scan and Freeze.
	Load(ctx context.Context, g Generation, t Schema, keys []any) (rows []any, err error)

	// Scan is the rows whose column has the value, by key, the first s.Limit of
	// those after s.After.
	Scan(ctx context.Context, g Generation, t Schema, s Scan) (rows []any, err error)

	// Freeze holds on to one unchanging state of a generation, while others
	// write on. Close it.
	Freeze(ctx context.Context, g Generation) (Frozen, error)

	// Commit writes rows and moves the checkpoint in one transaction. It fails
	// with ErrFenced, and writes nothing, where the generation is gone, retired
	// or halted, or isn't at c.From: somebody else has projected.
	Commit(ctx context.Context, c Commit) error

	// Resume takes the halt off a generation. One that isn't halted stays as it is.
	Resume(ctx context.Context, g Generation, since time.Time) error

	// Lease gives the name to one holder at a time, over all processes that use
	// the store, until it is released or the holder's process dies. It fails
	// with ErrLeased, at once, while another has it.
	Lease(ctx context.Context, name string) (Lease, error)

	// Close releases the store.
	Close() error
}

// Scan is which rows of a table are wanted.
type Scan struct {
	Column int
	Value  any
	After  []any // a key; nil: from the first
	Limit  int
}

// Lease is a name that one holder has. It only saves work: what keeps rows right
// when a holder sleeps through the end of its lease is Commit's checkpoint.
type Lease interface {
	// Lost is closed once the lease is known to be lost, as with its connection.
	Lost() <-chan struct{}
	// Release gives it up.
	Release() error
}

// Frozen is one unchanging state of a generation.
type Frozen interface {
	Status() Status
	// Tables are the tables as they were created.
	Tables() []Schema
	// Rows goes through a table by key, in the order of CompareValues. A row is
	// valid until the next.
	Rows(ctx context.Context, t Schema) iter.Seq2[[]any, error]
	Close() error
}

// Switch is which generation queries shall see.
type Switch struct {
	Generation
	At         es.Position // where its checkpoint must be
	Since      time.Time
	Comparison string // with the live one before, to be kept in its status; "" for none
	// Anew shows it also where the live one is further: the log was set back,
	// and what the live one has isn't in it.
	Anew bool
}

// Commit is what one page did to a generation.
type Commit struct {
	Generation
	From, Through es.Position
	Changes       []Change
	Halt          *Halt     // not nil: the projection stops here
	At            time.Time // of the commit
	Pace          Pace
}

// Change is what a page did to a table.
type Change struct {
	Table   Schema
	Inserts []any // whole rows, of keys that the table hasn't
	Upserts []any // whole rows
	Deletes []any // keys; they are gone before the inserts
}

// Len is how many rows change.
func (c Change) Len() int {
	return (len(c.Inserts)+len(c.Upserts))/len(c.Table.Columns) + len(c.Deletes)/c.Table.Keys
}

// What a store says of others that use it.
var (
	// ErrFenced says that somebody else moved the generation: what the projector
	// holds in memory is stale, and nothing was written.
	ErrFenced = errors.New("engine: another projector has moved the view")
	// ErrAnotherLog says that the rows come from another log than the one given.
	ErrAnotherLog = errors.New("engine: the views were filled from another log; give other views, or delete these: they are rebuilt from the log")
	// ErrBehind says that the generation that queries see is further.
	ErrBehind = errors.New("engine: the live view is further than the one to be shown")
	// ErrInUse says that a query may still read the generation.
	ErrInUse = errors.New("engine: the view's older generation is still being read")
	// ErrLeased says that another has the lease.
	ErrLeased = errors.New("engine: another process projects the view")
)
