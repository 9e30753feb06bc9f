package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"vaoso/adapters/postgres"
	"vaoso/adapters/postgres/pgtest"
	"vaoso/adapters/sqlite"
	"vaoso/cmd/internal/app"
	"vaoso/projections/engine"
)

// openViews makes empty views in the store; discard removes them. byRow writes
// them as projections mostly do.
func openViews(ctx context.Context, dir, store string, byRow bool) (views app.Views, discard func() error, err error) {
	switch store {
	case "sqlite":
		return openSQLite(ctx, dir, byRow)
	case "postgres":
		return openPostgres(ctx, byRow)
	}
	return nil, nil, fmt.Errorf("there is no store %q", store)
}

func openSQLite(ctx context.Context, dir string, byRow bool) (app.Views, func() error, error) {
	at, err := os.MkdirTemp(dir, "views-")
	if err != nil {
		return nil, nil, err
	}
	file := filepath.Join(at, "views.db")
	v, err := sqlite.OpenViews(ctx, file)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(at))
	}
	discard := func() error { return errors.Join(v.Close(), os.RemoveAll(at)) }
	if !byRow {
		return v, discard, nil
	}
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(20000)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		return nil, nil, errors.Join(err, discard())
	}
	db.SetMaxOpenConns(1)
	table := func(g engine.Generation, table string) string { return g.Table(table) }
	return naive{v, db, table}, func() error { return errors.Join(db.Close(), discard()) }, nil
}

// newCluster is a PostgreSQL server as one would be run, with fsync on.
func newCluster() (*pgtest.Cluster, error) {
	return pgtest.New("fsync=on", "full_page_writes=on", "shared_buffers=256MB", "max_wal_size=4GB", "checkpoint_timeout=15min")
}

func openPostgres(ctx context.Context, byRow bool) (app.Views, func() error, error) {
	cluster, err := newCluster()
	if err != nil {
		return nil, nil, err
	}
	v, err := postgres.OpenViews(ctx, cluster.URL, "bench")
	if err != nil {
		return nil, nil, errors.Join(err, cluster.Remove())
	}
	discard := func() error { return errors.Join(v.Close(), cluster.Remove()) }
	if !byRow {
		return v, discard, nil
	}
	config, err := pgx.ParseConfig(cluster.URL)
	if err != nil {
		return nil, nil, errors.Join(err, discard())
	}
	config.RuntimeParams["synchronous_commit"] = "off"
	db := stdlib.OpenDB(*config)
	table := func(g engine.Generation, table string) string { return g.Table(g.Projection) + "." + table }
	return naive{v, db, table}, func() error { return errors.Join(db.Close(), discard()) }, nil
}
