package engine

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// One process projects a view at a time: the one that has its lease. Others
// stand by, and take over when it is given up or its holder dies. The lease
// only saves work; a holder that sleeps through its end is fenced off by the
// checkpoint, in the transaction of the rows.

// lead says whether this process leads, and takes the lease if nobody has it.
func (e *Engine) lead(ctx context.Context, name string, s *slot) (bool, error) {
	s.leading.Lock()
	defer s.leading.Unlock()
	if s.lease != nil {
		select {
		case <-s.lease.Lost():
			_ = s.lease.Release() // it is lost already
			s.lease = nil
			e.config.Observer.Leading(name, false)
		default:
			return true, nil
		}
	}
	lease, err := e.config.Store.Lease(ctx, fmt.Sprintf("%s_v%d", name, s.projector.Load().projection.Version))
	if errors.Is(err, ErrLeased) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("couldn't take the lead of %s: %w", name, err)
	}
	if err := e.takeUp(ctx, name, s); err != nil {
		return false, errors.Join(fmt.Errorf("couldn't take the lead of %s: %w", name, err), lease.Release())
	}
	s.lease = lease
	e.config.Observer.Leading(name, true)
	return true, nil
}

// takeUp takes up what the leader before has left.
func (e *Engine) takeUp(ctx context.Context, name string, s *slot) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := e.reload(ctx, s); err != nil {
		return err
	}
	head, err := e.config.Log.Head(ctx)
	if err != nil {
		return err
	}
	if p := s.projector.Load(); head.Before(p.Status().Position) {
		// The log was set back, from a backup: what the view has isn't in it.
		fresh, err := p.beside(ctx)
		if err != nil {
			return fmt.Errorf("couldn't start to rebuild: %w", err)
		}
		fresh.anew = true
		s.projector.Store(fresh)
	}
	if err := e.showLocked(ctx, s, false); err != nil {
		return err
	}
	return e.sweep(ctx, name)
}

// reload looks what has become of the view in other processes' hands. The
// slot's lock is held.
func (e *Engine) reload(ctx context.Context, s *slot) error {
	p := s.projector.Load()
	before := p.Status()
	err := p.Reload(ctx)
	if errors.Is(err, ErrSuperseded) {
		s.superseded.Store(true)
		err = nil // Next says so
	}
	if now := p.Status(); now != before {
		e.moved.changed()
	}
	return err
}

// leadAlone returns once this process leads.
func (e *Engine) leadAlone(ctx context.Context, name string, s *slot) error {
	for {
		leads, err := e.lead(ctx, name, s)
		if leads || err != nil {
			return err
		}
		s.mu.Lock()
		err = e.reload(ctx, s)
		s.mu.Unlock()
		if err != nil {
			return err
		}
		if s.superseded.Load() {
			return fmt.Errorf("%w: %s", ErrSuperseded, name)
		}
		select {
		case <-time.After(e.config.Poll):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// release gives the lease up.
func (e *Engine) release(name string, s *slot) error {
	s.leading.Lock()
	defer s.leading.Unlock()
	if s.lease == nil {
		return nil
	}
	err := s.lease.Release()
	s.lease = nil
	e.config.Observer.Leading(name, false)
	if err != nil {
		return fmt.Errorf("couldn't give up the lead of %s: %w", name, err)
	}
	return nil
}

// catchUp projects what the log has now; while another process leads, it waits
// for that one to do so.
func (e *Engine) catchUp(ctx context.Context, name string) error {
	s := e.slots[name]
	if s == nil {
		return fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	head, err := e.config.Log.Head(ctx)
	if err != nil {
		return fmt.Errorf("couldn't ask for the log's head: %w", err)
	}
	for wait := time.Millisecond; ; wait = min(2*wait, e.config.Poll) {
		done, err := e.catchUpAlone(ctx, name, s)
		if done || err != nil {
			return err
		}
		live, err := e.live(ctx, name)
		switch {
		case err != nil:
			return fmt.Errorf("couldn't wait for %s: %w", name, err)
		case live.Live && !live.Position.Before(head):
			return nil
		case live.Halt != nil:
			return &HaltedError{name, *live.Halt}
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return &NotYetError{name, head, live.Position, ctx.Err()}
		}
	}
}

// catchUpAlone projects what the log has now, if this process can lead.
func (e *Engine) catchUpAlone(ctx context.Context, name string, s *slot) (done bool, err error) {
	s.leading.Lock()
	led := s.lease != nil
	s.leading.Unlock()
	leads, err := e.lead(ctx, name, s)
	if !leads || err != nil {
		return false, err
	}
	if !led { // for this once
		defer func() { err = errors.Join(err, e.release(name, s)) }()
	}
	s.mu.Lock()
	err = e.goPast(ctx, s)
	s.mu.Unlock()
	if err != nil {
		return true, err
	}
	for {
		at := s.projector.Load().Status().Position
		if err := e.pace(ctx, at); err != nil {
			return true, err
		}
		page, err := e.source.after(ctx, at)
		if err != nil {
			return true, err
		}
		if page.Read == 0 {
			if err := e.atEnd(ctx, s, page); err != nil || s.projector.Load().Status().Position == at {
				return true, err
			}
			continue
		}
		var gap *GapError // pages that were held back come again
		if err := e.Project(ctx, name, page); err != nil && !errors.As(err, &gap) {
			return true, err
		}
	}
}
