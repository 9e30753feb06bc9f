package esdbserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"

	"vaoso/domain/es"
)

// write appends to a stream as EventStoreDB does: a stream with a tombstone
// takes nothing, a soft deleted one goes on where it was.
func (s *Server) write(ctx context.Context, stream string, expected es.Expected, events []proposed) (es.Appended, error) {
	if err := s.admits(ctx); err != nil {
		return es.Appended{}, err
	}
	size := 0
	kept := make([]es.NewEvent, len(events))
	for i, p := range events {
		size += p.size()
		kept[i] = s.kept(p)
		if p.kind == tombstone && strings.HasPrefix(stream, "$$") {
			return es.Appended{}, invalid("event %d: %s is the server's to write", i, tombstone)
		}
	}
	if size > maxAppend {
		return es.Appended{}, errTooLarge
	}
	if strings.HasPrefix(stream, "$$") {
		s.changing.Lock()
		defer s.changing.Unlock()
		done, _, err := s.writeUnlessDeleted(ctx, stream, expected, kept)
		return done, err
	}
	s.changing.RLock()
	done, hidden, err := s.writeUnlessDeleted(ctx, stream, expected, kept)
	s.changing.RUnlock()
	if hidden {
		return s.revive(ctx, stream, expected, kept)
	}
	return done, err
}

// writeUnlessDeleted writes to a stream that goes on. One that is soft deleted
// it leaves as it is, and says so.
func (s *Server) writeUnlessDeleted(ctx context.Context, stream string, expected es.Expected, kept []es.NewEvent) (done es.Appended, hidden bool, err error) {
	st, err := s.state(ctx, stream)
	switch {
	case err != nil:
		return done, false, err
	case st.deleted:
		return done, false, deletedError{stream}
	case st.softDeleted():
		return done, true, nil
	case st.has && expected == es.StreamExists:
		expected = es.Any // metadata makes a stream exist
	}
	done, err = s.append(ctx, stream, expected, kept)
	return done, false, err
}

// admits says whether anything may be written here.
func (s *Server) admits(ctx context.Context) error {
	if err := s.leads(ctx); err != nil {
		return err
	}
	if !s.opts.Writable {
		return errReadOnly
	}
	return nil
}

func (s *Server) append(ctx context.Context, stream string, expected es.Expected, kept []es.NewEvent) (es.Appended, error) {
	done, err := s.log.Append(ctx, keptName(stream), expected, kept)
	var conflict *es.ConflictError
	if errors.As(err, &conflict) {
		return done, &es.ConflictError{Stream: stream, Expected: expected, Actual: conflict.Actual}
	}
	return done, err
}

// revive writes to a soft deleted stream: what is new is shown, what was there
// stays hidden.
func (s *Server) revive(ctx context.Context, stream string, expected es.Expected, kept []es.NewEvent) (es.Appended, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	st, err := s.state(ctx, stream)
	if err != nil {
		return es.Appended{}, err
	}
	last, err := s.last(ctx, stream)
	switch {
	case err != nil:
		return es.Appended{}, err
	case st.deleted, expected == es.StreamExists:
		return es.Appended{}, deletedError{stream}
	case expected == es.NoStream && st.softDeleted():
		// What was there before the deletion is a repeat, and revives nothing.
		done, err := s.append(ctx, stream, expected, kept)
		var conflict *es.ConflictError
		if !errors.As(err, &conflict) {
			return done, err
		}
		expected = es.Exactly(last)
	}
	done, err := s.append(ctx, stream, expected, kept)
	if err != nil || !st.softDeleted() || done.Repeated {
		return done, err
	}
	if _, err := s.setMetadata(ctx, stream, st, int64(last)+1); err != nil {
		return done, err
	}
	return done, nil
}

// setMetadata hides the stream's events before a revision.
func (s *Server) setMetadata(ctx context.Context, stream string, st streamState, before int64) (es.Appended, error) {
	data, err := st.with(before)
	if err != nil {
		return es.Appended{}, fmt.Errorf("couldn't write the metadata of %s: %w", stream, err)
	}
	return s.mark(ctx, stream, "$metadata", data)
}

// mark appends an event of the server's own to the stream's metadata stream.
func (s *Server) mark(ctx context.Context, stream, kind string, data []byte) (es.Appended, error) {
	meta := metastream(stream)
	last, err := s.last(ctx, meta)
	if err != nil {
		return es.Appended{}, err
	}
	id := es.NewUUIDv5(s.instance, fmt.Sprintf("%s\x1f%s\x1f%d", kind, stream, last+1))
	return s.append(ctx, meta, es.Exactly(last), []es.NewEvent{s.kept(proposed{id: id, kind: kind, json: true, data: data})})
}

// Append is Streams': the events of one append, a message each.
func (s *Server) Append(stream streams.Streams_AppendServer) error {
	ctx := stream.Context()
	first, err := stream.Recv()
	if err != nil {
		return failed(ctx, invalid("an append without options: %v", err))
	}
	options := first.GetOptions()
	expected, err := appendExpected(options)
	if err != nil {
		return failed(ctx, err)
	}
	refused := s.admits(ctx) // told once all has come: a client that is answered while it sends doesn't look at the answer
	var events []proposed
	size := 0
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err // the client has gone
		}
		if refused != nil {
			continue
		}
		e := m.GetProposedMessage()
		if e == nil {
			return failed(ctx, invalid("options twice"))
		}
		p, err := readProposed(len(events), e.GetId(), e.GetMetadata(), e.GetCustomMetadata(), e.GetData())
		if err != nil {
			return failed(ctx, err)
		}
		if size += p.size(); size > maxAppend || len(events) == maxEvents {
			return failed(ctx, errTooLarge)
		}
		events = append(events, p)
	}
	if refused != nil {
		return failed(ctx, refused)
	}
	done, err := s.write(ctx, string(options.GetStreamIdentifier().GetStreamName()), expected, events)
	var conflict *es.ConflictError
	if errors.As(err, &conflict) { // here a conflict is an answer, not a status
		return stream.SendAndClose(&streams.AppendResp{Result: &streams.AppendResp_WrongExpectedVersion_{WrongExpectedVersion: appendConflict(conflict)}})
	}
	if err != nil {
		return failed(ctx, err)
	}
	commit, prepare := done.Position.Pair()
	return stream.SendAndClose(&streams.AppendResp{Result: &streams.AppendResp_Success_{Success: &streams.AppendResp_Success{
		CurrentRevisionOption: &streams.AppendResp_Success_CurrentRevision{CurrentRevision: uint64(done.Revision)}, //nolint:gosec // not negative
		PositionOption:        &streams.AppendResp_Success_Position{Position: &streams.AppendResp_Position{CommitPosition: commit, PreparePosition: prepare}},
	}}})
}

func appendExpected(o *streams.AppendReq_Options) (es.Expected, error) {
	if len(o.GetStreamIdentifier().GetStreamName()) == 0 {
		return es.Expected{}, invalid("the stream's name is missing")
	}
	switch e := o.GetExpectedStreamRevision().(type) {
	case *streams.AppendReq_Options_Revision:
		return exactly(e.Revision)
	case *streams.AppendReq_Options_NoStream:
		return es.NoStream, nil
	case *streams.AppendReq_Options_Any:
		return es.Any, nil
	case *streams.AppendReq_Options_StreamExists:
		return es.StreamExists, nil
	}
	return es.Expected{}, invalid("the expected revision is missing")
}

func exactly(revision uint64) (es.Expected, error) {
	if revision >= tombstoneRevision {
		return es.Expected{}, invalid("%d is not a revision", revision)
	}
	return es.Exactly(es.Revision(revision)), nil
}

// appendConflict is the conflict in Append's form, with the fields that clients
// of 20.6 look at too.
func appendConflict(c *es.ConflictError) *streams.AppendResp_WrongExpectedVersion {
	w := &streams.AppendResp_WrongExpectedVersion{}
	if c.Actual == es.NoRevision {
		w.CurrentRevisionOption = &streams.AppendResp_WrongExpectedVersion_CurrentNoStream{CurrentNoStream: &shared.Empty{}}
		w.CurrentRevisionOption_20_6_0 = &streams.AppendResp_WrongExpectedVersion_NoStream_20_6_0{NoStream_20_6_0: &shared.Empty{}}
	} else {
		current := uint64(c.Actual) //nolint:gosec // not negative
		w.CurrentRevisionOption = &streams.AppendResp_WrongExpectedVersion_CurrentRevision{CurrentRevision: current}
		w.CurrentRevisionOption_20_6_0 = &streams.AppendResp_WrongExpectedVersion_CurrentRevision_20_6_0{CurrentRevision_20_6_0: current}
	}
	switch revision, exact := c.Expected.Revision(); {
	case exact && revision == es.NoRevision:
		w.ExpectedRevisionOption = &streams.AppendResp_WrongExpectedVersion_ExpectedNoStream{ExpectedNoStream: &shared.Empty{}}
	case exact:
		w.ExpectedRevisionOption = &streams.AppendResp_WrongExpectedVersion_ExpectedRevision{ExpectedRevision: uint64(revision)}                      //nolint:gosec // not negative
		w.ExpectedRevisionOption_20_6_0 = &streams.AppendResp_WrongExpectedVersion_ExpectedRevision_20_6_0{ExpectedRevision_20_6_0: uint64(revision)} //nolint:gosec // not negative
	case c.Expected == es.StreamExists:
		w.ExpectedRevisionOption = &streams.AppendResp_WrongExpectedVersion_ExpectedStreamExists{ExpectedStreamExists: &shared.Empty{}}
		w.ExpectedRevisionOption_20_6_0 = &streams.AppendResp_WrongExpectedVersion_StreamExists_20_6_0{StreamExists_20_6_0: &shared.Empty{}}
	default:
		w.ExpectedRevisionOption = &streams.AppendResp_WrongExpectedVersion_ExpectedAny{ExpectedAny: &shared.Empty{}}
		w.ExpectedRevisionOption_20_6_0 = &streams.AppendResp_WrongExpectedVersion_Any_20_6_0{Any_20_6_0: &shared.Empty{}}
	}
	return w
}
