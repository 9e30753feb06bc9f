package engine

import (
	"context"
	"time"

	"vaoso/domain/es"
)

// stallChecks is how often a projection is looked at within Config.Stall.
const stallChecks = 6

// watch returns when a projection has stood still behind the log's end for as
// long as Config.Stall, without being halted, or when ctx ends. What it finds it
// tells the observer. A subscription that died without a word shows so.
func (e *Engine) watch(ctx context.Context) {
	ticker := time.NewTicker(e.config.Stall / stallChecks)
	defer ticker.Stop()
	type seen struct {
		at    es.Position
		times int
	}
	last := map[string]seen{}
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		head, err := e.config.Log.Head(ctx)
		if err != nil {
			continue // the log's trouble shows elsewhere
		}
		stalled := false
		for name, s := range e.slots {
			status := s.projector.Load().Status()
			if status.Halt != nil || !status.Position.Before(head) || !s.leads() {
				delete(last, name)
				continue
			}
			now := seen{status.Position, 1}
			if before := last[name]; before.at == now.at {
				now.times += before.times
			}
			last[name] = now
			if now.times > stallChecks {
				stalled = true
				s.stalls.Add(1)
				e.config.Observer.Stalled(name, status.Position, head)
			}
		}
		if stalled {
			e.source.interrupt()
			return
		}
	}
}

func (s *slot) leads() bool {
	s.leading.Lock()
	defer s.leading.Unlock()
	return s.lease != nil
}
