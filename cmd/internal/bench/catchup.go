package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"syscall"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/adapters/watermill"
	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// measureCatchUp folds a big log into all projections, the way the program
// does: through the router, into one SQLite file.
func measureCatchUp(ctx context.Context, r *report, dir string, n int, profile string) (err error) {
	log, written, err := bigLog(ctx, dir, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	scan, err := scanAll(ctx, log)
	if err != nil {
		return err
	}
	r.add(figure{Name: "bare scan of the log", Value: float64(written) / scan.Seconds(), Unit: "events/s", Note: fmt.Sprintf("%d events", written)})
	stop, err := startProfile(profile)
	if err != nil {
		return err
	}
	used := cpuTime()
	took, err := catchUp(ctx, log, filepath.Join(dir, "views.db"))
	if err = errors.Join(err, stop()); err != nil {
		return err
	}
	used = cpuTime() - used
	rate := float64(written) / took.Seconds()
	r.add(figure{Name: "catch-up of all projections", Value: rate, Unit: "events/s", Aim: 100_000, Note: fmt.Sprintf("%d projections, %s", len(app.Projections()), took.Round(time.Millisecond))})
	r.add(figure{Name: "processor time of it", Value: float64(used.Microseconds()) / float64(written), Unit: "µs/event"})
	r.add(figure{Name: "resident memory at the most", Value: peakMemory(), Unit: "MB"})
	r.add(figure{Name: "catch-up / bare scan", Value: rate / (float64(written) / scan.Seconds()), Unit: "×"})
	return nil
}

func scanAll(ctx context.Context, log es.Log) (time.Duration, error) {
	start := time.Now()
	for _, err := range log.ReadAll(ctx, es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}

func catchUp(ctx context.Context, log es.Log, path string) (took time.Duration, err error) {
	views, err := sqlite.OpenViews(ctx, path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, views.Close()) }()
	e, err := engine.Open(ctx, engine.Config{Log: log, Definitions: app.Definitions(), Store: views, Projections: app.Projections(), Clock: time.Now})
	if err != nil {
		return 0, err
	}
	router, err := watermill.NewRouter(watermill.Config{Engine: e, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return 0, err
	}
	head, err := log.Head(ctx)
	if err != nil {
		return 0, err
	}
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	start := time.Now()
	go func() { ended <- router.Run(running) }()
	for _, name := range e.Names() {
		if err := e.WaitFor(ctx, name, head); err != nil {
			return 0, err
		}
	}
	took = time.Since(start)
	stop()
	return took, <-ended
}

// startProfile profiles into the file until it is stopped; "" profiles nothing.
func startProfile(file string) (stop func() error, err error) {
	runtime.GC()
	if file == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		return f.Close()
	}, nil
}

// cpuTime is what the process has used of the processors.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory is the most that the process has had resident, in MB.
func peakMemory() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Maxrss) / 1000
}
