package esdbserver

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/keepalive"

	"vaoso/domain/es"
)

// Version is the EventStoreDB whose protocol is spoken.
const Version = "23.10.8"

// maxMessage is the most that one message may hold, in bytes, as at
// EventStoreDB: an append of the hard limit of 16 MiB and its envelope.
const maxMessage = 17 << 20

// maxQuestion is the same where nothing may be written: nobody has much to say
// there, and what a caller without the token sends is read before it is refused.
const maxQuestion = 128 << 10

// maxHeaders is the most that a call's headers may hold, in bytes, and handshake
// how long a connection may take to begin: both are before the token is seen.
const (
	maxHeaders = 32 << 10
	handshake  = 10 * time.Second
)

// maxCalls is how many calls one connection may have under way: subscriptions
// for the most part.
const maxCalls = 1000

// Options are what is served, and to whom.
type Options struct {
	// Writable allows Append, BatchAppend, Delete and Tombstone.
	Writable bool
	// Token is the password that every caller must send, under any user's
	// name; "" lets everyone in.
	Token string
	// TLS is how the server proves who it is; nil: it speaks in the clear. The
	// official Go client sends no password in the clear.
	TLS *tls.Config
	// Clock is what foreign events are stamped with; nil: the machine's.
	Clock func() time.Time
	// Logger hears of the server's own trouble, and of nothing personal; nil:
	// slog.Default().
	Logger *slog.Logger
}

// Server speaks EventStoreDB's protocol over a log.
type Server struct {
	streams.UnimplementedStreamsServer
	serverfeatures.UnimplementedServerFeaturesServer

	log      es.Log
	opts     Options
	instance es.UUID

	// changing is held while what metadata says of a stream changes or is acted
	// on; appends that only look at it share it.
	changing sync.RWMutex

	mu      sync.Mutex
	address net.Addr // where it listens; nil until Serve
	leader  *net.TCPAddr
}

// New makes a server over the log, which stays the caller's to close.
func New(log es.Log, o Options) *Server {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	return &Server{log: log, opts: o, instance: es.NewUUIDv5(es.UUID{}, "vaoso esdbserver")}
}

// SetLeader makes the server a follower of the one at the address, for trials
// of a change of leader: it refuses what requires a leader, and says where the
// leader is. nil makes it the leader again, as it is at first.
func (s *Server) SetLeader(leader *net.TCPAddr) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leader = leader
}

// Register adds the services to a gRPC server of the caller's, who looks after
// credentials and limits.
func (s *Server) Register(g grpc.ServiceRegistrar) {
	streams.RegisterStreamsServer(g, s)
	gossip.RegisterGossipServer(g, members{server: s})
	serverfeatures.RegisterServerFeaturesServer(g, s)
}

// GRPC is a gRPC server with the limits that EventStoreDB's clients need, the
// services and the check of the token.
func (s *Server) GRPC(more ...grpc.ServerOption) *grpc.Server {
	longest := maxQuestion
	if s.opts.Writable {
		longest = maxMessage
	}
	options := []grpc.ServerOption{
		grpc.MaxRecvMsgSize(longest), grpc.MaxSendMsgSize(maxMessage), grpc.MaxConcurrentStreams(maxCalls),
		grpc.MaxHeaderListSize(maxHeaders), grpc.ConnectionTimeout(handshake),
		// The clients ping every 10 s, also while nothing is asked; without this
		// they are disconnected for it.
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 2 * time.Second, PermitWithoutStream: true}),
		grpc.KeepaliveParams(keepalive.ServerParameters{Time: 10 * time.Second, Timeout: 10 * time.Second}),
		grpc.ChainUnaryInterceptor(s.guardUnary, s.unaryCredentials), grpc.ChainStreamInterceptor(s.guardStream, s.streamCredentials),
	}
	if s.opts.TLS != nil {
		options = append(options, grpc.Creds(credentials.NewTLS(s.opts.TLS)))
	}
	g := grpc.NewServer(append(options, more...)...)
	s.Register(g)
	return g
}

// Serve answers on the listener until ctx ends, and then returns nil.
// Subscriptions are ended; an append under way is finished.
func (s *Server) Serve(ctx context.Context, listener net.Listener, more ...grpc.ServerOption) error {
	s.mu.Lock()
	s.address = listener.Addr()
	s.mu.Unlock()
	g := s.GRPC(append([]grpc.ServerOption{grpc.WaitForHandlers(true)}, more...)...)
	ended := make(chan error, 1)
	go func() { ended <- g.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("couldn't serve EventStoreDB's protocol on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	g.Stop() // ends subscriptions; handlers are waited for, since the log may be closed next
	if err := <-ended; err != nil && !errors.Is(err, grpc.ErrServerStopped) {
		return fmt.Errorf("couldn't end serving EventStoreDB's protocol: %w", err)
	}
	return nil
}
