// Package app wires a book together: the folder it lives in, its log, its
// views, the router that drives the projections, and the book that takes
// commands. End-to-end tests start the real thing through it.
//
//   - folder.go: [Create] and the folder: what a book is on disk
//   - app.go: [Open], Run, Close
//   - ask.go: reading views: caught up, after a position, as of a day
//   - clock.go: the days that pass
package app
