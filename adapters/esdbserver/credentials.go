package esdbserver

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// credentials checks who calls. Gossip and ServerFeatures tell nothing of the
// log, and the clients ask them without a password.
func (s *Server) credentials(ctx context.Context, method string) error {
	if s.opts.Token == "" || !strings.HasPrefix(method, "/"+streams.Streams_ServiceDesc.ServiceName+"/") {
		return nil
	}
	md, _ := metadata.FromIncomingContext(ctx)
	for _, header := range md.Get("authorization") {
		scheme, encoded, _ := strings.Cut(header, " ")
		pair, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil || !strings.EqualFold(scheme, "basic") {
			continue
		}
		_, password, _ := strings.Cut(string(pair), ":")
		got, want := sha256.Sum256([]byte(password)), sha256.Sum256([]byte(s.opts.Token))
		if subtle.ConstantTimeCompare(got[:], want[:]) == 1 {
			return nil
		}
	}
	return status.Error(codes.Unauthenticated, "the access token is missing or wrong; it goes where the password goes (a client sends none without TLS)")
}

func (s *Server) unaryCredentials(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if err := s.credentials(ctx, info.FullMethod); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

func (s *Server) streamCredentials(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := s.credentials(stream.Context(), info.FullMethod); err != nil {
		return err
	}
	return handler(srv, stream)
}
