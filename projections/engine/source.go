package engine

import (
	"context"
	"sync"

	"vaoso/domain/es"
)

// sharedPages is how many decoded pages are kept for projections that come by
// later: as many as one that is being filled holds back, so that the others
// needn't wait while it commits.
const sharedPages = heldBack/DefaultPage + 1

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
	flight map[es.Position]chan struct{} // being read; closed when done
}

func newSource(log es.Log, d *decoder, size int) *source {
	return &source{log: log, decoder: d, size: size, pages: map[es.Position]*Page{}, flight: map[es.Position]chan struct{}{}}
}

// after is the page after the position; without events at the log's end.
func (s *source) after(ctx context.Context, at es.Position) (*Page, error) {
	for {
		s.mu.Lock()
		if page := s.pages[at]; page != nil {
			s.mu.Unlock()
			return page, nil
		}
		reading := s.flight[at]
		if reading == nil {
			done := make(chan struct{})
			s.flight[at] = done
			s.mu.Unlock()
			page, err := s.decoder.readPage(ctx, s.log, at, s.size)
			s.mu.Lock()
			delete(s.flight, at)
			if err == nil && page.Read > 0 {
				s.keep(page)
			}
			s.mu.Unlock()
			close(done)
			return page, err
		}
		s.mu.Unlock()
		select {
		case <-reading: // it is there now, or its reader failed, or the log ends here
		case <-ctx.Done():
			return nil, ctx.Err()
		}
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
