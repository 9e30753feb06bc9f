package sheet

import (
	"context"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

// stepper says how the steps of a row are added whose facts each have a day of
// their own: one step for each column of a day that is filled. All write to one
// stream, and each has its own key.
func (e *entry) stepper(lane string, natural ...string) func(name, column, command string, asked any) {
	return func(name, column, command string, asked any) {
		if on := e.row.values.day(column); !on.IsZero() {
			e.add(Step{
				Name: name, Day: on, On: on, Key: key(e.kind, name, natural...), Command: command, lane: lane, ask: e.asks(asked),
			})
		}
	}
}

// asks is a command that needs nothing of the book to be written down. What is
// malformed in a row's citizen id or tax codes is said before the book could
// only say that it knows neither.
func (e *entry) asks(command any) func(context.Context, *book.Book) (any, error) {
	return func(_ context.Context, b *book.Book) (any, error) {
		if err := wellFormed(b, e.row.values); err != nil {
			return nil, err
		}
		return command, nil
	}
}

// compares says how a row is compared with a stream: what of it the book has,
// by step, and what the book says in each column.
func compares[S, C any](e *entry, d es.Decider[S, C], stream string, v Values, say func(es.Loaded[S]) (present []string, have Values)) {
	e.compare = func(ctx context.Context, b *book.Book) (comparison, error) {
		l, err := es.Load(ctx, b.Book, d, stream)
		if err != nil {
			return comparison{}, err
		}
		present, have := say(l)
		switch {
		case len(present) == 0:
			return comparison{}, nil
		case have[annulled] != "":
			return comparison{present: present, differs: []string{annulled}}, nil
		}
		return comparison{present: present, differs: differs(e.kind, v, have)}, nil
	}
}

// annulled stands in the place of a column where the book has taken back what
// the row says: a file doesn't enter it anew.
const annulled = "annulled"

// otherwise stands for what the book says of somebody or something else, which
// no cell can say.
const otherwise = "≠"

// same is the row's cell where the book names the same, and otherwise what no
// cell can say.
func same(v Values, column string, agrees bool) string {
	if agrees {
		return v[column]
	}
	return otherwise
}
