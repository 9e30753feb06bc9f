package logtest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"vaoso/domain/es"
)

func oneWinner(f *fixture) {
	const racers, rounds = 16, 10
	for round := range rounds {
		var won atomic.Int64
		var group sync.WaitGroup
		for r := range racers {
			group.Go(func() {
				_, err := f.log.Append(f.ctx, f.stream("w"), es.Exactly(es.Revision(round-1)), f.events(fmt.Sprintf("%d.%d", round, r), 1))
				var c *es.ConflictError
				switch {
				case err == nil:
					won.Add(1)
				case !errors.As(err, &c):
					f.Errorf("racer %d: %v", r, err)
				case c.Actual < es.Revision(round):
					f.Errorf("racer %d lost to a stream at %s", r, c.Actual)
				}
			})
		}
		group.Wait()
		if won.Load() != 1 {
			f.Errorf("round %d had %d winners", round, won.Load())
		}
	}
	if got := f.read("w", 0, es.Forward); len(got) != rounds {
		f.Errorf("%d events, want %d", len(got), rounds)
	}
}

// write has writers append batches of 1 to 3 events, each writer to two of
// streams in turn, until each has made n appends. It returns all of the events' number.
func (f *fixture) write(writers, n, streams int) (total int64) {
	var sum atomic.Int64
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range n {
				batch := f.events(fmt.Sprintf("%d.%d", w, i), 1+(w+i)%3)
				if _, err := f.log.Append(f.ctx, f.stream(fmt.Sprint("s", (w+i%2)%streams)), es.Any, batch); err != nil {
					f.Errorf("writer %d: %v", w, err)
					return
				}
				sum.Add(int64(len(batch)))
			}
		})
	}
	group.Wait()
	return sum.Load()
}

// whole says whether events end with a whole batch, and are made of whole ones:
// batch k has the keys k/0 … k/len-1 side by side.
func whole(events []es.Event) error {
	for i := 0; i < len(events); {
		key, _, _ := strings.Cut(events[i].Meta.IdempotencyKey, "/")
		var w, n int
		if _, err := fmt.Sscanf(key, "%d.%d", &w, &n); err != nil {
			return fmt.Errorf("key %q: %w", key, err)
		}
		for k := range 1 + (w+n)%3 {
			if i >= len(events) {
				return fmt.Errorf("batch %s is cut off after %d events", key, k)
			}
			if want := fmt.Sprintf("%s/%d", key, k); events[i].Meta.IdempotencyKey != want {
				return fmt.Errorf("%s stands where %s should", events[i].Meta.IdempotencyKey, want)
			}
			i++
		}
	}
	return nil
}

func batchesWhole(f *fixture) {
	done := make(chan struct{})
	var group sync.WaitGroup
	reading := func(name string, read func() []es.Event) {
		group.Go(func() {
			for last := 0; ; {
				events := read()
				if err := whole(events); err != nil {
					f.Errorf("%s: %v", name, err)
					return
				}
				if len(events) < last {
					f.Errorf("%s: %d events after %d", name, len(events), last)
				}
				last = len(events)
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	// A chunk may end within a batch written meanwhile, but by the time a read
	// ends it has read all of what its end saw.
	reading("the stream", func() []es.Event { return f.quietly("s0") })
	reading("the log", func() []es.Event { return f.quietly("") })
	f.write(4, 40, 2)
	close(done)
	group.Wait()
	checkOrder(f)
}

// quietly reads a stream, or the log where it has no name, on any goroutine.
func (f *fixture) quietly(stream string) (events []es.Event) {
	read := f.log.ReadAll(f.ctx, f.base, es.Forward, es.Filter{})
	if stream != "" {
		read = f.log.Read(f.ctx, f.stream(stream), 0, es.Forward)
	}
	for e, err := range read {
		if err != nil {
			f.Errorf("couldn't read: %v", err)
			return nil
		}
		if f.own(e) {
			events = append(events, e)
		}
	}
	return events
}

func followWhileWriting(f *fixture) {
	filters := []es.Filter{{}, {Types: []string{f.prefix + "WorkerPlaced"}}, {StreamPrefixes: []string{f.stream("s1")}}}
	a := f.append("s9", es.NoStream, f.events("early", 3)...)
	type seen struct {
		events []es.Event
		after  es.Position
		filter es.Filter
		err    error
	}
	ctx, cancel := context.WithCancel(f.ctx)
	defer cancel()
	var end atomic.Pointer[es.Position] // set once all is written
	results := make([]seen, 3*len(filters))
	var group, started sync.WaitGroup
	for i := range results {
		r := &results[i]
		r.filter, r.after = filters[i%len(filters)], []es.Position{f.base, a.Position, es.Start}[i/len(filters)]
		started.Add(1)
		group.Go(func() {
			first := true
			for p, err := range f.log.Follow(ctx, r.after, r.filter, 1+i*3) {
				if first {
					first = false
					started.Done()
				}
				if err != nil {
					r.err = err
					return
				}
				for _, e := range p.Events {
					if f.own(e) {
						r.events = append(r.events, e)
					}
				}
				if at := end.Load(); at != nil && !p.Through.Before(*at) {
					return
				}
			}
		})
	}
	started.Wait()
	f.write(4, 30, 3)
	last := f.append("s1", es.Any, f.event("last but one")) // each filter's followers see this one …
	end.Store(&last.Position)
	f.append("s1", es.Any, f.event("last")) // … and learn of the end with this one at the latest
	group.Wait()
	for i, r := range results {
		if r.err != nil {
			f.Errorf("follower %d: %v", i, r.err)
		}
		want := f.all(r.after, es.Forward, r.filter)
		if n := len(r.events); n == len(want)-1 { // it may have ended before the very last
			want = want[:n]
		}
		f.same(fmt.Sprint("follower ", i), r.events, want)
	}
}

// reopened writes, opens again, and finds the same.
func reopened(f *fixture, reopen func() es.Log) {
	n := f.write(8, 20, 5)
	before := f.all(f.base, es.Forward, es.Filter{})
	if int64(len(before)) != n {
		f.Fatalf("wrote %d events and read %d", n, len(before))
	}
	first := f.append("again", es.NoStream, f.events("again", 2)...)
	before = f.all(f.base, es.Forward, es.Filter{})
	for range 2 {
		f.log = reopen()
		f.same("after opening again", f.all(f.base, es.Forward, es.Filter{}), before)
	}
	checkOrder(f)
	if a := f.append("again", es.NoStream, f.events("again", 2)...); !a.Repeated || a.Position != first.Position {
		f.Errorf("after opening again the same append came to %+v, want %+v", a, first)
	}
	a := f.append("s1", es.StreamExists, f.event("after"))
	if !before[len(before)-1].Position.Before(a.Position) {
		f.Errorf("the next append is at %s, after %s", a.Position, before[len(before)-1].Position)
	}
	f.wantKeys("the new event", f.all(before[len(before)-1].Position, es.Forward, es.Filter{}), "after")
}
