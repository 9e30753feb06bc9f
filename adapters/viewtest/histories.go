package viewtest

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"vaoso/domain/es"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/engine/memory"
)

// longestCall is how long a call may take that is cut off: some end before the
// store has begun, some in the middle of a commit, some are done.
const longestCall = 3 * time.Millisecond

// RebuildEqualsLive projects each history into generations of its own: in pages
// of any size, some handed in twice or overlapping, by projectors that are dropped
// at any moment, in the middle of a commit too, while others take over, with rows
// kept in memory or not, events held back or not, and the generation switched to
// anywhere on the way. In the end each table equals a fresh fold in memory. It makes
// a parallel test of each projection, so views must outlive the calling test.
func RebuildEqualsLive(t *testing.T, views Views, projections []engine.Projection, histories [][]es.Recorded, seed uint64) {
	t.Helper()
	for i, p := range projections {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(seed, uint64(i)))
			for n, events := range histories {
				p.Version = n + 1 // so that each history has a generation of its own
				mangle(t, views, p, events, rng)
				if differs := differs(Rows(t, views, p), Rows(t, atOnce(t, p, events), p)); differs != "" {
					t.Fatalf("seed %d, history %d of %d events, live and as a fresh fold: %s", seed, n, len(events), differs)
				}
				dropOthers(t, views, p)
			}
		})
	}
}

// atOnce is a store in memory with all events folded in one page.
func atOnce(t *testing.T, p engine.Projection, events []es.Recorded) engine.Store {
	t.Helper()
	run := &course{store: memory.New(), p: p, events: events}
	run.open(t)
	if err := run.projector.Project(t.Context(), run.page(0, len(events))); err != nil {
		t.Fatal(err)
	}
	run.show(t)
	return run.store
}

// course is a history on its way into a store.
type course struct {
	store     engine.Store
	p         engine.Projection
	events    []es.Recorded
	projector *engine.Projector
}

func mangle(t *testing.T, views Views, p engine.Projection, events []es.Recorded, rng *rand.Rand) {
	t.Helper()
	run := &course{store: views, p: p, events: events}
	var dropped []*engine.Projector
	largest := 1 + rng.IntN(len(events))
	for calls := 0; run.committed(t) < len(events); calls++ {
		if calls > 100*len(events) {
			t.Fatalf("%s stands at event %d of %d", p.Name, run.committed(t), len(events))
		}
		if run.projector == nil || rng.IntN(4) == 0 || run.at(run.projector.Status()) == len(events) {
			if run.projector != nil {
				dropped = append(dropped, run.projector)
			}
			run.open(t)
			run.projector.KeepRows([]int{0, 1, 1000}[rng.IntN(3)])
			run.projector.HoldBack([]int{0, 5, 1000}[rng.IntN(3)])
			if calls > 10 {
				run.projector.HoldBack(0) // or it would never be seen to be done
			}
		}
		at := run.at(run.projector.Status())
		from := max(0, at-rng.IntN(4)) // a part comes again
		page := run.page(from, min(len(events), at+1+rng.IntN(largest)))
		if err := run.project(t.Context(), page, rng); err != nil {
			dropped, run.projector = append(dropped, run.projector), nil
		}
		if rng.IntN(6) == 0 {
			run.show(t)
			if run.projector != nil { // another process has switched: whoever comes next sees it
				dropped, run.projector = append(dropped, run.projector), nil
			}
		}
	}
	for _, d := range dropped { // what they had under way may still be
		if err := d.Close(); err != nil && !errors.Is(err, engine.ErrFenced) && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a projector that was dropped couldn't be closed: %v", err)
		}
	}
	run.show(t)
}

// project hands a page in, once or twice, and cuts one call in six off.
func (c *course) project(ctx context.Context, page *engine.Page, rng *rand.Rand) error {
	for range 1 + rng.IntN(2) {
		if rng.IntN(6) == 0 {
			short, cancel := context.WithTimeout(ctx, time.Duration(rng.Int64N(int64(longestCall))))
			defer cancel()
			ctx = short
		}
		if err := c.projector.Project(ctx, page); err != nil {
			return err
		}
	}
	return nil
}

func (c *course) open(t *testing.T) {
	t.Helper()
	var err error
	if c.projector, err = engine.OpenProjector(t.Context(), c.p, c.store, nil); err != nil {
		t.Fatal(err)
	}
}

// status is that of the history's generation in the store.
func (c *course) status(t *testing.T) engine.Status {
	t.Helper()
	all, err := c.store.Generations(t.Context(), c.p.Name)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Version == c.p.Version {
			return s
		}
	}
	return engine.Status{}
}

func (c *course) committed(t *testing.T) int { return c.at(c.status(t)) }

// at is how many events a status is past.
func (c *course) at(s engine.Status) (n int) {
	for n < len(c.events) && c.events[n].Position.Compare(s.Position) <= 0 {
		n++
	}
	return n
}

// page is the part [from, to) of the events.
func (c *course) page(from, to int) *engine.Page {
	after := es.Start
	if from > 0 {
		after = c.events[from-1].Position
	}
	return engine.PageOf(after, c.events[to-1].Position, c.events[from:to]...)
}

// show lets queries see the generation as far as it is, unless a commit of a
// dropped projector comes in between, which may happen on the way.
func (c *course) show(t *testing.T) {
	t.Helper()
	for {
		s := c.status(t)
		if s.Live {
			return
		}
		err := c.store.Switch(t.Context(), engine.Switch{Generation: s.Generation, At: s.Position, Anew: true})
		if err == nil {
			return
		}
		if !errors.Is(err, engine.ErrFenced) {
			t.Fatal(err)
		}
	}
}

// dropOthers removes the generations that aren't live.
func dropOthers(t *testing.T, views Views, p engine.Projection) {
	t.Helper()
	all, err := views.Generations(t.Context(), p.Name)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Live {
			continue
		}
		if err := views.Drop(t.Context(), s.Generation); err != nil {
			t.Fatal(err)
		}
	}
}

// Excerpt is what some workers of a book did, as if the others had never been:
// their own streams, those of their contracts, and all that is nobody's.
func Excerpt(t *testing.T, definitions *es.Definitions, book []es.Recorded, rng *rand.Rand) []es.Recorded {
	t.Helper()
	owner := map[string]string{} // by contract's stream
	var people []string
	for _, e := range book {
		if signed, ok := e.Payload.(overseas.ContractSigned); ok {
			owner[e.Stream] = signed.WorkerID
		}
		if strings.HasPrefix(e.Stream, "worker-") && e.Revision == 0 {
			people = append(people, e.Stream)
		}
	}
	chosen := map[string]bool{}
	for range 2 + rng.IntN(8) {
		chosen[people[rng.IntN(len(people))]] = true
	}
	if with := owner[contractOf(owner, rng)]; with != "" { // few have one
		chosen[with] = true
	}
	var list []es.Recorded
	for _, e := range book {
		whose := owner[e.Stream]
		if strings.HasPrefix(e.Stream, "worker-") {
			whose = e.Stream
		}
		if whose == "" || chosen[whose] {
			list = append(list, e)
		}
	}
	return foldtest.Events(t, definitions, list)
}

// contractOf draws a contract.
func contractOf(owner map[string]string, rng *rand.Rand) string {
	var all []string
	for contract := range owner {
		all = append(all, contract)
	}
	slices.Sort(all)
	return all[rng.IntN(len(all))]
}
