package desktest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/territory"
)

// ErrCrash is what a step fails with behind which the desk crashes.
var ErrCrash = errors.New("crash")

// Failer is a test, or a draw of a property.
type Failer interface{ Fatalf(string, ...any) }

// Desk is a book that crashes where it is told to, and its clock.
type Desk struct {
	*book.Book
	Ctx   context.Context
	Today civil.Date
	Crash string // the step to crash behind; "": none
	Keys  int    // commands asked
	at    Failer
}

// Open is a desk with an empty book of made-up people, on 1 March 2021. What goes
// wrong later fails at.
func Open(t *testing.T, at Failer) *Desk {
	t.Helper()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() }) //nolint:errcheck // a test's
	d := &Desk{Today: scenario.Day("2021-03-01"), at: at, Ctx: t.Context()}
	d.Book = &book.Book{
		Book:      es.Book{Log: log, Definitions: catalog.Events(), Clock: func() time.Time { return d.Today.In(9, 0, 0) }},
		Synthetic: true, Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(),
	}
	d.Step = func(step string) error {
		if step == d.Crash {
			return ErrCrash
		}
		return nil
	}
	return d
}

// Ask carries out a command; a refusal and a crash are answers too.
func (d *Desk) Ask(name, command string, args ...any) error {
	return d.AskAs("u-test", name, command, args...)
}

// AskAs is Ask by another account.
func (d *Desk) AskAs(actor, name, command string, args ...any) error {
	c, ok := book.Named(name)
	if !ok {
		d.at.Fatalf("no command %s", name)
	}
	asked, err := c.Decode(fmt.Appendf(nil, command, args...))
	if err != nil {
		d.at.Fatalf("%s: %v", name, err)
	}
	asked.LegalBasis = "test"
	d.Keys++
	_, err = d.Do(d.Ctx, c, asked, book.Request{Actor: actor, Key: fmt.Sprint("k", d.Keys)})
	if _, refused := es.AsRefused(err); err != nil && !refused && !errors.Is(err, ErrCrash) {
		d.at.Fatalf("%s: %v", name, err)
	}
	return err
}

// Must fails where there is an error.
func (d *Desk) Must(err error) {
	if err != nil {
		d.at.Fatalf("%v", err)
	}
}

// Pass lets days pass, and says so in the book, as the system does.
func (d *Desk) Pass(days int) {
	d.Today = d.Today.AddDays(days)
	d.Must(d.Ask("PassDay", `{"city":"vinh-yen","day":%q}`, d.Today.AddDays(-1)))
}

// Writes says whether something writes to the log.
func (d *Desk) Writes(something func() error) bool {
	before, err := d.Log.Head(d.Ctx)
	d.Must(err)
	d.Must(something())
	after, err := d.Log.Head(d.Ctx)
	d.Must(err)
	return before != after
}
