package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vaoso/domain/es"
)

// WaitFor returns once queries see everything up to the position in the
// projection's view, whichever process got it there. It fails with
// *NotYetError when ctx ends before, with *HaltedError at once where the
// projection is halted before the position, and with ErrUnknownProjection.
func (e *Engine) WaitFor(ctx context.Context, name string, position es.Position) error {
	s := e.slots[name]
	if s == nil {
		return fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	ticker := time.NewTicker(e.config.Poll)
	defer ticker.Stop()
	ask := !s.projector.Load().Status().Live // queries may see an older generation that is far enough
	for {
		moved := e.moved.next()
		status := s.projector.Load().Status()
		if ask && (!status.Live || status.Position.Before(position)) {
			stored, err := e.live(ctx, name)
			if err != nil && ctx.Err() == nil {
				return fmt.Errorf("couldn't wait for %s: %w", name, err)
			}
			if err == nil && stored.Live && (status.Live || !stored.Position.Before(position)) {
				status = stored
			}
		}
		switch {
		case status.Live && !status.Position.Before(position):
			return nil
		case status.Halt != nil:
			return &HaltedError{name, *status.Halt}
		}
		select {
		case <-moved:
			ask = false
		case <-ticker.C:
			ask = true // another process may have got further
		case <-ctx.Done():
			return &NotYetError{name, position, status.Position, ctx.Err()}
		}
	}
}

// live is what the store has for the generation that queries see; while there
// is none, of the newest.
func (e *Engine) live(ctx context.Context, name string) (Status, error) {
	all, err := e.config.Store.Generations(ctx, name)
	if err != nil || len(all) == 0 {
		return Status{}, err
	}
	return preferred(all), nil
}

// Moved returns where the projection stands as soon as its checkpoint, its
// generation or whether queries see it differ from what is given; at once for
// the zero Status.
func (e *Engine) Moved(ctx context.Context, name string, from Status) (Status, error) {
	s := e.slots[name]
	if s == nil {
		return Status{}, fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	for {
		moved := e.moved.next()
		now := s.projector.Load().Status()
		if now.Generation != from.Generation || now.Position != from.Position || now.Live != from.Live {
			return now, nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return from, ctx.Err()
		}
	}
}

// Retry lets a halted projection try its event again. It also takes up what
// another process has done to it.
func (e *Engine) Retry(ctx context.Context, name string) error {
	s := e.slots[name]
	if s == nil {
		return fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.projector.Load().Resume(ctx); err != nil {
		return err
	}
	e.moved.changed()
	return nil
}

// Resumed returns once the projection isn't halted any more: somebody, here or
// in another process, has called Retry, or decided that it goes past the event.
func (e *Engine) Resumed(ctx context.Context, name string) error {
	s := e.slots[name]
	if s == nil {
		return fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	ticker := time.NewTicker(e.config.Poll)
	defer ticker.Stop()
	for {
		moved := e.moved.next()
		if s.projector.Load().Status().Halt == nil {
			return nil
		}
		select {
		case <-moved:
		case <-ticker.C:
			s.mu.Lock()
			err := errors.Join(s.projector.Load().Reload(ctx), e.goPast(ctx, s))
			s.mu.Unlock()
			if errors.Is(err, ErrSuperseded) {
				return err
			}
			// Other trouble passes: the next tick asks again.
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// goPast takes the halt off where the projection was told to go past its event.
// The slot's lock is held.
func (e *Engine) goPast(ctx context.Context, s *slot) error {
	p := s.projector.Load()
	status := p.Status()
	if e.config.Skips == nil || status.Halt == nil {
		return nil
	}
	skips, err := e.config.Skips(ctx, status.Projection)
	if err != nil || !skips[status.Halt.EventID] {
		return err
	}
	if err := p.Resume(ctx); err != nil {
		return err
	}
	e.moved.changed()
	return nil
}

// Report is a generation's status beside the log.
type Report struct {
	Status
	Head es.Position
	// Behind is how many events the log has after Status.Position, counted up
	// to CountedBehind.
	Behind int
	// Lag is how long the first of them has been in the log.
	Lag time.Duration
	// Done is how much of the log is in the rows, from 0 to 1, as far as
	// positions tell; Left is how long the rest takes at the last pace, 0 where
	// that isn't known or nothing is left.
	Done float64
	Left time.Duration
	// Stalls is how often this process has found the projection stalled.
	Stalls int64
}

// CountedBehind is as far as Report.Behind is counted.
const CountedBehind = 10_000

// Reports are the statuses of all generations in the store, with how far they
// are behind.
func (e *Engine) Reports(ctx context.Context) ([]Report, error) {
	head, err := e.config.Log.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask for the log's head: %w", err)
	}
	all, err := e.config.Store.Generations(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("couldn't ask for the projections' status: %w", err)
	}
	reports := make([]Report, len(all))
	behind := map[es.Position]Report{}
	for i, s := range all {
		slot := e.slots[s.Projection]
		if slot != nil {
			// What this process holds back isn't in the store yet.
			if mine := slot.projector.Load().Status(); mine.Generation == s.Generation && s.Position.Before(mine.Position) {
				s.Position = mine.Position
			}
		}
		r, counted := behind[s.Position]
		if !counted && !s.Retired {
			if r, err = e.behind(ctx, s.Position, head); err != nil {
				return nil, err
			}
			behind[s.Position] = r
		}
		r.Status, r.Head = s, head
		if r.estimate(); slot != nil {
			r.Stalls = slot.stalls.Load()
		}
		reports[i] = r
	}
	return reports, nil
}

// estimate tells how much is done, and how long the rest takes.
func (r *Report) estimate() {
	at, _ := r.Position.Pair()
	head, _ := r.Head.Pair()
	if at >= head {
		r.Done = 1
		return
	}
	r.Done = float64(at) / float64(head)
	if r.Pace.Positions > 0 {
		r.Left = time.Duration(float64(head-at) / r.Pace.Positions * float64(time.Second))
	}
}

// behind counts the events after the position.
func (e *Engine) behind(ctx context.Context, after, head es.Position) (r Report, err error) {
	if !after.Before(head) {
		return r, nil
	}
	for event, err := range e.config.Log.ReadAll(ctx, after, es.Forward, es.Filter{}) {
		if err != nil {
			return r, fmt.Errorf("couldn't count events after %s: %w", after, err)
		}
		if head.Before(event.Position) || r.Behind == CountedBehind {
			break
		}
		if r.Behind++; r.Behind == 1 {
			r.Lag = max(0, e.now().Sub(event.Meta.RecordedAt))
		}
	}
	return r, nil
}
