// Package telemetry shows operators how the program is doing: metrics for
// Prometheus, and traces by OpenTelemetry from a request through the append to
// the projection that made it visible.
//
//   - telemetry.go: Telemetry, and where traces go
//   - metrics.go: what is counted and timed as it happens
//   - reports.go: how the projections are doing, asked when it is scraped
//   - http.go, log.go, observer.go: where it looks in
//
// Invariants: nothing in a metric or a trace names a person: labels and
// attributes are names of the program's own (routes, commands, projections,
// event types) and positions. Without an exporter nothing is traced, and it
// costs next to nothing.
//
// A trace travels through the log as the correlation id of the events, in the
// form of W3C Trace Context (traceparent), where the request has given no other.
package telemetry
