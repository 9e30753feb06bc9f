package engine

import "vaoso/domain/es"

// Observer hears what an engine does, for metrics and traces. Its methods may
// be called by several goroutines, and hold up what they hear of.
type Observer interface {
	// Projecting is called before a page is projected; what it answers is
	// called with the outcome, after which queries see the page, if it is nil.
	Projecting(projection string, page *Page) (done func(error))
	// Stalled says that a projection stood still behind the log's end, so that
	// the engine has subscribed to the log anew.
	Stalled(projection string, at, head es.Position)
	// Leading says that this process has begun, or ceased, to be the one that
	// projects.
	Leading(projection string, leads bool)
}

// silent is the observer of an engine that has none.
type silent struct{}

func (silent) Projecting(string, *Page) func(error)     { return func(error) {} }
func (silent) Stalled(string, es.Position, es.Position) {}
func (silent) Leading(string, bool)                     {}
