package engine

import (
	"context"
	"errors"
)

// dirtyRows is how many rows of a generation that queries don't see may be ahead
// of its commit, however many events made them: it bounds memory.
const dirtyRows = 16_000

// flight is a commit of a generation that queries don't see, carried out while
// the next pages are being folded. What it writes stays in memory until it has
// landed, so that no load meets a row on its way.
type flight struct {
	commit Commit
	landed chan struct{}
	err    error // once landed
}

// launch begins to commit what is held back, once the commit before has landed.
func (p *Projector) launch(ctx context.Context) error {
	if err := p.land(); err != nil {
		return err
	}
	c := Commit{Generation: p.status.Generation, From: p.committed, Through: p.status.Position, At: p.now()}
	c.Pace = p.pace.measure(c.At, p.held, c.Through)
	var err error
	if c.Changes, err = p.fold.changes(); err != nil {
		return &spoiledError{err}
	}
	p.fold.committed()
	p.held = 0
	f := &flight{commit: c, landed: make(chan struct{})}
	p.flight = f
	go func() {
		defer close(f.landed)
		f.err = p.store.Commit(context.WithoutCancel(ctx), c)
	}()
	return nil
}

// land waits for the commit under way, if there is one. Where that failed, what
// is in memory is worth nothing.
func (p *Projector) land() error {
	f := p.flight
	if f == nil {
		return nil
	}
	<-f.landed
	p.flight = nil
	if f.err != nil {
		return f.err
	}
	f.commit.Changes = nil
	at := p.status.Position
	status := p.after(f.commit)
	status.Position = at // what was folded meanwhile is ahead of it
	p.committed = f.commit.Through
	p.show(status)
	if p.fold != nil {
		p.fold.forget(p.cache)
	}
	return nil
}

// tryLand is land for a commit that is done; else it leaves it on its way. Where
// it failed, the projector stands at its last commit again.
func (p *Projector) tryLand() error {
	if p.flight == nil {
		return nil
	}
	select {
	case <-p.flight.landed:
	default:
		return nil
	}
	err := p.land()
	if err != nil {
		p.giveUp()
	}
	return err
}

// Close waits for a commit under way. One that was fenced off is no error: who
// has moved the view goes on with it.
func (p *Projector) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.land(); !errors.Is(err, ErrFenced) {
		return err
	}
	return nil
}
