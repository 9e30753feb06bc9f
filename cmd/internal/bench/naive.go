package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vaoso/cmd/internal/app"
	"vaoso/projections/engine"
)

// naive writes rows as projections mostly do: a prepared upsert for each row,
// and one transaction for the page. The checkpoint follows in a second one, by
// the real store, which costs little beside a page's rows.
type naive struct {
	app.Views
	db    *sql.DB
	table func(g engine.Generation, table string) string // in SQL
}

// Commit writes the rows one by one.
func (n naive) Commit(ctx context.Context, c engine.Commit) error {
	tx, err := n.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, change := range c.Changes {
		if err := n.write(ctx, tx, c.Generation, change); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	c.Changes = nil
	return n.Views.Commit(ctx, c)
}

func (n naive) write(ctx context.Context, tx *sql.Tx, g engine.Generation, c engine.Change) error {
	each := func(query string, rows []any, width int) error {
		if len(rows) == 0 {
			return nil
		}
		stmt, err := tx.PrepareContext(ctx, query) //nolint:sqlclosecheck // closed below
		if err != nil {
			return err
		}
		defer stmt.Close() //nolint:errcheck // ends with the transaction
		for row := range slices.Chunk(rows, width) {
			if _, err := stmt.ExecContext(ctx, row...); err != nil {
				return err
			}
		}
		return nil
	}
	names, keys := c.Table.ColumnNames(), c.Table.ColumnNames()[:c.Table.Keys]
	var places, sets, where []string
	for i, name := range names {
		places = append(places, fmt.Sprintf("$%d", i+1))
		if i < len(keys) {
			where = append(where, fmt.Sprintf("%q = $%d", name, i+1))
		} else {
			sets = append(sets, fmt.Sprintf("%q = excluded.%q", name, name))
		}
	}
	on := "DO NOTHING"
	if len(sets) > 0 {
		on = "DO UPDATE SET " + strings.Join(sets, ", ")
	}
	at, quoted := n.table(g, c.Table.Name), func(list []string) string { return `"` + strings.Join(list, `", "`) + `"` }
	return errors.Join(
		each(fmt.Sprintf(`DELETE FROM %s WHERE %s`, at, strings.Join(where, " AND ")), c.Deletes, len(keys)),
		each(fmt.Sprintf(`INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) %s`, at, quoted(names), strings.Join(places, ", "), quoted(keys), on), slices.Concat(c.Inserts, c.Upserts), len(names)),
	)
}
