package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// lockWait is how long a change of what queries see waits for analysts' queries
// under way: theirs wait behind it meanwhile.
const lockWait = 5 * time.Second

const selectStatus = `SELECT projection, number, version, shape, position, live, retired, since, moved_at, pace_events, pace_positions, comparison,
	halt_position, halt_event, halt_type, halt_error FROM vaoso.generations`

// statusRow is a row of selectStatus.
type statusRow struct {
	projection, shape, position, comparison string
	number, version                         int
	live, retired                           bool
	since                                   time.Time
	movedAt                                 *time.Time
	events, positions                       float64
	haltPosition, haltEvent, haltType, halt *string
}

func (r *statusRow) targets() []any {
	return []any{
		&r.projection, &r.number, &r.version, &r.shape, &r.position, &r.live, &r.retired, &r.since, &r.movedAt,
		&r.events, &r.positions, &r.comparison, &r.haltPosition, &r.haltEvent, &r.haltType, &r.halt,
	}
}

func (r *statusRow) status() (s engine.Status, err error) {
	s = engine.Status{
		Generation: engine.Generation{Projection: r.projection, Version: r.version, Number: r.number},
		Live:       r.live, Retired: r.retired, Shape: r.shape, Since: r.since.UTC(), Comparison: r.comparison,
		Pace: engine.Pace{Events: r.events, Positions: r.positions},
	}
	if r.movedAt != nil {
		s.MovedAt = r.movedAt.UTC()
	}
	if s.Position, err = es.ParsePosition(r.position); err != nil || r.halt == nil {
		return s, err
	}
	s.Halt = &engine.Halt{Type: *r.haltType, Error: *r.halt}
	if s.Halt.Position, err = es.ParsePosition(*r.haltPosition); err != nil {
		return s, err
	}
	s.Halt.EventID, err = es.ParseUUID(*r.haltEvent)
	return s, err
}

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, query string, args ...any) (pgx.Rows, error)
}

func generations(ctx context.Context, q querier, query string, args ...any) (list []engine.Status, err error) {
	rows, err := q.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var row statusRow
		if err := rows.Scan(row.targets()...); err != nil {
			return nil, err
		}
		s, err := row.status()
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

// Generations is engine.Store's.
func (v *Views) Generations(ctx context.Context, projection string) ([]engine.Status, error) {
	list, err := generations(ctx, v.pool, selectStatus+` WHERE $1 IN ('', projection) ORDER BY projection, number`, projection)
	if err != nil {
		return nil, fmt.Errorf("couldn't read the projections' status: %w", withoutSecrets(err))
	}
	return list, nil
}

// alone lets one transaction at a time change a projection's generations.
func alone(ctx context.Context, tx pgx.Tx, projection string) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('vaoso projection ' || $1, 0))`, projection)
	return err
}

// Create is engine.Store's.
func (v *Views) Create(ctx context.Context, g engine.Generation, shape string, tables []engine.Schema, since time.Time) error {
	err := v.transact(ctx, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, g.Projection); err != nil {
			return err
		}
		newest := 0
		if err := tx.QueryRow(ctx, `SELECT coalesce(max(number), 0) FROM vaoso.generations WHERE projection = $1`, g.Projection).Scan(&newest); err != nil {
			return err
		}
		if newest >= g.Number {
			return engine.ErrFenced
		}
		if _, err := tx.Exec(ctx, `INSERT INTO vaoso.generations (projection, number, version, shape, position, since) VALUES ($1, $2, $3, $4, $5, $6)`,
			g.Projection, g.Number, g.Version, shape, es.Start.String(), since.UTC().Truncate(time.Microsecond)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, fmt.Sprintf(`CREATE SCHEMA %q; COMMENT ON SCHEMA %q IS %s`, schemaOf(g), schemaOf(g), literal("tables of "+g.String()+": the program's own; read schema report instead"))); err != nil {
			return err
		}
		for i, t := range tables {
			if err := createTable(ctx, tx, g, i, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("couldn't create %s: %w", g, err)
	}
	return nil
}

// createTable makes a table of a generation. Its indexes come with the switch.
func createTable(ctx context.Context, tx pgx.Tx, g engine.Generation, place int, t engine.Schema) error {
	text, err := json.Marshal(t)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO vaoso.tables (projection, number, place, name, schema) VALUES ($1, $2, $3, $4, $5)`, g.Projection, g.Number, place, t.Name, string(text)); err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (", table(g, t.Name))
	for i, c := range t.Columns {
		fmt.Fprintf(&b, "%q %s", c.Name, columnType(c.Type))
		if c.Type == engine.Text { // bytes decide, as in the fold
			b.WriteString(` COLLATE "C"`)
		}
		if i < t.Keys || !c.Nullable {
			b.WriteString(" NOT NULL")
		}
		b.WriteString(", ")
	}
	fmt.Fprintf(&b, "PRIMARY KEY (%s));\n", quoted(t.ColumnNames()[:t.Keys]))
	b.WriteString(comments("TABLE", table(g, t.Name), t, t.Columns))
	_, err = tx.Exec(ctx, b.String())
	return err
}

// comments are statements that say what a table or view and its columns hold.
func comments(kind, name string, t engine.Schema, columns []engine.Column) string {
	var b strings.Builder
	fmt.Fprintf(&b, "COMMENT ON %s %s IS %s;\n", kind, name, literal(t.About))
	for _, c := range columns {
		fmt.Fprintf(&b, "COMMENT ON COLUMN %s.%q IS %s;\n", name, c.Name, literal(c.About))
	}
	return b.String()
}

// Switch is engine.Store's. Indexes are made first, outside the transaction in
// which queries come to see the generation: that one is short.
func (v *Views) Switch(ctx context.Context, w engine.Switch) error {
	g := w.Generation
	if err := v.index(ctx, g); err != nil {
		return fmt.Errorf("couldn't switch to %s: %w", g, err)
	}
	err := v.transact(ctx, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, g.Projection); err != nil {
			return err
		}
		all, err := generations(ctx, tx, selectStatus+` WHERE projection = $1 ORDER BY number FOR UPDATE`, g.Projection)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(s engine.Status) bool { return s.Generation == g })
		switch {
		case i < 0 || all[i].Position != w.At || all[i].Retired:
			return engine.ErrFenced
		case all[i].Live:
			return nil
		}
		since := w.Since.UTC().Truncate(time.Microsecond)
		var before engine.Generation
		for _, s := range all {
			if !s.Live {
				continue
			}
			if w.At.Before(s.Position) && !w.Anew {
				return engine.ErrBehind
			}
			before = s.Generation
			if _, err := tx.Exec(ctx, `UPDATE vaoso.generations SET live = false, retired = true, since = $3 WHERE projection = $1 AND number = $2`, g.Projection, s.Number, since); err != nil {
				return err
			}
		}
		if err := showReports(ctx, tx, g, before); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE vaoso.generations SET live = true, since = $3, comparison = $4 WHERE projection = $1 AND number = $2`, g.Projection, g.Number, since, w.Comparison)
		return err
	})
	if err != nil {
		return fmt.Errorf("couldn't switch to %s: %w", g, err)
	}
	return nil
}

// index makes a generation's indexes: made at once they cost a fraction of what
// they would while the tables are being filled.
func (v *Views) index(ctx context.Context, g engine.Generation) error {
	return v.transact(ctx, func(tx pgx.Tx) error {
		if err := exists(ctx, tx, g); err != nil {
			return err
		}
		tables, err := tablesOf(ctx, tx, g)
		if err != nil {
			return err
		}
		for _, t := range tables {
			for i, columns := range t.Indexes {
				if _, err := tx.Exec(ctx, fmt.Sprintf(`CREATE INDEX IF NOT EXISTS %q ON %s (%s)`, fmt.Sprintf("%s_by%d", t.Name, i+1), table(g, t.Name), quoted(columns))); err != nil {
					return err
				}
			}
			if _, err := tx.Exec(ctx, `ANALYZE `+table(g, t.Name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Drop is engine.Store's.
func (v *Views) Drop(ctx context.Context, g engine.Generation) error {
	err := v.transact(ctx, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, g.Projection); err != nil {
			return err
		}
		rows, err := generations(ctx, tx, selectStatus+` WHERE projection = $1 AND number = $2 AND version = $3 FOR UPDATE`, g.Projection, g.Number, g.Version)
		if err != nil {
			return err
		}
		if len(rows) == 0 || rows[0].Live {
			return nil
		}
		var unread bool
		if err := tx.QueryRow(ctx, `SELECT pg_try_advisory_xact_lock(`+held+`)`, schemaOf(g)).Scan(&unread); err != nil {
			return err
		}
		if !unread {
			return engine.ErrInUse
		}
		for _, statement := range []string{waitBriefly, fmt.Sprintf(`DROP SCHEMA %q CASCADE`, schemaOf(g))} {
			if _, err := tx.Exec(ctx, statement); is(err, lockNotAvailable) {
				return fmt.Errorf("%w (%w)", engine.ErrInUse, err)
			} else if err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `DELETE FROM vaoso.generations WHERE projection = $1 AND number = $2`, g.Projection, g.Number)
		return err
	})
	if err != nil {
		return fmt.Errorf("couldn't drop %s: %w", g, err)
	}
	return nil
}

// waitBriefly bounds the waiting for locks within a transaction.
var waitBriefly = fmt.Sprintf(`SET LOCAL lock_timeout = %d`, lockWait.Milliseconds())

// Resume is engine.Store's.
func (v *Views) Resume(ctx context.Context, g engine.Generation, since time.Time) error {
	_, err := v.pool.Exec(ctx, `UPDATE vaoso.generations SET halt_position = NULL, halt_event = NULL, halt_type = NULL, halt_error = NULL, since = $4
		WHERE projection = $1 AND number = $2 AND version = $3 AND halt_error IS NOT NULL`, g.Projection, g.Number, g.Version, since.UTC().Truncate(time.Microsecond))
	if err != nil {
		return fmt.Errorf("couldn't resume %s: %w", g, withoutSecrets(err))
	}
	return nil
}

// tablesOf are a generation's tables as they were created.
func tablesOf(ctx context.Context, q querier, g engine.Generation) (list []engine.Schema, err error) {
	rows, err := q.Query(ctx, `SELECT schema FROM vaoso.tables WHERE projection = $1 AND number = $2 ORDER BY place`, g.Projection, g.Number)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var t engine.Schema
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &t); err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, rows.Err()
}

// Bind is engine.Store's.
func (v *Views) Bind(ctx context.Context, log string) error {
	var of string
	err := v.pool.QueryRow(ctx, `SELECT log FROM vaoso.layout`).Scan(&of)
	if err == nil && of == "" {
		err = v.pool.QueryRow(ctx, `UPDATE vaoso.layout SET log = CASE log WHEN '' THEN $1 ELSE log END RETURNING log`, log).Scan(&of)
	}
	switch {
	case err != nil:
		return fmt.Errorf("couldn't tie the views to the log: %w", withoutSecrets(err))
	case of != log:
		return engine.ErrAnotherLog
	}
	return nil
}
