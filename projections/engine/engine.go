package engine

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"vaoso/domain/es"
)

// Config is what an engine is made of.
type Config struct {
	Log         es.Log
	Definitions *es.Definitions
	Store       Store
	Projections []Projection
	Clock       func() time.Time // for what Status says of time
	// Skips are the events that a projection goes past if it can't fold them.
	// nil: there are none.
	Skips    func(ctx context.Context, projection string) (map[es.UUID]bool, error)
	Observer Observer // nil: nobody
	// PageSize is how many events a page has at most, or nearly; 0 means
	// DefaultPage.
	PageSize int
	// HoldBack is how many events a generation that queries don't see yet may
	// be ahead of its commit; 0 means 50,000, and less commits each page.
	HoldBack int
	// Poll is how often the store is asked whether another process got on,
	// while somebody waits for it; 0 means half a second.
	Poll time.Duration
	// Keep is how long a generation that was replaced stays for queries that
	// began before; 0 means a minute.
	Keep time.Duration
	// Stall is how long a projection may stand still behind the log's end
	// before the log is subscribed to anew; 0 means 30 seconds.
	Stall time.Duration
}

// DefaultPage is how many events a page has. Measured on two cores with all the
// book's projections and a million events: pages of twice and of half the size
// make no difference beyond the noise, and larger ones hold more memory.
const DefaultPage = 2_048

// heldBack is the default of Config.HoldBack.
const heldBack = 50_000

// Engine keeps a set of projections up with a log.
//
// Run follows the log's end, and whoever drives a projection calls Next and
// Project in turn, until either says stop. adapters/watermill does.
type Engine struct {
	config Config
	source *source
	slots  map[string]*slot
	names  []string
	moved  signal // some projection has committed, halted or resumed
	bound  atomic.Bool
}

// slot is a projection with whoever projects it now. The lock is held while a
// page is projected and while a rebuild takes over.
type slot struct {
	mu         sync.Mutex
	projector  atomic.Pointer[Projector]
	goal       es.Position // the log's end at the start: a new view is shown once it is there
	superseded atomic.Bool
	working    atomic.Bool // a page is being projected

	leading sync.Mutex
	lease   Lease // nil: this process doesn't lead
	stalls  atomic.Int64
}

// Open takes up the projections where the store has them.
func Open(ctx context.Context, config Config) (*Engine, error) {
	if config.PageSize <= 0 {
		config.PageSize = DefaultPage
	}
	if config.HoldBack == 0 {
		config.HoldBack = heldBack
	}
	if config.Poll <= 0 {
		config.Poll = 500 * time.Millisecond
	}
	if config.Keep == 0 {
		config.Keep = time.Minute
	}
	if config.Stall <= 0 {
		config.Stall = 30 * time.Second
	}
	if config.Observer == nil {
		config.Observer = silent{}
	}
	e := &Engine{config: config, slots: map[string]*slot{}}
	e.source = newSource(config.Log, newDecoder(config.Definitions, config.Projections...), config.PageSize)
	head, err := config.Log.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("couldn't open the projections: %w", err)
	}
	if head != es.Start {
		if err := e.bind(ctx); err != nil {
			return nil, fmt.Errorf("couldn't open the projections: %w", err)
		}
	}
	for _, p := range config.Projections {
		for _, name := range p.Reads {
			if _, known := config.Definitions.Named(name); !known {
				panic(fmt.Sprintf("engine: projection %s reads %s, which no context defines", p.Name, name))
			}
		}
		if e.slots[p.Name] != nil {
			panic(fmt.Sprintf("engine: there are two projections %s", p.Name))
		}
		projector, err := OpenProjector(ctx, p, config.Store, config.Clock)
		if err != nil {
			return nil, err
		}
		projector.HoldBack(max(0, config.HoldBack))
		projector.skips, projector.bit = config.Skips, readerBit(len(e.names))
		s := &slot{goal: head}
		s.projector.Store(projector)
		e.slots[p.Name], e.names = s, append(e.names, p.Name)
	}
	return e, nil
}

// bind ties the store to the log, once there is a first event: its id and its
// position are what no other log has.
func (e *Engine) bind(ctx context.Context) error {
	if e.bound.Load() {
		return nil
	}
	for first, err := range e.config.Log.ReadAll(ctx, es.Start, es.Forward, es.Filter{}) {
		if err == nil {
			err = e.config.Store.Bind(ctx, first.ID.String()+"@"+first.Position.String())
		}
		e.bound.Store(err == nil)
		return err
	}
	return nil
}

// Close lets other processes project. Nobody may be projecting any more.
func (e *Engine) Close() error {
	var errs []error
	for name, s := range e.slots {
		p := s.projector.Load()
		p.comparing.stop()
		errs = append(errs, p.Close(), e.release(name, s))
	}
	return errors.Join(errs...)
}

func (e *Engine) now() time.Time {
	if e.config.Clock == nil {
		return time.Time{}
	}
	return e.config.Clock()
}

// Names are the projections' names, as configured.
func (e *Engine) Names() []string { return e.names }

// Run follows the log's end until ctx ends, so that Next notices new events. It
// goes on through the log's troubles, and ends with nil, also when the log is
// closed. Where projections stand still although the log has gone on, it
// follows anew.
func (e *Engine) Run(ctx context.Context) error {
	at, err := e.config.Log.Head(ctx)
	for {
		if err == nil {
			// What came in before at is known won't come through follow: let
			// those look again who have found nothing so far.
			e.source.news.changed()
			at, err = e.followWatched(ctx, at)
		}
		if ctx.Err() != nil || errors.Is(err, es.ErrClosed) {
			return nil //nolint:nilerr // it is told to end
		}
		select { // Next meets the trouble itself, and says so
		case <-time.After(e.config.Poll):
		case <-ctx.Done():
			return nil
		}
		e.source.news.changed()
		err = nil
	}
}

// followWatched follows until the log fails or a projection stalls.
func (e *Engine) followWatched(ctx context.Context, at es.Position) (es.Position, error) {
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() {
		e.watch(ctx)
		cancel()
	})
	defer watching.Wait()
	defer cancel()
	return e.follow(ctx, at)
}

func (e *Engine) follow(ctx context.Context, at es.Position) (es.Position, error) {
	for page, err := range e.config.Log.Follow(ctx, at, es.Filter{}, e.config.PageSize) {
		if err != nil {
			return at, fmt.Errorf("couldn't follow the log after %s: %w", at, err)
		}
		decoded := &Page{After: at, Through: page.Through, CaughtUp: page.CaughtUp}
		for _, event := range page.Events {
			decoded.add(e.source.decoder, event)
		}
		if decoded.Read == 0 {
			continue // at stays: projections stand at the last event, and find the next page by it
		}
		decoded.Through = page.Through
		e.source.put(decoded)
		at = page.Through
	}
	return at, nil
}

// Next is the page after what the projection has committed: the same again
// until it is projected. At the log's end it waits for events, which Run
// notices. It fails with *HaltedError while the projection is halted, with
// ErrSuperseded from when another program has taken the view over, with
// ErrUnknownProjection, with ctx's error, and with the log's.
func (e *Engine) Next(ctx context.Context, name string) (*Page, error) {
	s := e.slots[name]
	if s == nil {
		return nil, fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	if err := e.leadAlone(ctx, name, s); err != nil {
		return nil, err
	}
	for {
		news, moved := e.source.news.next(), e.moved.next()
		if leads, err := e.lead(ctx, name, s); err != nil {
			return nil, err
		} else if !leads {
			if err := e.leadAlone(ctx, name, s); err != nil {
				return nil, err
			}
		}
		status := s.projector.Load().Status()
		if status.Halt != nil {
			return nil, &HaltedError{name, *status.Halt}
		}
		if s.superseded.Load() {
			return nil, fmt.Errorf("%w: %s", ErrSuperseded, name)
		}
		if err := e.pace(ctx, status.Position); err != nil {
			return nil, err
		}
		page, err := e.source.after(ctx, status.Position)
		if err != nil {
			return nil, err
		}
		if page.Read > 0 {
			return page, nil
		}
		if err := e.atEnd(ctx, s, page); err != nil {
			return nil, err
		}
		select {
		case <-news:
		case <-moved:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// pacing is how long a projection that is ahead waits for one behind it that
// isn't at work, at a page.
const pacing = time.Second

// pace lets a projection that is ahead wait while another still needs a page
// that would be let go of: whoever is left behind must read and decode all pages
// again, for itself alone. One that is halted holds nobody up, and one that is
// in trouble no longer than pacing.
func (e *Engine) pace(ctx context.Context, at es.Position) error {
	var late <-chan time.Time
	passed := false
	for {
		moved := e.moved.next()
		oldest, full := e.source.next(at)
		if !full {
			return nil
		}
		needed, working := e.needed(oldest)
		if !needed || passed && !working {
			return nil
		}
		if late == nil {
			late = time.After(pacing)
		}
		select {
		case <-moved:
		case <-late:
			passed = true
			late = nil // look again after as long
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// needed says whether some projection stands before the page, and whether it is
// folding it.
func (e *Engine) needed(at es.Position) (needed, working bool) {
	for _, s := range e.slots {
		if status := s.projector.Load().Status(); status.Halt == nil && status.Position == at {
			needed, working = true, working || s.working.Load()
		}
	}
	return needed, working
}

// Project folds a page into the projection. See [Projector.Project]. A new
// generation that has come to the log's end is shown to queries.
func (e *Engine) Project(ctx context.Context, name string, page *Page) error {
	s := e.slots[name]
	if s == nil {
		return fmt.Errorf("%w: %s", ErrUnknownProjection, name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.working.Store(true)
	defer s.working.Store(false)
	done := e.config.Observer.Projecting(name, page)
	p := s.projector.Load()
	err := e.bind(ctx)
	if err != nil {
		done(err)
		return err
	}
	if p.Status().Live {
		err = p.Project(ctx, page)
	} else {
		err = e.fill(ctx, p, page)
	}
	if err == nil {
		err = e.showLocked(ctx, s, page.CaughtUp)
	}
	if errors.Is(err, ErrSuperseded) {
		s.superseded.Store(true)
	}
	e.moved.changed()
	done(err)
	return err
}

// atEnd is called when a projection has all that the log has: page is empty.
func (e *Engine) atEnd(ctx context.Context, s *slot, page *Page) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.projector.Load(); !p.Status().Live {
		if err := e.fill(ctx, p, page); err != nil {
			return err
		}
	}
	return e.showLocked(ctx, s, true)
}

// showLocked lets queries see a new generation once it has all that the log had
// when the engine was opened.
func (e *Engine) showLocked(ctx context.Context, s *slot, caughtUp bool) error {
	p := s.projector.Load()
	status := p.Status()
	if status.Live || status.Halt != nil || p.comparing.live != nil || !caughtUp && status.Position.Before(s.goal) {
		return nil
	}
	if err := p.Show(ctx); errors.Is(err, ErrBehind) {
		return nil // an older program's view is further, for now
	} else if err != nil {
		return err
	}
	e.moved.changed()
	return e.sweep(ctx, status.Projection)
}

// CatchUp projects everything that the log has now, in each projection named
// (none: in all), one after the other. It ends with the first error, after the
// others have caught up all the same. It needs no Run.
func (e *Engine) CatchUp(ctx context.Context, names ...string) error {
	if len(names) == 0 {
		names = e.names
	}
	failed := make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() { failed[i] = e.catchUp(ctx, name) })
	}
	all.Wait()
	return errors.Join(failed...)
}
