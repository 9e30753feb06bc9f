package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// known says whether an event had been recorded by the instant that is asked for.
func (m Moment) known(e es.Event) bool {
	return m.KnownAt.IsZero() || !e.Meta.RecordedAt.After(m.KnownAt)
}

// planned says that an event is a plan's. A plan is there as of every day, as it
// is decided now: a city adopts in April what it counts from January on.
func planned(e es.Event) bool { return strings.HasPrefix(e.Stream, plan.Stream("")) }

// of is how the moment has a projection's events: which, and as what. As of a day
// it is what had happened by then, as it is known now. A view of the corrections
// themselves has those that had been entered by then.
func (m Moment) of(p engine.Projection, told correction.Hindsight) (keep func(es.Event) bool, as func(es.Recorded) (es.Recorded, bool)) {
	switch {
	case m.AsOf.IsZero():
		return m.known, nil
	case slices.Contains(p.Reads, "CorrectionProposed"):
		return func(e es.Event) bool { return m.known(e) && (planned(e) || !civil.Of(e.Meta.RecordedAt).After(m.AsOf)) }, nil
	}
	keep = func(e es.Event) bool { return m.known(e) && (planned(e) || told.May(e)) }
	return keep, func(e es.Recorded) (es.Recorded, bool) {
		if planned(e.Event) {
			return e, true
		}
		if p.ListsAnnulled {
			return told.Lists(e)
		}
		return told.Of(e)
	}
}

// hindsight reads the streams in which something was put right, as far as the
// moment knows them. By a day that isn't over all that is known has happened:
// the log as it was written is what the live views have.
func (a *App) hindsight(ctx context.Context, m Moment) (told correction.Hindsight, err error) {
	if m.AsOf.IsZero() {
		return told, nil
	}
	if !m.AsOf.Before(a.Today()) {
		return correction.Look(m.AsOf, nil), nil
	}
	streams := map[string][]es.Recorded{}
	for e, err := range a.Log.ReadAll(ctx, es.Start, es.Forward, es.Filter{Types: correction.Types(a.Book.Definitions)}) {
		if err != nil {
			return told, fmt.Errorf("couldn't look for corrections: %w", err)
		}
		if m.known(e) && !planned(e) {
			streams[e.Stream] = nil
		}
	}
	for stream := range streams {
		for e, err := range a.Log.Read(ctx, stream, 0, es.Forward) {
			if err != nil {
				return told, fmt.Errorf("couldn't read what was corrected: %w", err)
			}
			if !m.known(e) {
				continue
			}
			r, err := a.Book.Definitions.Decode(e)
			if err != nil {
				return told, fmt.Errorf("couldn't read what was corrected: %w", err)
			}
			streams[stream] = append(streams[stream], r)
		}
	}
	return correction.Look(m.AsOf, streams), nil
}
