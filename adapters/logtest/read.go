package logtest

import (
	"fmt"
	"slices"

	"vaoso/domain/es"
)

func readStream(f *fixture) {
	f.append("w", es.NoStream, f.events("a", 5)...)
	for _, c := range []struct {
		from es.Revision
		dir  es.Direction
		want string
	}{
		{0, es.Forward, "a/0 a/1 a/2 a/3 a/4"},
		{3, es.Forward, "a/3 a/4"},
		{4, es.Forward, "a/4"},
		{es.Last, es.Forward, "a/4"},
		{es.Last, es.Backward, "a/4 a/3 a/2 a/1 a/0"},
		{2, es.Backward, "a/2 a/1 a/0"},
		{0, es.Backward, "a/0"},
	} {
		f.wantKeys(fmt.Sprint("from ", c.from, " in direction ", c.dir), f.read("w", c.from, c.dir), c.want)
	}
}

func readPastEnd(f *fixture) {
	f.append("w", es.NoStream, f.events("a", 2)...)
	f.wantKeys("past the end", f.read("w", 2, es.Forward), "")
	f.wantKeys("far past the end", f.read("w", 1_000_000, es.Forward), "")
	for _, dir := range []es.Direction{es.Forward, es.Backward} {
		f.wantKeys("a stream never written", f.read("never", 0, dir), "")
		f.wantKeys("a stream never written, from its end", f.read("never", es.Last, dir), "")
	}
	f.wantKeys("after the log's end", f.all(es.End, es.Forward, es.Filter{}), "")
	f.wantKeys("before the log's start", f.all(es.Start, es.Backward, es.Filter{}), "")
}

func readStops(f *fixture) {
	f.append("w", es.NoStream, f.events("a", 100)...)
	for _, stop := range []int{1, 2, 50, 99, 100} {
		n, m := 0, 0
		for _, err := range f.log.Read(f.ctx, f.stream("w"), 0, es.Forward) {
			if err != nil {
				f.Fatal(err)
			}
			if n++; n == stop {
				break
			}
		}
		for _, err := range f.log.ReadAll(f.ctx, f.base, es.Forward, es.Filter{}) {
			if err != nil {
				f.Fatal(err)
			}
			if m++; m == stop {
				break
			}
		}
		if n != stop || m != stop {
			f.Errorf("stopped after %d and %d events, want %d", n, m, stop)
		}
	}
	// A consumer may call the log while it reads, and whatever it holds up is its own.
	for e, err := range f.log.Read(f.ctx, f.stream("w"), 90, es.Forward) {
		if err != nil {
			f.Fatal(err)
		}
		f.append("copy", es.Any, f.event("copy of "+e.Meta.IdempotencyKey))
	}
	if got := f.read("copy", 0, es.Forward); len(got) != 10 {
		f.Errorf("%d events copied while reading, want 10", len(got))
	}
}

// mixed writes to three streams in turn and returns the events in log order.
func mixed(f *fixture, n int) []es.Event {
	f.Helper()
	for i := range n {
		f.append([]string{"u", "v", "w"}[i%3], es.Any, f.events(fmt.Sprint(i), 1+i%2)...)
	}
	all := f.all(f.base, es.Forward, es.Filter{})
	if want := n + n/2; len(all) != want {
		f.Fatalf("wrote %d events and read %d", want, len(all))
	}
	return all
}

func readAll(f *fixture) {
	all := mixed(f, 8)
	for i, e := range all {
		f.same("forward after "+e.Meta.IdempotencyKey, f.all(e.Position, es.Forward, es.Filter{}), all[i+1:])
		before := slices.Clone(all[:i])
		slices.Reverse(before)
		f.same("backward before "+e.Meta.IdempotencyKey, f.all(e.Position, es.Backward, es.Filter{}), before)
	}
	back := slices.Clone(all)
	slices.Reverse(back)
	f.same("backward from the end", f.all(es.End, es.Backward, es.Filter{}), back)
}

func positionsGrow(f *fixture) {
	last := f.base
	for i := range 10 {
		a := f.append(fmt.Sprint("w", i%2), es.Any, f.events(fmt.Sprint(i), 1+i%3)...)
		head, err := f.log.Head(f.ctx)
		if err != nil {
			f.Fatal(err)
		}
		if !last.Before(a.Position) || head.Before(a.Position) || (f.base == es.Start && head != a.Position) {
			f.Errorf("append %d ends at %s after %s, and the head is %s", i, a.Position, last, head)
		}
		last = a.Position
	}
	all := f.all(f.base, es.Forward, es.Filter{})
	for i := 1; i < len(all); i++ {
		if !all[i-1].Position.Before(all[i].Position) {
			f.Errorf("position %s follows %s", all[i].Position, all[i-1].Position)
		}
	}
	if all[len(all)-1].Position != last {
		f.Errorf("the log ends at %s, the last append at %s", all[len(all)-1].Position, last)
	}
	for _, e := range all {
		if p, err := es.ParsePosition(e.Position.String()); err != nil || p != e.Position {
			f.Errorf("position %s reads back as %s, %v", e.Position, p, err)
		}
	}
}

func orderAgrees(f *fixture) {
	mixed(f, 20)
	checkOrder(f)
}

// checkOrder reads everything each way and compares: every stream is what the
// log says of it, in the log's order.
func checkOrder(f *fixture) {
	f.Helper()
	streams := map[string][]es.Event{}
	for _, e := range f.all(f.base, es.Forward, es.Filter{}) {
		if e.Revision != es.Revision(len(streams[e.Stream])) {
			f.Errorf("in the log %s@%s comes after %d of its events", e.Stream, e.Revision, len(streams[e.Stream]))
		}
		streams[e.Stream] = append(streams[e.Stream], e)
	}
	for name, want := range streams {
		f.same(name, f.read(name[len(f.prefix):], 0, es.Forward), want)
	}
}

func readLong(f *fixture) {
	const appends, size = 25, 200
	for i := range appends {
		f.append("long", es.Exactly(es.Revision(i*size-1)), f.events(fmt.Sprint(i), size)...)
	}
	stream := f.read("long", 0, es.Forward)
	f.same("the log", f.all(f.base, es.Forward, es.Filter{}), stream)
	if len(stream) != appends*size || stream[len(stream)-1].Meta.IdempotencyKey != "24/199" {
		f.Fatalf("read %d events", len(stream))
	}
	back := slices.Clone(stream)
	slices.Reverse(back)
	f.same("the stream backward", f.read("long", es.Last, es.Backward), back)
	f.same("the log backward", f.all(es.End, es.Backward, es.Filter{}), back)
	f.same("the stream from 3,333", f.read("long", 3333, es.Forward), stream[3333:])
	f.same("the stream backward from 3,333", f.read("long", 3333, es.Backward), back[len(back)-3334:])
}
