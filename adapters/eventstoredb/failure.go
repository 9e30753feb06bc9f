package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"vaoso/domain/es"
)

// troubleError is a failure that another attempt, on another connection, may
// not meet.
type troubleError struct {
	err    error
	leader string // where the leader is, if the server said so
	local  bool   // it is one call's: the connection is as good as before
}

func (e *troubleError) Error() string { return e.err.Error() }
func (e *troubleError) Unwrap() error { return e.err }

// Is says that trouble which outlasts patience is the log being out of reach.
func (e *troubleError) Is(target error) bool { return target == es.ErrUnavailable }

func trouble(err error) error { return &troubleError{err: err} }

// passing says whether trying again may help.
func passing(err error) bool {
	var t *troubleError
	return errors.As(err, &t)
}

// local says whether the connection has no part in the trouble.
func local(err error) bool {
	var t *troubleError
	return errors.As(err, &t) && t.local
}

// errDeleted is a stream that somebody ended for ever, or hid, by EventStoreDB's
// own means. A book never does.
var errDeleted = errors.New("the stream was deleted in EventStoreDB")

// failure says what a call's error and trailers mean. Whatever isn't known to be
// final is trouble.
func failure(err error, trailers metadata.MD) error {
	if errors.Is(err, errMalformed) {
		return trouble(err)
	}
	exception := first(trailers, "exception")
	switch code := status.Code(err); {
	case exception == "not-leader":
		t := &troubleError{err: errors.New("the server isn't the leader any more")}
		host, port := first(trailers, "leader-endpoint-host"), first(trailers, "leader-endpoint-port")
		if _, err := strconv.ParseUint(port, 10, 16); err == nil && host != "" {
			t.leader = net.JoinHostPort(host, port)
		}
		return t
	case exception == "stream-deleted":
		return errDeleted
	case code == codes.Unauthenticated:
		return fmt.Errorf("EventStoreDB doesn't know this user or password: %w", err)
	case code == codes.PermissionDenied:
		return fmt.Errorf("EventStoreDB doesn't allow this user to do that: %w", err)
	case code == codes.InvalidArgument, code == codes.Unimplemented:
		return err
	case code == codes.Aborted: // a subscription whose consumer is slow; a read that the server had no time for
		return &troubleError{err: err, local: true}
	}
	return trouble(err)
}

func first(md metadata.MD, key string) string {
	if v := md.Get(key); len(v) > 0 {
		return v[0]
	}
	return ""
}

// over is the error of a context that has ended: the log's where it was closed.
func over(ctx context.Context) error {
	if cause := context.Cause(ctx); errors.Is(cause, es.ErrClosed) {
		return es.ErrClosed
	}
	return ctx.Err()
}
