package esdbserver_test

import (
	"log/slog"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
)

// bytesAsTheyAre sends and takes messages that nobody has looked at.
type bytesAsTheyAre struct{}

func (bytesAsTheyAre) Name() string { return "proto" }

func (bytesAsTheyAre) Marshal(v any) ([]byte, error) {
	b, _ := v.([]byte)
	return b, nil
}

func (bytesAsTheyAre) Unmarshal([]byte, any) error { return nil }

// TestGarbage: bytes that are no message end their call, and trouble nobody else.
func TestGarbage(t *testing.T) {
	t.Parallel()
	told := new(sayings)
	s := esdbserver.New(esdbtest.Log(t), esdbserver.Options{Writable: true, Logger: slog.New(slog.NewTextHandler(told, nil))})
	at := listening(t, s)
	conn := client(t, at, grpc.WithDefaultCallOptions(grpc.ForceCodec(bytesAsTheyAre{}), grpc.MaxCallSendMsgSize(32<<20)))
	long := make([]byte, 18<<20)
	for _, method := range []string{
		streams.Streams_Read_FullMethodName, streams.Streams_Append_FullMethodName, streams.Streams_BatchAppend_FullMethodName, streams.Streams_Delete_FullMethodName,
		streams.Streams_Tombstone_FullMethodName, gossip.Gossip_Read_FullMethodName, serverfeatures.ServerFeatures_GetSupportedMethods_FullMethodName, "/none.Such/Read",
	} {
		for what, sent := range map[string][]byte{"garbage": {0xff, 0xff, 0xff}, "a cut message": {0x0a, 0x7f, 0x01}, "too much": long} {
			call, err := conn.NewStream(t.Context(), &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}, method)
			if err != nil {
				t.Fatal(err)
			}
			if err := call.SendMsg(sent); err == nil {
				_ = call.CloseSend() // the answer says what came of it
			}
			if err := call.RecvMsg(nil); err == nil {
				t.Errorf("%s took %s", method, what)
			}
		}
	}
	if told.String() != "" {
		t.Errorf("the operator was troubled:\n%s", told)
	}
	if err := readOne(t, streams.NewStreamsClient(client(t, at)), "s"); err != nil {
		t.Error(err)
	}
}
