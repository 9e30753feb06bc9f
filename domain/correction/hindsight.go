package correction

import (
	"reflect"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Reteller is an effect on a stream that has no ledger: it says itself how the
// facts of its stream stand after it.
type Reteller interface {
	Retell(facts []es.Recorded) []es.Recorded
}

// Spreader is an effect that also says what facts of other streams had copied of
// the wrong one. It is told as of a day too: AsOf is the payload for a history in
// whose stream these facts were entered before it, right from the first; nil is
// none. It isn't told where its fact was annulled; where that lies after the day
// it is, for the copies' sake. restated says of another stream that a later effect tells how it stands.
type Spreader interface {
	Effect
	AsOf(before []es.Recorded, restated func(stream string) bool) any
}

// Mover is an effect that says on which day something was whose day other
// streams copied.
type Mover interface {
	Moved() (what es.UUID, on civil.Date)
}

// Follower is a fact that copied such a day: Following is the fact with the day as
// it is now known.
type Follower interface {
	Following(moved func(what es.UUID) (on civil.Date, ok bool)) any
}

// PutsRight says whether an event's payload puts earlier ones right: by two
// people or by one, in whatever context.
func PutsRight(payload any) bool {
	_, effect := payload.(Effect)
	_, retells := payload.(Reteller)
	return effect || retells
}

// Types are the names of the event types that put earlier ones right.
func Types(events *es.Definitions) (names []string) {
	for _, name := range events.Names() {
		if def, _ := events.Named(name); PutsRight(reflect.Zero(def.Go).Interface()) {
			names = append(names, name)
		}
	}
	return names
}

// Stands are the facts of a stream as they stand after all of its events, in the
// order of entry: with the days and the values that they should have had.
func Stands(events []es.Recorded) []es.Recorded {
	var l Ledger
	for _, e := range events {
		if r, retells := e.Payload.(Reteller); retells {
			l.Facts = r.Retell(l.Facts)
			continue
		}
		l = l.With(e)
	}
	return l.Facts
}

// retrace is [Stands], and what was annulled on the way, as it stood until then.
func retrace(events []es.Recorded) (stands, never []es.Recorded) {
	var l Ledger
	for _, e := range events {
		before := l.Facts
		r, retells := e.Payload.(Reteller)
		if !retells {
			l = l.With(e)
		} else if l.Facts = r.Retell(l.Facts); len(never) > 0 {
			if _, effect := e.Payload.(Effect); effect { // what is annulled had copied what others had
				never = r.Retell(never)
			}
		}
		if !PutsRight(e.Payload) {
			continue
		}
		for _, fact := range before {
			if !slices.ContainsFunc(l.Facts, func(f es.Recorded) bool { return f.ID == fact.ID }) {
				never = append(never, fact)
			}
		}
	}
	return l.Facts, never
}

// NeverWas is told in the place of a fact that was annulled, as that stood until
// then, to who lists what doesn't count. It is no event, and counts nowhere.
type NeverWas struct{ Fact any }

// Hindsight is what had happened by the end of a day, as it is known now. Its
// zero value knows of no corrections.
//
// A fact that was annulled never was; one that was corrected has the day and the
// values that it should have had, and its day decides. So the effects themselves
// are left out, but for what other streams had copied.
type Hindsight struct {
	day    civil.Date
	put    map[string]bool         // the streams in which something was put right
	stands map[es.UUID]es.Recorded // of them: what stands, by the id of the event
	never  map[es.UUID]es.Recorded // of them: what was annulled, likewise
	spread map[es.UUID]any         // of them: effects that are told, by their ids
	moved  map[es.UUID]civil.Date  // days that others copied, as they are now known
}

// Look is the hindsight of a day. streams are those in which anything was put
// right, whole as far as they are known.
func Look(day civil.Date, streams map[string][]es.Recorded) Hindsight {
	h := Hindsight{day: day, put: map[string]bool{}, stands: map[es.UUID]es.Recorded{}, never: map[es.UUID]es.Recorded{}, spread: map[es.UUID]any{}, moved: map[es.UUID]civil.Date{}}
	last := map[string]es.Position{} // where a stream was restated last
	for stream, events := range streams {
		for _, e := range events {
			if PutsRight(e.Payload) {
				last[stream] = e.Position
			}
		}
	}
	for stream, events := range streams {
		h.put[stream] = true
		all, never := retrace(events)
		later := func(e es.Recorded) bool { return e.On().After(day) }
		facts := slices.DeleteFunc(slices.Clone(all), later)
		for _, e := range facts {
			h.stands[e.ID] = e
		}
		for _, e := range slices.DeleteFunc(never, later) {
			h.never[e.ID] = e
		}
		for _, e := range events {
			if m, moves := e.Payload.(Mover); moves {
				what, on := m.Moved()
				h.moved[what] = on
			}
			effect, spreads := e.Payload.(Spreader)
			if !spreads || len(all) == 0 {
				continue
			}
			if of := effect.Corrects(); of.Action == Correct && !slices.ContainsFunc(all, func(f es.Recorded) bool { return f.ID == of.EventID }) {
				continue
			}
			before := slices.DeleteFunc(slices.Clone(facts), func(f es.Recorded) bool { return !f.Position.Before(e.Position) })
			restated := func(stream string) bool { return e.Position.Before(last[stream]) }
			if told := effect.AsOf(before, restated); told != nil {
				h.spread[e.ID] = told
			}
		}
	}
	return h
}

// May says of an event as it was written whether the day may have it: [Hindsight.Of]
// says so for sure.
func (h Hindsight) May(e es.Event) bool {
	return h.put[e.Stream] || !e.Meta.OccurredOn.After(h.day)
}

// Of is the event as the day has it, if it has it.
func (h Hindsight) Of(e es.Recorded) (es.Recorded, bool) {
	has := !e.On().After(h.day)
	if h.put[e.Stream] {
		if told, is := h.spread[e.ID]; is {
			e.Payload = told
			return e, true
		}
		var now es.Recorded
		if now, has = h.stands[e.ID]; has {
			e.Payload, e.Meta.OccurredOn = now.Payload, now.Meta.OccurredOn
		}
	}
	if copied, follows := e.Payload.(Follower); follows && has {
		e.Payload = copied.Following(h.movedTo)
	}
	return e, has
}

// Lists is Of for who lists what doesn't count: a fact that was annulled is
// told as [NeverWas].
func (h Hindsight) Lists(e es.Recorded) (es.Recorded, bool) {
	if never, annulled := h.never[e.ID]; annulled {
		e.Payload, e.Meta.OccurredOn = NeverWas{never.Payload}, never.Meta.OccurredOn
		return e, true
	}
	return h.Of(e)
}

func (h Hindsight) movedTo(what es.UUID) (civil.Date, bool) {
	on, ok := h.moved[what]
	return on, ok
}
