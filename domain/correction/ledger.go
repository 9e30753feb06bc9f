package correction

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Ledger is what a stream's state keeps so that its facts can be put right. The
// zero value is that of an empty stream.
type Ledger struct {
	// Facts are the stream's events as they stand now, in the order of entry:
	// those annulled are gone, those corrected are as they should have been.
	// Events of corrections are none.
	Facts     []es.Recorded
	Annulled  []es.UUID  // ids of events
	Proposals []Proposal // in the order of entry
}

// State is what became of a proposal.
type State string

// The states of a proposal.
const (
	Open      State = "open"
	Confirmed State = "confirmed"
	Rejected  State = "rejected"
)

// proposed is what a proposal says. It is no event.
type proposed CorrectionProposed

// Proposal is a proposed correction.
type Proposal struct {
	proposed
	By    string // the actor
	On    civil.Date
	State State
}

// With is the ledger after the event.
func (l Ledger) With(e es.Recorded) Ledger {
	if effect, ok := e.Payload.(Effect); ok {
		return l.after(effect)
	}
	event, ok := e.Payload.(Event)
	if !ok {
		l.Facts = grown(l.Facts, e)
		return l
	}
	switch p := event.(type) {
	case CorrectionProposed:
		l.Proposals = append(slices.Clip(l.Proposals), Proposal{proposed(p), e.Meta.Actor, e.On(), Open})
	case CorrectionConfirmed:
		return l.settled(p.ProposalID, Confirmed)
	case CorrectionRejected:
		return l.settled(p.ProposalID, Rejected)
	}
	return l
}

// grown are the facts with one more. They are copied only where another ledger
// has grown from the same ones already: a ledger is a value, and a stream of n
// events is folded in n steps.
func grown(facts []es.Recorded, e es.Recorded) []es.Recorded {
	if n := len(facts); n < cap(facts) && facts[:n+1][n].Payload != nil {
		facts = slices.Clip(facts)
	}
	return append(facts, e)
}

func (l Ledger) after(e Effect) Ledger {
	of := e.Corrects()
	i := l.place(of.EventID)
	if i < 0 {
		return l
	}
	l.Facts = slices.Clone(l.Facts)
	if r, all := e.(Restater); all {
		if l.Facts = r.Restate(l.Facts); of.Action == Annul {
			l.Annulled = append(slices.Clip(l.Annulled), of.EventID)
		}
		return l
	}
	if of.Action == Annul {
		l.Facts = slices.Delete(l.Facts, i, i+1)
		l.Annulled = append(slices.Clip(l.Annulled), of.EventID)
		return l
	}
	l.Facts[i] = apply(e, l.Facts[i])
	return l
}

func (l Ledger) settled(id es.UUID, state State) Ledger {
	l.Proposals = slices.Clone(l.Proposals)
	for i := range l.Proposals {
		if l.Proposals[i].ProposalID == id {
			l.Proposals[i].State = state
		}
	}
	return l
}

func (l Ledger) place(id es.UUID) int {
	return slices.IndexFunc(l.Facts, func(e es.Recorded) bool { return e.ID == id })
}

// Fact is the event with the id as it stands now. It refuses with
// ErrAlreadyAnnulled, and with ErrNothingToCorrect where the stream has no such
// fact.
func (l Ledger) Fact(id es.UUID) (es.Recorded, error) {
	if slices.Contains(l.Annulled, id) {
		return es.Recorded{}, ErrAlreadyAnnulled.With("fact", id)
	}
	i := l.place(id)
	if i < 0 {
		return es.Recorded{}, ErrNothingToCorrect.With("vi", "không có sự kiện "+id.String()+" ở đây", "en", "there is no event "+id.String()+" here")
	}
	return l.Facts[i], nil
}

// Around are the facts before the event with the id and those after it.
func (l Ledger) Around(id es.UUID) (before, after []es.Recorded) {
	i := l.place(id)
	if i < 0 {
		return l.Facts, nil
	}
	return l.Facts[:i], l.Facts[i+1:]
}

// Proposal is the proposal with the id.
func (l Ledger) Proposal(id es.UUID) (Proposal, bool) {
	i := slices.IndexFunc(l.Proposals, func(p Proposal) bool { return p.ProposalID == id })
	if i < 0 {
		return Proposal{}, false
	}
	return l.Proposals[i], true
}

// Evolve makes a state correctable: it keeps the ledger in it, and after an
// effect folds anew what now stands. So the state is the one that held without
// the wrong fact. plain is the fold of a stream without corrections.
func Evolve[S any](plain func(S, es.Recorded) S, ledger func(*S) *Ledger) func(S, es.Recorded) S {
	return func(s S, e es.Recorded) S {
		l := ledger(&s).With(e)
		if _, effect := e.Payload.(Effect); effect {
			s = Fold(plain, l.Facts)
		} else {
			s = plain(s, e)
		}
		*ledger(&s) = l
		return s
	}
}

// Fold is the state that the facts make.
func Fold[S any](plain func(S, es.Recorded) S, facts []es.Recorded) S {
	var s S
	for _, e := range facts {
		s = plain(s, e)
	}
	return s
}
