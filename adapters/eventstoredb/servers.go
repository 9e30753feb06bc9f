package eventstoredb

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/metadata"

	"vaoso/domain/es"
)

// maxMessage is the most that one message may hold, in bytes.
const maxMessage = 17 << 20

// servers holds one connection, to the leader, and finds the leader anew when
// the connection is given up. It never stays broken.
type servers struct {
	config *esdb.Configuration
	dial   []grpc.DialOption
	header metadata.MD // of every call
	known  *known
	tell   *slog.Logger
	life   context.Context // ends with close
	end    context.CancelFunc
	run    sync.WaitGroup // whatever close has to wait for

	mu      sync.Mutex
	closed  bool
	current *connection
	finding *finding  // under way; nil: nobody looks
	hint    string    // where a server said that the leader is
	away    time.Time // since when there is no connection; zero: there is one, or there was none yet
	silent  bool      // whether it has been told that the leader can't be found
}

// finding is a search for the leader that any number of calls wait for.
type finding struct {
	done chan struct{}
	conn *connection
	err  error
}

func newServers(config *esdb.Configuration, k *known, tell *slog.Logger) (*servers, error) {
	s := &servers{config: config, known: k, tell: tell, header: metadata.Pairs("requires-leader", "true")}
	s.life, s.end = context.WithCancel(context.Background())
	transport := insecure.NewCredentials()
	if !config.DisableTLS {
		secure := &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: config.RootCAs, InsecureSkipVerify: config.SkipCertificateVerification} //nolint:gosec // only where tlsVerifyCert=false asks for it
		if config.UserCertFile != "" {
			cert, err := tls.LoadX509KeyPair(config.UserCertFile, config.UserKeyFile)
			if err != nil {
				return nil, fmt.Errorf("%w: couldn't read the user's certificate: %w", ErrConnectionString, err)
			}
			secure.Certificates = []tls.Certificate{cert}
		}
		transport = credentials.NewTLS(secure)
	}
	s.dial = []grpc.DialOption{
		grpc.WithTransportCredentials(transport),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage), grpc.MaxCallSendMsgSize(maxMessage)),
	}
	if config.KeepAliveInterval >= 0 {
		s.dial = append(s.dial, grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: config.KeepAliveInterval, Timeout: config.KeepAliveTimeout, PermitWithoutStream: true}))
	}
	if config.Username != "" {
		s.header.Set("authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(config.Username+":"+config.Password)))
	}
	return s, nil
}

// outgoing is the context with what every call says.
func (s *servers) outgoing(ctx context.Context) context.Context {
	return metadata.NewOutgoingContext(ctx, s.header)
}

// get is the connection, which it makes where there is none. Its errors but
// ctx's and ErrClosed are trouble.
func (s *servers) get(ctx context.Context) (*connection, error) {
	s.mu.Lock()
	switch {
	case s.closed:
		s.mu.Unlock()
		return nil, es.ErrClosed
	case s.current != nil:
		defer s.mu.Unlock()
		return s.current, nil
	case s.finding == nil:
		f := &finding{done: make(chan struct{})}
		s.finding = f
		s.run.Go(func() { s.find(f) })
	}
	f := s.finding
	s.mu.Unlock()
	select {
	case <-f.done:
		return f.conn, f.err
	case <-ctx.Done():
		return nil, over(ctx)
	}
}

// drop gives a connection up: the next get makes another. Whatever is under
// way on it ends.
func (s *servers) drop(c *connection, cause error) {
	s.mu.Lock()
	var t *troubleError
	if errors.As(cause, &t) && t.leader != "" {
		s.hint = t.leader
	}
	if s.current == c {
		s.current = nil
		if s.away = time.Now(); !s.closed {
			s.tell.Warn("lost the connection to EventStoreDB; looking for its leader", slog.Any("error", cause))
		}
	}
	s.mu.Unlock()
	_ = c.Close() // again where others gave it up too, which is no harm
}

// close ends the connection and whatever is under way on it.
func (s *servers) close() {
	s.mu.Lock()
	s.closed = true
	c := s.current
	s.current = nil
	s.mu.Unlock()
	s.end()
	if c != nil {
		_ = c.Close() // it can only have been closed already
	}
}

// wait waits for all that close ended.
func (s *servers) wait() { s.run.Wait() }

// find looks for the leader and tells whoever waits.
func (s *servers) find(f *finding) {
	conn, err := s.leader()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finding = nil
	switch {
	case strings.Contains(fmt.Sprint(err), "authentication handshake failed"): // gRPC has no other word for it
		f.err = fmt.Errorf("EventStoreDB's certificate isn't trusted (tlsCaFile names the authority's): %w", err)
	case err != nil:
		f.err = trouble(fmt.Errorf("couldn't find EventStoreDB's leader: %w", err))
		if !s.silent && !s.closed { // once, until it is found
			s.silent = true
			if s.away.IsZero() {
				s.away = time.Now()
			}
			s.tell.Error("couldn't find EventStoreDB's leader; trying on while it is asked for", slog.Any("error", err))
		}
	case s.closed:
		f.err = errors.Join(es.ErrClosed, conn.Close())
	default:
		c := newConnection(s, conn)
		s.current, f.conn = c, c
		if !s.away.IsZero() {
			s.tell.Warn("connected to EventStoreDB's leader again", slog.String("at", conn.Target()), slog.Time("awaySince", s.away))
		}
		s.away, s.silent = time.Time{}, false
	}
	close(f.done)
}

// leader asks the candidates in any order, as often as the connection string
// allows, and connects to the leader.
func (s *servers) leader() (*grpc.ClientConn, error) {
	var last error
	for attempt := range s.config.MaxDiscoverAttempts {
		if attempt > 0 {
			pause(s.life, time.Duration(s.config.DiscoveryInterval)*time.Millisecond)
		}
		if s.life.Err() != nil {
			return nil, es.ErrClosed
		}
		s.mu.Lock()
		hint := s.hint
		s.hint = ""
		s.mu.Unlock()
		if hint != "" {
			if conn, err := s.connect(hint); err == nil {
				return conn, nil
			}
		}
		var candidates []string
		for _, seed := range s.config.GossipSeeds {
			candidates = append(candidates, net.JoinHostPort(seed.Host, strconv.Itoa(int(seed.Port))))
		}
		if len(candidates) == 0 {
			candidates = []string{s.config.Address}
		}
		rand.Shuffle(len(candidates), func(i, j int) { candidates[i], candidates[j] = candidates[j], candidates[i] })
		for _, at := range candidates {
			conn, err := s.through(at)
			if err == nil {
				return conn, nil
			}
			last = err
		}
	}
	return nil, last
}

// through connects to the leader that the server at the address names; to
// itself where the connection string names no cluster.
func (s *servers) through(at string) (*grpc.ClientConn, error) {
	if len(s.config.GossipSeeds) == 0 && !s.config.DnsDiscover {
		return s.connect(at)
	}
	conn, err := grpc.NewClient(at, s.dial...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	ctx, cancel := s.briefly()
	defer cancel()
	info, err := gossip.NewGossipClient(conn).Read(ctx, &shared.Empty{})
	if err = errors.Join(err, conn.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	for _, m := range info.GetMembers() {
		if m.GetState() == gossip.MemberInfo_Leader && m.GetIsAlive() {
			return s.connect(net.JoinHostPort(m.GetHttpEndPoint().GetAddress(), strconv.Itoa(int(m.GetHttpEndPoint().GetPort()))))
		}
	}
	return nil, fmt.Errorf("%s knows of no leader", at)
}

// connect connects to a server, and asks it for something, since a connection
// is only made when it is used.
func (s *servers) connect(at string) (*grpc.ClientConn, error) {
	conn, err := grpc.NewClient(at, s.dial...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	ctx, cancel := s.briefly()
	defer cancel()
	features, err := serverfeatures.NewServerFeaturesClient(conn).GetSupportedMethods(ctx, &shared.Empty{})
	if err == nil {
		batch := slices.ContainsFunc(features.GetMethods(), func(m *serverfeatures.SupportedMethod) bool { return m.GetMethodName() == "batchappend" })
		if batch && !tooOld(features.GetEventStoreServerVersion()) {
			return conn, nil
		}
		err = fmt.Errorf("its version is %q: EventStoreDB 22.6 or newer is needed", features.GetEventStoreServerVersion())
	}
	return nil, errors.Join(fmt.Errorf("%s: %w", at, err), conn.Close())
}

// tooOld says whether a server is older than 22.6, the first whose reads of a
// stream say where in the log its events are. What is built from source calls
// itself 0.
func tooOld(version string) bool {
	var major, minor int
	n, err := fmt.Sscanf(version, "%d.%d", &major, &minor)
	return err == nil && n == 2 && major > 0 && (major < 22 || major == 22 && minor < 6)
}

// briefly bounds a question to a server that may be dead.
func (s *servers) briefly() (context.Context, context.CancelFunc) {
	return context.WithTimeout(s.outgoing(s.life), time.Duration(s.config.GossipTimeout)*time.Second)
}
