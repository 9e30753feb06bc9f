package engine

import "sync"

// signal tells all who wait that something has changed.
type signal struct {
	mu sync.Mutex
	ch chan struct{}
}

// next is closed at the next change. Take it before looking, so that no change
// between looking and waiting is missed.
func (s *signal) next() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ch == nil {
		s.ch = make(chan struct{})
	}
	return s.ch
}

func (s *signal) changed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ch != nil {
		close(s.ch)
		s.ch = nil
	}
}
