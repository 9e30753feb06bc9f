package sheet

import (
	"context"
	"slices"

	"vaoso/domain/book"
	"vaoso/domain/correction"
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
// by step, and what the book says in each column. It is told the stream's facts
// as they stand now: corrected ones are as they should have been.
func compares[S, C any](e *entry, d es.Decider[S, C], stream string, v Values, say func(es.Loaded[S]) (present []string, have Values)) {
	e.compare = func(ctx context.Context, b *book.Book) (comparison, error) {
		l, err := es.Load(ctx, b.Book, d, stream)
		if err != nil {
			return comparison{}, err
		}
		once, was := say(l)
		l.Events = facts(l.Events)
		present, have := say(l)
		if was[annulled] != "" || have[annulled] != "" || slices.ContainsFunc(e.steps, func(s *Step) bool { return slices.Contains(once, s.Name) && !slices.Contains(present, s.Name) }) {
			return comparison{present: once, differs: []string{annulled}}, nil
		}
		if len(present) == 0 {
			return comparison{}, nil
		}
		return comparison{present: present, differs: differs(e.kind, v, have), have: have}, nil
	}
}

// facts are a stream's events as they stand now: without those annulled, and
// with those corrected as they should have been.
func facts(events []es.Recorded) []es.Recorded {
	if !slices.ContainsFunc(events, func(e es.Recorded) bool { _, is := e.Payload.(correction.Effect); return is }) {
		return events // the rule
	}
	var l correction.Ledger
	for _, e := range events {
		l = l.With(e)
	}
	return l.Facts
}

// annulled stands in the place of a column where the book has taken back what
// the row says: a file doesn't enter it anew.
const annulled = "annulled"

// superseded stands in the place of a column where the book has another such
// thing after the row's, which is the one that commands are about.
const superseded = "superseded"

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
