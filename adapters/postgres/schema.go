package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// layout is the version of the program's own tables.
const layout = 2

// reader is the role that may read the report views and nothing else.
const reader = "vaoso_reader"

// migrating names the lock under which the database is laid out.
const migrating = "vaoso migration"

// layOut makes the program's own tables where they aren't there.
func (v *Views) layOut(ctx context.Context, book string) error {
	return v.transact(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, migrating); err != nil {
			return err
		}
		var there bool
		if err := tx.QueryRow(ctx, `SELECT to_regclass('vaoso.layout') IS NOT NULL`).Scan(&there); err != nil {
			return err
		}
		have := 0
		of := book
		if there {
			if err := tx.QueryRow(ctx, `SELECT version, book FROM vaoso.layout`).Scan(&have, &of); err != nil {
				return err
			}
		}
		switch {
		case have > layout:
			return ErrNewerViews
		case of != book:
			return ErrAnotherBook
		case have == layout:
			return v.makeReader(ctx, tx)
		case have == 1:
			if _, err := tx.Exec(ctx, toLayout2); err != nil {
				return err
			}
			return v.makeReader(ctx, tx)
		}
		if _, err := tx.Exec(ctx, tables); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO vaoso.layout (version, book) VALUES ($1, $2)`, layout, book); err != nil {
			return err
		}
		return v.makeReader(ctx, tx)
	})
}

// toLayout2 is what layout 1 lacks.
const toLayout2 = `
ALTER TABLE vaoso.layout ADD COLUMN log text NOT NULL DEFAULT '';
COMMENT ON COLUMN vaoso.layout.log IS 'the log whose events they come from; empty: it had none yet';
UPDATE vaoso.layout SET version = 2;
`

const tables = `
CREATE SCHEMA vaoso;
COMMENT ON SCHEMA vaoso IS 'how the views are kept: the program''s own; read schema report instead';

CREATE TABLE vaoso.layout (version integer NOT NULL, book text NOT NULL, log text NOT NULL DEFAULT '');
COMMENT ON TABLE vaoso.layout IS 'what is kept here, in one row';
COMMENT ON COLUMN vaoso.layout.version IS 'of the tables of this schema: grows with the program';
COMMENT ON COLUMN vaoso.layout.book IS 'the book whose views these are';
COMMENT ON COLUMN vaoso.layout.log IS 'the log whose events they come from; empty: it had none yet';

CREATE TABLE vaoso.generations (
	projection text COLLATE "C" NOT NULL,
	number integer NOT NULL,
	version integer NOT NULL,
	shape text NOT NULL,
	position text NOT NULL,
	live boolean NOT NULL DEFAULT false,
	retired boolean NOT NULL DEFAULT false,
	since timestamptz NOT NULL,
	moved_at timestamptz,
	pace_events double precision NOT NULL DEFAULT 0,
	pace_positions double precision NOT NULL DEFAULT 0,
	comparison text NOT NULL DEFAULT '',
	halt_position text,
	halt_event text,
	halt_type text,
	halt_error text,
	PRIMARY KEY (projection, number)
);
CREATE UNIQUE INDEX generations_live ON vaoso.generations (projection) WHERE live;
COMMENT ON TABLE vaoso.generations IS 'a filling of a projection''s tables, in the schema <projection>_v<version>_g<number>';
COMMENT ON COLUMN vaoso.generations.projection IS 'name of the projection';
COMMENT ON COLUMN vaoso.generations.number IS 'counts the generations of a projection';
COMMENT ON COLUMN vaoso.generations.version IS 'of the fold that fills it';
COMMENT ON COLUMN vaoso.generations.shape IS 'fingerprint of its tables';
COMMENT ON COLUMN vaoso.generations.position IS 'checkpoint: every event up to it is in the rows';
COMMENT ON COLUMN vaoso.generations.live IS 'queries see it';
COMMENT ON COLUMN vaoso.generations.retired IS 'queries saw it, and see another now';
COMMENT ON COLUMN vaoso.generations.since IS 'when it came into its state';
COMMENT ON COLUMN vaoso.generations.moved_at IS 'when its checkpoint moved last; NULL: never';
COMMENT ON COLUMN vaoso.generations.pace_events IS 'events a second, when it moved last';
COMMENT ON COLUMN vaoso.generations.pace_positions IS 'steps of the position a second, when it moved last';
COMMENT ON COLUMN vaoso.generations.comparison IS 'JSON: how it differed from the generation whose place it took; empty: not compared';
COMMENT ON COLUMN vaoso.generations.halt_position IS 'position of the event at which it stands; NULL: it isn''t halted';
COMMENT ON COLUMN vaoso.generations.halt_event IS 'id of that event';
COMMENT ON COLUMN vaoso.generations.halt_type IS 'type of that event';
COMMENT ON COLUMN vaoso.generations.halt_error IS 'why it couldn''t be folded';

CREATE TABLE vaoso.tables (
	projection text COLLATE "C" NOT NULL,
	number integer NOT NULL,
	place integer NOT NULL,
	name text NOT NULL,
	schema text NOT NULL,
	PRIMARY KEY (projection, number, place),
	FOREIGN KEY (projection, number) REFERENCES vaoso.generations ON DELETE CASCADE
);
COMMENT ON TABLE vaoso.tables IS 'the tables of a generation';
COMMENT ON COLUMN vaoso.tables.projection IS 'name of the projection';
COMMENT ON COLUMN vaoso.tables.number IS 'of the generation';
COMMENT ON COLUMN vaoso.tables.place IS 'in the projection''s list of tables, from 0';
COMMENT ON COLUMN vaoso.tables.name IS 'as queries know it';
COMMENT ON COLUMN vaoso.tables.schema IS 'JSON: columns, keys and indexes';

CREATE SCHEMA report;
COMMENT ON SCHEMA report IS 'the figures: a view over each table, which stays when tables are rebuilt or change version; nothing in it names a person';
`

// readerReady is whether the role $1 has all that it needs in this database.
const readerReady = `SELECT EXISTS (SELECT FROM pg_roles r JOIN pg_db_role_setting ON setrole = r.oid JOIN pg_database d ON d.oid = setdatabase
		WHERE rolname = $1 AND datname = current_database() AND has_schema_privilege(r.oid, 'report', 'USAGE')
		AND NOT EXISTS (SELECT FROM pg_class c WHERE relnamespace = to_regnamespace('report') AND relkind = 'v' AND pg_has_role(relowner, 'USAGE') AND NOT has_table_privilege(r.oid, c.oid, 'SELECT')))`

// makeReader makes the role of analysts, unless it is as it should be. What the
// user may not do of it, it notes for an administrator.
func (v *Views) makeReader(ctx context.Context, tx pgx.Tx) error {
	var ready bool
	var database string
	if err := tx.QueryRow(ctx, readerReady+`, current_database()`, reader).Scan(&ready, &database); err != nil || ready {
		return err
	}
	there, err := readerThere(ctx, tx)
	if err != nil {
		return err
	}
	// Roles are the whole cluster's: another database may be making it now.
	create := `DO $$ BEGIN CREATE ROLE ` + reader + ` NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`
	steps := []string{`GRANT USAGE ON SCHEMA report TO ` + reader, `GRANT SELECT ON ALL TABLES IN SCHEMA report TO ` + reader, `ALTER ROLE ` + reader + ` IN DATABASE ` + pgx.Identifier{database}.Sanitize() + ` SET search_path = report`}
	if !there {
		steps = append([]string{create}, steps...)
	}
	for i, step := range steps {
		err := attempt(ctx, tx, step)
		if is(err, insufficientPrivilege) {
			left := strings.Join(steps[i:], "; ")
			v.notes = append(v.notes, fmt.Sprintf("the database user may not do all that the role of analysts, %s, needs: an administrator should run in database %s: %s", reader, database, strings.Replace(left, create, "CREATE ROLE "+reader+" NOLOGIN", 1)))
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readerThere says whether analysts have their role.
func readerThere(ctx context.Context, tx pgx.Tx) (there bool, err error) {
	err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)`, reader).Scan(&there)
	return there, err
}

// quoted are names as a list in SQL.
func quoted(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return `"` + strings.Join(names, `", "`) + `"`
}

// literal is a text in SQL.
func literal(text string) string { return `'` + strings.ReplaceAll(text, `'`, `''`) + `'` }
