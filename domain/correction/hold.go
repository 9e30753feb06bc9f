package correction

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Asks is the command that would enter a fact now, under the evidence that the
// fact keeps. ok is false for a fact that nobody asked for: a policy's.
type Asks[C any] func(fact es.Recorded) (command C, ok bool)

// Hold is the state with the target put right. The fact is decided as if it were
// entered now in the place of the wrong one, and refused as it would be then;
// every fact behind it is decided anew too, and one that wouldn't be taken any
// more refuses the correction with ErrDependentFacts. d folds and decides a
// stream without corrections.
func Hold[S, C any](d es.Decider[S, C], l Ledger, t Target, today civil.Date, asks Asks[C]) (s S, err error) {
	before, after := l.Around(t.EventID)
	s = Fold(d.Evolve, before)
	for i, fact := range slices.Concat([]es.Recorded{t.Now}, after) {
		if i == 0 && t.Action == Annul {
			continue
		}
		if i == 0 && fact.On().After(today) {
			return s, es.ErrFutureDate.With("on", fact.On(), "today", today)
		}
		if command, asked := asks(fact); asked {
			if _, err := d.Decide(s, command, asking(fact, today)); err != nil {
				return s, depends(i > 0, fact, err)
			}
		}
		s = d.Evolve(s, fact)
	}
	return s, nil
}

func asking(fact es.Recorded, today civil.Date) es.Asked {
	m := fact.Meta
	return es.Asked{On: fact.On(), Today: today, Reason: m.Reason, LegalBasis: m.LegalBasis, Actor: m.Actor}
}

// depends says that a later fact stands on what is put right; the fact's own
// refusal stays as it is.
func depends(later bool, fact es.Recorded, err error) error {
	refused, ok := es.AsRefused(err)
	if !later || !ok {
		return err
	}
	what := reflect.TypeOf(fact.Payload).Name()
	return ErrDependentFacts.With(
		"vi", fmt.Sprintf("%s ngày %s (%s)", what, fact.On().Vietnamese(), refused.Vietnamese()),
		"en", fmt.Sprintf("%s of %s (%s)", what, fact.On(), refused.English()))
}

// Edits are the changes that a one-person command asks of a fact, in order.
type Edits struct {
	list []Change
	errs []error
}

// Set asks for a field's new value; a zero value asks for nothing.
func (e *Edits) Set(field string, value any) {
	if v := reflect.ValueOf(value); !v.IsValid() || v.IsZero() {
		return
	}
	text, err := json.Marshal(value)
	if err != nil {
		e.errs = append(e.errs, fmt.Errorf("couldn't write %s as JSON: %w", field, err))
		return
	}
	e.list = append(e.list, Change{Field: field, To: text})
}

// None says that nothing is asked for.
func (e *Edits) None() bool { return len(e.list) == 0 && len(e.errs) == 0 }

// Of is the target that the changes make of the fact with the id. It refuses as
// [Ledger.Target].
func (e *Edits) Of(l Ledger, id es.UUID) (Target, error) {
	if err := errors.Join(e.errs...); err != nil {
		return Target{}, err
	}
	return l.Target(id, Correct, e.list)
}

// Last is the newest fact that still stands and that is one of those wanted.
func (l Ledger) Last(wanted func(payload any) bool) (es.Recorded, bool) {
	for _, fact := range slices.Backward(l.Facts) {
		if wanted(fact.Payload) {
			return fact, true
		}
	}
	return es.Recorded{}, false
}

// Whole are the targets that annul everything that still stands, the newest
// first.
func (l Ledger) Whole() (list []Of) {
	for _, fact := range slices.Backward(l.Facts) {
		list = append(list, Of{EventID: fact.ID, Action: Annul})
	}
	return list
}

// Clear asks for a field to be left out.
func (e *Edits) Clear(field string) { e.list = append(e.list, Change{Field: field}) }
