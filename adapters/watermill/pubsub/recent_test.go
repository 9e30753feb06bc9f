package pubsub

import (
	"fmt"
	"testing"

	"vaoso/domain/es"
)

// TestTheWindowStaysAsItIs: a publisher that lives long takes no more memory.
func TestTheWindowStaysAsItIs(t *testing.T) {
	t.Parallel()
	r := &recent{last: es.NoRevision, ids: map[es.UUID]es.Revision{}}
	for i := range 3 * window {
		r.add(EventID(fmt.Sprint(i)), es.Revision(i))
		if want := min(i+1, window); len(r.ids) != want || r.last != es.Revision(i) {
			t.Fatalf("after %d events %d ids are kept, want %d, and the last is %s", i+1, len(r.ids), want, r.last)
		}
	}
}
