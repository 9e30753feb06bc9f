// Package http is the book's HTTP interface: every command, the queries, and
// how the program is doing.
//
//   - server.go: [New], the routes and what stands before them
//   - command.go, commandschema.go: POST /api/commands/{Name}
//   - query.go: one snapshot a query, its position, and waiting for a position
//   - parameters.go: a parameter that an address doesn't take is refused
//   - progress.go, contracts.go, agencies.go, people.go, outreach.go, support.go,
//     corrections.go, forms.go: the queries
//   - events.go, eventstream.go, eventform.go: GET /api/events, subscriptions to
//     the log as server-sent events
//   - health.go: /healthz, /readyz and /api/projections
//   - problem.go, problems.go, problempage.go: errors as RFC 9457 problems, each
//     with a page that explains it in both languages
//   - serve.go: [Serve], a server with time limits that ends gracefully
//
// Promises:
//
//   - Whatever a client sends is answered with a 4xx at the worst; a 5xx is this
//     program's own trouble, and a 503 says whether to try again.
//   - A command under an Idempotency-Key may be sent again at any time: it is
//     carried out once, and answered the same.
//   - Each answer of a query names the position of the one state it was read
//     from; with after=POSITION it holds all up to there.
//   - A subscription has every event once, in the order of the log, and goes on
//     after the id that it was told last. A client that doesn't take what it is
//     sent is dropped, and holds up nobody; a server that ends waits for none.
//   - Nothing personal is in a URL, in a log line or in the text of a problem of
//     this program's own. A field that can't be read is quoted to its sender alone.
package http
