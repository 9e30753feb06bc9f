package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"syscall"
	"time"

	"vaoso/adapters/watermill"
	"vaoso/cmd/internal/app"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// catchUp is one catch-up of all projections from a big log. It is measured in
// a process of its own, so that its memory is its own.
type catchUp struct {
	Events  int           // of the log
	Store   string        // sqlite or postgres
	Took    time.Duration // from the start until every view shows all of the log
	CPU     time.Duration // of the process, without PostgreSQL's
	PeakMB  float64       // resident, at the most
	BeganMB float64       // and before it began
	Scan    time.Duration // a bare scan of the log, before
}

func (c catchUp) rate() float64 { return float64(c.Events) / c.Took.Seconds() }

// way is how a catch-up is done.
type way struct {
	says   string
	events int  // of the log: the slow ways need no more
	page   int  // events; 0: the default
	hold   int  // as engine.Config.HoldBack
	naive  bool // a statement for each row
}

// ways are how the program does it, and how projections mostly do.
var ways = map[string]way{
	"bulk":   {says: "as the program does"},
	"paged":  {says: "each page of 2,048 committed at once", events: 300_000, hold: -1},
	"rows":   {says: "pages of 2,048, a statement for each row", events: 300_000, hold: -1, naive: true},
	"events": {says: "a transaction for each event", events: 20_000, page: 1, hold: -1},
}

// measureCatchUps measures every size and store, and the slow ways.
func measureCatchUps(ctx context.Context, r *report, dir string, sizes []int, stores []string) error {
	for i, n := range sizes {
		for _, store := range stores {
			c, err := inItsOwnProcess(ctx, dir, n, store, "bulk")
			if err != nil {
				return err
			}
			about := fmt.Sprintf("%d events into %s", c.Events, store)
			if store == stores[0] {
				r.add(figure{Name: fmt.Sprintf("bare scan of %d events", c.Events), Value: float64(c.Events) / c.Scan.Seconds(), Unit: "events/s"})
			}
			r.add(figure{Name: "catch-up of all projections, " + about, Value: c.rate(), Unit: "events/s", Aim: 150_000, Note: c.Took.Round(time.Millisecond).String()})
			r.add(figure{Name: "  the same / bare scan", Value: c.rate() / (float64(c.Events) / c.Scan.Seconds()), Unit: "×", Aim: 0.4})
			r.add(figure{Name: "  processor time of it", Value: float64(c.CPU.Microseconds()) / float64(c.Events), Unit: "µs/event"})
			r.add(figure{Name: "  resident memory at the most", Value: c.PeakMB, Unit: "MB", AtMost: 300, Note: fmt.Sprintf("%.0f before", c.BeganMB)})
			if i > 0 {
				growth := 100 * (c.Took.Seconds()/float64(c.Events)/perEvent[store] - 1)
				r.add(figure{Name: fmt.Sprintf("  cost of an event beside %d events", sizes[0]), Value: growth, Unit: "% more", AtMost: 10})
			} else {
				perEvent[store] = c.Took.Seconds() / float64(c.Events)
			}
		}
	}
	for _, store := range stores {
		for _, way := range []string{"paged", "rows", "events"} {
			c, err := inItsOwnProcess(ctx, dir, ways[way].events, store, way)
			if err != nil {
				return err
			}
			r.add(figure{Name: fmt.Sprintf("for comparison, %s: %s", store, ways[way].says), Value: c.rate(), Unit: "events/s", Note: fmt.Sprintf("%d events", c.Events)})
		}
	}
	return nil
}

var perEvent = map[string]float64{}

// inItsOwnProcess makes the log, where it isn't there, and lets a new process
// catch up from it.
func inItsOwnProcess(ctx context.Context, dir string, n int, store, way string) (c catchUp, err error) {
	log, _, err := bigLog(ctx, logDir(dir, n), n)
	if err != nil {
		return c, err
	}
	if err := log.Close(); err != nil {
		return c, err
	}
	self, err := os.Executable()
	if err != nil {
		return c, err
	}
	cmd := exec.CommandContext(ctx, self, "-one", "-dir", dir, "-sizes", fmt.Sprint(n), "-stores", store, "-way", way, "-profile", flag.Lookup("profile").Value.String())
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return c, fmt.Errorf("couldn't catch up in a process of its own: %w", err)
	}
	return c, json.NewDecoder(bytes.NewReader(out)).Decode(&c)
}

func logDir(dir string, n int) string { return filepath.Join(dir, fmt.Sprint("log-", n)) }

// measureOne is what the process of its own does: it prints the catch-up as JSON.
func measureOne(ctx context.Context, dir string, n int, store, way, profile string) (err error) {
	log, events, err := bigLog(ctx, logDir(dir, n), n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	c := catchUp{Events: events, Store: store}
	if c.Scan, err = scanAll(ctx, log); err != nil {
		return err
	}
	views, discard, err := openViews(ctx, logDir(dir, n), store, ways[way].naive)
	if err != nil {
		return err
	}
	stop, err := startProfile(profile)
	if err != nil {
		return errors.Join(err, discard())
	}
	c.BeganMB = peakMemory()
	used := cpuTime()
	c.Took, err = runCatchUp(ctx, log, views, ways[way])
	if err = errors.Join(err, stop(), discard()); err != nil {
		return err
	}
	c.CPU, c.PeakMB = cpuTime()-used, peakMemory()
	return json.NewEncoder(os.Stdout).Encode(c)
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

// runCatchUp folds a big log into all projections, the way the program does:
// through the router.
func runCatchUp(ctx context.Context, log es.Log, views engine.Store, w way) (took time.Duration, err error) {
	e, err := engine.Open(ctx, engine.Config{
		Log: log, Definitions: app.Definitions(), Store: views, Projections: app.Projections(), Clock: time.Now, PageSize: w.page, HoldBack: w.hold,
	})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
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
	u := usage()
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory is the most that the process has had resident, in MB.
func peakMemory() float64 { return float64(usage().Maxrss) / 1000 }

func usage() (u syscall.Rusage) {
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it has no way to fail for oneself
	}
	return u
}
