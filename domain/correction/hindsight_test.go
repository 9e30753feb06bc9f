package correction_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	. "vaoso/domain/correction"
	"vaoso/domain/es"
)

// TestHindsight: as of any day, a stream in which facts were corrected and
// annulled has what a stream would have in which the right ones had been entered.
func TestHindsight(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		some := func(label string) civil.Date { return civil.On(2021, 3, rapid.IntRange(1, 28).Draw(rt, label)) }
		var wrong, right []es.Recorded
		n := rapid.IntRange(1, 6).Draw(rt, "facts")
		add := func(i int, on civil.Date, payload any) es.Recorded {
			return es.Recorded{Event: es.Event{ID: id(i), Stream: "purse-1", Meta: es.Metadata{OccurredOn: on}}, Payload: payload}
		}
		for i := range n {
			fact := add(i, some("on"), paid{Amount: i})
			wrong = append(wrong, fact)
			switch rapid.SampledFrom([]string{"keep", "annul", "correct"}).Draw(rt, "then") {
			case "annul":
				wrong = append(wrong, add(n+i, some("annulled on"), put{Of{EventID: fact.ID, Action: Annul}}))
				continue
			case "correct":
				to := some("to")
				wrong = append(wrong, add(n+i, some("corrected on"), put{Of{fact.ID, Correct, []Change{{Field: On, To: raw(to)}, {Field: "amount", To: raw(90 + i)}}}}))
				fact.Payload, fact.Meta.OccurredOn = paid{Amount: 90 + i}, to
			}
			right = append(right, fact)
		}
		day := some("as of")
		told := Look(day, map[string][]es.Recorded{"purse-1": wrong})
		var got []es.Recorded
		for _, e := range wrong {
			if now, has := told.Of(e); has {
				if !told.May(e.Event) {
					rt.Errorf("%v isn't even looked at", e)
				}
				got = append(got, now)
			}
		}
		want := slices.DeleteFunc(right, func(e es.Recorded) bool { return e.On().After(day) })
		same := func(a, b es.Recorded) bool { return a.ID == b.ID && a.On() == b.On() && a.Payload == b.Payload }
		if !slices.EqualFunc(got, want, same) {
			rt.Errorf("as of %s: got %v, want %v", day, got, want)
		}
	})
}
