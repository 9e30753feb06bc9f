package demo

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"

	"vaoso/adapters/sheet"
	"vaoso/cmd/internal/demo/data"
	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/support"
)

// FirstDay is the day on which the made-up book is opened: a Monday.
var FirstDay = day("2021-01-04")

// Actors of the made-up year.
const (
	officer   = "u-officer-01"
	another   = "u-officer-02" // who confirms what the first proposes
	inspector = "u-inspector-01"
)

// atOnce is how many commands of a day may be under way at once.
const atOnce = 16

// ErrNotSynthetic is the demo asked of a book of real people.
var ErrNotSynthetic = es.NewRefusal("ErrNotSynthetic", es.Rule,
	"sổ này dành cho người thật; năm mẫu chỉ ghi vào sổ số liệu mẫu (synthetic)",
	"this book is for real people; the made-up year goes into a synthetic book only")

// Run takes the made-up year into the book, day by day, and answers what came
// of the rows of each file. The clock is turned as the days come; open the book
// with it, so that everything else in the program tells the same time.
// progress, where given, is told how much is done, of how much, one call at a
// time, and never less than before.
//
// Running it again changes nothing. It fails with ErrNotSynthetic, where
// something broke, and where a command of the year is refused: none should be.
func Run(ctx context.Context, b *book.Book, clock *Clock, progress func(done, total int)) ([]sheet.Report, error) {
	if !b.Synthetic {
		return nil, ErrNotSynthetic.With()
	}
	files, err := parse()
	if err != nil {
		return nil, err
	}
	at := *b
	at.Clock = clock.Now
	commands := acts()
	told := meter{tell: progress, ofActs: len(commands)}
	job := sheet.Prepare(&at, sheet.Options{
		Actor: officer, CorrelationID: "demo", On: FirstDay, Workers: atOnce, Progress: told.rowsDone,
	}, files...)
	for _, today := range calendar(job.Steps(), commands) {
		clock.Turn(today.day)
		if err := job.Run(ctx, today.steps); err != nil {
			return job.Reports(), fmt.Errorf("couldn't enter the rows of %s: %w", today.day, err)
		}
		for _, a := range today.acts {
			if err := a.issue(ctx, &at); err != nil {
				return job.Reports(), fmt.Errorf("couldn't carry out %q of %s: %w", a.key, today.day, err)
			}
			told.actDone()
		}
	}
	return job.Reports(), nil
}

// parse reads the files.
func parse() ([]*sheet.File, error) {
	var files []*sheet.File
	for _, name := range data.Names {
		text, err := data.Files.ReadFile(name + ".csv")
		if err != nil {
			return nil, fmt.Errorf("couldn't read %s.csv: %w", name, err)
		}
		f, err := sheet.Parse(sheet.Kind(name), bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("couldn't read %s.csv: %w", name, err)
		}
		files = append(files, f)
	}
	return files, nil
}

// page is what a day brings: first the rows, in their order, then commands.
type page struct {
	day   civil.Date
	steps []*sheet.Step
	acts  []act
}

// calendar spreads steps and commands over the days on which they are entered.
// What is older than the book is entered on its first day.
func calendar(steps []*sheet.Step, commands []act) []page {
	byDay := map[civil.Date]*page{}
	on := func(d civil.Date) *page {
		if d.Before(FirstDay) {
			d = FirstDay
		}
		if byDay[d] == nil {
			byDay[d] = &page{day: d}
		}
		return byDay[d]
	}
	for _, s := range steps {
		p := on(s.Day)
		p.steps = append(p.steps, s)
	}
	for _, a := range commands {
		p := on(day(a.reported))
		p.acts = append(p.acts, a)
	}
	var pages []page
	for _, p := range byDay {
		pages = append(pages, *p)
	}
	slices.SortFunc(pages, func(x, y page) int { return x.day.Compare(y.day) })
	return pages
}

// issue asks the book.
func (a act) issue(ctx context.Context, b *book.Book) error {
	command, actor := a.command, officer
	switch short := command.(type) {
	case annul:
		command = labour.AnnulPlacement{
			CitizenID:   short.citizenID,
			PlacementID: labour.PlacementID(b.Key.Worker(short.citizenID), b.Key.Employer(short.taxCode), day(short.startedOn)),
		}
	case confirm:
		proposal, err := proposed(ctx, b, support.LoanStream(short.loan))
		if err != nil {
			return err
		}
		command, actor = correction.ConfirmCorrection{Subject: correction.Subject{Loan: short.loan}, ProposalID: proposal}, another
	}
	kind := reflect.TypeOf(command)
	c, known := book.Named(kind.Name())
	if !known || c.Go != kind {
		return fmt.Errorf("demo: the book has no command %s", kind)
	}
	if a.role == book.Inspector {
		actor = inspector
	}
	_, err := b.Do(ctx, c, book.Asked{Command: command, On: day(a.on), Reason: a.reason}, book.Request{
		Actor: actor, Role: string(a.role), Key: "demo:" + a.key, CorrelationID: "demo",
	})
	return err
}

// proposed is the last proposal of a stream.
func proposed(ctx context.Context, b *book.Book, stream string) (id es.UUID, err error) {
	for e, err := range b.Log.Read(ctx, stream, 0, es.Forward) {
		if err != nil {
			return id, fmt.Errorf("couldn't look for what was proposed: %w", err)
		}
		r, err := b.Definitions.Decode(e)
		if err != nil {
			return id, fmt.Errorf("couldn't look for what was proposed: %w", err)
		}
		if p, ok := r.Payload.(correction.CorrectionProposed); ok {
			id = p.ProposalID
		}
	}
	return id, nil
}

// day reads a day that is written into the program.
func day(iso string) civil.Date {
	d, err := civil.Parse(iso)
	if err != nil {
		panic(err) // a test goes through all of them
	}
	return d
}
