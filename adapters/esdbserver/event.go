package esdbserver

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// appendCommand marks an event that another program wrote. No command of a book
// begins with "$".
const appendCommand = "$append"

// tombstone is the type of the event that ends a stream for ever.
const tombstone = "$streamDeleted"

// tombstoneRevision is the revision that it is shown at.
const tombstoneRevision = math.MaxInt64

// event is an event as EventStoreDB's clients see it.
type event struct {
	id       es.UUID
	stream   string
	revision uint64
	position es.Position
	kind     string // its type
	json     bool
	created  int64 // 100 ns since 1970
	data     []byte
	metadata []byte
}

// keptName is the name under which a log keeps a stream: names with "$" are
// nobody's in a book. They get a "~" before them, as do those that look as if
// they had got one.
func keptName(stream string) string {
	if strings.HasPrefix(strings.TrimLeft(stream, "~"), "$") {
		return "~" + stream
	}
	return stream
}

// shownName undoes keptName.
func shownName(kept string) string {
	if bare := strings.TrimLeft(kept, "~"); bare != kept && strings.HasPrefix(bare, "$") {
		return kept[1:]
	}
	return kept
}

// metastream is where a stream's metadata is.
func metastream(stream string) string { return "$$" + stream }

// shown is a log's event as clients see it.
func shown(e es.Event) (event, error) {
	v := event{
		id: e.ID, stream: shownName(e.Stream), revision: uint64(e.Revision), position: e.Position, kind: e.Type, json: true, //nolint:gosec // not negative
		created: e.Meta.RecordedAt.UnixNano() / 100, data: e.Data,
	}
	if e.Meta.Command == appendCommand {
		var err error
		if v.json, v.metadata, v.data, err = unframe(e.Data); err != nil {
			return v, fmt.Errorf("%s@%s: %w", e.Stream, e.Revision, err)
		}
		if stream, isMeta := strings.CutPrefix(v.stream, "$$"); isMeta && v.kind == tombstone {
			v.stream, v.revision = stream, tombstoneRevision
		}
		return v, nil
	}
	var err error
	if v.metadata, err = es.EncodeMetadata(e.Version, e.Meta); err != nil {
		return v, fmt.Errorf("%s@%s: %w", e.Stream, e.Revision, err)
	}
	return v, nil
}

// proposed is an event on its way in.
type proposed struct {
	id             es.UUID
	kind           string
	json           bool
	data, metadata []byte
}

// size is what counts towards the limit of an append, in bytes.
func (p proposed) size() int { return len(p.data) + len(p.metadata) + 2*len(p.kind) }

// kept is the event as a log keeps it: as a book's where it is one, byte for
// byte, and framed where it isn't. A log keeps instants to the microsecond.
func (s *Server) kept(p proposed) es.NewEvent {
	if version, meta, err := es.DecodeMetadata(p.metadata); err == nil && p.json && meta.Command != appendCommand {
		meta.RecordedAt = meta.RecordedAt.Truncate(time.Microsecond)
		if again, err := es.EncodeMetadata(version, meta); err == nil && bytes.Equal(again, p.metadata) {
			return es.NewEvent{ID: p.id, Type: p.kind, Version: version, Data: p.data, Meta: meta}
		}
	}
	now := s.opts.Clock().UTC()
	return es.NewEvent{
		ID: p.id, Type: p.kind, Version: 1, Data: frame(p.json, p.metadata, p.data),
		Meta: es.Metadata{Command: appendCommand, OccurredOn: civil.Of(now), RecordedAt: now},
	}
}

// frame packs what an event of another program holds: whether it says that it
// is JSON, the length of its metadata, its metadata, its data.
func frame(isJSON bool, metadata, data []byte) []byte {
	b := make([]byte, 1, 1+binary.MaxVarintLen64+len(metadata)+len(data))
	if isJSON {
		b[0] = 1
	}
	b = binary.AppendUvarint(b, uint64(len(metadata)))
	return append(append(b, metadata...), data...)
}

func unframe(b []byte) (isJSON bool, metadata, data []byte, err error) {
	if len(b) > 1 {
		n, used := binary.Uvarint(b[1:])
		if rest := b[1+max(used, 0):]; used > 0 && n <= uint64(len(rest)) {
			return b[0] == 1, rest[:n:n], rest[n:], nil
		}
	}
	return false, nil, nil, fmt.Errorf("%w: not a frame", es.ErrCorrupt)
}

// The names in an event's metadata map.
const (
	keyType, keyContent, keyCreated = "type", "content-type", "created"
	contentJSON, contentBytes       = "application/json", "application/octet-stream"
)

// message is the event in the protocol's form.
func (v event) message(idsAsText bool) *streams.ReadResp {
	content := contentBytes
	if v.json {
		content = contentJSON
	}
	commit, prepare := v.position.Pair()
	return &streams.ReadResp{Content: &streams.ReadResp_Event{Event: &streams.ReadResp_ReadEvent{
		Event: &streams.ReadResp_ReadEvent_RecordedEvent{
			Id:               toUUID(v.id, idsAsText),
			StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(v.stream)},
			StreamRevision:   v.revision,
			CommitPosition:   commit, PreparePosition: prepare,
			Metadata:       map[string]string{keyType: v.kind, keyContent: content, keyCreated: strconv.FormatInt(v.created, 10)},
			CustomMetadata: v.metadata, Data: v.data,
		},
		Position: &streams.ReadResp_ReadEvent_CommitPosition{CommitPosition: commit},
	}}}
}

// readProposed reads what both ways of appending send of an event.
func readProposed(i int, id *shared.UUID, metadata map[string]string, custom, data []byte) (proposed, error) {
	p := proposed{kind: metadata[keyType], json: metadata[keyContent] == contentJSON, data: data, metadata: custom}
	var err error
	if p.id, err = fromUUID(id); err != nil {
		return p, invalid("event %d: %v", i, err)
	}
	if p.kind == "" || metadata[keyContent] == "" {
		return p, invalid("event %d: required metadata: %s and %s", i, keyType, keyContent)
	}
	return p, nil
}

func toUUID(id es.UUID, asText bool) *shared.UUID {
	if asText {
		return &shared.UUID{Value: &shared.UUID_String_{String_: id.String()}}
	}
	return &shared.UUID{Value: &shared.UUID_Structured_{Structured: &shared.UUID_Structured{
		MostSignificantBits:  int64(binary.BigEndian.Uint64(id[:8])), //nolint:gosec // bits
		LeastSignificantBits: int64(binary.BigEndian.Uint64(id[8:])), //nolint:gosec // bits
	}}}
}

func fromUUID(id *shared.UUID) (es.UUID, error) {
	switch v := id.GetValue().(type) {
	case *shared.UUID_Structured_:
		var u es.UUID
		binary.BigEndian.PutUint64(u[:8], uint64(v.Structured.GetMostSignificantBits()))  //nolint:gosec // bits
		binary.BigEndian.PutUint64(u[8:], uint64(v.Structured.GetLeastSignificantBits())) //nolint:gosec // bits
		return u, nil
	case *shared.UUID_String_:
		return es.ParseUUID(v.String_)
	}
	return es.UUID{}, invalid("the id is missing")
}
