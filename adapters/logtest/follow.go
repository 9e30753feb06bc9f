package logtest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"vaoso/domain/es"
)

// feed is a Follow whose pages a check takes one by one.
type feed struct {
	*fixture
	pages chan es.Page
	err   chan error // the error that ended it, nil where the consumer did
	stop  context.CancelFunc
}

func (f *fixture) follow(after es.Position, filter es.Filter, size int) *feed {
	ctx, stop := context.WithCancel(f.ctx)
	d := &feed{f, make(chan es.Page), make(chan error, 1), stop}
	f.Cleanup(stop)
	go func() {
		var end error
		for p, err := range f.log.Follow(ctx, after, filter, size) {
			if end = err; err != nil {
				continue
			}
			select {
			case d.pages <- p:
			case <-ctx.Done():
			}
		}
		d.err <- end
		close(d.pages)
	}()
	return d
}

// next is the next page.
func (d *feed) next() es.Page {
	d.Helper()
	select {
	case p, ok := <-d.pages:
		if !ok {
			d.Fatalf("Follow ended: %v", <-d.err)
		}
		return p
	case <-d.ctx.Done():
		d.Fatal("waited in vain for a page")
		return es.Page{}
	}
}

// until takes pages until one is through the position, and returns the check's
// own events in them, and the last page.
func (d *feed) until(through es.Position) (events []es.Event, last es.Page) {
	d.Helper()
	for {
		p := d.next()
		for _, e := range p.Events {
			if d.own(e) {
				events = append(events, e)
			}
		}
		if !p.Through.Before(through) {
			return events, p
		}
	}
}

// ended waits for the end and returns its error.
func (d *feed) ended() error {
	d.Helper()
	for range d.pages { // what was read before the end
	}
	select {
	case err := <-d.err:
		return err
	case <-d.ctx.Done():
		d.Fatal("Follow didn't end")
		return nil
	}
}

func followLive(f *fixture) {
	a := f.append("w", es.NoStream, f.events("a", 3)...)
	d := f.follow(f.base, es.Filter{}, 10)
	got, _ := d.until(a.Position)
	f.wantKeys("history", got, "a/0 a/1 a/2")
	for i := range 5 {
		a = f.append(fmt.Sprint("w", i%2), es.Any, f.events(fmt.Sprint(i), 2)...)
		got, _ = d.until(a.Position)
		f.wantKeys("live", got, fmt.Sprintf("%d/0 %d/1", i, i))
	}
}

func followAnywhere(f *fixture) {
	all := mixed(f, 12)
	for i, e := range all[:len(all)-1] {
		f.same(fmt.Sprint("after event ", i), f.followed(e.Position, es.Filter{}, 4, len(all)-i-1), all[i+1:])
	}
	f.same("from the start", f.followed(f.base, es.Filter{}, 1, len(all)), all)
	// After the last: only what comes.
	d := f.follow(all[len(all)-1].Position, es.Filter{}, 10)
	a := f.append("w", es.Any, f.event("next"))
	got, _ := d.until(a.Position)
	f.wantKeys("after the last", got, "next")
}

func followThrough(f *fixture) {
	f.append("w", es.NoStream, f.event("a"))
	d := f.follow(f.base, es.Filter{Types: []string{f.prefix + "Rare"}}, 10)
	for i := range 3 {
		crowd := f.append("w", es.Any, f.events(fmt.Sprint(i), 40)...)
		if got, last := d.until(crowd.Position); len(got) > 0 || last.Through.Before(crowd.Position) {
			f.Errorf("through %s came %q", last.Through, keys(got))
		}
	}
	rare := f.event("rare")
	rare.Type = f.prefix + "Rare"
	a := f.append("w", es.Any, rare)
	got, _ := d.until(a.Position)
	f.wantKeys("the match", got, "rare")
}

func followResumes(f *fixture) {
	types := []string{f.prefix + "A", f.prefix + "B", f.prefix + "C"}
	for i := range 90 {
		e := f.event(fmt.Sprint(i))
		e.Type = types[i%7%3]
		f.append(fmt.Sprint("w", i%4), es.Any, e)
	}
	all := f.all(f.base, es.Forward, es.Filter{})
	for _, filter := range []es.Filter{{}, {Types: types[1:2]}, {StreamPrefixes: []string{f.stream("w2")}}} {
		want := f.all(f.base, es.Forward, filter)
		var got []es.Event
		at := f.base
		for at.Before(all[len(all)-1].Position) {
			for p, err := range f.log.Follow(f.ctx, at, filter, 4) { // one page, and then anew
				if err != nil {
					f.Fatal(err)
				}
				for _, e := range p.Events {
					if f.own(e) {
						got = append(got, e)
					}
				}
				if p.Through.Before(at) {
					f.Fatalf("through %s after %s", p.Through, at)
				}
				at = p.Through
				break
			}
		}
		f.same(fmt.Sprintf("a page at a time, %+v", filter), got, want)
	}
}

func followCaughtUp(f *fixture) {
	if f.base == es.Start {
		if p := f.follow(es.Start, es.Filter{}, 3).next(); !p.CaughtUp || len(p.Events) > 0 || p.Through != es.Start {
			f.Errorf("in an empty log the first page is %+v", p)
		}
	}
	a := f.append("w", es.NoStream, f.events("a", 10)...)
	for _, filter := range []es.Filter{{}, {Types: []string{f.prefix + "Never"}}, {StreamPrefixes: []string{f.stream("w")}}} {
		d := f.follow(f.base, filter, 3)
		n := 0
		for {
			p := d.next()
			n += len(p.Events)
			if p.CaughtUp {
				if p.Through.Before(a.Position) {
					f.Errorf("caught up through %s of %s", p.Through, a.Position)
				}
				break
			}
		}
		if n < 10 && filter.Types == nil {
			f.Errorf("caught up after %d events of 10", n)
		}
		d.stop()
	}
	if p := f.follow(a.Position, es.Filter{}, 3).next(); f.base == es.Start && (!p.CaughtUp || p.Through != a.Position) {
		f.Errorf("from the end the first page is %+v", p)
	}
}

func followCancelled(f *fixture) {
	a := f.append("w", es.NoStream, f.event("a"))
	d := f.follow(f.base, es.Filter{}, 10)
	d.until(a.Position)
	d.stop()
	if err := d.ended(); !errors.Is(err, context.Canceled) {
		f.Errorf("it ended with %v, want %v", err, context.Canceled)
	}
	ctx, cancel := context.WithCancel(f.ctx)
	cancel()
	answers := 0
	for _, err := range f.log.Follow(ctx, f.base, es.Filter{}, 10) {
		if answers++; !errors.Is(err, context.Canceled) {
			f.Errorf("with a context that has ended: %v", err)
		}
	}
	if answers != 1 {
		f.Errorf("%d answers with a context that has ended, want one", answers)
	}
}

func closeEnds(f *fixture) {
	a := f.append("w", es.NoStream, f.event("a"))
	feeds := []*feed{f.follow(f.base, es.Filter{}, 10), f.follow(a.Position, es.Filter{Types: []string{"None"}}, 1)}
	feeds[0].until(a.Position)
	if err := f.log.Close(); err != nil {
		f.Fatalf("couldn't close: %v", err)
	}
	for i, d := range feeds {
		if err := d.ended(); !errors.Is(err, es.ErrClosed) {
			f.Errorf("follower %d ended with %v, want %v", i, err, es.ErrClosed)
		}
	}
	want := func(what string, err error) {
		f.Helper()
		if !errors.Is(err, es.ErrClosed) {
			f.Errorf("%s: %v, want %v", what, err, es.ErrClosed)
		}
	}
	_, err := f.log.Append(f.ctx, f.stream("w"), es.Any, f.events("b", 1))
	want("Append", err)
	_, err = f.log.Head(f.ctx)
	want("Head", err)
	answers := 0
	for _, err := range f.log.Read(f.ctx, f.stream("w"), 0, es.Forward) {
		want("Read", err)
		answers++
	}
	for _, err := range f.log.ReadAll(f.ctx, es.Start, es.Forward, es.Filter{}) {
		want("ReadAll", err)
		answers++
	}
	for _, err := range f.log.Follow(f.ctx, es.Start, es.Filter{}, 1) {
		want("Follow", err)
		answers++
	}
	if answers != 3 {
		f.Errorf("%d answers from three reads of a closed log, want an error each", answers)
	}
}

func closeTwice(f *fixture) {
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			_, err := f.log.Append(f.ctx, f.stream(fmt.Sprint("w", i)), es.NoStream, f.events(fmt.Sprint(i), 2))
			if err != nil && !errors.Is(err, es.ErrClosed) {
				f.Errorf("append beside Close: %v", err)
			}
		})
		group.Go(func() {
			for _, err := range f.log.ReadAll(f.ctx, es.Start, es.Forward, es.Filter{}) {
				if err != nil && !errors.Is(err, es.ErrClosed) {
					f.Errorf("read beside Close: %v", err)
				}
			}
		})
		group.Go(func() {
			if err := f.log.Close(); err != nil {
				f.Errorf("couldn't close: %v", err)
			}
		})
	}
	group.Wait()
}
