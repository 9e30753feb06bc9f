package esdbserver

import (
	"context"
	"net"
	"strconv"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"google.golang.org/grpc/metadata"

	"vaoso/domain/es"
)

// members is the Gossip service.
type members struct {
	gossip.UnimplementedGossipServer
	server *Server
}

// Read is Gossip's: this server, and its leader where it has one. A server that
// listens everywhere is where the caller found it.
func (g members) Read(ctx context.Context, _ *shared.Empty) (*gossip.ClusterInfo, error) {
	s := g.server
	s.mu.Lock()
	defer s.mu.Unlock()
	member := func(addr net.Addr, state gossip.MemberInfo_VNodeState, id es.UUID) *gossip.MemberInfo {
		m := &gossip.MemberInfo{InstanceId: toUUID(id, false), TimeStamp: s.opts.Clock().UnixNano() / 100, State: state, IsAlive: true}
		if tcp, ok := addr.(*net.TCPAddr); ok {
			m.HttpEndPoint = &gossip.EndPoint{Address: tcp.IP.String(), Port: uint32(tcp.Port)} //nolint:gosec // a port
			if found := foundAt(ctx); tcp.IP.IsUnspecified() && found != nil {
				m.HttpEndPoint = found
			}
		}
		return m
	}
	if s.leader == nil {
		return &gossip.ClusterInfo{Members: []*gossip.MemberInfo{member(s.address, gossip.MemberInfo_Leader, s.instance)}}, nil
	}
	return &gossip.ClusterInfo{Members: []*gossip.MemberInfo{
		member(s.address, gossip.MemberInfo_Follower, s.instance),
		member(s.leader, gossip.MemberInfo_Leader, es.NewUUIDv5(s.instance, "leader")),
	}}, nil
}

// foundAt is the address that the caller asked at; nil where it doesn't say.
func foundAt(ctx context.Context) *gossip.EndPoint {
	md, _ := metadata.FromIncomingContext(ctx)
	for _, authority := range md.Get(":authority") {
		host, port, err := net.SplitHostPort(authority)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseUint(port, 10, 16); err == nil {
			return &gossip.EndPoint{Address: host, Port: uint32(n)}
		}
	}
	return nil
}

// leads fails where the caller requires a leader and this server is none.
func (s *Server) leads(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.leader == nil {
		return nil
	}
	md, _ := metadata.FromIncomingContext(ctx)
	if required := md.Get("requires-leader"); len(required) == 0 || required[0] != "true" {
		return nil
	}
	return notLeaderError{s.leader.IP.String(), s.leader.Port}
}

// GetSupportedMethods is ServerFeatures'.
func (s *Server) GetSupportedMethods(context.Context, *shared.Empty) (*serverfeatures.SupportedMethods, error) {
	features := &serverfeatures.SupportedMethods{EventStoreServerVersion: Version}
	// The names are lower case, as the clients look for them.
	for _, method := range []string{"read", "append", "delete", "tombstone", "batchappend"} {
		m := &serverfeatures.SupportedMethod{MethodName: method, ServiceName: "event_store.client.streams.streams"}
		if method == "batchappend" {
			m.Features = []string{"deadline_duration"}
		}
		if method == "read" {
			m.Features = []string{"position", "events"}
		}
		features.Methods = append(features.Methods, m)
	}
	features.Methods = append(features.Methods,
		&serverfeatures.SupportedMethod{MethodName: "read", ServiceName: "event_store.client.gossip.gossip"},
		&serverfeatures.SupportedMethod{MethodName: "getsupportedmethods", ServiceName: "event_store.client.server_features.serverfeatures"})
	return features, nil
}
