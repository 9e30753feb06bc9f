package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"

	codes "modernc.org/sqlite/lib"

	"vaoso/projections/engine"
)

// Why a file isn't opened as views. What is in views can be computed from the
// log again, so each says what may be deleted.
var (
	// ErrViewsDamaged is a views file that SQLite can't read.
	ErrViewsDamaged = errors.New("sqlite: the views file is damaged; delete it (with its -wal and -shm): it is rebuilt from the log")
	// ErrNewerViews is a views file of a newer program.
	ErrNewerViews = errors.New("sqlite: the views file was written by a newer vaoso; run that one, or delete the file (with its -wal and -shm): it is rebuilt from the log")
	// ErrNotViews is another program's database, a log, or no database at all.
	ErrNotViews = errors.New("sqlite: the file isn't a vaoso views file; give another path, or delete it if nobody needs it")
)

// viewReaders is how many queries run at one moment.
const viewReaders = 8

// Views is an engine.Store and engine.Reader in one SQLite file. Any number of
// goroutines may use it, and any number of processes the file.
type Views struct {
	readers *sql.DB
	leases  string // folder; "": views in memory

	mu     sync.Mutex // held by who uses the writer
	writer *session
	leased map[string]bool // of views in memory
	closed bool

	loading      sync.Mutex // held by who uses the loader
	loader       *session   // reads what folds need; nil for views in memory, where a reader holds up the writer
	loaderClosed bool
}

// errViewsClosed is what a use after Close fails with.
var errViewsClosed = errors.New("sqlite: the views are closed")

var (
	_ engine.Store  = (*Views)(nil)
	_ engine.Reader = (*Views)(nil)
)

// OpenViews opens the views in the file, creating it where there is none. The
// file may be deleted whenever no process has it open. It fails with
// ErrViewsDamaged, ErrNewerViews and ErrNotViews.
func OpenViews(ctx context.Context, path string) (*Views, error) {
	if err := checkViewsBefore(path); err != nil {
		return nil, fmt.Errorf("couldn't open the views %s: %w", path, err)
	}
	v, err := openViews(ctx, viewsDSN(path), readerDSN(path, queryCache))
	if err != nil {
		return nil, fmt.Errorf("couldn't open the views %s: %w", path, err)
	}
	v.leases = path + leasesSuffix
	if v.loader, err = openSession(readerDSN(path, loaderCache)); err != nil {
		return nil, errors.Join(fmt.Errorf("couldn't open the views %s: %w", path, viewsError(err)), v.Close())
	}
	return v, nil
}

var memories atomic.Int64

// OpenViewsInMemory makes views that vanish when they are closed. A query that
// is under way holds up writing: fill them first.
func OpenViewsInMemory(ctx context.Context) (*Views, error) {
	q := url.Values{"vfs": {"memdb"}, "_txlock": {"immediate"}, "_pragma": {fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()), "trusted_schema(OFF)"}}
	dsn := fmt.Sprintf("file:/vaoso-views-%d?%s", memories.Add(1), q.Encode())
	v, err := openViews(ctx, dsn, dsn+"&_pragma=query_only(ON)")
	if err != nil {
		return nil, fmt.Errorf("couldn't open views in memory: %w", err)
	}
	return v, nil
}

// viewsDSN names the connection that writes. Without an fsync at each commit a
// power cut may take the last pages back, rows and checkpoints together: they
// are projected again.
func viewsDSN(path string) string {
	return dsn(path, url.Values{
		"_txlock": {"immediate"},
		"_pragma": {
			"journal_mode(WAL)",
			"synchronous(NORMAL)",
			"wal_autocheckpoint(4000)",
			"journal_size_limit(67108864)", // bytes
			"cache_size(-16384)",           // KiB; measured: 64 MiB are no quicker, and take twice that of memory
			"trusted_schema(OFF)",
		},
	})
}

func openViews(ctx context.Context, writer, reader string) (*Views, error) {
	s, err := openSession(writer)
	if err != nil {
		return nil, viewsError(err)
	}
	if err := prepareViews(s); err != nil {
		return nil, errors.Join(viewsError(err), s.close())
	}
	readers, err := openPool(ctx, reader, viewReaders)
	if err != nil {
		return nil, errors.Join(viewsError(err), s.close())
	}
	return &Views{readers: readers, writer: s}, nil
}

// Close ends the views. Queries under way fail.
func (v *Views) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil
	}
	v.closed = true
	errs := []error{v.readers.Close(), v.writer.close()}
	v.loading.Lock()
	defer v.loading.Unlock()
	if v.loaderClosed = true; v.loader != nil {
		errs = append(errs, v.loader.close())
	}
	return errors.Join(errs...)
}

// use calls do with the writer's session, which nobody else uses meanwhile.
func (v *Views) use(ctx context.Context, do func(*session) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return errViewsClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return viewsError(do(v.writer))
}

// transact calls do in a transaction, which is committed unless do fails.
func (v *Views) transact(ctx context.Context, do func(*session) error) error {
	return v.use(ctx, func(s *session) error {
		if err := s.exec(`BEGIN IMMEDIATE`); err != nil {
			return err
		}
		err := do(s)
		if err == nil {
			err = s.exec(`COMMIT`)
		}
		if err != nil {
			// Where SQLite has ended the transaction itself, this fails, and says nothing new.
			_ = s.exec(`ROLLBACK`) // err says what went wrong
		}
		return err
	})
}

// viewsError gives SQLite's errors the sentinel of views.
func viewsError(err error) error {
	switch code(err) {
	case codes.SQLITE_CORRUPT:
		return fmt.Errorf("%w (%v)", ErrViewsDamaged, err) //nolint:errorlint // the log's sentinel must not show
	case codes.SQLITE_NOTADB:
		return fmt.Errorf("%w (%v)", ErrNotViews, err) //nolint:errorlint // as above
	}
	return err
}

// driverValues are stored values as the driver takes them.
func driverValues(list []any) []driver.Value {
	values := make([]driver.Value, len(list))
	for i, x := range list {
		values[i] = x
	}
	return values
}

func args(list ...any) []driver.Value { return driverValues(list) }

// once runs a statement that won't come again.
func (s *session) once(query string) error {
	stmt, err := s.conn.Prepare(query)
	if err != nil {
		return err
	}
	_, err = stmt.(driver.StmtExecContext).ExecContext(context.Background(), nil)
	return errors.Join(err, stmt.Close())
}
