package correctiontest_test

import (
	"reflect"
	"slices"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/correction"
	"vaoso/projections/corrections"
)

// TestEveryEffectIsFound: as of a day, an event that puts others right is found by
// what it is, so each of them has to be it. One that isn't would be taken for a
// fact of the day on which it was entered.
func TestEveryEffectIsFound(t *testing.T) {
	t.Parallel()
	events := catalog.Events()
	found := correction.Types(events)
	for _, kind := range corrections.Kinds {
		if kind.Type != "WorkerLinked" && !slices.Contains(found, kind.Type) { // a fact: who came in whose place
			t.Errorf("%s is in the list of what was corrected, and no effect", kind.Type)
		}
	}
	for _, name := range found {
		if !slices.ContainsFunc(corrections.Kinds, func(k corrections.Kind) bool { return k.Type == name }) {
			t.Errorf("%s is an effect, and not in the list of what was corrected", name)
		}
	}
	for _, name := range events.Names() {
		def, _ := events.Named(name)
		about := slices.ContainsFunc(reflect.VisibleFields(def.Go), func(f reflect.StructField) bool { return f.Tag.Get("json") == "eventId" })
		if about && !slices.Contains(found, name) && name != "CorrectionProposed" && name != "EventSkipped" { // nothing is put right by these
			t.Errorf("%s is about another event, and no effect", name)
		}
	}
}
