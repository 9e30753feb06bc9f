package http

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// BenchmarkCommand registers people, each under a key of its own, from as many
// clients as there are cores.
func BenchmarkCommand(b *testing.B) {
	d := newDesk(b)
	var n atomic.Int64
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			body := strings.Replace(register, personA, fmt.Sprintf("000094%06d", i), 1)
			if a := d.do("RegisterWorker", body); a.status != 201 {
				b.Errorf("%d %s", a.status, a.body)
				return
			}
		}
	})
}

// BenchmarkQuery asks for a plan's progress by ward, in a small book: what the interface itself costs.
func BenchmarkQuery(b *testing.B) {
	d := newDesk(b)
	d.year()
	if err := d.engine.CatchUp(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		w := httptest.NewRecorder()
		d.ServeHTTP(w, httptest.NewRequestWithContext(b.Context(), "GET", "/api/plans/vinh-yen-2021/progress?by=ward", nil))
		if w.Code != 200 {
			b.Fatal(w.Body)
		}
	}
}
