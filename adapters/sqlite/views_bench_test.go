package sqlite

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"vaoso/projections/engine"
)

// cpu is the processor time that this process has used: on a machine that is
// shared it says more than the clock.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkCatchUp projects 200,000 events of 20,000 workers from a log in a
// file into four projections of two tables each, in one views file.
func BenchmarkCatchUp(b *testing.B) {
	const events = 200_000
	l := openTest(b, logFile(b), LogOptions{})
	fillPlaced(b, l, "a", events, 20_000)
	for _, projections := range []int{1, 4} {
		for _, size := range []int{1_000, 2_000, 5_000, 10_000, 20_000} {
			b.Run(fmt.Sprintf("%d projections, pages of %d", projections, size), func(b *testing.B) {
				before := cpu(b)
				for b.Loop() {
					b.StopTimer()
					v := openViewsTest(b, viewsFile(b))
					var list []engine.Projection
					for i := range projections {
						list = append(list, newSynthetic(fmt.Sprint("p", i), 1).Projection)
					}
					b.StartTimer()
					if err := openEngine(b, l, v, size, list...).CatchUp(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(events*b.N)/b.Elapsed().Seconds(), "events/s")
				b.ReportMetric(float64((cpu(b)-before).Nanoseconds())/float64(events*b.N), "cpu-ns/event")
			})
		}
	}
}
