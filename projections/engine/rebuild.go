package engine

import (
	"context"
	"errors"
	"fmt"

	"vaoso/domain/es"
)

// ErrRebuilding says that a rebuild of the projection is under way already.
var ErrRebuilding = errors.New("engine: the projection is being rebuilt already")

// Rebuild fills a new generation of the projection beside the live one, which
// goes on meanwhile, and switches to it once it has got as far. What a rebuild
// that was killed left behind is dropped by the next. A fold that fails ends it
// with *HaltedError, and the live generation stays. It fails with ErrRebuilding
// also while a new version or the first generation is being filled.
func (e *Engine) Rebuild(ctx context.Context, name string) (err error) {
	s := e.slots[name]
	if s == nil {
		return fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	if !s.rebuilding.TryLock() {
		return fmt.Errorf("%w: %s", ErrRebuilding, name)
	}
	defer s.rebuilding.Unlock()
	if !s.projector.Load().Status().Live {
		return fmt.Errorf("%w: %s", ErrRebuilding, name) // by the start-up
	}
	fresh, err := s.projector.Load().beside(ctx)
	if err != nil {
		return fmt.Errorf("couldn't start to rebuild %s: %w", name, err)
	}
	defer func() {
		if err != nil {
			// Without ctx: it may be what ended the rebuild. What can't be
			// dropped now is dropped by the next rebuild.
			err = errors.Join(err, e.config.Store.Drop(context.WithoutCancel(ctx), fresh.Status().Generation))
		}
	}()
	for {
		page, err := e.source.after(ctx, fresh.Status().Position)
		if err != nil {
			return fmt.Errorf("couldn't rebuild %s: %w", name, err)
		}
		var gap *GapError // pages that were held back come again
		if err := fresh.Project(ctx, page); err != nil && !errors.As(err, &gap) {
			return fmt.Errorf("couldn't rebuild %s: %w", name, err)
		}
		done, err := e.takeOver(ctx, s, fresh)
		if done || err != nil {
			return err
		}
	}
}

// takeOver switches to the fresh projector if it has all that the live one has.
func (e *Engine) takeOver(ctx context.Context, s *slot, fresh *Projector) (bool, error) {
	if fresh.Status().Position.Before(s.projector.Load().Status().Position) {
		return false, nil
	}
	s.mu.Lock() // the live one stands still from here on
	defer s.mu.Unlock()
	if fresh.Status().Position.Before(s.projector.Load().Status().Position) {
		return false, nil
	}
	if err := fresh.Show(ctx); err != nil {
		return false, err
	}
	if !fresh.Status().Live {
		return false, nil
	}
	s.projector.Store(fresh)
	e.moved.changed()
	return true, nil
}

// beside makes the projector of a new generation, and drops what unfinished
// rebuilds left. A fenced one of these doesn't take up another generation.
func (p *Projector) beside(ctx context.Context) (*Projector, error) {
	all, err := p.store.Generations(ctx, p.projection.Name)
	if err != nil {
		return nil, err
	}
	mine := p.Status().Generation
	next := mine.Number + 1
	for _, s := range all {
		next = max(next, s.Number+1)
		if s.Live || s.Generation == mine {
			continue
		}
		if err := p.store.Drop(ctx, s.Generation); err != nil {
			return nil, err
		}
	}
	fresh := newProjector(p.projection, p.store, p.clock)
	fresh.set(Status{Generation: Generation{p.projection.Name, p.projection.Version, next}, Position: es.Start, Shape: shape(p.projection.schemas()), Since: p.now()})
	fresh.pick, fresh.holdBack = fresh.same, p.holdBack
	return fresh, p.store.Create(ctx, fresh.status.Generation, fresh.status.Shape, p.projection.schemas(), fresh.status.Since)
}

// same is the projector's own generation as the store has it.
func (p *Projector) same(ctx context.Context) (Status, error) {
	all, err := p.store.Generations(ctx, p.projection.Name)
	if err != nil {
		return Status{}, err
	}
	for _, s := range all {
		if s.Generation == p.status.Generation {
			return s, nil
		}
	}
	return Status{}, fmt.Errorf("%w: %s is gone", ErrFenced, p.status.Generation)
}

// Show lets queries see the projector's generation, and drops the others. It
// does nothing where what was held back has to be folded again, or where
// somebody else has moved the generation: the projector then stands elsewhere.
func (p *Projector) Show(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.status.Position
	if err := p.flush(ctx); errors.Is(err, ErrFenced) {
		return p.reload(ctx)
	} else if err != nil || p.status.Position != at {
		return err
	}
	err := p.store.Switch(ctx, p.status.Generation, p.status.Position, p.now())
	if errors.Is(err, ErrFenced) {
		return p.reload(ctx)
	}
	if err != nil {
		return fmt.Errorf("couldn't switch to %s: %w", p.status.Generation, err)
	}
	if status := p.status; !status.Live {
		status.Live, status.Since = true, p.now()
		p.set(status)
	}
	p.pick = p.current
	return nil
}

// Resume takes the halt off, and takes up what the store has.
func (p *Projector) Resume(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.store.Resume(ctx, p.status.Generation, p.now()); err != nil {
		return fmt.Errorf("couldn't resume %s: %w", p.status.Generation, err)
	}
	return p.reload(ctx)
}

// Reload takes up what the store has, as after being fenced off.
func (p *Projector) Reload(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reload(ctx)
}
