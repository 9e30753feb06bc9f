package esdbserver

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"vaoso/domain/es"
)

// writeTimeout is how long an append may take at the most, as at EventStoreDB.
const writeTimeout = 10 * time.Second

// batchWriters bounds the appends of one BatchAppend that are under way at a
// moment.
const batchWriters = 256

// batch is one append that arrives in one or more messages.
type batch struct {
	id       *shared.UUID
	stream   string
	expected es.Expected
	timeout  time.Duration
	events   []proposed
	size     int
}

// BatchAppend is Streams': any number of appends, answered each as it is
// durable. Appends to one stream are written in the order of their coming;
// those to different streams are written together.
func (s *Server) BatchAppend(stream streams.Streams_BatchAppendServer) error {
	ctx, cancel := context.WithCancelCause(stream.Context())
	defer cancel(nil)
	var writers sync.WaitGroup
	var sending sync.Mutex
	answer := func(resp *streams.BatchAppendResp) {
		sending.Lock()
		defer sending.Unlock()
		if err := stream.Send(resp); err != nil {
			cancel(err) // the client has gone: it will ask again
		}
	}
	pending := map[string]*batch{}
	queue := map[string]chan struct{}{} // by stream: closed once the append before is done
	room := make(chan struct{}, batchWriters)
	err := func() error {
		for {
			req, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			b, refused := collect(pending, req)
			if refused != nil {
				answer(&streams.BatchAppendResp{CorrelationId: req.GetCorrelationId(), StreamIdentifier: req.GetOptions().GetStreamIdentifier(), Result: &streams.BatchAppendResp_Error{Error: failedBatch(refused)}})
			}
			if b == nil {
				continue
			}
			if err := s.leads(ctx); err != nil { // ends the whole stream, so that the client goes to the leader
				return failed(ctx, err)
			}
			select {
			case room <- struct{}{}:
			case <-ctx.Done():
				return ctx.Err()
			}
			before, done := queue[b.stream], make(chan struct{})
			queue[b.stream] = done
			if len(queue) > 4*batchWriters { // those that are done need no place
				for name, ch := range queue {
					select {
					case <-ch:
						delete(queue, name)
					default:
					}
				}
			}
			writers.Go(func() {
				defer func() { <-room; close(done) }()
				if before != nil {
					<-before
				}
				answer(s.writeBatch(ctx, b))
			})
		}
	}()
	writers.Wait()
	if cause := context.Cause(ctx); err == nil && cause != nil && !errors.Is(cause, context.Canceled) {
		err = cause
	}
	if _, isStatus := status.FromError(err); err == nil || isStatus {
		return err
	}
	return status.Error(codes.Canceled, err.Error())
}

// collect adds a message to its append, and gives the append where that was its
// last message.
func collect(pending map[string]*batch, req *streams.BatchAppendReq) (*batch, error) {
	id, err := fromUUID(req.GetCorrelationId())
	if err != nil {
		return nil, invalid("the correlation id: %v", err)
	}
	key := id.String()
	b := pending[key]
	if o := req.GetOptions(); o != nil {
		if b, err = newBatch(req); err != nil {
			delete(pending, key)
			return nil, err
		}
		pending[key] = b
	}
	if b == nil {
		return nil, nil // what is left of a refused append
	}
	for _, m := range req.GetProposedMessages() {
		p, err := readProposed(len(b.events), m.GetId(), m.GetMetadata(), m.GetCustomMetadata(), m.GetData())
		if b.size += p.size(); err == nil && b.size > maxAppend {
			err = errTooLarge
		}
		if err != nil {
			delete(pending, key)
			return nil, err
		}
		b.events = append(b.events, p)
	}
	if !req.GetIsFinal() {
		return nil, nil
	}
	delete(pending, key)
	return b, nil
}

func newBatch(req *streams.BatchAppendReq) (*batch, error) {
	o := req.GetOptions()
	b := &batch{id: req.GetCorrelationId(), stream: string(o.GetStreamIdentifier().GetStreamName()), timeout: writeTimeout}
	if b.stream == "" {
		return nil, invalid("the stream's name is missing")
	}
	var err error
	switch e := o.GetExpectedStreamPosition().(type) {
	case *streams.BatchAppendReq_Options_StreamPosition:
		b.expected, err = exactly(e.StreamPosition)
	case *streams.BatchAppendReq_Options_NoStream:
		b.expected = es.NoStream
	case *streams.BatchAppendReq_Options_Any:
		b.expected = es.Any
	case *streams.BatchAppendReq_Options_StreamExists:
		b.expected = es.StreamExists
	default:
		err = invalid("the expected position is missing")
	}
	switch d := o.GetDeadlineOption().(type) {
	case *streams.BatchAppendReq_Options_Deadline:
		b.timeout = min(b.timeout, d.Deadline.AsDuration())
	case *streams.BatchAppendReq_Options_Deadline_21_10_0:
		b.timeout = min(b.timeout, time.Until(d.Deadline_21_10_0.AsTime()))
	}
	return b, err
}

func (s *Server) writeBatch(ctx context.Context, b *batch) *streams.BatchAppendResp {
	resp := &streams.BatchAppendResp{CorrelationId: b.id, StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(b.stream)}}
	switch revision, exact := b.expected.Revision(); {
	case exact && revision == es.NoRevision:
		resp.ExpectedStreamPosition = &streams.BatchAppendResp_NoStream{NoStream: &emptypb.Empty{}}
	case exact:
		resp.ExpectedStreamPosition = &streams.BatchAppendResp_StreamPosition{StreamPosition: uint64(revision)} //nolint:gosec // not negative
	case b.expected == es.StreamExists:
		resp.ExpectedStreamPosition = &streams.BatchAppendResp_StreamExists{StreamExists: &emptypb.Empty{}}
	default:
		resp.ExpectedStreamPosition = &streams.BatchAppendResp_Any{Any: &emptypb.Empty{}}
	}
	ctx, cancel := context.WithTimeout(ctx, b.timeout)
	defer cancel()
	done, err := s.write(ctx, b.stream, b.expected, b.events)
	if err != nil {
		resp.Result = &streams.BatchAppendResp_Error{Error: failedBatch(err)}
		return resp
	}
	commit, prepare := done.Position.Pair()
	resp.Result = &streams.BatchAppendResp_Success_{Success: &streams.BatchAppendResp_Success{
		CurrentRevisionOption: &streams.BatchAppendResp_Success_CurrentRevision{CurrentRevision: uint64(done.Revision)}, //nolint:gosec // not negative
		PositionOption:        &streams.BatchAppendResp_Success_Position{Position: &shared.AllStreamPosition{CommitPosition: commit, PreparePosition: prepare}},
	}}
	return resp
}
