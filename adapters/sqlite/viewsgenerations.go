package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

const selectStatus = `SELECT projection, number, version, shape, position, live, retired, since, moved_at, pace_events, pace_positions, comparison, halt_position, halt_event, halt_type, halt_error FROM engine_generations`

// statusColumns is how many columns selectStatus has.
const statusColumns = 16

// Generations is engine.Store's.
func (v *Views) Generations(ctx context.Context, projection string) (list []engine.Status, err error) {
	err = v.look(ctx, func(s *session) error {
		list, err = generations(s, projection)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("couldn't read the projections' status: %w", err)
	}
	return list, nil
}

func generations(s *session, projection string) (list []engine.Status, err error) {
	dest := make([]driver.Value, statusColumns)
	err = s.query(selectStatus+` WHERE ? IN ('', projection) ORDER BY projection, number`, args(projection), dest, func() error {
		var row statusRow
		for i, target := range row.targets() {
			if err := target.Scan(dest[i]); err != nil {
				return err
			}
		}
		status, err := row.status()
		list = append(list, status)
		return err
	})
	return list, err
}

// statusRow is a row of selectStatus.
type statusRow struct {
	projection                                  sql.Null[string]
	number, version                             sql.Null[int64]
	shape, position                             sql.Null[string]
	live, retired                               sql.Null[int64]
	since, movedAt                              sql.Null[string]
	events, positions                           sql.Null[float64]
	comparison                                  sql.Null[string]
	haltPosition, haltEvent, haltType, haltWhat sql.Null[string]
}

func (r *statusRow) targets() []sql.Scanner {
	return []sql.Scanner{
		&r.projection, &r.number, &r.version, &r.shape, &r.position, &r.live, &r.retired, &r.since,
		&r.movedAt, &r.events, &r.positions, &r.comparison, &r.haltPosition, &r.haltEvent, &r.haltType, &r.haltWhat,
	}
}

func (r *statusRow) status() (s engine.Status, err error) {
	s = engine.Status{
		Generation: engine.Generation{Projection: r.projection.V, Version: int(r.version.V), Number: int(r.number.V)},
		Live:       r.live.V != 0, Retired: r.retired.V != 0, Shape: r.shape.V, Comparison: r.comparison.V,
		Pace: engine.Pace{Events: r.events.V, Positions: r.positions.V},
	}
	if s.Position, err = es.ParsePosition(r.position.V); err != nil {
		return s, err
	}
	if s.Since, err = time.Parse(time.RFC3339Nano, r.since.V); err != nil {
		return s, err
	}
	if r.movedAt.Valid {
		if s.MovedAt, err = time.Parse(time.RFC3339Nano, r.movedAt.V); err != nil {
			return s, err
		}
	}
	if !r.haltWhat.Valid {
		return s, nil
	}
	s.Halt = &engine.Halt{Type: r.haltType.V, Error: r.haltWhat.V}
	if s.Halt.Position, err = es.ParsePosition(r.haltPosition.V); err != nil {
		return s, err
	}
	s.Halt.EventID, err = es.ParseUUID(r.haltEvent.V)
	return s, err
}

// Create is engine.Store's.
func (v *Views) Create(ctx context.Context, g engine.Generation, shape string, tables []engine.Schema, since time.Time) error {
	err := v.transact(ctx, func(s *session) error {
		newest, err := s.number(`SELECT coalesce(max(number), 0) FROM engine_generations WHERE projection = ?`, g.Projection)
		if err != nil {
			return err
		}
		if newest >= int64(g.Number) {
			return engine.ErrFenced
		}
		if err := s.exec(`INSERT INTO engine_generations (projection, number, version, shape, position, live, retired, since, pace_events, pace_positions, comparison) VALUES (?, ?, ?, ?, ?, 0, 0, ?, 0, 0, '')`,
			g.Projection, int64(g.Number), int64(g.Version), shape, es.Start.String(), instant(since)); err != nil {
			return err
		}
		for i, t := range tables {
			text, err := json.Marshal(t)
			if err != nil {
				return err
			}
			if err := s.exec(`INSERT INTO engine_tables (projection, number, place, name, schema) VALUES (?, ?, ?, ?, ?)`,
				g.Projection, int64(g.Number), int64(i), t.Name, string(text)); err != nil {
				return err
			}
			if err := s.once(createTable(g, t)); err != nil {
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

// Switch is engine.Store's. It makes the indexes too: made at once they cost a
// fraction of what they would while the tables are being filled.
func (v *Views) Switch(ctx context.Context, w engine.Switch) error {
	g := w.Generation
	err := v.transact(ctx, func(s *session) error {
		all, err := generations(s, g.Projection)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(o engine.Status) bool { return o.Generation == g })
		switch {
		case i < 0 || all[i].Position != w.At || all[i].Retired:
			return engine.ErrFenced
		case all[i].Live:
			return nil
		}
		for _, other := range all {
			if !other.Live {
				continue
			}
			if w.At.Before(other.Position) && !w.Anew {
				return engine.ErrBehind
			}
			if err := s.exec(`UPDATE engine_generations SET live = 0, retired = 1, since = ? WHERE projection = ? AND number = ?`, instant(w.Since), g.Projection, int64(other.Number)); err != nil {
				return err
			}
			if err := dropViews(s, other.Generation); err != nil {
				return err
			}
		}
		if err := show(s, g); err != nil {
			return err
		}
		return s.exec(`UPDATE engine_generations SET live = 1, since = ?, comparison = ? WHERE projection = ? AND number = ?`, instant(w.Since), w.Comparison, g.Projection, int64(g.Number))
	})
	if err != nil {
		return fmt.Errorf("couldn't switch to %s: %w", g, err)
	}
	return nil
}

// show makes the generation's indexes, and the views by which queries see it.
func show(s *session, g engine.Generation) error {
	tables, err := tablesOf(s, g)
	if err != nil {
		return err
	}
	for _, t := range tables {
		for _, statement := range createIndexes(g, t) {
			if err := s.once(statement); err != nil {
				return err
			}
		}
		if err := s.once(fmt.Sprintf(`CREATE VIEW %q AS SELECT %s FROM %q`, t.Name, quoted(t.ColumnNames()), g.Table(t.Name))); err != nil {
			return err
		}
	}
	return nil
}

func dropViews(s *session, g engine.Generation) error {
	tables, err := tablesOf(s, g)
	for _, t := range tables {
		if err == nil {
			err = s.once(fmt.Sprintf(`DROP VIEW IF EXISTS %q`, t.Name))
		}
	}
	return err
}

// Drop is engine.Store's.
func (v *Views) Drop(ctx context.Context, g engine.Generation) error {
	err := v.transact(ctx, func(s *session) error {
		ours, err := s.number(`SELECT count(*) FROM engine_generations WHERE projection = ? AND number = ? AND version = ? AND live = 0`,
			g.Projection, int64(g.Number), int64(g.Version))
		if err != nil || ours == 0 {
			return err
		}
		return drop(s, g)
	})
	if err != nil {
		return fmt.Errorf("couldn't drop %s: %w", g, err)
	}
	return nil
}

// Resume is engine.Store's.
func (v *Views) Resume(ctx context.Context, g engine.Generation, since time.Time) error {
	err := v.use(ctx, func(s *session) error {
		return s.exec(`UPDATE engine_generations SET halt_position = NULL, halt_event = NULL, halt_type = NULL, halt_error = NULL, since = ?
			WHERE projection = ? AND number = ? AND version = ? AND halt_error IS NOT NULL`, instant(since), g.Projection, int64(g.Number), int64(g.Version))
	})
	if err != nil {
		return fmt.Errorf("couldn't resume %s: %w", g, err)
	}
	return nil
}

// drop removes a generation that queries don't see.
func drop(s *session, g engine.Generation) error {
	tables, err := tablesOf(s, g)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := s.once(fmt.Sprintf(`DROP TABLE IF EXISTS %q`, g.Table(t.Name))); err != nil {
			return err
		}
	}
	if err := s.exec(`DELETE FROM engine_tables WHERE projection = ? AND number = ?`, g.Projection, int64(g.Number)); err != nil {
		return err
	}
	return s.exec(`DELETE FROM engine_generations WHERE projection = ? AND number = ?`, g.Projection, int64(g.Number))
}

const selectTables = `SELECT schema FROM engine_tables WHERE projection = $1 AND number = $2 ORDER BY place`

// tablesOf are a generation's tables as they were created.
func tablesOf(s *session, g engine.Generation) (list []engine.Schema, err error) {
	dest := make([]driver.Value, 1)
	err = s.query(selectTables, args(g.Projection, int64(g.Number)), dest, func() error {
		text, ok := dest[0].(string)
		if !ok {
			return errors.New("a table's schema is no text")
		}
		var t engine.Schema
		if err := json.Unmarshal([]byte(text), &t); err != nil {
			return err
		}
		list = append(list, t)
		return nil
	})
	return list, err
}

// instant is a point in time as the views keep it.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// Bind is engine.Store's.
func (v *Views) Bind(ctx context.Context, log string) error {
	return v.transact(ctx, func(s *session) error {
		of := ""
		dest := make([]driver.Value, 1)
		err := s.query(`SELECT log FROM engine_log`, nil, dest, func() error {
			of = fmt.Sprint(dest[0])
			return nil
		})
		switch {
		case err != nil || of == log:
			return err
		case of != "":
			return engine.ErrAnotherLog
		}
		return s.exec(`INSERT INTO engine_log (log) VALUES (?)`, log)
	})
}
