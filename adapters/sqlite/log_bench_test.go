package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"vaoso/domain/es"
)

// BenchmarkBareFsync is the measure for the appends below: the same bytes,
// written to the end of a file and fsynced, one event after the other.
func BenchmarkBareFsync(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "bare"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	record := newRecord("worker-1", event("bare"))
	for b.Loop() {
		if _, err := f.Write(record); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
	perSecond(b, b.N)
}

// BenchmarkAppend is durable appends of one event each, by so many writers at
// once, at the exact revision: each writes a stream of eight events, then the
// next, as workers and contracts come and go.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 64, 256} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			var commits atomic.Int64
			l := openTest(b, logFile(b), LogOptions{Committed: func(Commit) { commits.Add(1) }})
			var next atomic.Int64
			var group sync.WaitGroup
			b.ResetTimer()
			for w := range writers {
				group.Go(func() {
					stream, revision := "", es.NoRevision
					for i := 0; ; i++ {
						n := next.Add(1)
						if n > int64(b.N) {
							return
						}
						if revision++; i%8 == 0 {
							stream, revision = fmt.Sprintf("worker-%d-%d", w, i), es.NoRevision
						}
						_, err := l.Append(b.Context(), stream, es.Exactly(revision), []es.NewEvent{event(fmt.Sprint("b", n))})
						if err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			group.Wait()
			b.StopTimer()
			perSecond(b, b.N)
			b.ReportMetric(float64(b.N)/float64(commits.Load()), "events/commit")
		})
	}
}

const benchEvents = 200_000

// bigLog is a log of benchEvents events in streams of eight.
func bigLog(b *testing.B) *Log {
	b.Helper()
	l := openTest(b, logFile(b), LogOptions{})
	var next atomic.Int64
	var group sync.WaitGroup
	for range 64 {
		group.Go(func() {
			for {
				n := next.Add(1) - 1
				if n >= benchEvents/8 {
					return
				}
				events := make([]es.NewEvent, 8)
				for i := range events {
					events[i] = event(fmt.Sprintf("%d/%d", n, i))
					events[i].Type = fmt.Sprintf("Type%02d", (n*8+int64(i))%50)
				}
				if _, err := l.Append(b.Context(), fmt.Sprintf("worker-%d", n), es.NoStream, events); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	return l
}

// BenchmarkScan reads the whole log, each way that the port offers.
func BenchmarkScan(b *testing.B) {
	l := bigLog(b)
	readAll := func(filter es.Filter, want int) func(*testing.B) {
		return func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range l.ReadAll(b.Context(), es.Start, es.Forward, filter) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != want {
					b.Fatalf("read %d events, want %d", n, want)
				}
			}
			perSecond(b, b.N*benchEvents)
		}
	}
	b.Run("ReadAll", readAll(es.Filter{}, benchEvents))
	b.Run("ReadAll/types=1of50", readAll(es.Filter{Types: []string{"Type07"}}, benchEvents/50))
	b.Run("ReadAll/prefix=1of9", readAll(es.Filter{StreamPrefixes: []string{"worker-1"}}, 8*11_111))
	b.Run("ReadAll/prefix=oneStream", readAll(es.Filter{StreamPrefixes: []string{"worker-24999"}}, 8))
	b.Run("Follow", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for p, err := range l.Follow(b.Context(), es.Start, es.Filter{}, 1024) {
				if err != nil {
					b.Fatal(err)
				}
				if n += len(p.Events); p.CaughtUp {
					break
				}
			}
			if n != benchEvents {
				b.Fatalf("read %d events", n)
			}
		}
		perSecond(b, b.N*benchEvents)
	})
	b.Run("Load8", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			n := 0
			for _, err := range l.Read(b.Context(), fmt.Sprintf("worker-%d", i*7919%(benchEvents/8)), 0, es.Forward) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != 8 {
				b.Fatalf("read %d events", n)
			}
		}
		perSecond(b, b.N*8)
	})
}

func perSecond(b *testing.B, events int) {
	b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
}
