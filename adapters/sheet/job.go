package sheet

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"

	"vaoso/domain/book"
	"vaoso/domain/civil"
)

// Options say who imports, and how.
type Options struct {
	// Actor is the account's id, which every event names; mandatory.
	Actor string
	// Role is the actor's; empty is, for each command, the role whose job it is.
	Role book.Role
	// Unit is the actor's ward; empty is the city.
	Unit          string
	CorrelationID string
	// On is the day of rows that have no date (employers); none is the day on
	// which they are entered.
	On civil.Date
	// Workers is how many commands may be under way at once; 0 means 1. The
	// results are the same, whatever the number.
	Workers int
	// DryRun enters everything in memory and nothing in the book.
	DryRun bool
	// Progress, where given, is told how many rows are done, of how many. It is
	// called by several goroutines, and should be quick.
	Progress func(done, total int)
}

// Job is files on their way into the book.
type Job struct {
	book    book.Book
	opts    Options
	entries [][]*entry // by file, in the order of its lines
	files   []*File
	steps   []*Step
	total   int
	done    atomic.Int64
	mended  map[string]*mended // things that corrections put right
}

// Step is one command of a row. A row of workers, employers, agencies or
// placements has one; those of contracts and inspections have several.
type Step struct {
	Kind    Kind
	Line    int        // of the row
	Name    string     // "" of a row's only step; else sign, dispatch, finding …
	Day     civil.Date // the day it reached the office, on which to issue it; none: any, before all others
	On      civil.Date // the day it happened; none: the day it is entered
	Key     string     // idempotency key
	Command string     // the command's name

	entry  *entry
	index  int    // among the row's steps
	lane   string // the stream that nothing else may be writing to meanwhile
	ask    func(context.Context, *book.Book) (any, error)
	legal  string // legal basis
	reason string // "": that of the file
	note   Text   // what is said of the row once the step is done
	gather *group // of steps that wait for each other's rows
}

// Prepare turns the rows of files into steps. Nothing is entered yet.
func Prepare(b *book.Book, opts Options, files ...*File) *Job {
	j := &Job{book: *b, opts: opts, files: files}
	if opts.DryRun {
		j.book.Log = NewOverlay(b.Log)
	}
	for _, f := range files {
		entries := j.prepare(f)
		j.entries = append(j.entries, entries)
		j.total += len(entries)
		for _, e := range entries {
			j.steps = append(j.steps, e.steps...)
			if len(e.steps) == 0 {
				j.done.Add(1)
			}
		}
	}
	order(j.steps)
	return j
}

// Steps are the steps of all rows that can be entered, in the order in which
// they are to be carried out: by day, then by kind, then by line.
func (j *Job) Steps() []*Step { return j.steps }

// Reports are what came of each file, so far.
func (j *Job) Reports() []Report {
	reports := make([]Report, len(j.files))
	for i, f := range j.files {
		reports[i] = report(f, j.entries[i], j.opts.DryRun)
	}
	return reports
}

// Import reads a file and enters its rows. It fails with a refusal of this
// package where the file as a whole can't be understood, and otherwise only
// where something broke: the report then says how far it came.
func Import(ctx context.Context, b *book.Book, kind Kind, r io.Reader, opts Options) (Report, error) {
	f, err := Parse(kind, r)
	if err != nil {
		return Report{}, err
	}
	j := Prepare(b, opts, f)
	if err := j.Run(ctx, j.Steps()); err != nil {
		return j.Reports()[0], fmt.Errorf("couldn't import all of the %s: %w", kind, err)
	}
	return j.Reports()[0], nil
}
