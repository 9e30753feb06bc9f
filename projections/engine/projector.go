package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"vaoso/domain/es"
)

// Projector folds pages into one generation of one projection. It is safe for
// use by several goroutines; pages are folded one after the other.
type Projector struct {
	projection Projection
	store      Store
	reads      map[string]bool // the event types that the projection reads
	bit        uint64          // readerBit in the engine; 0: in none
	cache      int             // rows kept between pages
	clock      func() time.Time
	pick       func(context.Context) (Status, error)
	skips      func(context.Context, string) (map[es.UUID]bool, error) // nil: none
	comparing  comparing
	anew       bool // the log was set back behind the live generation

	mu        sync.Mutex
	fold      *Fold  // nil: there are no rows in memory
	status    Status // its position is that of the last page folded
	committed es.Position
	holdBack  int              // events that a generation nobody sees may be ahead of its commit
	held      int              // events that were folded since a commit was last begun
	flight    *flight          // a commit under way; nil: none
	skipped   map[es.UUID]bool // events that failed, and that the projection was told to go past
	pace      pacer
	seen      atomic.Pointer[Status] // status, for who can't wait for the page in hand
}

// defaultCache is how many rows a projector keeps in memory between pages.
const defaultCache = 8_000

// OpenProjector takes up the projection where the store has it: its live
// generation where that is of the projection's version and tables, else the
// unfinished one that is, else a new one.
func OpenProjector(ctx context.Context, projection Projection, store Store, clock func() time.Time) (*Projector, error) {
	projection.check()
	p := newProjector(projection, store, clock)
	p.pick = p.current
	status, err := p.openGeneration(ctx)
	if err != nil {
		return nil, fmt.Errorf("couldn't open projection %s: %w", projection.Name, err)
	}
	p.set(status)
	return p, nil
}

func newProjector(projection Projection, store Store, clock func() time.Time) *Projector {
	p := &Projector{projection: projection, store: store, reads: map[string]bool{}, cache: defaultCache, clock: clock}
	for _, name := range projection.Reads {
		p.reads[name] = true
	}
	return p
}

// set takes up a status that the store has.
func (p *Projector) set(s Status) {
	p.committed, p.held = s.Position, 0
	p.show(s)
}

func (p *Projector) show(s Status) {
	p.status = s
	p.seen.Store(&s)
}

// HoldBack lets the projector fold about so many events of a generation that
// queries don't see yet before it commits, and fold on while it commits: rows
// that change often are written once, and in the order of their keys. What isn't
// committed is lost in a crash, and folded again. It is 0 else: each page is
// committed before the next.
func (p *Projector) HoldBack(events int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.holdBack = events
}

// KeepRows sets how many rows stay in memory between pages; it is 20,000 else.
func (p *Projector) KeepRows(limit int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cache = limit
}

// Status is where the projector stands. It doesn't wait for the page in hand.
func (p *Projector) Status() Status { return *p.seen.Load() }

// Project folds a page and commits its rows with the checkpoint, in one
// transaction. What the projection has counted already is left out, so a page
// may come twice, in part or whole. It fails with:
//
//   - *HaltedError: the projection stands at an event that it couldn't fold;
//     the events before it are committed.
//   - *GapError: the page starts past the checkpoint.
//   - ErrSuperseded: another program has switched the view to another version.
//   - else the store's error: project the page again.
func (p *Projector) Project(ctx context.Context, page *Page) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	for range 4 { // each time somebody else moved the view on, there is less left of the page
		if err = p.project(ctx, page); !errors.Is(err, ErrFenced) {
			return err
		}
		if err := p.reload(ctx); err != nil {
			return err
		}
	}
	return err
}

func (p *Projector) project(ctx context.Context, page *Page) error {
	at := p.status.Position
	switch {
	case p.status.Halt != nil:
		return &HaltedError{p.projection.Name, *p.status.Halt}
	case page.Through.Compare(at) <= 0:
		return nil
	case at.Before(page.After):
		return &GapError{p.projection.Name, at, page.After}
	}
	if err := p.tryLand(); err != nil {
		return fmt.Errorf("couldn't project %s through %s: %w", p.projection.Name, p.committed, err)
	}
	if p.fold == nil {
		p.fold = newFold(p.store, p.status.Generation, p.projection.Tables, at == es.Start)
	}
	events, halt := p.mine(page)
	c := Commit{Generation: p.status.Generation, From: at, Through: page.Through, Halt: halt}
	if halt != nil {
		c.stopAfter(events)
	}
	hold := !p.status.Live && halt == nil && p.holdBack > 0
	err := p.foldPage(ctx, events, &c, hold)
	if err == nil && c.Halt != nil {
		past, skipErr := p.goesPast(ctx, c.Halt.EventID)
		if past {
			p.fold.reset()
			return p.project(ctx, page)
		}
		err = skipErr
	}
	p.held += page.Read
	if err == nil && hold && c.Halt == nil {
		status := p.status
		status.Position = c.Through
		p.show(status)
		if p.held < p.holdBack && p.fold.dirty() < dirtyRows {
			return nil
		}
		err = p.launch(ctx)
	} else if err == nil {
		err = p.commit(ctx, c)
	}
	var spoiled *spoiledError
	if errors.As(err, &spoiled) {
		p.giveUp()
		return &GapError{p.projection.Name, p.committed, page.After}
	}
	if err != nil {
		p.giveUp()
		return fmt.Errorf("couldn't project %s through %s: %w", p.projection.Name, page.Through, err)
	}
	if c.Halt != nil {
		return &HaltedError{p.projection.Name, *c.Halt}
	}
	return nil
}

// commit writes what is in memory, and moves the checkpoint.
func (p *Projector) commit(ctx context.Context, c Commit) error {
	if err := p.land(); err != nil {
		return err
	}
	c.From, c.At = p.committed, p.now()
	c.Pace = p.pace.measure(c.At, p.held, c.Through)
	if err := p.store.Commit(ctx, c); err != nil {
		return err
	}
	p.fold.committed()
	p.fold.forget(p.cache)
	p.set(p.after(c))
	return nil
}

// after is the status once the commit is carried out.
func (p *Projector) after(c Commit) Status {
	status := p.status
	status.Position, status.MovedAt, status.Pace = c.Through, c.At, c.Pace
	if c.Halt != nil {
		status.Halt, status.Since = c.Halt, c.At
	}
	return status
}

// goesPast says whether the projection was told to go past the event, which it
// couldn't fold.
func (p *Projector) goesPast(ctx context.Context, event es.UUID) (bool, error) {
	if p.skips == nil || p.skipped[event] {
		return false, nil
	}
	skips, err := p.skips(ctx, p.projection.Name)
	if err != nil {
		return false, fmt.Errorf("couldn't ask which events %s goes past: %w", p.projection.Name, err)
	}
	if !skips[event] {
		return false, nil
	}
	if p.skipped == nil {
		p.skipped = map[es.UUID]bool{}
	}
	p.skipped[event] = true
	return true, nil
}

// ahead says whether pages are held back, be it without an event.
func (p *Projector) ahead() bool { return p.status.Position != p.committed }

// spoiledError is a row that can't be kept, found while some pages are held
// back: one of their events may have spoiled it.
type spoiledError struct{ error }

// giveUp forgets what is in memory. Where that was ahead of the last commit, the
// projector stands there again, and commits each page from here on, so that an
// event that spoils a row is found.
func (p *Projector) giveUp() {
	_ = p.land() // where it failed, the next commit meets what it left
	p.fold = nil
	if p.ahead() {
		p.holdBack = 0
		status := p.status
		status.Position = p.committed
		p.set(status)
	}
}

// flush commits what is held back. Where a row is spoiled, the projector stands
// at its last commit again, which is no error: its pages come again.
func (p *Projector) flush(ctx context.Context) error {
	if err := p.land(); err != nil {
		p.giveUp()
		return fmt.Errorf("couldn't commit %s: %w", p.status.Generation, err)
	}
	if !p.ahead() {
		return nil
	}
	c := Commit{Generation: p.status.Generation, Through: p.status.Position}
	var err error
	if c.Changes, err = p.fold.changes(); err != nil {
		p.giveUp()
		return nil //nolint:nilerr // the page that spoiled a row comes again, and says so
	}
	if err = p.commit(ctx, c); err != nil {
		p.giveUp()
		return fmt.Errorf("couldn't commit %s through %s: %w", p.projection.Name, c.Through, err)
	}
	return nil
}

// mine are the page's events that this projection reads and hasn't counted, up
// to one that it can't read.
func (p *Projector) mine(page *Page) (events []*es.Recorded, halt *Halt) {
	events = make([]*es.Recorded, 0, len(page.Events))
	for i := range page.Events {
		item := &page.Events[i]
		if item.Position.Compare(p.status.Position) <= 0 || !p.concerns(item) || p.skipped[item.ID] {
			continue
		}
		if item.Err != nil {
			return events, newHalt(item.Event, item.Err)
		}
		events = append(events, &item.Recorded)
	}
	return events, nil
}

func (p *Projector) concerns(item *Item) bool {
	if p.bit != 0 && item.readers != 0 {
		return item.readers&p.bit != 0
	}
	return item.Unknown || p.reads[item.Type]
}

// foldPage folds the events into c. Where one fails, those before it are folded
// anew, and c ends before it.
func (p *Projector) foldPage(ctx context.Context, events []*es.Recorded, c *Commit, hold bool) error {
	err := p.foldEvents(ctx, events, c, hold)
	var failed *foldError
	if !errors.As(err, &failed) {
		return err
	}
	c.Halt = newHalt(events[failed.index].Event, failed.cause)
	events = events[:failed.index]
	p.fold.reset()
	if err := p.foldEvents(ctx, events, c, false); err != nil {
		return err
	}
	c.stopAfter(events)
	return nil
}

// stopAfter lets the commit end with the last of the events.
func (c *Commit) stopAfter(events []*es.Recorded) {
	c.Through = c.From
	if len(events) > 0 {
		c.Through = events[len(events)-1].Position
	}
}

func (p *Projector) foldEvents(ctx context.Context, events []*es.Recorded, c *Commit, hold bool) (err error) {
	if err := p.fold.page(ctx, p.projection.Apply, events); err != nil {
		return err
	}
	if hold {
		err = p.fold.accept()
	} else {
		c.Changes, err = p.fold.changes()
	}
	if err == nil {
		return nil
	}
	if p.ahead() {
		return &spoiledError{err}
	}
	p.fold.reset() // some event left a row that can't be kept: find it
	p.fold.checking = true
	defer func() { p.fold.checking = false }()
	if found := p.fold.page(ctx, p.projection.Apply, events); found != nil {
		return found
	}
	return err
}

// reload forgets everything in memory and takes up what the store has.
func (p *Projector) reload(ctx context.Context) error {
	_ = p.land() // the store says what became of it
	p.fold = nil
	status, err := p.pick(ctx)
	if err != nil {
		return fmt.Errorf("couldn't take up projection %s again: %w", p.projection.Name, err)
	}
	p.set(status)
	return nil
}

func (p *Projector) now() time.Time {
	if p.clock == nil {
		return time.Time{}
	}
	return p.clock().UTC().Truncate(time.Microsecond)
}

// fits says whether this program's fold may go on filling the generation.
func (p *Projector) fits(s Status) bool {
	return s.Version == p.projection.Version && s.Shape == shape(p.projection.schemas()) && !s.Retired
}

// openGeneration finds or makes the generation to fill.
func (p *Projector) openGeneration(ctx context.Context) (Status, error) {
	for range 4 { // another process may be opening it too
		all, err := p.store.Generations(ctx, p.projection.Name)
		if err != nil {
			return Status{}, err
		}
		next := 1
		for _, s := range all {
			next = max(next, s.Number+1)
		}
		all = slices.DeleteFunc(all, func(s Status) bool { return !p.fits(s) })
		if len(all) > 0 {
			return preferred(all), nil
		}
		g := Generation{p.projection.Name, p.projection.Version, next}
		err = p.store.Create(ctx, g, shape(p.projection.schemas()), p.projection.schemas(), p.now())
		if err == nil {
			return Status{Generation: g, Shape: shape(p.projection.schemas()), Since: p.now()}, nil
		}
		if !errors.Is(err, ErrFenced) {
			return Status{}, err
		}
	}
	return Status{}, ErrFenced
}

// preferred is the live generation, else the newest.
func preferred(all []Status) Status {
	for _, s := range all {
		if s.Live {
			return s
		}
	}
	return all[len(all)-1]
}

// current is the generation to go on with after somebody else has moved it:
// ours, or the one that it was switched to.
func (p *Projector) current(ctx context.Context) (Status, error) {
	all, err := p.store.Generations(ctx, p.projection.Name)
	if err != nil {
		return Status{}, err
	}
	for _, s := range all {
		if s.Live && s.Generation != p.status.Generation && !p.fits(s) && s.Number > p.status.Number {
			return Status{}, fmt.Errorf("%w: %s", ErrSuperseded, s.Generation)
		}
	}
	all = slices.DeleteFunc(all, func(s Status) bool { return !p.fits(s) })
	if len(all) == 0 {
		return p.openGeneration(ctx) // the store was emptied under us
	}
	return preferred(all), nil
}
