package sqlite

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"vaoso/domain/es"
)

// Why a file isn't opened as a log, and why an open log takes no more writes.
var (
	// ErrNotALog is a file that is no vaoso log: another program's database, or no database.
	ErrNotALog = errors.New("sqlite: the file isn't a vaoso log")
	// ErrNewerLog is a log of a newer program. Run that program.
	ErrNewerLog = errors.New("sqlite: the log was written by a newer vaoso")
	// ErrReopen is what every append answers once a commit has failed: what the
	// disk holds is only known after closing and opening again. Reads go on.
	ErrReopen = errors.New("sqlite: a commit failed; close the log and open it again")
	// ErrFull says that the disk is full. Nothing was written; reads go on, and
	// so do writes once there is room.
	ErrFull = errors.New("sqlite: no room on the disk; nothing was written")
)

// damage gives an error of SQLite's the sentinel that callers know it by.
func damage(err error) error {
	switch code(err) {
	case codes.SQLITE_CORRUPT, codes.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", es.ErrCorrupt, err)
	case codes.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	return err
}

// code is SQLite's primary result code; 0 where the error isn't SQLite's.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
