// Command bench measures the book on this machine and prints its figures as
// ratios of bare loops, in one run: machines are noisy, and a figure alone says
// little. make bench runs it.
//
//   - append.go: durable appends against a bare write-and-fsync loop
//   - catchup.go: projections from a million events against a bare scan
//   - copies.go: how the million events are made
//   - report.go: what is printed, and written where BENCH_JSON asks
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	events := flag.Int("events", 1_000_000, "events of the catch-up")
	rounds := flag.Int("rounds", 5, "rounds of each append figure; the median counts")
	only := flag.String("only", "", "append or catchup: measure that alone")
	keep := flag.String("dir", "", "folder in which the big log is made, or found again, and kept; by default a temporary one")
	profile := flag.String("profile", "", "file for a CPU profile of the catch-up")
	flag.Parse()
	dir := *keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "vaoso-bench-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	r := newReport(dir)
	if *only == "" || *only == "append" {
		if err := measureAppends(ctx, r, dir, *rounds); err != nil {
			return err
		}
	}
	if *only == "" || *only == "catchup" {
		if err := measureCatchUp(ctx, r, dir, *events, *profile); err != nil {
			return err
		}
	}
	return r.finish(os.Stdout, os.Getenv("BENCH_JSON"))
}
