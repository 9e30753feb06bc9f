package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vaoso/projections/engine"
)

// ErrViewsInTheWay says that something of the analysts' depends on a report view
// whose columns would change, or that would go.
var ErrViewsInTheWay = errors.New("postgres: a report view gets other columns or goes, and something that was made of it stands in the way")

// showReports points the report views at a generation's tables.
func showReports(ctx context.Context, tx pgx.Tx, g, before engine.Generation) error {
	if _, err := tx.Exec(ctx, waitBriefly); err != nil {
		return err
	}
	tables, err := tablesOf(ctx, tx, g)
	if err != nil {
		return err
	}
	grants, err := readerThere(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := showReport(ctx, tx, g, t, grants); err != nil {
			return err
		}
	}
	return dropReports(ctx, tx, before, tables)
}

// showReport makes a view of what a table holds, but for what may name a person.
// Where it is there already it stays, with all that was made of it, as long as
// its columns are those of before or more.
func showReport(ctx context.Context, tx pgx.Tx, g engine.Generation, t engine.Schema, grants bool) error {
	columns := slices.DeleteFunc(slices.Clone(t.Columns), func(c engine.Column) bool { return c.Personal })
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	view := fmt.Sprintf(`report.%q`, t.Name)
	create := fmt.Sprintf(`CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s`, view, quoted(names), table(g, t.Name))
	err := attempt(ctx, tx, create)
	if is(err, invalidTableDefinition) {
		err = inTheWay(attempt(ctx, tx, `DROP VIEW `+view, create))
	}
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, comments("VIEW", view, t, columns)); err != nil || !grants {
		return err
	}
	_, err = tx.Exec(ctx, `GRANT SELECT ON `+view+` TO `+reader)
	return err
}

// dropReports drops the views of tables that the new generation hasn't.
func dropReports(ctx context.Context, tx pgx.Tx, before engine.Generation, now []engine.Schema) error {
	old, err := tablesOf(ctx, tx, before)
	if err != nil {
		return err
	}
	for _, t := range old {
		if slices.ContainsFunc(now, func(n engine.Schema) bool { return n.Name == t.Name }) {
			continue
		}
		if err := inTheWay(attempt(ctx, tx, fmt.Sprintf(`DROP VIEW IF EXISTS report.%q`, t.Name))); err != nil {
			return err
		}
	}
	return nil
}

// inTheWay names what stands in the way, where that is what the error is about.
func inTheWay(err error) error {
	var server *pgconn.PgError
	if !errors.As(err, &server) || server.Code != dependentObjects {
		return err
	}
	return fmt.Errorf("%w: drop it, and make it again afterwards: %s", ErrViewsInTheWay, server.Detail)
}

// attempt carries statements out, or none of them, and leaves the transaction
// usable where they fail.
func attempt(ctx context.Context, tx pgx.Tx, statements ...string) error {
	inner, err := tx.Begin(ctx) // a savepoint
	if err != nil {
		return err
	}
	for _, s := range statements {
		if _, err := inner.Exec(ctx, s); err != nil {
			return errors.Join(err, inner.Rollback(ctx))
		}
	}
	return inner.Commit(ctx)
}
