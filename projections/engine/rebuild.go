package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"vaoso/domain/es"
)

// ErrRebuilding says that a rebuild of the projection is under way already.
var ErrRebuilding = errors.New("engine: the projection is being rebuilt already")

// Rebuild fills a new generation of the projection beside the live one, which
// goes on meanwhile, compares the two, and switches to it once it has got as
// far. What a rebuild that was killed left behind is dropped by the next. A fold
// that fails ends it with *HaltedError, and the live generation stays. It fails
// with ErrRebuilding also while a new version or the first generation is being
// filled, by whichever process.
func (e *Engine) Rebuild(ctx context.Context, name string) (c Comparison, err error) {
	s := e.slots[name]
	if s == nil {
		return c, fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	lease, err := e.config.Store.Lease(ctx, "rebuild_"+name)
	if errors.Is(err, ErrLeased) {
		return c, fmt.Errorf("%w: %s", ErrRebuilding, name)
	}
	if err != nil {
		return c, fmt.Errorf("couldn't start to rebuild %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, lease.Release()) }()
	live, err := e.live(ctx, name)
	if err != nil {
		return c, fmt.Errorf("couldn't start to rebuild %s: %w", name, err)
	}
	if !live.Live {
		return c, fmt.Errorf("%w: %s", ErrRebuilding, name) // by the start-up
	}
	fresh, err := s.projector.Load().beside(ctx)
	if err != nil {
		return c, fmt.Errorf("couldn't start to rebuild %s: %w", name, err)
	}
	if err := e.rebuild(ctx, s, fresh); err != nil {
		fresh.comparing.stop()
		// Without ctx: it may be what ended the rebuild. What can't be
		// dropped now is dropped by the next rebuild.
		return c, errors.Join(fmt.Errorf("couldn't rebuild %s: %w", name, err), e.config.Store.Drop(context.WithoutCancel(ctx), fresh.Status().Generation))
	}
	if fresh.comparing.done != nil {
		c = *fresh.comparing.done
	}
	return c, e.sweep(ctx, name)
}

func (e *Engine) rebuild(ctx context.Context, s *slot, fresh *Projector) error {
	for {
		page, err := e.source.after(ctx, fresh.Status().Position)
		if err != nil {
			return err
		}
		var gap *GapError // pages that were held back come again
		if err := e.fill(ctx, fresh, page); err != nil && !errors.As(err, &gap) {
			return err
		}
		if done, err := e.takeOver(ctx, s, fresh); done || err != nil {
			return err
		}
	}
}

// fill projects a page into a generation that queries don't see.
func (e *Engine) fill(ctx context.Context, p *Projector, page *Page) error {
	if err := e.compareOn(ctx, p, page); err != nil {
		return err
	}
	return p.Project(ctx, page)
}

// takeOver switches to the fresh projector if it has all that the live one has.
func (e *Engine) takeOver(ctx context.Context, s *slot, fresh *Projector) (bool, error) {
	ready := func() bool {
		return fresh.comparing.live == nil && !fresh.Status().Position.Before(s.projector.Load().Status().Position)
	}
	if !ready() {
		return false, nil
	}
	s.mu.Lock() // this process's live one stands still from here on
	defer s.mu.Unlock()
	if !ready() {
		return false, nil
	}
	if err := fresh.Show(ctx); errors.Is(err, ErrBehind) {
		return false, nil // another process's is further
	} else if err != nil {
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
		if s.Live || s.Retired || s.Generation == mine {
			continue
		}
		if err := p.store.Drop(ctx, s.Generation); err != nil {
			return nil, err
		}
	}
	fresh := newProjector(p.projection, p.store, p.clock)
	fresh.set(Status{Generation: Generation{p.projection.Name, p.projection.Version, next}, Position: es.Start, Shape: shape(p.projection.schemas()), Since: p.now()})
	fresh.pick, fresh.holdBack, fresh.skips, fresh.bit = fresh.same, p.holdBack, p.skips, p.bit
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

// Show lets queries see the projector's generation, and retires the one before.
// It does nothing where what was held back has to be folded again, or where
// somebody else has moved the generation: the projector then stands elsewhere.
// It fails with ErrBehind while the one before is further.
func (p *Projector) Show(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.status.Position
	if err := p.flush(ctx); errors.Is(err, ErrFenced) {
		return p.reload(ctx)
	} else if err != nil || p.status.Position != at {
		return err
	}
	s := Switch{Generation: p.status.Generation, At: p.status.Position, Since: p.now(), Anew: p.anew}
	if p.comparing.done != nil {
		text, err := json.Marshal(p.comparing.done)
		if err != nil {
			return fmt.Errorf("couldn't write down how %s differs: %w", p.status.Generation, err)
		}
		s.Comparison = string(text)
	}
	err := p.store.Switch(ctx, s)
	if errors.Is(err, ErrFenced) {
		return p.reload(ctx)
	}
	if err != nil {
		return fmt.Errorf("couldn't switch to %s: %w", p.status.Generation, err)
	}
	if status := p.status; !status.Live {
		status.Live, status.Since, status.Comparison = true, s.Since, s.Comparison
		p.set(status)
	}
	p.pick = p.current
	return nil
}

// sweep drops what is left of generations before the live one: those that it
// has replaced, after a while, and those that were never finished.
func (e *Engine) sweep(ctx context.Context, name string) error {
	all, err := e.config.Store.Generations(ctx, name)
	if err != nil {
		return fmt.Errorf("couldn't clear away old generations of %s: %w", name, err)
	}
	live := preferred(all)
	if !live.Live {
		return nil
	}
	for _, s := range all {
		if s.Live || s.Number > live.Number || s.Retired && e.now().Sub(s.Since) < e.config.Keep {
			continue
		}
		if err := e.config.Store.Drop(ctx, s.Generation); err != nil && !errors.Is(err, ErrInUse) {
			return fmt.Errorf("couldn't clear away %s: %w", s.Generation, err)
		}
	}
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
