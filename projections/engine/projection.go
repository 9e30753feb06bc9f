package engine

import (
	"fmt"
	"time"

	"vaoso/domain/es"
)

// Projection is a view of the log: a fold over typed rows. It is a pure
// function of the events: the same events make the same rows, however they are
// cut into pages and however often a page is handed in.
type Projection struct {
	// Name names the projection in status, waiting and rebuilding, and begins
	// the names of its tables: "targetprogress".
	Name string
	// Version grows whenever the fold's meaning does. Start-up then rebuilds
	// the view beside the old one, by itself.
	Version int
	// Tables are all the tables that Apply uses.
	Tables []Described
	// Reads are the event types, by stored name, that Apply looks at; others
	// are never handed to it.
	Reads []string
	// Apply folds one event into rows. It has no clock, no randomness, no I/O.
	// A page may be folded twice (rows that aren't at hand are fetched in
	// between), so Apply keeps nothing outside its rows. An error halts the
	// projection at the event; nothing that the event changed is kept.
	Apply func(*Fold, es.Recorded) error
	// ListsAnnulled says that the view lists facts that were annulled. As of a
	// past day, in which they never were, they are handed to Apply as what they
	// are: correction.NeverWas, under the type and the day that they had.
	ListsAnnulled bool
}

// check panics where the projection is put together wrongly.
func (p *Projection) check() {
	checkName("projection", p.Name)
	if p.Version < 1 || len(p.Tables) == 0 || len(p.Reads) == 0 || p.Apply == nil {
		panic(fmt.Sprintf("engine: projection %s needs a version from 1 on, tables, event types and Apply", p.Name))
	}
	seen := map[string]bool{}
	for _, t := range p.Tables {
		name := t.Schema().Name
		if seen[name] || len(name) < len(p.Name) || name[:len(p.Name)] != p.Name {
			panic(fmt.Sprintf("engine: table %s of projection %s is there twice or lacks the projection's name in front", name, p.Name))
		}
		seen[name] = true
	}
}

func (p *Projection) schemas() []Schema {
	list := make([]Schema, len(p.Tables))
	for i, t := range p.Tables {
		list[i] = t.Schema()
	}
	return list
}

// Generation is one filling of a projection's tables. A rebuild fills the next
// beside the live one.
type Generation struct {
	Projection string
	Version    int
	Number     int
}

// Table is the physical name of a table in the generation.
func (g Generation) Table(name string) string {
	return fmt.Sprintf("%s_v%d_g%d", name, g.Version, g.Number)
}

func (g Generation) String() string {
	return fmt.Sprintf("%s version %d, generation %d", g.Projection, g.Version, g.Number)
}

// State is what a generation is doing.
type State string

// The states.
const (
	Live       State = "live"       // queries see it, and it follows the log
	Rebuilding State = "rebuilding" // it fills; queries don't see it yet
	Halted     State = "halted"     // it stands at an event that it couldn't fold
	Retired    State = "retired"    // another has taken its place; it is dropped once no query reads it
)

// Status is where a generation stands, as its store keeps it.
type Status struct {
	Generation
	Position   es.Position // every event up to it is in the rows
	Live       bool        // queries see it
	Retired    bool        // queries saw it, and see another now
	Shape      string      // fingerprint of its tables
	Halt       *Halt       // nil: it isn't halted
	Since      time.Time   // when it came into its state
	MovedAt    time.Time   // when its checkpoint moved last; zero: never
	Pace       Pace        // when it moved last
	Comparison string      // JSON of [Comparison], with the one whose place it took; "": none
}

// Pace is how fast a generation goes through the log.
type Pace struct {
	Events    float64 // of the log a second, those that the projection doesn't read among them
	Positions float64 // steps of the position's first number a second
}

// State is the status in a word.
func (s Status) State() State {
	switch {
	case s.Retired:
		return Retired
	case s.Halt != nil:
		return Halted
	case s.Live:
		return Live
	}
	return Rebuilding
}

// Halt is the event that stopped a projection, and why. It holds no personal
// data: causes that might quote an event's payload are left out.
type Halt struct {
	Position es.Position
	EventID  es.UUID
	Type     string
	Error    string
}
