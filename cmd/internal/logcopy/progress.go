package logcopy

import (
	"context"
	"fmt"

	"vaoso/domain/es"
)

// Phase is what a copy is doing.
type Phase string

// The phases of a copy, in order; a comparison alone is Verifying, and one log's
// summary Reading.
const (
	Resuming  Phase = "resuming"  // comparing what the target has already
	Copying   Phase = "copying"   // appending
	Verifying Phase = "verifying" // comparing what was appended
	Reading   Phase = "reading"
)

// Progress is how far a phase is. It is told after every append and every page.
type Progress struct {
	Phase Phase
	Done  int64 // events, in this phase and run
	Total int64 // events that the phase will have, as far as positions can say; 0: unknown
}

// meter tells how far a phase is. A log can't count its events, but positions
// grow with them: the share of the way from start to head is near enough for
// those who wait.
type meter struct {
	tell        func(Progress)
	phase       Phase
	start, head es.Position
	done        int64
}

func newMeter(ctx context.Context, tell func(Progress), phase Phase, log es.Log, start es.Position) (*meter, error) {
	m := &meter{tell: tell, phase: phase, start: start}
	if tell == nil {
		return m, nil
	}
	head, err := log.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask how far the log goes: %w", err)
	}
	m.head = head
	tell(Progress{Phase: phase})
	return m, nil
}

// reached tells that n more events are done, the last of them at the position.
func (m *meter) reached(n int64, at es.Position) {
	m.done += n
	if m.tell == nil {
		return
	}
	p := Progress{Phase: m.phase, Done: m.done, Total: m.done}
	if at.Before(m.head) {
		start, _ := m.start.Pair()
		here, _ := at.Pair()
		end, _ := m.head.Pair()
		if p.Total = 0; here > start {
			p.Total = int64(float64(m.done) / float64(here-start) * float64(end-start))
		}
	}
	m.tell(p)
}
