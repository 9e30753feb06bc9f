package sqlite

import (
	"database/sql/driver"
	"fmt"
	"os"

	"vaoso/domain/es"
)

// applicationID marks the file as a vaoso log ("VSlg"), and formatVersion is
// the form of its tables.
const (
	applicationID = 0x56536c67
	formatVersion = 1
	leastFile     = 512 // bytes: SQLite's smallest page
)

// schema. Names are blobs, compared byte by byte. A stream's last revision and
// the head's position repeat what the events say: a reader that ends elsewhere
// has met damage.
var schema = []string{
	`CREATE TABLE streams (
		id   INTEGER PRIMARY KEY,
		name BLOB    NOT NULL UNIQUE,
		last INTEGER NOT NULL
	) STRICT`,
	`CREATE TABLE types (
		id   INTEGER PRIMARY KEY,
		name BLOB    NOT NULL UNIQUE
	) STRICT`,
	`CREATE TABLE events (
		position INTEGER PRIMARY KEY,
		stream   INTEGER NOT NULL,
		revision INTEGER NOT NULL,
		type     INTEGER NOT NULL,
		record   BLOB    NOT NULL
	) STRICT`,
	`CREATE UNIQUE INDEX events_by_stream ON events (stream, revision)`,
	`CREATE INDEX events_by_type ON events (type)`,
	`CREATE TABLE head (
		only        INTEGER PRIMARY KEY CHECK (only = 1),
		position    INTEGER NOT NULL,
		recorded_at INTEGER NOT NULL
	) STRICT`,
	`INSERT INTO head VALUES (1, 0, -9223372036854775808)`,
	fmt.Sprintf(`PRAGMA application_id = %d`, applicationID),
	fmt.Sprintf(`PRAGMA user_version = %d`, formatVersion),
}

// checkBefore looks at a file before anything is changed in it: opening
// another program's database mustn't turn it into WAL.
func checkBefore(path string) error {
	info, err := os.Stat(path)
	if os.IsNotExist(err) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("couldn't open the log: %w", err)
	}
	if info.Size() < leastFile { // SQLite would take it for an empty one and write over it
		return fmt.Errorf("%w: it has %d bytes", ErrNotALog, info.Size())
	}
	s, err := openSession(readerDSN(path, logCache))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotALog, err)
	}
	_, err = check(s)
	if cerr := s.close(); err == nil {
		err = cerr
	}
	return err
}

// check says whether the file is empty, or why it can't be used.
func check(s *session) (empty bool, err error) {
	var facts [3]int64
	for i, q := range []string{`PRAGMA application_id`, `PRAGMA user_version`, `SELECT count(*) FROM sqlite_schema`} {
		if facts[i], err = s.number(q); err != nil {
			return false, fmt.Errorf("%w: %w", ErrNotALog, err)
		}
	}
	id, version, tables := facts[0], facts[1], facts[2]
	switch {
	case id == 0 && version == 0 && tables == 0:
		return true, nil
	case id != applicationID:
		return false, fmt.Errorf("%w: its application id is %d", ErrNotALog, id)
	case version > formatVersion:
		return false, fmt.Errorf("%w: the file has format %d, this program knows %d", ErrNewerLog, version, formatVersion)
	case version < 1 || tables == 0:
		return false, fmt.Errorf("%w: it is marked as a log and has no tables", es.ErrCorrupt)
	}
	return false, nil
}

// create makes the tables where there are none yet. Whoever comes second
// finds them made.
func create(s *session) (err error) {
	if err := s.exec(`BEGIN IMMEDIATE`); err != nil {
		return fmt.Errorf("couldn't prepare the log: %w", err)
	}
	defer func() {
		if err != nil {
			_ = s.exec(`ROLLBACK`) // err says what went wrong; SQLite may have rolled back already
		}
	}()
	empty, err := check(s)
	if err != nil {
		return err
	}
	if empty {
		for _, q := range schema {
			if err := s.exec(q); err != nil {
				return fmt.Errorf("couldn't prepare the log: %w", err)
			}
		}
	}
	if err := s.exec(`COMMIT`); err != nil {
		return fmt.Errorf("couldn't prepare the log: %w", err)
	}
	return nil
}

// headOf reads the log's head: the last position (0: no events) and its instant.
func headOf(s *session) (position, recorded int64, err error) {
	dest := make([]driver.Value, 2)
	found, err := s.row(`SELECT position, recorded_at FROM head`, nil, dest)
	if err != nil {
		return 0, 0, fmt.Errorf("couldn't read the log's head: %w", err)
	}
	position, ok1 := dest[0].(int64)
	recorded, ok2 := dest[1].(int64)
	if !found || !ok1 || !ok2 {
		return 0, 0, fmt.Errorf("%w: it has no head", es.ErrCorrupt)
	}
	return position, recorded, nil
}
