package esdbserver

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"vaoso/domain/es"
)

// batchWriters bounds the appends of one BatchAppend that are under way at a
// moment.
const batchWriters = 256

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
	begun := begun{writable: s.opts.Writable, byID: map[string]*batch{}}
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
			b, refused := begun.collect(req)
			if refused != nil {
				answer(refusal(b, refused))
				continue
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
				answer(s.answerBatch(ctx, b))
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

// answerBatch is writeBatch's answer, also to what panics there: it runs beside
// the handler.
func (s *Server) answerBatch(ctx context.Context, b *batch) (resp *streams.BatchAppendResp) {
	method := streams.Streams_BatchAppend_FullMethodName
	err := s.contained(ctx, method, func() error {
		resp = s.writeBatch(ctx, b)
		return nil
	})
	if err != nil {
		return refusal(b, errMistake)
	}
	return resp
}

func (s *Server) writeBatch(ctx context.Context, b *batch) *streams.BatchAppendResp {
	resp := b.answer()
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
		if code, _, _ := classify(err); code == codes.Unknown {
			s.trouble(ctx, streams.Streams_BatchAppend_FullMethodName, err)
		}
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
