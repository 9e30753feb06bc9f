package esdbserver

import (
	"context"
	"math"
	"strings"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// Delete is Streams': the stream is hidden, and goes on if it is written to.
func (s *Server) Delete(ctx context.Context, req *streams.DeleteReq) (*streams.DeleteResp, error) {
	o := req.GetOptions()
	expected := es.Any
	var err error
	switch e := o.GetExpectedStreamRevision().(type) {
	case *streams.DeleteReq_Options_Revision:
		expected, err = exactly(e.Revision)
	case *streams.DeleteReq_Options_NoStream:
		expected = es.NoStream
	case *streams.DeleteReq_Options_StreamExists:
		expected = es.StreamExists
	}
	if err != nil {
		return nil, failed(ctx, err)
	}
	done, err := s.remove(ctx, string(o.GetStreamIdentifier().GetStreamName()), expected, false)
	if err != nil {
		return nil, failed(ctx, err)
	}
	commit, prepare := done.Position.Pair()
	return &streams.DeleteResp{PositionOption: &streams.DeleteResp_Position_{Position: &streams.DeleteResp_Position{CommitPosition: commit, PreparePosition: prepare}}}, nil
}

// Tombstone is Streams': the stream ends for ever.
func (s *Server) Tombstone(ctx context.Context, req *streams.TombstoneReq) (*streams.TombstoneResp, error) {
	o := req.GetOptions()
	expected := es.Any
	var err error
	switch e := o.GetExpectedStreamRevision().(type) {
	case *streams.TombstoneReq_Options_Revision:
		expected, err = exactly(e.Revision)
	case *streams.TombstoneReq_Options_NoStream:
		expected = es.NoStream
	case *streams.TombstoneReq_Options_StreamExists:
		expected = es.StreamExists
	}
	if err != nil {
		return nil, failed(ctx, err)
	}
	done, err := s.remove(ctx, string(o.GetStreamIdentifier().GetStreamName()), expected, true)
	if err != nil {
		return nil, failed(ctx, err)
	}
	commit, prepare := done.Position.Pair()
	return &streams.TombstoneResp{PositionOption: &streams.TombstoneResp_Position_{Position: &streams.TombstoneResp_Position{CommitPosition: commit, PreparePosition: prepare}}}, nil
}

// remove hides a stream, or ends it. A stream that was never written can be
// ended but not hidden.
func (s *Server) remove(ctx context.Context, stream string, expected es.Expected, forEver bool) (es.Appended, error) {
	if stream == "" {
		return es.Appended{}, invalid("the stream's name is missing")
	}
	if strings.HasPrefix(stream, "$$") {
		return es.Appended{}, invalid("a stream's metadata can't be deleted")
	}
	if err := s.admits(ctx); err != nil {
		return es.Appended{}, err
	}
	s.changing.Lock()
	defer s.changing.Unlock()
	st, err := s.state(ctx, stream)
	if err != nil {
		return es.Appended{}, err
	}
	if st.deleted {
		return es.Appended{}, deletedError{stream}
	}
	last, err := s.last(ctx, stream)
	if err != nil {
		return es.Appended{}, err
	}
	if !expected.Meets(last) || last == es.NoRevision && !forEver {
		return es.Appended{}, &es.ConflictError{Stream: stream, Expected: expected, Actual: last}
	}
	if forEver {
		return s.mark(ctx, stream, tombstone, nil)
	}
	return s.setMetadata(ctx, stream, st, math.MaxInt64)
}
