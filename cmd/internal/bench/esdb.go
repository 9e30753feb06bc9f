package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/eventstoredb"
	"vaoso/adapters/sqlite"
	"vaoso/domain/es"
)

// history is how many events are read from a log's start.
const history = 200_000

// work is something that is done with a log, and measured in events a second.
type work struct {
	name string
	do   func(ctx context.Context, log es.Log) (perSecond float64, err error)
}

// measureESDB measures the adapter to EventStoreDB, over gRPC against the
// embedded log served by its protocol, as a ratio of the same work on such a log
// directly. Client and server share this machine's cores.
func measureESDB(ctx context.Context, r *report, dir string, rounds int) (err error) {
	direct, err := sqlite.OpenLog(ctx, filepath.Join(dir, "direct.db"), sqlite.LogOptions{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, direct.Close()) }()
	served, err := sqlite.OpenLog(ctx, filepath.Join(dir, "served.db"), sqlite.LogOptions{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, served.Close()) }()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	serving, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- esdbserver.New(served, esdbserver.Options{Writable: true}).Serve(serving, listener) }()
	defer func() { stop(); err = errors.Join(err, <-ended) }()
	remote, err := eventstoredb.Open(ctx, "esdb://"+listener.Addr().String()+"?tls=false", eventstoredb.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remote.Close()) }()

	var appender appender
	var batches atomic.Int64
	for _, log := range []es.Log{direct, served} {
		if err := fill(ctx, log, &batches); err != nil {
			return err
		}
	}
	writers := func(n int) func(context.Context, es.Log) (float64, error) {
		return func(ctx context.Context, log es.Log) (float64, error) { return appender.run(ctx, log, n) }
	}
	for _, w := range []work{
		{"append one by one", writers(1)},
		{"append, 64 goroutines", writers(64)},
		{"append batches of 100", func(ctx context.Context, log es.Log) (float64, error) { return appendBatches(ctx, log, &batches) }},
		{"read $all", readAll},
		{"live subscription, 64 writers", func(ctx context.Context, log es.Log) (float64, error) { return followLive(ctx, log, &appender) }},
	} {
		perSecond := map[es.Log][]float64{}
		for range rounds {
			for _, log := range []es.Log{direct, remote} {
				rate, err := w.do(ctx, log)
				if err != nil {
					return fmt.Errorf("couldn't measure %s: %w", w.name, err)
				}
				perSecond[log] = append(perSecond[log], rate)
			}
		}
		over, here := median(perSecond[remote]), median(perSecond[direct])
		r.add(figure{Name: "EventStoreDB's protocol: " + w.name, Value: over, Unit: "events/s", Note: fmt.Sprintf("%.0f directly", here)})
		r.add(figure{Name: "EventStoreDB's protocol: " + w.name + " / the embedded log directly", Value: over / here, Unit: "×"})
	}
	return nil
}

// hundred is a batch of 100 events for a new stream.
func hundred(batches *atomic.Int64) (stream string, events []es.NewEvent) {
	n := batches.Add(1)
	events = make([]es.NewEvent, 100)
	for i := range events {
		events[i] = sample(fmt.Sprint("batch", n, "/", i))
	}
	return fmt.Sprint("batch-", n), events
}

func fill(ctx context.Context, log es.Log, batches *atomic.Int64) error {
	for range history / 100 {
		stream, events := hundred(batches)
		if _, err := log.Append(ctx, stream, es.NoStream, events); err != nil {
			return err
		}
	}
	return nil
}

func appendBatches(ctx context.Context, log es.Log, batches *atomic.Int64) (float64, error) {
	n, start := 0, time.Now()
	for time.Since(start) < spell {
		stream, events := hundred(batches)
		if _, err := log.Append(ctx, stream, es.NoStream, events); err != nil {
			return 0, err
		}
		n += len(events)
	}
	return float64(n) / time.Since(start).Seconds(), nil
}

func readAll(ctx context.Context, log es.Log) (float64, error) {
	n, start := 0, time.Now()
	for _, err := range log.ReadAll(ctx, es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			return 0, err
		}
		if n++; n == history {
			break
		}
	}
	return float64(n) / time.Since(start).Seconds(), nil
}

// followLive is how fast a follower at the log's end gets what 64 writers write,
// from the first append until it has seen the last.
func followLive(ctx context.Context, log es.Log, appender *appender) (float64, error) {
	head, err := log.Head(ctx)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var goal atomic.Pointer[es.Position]
	var follower sync.WaitGroup
	var seen int
	var failed error
	start := time.Now()
	follower.Go(func() {
		for page, err := range log.Follow(ctx, head, es.Filter{}, 512) {
			if failed = err; err != nil {
				return
			}
			seen += len(page.Events)
			if end := goal.Load(); end != nil && !page.Through.Before(*end) {
				return
			}
		}
	})
	if _, err := appender.run(ctx, log, 64); err != nil {
		return 0, err
	}
	for i := range 2 { // the follower hears of the second after it has heard of the goal
		stream := fmt.Sprint("last-", head, "-", i)
		last, err := log.Append(ctx, stream, es.NoStream, []es.NewEvent{sample(stream)})
		if err != nil {
			return 0, err
		}
		goal.CompareAndSwap(nil, &last.Position)
	}
	follower.Wait()
	return float64(seen) / time.Since(start).Seconds(), failed
}
