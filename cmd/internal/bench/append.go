package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// spell is how long each figure of a round is measured.
const spell = time.Second

// sample is an event such as a clerk's command makes: a placement, 330 bytes
// of data and as much metadata.
func sample(key string) es.NewEvent {
	return es.NewEvent{
		ID: es.EventID(key, "bench", 0), Type: "WorkerPlaced", Version: 1,
		Data: []byte(`{"placementId":"8f2e1f0e-3a52-5b0e-9a77-1f0a5f0c2a11","employerId":"employer-1a2b3c4d5e6f7081","occupation":"công nhân may","contractKind":"fixed_term","months":12,"monthlyWage":{"amount":6500000,"currency":"VND"},"source":"direct","reportedOn":"2021-03-18","ward":"08728","sex":"female","birthYear":1999,"sector":"C","employerRevision":0,"afterReturn":false}`),
		Meta: es.Metadata{
			Actor: "u-clerk-kq", Role: "ward_clerk", Unit: "08728", Reason: "báo cáo của doanh nghiệp", Command: "PlaceWorker", IdempotencyKey: key,
			CorrelationID: "c-3", OccurredOn: civil.On(2021, 3, 10), RecordedAt: time.Date(2021, 3, 18, 1, 0, 2, 0, time.UTC),
		},
	}
}

func measureAppends(ctx context.Context, r *report, dir string, rounds int) (err error) {
	log, err := sqlite.OpenLog(ctx, filepath.Join(dir, "append.db"), sqlite.LogOptions{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	bare, err := os.Create(filepath.Join(dir, "bare"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bare.Close()) }()
	e := sample("size")
	meta, err := json.Marshal(e.Meta)
	if err != nil {
		return err
	}
	record := append(append([]byte{}, e.Data...), meta...)

	var appender appender
	perSecond := map[string][]float64{}
	for range rounds {
		rate, err := bareLoop(bare, record)
		if err != nil {
			return err
		}
		perSecond["bare"] = append(perSecond["bare"], rate)
		for _, writers := range []int{1, 64, 256} {
			rate, err := appender.run(ctx, log, writers)
			if err != nil {
				return err
			}
			name := fmt.Sprint(writers)
			perSecond[name] = append(perSecond[name], rate)
		}
	}
	base := median(perSecond["bare"])
	r.add(figure{Name: "bare write-and-fsync loop of the same bytes", Value: base, Unit: "writes/s", Note: fmt.Sprintf("%d bytes each", len(record))})
	for _, c := range []struct {
		writers string
		aim     float64
	}{{"1", 0.8}, {"64", 15}, {"256", 25}} {
		rate := median(perSecond[c.writers])
		name := "durable append, one by one"
		if c.writers != "1" {
			name = "durable append, " + c.writers + " writers"
		}
		r.add(figure{Name: name, Value: rate, Unit: "events/s"})
		r.add(figure{Name: name + " / bare loop", Value: rate / base, Unit: "×", Aim: c.aim})
	}
	return loadOne(ctx, r, log)
}

// bareLoop appends and fsyncs, one record after the other.
func bareLoop(f *os.File, record []byte) (perSecond float64, err error) {
	n, start := 0, time.Now()
	for time.Since(start) < spell {
		if _, err := f.Write(record); err != nil {
			return 0, err
		}
		if err := f.Sync(); err != nil {
			return 0, err
		}
		n++
	}
	return float64(n) / time.Since(start).Seconds(), nil
}

// streamLength is how many events a stream gets: about what a worker's has.
const streamLength = 8

// appender writes events to streams of their own, at exact revisions.
type appender struct{ key atomic.Int64 }

func (a *appender) run(ctx context.Context, log es.Log, writers int) (perSecond float64, err error) {
	var all sync.WaitGroup
	var n atomic.Int64
	failed := make([]error, writers)
	start := time.Now()
	for w := range writers {
		all.Go(func() {
			var stream string
			for at := es.NoRevision; time.Since(start) < spell; {
				if at == streamLength-1 || stream == "" {
					stream, at = fmt.Sprintf("worker-%x", es.EventID(fmt.Sprint(a.key.Add(1)), "", w)), es.NoRevision
				}
				event := sample(fmt.Sprint("k", a.key.Add(1)))
				if _, err := log.Append(ctx, stream, es.Exactly(at), []es.NewEvent{event}); err != nil {
					failed[w] = err
					return
				}
				at++
				n.Add(1)
			}
		})
	}
	all.Wait()
	return float64(n.Load()) / time.Since(start).Seconds(), errors.Join(failed...)
}

// loadOne reads a stream of eight events, as a decision does.
func loadOne(ctx context.Context, r *report, log es.Log) error {
	var events []es.NewEvent
	for i := range 8 {
		events = append(events, sample(fmt.Sprint("eight", i)))
	}
	if _, err := log.Append(ctx, "worker-eight", es.NoStream, events); err != nil {
		return err
	}
	var took []float64
	for range 2000 {
		start, n := time.Now(), 0
		for _, err := range log.Read(ctx, "worker-eight", 0, es.Forward) {
			if err != nil {
				return err
			}
			n++
		}
		if n != 8 {
			return fmt.Errorf("the stream has %d events", n)
		}
		took = append(took, float64(time.Since(start).Microseconds()))
	}
	r.add(figure{Name: "loading one stream of 8 events, median", Value: median(took), Unit: "µs"})
	return nil
}
