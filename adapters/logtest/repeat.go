package logtest

import (
	"vaoso/domain/es"
)

func repeatWhole(f *fixture) {
	batch := f.events("a", 3)
	first := f.append("w", es.NoStream, batch...)
	again := f.append("w", es.NoStream, batch...)
	if first.Repeated || !again.Repeated || again.Revision != first.Revision || again.Position != first.Position {
		f.Errorf("the repeat came to %+v, the first to %+v", again, first)
	}
	next := f.append("w", es.Exactly(2), f.events("b", 2)...)
	again = f.append("w", es.Exactly(2), f.events("b", 2)...)
	if !again.Repeated || again.Revision != next.Revision || again.Position != next.Position {
		f.Errorf("the repeat came to %+v, the first to %+v", again, next)
	}
	f.wantKeys("the stream", f.read("w", 0, es.Forward), "a/0 a/1 a/2 b/0 b/1")
	f.wantKeys("the log", f.all(f.base, es.Forward, es.Filter{}), "a/0 a/1 a/2 b/0 b/1")
}

func repeatLater(f *fixture) {
	first := f.append("w", es.NoStream, f.events("a", 2)...)
	second := f.append("w", es.Exactly(1), f.events("b", 2)...)
	f.append("w", es.Exactly(3), f.events("c", 2)...)
	f.append("v", es.NoStream, f.event("d"))
	for _, c := range []struct {
		expected es.Expected
		key      string
		want     es.Appended
	}{{es.NoStream, "a", first}, {es.Exactly(1), "b", second}} {
		again := f.append("w", c.expected, f.events(c.key, 2)...)
		if !again.Repeated || again.Revision != c.want.Revision || again.Position != c.want.Position {
			f.Errorf("%s again came to %+v, first to %+v", c.key, again, c.want)
		}
	}
	// At another revision they are no repeat.
	f.conflict("w", es.Exactly(0), 5, f.events("b", 2)...)
	f.conflict("w", es.NoStream, 5, f.events("b", 2)...)
	f.wantKeys("the stream", f.read("w", 0, es.Forward), "a/0 a/1 b/0 b/1 c/0 c/1")
}

func repeatPart(f *fixture) {
	f.append("w", es.NoStream, f.events("a", 2)...)
	f.conflict("w", es.NoStream, 1, f.events("a", 3)...)              // one more
	f.conflict("w", es.NoStream, 1, f.event("a/0"), f.event("new"))   // another second
	f.conflict("w", es.NoStream, 1, f.event("new"), f.event("a/1"))   // another first
	f.conflict("w", es.Exactly(0), 1, f.event("a/1"), f.event("new")) // from the middle
	f.conflict("w", es.Exactly(0), 1, f.event("new"))                 // none
	f.wantKeys("the stream", f.read("w", 0, es.Forward), "a/0 a/1")
	// A leading part, alone, is all there at the revision named.
	if a := f.append("w", es.NoStream, f.event("a/0")); !a.Repeated || a.Revision != 0 {
		f.Errorf("the first event again came to %+v", a)
	}
}

func repeatReordered(f *fixture) {
	f.append("w", es.NoStream, f.events("a", 2)...)
	f.conflict("w", es.NoStream, 1, f.event("a/1"), f.event("a/0"))
}

func repeatElsewhere(f *fixture) {
	f.append("w", es.NoStream, f.events("a", 2)...)
	if a := f.append("v", es.NoStream, f.events("a", 2)...); a.Repeated || a.Revision != 1 {
		f.Errorf("the same ids in another stream came to %+v", a)
	}
	f.wantKeys("the log", f.all(f.base, es.Forward, es.Filter{}), "a/0 a/1 a/0 a/1")
}
