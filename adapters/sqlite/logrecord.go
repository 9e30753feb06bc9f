package sqlite

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// A record is an event as the file keeps it, all but its position:
//
//	offset 0   CRC-32C of the position and all that follows
//	       4   revision, 8 bytes
//	      12   recordedAt, microseconds since 1970 UTC, 8 bytes
//	      20   id, 16 bytes
//	      36   version, then the lengths of 13 texts, as varints
//	       …   the texts, one after the other
//	       …   the data, to the record's end
//
// Numbers are little-endian. Names are in the record and not only interned
// beside it, so that it is read by itself and its sum covers all of it. Reading
// takes one string a record, and no parsing.
const (
	offRevision = 4
	offRecorded = 12
	offID       = 20
	offVersion  = 36
	textCount   = 13
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// newRecord encodes what the asker knows; the writer's seal adds the rest.
func newRecord(stream string, e es.NewEvent) []byte {
	m := &e.Meta
	var day [10]byte
	on, err := m.OccurredOn.AppendText(day[:0])
	if err != nil { // never: AppendText has no error to give
		on = nil
	}
	texts := [textCount]string{stream, e.Type, m.Actor, m.Role, m.Unit, m.Reason, m.LegalBasis, m.Command,
		m.IdempotencyKey, m.CorrelationID, m.CausationID, m.Fingerprint, string(on)}
	size := offVersion + 4*(textCount+1) + len(e.Data)
	for _, t := range texts {
		size += len(t)
	}
	b := make([]byte, offVersion, size)
	binary.LittleEndian.PutUint64(b[offRecorded:], uint64(m.RecordedAt.UnixMicro()))
	copy(b[offID:], e.ID[:])
	b = binary.AppendUvarint(b, uint64(e.Version))
	for _, t := range texts {
		b = binary.AppendUvarint(b, uint64(len(t)))
	}
	for _, t := range texts {
		b = append(b, t...)
	}
	return append(b, e.Data...)
}

// recordedAt is the record's instant in microseconds.
func recordedAt(record []byte) int64 {
	return int64(binary.LittleEndian.Uint64(record[offRecorded:]))
}

// seal completes a record with what only the writer knows.
func seal(record []byte, position int64, revision es.Revision, recorded int64) {
	binary.LittleEndian.PutUint64(record[offRevision:], uint64(revision))
	binary.LittleEndian.PutUint64(record[offRecorded:], uint64(recorded))
	binary.LittleEndian.PutUint32(record, checksum(position, record))
}

func checksum(position int64, record []byte) uint32 {
	var p [8]byte
	binary.LittleEndian.PutUint64(p[:], uint64(position))
	return crc32.Update(crc32.Update(0, castagnoli, p[:]), castagnoli, record[4:])
}

// readRecord is the event of a record. The event keeps the record's bytes.
func readRecord(position int64, record []byte) (es.Event, error) {
	if len(record) < offVersion || binary.LittleEndian.Uint32(record) != checksum(position, record) {
		return es.Event{}, fmt.Errorf("%w: the event at position %d isn't what was written", es.ErrCorrupt, position)
	}
	rest := record[offVersion:]
	version, n := binary.Uvarint(rest)
	rest = rest[max(n, 0):]
	var ends [textCount]int
	end := 0
	for i := range ends {
		length, n := binary.Uvarint(rest)
		if n <= 0 || length > uint64(len(rest)) {
			return es.Event{}, fmt.Errorf("%w: the event at position %d has no such form", es.ErrCorrupt, position)
		}
		rest = rest[n:]
		end += int(length)
		ends[i] = end
	}
	if end > len(rest) {
		return es.Event{}, fmt.Errorf("%w: the event at position %d has no such form", es.ErrCorrupt, position)
	}
	all, at := string(rest[:end]), 0
	text := func(i int) string {
		t := all[at:ends[i]]
		at = ends[i]
		return t
	}
	e := es.Event{
		ID:       es.UUID(record[offID:offVersion]),
		Revision: es.Revision(binary.LittleEndian.Uint64(record[offRevision:])),
		Position: positionOf(position),
		Version:  int(version),
		Data:     rest[end:len(rest):len(rest)],
	}
	e.Stream, e.Type = text(0), text(1)
	m := &e.Meta
	m.Actor, m.Role, m.Unit, m.Reason, m.LegalBasis, m.Command = text(2), text(3), text(4), text(5), text(6), text(7)
	m.IdempotencyKey, m.CorrelationID, m.CausationID, m.Fingerprint = text(8), text(9), text(10), text(11)
	on, err := civil.Parse(text(12))
	if err != nil {
		return es.Event{}, fmt.Errorf("%w: the event at position %d: %w", es.ErrCorrupt, position, err)
	}
	m.OccurredOn = on
	m.RecordedAt = time.UnixMicro(recordedAt(record)).UTC()
	return e, nil
}
