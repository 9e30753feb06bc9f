package supplydemand

import (
	"fmt"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/projections/engine"
)

// seek moves the numbers of those who seek by what an event of a worker's
// stream changed.
func seek(f *engine.Fold, e es.Recorded, event labour.Event) error {
	if _, other := event.(labour.EmployerEvent); other {
		return nil
	}
	row := seekers.Get(f, SeekerKey{e.Stream})
	var before labour.Seeking
	if row.Seeking != "" {
		var err error
		if before, err = seekingOf(row.Seeking); err != nil {
			return err
		}
	}
	after := before.With(e)
	written, err := text(after)
	if err != nil {
		return fmt.Errorf("couldn't write a worker's days of seeking: %w", err)
	}
	if row.Seeking == written || row.Seeking == "" && len(after.Homes)+len(after.Turns)+len(after.Engaged) == 0 {
		return nil
	}
	row.Seeking = written
	old, now := before.Spells(), after.Spells()
	for len(old) > 0 && len(now) > 0 && old[0] == now[0] && before.Occupation == after.Occupation {
		old, now = old[1:], now[1:]
	}
	move(f, before.Occupation, old, -1)
	move(f, after.Occupation, now, +1)
	return nil
}

// move adds spells to the numbers, or takes them away.
func move(f *engine.Fold, occupation string, spells []labour.Spell, sign int) {
	for _, s := range spells {
		key := ChangeKey{outreach.Occupation(occupation), s.Ward, s.From}
		change(f, key, sign)
		if !s.To.IsZero() {
			key.Day = s.To.AddDays(1)
			change(f, key, -sign)
		}
	}
}

func change(f *engine.Fold, key ChangeKey, by int) {
	row := changes.Get(f, key)
	if row.Change += by; row.Change == 0 {
		changes.Delete(f, key)
	}
}
