package esdbserver

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"time"

	"vaoso/domain/es"
)

// streamState is what a stream's metadata says of it.
type streamState struct {
	Before   int64 `json:"$tb"`       // events of lower revisions are hidden; MaxInt64: the stream is soft deleted
	MaxCount int64 `json:"$maxCount"` // only so many of the last are shown; 0: all
	MaxAge   int64 `json:"$maxAge"`   // older ones are hidden, in seconds; 0: none

	deleted bool                       // it has a tombstone
	has     bool                       // there is metadata
	all     map[string]json.RawMessage // what else it says
}

func (st streamState) softDeleted() bool { return st.Before == math.MaxInt64 }

// state reads what the metadata of the stream says, and whether it has ended. Metadata that isn't JSON
// hides nothing, as at EventStoreDB.
func (s *Server) state(ctx context.Context, stream string) (streamState, error) {
	var st streamState
	meta, isMeta := metastream(stream), strings.HasPrefix(stream, "$$")
	if isMeta { // of which the newest counts, and which ends with its stream
		meta, st.MaxCount = stream, 1
	}
	for e, err := range s.log.Read(ctx, keptName(meta), es.Last, es.Backward) {
		if err != nil {
			return st, fmt.Errorf("couldn't read the metadata of %s: %w", stream, err)
		}
		v, err := shown(e)
		if err != nil {
			return st, err
		}
		if v.kind == tombstone {
			return streamState{deleted: true, has: true}, nil
		}
		if isMeta {
			return st, nil
		}
		st.has = true
		if json.Unmarshal(v.data, &st) != nil || json.Unmarshal(v.data, &st.all) != nil {
			return streamState{has: true}, nil
		}
		return st, nil
	}
	return st, nil
}

// last is the revision of the stream's last event, whatever hides it.
func (s *Server) last(ctx context.Context, stream string) (es.Revision, error) {
	for e, err := range s.log.Read(ctx, keptName(stream), es.Last, es.Backward) {
		return e.Revision, err
	}
	return es.NoRevision, nil
}

// first is the revision of the first event that is shown.
func (st streamState) first(last es.Revision) es.Revision {
	first := es.Revision(st.Before)
	if st.MaxCount > 0 {
		first = max(first, last-es.Revision(st.MaxCount)+1)
	}
	return first
}

// young says whether the event is shown for its age.
func (st streamState) young(v event, now time.Time) bool {
	return st.MaxAge <= 0 || now.Sub(time.Unix(0, v.created*100)).Seconds() < float64(st.MaxAge)
}

// with is the metadata with another $tb.
func (st streamState) with(before int64) ([]byte, error) {
	all := map[string]json.RawMessage{}
	for name, value := range st.all {
		all[name] = value
	}
	all["$tb"] = fmt.Appendf(nil, "%d", before)
	return json.Marshal(all)
}
