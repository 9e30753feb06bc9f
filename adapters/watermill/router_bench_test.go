package watermill

import (
	"fmt"
	"testing"
)

// BenchmarkLive is from a command's append until four projections have it in
// their views, on files, one event at a time.
func BenchmarkLive(b *testing.B) {
	book := openBook(b)
	e := book.engine(b, book.views, counting("a", nil), counting("b", nil), counting("c", nil), counting("d", nil))
	run(b, config(e))
	n := 0
	for b.Loop() {
		n++
		last := book.write(b, fmt.Sprint("live-", n), 1)
		for _, name := range e.Names() {
			wait(b, e, name, last)
		}
	}
}
