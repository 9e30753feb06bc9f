package eventstoredb

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// errMalformed is an answer that no EventStoreDB gives.
var errMalformed = errors.New("the server's answer makes no sense")

func malformed(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errMalformed, fmt.Sprintf(format, args...))
}

// eventOf is a recorded event. One that no book wrote, which a shared server
// may hold, comes with version 0 and no metadata but its instant: nothing can
// decode it, so it isn't passed by silently.
func eventOf(r *streams.ReadResp_ReadEvent) (es.Event, error) {
	m := r.GetEvent()
	if m == nil {
		return es.Event{}, malformed("an event without an event")
	}
	id, err := idOf(m.GetId())
	if err != nil {
		return es.Event{}, err
	}
	e := es.Event{
		ID: id, Stream: string(m.GetStreamIdentifier().GetStreamName()), Revision: es.Revision(m.GetStreamRevision()), //nolint:gosec // checked below
		Position: es.NewPosition(m.GetCommitPosition(), m.GetPreparePosition()), Type: m.GetMetadata()["type"], Data: m.GetData(),
	}
	if e.Stream == "" || e.Type == "" || m.GetStreamRevision() > math.MaxInt64 || e.Position == es.Start || e.Position == es.End {
		return es.Event{}, malformed("an event of stream %q, type %q, revision %d at %s", e.Stream, e.Type, m.GetStreamRevision(), e.Position)
	}
	if e.Version, e.Meta, err = es.DecodeMetadata(m.GetCustomMetadata()); err == nil {
		return e, nil
	}
	ticks, err := strconv.ParseInt(m.GetMetadata()["created"], 10, 64) // of 100 ns since 1970
	if err != nil || ticks < 0 || ticks > math.MaxInt64/100 {
		return es.Event{}, malformed("an event created at %q", m.GetMetadata()["created"])
	}
	e.Meta.RecordedAt = time.Unix(0, ticks*100).UTC().Truncate(time.Microsecond)
	return e, nil
}

// system says whether the event is EventStoreDB's own.
func system(e *es.Event) bool { return strings.HasPrefix(e.Stream, "$") }

func idOf(id *shared.UUID) (es.UUID, error) {
	switch v := id.GetValue().(type) {
	case *shared.UUID_Structured_:
		var u es.UUID
		binary.BigEndian.PutUint64(u[:8], uint64(v.Structured.GetMostSignificantBits()))  //nolint:gosec // bits
		binary.BigEndian.PutUint64(u[8:], uint64(v.Structured.GetLeastSignificantBits())) //nolint:gosec // bits
		return u, nil
	case *shared.UUID_String_:
		u, err := es.ParseUUID(v.String_)
		if err != nil {
			return u, malformed("%v", err)
		}
		return u, nil
	}
	return es.UUID{}, malformed("no id")
}

func toID(u es.UUID) *shared.UUID {
	return &shared.UUID{Value: &shared.UUID_Structured_{Structured: &shared.UUID_Structured{
		MostSignificantBits:  int64(binary.BigEndian.Uint64(u[:8])), //nolint:gosec // bits
		LeastSignificantBits: int64(binary.BigEndian.Uint64(u[8:])), //nolint:gosec // bits
	}}}
}

func streamID(name string) *shared.StreamIdentifier {
	return &shared.StreamIdentifier{StreamName: []byte(name)}
}
