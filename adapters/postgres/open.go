package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"vaoso/projections/engine"
)

// Why a database isn't opened as views.
var (
	// ErrNewerViews is a database that a newer program has laid out.
	ErrNewerViews = errors.New("postgres: the views were written by a newer vaoso; run that one, or give another database")
	// ErrAnotherBook is a database with the views of another book.
	ErrAnotherBook = errors.New("postgres: the database holds the views of another book; give each book a database of its own")
	// ErrUnreachable is a server that doesn't answer or doesn't let us in.
	ErrUnreachable = errors.New("postgres: the database can't be reached")
)

// How many connections are used at most: to write, one a projection and some for
// what happens beside; to read, one a query.
const (
	writers = 12
	readers = 12
)

// Views is an engine.Store and engine.Reader in a PostgreSQL database. Any
// number of goroutines and processes may use it.
type Views struct {
	config *pgxpool.Config
	pool   *pgxpool.Pool // writes
	read   *sql.DB
	notes  []string

	leasing sync.Mutex
	session *leaseSession // nil: none is open
	closed  bool
}

var (
	_ engine.Store  = (*Views)(nil)
	_ engine.Reader = (*Views)(nil)
)

// OpenViews opens the views of a book in the database of the URL, and lays it
// out where it is new. It fails with ErrUnreachable, ErrNewerViews and
// ErrAnotherBook. No error holds the URL's password.
func OpenViews(ctx context.Context, url, book string) (*Views, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("couldn't read the views' address, which should be like postgres://user@host:5432/database: %w", withoutSecrets(err))
	}
	if strings.Contains(config.ConnConfig.Host, "@") { // what comes before it is of the password
		return nil, errors.New("couldn't read the views' address: an @ in the password is written %40")
	}
	config.MaxConns = writers
	for name, value := range map[string]string{
		"application_name": "vaoso",
		// A power cut may take the last commits back, rows and checkpoints
		// together: they are projected again.
		"synchronous_commit": "off",
		// Text that folds compare is compared by bytes everywhere else.
		"DateStyle": "ISO, YMD", "TimeZone": "UTC", "client_encoding": "UTF8",
	} {
		config.ConnConfig.RuntimeParams[name] = value
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = 10 * time.Second
	}
	v := &Views{config: config}
	if v.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, fmt.Errorf("couldn't open the views: %w", withoutSecrets(err))
	}
	if err := v.pool.Ping(ctx); err != nil {
		v.pool.Close()
		return nil, fmt.Errorf("couldn't open the views: %w (%w)", ErrUnreachable, withoutSecrets(err))
	}
	// A generation that comes after another may have other columns under the
	// same names, so reading describes its queries each time.
	reading := config.ConnConfig.Copy()
	reading.DefaultQueryExecMode = pgx.QueryExecModeDescribeExec
	v.read = stdlib.OpenDB(*reading)
	v.read.SetMaxOpenConns(readers)
	v.read.SetMaxIdleConns(readers / 3)
	if err := v.layOut(ctx, book); err != nil {
		return nil, errors.Join(fmt.Errorf("couldn't lay out the views: %w", err), v.Close())
	}
	return v, nil
}

// Notes are what an administrator should do that the program may not do itself,
// in sentences.
func (v *Views) Notes() []string { return v.notes }

// Close ends the views. Queries under way fail.
func (v *Views) Close() error {
	v.leasing.Lock()
	v.closed = true
	if v.session != nil {
		v.session.end()
		v.session = nil
	}
	v.leasing.Unlock()
	err := v.read.Close()
	v.pool.Close()
	if err != nil {
		return fmt.Errorf("couldn't close the views cleanly: %w", err)
	}
	return nil
}

// transact calls do in a transaction, which is committed unless do fails.
func (v *Views) transact(ctx context.Context, do func(pgx.Tx) error) error {
	tx, err := v.pool.Begin(ctx)
	if err != nil {
		return withoutSecrets(err)
	}
	if err := do(tx); err != nil {
		// Where the connection is gone, so is the transaction.
		_ = tx.Rollback(context.WithoutCancel(ctx)) // err says what went wrong
		return err
	}
	return tx.Commit(ctx)
}

// is says whether an error is the server's, with the SQLSTATE.
func is(err error, state string) bool {
	var server *pgconn.PgError
	return errors.As(err, &server) && server.Code == state
}

// The SQLSTATEs that are told apart.
const (
	lockNotAvailable       = "55P03"
	dependentObjects       = "2BP01"
	invalidTableDefinition = "42P16"
	insufficientPrivilege  = "42501"
	undefinedTable         = "42P01"
	undefinedSchema        = "3F000"
)

// password goes to the last @: one that should have been written %40 isn't its end.
var password = regexp.MustCompile(`(?s)(://[^:/@\s]*):.*@|password=('[^']*'|\S+)`)

// withoutSecrets is the error with passwords taken out of its text, and with
// engine.ErrUnavailable where the server is away or on its way out.
func withoutSecrets(err error) error {
	if away(err) {
		return fmt.Errorf("%w: %w", engine.ErrUnavailable, cleaned(err))
	}
	return cleaned(err)
}

func cleaned(err error) error {
	text := err.Error()
	if clean := password.ReplaceAllString(text, "$1:…@"); clean != text {
		return errors.New(clean)
	}
	return err
}

// away says whether the error is of a connection, not of what was asked.
func away(err error) bool {
	var server *pgconn.PgError
	if errors.As(err, &server) { // connection exceptions, and a server that ends or begins
		return strings.HasPrefix(server.Code, "08") || strings.HasPrefix(server.Code, "57P")
	}
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) && !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn)
}
