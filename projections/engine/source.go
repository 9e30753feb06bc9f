package engine

import (
	"context"
	"errors"
	"sync"

	"vaoso/domain/es"
)

// sharedPages is how many decoded pages are kept for projections that come by
// later: enough for one to catch up after it has waited for a commit.
const sharedPages = 8

// errInterrupted is what a read of a page ends with when it takes too long.
var errInterrupted = errors.New("engine: reading the log took too long")

// source reads the log for all projections. A page is read and decoded once,
// by whoever asks for it first; those that follow find it by the position that
// it starts after, and so keep to the same boundaries.
type source struct {
	log     es.Log
	decoder *decoder
	size    int
	news    signal // a page was put in

	mu     sync.Mutex
	pages  map[es.Position]*Page
	order  []es.Position
	flight map[es.Position]*reading
}

// reading is a page being read.
type reading struct {
	done   chan struct{} // closed when it is
	cancel context.CancelCauseFunc
}

func newSource(log es.Log, d *decoder, size int) *source {
	return &source{log: log, decoder: d, size: size, pages: map[es.Position]*Page{}, flight: map[es.Position]*reading{}}
}

// after is the page after the position; without events at the log's end.
func (s *source) after(ctx context.Context, at es.Position) (*Page, error) {
	for {
		s.mu.Lock()
		if page := s.pages[at]; page != nil {
			s.mu.Unlock()
			return page, nil
		}
		under := s.flight[at]
		if under == nil {
			under = &reading{done: make(chan struct{})}
			var readCtx context.Context
			readCtx, under.cancel = context.WithCancelCause(ctx)
			s.flight[at] = under
			s.mu.Unlock()
			page, err := s.decoder.readPage(readCtx, s.log, at, s.size)
			if err != nil && ctx.Err() == nil && readCtx.Err() != nil {
				err = errors.Join(context.Cause(readCtx), err)
			}
			under.cancel(nil)
			s.mu.Lock()
			delete(s.flight, at)
			if err == nil && page.Read > 0 {
				s.keep(page)
			}
			s.mu.Unlock()
			close(under.done)
			return page, err
		}
		s.mu.Unlock()
		select {
		case <-under.done: // it is there now, or its reader failed, or the log ends here
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// interrupt ends the reads that are under way: their readers try again.
func (s *source) interrupt() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, under := range s.flight {
		under.cancel(errInterrupted)
	}
}

// next is the position of the page that would be let go of if the page after at
// were read; ok is false where that page is at hand, or there is room.
func (s *source) next(at es.Position) (oldest es.Position, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pages[at] != nil || s.flight[at] != nil || len(s.order) < sharedPages {
		return es.Start, false
	}
	return s.order[0], true
}

// put adds a page that came in live.
func (s *source) put(page *Page) {
	s.mu.Lock()
	s.keep(page)
	s.mu.Unlock()
	s.news.changed()
}

// keep holds on to the page, and lets go of the oldest. The lock is held.
func (s *source) keep(page *Page) {
	if s.pages[page.After] == nil {
		s.order = append(s.order, page.After)
	}
	s.pages[page.After] = page
	if len(s.order) > sharedPages {
		delete(s.pages, s.order[0])
		s.order = s.order[1:]
	}
}
