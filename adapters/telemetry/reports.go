package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vaoso/projections/engine"
)

// reportLimit is how long the views are asked how they are doing.
const reportLimit = 5 * time.Second

// reported are the metrics of a projection's view.
var reported = []struct {
	desc  *prometheus.Desc
	value func(engine.Report) float64
}{
	{about("behind_events", "Events of the log that the live view lacks, counted up to 10,000."), func(r engine.Report) float64 { return float64(r.Behind) }},
	{about("lag_seconds", "How long the first event that the live view lacks has been in the log; 0 where it lacks none."), func(r engine.Report) float64 { return r.Lag.Seconds() }},
	{about("halted", "1 where the live view, or the one being built, stands at an event that couldn't be folded."), func(r engine.Report) float64 { return oneIf(r.Halt != nil) }},
	{about("halted_since_timestamp_seconds", "Since when it stands there; 0 where it doesn't."), func(r engine.Report) float64 {
		if r.Halt == nil {
			return 0
		}
		return float64(r.Since.Unix())
	}},
	{about("live", "1 where queries see a view."), func(r engine.Report) float64 { return oneIf(r.Live) }},
	{about("version", "Version of the fold."), func(r engine.Report) float64 { return float64(r.Version) }},
}

// rebuilding are those of a view that is being filled beside a live one, or for
// the first time.
var (
	rebuildDone = about("rebuild_done_ratio", "How much of the log is in the view that is being filled; no sample where none is.")
	rebuildLeft = about("rebuild_left_seconds", "How long the filling takes still, at the last pace; no sample where that isn't known.")
	rebuildRate = about("rebuild_events_per_second", "How fast it is being filled.")
)

func about(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("vaoso_projection_"+name, help, []string{"projection"}, nil)
}

func oneIf(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// reports asks how the views are doing whenever it is scraped.
type reports struct {
	ask func(context.Context) ([]engine.Report, error)
	log *slog.Logger
}

// Watch adds how the views of the projections are doing to the metrics.
func (t *Telemetry) Watch(projections []string, ask func(context.Context) ([]engine.Report, error)) error {
	for _, name := range projections { // none leads and none has stalled, until it is heard of
		t.leading.WithLabelValues(name).Set(0)
		t.stalls.WithLabelValues(name).Add(0)
	}
	if err := t.registry.Register(reports{ask, t.log}); err != nil {
		return fmt.Errorf("couldn't add the projections to the metrics: %w", err)
	}
	return nil
}

// Describe is prometheus.Collector's.
func (reports) Describe(to chan<- *prometheus.Desc) {
	for _, m := range reported {
		to <- m.desc
	}
	to <- rebuildDone
	to <- rebuildLeft
	to <- rebuildRate
}

// Collect is prometheus.Collector's. Where the views can't be asked their
// metrics are missing from the scrape, and the others are there.
func (c reports) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), reportLimit)
	defer cancel()
	all, err := c.ask(ctx)
	if err != nil {
		c.log.Warn("couldn't ask how the projections are doing, for the metrics", slog.Any("error", err))
		return
	}
	shown := map[string]engine.Report{} // of each projection the live view, else the newest
	halted, rebuilding := map[string]engine.Report{}, map[string]engine.Report{}
	for _, r := range all {
		if r.State() == engine.Halted {
			halted[r.Projection] = r
		}
		if before, seen := shown[r.Projection]; !r.Retired && (!seen || !before.Live) {
			shown[r.Projection] = r
		}
		if r.State() == engine.Rebuilding {
			rebuilding[r.Projection] = r // the newest: one that was killed may lie before it
		}
	}
	for _, r := range rebuilding {
		to <- gauge(rebuildDone, r.Done, r)
		to <- gauge(rebuildRate, r.Pace.Events, r)
		if r.Left > 0 {
			to <- gauge(rebuildLeft, r.Left.Seconds(), r)
		}
	}
	for name, r := range shown {
		if h, some := halted[name]; some && r.Halt == nil { // one that is being built beside it
			r.Halt, r.Since = h.Halt, h.Since
		}
		for _, m := range reported {
			to <- gauge(m.desc, m.value(r), r)
		}
	}
}

func gauge(desc *prometheus.Desc, value float64, r engine.Report) prometheus.Metric {
	return prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, r.Projection)
}
