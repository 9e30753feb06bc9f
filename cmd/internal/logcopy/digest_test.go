package logcopy

import (
	"testing"

	"vaoso/domain/es"
)

// TestWhatNoBookWroteIsCounted in the summary of one log, and the first is named.
func TestWhatNoBookWroteIsCounted(t *testing.T) {
	t.Parallel()
	log, _ := logs(t)
	fill(t, log, "a", 0, 9)
	mixed := &around{Log: log, read: func(e es.Event) es.Event {
		if e.Revision > 6 {
			e.Version = 0
		}
		return e
	}}
	s, err := Summarise(t.Context(), mixed, 0, nil)
	if err != nil || s.Events != 9 || s.Foreign != 2 || s.FirstForeign != "a@7" {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err := Summarise(t.Context(), mixed, 7, nil); err != nil || s.Foreign != 0 || s.FirstForeign != "" {
		t.Errorf("those before: %+v, %v", s, err)
	}
}
