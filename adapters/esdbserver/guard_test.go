package esdbserver_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/domain/es"
)

// troubled is a log in which some streams go wrong.
type troubled struct{ es.Log }

func (l troubled) Append(ctx context.Context, stream string, expected es.Expected, events []es.NewEvent) (es.Appended, error) {
	return es.Appended{}, trouble(stream)
}

func (l troubled) Read(ctx context.Context, stream string, from es.Revision, dir es.Direction) iter.Seq2[es.Event, error] {
	if err := trouble(strings.TrimPrefix(stream, "~$$")); err != nil && strings.HasPrefix(stream, "read-") {
		return func(yield func(es.Event, error) bool) { yield(es.Event{}, err) }
	}
	return l.Log.Read(ctx, stream, from, dir)
}

func trouble(stream string) error {
	switch _, what, _ := strings.Cut(stream, "-"); what {
	case "panic":
		panic("a secret")
	case "error":
		return errors.New("couldn't open a secret path")
	case "away":
		return es.ErrUnavailable
	case "unknown":
		return es.ErrUnknownOutcome
	}
	return nil
}

// raw serves the log and gives the protocol's own client of it.
func raw(t *testing.T, log es.Log, o esdbserver.Options) streams.StreamsClient {
	t.Helper()
	return streams.NewStreamsClient(client(t, listening(t, esdbserver.New(log, o))))
}

func client(t *testing.T, at string, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(at, append(options, grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// sayings collects what a logger is told.
type sayings struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *sayings) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *sayings) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func named(stream string) *shared.StreamIdentifier {
	return &shared.StreamIdentifier{StreamName: []byte(stream)}
}

// readOne reads a stream's first event, and gives the error that ends it.
func readOne(t *testing.T, c streams.StreamsClient, stream string) error {
	t.Helper()
	call, err := c.Read(t.Context(), &streams.ReadReq{Options: &streams.ReadReq_Options{
		StreamOption: &streams.ReadReq_Options_Stream{Stream: &streams.ReadReq_Options_StreamOptions{StreamIdentifier: named(stream)}},
		CountOption:  &streams.ReadReq_Options_Count{Count: 1},
	}})
	if err == nil {
		_, err = call.Recv()
	}
	return err
}

// appendOne appends an event.
func appendOne(t *testing.T, c streams.StreamsClient, stream string) error {
	t.Helper()
	call, err := c.Append(t.Context())
	if err != nil {
		return err
	}
	options := &streams.AppendReq_Options{StreamIdentifier: named(stream), ExpectedStreamRevision: &streams.AppendReq_Options_Any{Any: &shared.Empty{}}}
	proposed := &streams.AppendReq_ProposedMessage{Id: structured(1), Metadata: map[string]string{"type": "T", "content-type": "application/json"}}
	sent := errors.Join(
		call.Send(&streams.AppendReq{Content: &streams.AppendReq_Options_{Options: options}}),
		call.Send(&streams.AppendReq{Content: &streams.AppendReq_ProposedMessage_{ProposedMessage: proposed}}))
	_, err = call.CloseAndRecv()
	return errors.Join(err, sent)
}

// TestTroubleOfTheServer: a panic ends its request alone; what goes wrong within
// is the operator's to know, and whoever asks hears whether to ask again.
func TestTroubleOfTheServer(t *testing.T) {
	t.Parallel()
	told := new(sayings)
	c := raw(t, troubled{esdbtest.Log(t)}, esdbserver.Options{Writable: true, Logger: slog.New(slog.NewTextHandler(told, nil))})
	for what, want := range map[string]codes.Code{"panic": codes.Internal, "error": codes.Unknown, "away": codes.Unavailable, "unknown": codes.Aborted} {
		for how, err := range map[string]error{"reading": readOne(t, c, "read-"+what), "appending": appendOne(t, c, "append-"+what)} {
			if status.Code(err) != want || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s with %s: %v, want %v", how, what, err, want)
			}
		}
	}
	call, err := c.BatchAppend(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, what := range []string{"Unknown", "Unknown", "Timeout", "Timeout"} {
		if err := call.Send(message(1, to("batch-"+[]string{"panic", "error", "away", "unknown"}[i], -1), true, "x")); err != nil {
			t.Fatal(err)
		}
		resp, err := call.Recv()
		if err != nil || resp.GetError().GetMessage() != what || strings.Contains(resp.String(), "secret") {
			t.Errorf("%v, %v, want %s", resp, err, what)
		}
	}
	for text, n := range map[string]int{"a handler panicked": 3, "couldn't open a secret path": 3, "couldn't answer": 3, "a secret\"": 0} {
		if got := strings.Count(told.String(), text); got != n {
			t.Errorf("the operator heard %q %d times, want %d:\n%s", text, got, n, told)
		}
	}
}
