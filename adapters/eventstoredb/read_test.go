package eventstoredb_test

import (
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"

	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/domain/es"
)

// stuck sits in the server and never gets to the end of a read that looks for
// a type.
type stuck struct{ grpc.ServerStream }

func (s stuck) RecvMsg(m any) error {
	err := s.ServerStream.RecvMsg(m)
	if q, ok := m.(*streams.ReadReq); ok && q.GetOptions().GetFilter().GetEventType() != nil {
		<-s.Context().Done()
	}
	return err
}

// TestAFilterThatTakesTooLong: looking through a long log for what is rare may
// take the server longer than one call may. Then it is looked for here, page by
// page, each of which comes in time.
func TestAFilterThatTakesTooLong(t *testing.T) {
	t.Parallel()
	node := esdbtest.Start(t, esdbtest.Log(t), grpc.ChainStreamInterceptor(func(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		return handler(srv, stuck{stream})
	}))
	log := open(t, node.URL(), hasty)
	batch := eventsOf("a", "s", 100)
	batch[99].Type = "rare"
	if _, err := log.Append(t.Context(), "s", es.NoStream, batch); err != nil {
		t.Fatal(err)
	}
	for _, from := range []struct {
		at  es.Position
		dir es.Direction
	}{{es.Start, es.Forward}, {es.End, es.Backward}} {
		var got []es.Event
		for e, err := range log.ReadAll(t.Context(), from.at, from.dir, es.Filter{Types: []string{"rare"}}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, e)
		}
		if len(got) != 1 || got[0].ID != batch[99].ID {
			t.Errorf("from %s on, found %d events, want 1", from.at, len(got))
		}
	}
}
