package esdbserver

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	statuspb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/emptypb"

	"vaoso/domain/es"
)

// maxAppend is EventStoreDB's default limit on an append, in bytes.
const maxAppend = 1 << 20

// maxEvents bounds an append's events. The log's own limit is reached a little
// before: it counts what it adds to each.
const maxEvents = 1 << 12

// What is refused, besides es.ConflictError.
var (
	errReadOnly = errors.New("esdbserver: the log is served read-only")
	errTooLarge = fmt.Errorf("esdbserver: an append may hold %d bytes", maxAppend)
)

// deletedError says that a stream has a tombstone.
type deletedError struct{ stream string }

func (e deletedError) Error() string { return fmt.Sprintf("Event stream '%s' is deleted.", e.stream) }

// notLeaderError says where the leader is.
type notLeaderError struct {
	host string
	port int
}

func (e notLeaderError) Error() string { return "Leader info available" }

// invalidError is a request that makes no sense.
type invalidError string

func (e invalidError) Error() string { return string(e) }

// errUnended is a client that begins appends and doesn't end them.
var errUnended = invalid("too many appends are begun and not ended: %d, or %d bytes, at the most", maxBegun, maxBegunSize)

func invalid(format string, args ...any) error { return invalidError(fmt.Sprintf(format, args...)) }

// failed turns an error into the status that EventStoreDB answers, and sets the
// trailers by which its clients tell one from another.
func failed(ctx context.Context, err error) error {
	if _, isStatus := status.FromError(err); isStatus {
		return err // gRPC's own: the client has gone, or sends what can't be read
	}
	code, exception, more := classify(err)
	if exception != "" {
		// The only failure is a call whose status has gone out already.
		_ = grpc.SetTrailer(ctx, metadata.Join(metadata.Pairs("exception", exception), metadata.Pairs(more...)))
	}
	return status.Error(code, err.Error())
}

func classify(err error) (code codes.Code, exception string, trailers []string) {
	var conflict *es.ConflictError
	var deleted deletedError
	var leader notLeaderError
	var wrong invalidError
	switch {
	case errors.As(err, &conflict):
		return codes.FailedPrecondition, "wrong-expected-version", []string{
			"stream-name", conflict.Stream, "expected-version", expectedNumber(conflict.Expected), "actual-version", strconv.FormatInt(int64(conflict.Actual), 10),
		}
	case errors.As(err, &deleted):
		return codes.FailedPrecondition, "stream-deleted", []string{"stream-name", deleted.stream}
	case errors.As(err, &leader):
		return codes.NotFound, "not-leader", []string{"leader-endpoint-host", leader.host, "leader-endpoint-port", strconv.Itoa(leader.port)}
	case errors.As(err, &wrong), errors.Is(err, es.ErrInvalidAppend):
		return codes.InvalidArgument, "", nil
	case errors.Is(err, errTooLarge), errors.Is(err, es.ErrTooLarge):
		return codes.InvalidArgument, "maximum-append-size-exceeded", []string{"maximum-append-size", strconv.Itoa(maxAppend)}
	case errors.Is(err, errReadOnly):
		return codes.PermissionDenied, "access-denied", nil
	case errors.Is(err, es.ErrUnknownOutcome): // EventStoreDB's timeout: nobody knows whether it was written
		return codes.Aborted, "", nil
	case errors.Is(err, es.ErrClosed), errors.Is(err, es.ErrUnavailable):
		return codes.Unavailable, "", nil
	case errors.Is(err, context.Canceled):
		return codes.Canceled, "", nil
	case errors.Is(err, context.DeadlineExceeded):
		return codes.DeadlineExceeded, "", nil
	}
	return codes.Unknown, "", nil
}

// failedBatch is the answer within BatchAppend, where an append's failure isn't
// the stream's.
func failedBatch(err error) *statuspb.Status {
	var conflict *es.ConflictError
	var deleted deletedError
	var wrong invalidError
	detail := func(code codes.Code, name string, m proto.Message) *statuspb.Status {
		packed, packErr := anypb.New(m)
		if packErr != nil {
			return &statuspb.Status{Code: int32(codes.Internal), Message: packErr.Error()}
		}
		return &statuspb.Status{Code: int32(code), Message: name, Details: []*anypb.Any{packed}} //nolint:gosec // a small number
	}
	switch {
	case errors.As(err, &conflict):
		return detail(codes.AlreadyExists, "WrongExpectedVersion", wrongVersion(conflict))
	case errors.As(err, &deleted):
		return detail(codes.NotFound, "StreamDeleted", &shared.StreamDeleted{StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(deleted.stream)}})
	case errors.As(err, &wrong), errors.Is(err, es.ErrInvalidAppend):
		return detail(codes.InvalidArgument, "BadRequest", &shared.BadRequest{Message: err.Error()})
	case errors.Is(err, errTooLarge), errors.Is(err, es.ErrTooLarge):
		return detail(codes.InvalidArgument, "MaximumAppendSizeExceeded", &shared.MaximumAppendSizeExceeded{MaxAppendSize: maxAppend})
	case errors.Is(err, errReadOnly):
		return detail(codes.PermissionDenied, "AccessDenied", &shared.AccessDenied{})
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, es.ErrUnknownOutcome), errors.Is(err, es.ErrUnavailable), errors.Is(err, es.ErrClosed):
		return detail(codes.DeadlineExceeded, "Timeout", &shared.Timeout{})
	}
	return detail(codes.Unknown, "Unknown", &shared.Unknown{})
}

func wrongVersion(c *es.ConflictError) *shared.WrongExpectedVersion {
	w := &shared.WrongExpectedVersion{}
	if c.Actual == es.NoRevision {
		w.CurrentStreamRevisionOption = &shared.WrongExpectedVersion_CurrentNoStream{CurrentNoStream: &emptypb.Empty{}}
	} else {
		w.CurrentStreamRevisionOption = &shared.WrongExpectedVersion_CurrentStreamRevision{CurrentStreamRevision: uint64(c.Actual)} //nolint:gosec // not negative
	}
	switch revision, exact := c.Expected.Revision(); {
	case exact && revision == es.NoRevision:
		w.ExpectedStreamPositionOption = &shared.WrongExpectedVersion_ExpectedNoStream{ExpectedNoStream: &emptypb.Empty{}}
	case exact:
		w.ExpectedStreamPositionOption = &shared.WrongExpectedVersion_ExpectedStreamPosition{ExpectedStreamPosition: uint64(revision)} //nolint:gosec // not negative
	case c.Expected == es.StreamExists:
		w.ExpectedStreamPositionOption = &shared.WrongExpectedVersion_ExpectedStreamExists{ExpectedStreamExists: &emptypb.Empty{}}
	default:
		w.ExpectedStreamPositionOption = &shared.WrongExpectedVersion_ExpectedAny{ExpectedAny: &emptypb.Empty{}}
	}
	return w
}

// expectedNumber is EventStoreDB's number for an expectation.
func expectedNumber(e es.Expected) string {
	switch revision, exact := e.Revision(); {
	case exact:
		return strconv.FormatInt(int64(revision), 10)
	case e == es.StreamExists:
		return "-4"
	}
	return "-2"
}
