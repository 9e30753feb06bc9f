package sqlite

import (
	"fmt"
	"strings"

	"vaoso/projections/engine"
)

// viewsID marks a file as views ("vsvw"), and viewsVersion how it is laid out.
const (
	viewsID      = 0x76737677
	viewsVersion = 1
)

// prepareViews makes the layout in a new file, and refuses files that aren't ours.
func prepareViews(s *session) error {
	id, err := s.number(`PRAGMA application_id`)
	if err != nil {
		return err
	}
	version, err := s.number(`PRAGMA user_version`)
	if err != nil {
		return err
	}
	objects, err := s.number(`SELECT count(*) FROM sqlite_schema`)
	if err != nil {
		return err
	}
	switch {
	case id == viewsID && version == viewsVersion:
		return nil
	case id == viewsID && version > viewsVersion:
		return ErrNewerViews
	case id != 0 || objects > 0:
		return ErrNotViews
	}
	for _, statement := range []string{
		`BEGIN IMMEDIATE`,
		`CREATE TABLE IF NOT EXISTS engine_generations (
			projection TEXT NOT NULL,
			number INTEGER NOT NULL,
			version INTEGER NOT NULL,
			shape TEXT NOT NULL,
			position TEXT NOT NULL,
			live INTEGER NOT NULL,
			since TEXT NOT NULL,
			halt_position TEXT,
			halt_event TEXT,
			halt_type TEXT,
			halt_error TEXT, -- NULL: not halted
			PRIMARY KEY (projection, number)
		) WITHOUT ROWID`,
		`CREATE TABLE IF NOT EXISTS engine_tables (
			projection TEXT NOT NULL,
			number INTEGER NOT NULL,
			name TEXT NOT NULL,
			columns TEXT NOT NULL,
			indexes TEXT NOT NULL, -- statements that make them, one a line
			PRIMARY KEY (projection, number, name)
		) WITHOUT ROWID`,
		fmt.Sprintf(`PRAGMA application_id = %d`, viewsID),
		fmt.Sprintf(`PRAGMA user_version = %d`, viewsVersion),
		`COMMIT`,
	} {
		if err := s.exec(statement); err != nil {
			_ = s.exec(`ROLLBACK`) // err says what went wrong
			return fmt.Errorf("couldn't lay out the views: %w", err)
		}
	}
	return nil
}

// createTable makes a table of a generation. Its indexes come with the switch.
func createTable(g engine.Generation, t engine.Schema) string {
	types := map[engine.ColumnType]string{engine.Text: "TEXT", engine.Integer: "INTEGER", engine.Real: "REAL", engine.Boolean: "INTEGER"}
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %q (", g.Table(t.Name))
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "%q %s", c.Name, types[c.Type])
		if !c.Nullable {
			b.WriteString(" NOT NULL")
		}
		b.WriteString(", ")
	}
	fmt.Fprintf(&b, "PRIMARY KEY (%s))", quoted(t.ColumnNames()[:t.Keys]))
	return b.String()
}

// createIndexes makes a table's indexes: one statement a line.
func createIndexes(g engine.Generation, t engine.Schema) string {
	var b strings.Builder
	for i, columns := range t.Indexes {
		fmt.Fprintf(&b, "CREATE INDEX IF NOT EXISTS %q ON %q (%s)\n", fmt.Sprintf("%s_by%d", g.Table(t.Name), i+1), g.Table(t.Name), quoted(columns))
	}
	return b.String()
}

// quoted are names as a list in SQL. They have been checked by the engine, and
// are quoted because some are SQL's own words.
func quoted(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }
