package demo

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"time"

	"vaoso/cmd/internal/demo/generate"
	"vaoso/domain/book"
	"vaoso/domain/es"
)

// livesAtOnce is how many commands of a batch are under way at once.
const livesAtOnce = 64

// Entered is what came of made-up lives.
type Entered struct {
	Workers  int `json:"workers"`
	Commands int `json:"commands"`
	Refused  int `json:"refused"` // by the rule that they were meant to meet
	// Unmeant are commands that came to something else than was meant: refused,
	// by no rule or by another. There are none in a book of these lives alone.
	Unmeant int `json:"unmeant"`
}

// Progress is how far the entering of lives has come.
type Progress struct {
	Preparing bool // people are being made up; nothing is entered yet
	Done, Of  int  // people, and then commands
}

// Enter takes made-up lives into a book, day by day. The same lives make the
// same book but for the pseudonyms, which depend on its key, and the order of
// what is entered at one moment. Running it again goes on where it broke off,
// and changes nothing where it didn't. It fails with ErrNotSynthetic, and where
// something broke; that a rule refuses a command is no failure.
func Enter(ctx context.Context, b *book.Book, lives generate.Lives, tell func(Progress)) (done Entered, err error) {
	if !b.Synthetic {
		return done, ErrNotSynthetic.With()
	}
	if err := lives.Check(); err != nil {
		return done, err
	}
	done.Workers = lives.Workers
	for day := range lives.Days(func(n int) { tell(Progress{Preparing: true, Done: n, Of: lives.Workers}) }) {
		for nth, batch := range day.Batches {
			// All of a batch is entered at one moment, so that its order is of no account.
			moment := day.On.In(8, 0, 0).Add(time.Duration(nth) * time.Second)
			at := *b
			at.Clock = func() time.Time { return moment }
			err := enter(ctx, &at, batch, &done)
			tell(Progress{Done: done.Commands, Of: day.Of})
			if err != nil {
				return done, fmt.Errorf("couldn't enter what happened up to %s: %w", day.On, err)
			}
		}
	}
	return done, nil
}

// enter carries the acts of a batch out, many at once.
func enter(ctx context.Context, b *book.Book, batch []generate.Act, done *Entered) (err error) {
	var group sync.WaitGroup
	var mu sync.Mutex
	next := make(chan generate.Act)
	for range min(livesAtOnce, len(batch)) {
		group.Go(func() {
			for a := range next {
				refused, actErr := carryOut(ctx, b, a)
				mu.Lock()
				done.Commands++
				switch {
				case refused != a.Refused:
					done.Unmeant++
				case refused != "":
					done.Refused++
				}
				if err == nil {
					err = actErr
				}
				mu.Unlock()
			}
		})
	}
	for _, a := range batch {
		next <- a
	}
	close(next)
	group.Wait()
	return err
}

// carryOut is the code of the refusal, "" where there is none.
func carryOut(ctx context.Context, b *book.Book, a generate.Act) (refused string, err error) {
	c, known := book.Named(reflect.TypeOf(a.Command).Name())
	if !known {
		return "", fmt.Errorf("demo: the book has no command %T", a.Command)
	}
	actor := officer
	switch {
	case a.Role == book.Inspector:
		actor = inspector
	case a.Second:
		actor = another
	}
	_, err = b.Do(ctx, c, book.Asked{Command: a.In(b.Key), On: a.On, Reason: a.Reason, LegalBasis: a.Basis}, book.Request{
		Actor: actor, Role: string(a.Role), Key: a.Key, CorrelationID: "lives",
	})
	if r, wasRefused := es.AsRefused(err); wasRefused {
		return r.Refusal.Code, nil
	}
	if err != nil {
		return "", fmt.Errorf("couldn't carry out %s: %w", a.Key, err)
	}
	return "", nil
}
