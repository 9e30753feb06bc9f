package esdbserver_test

import (
	"math"
	"strings"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
)

type readOptions = streams.ReadReq_Options

var subscription = &streams.ReadReq_Options_Subscription{Subscription: &streams.ReadReq_Options_SubscriptionOptions{}}

func allFrom(commit uint64) *streams.ReadReq_Options_All {
	return &streams.ReadReq_Options_All{All: &streams.ReadReq_Options_AllOptions{AllOption: &streams.ReadReq_Options_AllOptions_Position{
		Position: &streams.ReadReq_Options_Position{CommitPosition: commit, PreparePosition: commit},
	}}}
}

func byRegex(text string) *readOptions {
	return &readOptions{StreamOption: allFrom(0), CountOption: subscription, FilterOption: &streams.ReadReq_Options_Filter{Filter: &streams.ReadReq_Options_FilterOptions{
		Filter: &streams.ReadReq_Options_FilterOptions_EventType{EventType: &streams.ReadReq_Options_FilterOptions_Expression{Regex: text}},
	}}}
}

func byPrefixes(list ...string) *readOptions {
	o := byRegex("")
	o.GetFilter().GetEventType().Prefix = list
	return o
}

// TestWhatIsNoQuestion: requests without what they need, or with too much of it,
// are refused as such.
func TestWhatIsNoQuestion(t *testing.T) {
	t.Parallel()
	c := raw(t, esdbtest.Log(t), esdbserver.Options{Writable: true})
	stream := &streams.ReadReq_Options_Stream{Stream: &streams.ReadReq_Options_StreamOptions{StreamIdentifier: named("s")}}
	count := &streams.ReadReq_Options_Count{Count: 1}
	noFilter := byRegex("")
	noFilter.GetFilter().Filter = nil
	both := byRegex("a")
	both.GetFilter().GetEventType().Prefix = []string{"a"}
	ofStream := byRegex("a")
	ofStream.StreamOption = stream
	for what, o := range map[string]*readOptions{
		"nothing": nil, "no options": {}, "no count": {StreamOption: allFrom(0)}, "neither stream nor $all": {CountOption: count},
		"a stream without a name":           {CountOption: count, StreamOption: &streams.ReadReq_Options_Stream{}},
		"subscribed without a name":         {CountOption: subscription, StreamOption: &streams.ReadReq_Options_Stream{}},
		"a subscription backward":           {CountOption: subscription, StreamOption: stream, ReadDirection: streams.ReadReq_Options_Backwards},
		"a filter by nothing":               noFilter,
		"a filter without anything":         byRegex(""),
		"prefixes and an expression":        both,
		"a filter of a stream":              ofStream,
		"an expression that is none":        byRegex("(("),
		"an expression of too many steps":   byRegex("(a{1000}){10}"),
		"many small ones":                   byRegex(strings.Repeat("a{1000}", 11)),
		"an expression of too much text":    byRegex("[" + strings.Repeat("a", 64<<10) + "]"),
		"prefixes of too much text":         byPrefixes(strings.Repeat("a", 32<<10), strings.Repeat("b", 32<<10)),
		"an expression that looks back":     byRegex(`(a)\1`),
		"an expression that looks around":   byRegex(`(?=a)`),
		"what Go can't compile for nesting": byRegex(strings.Repeat("(", 2000) + strings.Repeat(")", 2000)),
	} {
		call, err := c.Read(t.Context(), &streams.ReadReq{Options: o})
		if err == nil {
			_, err = call.Recv()
		}
		if status.Code(err) != codes.InvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, err := range map[string]error{
		"deleting nothing": second(c.Delete(t.Context(), &streams.DeleteReq{})), "ending nothing": second(c.Tombstone(t.Context(), &streams.TombstoneReq{})),
		"deleting metadata":   second(c.Delete(t.Context(), &streams.DeleteReq{Options: &streams.DeleteReq_Options{StreamIdentifier: named("$$s")}})),
		"no revision":         second(c.Delete(t.Context(), &streams.DeleteReq{Options: &streams.DeleteReq_Options{StreamIdentifier: named("s"), ExpectedStreamRevision: &streams.DeleteReq_Options_Revision{Revision: math.MaxUint64}}})),
		"appending to nobody": appendOne(t, c, ""), "too long a name": appendOne(t, c, strings.Repeat("n", 256)),
	} {
		if status.Code(err) != codes.InvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// TestFarEnds: counts and places at the ends of their types, and past what is there.
func TestFarEnds(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	c.append("s", esdb.NoStream{}, events(0, 3)...)
	far := esdb.Position{Commit: math.MaxUint64 - 1, Prepare: math.MaxUint64 - 1}
	for what, q := range map[string]struct {
		o    esdb.ReadAllOptions
		n    uint64
		want string
	}{
		"all of it":         {esdb.ReadAllOptions{}, math.MaxUint64, "0 1 2 "},
		"none of it":        {esdb.ReadAllOptions{}, 0, ""},
		"past the end":      {esdb.ReadAllOptions{From: far}, 9, ""},
		"from past the end": {esdb.ReadAllOptions{From: far, Direction: esdb.Backwards}, 9, "2 1 0 "},
		"before the start":  {esdb.ReadAllOptions{From: esdb.Position{}, Direction: esdb.Backwards}, 9, ""},
		"a half position":   {esdb.ReadAllOptions{From: esdb.Position{Commit: math.MaxUint64}}, 9, ""},
		"another half":      {esdb.ReadAllOptions{From: esdb.Position{Prepare: math.MaxUint64}, Direction: esdb.Backwards}, 9, ""},
	} {
		text, _, err := drain(c.ReadAll(c.ctx, q.o, q.n))
		if c.want(what, text, q.want); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, from := range []uint64{math.MaxUint64, math.MaxInt64, 3} {
		c.want("a stream past its end", c.stream("s", esdb.ReadStreamOptions{From: esdb.Revision(from)}, 9), "")
		c.want("and back", c.stream("s", esdb.ReadStreamOptions{From: esdb.Revision(from), Direction: esdb.Backwards}, math.MaxUint64), "2 1 0 ")
	}
	all, err := c.SubscribeToAll(c.ctx, esdb.SubscribeToAllOptions{From: esdb.Position{Commit: math.MaxUint64, Prepare: math.MaxUint64}})
	one, err2 := c.SubscribeToStream(c.ctx, "s", esdb.SubscribeToStreamOptions{From: esdb.Revision(math.MaxUint64)})
	after, err3 := c.SubscribeToStream(c.ctx, "s", esdb.SubscribeToStreamOptions{From: esdb.Revision(3)})
	c.append("s", esdb.Any{}, events(3, 2)...)
	c.want("the end as a position", c.listen(all, err, 2, nil).data, "3 4 ")
	c.want("the end as a revision", c.listen(one, err2, 2, nil).data, "3 4 ")
	c.want("a revision that comes", c.listen(after, err3, 1, nil).data, "4 ")
}

// TestASubscriptionHidesWhatAReadHides: of a stream's history it tells what the
// stream's metadata leaves of it.
func TestASubscriptionHidesWhatAReadHides(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	c.append("s", esdb.NoStream{}, events(0, 5)...)
	var m esdb.StreamMetadata
	m.SetMaxCount(2)
	if _, err := c.SetStreamMetadata(c.ctx, "s", esdb.AppendToStreamOptions{}, m); err != nil {
		t.Fatal(err)
	}
	s, err := c.SubscribeToStream(c.ctx, "s", esdb.SubscribeToStreamOptions{From: esdb.Start{}})
	c.want("the last two", c.listen(s, err, 2, caughtUp).data, "3 4 ")
	for _, strange := range []string{`{"$maxAge":9223372036854775807}`, `{"$tb":-9,"$maxCount":-1,"$maxAge":-1}`, `{"$tb":1e300}`, `[]`, `"`, ``} {
		odd := esdb.EventData{EventType: "$metadata", ContentType: esdb.ContentTypeJson, Data: []byte(strange)}
		c.append("$$s", esdb.Any{}, odd)
		c.want("metadata "+strange, c.stream("s", esdb.ReadStreamOptions{}, 9), "0 1 2 3 4 ")
	}
}

// TestBegunAndNotEnded: a client can't fill the server with appends that it
// never ends.
func TestBegunAndNotEnded(t *testing.T) {
	t.Parallel()
	for what, q := range map[string]struct {
		data     string
		writable bool
		taken    int
		code     codes.Code
	}{
		"many":      {"a", true, 256, codes.InvalidArgument},
		"large":     {strings.Repeat("a", 1<<19), true, 31, codes.InvalidArgument},
		"read-only": {"a", false, 0, codes.PermissionDenied},
	} {
		call, err := raw(t, esdbtest.Log(t), esdbserver.Options{Writable: q.writable}).BatchAppend(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range q.taken + 1 {
			if err := call.Send(message(uint64(i+1), to("s", -1), false, q.data)); err != nil {
				t.Fatal(err)
			}
		}
		resp, err := call.Recv()
		if err != nil || resp.GetCorrelationId().GetStructured().GetLeastSignificantBits() != int64(q.taken+1) || codes.Code(resp.GetError().GetCode()) != q.code || string(resp.GetStreamIdentifier().GetStreamName()) != "s" {
			t.Errorf("%s: %v, %v", what, resp, err)
		}
	}
}

// TestLongQuestions: where nothing may be written nobody has much to say, nor
// before it is known who speaks.
func TestLongQuestions(t *testing.T) {
	t.Parallel()
	c := raw(t, esdbtest.Log(t), esdbserver.Options{Token: "a-long-access-token"})
	_, err := c.Delete(t.Context(), &streams.DeleteReq{Options: &streams.DeleteReq_Options{StreamIdentifier: named(strings.Repeat("s", 1<<18)), ExpectedStreamRevision: &streams.DeleteReq_Options_Any{Any: &shared.Empty{}}}})
	if status.Code(err) != codes.ResourceExhausted {
		t.Error(err)
	}
	long := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Basic "+strings.Repeat("a", 64<<10))
	if _, err = c.Delete(long, &streams.DeleteReq{}); status.Code(err) != codes.Internal { // the client's own, once it knows
		t.Error(err)
	}
}
