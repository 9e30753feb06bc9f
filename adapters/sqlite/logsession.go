package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"modernc.org/sqlite"

	"vaoso/domain/es"
)

// session is one connection with the statements it has prepared. It is used by
// one goroutine at a time.
//
// It speaks to the driver itself: database/sql's Scan would copy every record
// once more and cost a third of the reading speed.
type session struct {
	conn  driver.Conn
	stmts map[string]driver.Stmt
}

func openSession(dsn string) (*session, error) {
	conn, err := new(sqlite.Driver).Open(dsn)
	if err != nil {
		return nil, fmt.Errorf("couldn't open the log: %w", damage(err))
	}
	return &session{conn, map[string]driver.Stmt{}}, nil
}

func (s *session) prepare(query string) (driver.Stmt, error) {
	if stmt := s.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.conn.Prepare(query)
	if err != nil {
		return nil, damage(err)
	}
	s.stmts[query] = stmt
	return stmt, nil
}

// exec runs a statement. Nothing interrupts it: transactions here are short.
func (s *session) exec(query string, values ...driver.Value) error {
	stmt, err := s.prepare(query)
	if err != nil {
		return err
	}
	_, err = stmt.(driver.StmtExecContext).ExecContext(context.Background(), named(values))
	return damage(err)
}

// execNamed is exec for arguments that its caller uses again.
func (s *session) execNamed(query string, values []driver.NamedValue) error {
	stmt, err := s.prepare(query)
	if err != nil {
		return err
	}
	_, err = stmt.(driver.StmtExecContext).ExecContext(context.Background(), values)
	return damage(err)
}

// errStop ends a query's rows early without being an error.
var errStop = errors.New("stop")

// query calls row for each row of the answer, which has as many columns as
// dest. Blobs belong to row's callee: the driver makes each anew.
func (s *session) query(query string, values, dest []driver.Value, row func() error) error {
	stmt, err := s.prepare(query)
	if err != nil {
		return err
	}
	rows, err := stmt.(driver.StmtQueryContext).QueryContext(context.Background(), named(values))
	if err != nil {
		return damage(err)
	}
	for err == nil {
		if err = damage(rows.Next(dest)); err == nil {
			err = row()
		}
	}
	if err == io.EOF || err == errStop { //nolint:errorlint // both come unwrapped
		err = nil
	}
	if cerr := rows.Close(); err == nil {
		err = damage(cerr)
	}
	return err
}

// row reads the single row of an answer into dest; found is false where there is none.
func (s *session) row(query string, values, dest []driver.Value) (found bool, err error) {
	err = s.query(query, values, dest, func() error { found = true; return errStop })
	return found, err
}

// number reads a single integer; 0 where there is no row.
func (s *session) number(query string, values ...driver.Value) (int64, error) {
	dest := make([]driver.Value, 1)
	found, err := s.row(query, values, dest)
	if err != nil || !found {
		return 0, err
	}
	n, ok := dest[0].(int64)
	if !ok {
		return 0, fmt.Errorf("%w: a number is a %T", es.ErrCorrupt, dest[0])
	}
	return n, nil
}

func (s *session) close() error {
	var errs []error
	for _, stmt := range s.stmts {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, s.conn.Close())...)
}

func named(values []driver.Value) []driver.NamedValue {
	n := make([]driver.NamedValue, len(values))
	for i, v := range values {
		n[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return n
}
