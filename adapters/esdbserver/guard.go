package esdbserver

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// errMistake is what a request comes to that met a mistake in the program.
var errMistake = errors.New("esdbserver: a mistake in the server")

// hidden is what the caller hears of the server's own trouble.
const hidden = "the server couldn't answer; its own log says why"

// guarded answers a request. A panic ends that request alone, and what is the
// server's own trouble is told to its operator, not to who asked.
func (s *Server) guarded(ctx context.Context, method string, answer func() error) error {
	err := s.contained(ctx, method, answer)
	switch {
	case errors.Is(err, errMistake):
		return status.Error(codes.Internal, hidden)
	case status.Code(err) == codes.Unknown:
		s.trouble(ctx, method, err)
		return status.Error(codes.Unknown, hidden)
	}
	return err
}

// contained turns a panic into errMistake.
func (s *Server) contained(ctx context.Context, method string, do func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil { // its text may quote anything, so the place alone is logged
			s.opts.Logger.LogAttrs(ctx, slog.LevelError, "a handler panicked", slog.String("method", method), slog.String("stack", string(debug.Stack())))
			err = errMistake
		}
	}()
	return do()
}

// trouble tells the operator of what kept the server from answering.
func (s *Server) trouble(ctx context.Context, method string, err error) {
	s.opts.Logger.LogAttrs(ctx, slog.LevelError, "couldn't answer EventStoreDB's protocol", slog.String("method", method), slog.String("error", err.Error()))
}

func (s *Server) guardUnary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
	err = s.guarded(ctx, info.FullMethod, func() error {
		resp, err = handler(ctx, req)
		return err
	})
	return resp, err
}

func (s *Server) guardStream(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	return s.guarded(stream.Context(), info.FullMethod, func() error { return handler(srv, stream) })
}
