// Package pgtest gives tests a PostgreSQL database each: on the server that
// VAOSO_TEST_POSTGRES names (a URL of a user who may create databases), else on
// a throw-away cluster that it starts from the binaries of this machine, once a
// test binary, and that ends with it.
//
// PostgreSQL refuses to run as root: then the cluster runs as another user.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// cluster is the server that tests share.
var cluster = sync.OnceValues(start)

var databases atomic.Int64

// Server is the server's URL, without a database of the test's own. It skips the
// test where there is no PostgreSQL, and fails it where VAOSO_TEST_ALL is set.
func Server(t testing.TB) string {
	t.Helper()
	if given := os.Getenv("VAOSO_TEST_POSTGRES"); given != "" {
		return given
	}
	at, err := cluster()
	if err == nil {
		return at
	}
	if !errors.Is(err, errNone) || os.Getenv("VAOSO_TEST_ALL") != "" {
		t.Fatal(err)
	}
	t.Skip(err) // it says what to install
	return ""
}

// URL is a new database of the test's own, which is dropped at its end.
func URL(t testing.TB) string {
	t.Helper()
	server := Server(t)
	name := fmt.Sprintf("vaoso_test_%d_%d", os.Getpid(), databases.Add(1))
	if err := run(t.Context(), server, "CREATE DATABASE "+name+" TEMPLATE template0"); err != nil {
		t.Fatalf("couldn't create a database: %v", err)
	}
	t.Cleanup(func() {
		if err := run(context.Background(), server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("couldn't drop the test's database: %v", err)
		}
	})
	return With(t, server, name)
}

// With is the server's URL with another database.
func With(t testing.TB, server, database string) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("VAOSO_TEST_POSTGRES should be a URL like postgres://user@host:5432/postgres: %v", err)
	}
	u.Path = "/" + database
	return u.String()
}

func run(ctx context.Context, server, statement string) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	if closeErr := conn.Close(ctx); err == nil {
		err = closeErr
	}
	return err
}
