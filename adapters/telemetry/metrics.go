package telemetry

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// scrapeLimit is how long a scrape may take.
const scrapeLimit = 10 * time.Second

// metrics are what is counted and timed as it happens.
type metrics struct {
	requests       *prometheus.CounterVec
	requestSeconds *prometheus.HistogramVec
	appends        *prometheus.CounterVec
	appendSeconds  prometheus.Histogram
	pages          *prometheus.CounterVec
	events         *prometheus.CounterVec
	pageSeconds    *prometheus.HistogramVec
	visibleSeconds *prometheus.HistogramVec
	stalls         *prometheus.CounterVec
	leading        *prometheus.GaugeVec
	subscriptions  prometheus.Gauge
	unsubscribed   *prometheus.CounterVec
}

// seconds are the bounds of what is timed: from a tenth of a millisecond on.
var seconds = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

func newMetrics(registry *prometheus.Registry, version string) metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "vaoso_" + name, Help: help}, labels)
	}
	histogram := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "vaoso_" + name, Help: help, Buckets: seconds}, labels)
	}
	m := metrics{
		requests:       counter("http_requests_total", "Requests answered, by route and status.", "method", "route", "status"),
		requestSeconds: histogram("http_request_duration_seconds", "Time to answer a request.", "route"),
		appends:        counter("appends_total", "Appends to the log by command and outcome: taken, conflict or failed.", "command", "outcome"),
		appendSeconds:  prometheus.NewHistogram(prometheus.HistogramOpts{Name: "vaoso_append_duration_seconds", Help: "Time until an append is durable.", Buckets: seconds}),
		pages:          counter("projection_pages_total", "Pages projected, by outcome: done, halted or failed.", "projection", "outcome"),
		events:         counter("projection_events_total", "Events that were in the pages projected, whether the projection reads them or not.", "projection"),
		pageSeconds:    histogram("projection_page_duration_seconds", "Time to project a page: fold, rows and checkpoint.", "projection"),
		visibleSeconds: histogram("projection_visible_seconds", "Time from an event's recording until queries see it; of a page, its last event's.", "projection"),
		stalls:         counter("projection_stalls_total", "How often the projection stood still behind the log's end, so that the log was subscribed to anew.", "projection"),
		leading:        prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "vaoso_projection_leading", Help: "1 where this process is the one that projects."}, []string{"projection"}),
	}
	m.subscriptions = prometheus.NewGauge(prometheus.GaugeOpts{Name: "vaoso_event_subscriptions", Help: "Subscriptions to the log over HTTP that are open."})
	m.unsubscribed = counter("event_subscriptions_ended_total", "Subscriptions to the log over HTTP that ended: done, client, slow, shutdown or failed.", "why")
	for _, why := range []string{"done", "client", "slow", "shutdown", "failed"} {
		m.unsubscribed.WithLabelValues(why) // there from the beginning
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "vaoso_build_info", Help: "1, with the program's version.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	registry.MustRegister(m.requests, m.requestSeconds, m.appends, m.appendSeconds, m.pages, m.events, m.pageSeconds, m.visibleSeconds, m.stalls, m.leading, m.subscriptions, m.unsubscribed,
		build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Metrics answers scrapes, in the form that Prometheus and OpenMetrics have.
func (t *Telemetry) Metrics() http.Handler {
	return promhttp.HandlerFor(t.registry, promhttp.HandlerOpts{Registry: t.registry, Timeout: scrapeLimit})
}
