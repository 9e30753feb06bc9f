package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"vaoso/domain/es"
)

// known is what the writer remembers of the file between transactions. It
// holds for as long as the head is where the writer left it: every other
// process's commit moves the head.
type known struct {
	position int64 // -1: nothing is known
	recorded int64
	streams  map[string]*streamState
	types    map[string]int64
	nextID   int64 // of streams; 0: ask
}

type streamState struct {
	id    int64
	last  es.Revision
	isNew bool // not in the file yet
	dirty bool // last has moved in this transaction
}

// knownStreams bounds the memory.
const knownStreams = 50_000

func (k *known) forget() {
	*k = known{position: -1, streams: map[string]*streamState{}, types: map[string]int64{}}
}

// transaction decides and writes a group of appends. Each decides for itself,
// on what the ones before it in the group have made.
type transaction struct {
	session *session
	known   *known
	rows    []driver.Value // of events, decided and not yet inserted
	dirty   []*streamState
	names   []string // of the dirty streams
	written int
}

func (t *transaction) run(group []*request) error {
	if err := t.session.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	position, recorded, err := headOf(t.session)
	if err != nil {
		return err
	}
	if position != t.known.position || len(t.known.streams) > knownStreams {
		t.known.forget()
		t.known.position, t.known.recorded = position, recorded
	}
	for _, q := range group {
		if err := t.decide(q); err != nil {
			return err
		}
	}
	return t.finish()
}

// decide answers one request, and notes its events for writing. An error is
// one of the whole transaction; a conflict is the request's own.
func (t *transaction) decide(q *request) error {
	state, err := t.stream(q.stream)
	if err != nil {
		return err
	}
	before, names := q.expected.Revision()
	meets := q.expected.Meets(state.last)
	if (names && !meets) || (!names && state.last != es.NoRevision) {
		from := before + 1
		if !names {
			from = 0
		}
		found, err := t.find(state, from, q.events, names)
		if err != nil {
			return err
		}
		if found.all {
			q.appended = es.Appended{Revision: found.revision, Position: positionOf(found.position), Repeated: true}
			return nil
		}
		meets = meets && !found.some
	}
	if !meets {
		q.err = &es.ConflictError{Stream: q.stream, Expected: q.expected, Actual: state.last}
		return nil
	}
	return t.write(q, state)
}

func (t *transaction) write(q *request, state *streamState) error {
	k := t.known
	for i, record := range q.records {
		kind, err := t.kind(q.events[i].Type)
		if err != nil {
			return err
		}
		k.position++
		state.last++
		k.recorded = max(k.recorded, recordedAt(record))
		seal(record, k.position, state.last, k.recorded)
		t.rows = append(t.rows, k.position, state.id, int64(state.last), kind, record)
		t.written++
	}
	if !state.dirty {
		state.dirty = true
		t.dirty = append(t.dirty, state)
		t.names = append(t.names, q.stream)
	}
	q.appended = es.Appended{Revision: state.last, Position: positionOf(k.position)}
	return nil
}

// finish writes what the group came to. With nothing decided it writes
// nothing, and the commit costs no fsync.
func (t *transaction) finish() error {
	if t.written == 0 {
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	for i, s := range t.dirty {
		var err error
		if s.isNew {
			err = t.session.exec(`INSERT INTO streams (id, name, last) VALUES (?, ?, ?)`, s.id, []byte(t.names[i]), int64(s.last))
		} else {
			err = t.session.exec(`UPDATE streams SET last = ? WHERE id = ?`, int64(s.last), s.id)
		}
		if err != nil {
			return fmt.Errorf("couldn't write a stream's end: %w", err)
		}
		s.isNew, s.dirty = false, false
	}
	return t.session.exec(`UPDATE head SET position = ?, recorded_at = ?`, t.known.position, t.known.recorded)
}

// flush inserts the decided events, many in one statement.
func (t *transaction) flush() error {
	const columns = 5
	rows := t.rows
	for _, size := range []int{64, 8, 1} {
		for len(rows) >= size*columns {
			if err := t.session.exec(insertEvents(size), rows[:size*columns]...); err != nil {
				return fmt.Errorf("couldn't write events: %w", err)
			}
			rows = rows[size*columns:]
		}
	}
	t.rows = t.rows[:0]
	return nil
}

func insertEvents(n int) string {
	return `INSERT OR ROLLBACK INTO events (position, stream, revision, type, record) VALUES (?,?,?,?,?)` + strings.Repeat(`,(?,?,?,?,?)`, n-1)
}

// stream is where a stream stands, within this transaction.
func (t *transaction) stream(name string) (*streamState, error) {
	k := t.known
	if s := k.streams[name]; s != nil {
		return s, nil
	}
	dest := make([]driver.Value, 2)
	found, err := t.session.row(`SELECT id, last FROM streams WHERE name = ?`, []driver.Value{[]byte(name)}, dest)
	if err != nil {
		return nil, fmt.Errorf("couldn't look up a stream: %w", err)
	}
	s := &streamState{last: es.NoRevision, isNew: true}
	if found {
		last, _ := dest[1].(int64)
		id, _ := dest[0].(int64)
		s = &streamState{id: id, last: es.Revision(last)}
	} else {
		if k.nextID == 0 {
			if k.nextID, err = t.session.number(`SELECT coalesce(max(id), 0) + 1 FROM streams`); err != nil {
				return nil, fmt.Errorf("couldn't number a stream: %w", err)
			}
		}
		s.id = k.nextID
		k.nextID++
	}
	k.streams[name] = s
	return s, nil
}

// kind is the number of an event type, which gets one where it has none.
func (t *transaction) kind(name string) (int64, error) {
	if id := t.known.types[name]; id != 0 {
		return id, nil
	}
	id, err := t.session.number(`SELECT id FROM types WHERE name = ?`, []byte(name))
	if err == nil && id == 0 {
		id, err = t.session.number(`INSERT INTO types (name) VALUES (?) RETURNING id`, []byte(name))
	}
	if err != nil {
		return 0, fmt.Errorf("couldn't look up an event type: %w", err)
	}
	t.known.types[name] = id
	return id, nil
}
