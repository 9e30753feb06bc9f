package esdbserver_test

import (
	"fmt"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/emptypb"

	"vaoso/adapters/esdbserver/esdbtest"
)

func structured(n uint64) *shared.UUID {
	return &shared.UUID{Value: &shared.UUID_Structured_{Structured: &shared.UUID_Structured{LeastSignificantBits: int64(n)}}}
}

// message is a part of an append; options make it the first.
func message(correlation uint64, options *streams.BatchAppendReq_Options, final bool, data ...string) *streams.BatchAppendReq {
	m := &streams.BatchAppendReq{CorrelationId: structured(correlation), Options: options, IsFinal: final}
	for _, d := range data {
		m.ProposedMessages = append(m.ProposedMessages, &streams.BatchAppendReq_ProposedMessage{
			Id: structured(correlation*1000 + uint64(d[0])), Metadata: map[string]string{"type": "T", "content-type": "application/json"}, Data: []byte(d),
		})
	}
	return m
}

func to(stream string, after int64) *streams.BatchAppendReq_Options {
	o := &streams.BatchAppendReq_Options{StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(stream)}}
	if after < 0 {
		o.ExpectedStreamPosition = &streams.BatchAppendReq_Options_NoStream{NoStream: &emptypb.Empty{}}
	} else {
		o.ExpectedStreamPosition = &streams.BatchAppendReq_Options_StreamPosition{StreamPosition: uint64(after)}
	}
	return o
}

// TestBatchAppend: appends to one stream that are sent without waiting are
// written in their order; parts make one append; a refusal is of its append
// alone, and says why.
func TestBatchAppend(t *testing.T) {
	t.Parallel()
	conn, err := grpc.NewClient(esdbtest.Start(t, esdbtest.Log(t)).Address.String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	call, err := streams.NewStreamsClient(conn).BatchAppend(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	late := to("late", -1)
	late.DeadlineOption = &streams.BatchAppendReq_Options_Deadline{Deadline: durationpb.New(-1)}
	bare := message(9, to("bare", -1), true, "x")
	bare.ProposedMessages[0].Metadata = nil
	sent := []*streams.BatchAppendReq{
		message(1, to("parts", -1), false, "a"), message(1, nil, false, "b"), message(1, nil, true, "c"),
		message(3, to("s", 7), true, "never"), message(4, to("none", 0), true, "never"),
		message(5, to("big", -1), true, string(make([]byte, 1<<20))),
		message(6, &streams.BatchAppendReq_Options{StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte("unsaid")}}, true, "never"),
		message(7, late, true, "never"), message(8, nil, true, "of no append"), bare,
	}
	const pipelined = 50
	for i := range pipelined {
		sent = append(sent, message(uint64(100+i), to("queue", int64(i-1)), true, fmt.Sprint(i)))
	}
	for _, m := range sent {
		if err := call.Send(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := call.CloseSend(); err != nil {
		t.Fatal(err)
	}
	got := map[int64]string{}
	for {
		resp, err := call.Recv()
		if err != nil {
			break
		}
		id := resp.GetCorrelationId().GetStructured().GetLeastSignificantBits()
		switch e := resp.GetError(); {
		case e == nil:
			got[id] = fmt.Sprint("revision ", resp.GetSuccess().GetCurrentRevision())
		case len(e.GetDetails()) == 1:
			got[id] = e.GetMessage()
			wrong := new(shared.WrongExpectedVersion)
			if e.GetDetails()[0].UnmarshalTo(wrong) == nil {
				got[id] += fmt.Sprintf(" %v %d", wrong.GetCurrentNoStream() != nil, wrong.GetExpectedStreamPosition())
			}
		}
	}
	want := map[int64]string{
		1: "revision 2", 3: "WrongExpectedVersion true 7", 4: "WrongExpectedVersion true 0", 5: "MaximumAppendSizeExceeded",
		6: "BadRequest", 7: "Timeout", 9: "BadRequest",
	}
	for i := range int64(pipelined) {
		want[100+i] = fmt.Sprint("revision ", i)
	}
	for id, w := range want {
		if got[id] != w {
			t.Errorf("append %d came to %q, want %q", id, got[id], w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d answers, want %d", len(got), len(want))
	}
}
