package sqlite

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"strings"

	"vaoso/projections/engine"
)

// viewsID marks a file as views ("vsvw"), and viewsVersion how it is laid out.
const (
	viewsID      = 0x76737677
	viewsVersion = 3
)

// checkViewsBefore looks at a file before a connection that writes does: that
// one would change another program's file by opening it.
func checkViewsBefore(path string) error {
	info, err := os.Stat(path)
	if os.IsNotExist(err) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Size() < leastFile { // SQLite would take it for an empty one and write over it
		return fmt.Errorf("%w (it has %d bytes)", ErrNotViews, info.Size())
	}
	s, err := openSession(readerDSN(path, queryCache))
	if err != nil {
		return viewsError(err)
	}
	_, err = checkViews(s)
	return errors.Join(viewsError(err), s.close())
}

// checkViews says whether there is nothing in the file yet that this program
// could use, or why it isn't ours.
func checkViews(s *session) (empty bool, err error) {
	var facts [3]int64
	for i, query := range []string{`PRAGMA application_id`, `PRAGMA user_version`, `SELECT count(*) FROM sqlite_schema`} {
		if facts[i], err = s.number(query); err != nil {
			return false, err
		}
	}
	id, version, objects := facts[0], facts[1], facts[2]
	switch {
	case id == viewsID && version == viewsVersion:
		return false, nil
	case id == viewsID && version > viewsVersion:
		return false, ErrNewerViews
	case id == viewsID:
		return true, nil // of an older program: all of it can be computed again
	case id != 0 || objects > 0:
		return false, ErrNotViews
	}
	return true, nil
}

// prepareViews makes the layout in a new file. Whoever comes second finds it made.
func prepareViews(s *session) error {
	empty, err := checkViews(s)
	if err != nil || !empty {
		return err
	}
	if err := s.exec(`BEGIN IMMEDIATE`); err != nil {
		return fmt.Errorf("couldn't lay out the views: %w", err)
	}
	if empty, err = checkViews(s); err == nil && empty {
		err = layOutViews(s)
	}
	if err == nil {
		err = s.exec(`COMMIT`)
	}
	if err != nil {
		_ = s.exec(`ROLLBACK`) // err says what went wrong
		return fmt.Errorf("couldn't lay out the views: %w", err)
	}
	return nil
}

func layOutViews(s *session) error {
	if err := dropAll(s); err != nil {
		return err
	}
	for _, statement := range []string{
		`CREATE TABLE engine_generations (
			projection TEXT NOT NULL,
			number INTEGER NOT NULL,
			version INTEGER NOT NULL,
			shape TEXT NOT NULL,
			position TEXT NOT NULL,
			live INTEGER NOT NULL,
			retired INTEGER NOT NULL,
			since TEXT NOT NULL,
			moved_at TEXT, -- NULL: it never has
			pace_events REAL NOT NULL, -- a second
			pace_positions REAL NOT NULL, -- a second
			comparison TEXT NOT NULL, -- JSON
			halt_position TEXT,
			halt_event TEXT,
			halt_type TEXT,
			halt_error TEXT, -- NULL: not halted
			PRIMARY KEY (projection, number)
		) WITHOUT ROWID`,
		`CREATE TABLE engine_log (log TEXT NOT NULL) -- one row, once it is known: where the rows come from`,
		`CREATE TABLE engine_tables (
			projection TEXT NOT NULL,
			number INTEGER NOT NULL,
			place INTEGER NOT NULL,
			name TEXT NOT NULL,
			schema TEXT NOT NULL, -- JSON
			PRIMARY KEY (projection, number, place)
		) WITHOUT ROWID`,
		fmt.Sprintf(`PRAGMA application_id = %d`, viewsID),
		fmt.Sprintf(`PRAGMA user_version = %d`, viewsVersion),
	} {
		if err := s.exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// dropAll removes what an older program has made.
func dropAll(s *session) error {
	var drops []string
	dest := make([]driver.Value, 2)
	err := s.query(`SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'table') ORDER BY type DESC`, nil, dest, func() error {
		drops = append(drops, fmt.Sprintf(`DROP %s "%s"`, dest[0], dest[1]))
		return nil
	})
	for _, statement := range drops {
		if err == nil {
			err = s.once(statement)
		}
	}
	return err
}

// createTable makes a table of a generation, with what it holds as comments
// that SQLite keeps. Its indexes come with the switch.
func createTable(g engine.Generation, t engine.Schema) string {
	types := map[engine.ColumnType]string{
		engine.Text: "TEXT", engine.Integer: "INTEGER", engine.Real: "REAL", engine.Boolean: "INTEGER", engine.Day: "TEXT", engine.Instant: "TEXT",
	}
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %q (%s\n", g.Table(t.Name), comment(t.About))
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "\t%q %s", c.Name, types[c.Type])
		if !c.Nullable {
			b.WriteString(" NOT NULL")
		}
		fmt.Fprintf(&b, ",%s\n", comment(c.About))
	}
	fmt.Fprintf(&b, "\tPRIMARY KEY (%s))", quoted(t.ColumnNames()[:t.Keys]))
	return b.String()
}

// comment is the text as the rest of a line of SQL.
func comment(about string) string {
	if about == "" {
		return ""
	}
	return " -- " + strings.Join(strings.Fields(about), " ")
}

// createIndexes makes a table's indexes.
func createIndexes(g engine.Generation, t engine.Schema) (statements []string) {
	for i, columns := range t.Indexes {
		statements = append(statements, fmt.Sprintf(`CREATE INDEX IF NOT EXISTS %q ON %q (%s)`, fmt.Sprintf("%s_by%d", g.Table(t.Name), i+1), g.Table(t.Name), quoted(columns)))
	}
	return statements
}

// quoted are names as a list in SQL. They have been checked by the engine, and
// are quoted because some are SQL's own words.
func quoted(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }
