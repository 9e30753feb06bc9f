// Package sqlite keeps a book in SQLite files: log.db, the truth, and
// views.db, what is computed from it.
package sqlite
