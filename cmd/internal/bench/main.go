// Command bench measures the book on this machine and prints its figures as
// ratios of bare loops, in one run: machines are noisy, and a figure alone says
// little. make bench runs it.
//
//   - append.go: durable appends against a bare write-and-fsync loop
//   - esdb.go: the same work over EventStoreDB's protocol and directly
//   - catchup.go: projections from big logs against a bare scan; naive.go: as
//     projections mostly do it
//   - copies.go: how the big logs are made, of lives made up by package generate
//   - lag.go: from acknowledged to visible, under a steady load
//   - report.go: what is printed, and written where BENCH_JSON asks
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
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
	sizes := flag.String("sizes", "100000,1000000,10000000", "events of the logs that are caught up from")
	stores := flag.String("stores", "sqlite,postgres", "where views are kept")
	rounds := flag.Int("rounds", 5, "rounds of each append figure; the median counts")
	only := flag.String("only", "", "append, esdb, catchup or lag: measure that alone")
	keep := flag.String("dir", "", "folder in which the big logs are made, or found again, and kept; by default a temporary one")
	profile := flag.String("profile", "", "file for a CPU profile of the last catch-up")
	one := flag.Bool("one", false, "measure one catch-up and print it as JSON; the bench calls itself so")
	way := flag.String("way", "bulk", "how that one is done")
	flag.Parse()
	var counts []int
	for text := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("-sizes wants numbers of events with commas between, not %q", *sizes)
		}
		counts = append(counts, n)
	}
	if *one {
		return measureOne(ctx, *keep, counts[0], *stores, *way, *profile)
	}
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
	if *only == "" || *only == "esdb" {
		if err := measureESDB(ctx, r, dir, *rounds); err != nil {
			return err
		}
	}
	if *only == "" || *only == "catchup" {
		if err := measureCatchUps(ctx, r, dir, counts, strings.Split(*stores, ",")); err != nil {
			return err
		}
	}
	if *only == "" || *only == "lag" {
		for _, store := range strings.Split(*stores, ",") {
			if err := measureLag(ctx, r, dir, store); err != nil {
				return err
			}
		}
	}
	return r.finish(os.Stdout, os.Getenv("BENCH_JSON"))
}
