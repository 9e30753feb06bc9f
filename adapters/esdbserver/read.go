package esdbserver

import (
	"context"
	"math"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// reading is one call of Read.
type reading struct {
	*Server
	ctx       context.Context
	send      func(*streams.ReadResp) error
	backward  bool
	idsAsText bool
	filter    filter
}

// Read is Streams': a stream or $all, forward or backward, once or for as long
// as the client listens.
func (s *Server) Read(req *streams.ReadReq, stream streams.Streams_ReadServer) error {
	ctx := stream.Context()
	if err := s.read(ctx, req.GetOptions(), stream.Send); err != nil {
		return failed(ctx, err)
	}
	return nil
}

func (s *Server) read(ctx context.Context, o *streams.ReadReq_Options, send func(*streams.ReadResp) error) error {
	if err := s.leads(ctx); err != nil {
		return err
	}
	f, err := newFilter(o.GetFilter())
	if err != nil {
		return err
	}
	_, idsAsText := o.GetUuidOption().GetContent().(*streams.ReadReq_Options_UUIDOption_String_)
	r := &reading{s, ctx, send, o.GetReadDirection() == streams.ReadReq_Options_Backwards, idsAsText, f}
	if o.GetCountOption() == nil {
		return invalid("how much? a count or a subscription")
	}
	_, endless := o.GetCountOption().(*streams.ReadReq_Options_Subscription)
	filtered := o.GetFilter() != nil
	switch {
	case o.GetStream() != nil && filtered:
		return invalid("a filter is for $all")
	case endless && r.backward:
		return invalid("a subscription goes forward")
	case o.GetStream() != nil && endless:
		return r.followStream(o.GetStream())
	case o.GetStream() != nil:
		return r.stream(o.GetStream(), o.GetCount())
	case o.GetAll() != nil && endless:
		return r.followAll(o.GetAll(), filtered)
	case o.GetAll() != nil:
		return r.all(o.GetAll(), o.GetCount())
	}
	return invalid("read what? a stream or $all")
}

// event sends one event.
func (r *reading) event(v event) error { return r.send(v.message(r.idsAsText)) }

// stream reads a stream, from a revision on, inclusive.
func (r *reading) stream(o *streams.ReadReq_Options_StreamOptions, count uint64) error {
	name := string(o.GetStreamIdentifier().GetStreamName())
	if name == "" {
		return invalid("the stream's name is missing")
	}
	st, err := r.state(r.ctx, name)
	if err != nil {
		return err
	}
	if st.deleted {
		return deletedError{name}
	}
	last, err := r.last(r.ctx, name)
	if err != nil {
		return err
	}
	first := st.first(last)
	if last == es.NoRevision || st.softDeleted() {
		return r.send(&streams.ReadResp{Content: &streams.ReadResp_StreamNotFound_{StreamNotFound: &streams.ReadResp_StreamNotFound{StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(name)}}}})
	}
	from, direction := first, es.Forward
	switch at := o.GetRevisionOption().(type) {
	case *streams.ReadReq_Options_StreamOptions_Revision:
		from = es.Revision(min(at.Revision, math.MaxInt64)) //nolint:gosec // bounded
	case *streams.ReadReq_Options_StreamOptions_End:
		from = es.Last
	}
	if r.backward {
		from, direction = min(from, last), es.Backward
		if o.GetStart() != nil {
			from = 0
		}
	} else if from = max(from, first); from > last {
		return nil // past the end there is nothing, also where the end itself was asked for
	}
	now := r.opts.Clock()
	for e, err := range r.log.Read(r.ctx, keptName(name), from, direction) {
		if err != nil {
			return err
		}
		if count == 0 || r.backward && e.Revision < first {
			return nil
		}
		v, err := shown(e)
		if err != nil {
			return err
		}
		if v.stream != name || !st.young(v, now) { // a tombstone is in the metadata stream, but not of it
			continue
		}
		if err := r.event(v); err != nil {
			return err
		}
		count--
	}
	return nil
}

// all reads $all: forward from a position on, inclusive, or backward before it.
func (r *reading) all(o *streams.ReadReq_Options_AllOptions, count uint64) error {
	from, direction := es.Start, es.Forward
	switch at := o.GetAllOption().(type) {
	case *streams.ReadReq_Options_AllOptions_Position:
		from = es.NewPosition(at.Position.GetCommitPosition(), at.Position.GetPreparePosition())
		if !r.backward && from != es.End {
			from = justBefore(from)
		}
	case *streams.ReadReq_Options_AllOptions_End:
		from = es.End
	}
	if r.backward {
		direction = es.Backward
	}
	for e, err := range r.log.ReadAll(r.ctx, from, direction, es.Filter{}) {
		if err != nil {
			return err
		}
		if count == 0 {
			return nil
		}
		v, err := shown(e)
		if err != nil {
			return err
		}
		if !r.filter.wants(v) {
			continue
		}
		if err := r.event(v); err != nil {
			return err
		}
		count--
	}
	return nil
}

// justBefore is a position after every event before p.
func justBefore(p es.Position) es.Position {
	commit, prepare := p.Pair()
	switch {
	case prepare > 0:
		return es.NewPosition(commit, prepare-1)
	case commit > 0:
		return es.NewPosition(commit-1, math.MaxUint64)
	}
	return es.Start
}
