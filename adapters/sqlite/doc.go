// Package sqlite keeps a book in SQLite files: log.db, the truth, and
// views.db, what is computed from it. It uses modernc.org/sqlite, SQLite
// translated to Go: no C compiler, one static binary.
//
// # The log
//
// [OpenLog] gives an [es.Log]; adapters/logtest checks every promise of the
// port on it. Beyond those it promises:
//
//   - Durable before answered: WAL, synchronous=FULL, one fsync a commit.
//     Appends that wait share a commit; each still decides for itself.
//   - Positions are 1, 2, 3 … in the order of commits, without gaps, across all
//     processes that have the file open. All that a decision rests on is read
//     inside BEGIN IMMEDIATE.
//   - Repeats are found against Any and StreamExists too, by reading the stream.
//   - Wrong bytes are never read as right ones: each record has a CRC-32C of all
//     of it and its position; positions and revisions must be dense; each
//     stream's last revision and the head are kept a second time. A read that
//     finds otherwise fails with es.ErrCorrupt. [Log.Verify] looks further.
//   - A failed commit may be durable, and nobody can know: its appends answer
//     es.ErrUnknownOutcome and every later one [ErrReopen], until the log is
//     closed and opened again. A full disk is no such failure: [ErrFull], nothing
//     written, and appends succeed again once there is room.
//
// # Its traps
//
//   - A repeat against Any reads the whole stream. Handlers don't expect Any.
//   - A read that begins at a position past the head yields nothing, even when
//     the log has been restored from an older copy: compare a checkpoint with
//     Head before following from it.
//   - Never open log.db as an ordinary file in the process that has the log open:
//     closing any descriptor of it drops SQLite's locks (POSIX says so). Copy it
//     with VACUUM INTO or from another process, together with its -wal.
//   - log.db alone, without the -wal of a process that died, is an older log, and
//     nothing in it can say so. Nor can a file cut to nothing: it is a new log.
//   - Keep the file on a local disk. WAL needs shared memory, which network
//     file systems don't have.
//   - An index that lost an entry can hide an event from a filtered read; only
//     Verify notices.
//
// # The views
//
// views.db may be deleted at any time and is rebuilt from the log: see views.go.
//
// # Where to go next
//
//   - log.go: opening, closing, the read sessions
//   - writer.go, logtransaction.go, logrepeat.go: how appends are grouped, decided and written
//   - logrecord.go, logschema.go: what the file holds
//   - logread.go, logscan.go, logmatch.go, logfollow.go: reading, each way
//   - open.go, logsession.go: connections and their pragmas
//   - log_bench_test.go: what it costs, measured against a bare write and fsync
package sqlite
