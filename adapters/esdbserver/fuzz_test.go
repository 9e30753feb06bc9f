package esdbserver_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protodelim"
	"google.golang.org/protobuf/proto"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
)

var errEnough = status.Error(codes.Canceled, "the client has heard enough")

// listener is a client of Read that leaves when it has caught up.
type listener struct {
	grpc.ServerStream
	ctx  context.Context
	got  []*streams.ReadResp
	most int
}

func (l *listener) Context() context.Context { return l.ctx }

func (l *listener) Send(m *streams.ReadResp) error {
	l.got = append(l.got, m)
	if m.GetCaughtUp() != nil || len(l.got) == l.most {
		return errEnough
	}
	return nil
}

// sender is a client of BatchAppend that sends messages, and hears the answers.
type sender struct {
	grpc.ServerStream
	ctx  context.Context
	from *bytes.Reader
	got  []*streams.BatchAppendResp
}

func (s *sender) Context() context.Context { return s.ctx }

func (s *sender) Send(m *streams.BatchAppendResp) error {
	s.got = append(s.got, m)
	return nil
}

func (s *sender) Recv() (*streams.BatchAppendReq, error) {
	m := new(streams.BatchAppendReq)
	if err := protodelim.UnmarshalFrom(s.from, m); err != nil {
		return nil, io.EOF // gRPC ends a call that sends what can't be read
	}
	return m, nil
}

// asked says that the server could answer: whatever comes, it is nobody's fault
// but the client's.
func asked(t *testing.T, err error) {
	t.Helper()
	if code := status.Code(err); code == codes.Unknown || code == codes.Internal {
		t.Errorf("the server failed: %v", err)
	}
}

// FuzzRead: whatever is asked, the answer is in order, no more than was asked
// for, and can be sent.
func FuzzRead(f *testing.F) {
	s := esdbserver.New(esdbtest.Log(f), esdbserver.Options{Writable: true})
	feed := &sender{ctx: f.Context(), from: bytes.NewReader(delimited(f,
		message(1, to("s", -1), true, "a", "b", "c"), message(2, to("$$s", -1), true, `{"$tb":1}`), message(3, to("~$t", -1), true, "d")))}
	if err := s.BatchAppend(feed); err != nil || len(feed.got) != 3 {
		f.Fatal(feed.got, err)
	}
	stream := &streams.ReadReq_Options_Stream{Stream: &streams.ReadReq_Options_StreamOptions{StreamIdentifier: named("s")}}
	count := &streams.ReadReq_Options_Count{Count: 2}
	for _, o := range []*readOptions{
		nil, {}, byRegex("^T$"), byPrefixes("T", "U"), {StreamOption: stream, CountOption: subscription}, {StreamOption: stream, CountOption: count},
		{StreamOption: stream, CountOption: count, ReadDirection: streams.ReadReq_Options_Backwards, UuidOption: &streams.ReadReq_Options_UUIDOption{Content: &streams.ReadReq_Options_UUIDOption_String_{}}},
		{StreamOption: allFrom(2), CountOption: count}, {StreamOption: allFrom(1 << 63), CountOption: count, ReadDirection: streams.ReadReq_Options_Backwards}, {StreamOption: allFrom(3), CountOption: subscription},
	} {
		f.Add(marshal(f, &streams.ReadReq{Options: o}))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		req := new(streams.ReadReq)
		if proto.Unmarshal(b, req) != nil {
			return
		}
		l := &listener{ctx: t.Context(), most: 1000}
		asked(t, s.Read(req, l))
		n, before := uint64(0), uint64(0)
		for _, m := range l.got {
			if _, err := proto.Marshal(m); err != nil {
				t.Error(err)
			}
			e := m.GetEvent().GetEvent()
			if e == nil {
				continue
			}
			at := e.GetCommitPosition()
			if backward := req.GetOptions().GetReadDirection() == streams.ReadReq_Options_Backwards; n > 0 && backward != (at < before) {
				t.Errorf("%d comes after %d", at, before)
			}
			n, before = n+1, at
		}
		if o, counted := req.GetOptions().GetCountOption().(*streams.ReadReq_Options_Count); counted && n > o.Count {
			t.Errorf("%d events, asked for %d", n, o.Count)
		}
	})
}

// FuzzBatch: whatever is sent, an append is answered once at the most, and names
// its stream; what was written can be read.
func FuzzBatch(f *testing.F) {
	odd := message(4, to("u", -1), true, "x")
	odd.CorrelationId, odd.ProposedMessages[0].Metadata = &shared.UUID{Value: &shared.UUID_String_{String_: "no"}}, nil
	any := to("v", 3)
	any.ExpectedStreamPosition, any.DeadlineOption = nil, &streams.BatchAppendReq_Options_Deadline_21_10_0{}
	f.Add(delimited(f, message(1, to("s", -1), false, "a"), message(1, nil, true, "b"), message(2, to("s", 1), true, "c"), odd, message(5, any, true, "z")))
	f.Add(delimited(f, message(1, to("$$s", -1), true, `{"$tb":1}`), message(2, to("s", 7), true), message(3, &streams.BatchAppendReq_Options{}, true)))
	s := esdbserver.New(esdbtest.Log(f), esdbserver.Options{Writable: true})
	f.Fuzz(func(t *testing.T, b []byte) {
		feed := &sender{ctx: t.Context(), from: bytes.NewReader(b)}
		asked(t, s.BatchAppend(feed))
		told := 0
		for b := bytes.NewReader(b); ; told++ {
			if err := protodelim.UnmarshalFrom(b, new(streams.BatchAppendReq)); err != nil {
				break
			}
		}
		if len(feed.got) > told {
			t.Errorf("%d answers to %d messages", len(feed.got), told)
		}
		for _, m := range feed.got {
			if m.GetResult() == nil || m.GetStreamIdentifier() == nil || m.GetError().GetMessage() == "Unknown" {
				t.Errorf("answered %v", m)
			}
		}
		l := &listener{ctx: t.Context(), most: 50}
		if err := s.Read(&streams.ReadReq{Options: &readOptions{StreamOption: &streams.ReadReq_Options_All{All: &streams.ReadReq_Options_AllOptions{AllOption: &streams.ReadReq_Options_AllOptions_End{}}}, CountOption: &streams.ReadReq_Options_Count{Count: 50}, ReadDirection: streams.ReadReq_Options_Backwards}}, l); err != nil && !errors.Is(err, errEnough) {
			t.Error(err)
		}
	})
}

func marshal(t testing.TB, m proto.Message) []byte {
	t.Helper()
	b, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func delimited(t interface{ Fatal(args ...any) }, list ...*streams.BatchAppendReq) []byte {
	var b bytes.Buffer
	for _, m := range list {
		if _, err := protodelim.MarshalTo(&b, m); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}
