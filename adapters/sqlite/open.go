package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"time"

	_ "modernc.org/sqlite" // registers the database/sql driver "sqlite"
)

// busyTimeout is how long a connection waits for another process's lock before
// it gives up with SQLITE_BUSY. Transactions are short, so whoever waits this
// long waits on something that is stuck.
const busyTimeout = 20 * time.Second

// writerDSN names a connection that may write: WAL, fsync at every commit
// (synchronous=FULL), and BEGIN means BEGIN IMMEDIATE, so that no transaction
// fails half-way on an upgrade from reading to writing.
func writerDSN(path string) string {
	return dsn(path, url.Values{
		"_txlock": {"immediate"},
		"_pragma": {
			"journal_mode(WAL)",
			"synchronous(FULL)",
			"foreign_keys(ON)",
			"wal_autocheckpoint(2000)",     // pages: about 8 MB; a WAL that is used again grows no file, which fsync likes
			"journal_size_limit(67108864)", // bytes: a WAL that once grew large is cut down to 64 MiB
			"cache_size(-32768)",           // KiB
			"temp_store(MEMORY)",
			"trusted_schema(OFF)",
		},
	})
}

// readerDSN names a connection that can't write, with a cache of so many KiB:
// each takes twice that of memory, and there are several. The file must exist.
func readerDSN(path string, cache int) string {
	return dsn(path, url.Values{
		"mode": {"rw"}, // not ro: a reader of a WAL may have to write its index
		"_pragma": {
			"query_only(ON)",
			fmt.Sprintf("cache_size(-%d)", cache),
			"trusted_schema(OFF)",
		},
	})
}

// The caches, in KiB. A log is read from one end to the other, or a short
// stream at a time, which the operating system's cache serves as well.
const (
	logCache    = 2048
	queryCache  = 8192
	loaderCache = 8192
)

func dsn(path string, q url.Values) string {
	q["_pragma"] = append([]string{fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds())}, q["_pragma"]...)
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}
	return u.String()
}

// openWriter opens the file, creating it where there is none, with the one
// connection that writes.
func openWriter(ctx context.Context, path string) (*sql.DB, error) {
	return openPool(ctx, writerDSN(path), 1)
}

func openPool(ctx context.Context, dsn string, n int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("couldn't open the database: %w", err)
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close() // the ping's error says more
		return nil, fmt.Errorf("couldn't open the database: %w", err)
	}
	return db, nil
}
