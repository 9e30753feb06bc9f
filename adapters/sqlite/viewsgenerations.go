package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"vaoso/domain/es"
	"vaoso/projections/engine"
)

const selectStatus = `SELECT projection, number, version, shape, position, live, since, halt_position, halt_event, halt_type, halt_error FROM engine_generations`

// Generations is engine.Store's.
func (v *Views) Generations(ctx context.Context, projection string) (list []engine.Status, err error) {
	err = v.use(ctx, func(s *session) error {
		dest := make([]driver.Value, 11)
		return s.query(selectStatus+` WHERE ? IN ('', projection) ORDER BY projection, number`, args(projection), dest, func() error {
			text := make([]sql.NullString, len(dest))
			for i, d := range dest {
				if err := text[i].Scan(d); err != nil {
					return err
				}
			}
			status, err := statusOf(dest[1], dest[2], dest[5], text)
			list = append(list, status)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("couldn't read the projections' status: %w", err)
	}
	return list, nil
}

// statusOf reads a row of selectStatus: its numbers, and all of it as text.
func statusOf(number, version, live any, text []sql.NullString) (s engine.Status, err error) {
	n, ok1 := number.(int64)
	ver, ok2 := version.(int64)
	shown, ok3 := live.(int64)
	if !ok1 || !ok2 || !ok3 {
		return s, fmt.Errorf("the status of %s holds %T, %T, %T for numbers", text[0].String, number, version, live)
	}
	s.Generation = engine.Generation{Projection: text[0].String, Version: int(ver), Number: int(n)}
	s.Shape, s.Live = text[3].String, shown != 0
	if s.Position, err = es.ParsePosition(text[4].String); err != nil {
		return s, err
	}
	if s.Since, err = time.Parse(time.RFC3339Nano, text[6].String); err != nil {
		return s, err
	}
	if !text[10].Valid {
		return s, nil
	}
	s.Halt = &engine.Halt{Type: text[9].String, Error: text[10].String}
	if s.Halt.Position, err = es.ParsePosition(text[7].String); err != nil {
		return s, err
	}
	s.Halt.EventID, err = es.ParseUUID(text[8].String)
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
		if err := s.exec(`INSERT INTO engine_generations (projection, number, version, shape, position, live, since) VALUES (?, ?, ?, ?, ?, 0, ?)`,
			g.Projection, int64(g.Number), int64(g.Version), shape, es.Start.String(), instant(since)); err != nil {
			return err
		}
		for _, t := range tables {
			if err := s.exec(`INSERT INTO engine_tables (projection, number, name, columns, indexes) VALUES (?, ?, ?, ?, ?)`,
				g.Projection, int64(g.Number), t.Name, quoted(t.ColumnNames()), createIndexes(g, t)); err != nil {
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
func (v *Views) Switch(ctx context.Context, g engine.Generation, at es.Position, since time.Time) error {
	err := v.transact(ctx, func(s *session) error {
		ours, err := s.number(`SELECT count(*) FROM engine_generations WHERE projection = ? AND number = ? AND version = ? AND position = ?`,
			g.Projection, int64(g.Number), int64(g.Version), at.String())
		if err != nil {
			return err
		}
		if ours == 0 {
			return engine.ErrFenced
		}
		if err := dropOthers(s, g); err != nil {
			return err
		}
		tables, err := tablesOf(s, g)
		if err != nil {
			return err
		}
		for _, t := range tables {
			for _, statement := range strings.Split(strings.TrimSpace(t.indexes), "\n") {
				if statement == "" {
					continue
				}
				if err := s.once(statement); err != nil {
					return err
				}
			}
			if err := s.once(fmt.Sprintf(`DROP VIEW IF EXISTS %q`, t.name)); err != nil {
				return err
			}
			if err := s.once(fmt.Sprintf(`CREATE VIEW %q AS SELECT %s FROM %q`, t.name, t.columns, g.Table(t.name))); err != nil {
				return err
			}
		}
		return s.exec(`UPDATE engine_generations SET live = 1, since = ? WHERE projection = ? AND number = ? AND live = 0`, instant(since), g.Projection, int64(g.Number))
	})
	if err != nil {
		return fmt.Errorf("couldn't switch to %s: %w", g, err)
	}
	return nil
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

// dropOthers drops the projection's generations other than g, with the views
// over their tables.
func dropOthers(s *session, g engine.Generation) error {
	var others []engine.Generation
	dest := make([]driver.Value, 2)
	err := s.query(`SELECT number, version FROM engine_generations WHERE projection = ? AND number <> ?`, args(g.Projection, int64(g.Number)), dest, func() error {
		n, ok1 := dest[0].(int64)
		version, ok2 := dest[1].(int64)
		if !ok1 || !ok2 {
			return errors.New("a generation's numbers are no numbers")
		}
		others = append(others, engine.Generation{Projection: g.Projection, Version: int(version), Number: int(n)})
		return nil
	})
	for _, other := range others {
		if err == nil {
			err = drop(s, other)
		}
	}
	return err
}

func drop(s *session, g engine.Generation) error {
	tables, err := tablesOf(s, g)
	if err != nil {
		return err
	}
	live, err := s.number(`SELECT live FROM engine_generations WHERE projection = ? AND number = ?`, g.Projection, int64(g.Number))
	if err != nil {
		return err
	}
	for _, t := range tables {
		if live != 0 {
			if err := s.once(fmt.Sprintf(`DROP VIEW IF EXISTS %q`, t.name)); err != nil {
				return err
			}
		}
		if err := s.once(fmt.Sprintf(`DROP TABLE IF EXISTS %q`, g.Table(t.name))); err != nil {
			return err
		}
	}
	if err := s.exec(`DELETE FROM engine_tables WHERE projection = ? AND number = ?`, g.Projection, int64(g.Number)); err != nil {
		return err
	}
	return s.exec(`DELETE FROM engine_generations WHERE projection = ? AND number = ?`, g.Projection, int64(g.Number))
}

// viewTable is a table as the views' own books have it.
type viewTable struct{ name, columns, indexes string }

func tablesOf(s *session, g engine.Generation) (list []viewTable, err error) {
	dest := make([]driver.Value, 3)
	err = s.query(`SELECT name, columns, indexes FROM engine_tables WHERE projection = ? AND number = ? ORDER BY name`, args(g.Projection, int64(g.Number)), dest, func() error {
		name, ok1 := dest[0].(string)
		columns, ok2 := dest[1].(string)
		indexes, ok3 := dest[2].(string)
		if !ok1 || !ok2 || !ok3 {
			return errors.New("a table's name is no text")
		}
		list = append(list, viewTable{name, columns, indexes})
		return nil
	})
	return list, err
}

// instant is a point in time as the views keep it.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
