package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"vaoso/cmd/internal/app"
	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
)

// The load of the lag's figure: so many commands a second, for so long.
const (
	lagRate  = 1_000
	lagSpell = 10 * time.Second
)

// measureLag sends commands at a steady rate to a running book, and measures
// from the acknowledgement of each to the moment when every view shows it.
func measureLag(ctx context.Context, r *report, dir, store string) (err error) {
	options := app.Options{Dir: filepath.Join(dir, "lag-"+store), Tell: slog.New(slog.DiscardHandler)}
	if store == "postgres" {
		cluster, err := newCluster()
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, cluster.Remove()) }()
		options.Views = cluster.URL
	}
	if err := app.Create(options.Dir, app.Settings{Synthetic: true, City: "vinh-yen"}); err != nil {
		return err
	}
	a, err := app.Open(ctx, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(), os.RemoveAll(options.Dir)) }()
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- a.Run(running) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended)
	}()
	lags, late, err := steadyLoad(ctx, a)
	if err != nil {
		return err
	}
	slices.Sort(lags)
	at := func(q float64) float64 {
		return float64(lags[min(len(lags)-1, int(q*float64(len(lags))))].Microseconds()) / 1000
	}
	note := fmt.Sprintf("%d commands in %s (%d a second); %d sent over 1 ms late", len(lags), lagSpell, lagRate, late)
	r.add(figure{Name: "acknowledged to visible in every view of " + store + ", p50", Value: at(0.5), Unit: "ms", AtMost: 5, Note: note})
	r.add(figure{Name: "acknowledged to visible in every view of " + store + ", p99", Value: at(0.99), Unit: "ms", AtMost: 25, Note: note})
	return nil
}

// steadyLoad sends each command when its time has come, whether those before
// have been answered or not.
func steadyLoad(ctx context.Context, a *app.App) (lags []time.Duration, late int, err error) {
	n := int(lagRate * lagSpell.Seconds())
	lags = make([]time.Duration, n)
	failed := make([]error, n)
	register, _ := book.Named("RegisterWorker")
	var all sync.WaitGroup
	start := time.Now()
	for i := range n {
		due := start.Add(time.Duration(i) * time.Second / lagRate)
		if wait := time.Until(due); wait > 0 {
			time.Sleep(wait)
		} else if wait < -time.Millisecond {
			late++
		}
		all.Go(func() {
			result, err := a.Book.Do(ctx, register, worker(i), book.Request{Actor: "u-bench", Key: fmt.Sprint("lag-", i)})
			acknowledged := time.Now()
			if err == nil {
				err = visible(ctx, a, result.Position)
			}
			lags[i], failed[i] = time.Since(acknowledged), err
		})
	}
	all.Wait()
	return lags, late, errors.Join(failed...)
}

func visible(ctx context.Context, a *app.App, at es.Position) error {
	for _, name := range a.Engine.Names() {
		if err := a.Engine.WaitFor(ctx, name, at); err != nil {
			return err
		}
	}
	return nil
}

// worker is the registration of a made-up person.
func worker(i int) book.Asked {
	return book.Asked{
		Command: labour.RegisterWorker{
			CitizenID: fmt.Sprintf("000094%06d", i), FullName: "Nguyễn Văn Mẫu", BirthDate: civil.On(1994, 2, 3), Sex: "male", Ward: "08710",
		},
		On: civil.On(2021, 1, 11), Reason: "đo",
	}
}
