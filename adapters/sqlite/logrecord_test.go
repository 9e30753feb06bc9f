package sqlite

import (
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

func anyEvent(t *rapid.T) (stream string, e es.NewEvent) {
	text := func(name string) string { return rapid.StringN(0, 40, 200).Draw(t, name) }
	copy(e.ID[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
	e.Type, e.Version, e.Data = text("type"), rapid.IntRange(1, 1<<30).Draw(t, "version"), rapid.SliceOf(rapid.Byte()).Draw(t, "data")
	e.Meta = es.Metadata{
		Actor: text("actor"), Role: text("role"), Unit: text("unit"), Reason: text("reason"), LegalBasis: text("basis"), Command: text("command"),
		IdempotencyKey: text("key"), CorrelationID: text("correlation"), CausationID: text("causation"), Fingerprint: text("fingerprint"),
		OccurredOn: civil.On(1, time.January, 1).AddDays(rapid.IntRange(0, 3_652_000).Draw(t, "day")),
		RecordedAt: time.UnixMicro(rapid.Int64Range(-1<<52, 1<<52).Draw(t, "instant")).UTC(),
	}
	return text("stream"), e
}

func TestAnyRecordReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stream, e := anyEvent(t)
		position := rapid.Int64Range(1, 1<<62).Draw(t, "position")
		revision := es.Revision(rapid.Int64Range(0, 1<<62).Draw(t, "revision"))
		record := newRecord(stream, e)
		seal(record, position, revision, e.Meta.RecordedAt.UnixMicro())
		got, err := readRecord(position, record)
		if err != nil {
			t.Fatal(err)
		}
		if got.ID != e.ID || got.Stream != stream || got.Revision != revision || got.Position != positionOf(position) ||
			got.Type != e.Type || got.Version != e.Version || string(got.Data) != string(e.Data) || got.Meta != e.Meta {
			t.Fatalf("read %+v, want %+v", got, e)
		}
		if _, err := readRecord(position+1, record); !errors.Is(err, es.ErrCorrupt) {
			t.Fatalf("at another position: %v", err)
		}
		at := rapid.IntRange(0, len(record)-1).Draw(t, "at")
		record[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		if _, err := readRecord(position, record); !errors.Is(err, es.ErrCorrupt) {
			t.Fatalf("byte %d changed: %v", at, err)
		}
	})
}

// TestNoRecordPanics gives the decoder bytes whose sum is right all the same.
func TestNoRecordPanics(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stream, e := anyEvent(t)
		record := newRecord(stream, e)
		seal(record, 1, 0, 0)
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			record[rapid.IntRange(offVersion, len(record)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		record = record[:rapid.IntRange(offVersion, len(record)).Draw(t, "keep")]
		binary.LittleEndian.PutUint32(record, checksum(1, record))
		if _, err := readRecord(1, record); err != nil && !errors.Is(err, es.ErrCorrupt) {
			t.Fatal(err)
		}
	})
}
