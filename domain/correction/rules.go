package correction

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Command is one by which one person puts facts right. It says itself how, given
// the stream's state; a reason is given and there is something to put right.
type Command[S any] interface {
	Correct(s S, asked es.Asked) ([]any, error)
}

// Rules are those of a kind of stream whose facts one person can put right.
type Rules[S, C any] struct {
	Plain   es.Decider[S, C] // without corrections
	Ledger  func(*S) *Ledger // where the state keeps it
	Asks    Asks[C]
	Exists  func(S) bool
	Unknown error // where it doesn't exist
}

// Decider has the plain rules with facts put right, each by its own [Command].
func (r Rules[S, C]) Decider() es.Decider[S, C] {
	return es.Decider[S, C]{Evolve: r.Evolve(), Decide: func(s S, command C, asked es.Asked) ([]any, error) {
		c, corrects := any(command).(Command[S])
		switch {
		case !corrects:
			return r.Plain.Decide(s, command, asked)
		case !r.Exists(s):
			return nil, r.Unknown
		case asked.Reason == "":
			return nil, es.ErrReasonMissing
		}
		return c.Correct(s, asked)
	}}
}

// Evolve is the plain fold with facts put right.
func (r Rules[S, C]) Evolve() func(S, es.Recorded) S { return Evolve(r.Plain.Evolve, r.Ledger) }

// With is the state after an effect.
func (r Rules[S, C]) With(s S, effect any) S { return r.Evolve()(s, es.Recorded{Payload: effect}) }

// Part is what a command corrects of one fact: the newest that stands and is one
// of these.
type Part struct {
	Edits Edits
	Is    func(payload any) bool
}

// Amend makes an effect for each fact that the parts correct, of what the fact
// is and of the state that then holds. It refuses as [Hold] and [Ledger.Target].
func (r Rules[S, C]) Amend(s S, today civil.Date, effect func(Target, S) any, parts ...Part) (effects []any, err error) {
	for _, part := range parts {
		if part.Edits.None() {
			continue
		}
		l := *r.Ledger(&s)
		fact, there := l.Last(part.Is)
		if !there {
			return nil, ErrNothingToCorrect.With("vi", "việc này chưa ghi", "en", "this isn't in the book")
		}
		t, err := part.Edits.Of(l, fact.ID)
		if err != nil {
			return nil, err
		}
		after, err := Hold(r.Plain, l, t, today, r.Asks)
		if err != nil {
			return nil, err
		}
		made := effect(t, after)
		s = r.With(s, made)
		effects = append(effects, made)
	}
	if len(effects) == 0 {
		return nil, ErrNothingToCorrect.With("vi", "không ghi giá trị mới nào", "en", "no new value is given")
	}
	return effects, nil
}

// Annul makes the effect that takes back the newest fact that stands and is one
// of these. It refuses as [Hold], and with none where there is no such fact.
func (r Rules[S, C]) Annul(s S, today civil.Date, effect func(Target, S) any, none error, is func(payload any) bool) ([]any, error) {
	l := *r.Ledger(&s)
	fact, there := l.Last(is)
	if !there {
		return nil, none
	}
	return r.AnnulFact(s, today, effect, fact.ID)
}

// AnnulFact makes the effect that takes back the fact with the id. It refuses as
// [Hold] and [Ledger.Target].
func (r Rules[S, C]) AnnulFact(s S, today civil.Date, effect func(Target, S) any, id es.UUID) ([]any, error) {
	l := *r.Ledger(&s)
	t, err := l.Target(id, Annul, nil)
	if err != nil {
		return nil, err
	}
	after, err := Hold(r.Plain, l, t, today, r.Asks)
	if err != nil {
		return nil, err
	}
	return []any{effect(t, after)}, nil
}

// Is says whether a payload is a T.
func Is[T any](payload any) bool {
	_, ok := payload.(T)
	return ok
}
