package esdbserver_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/sqlite"
)

// patience bounds a test that waits.
const patience = 20 * time.Second

// serve serves a log in a file and gives the official client of it.
func serve(t *testing.T, o esdbserver.Options) *esdb.Client {
	t.Helper()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return connect(t, esdbserver.New(log, o), log.Close, "tls=false")
}

// connect serves until the test ends and gives a client with the settings.
func connect(t *testing.T, s *esdbserver.Server, closeLog func() error, settings string) *esdb.Client {
	t.Helper()
	return dial(t, s, closeLog, "", settings)
}

func dial(t *testing.T, s *esdbserver.Server, closeLog func() error, who, settings string) *esdb.Client {
	t.Helper()
	t.Cleanup(func() { // after the server has ended
		if err := closeLog(); err != nil {
			t.Error(err)
		}
	})
	config, err := esdb.ParseConnectionString(fmt.Sprintf("esdb://%s%s?%s", who, listening(t, s), settings))
	if err != nil {
		t.Fatal(err)
	}
	config.Logger = esdb.NoopLogging()
	client, err := esdb.NewClient(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.Close(); err != nil {
			t.Error(err)
		}
	})
	return client
}

// listening serves until the test ends, and says where.
func listening(t testing.TB, s *esdbserver.Server) string {
	t.Helper()
	return listeningAt(t, s, "127.0.0.1:0")
}

func listeningAt(t testing.TB, s *esdbserver.Server, at string) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("couldn't end: %v", err)
		}
	})
	return listener.Addr().String()
}

// tester is a test's client with what the test may wait for.
type tester struct {
	*testing.T
	*esdb.Client
	ctx context.Context
}

func start(t *testing.T, o esdbserver.Options) *tester {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return &tester{t, serve(t, o), ctx}
}

func events(from, n int) []esdb.EventData {
	list := make([]esdb.EventData, n)
	for i := range list {
		name := fmt.Sprint(from + i)
		list[i] = esdb.EventData{EventID: uuid.NewSHA1(uuid.Nil, []byte(name)), EventType: "Type" + fmt.Sprint((from+i)%3), ContentType: esdb.ContentTypeJson, Data: []byte(name), Metadata: []byte("m" + name)}
	}
	return list
}

func (t *tester) append(stream string, expected esdb.ExpectedRevision, list ...esdb.EventData) *esdb.WriteResult {
	t.Helper()
	done, err := t.AppendToStream(t.ctx, stream, esdb.AppendToStreamOptions{ExpectedRevision: expected}, list...)
	if err != nil {
		t.Fatalf("couldn't append to %s: %v", stream, err)
	}
	return done
}

// refused expects the code.
func (t *tester) refused(what string, err error, code esdb.ErrorCode) {
	t.Helper()
	var e *esdb.Error
	if !errors.As(err, &e) || e.Code() != code {
		t.Errorf("%s: %v, want code %d", what, err, code)
	}
}

// drain reads to the end and gives the data, joined, and the error that ended it.
func drain(r *esdb.ReadStream, err error) (string, []*esdb.RecordedEvent, error) {
	if err != nil {
		return "", nil, err
	}
	defer r.Close()
	text := ""
	var list []*esdb.RecordedEvent
	for {
		e, err := r.Recv()
		if errors.Is(err, io.EOF) {
			return text, list, nil
		}
		if err != nil {
			return text, list, err
		}
		text += string(e.Event.Data) + " "
		list = append(list, e.Event)
	}
}

func (t *tester) stream(name string, o esdb.ReadStreamOptions, n uint64) string {
	t.Helper()
	text, _, err := drain(t.ReadStream(t.ctx, name, o, n))
	if err != nil {
		t.Errorf("couldn't read %s: %v", name, err)
	}
	return text
}

func (t *tester) want(what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestReadingStreams(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	c.append("s", esdb.NoStream{}, events(0, 5)...)
	for _, q := range []struct {
		from esdb.StreamPosition
		dir  esdb.Direction
		n    uint64
		want string
	}{
		{esdb.Start{}, esdb.Forwards, 10, "0 1 2 3 4 "}, {esdb.Start{}, esdb.Forwards, 2, "0 1 "}, {esdb.Revision(3), esdb.Forwards, 10, "3 4 "},
		{esdb.Revision(4), esdb.Forwards, 10, "4 "}, {esdb.Revision(9), esdb.Forwards, 10, ""}, {esdb.End{}, esdb.Forwards, 10, ""},
		{esdb.End{}, esdb.Backwards, 10, "4 3 2 1 0 "}, {esdb.End{}, esdb.Backwards, 1, "4 "}, {esdb.Revision(2), esdb.Backwards, 10, "2 1 0 "},
		{esdb.Revision(9), esdb.Backwards, 2, "4 3 "}, {esdb.Start{}, esdb.Backwards, 10, "0 "}, {esdb.Start{}, esdb.Forwards, 0, ""},
	} {
		c.want(fmt.Sprintf("from %v, direction %d, %d", q.from, q.dir, q.n), c.stream("s", esdb.ReadStreamOptions{From: q.from, Direction: q.dir}, q.n), q.want)
	}
	_, list, err := drain(c.ReadStream(c.ctx, "s", esdb.ReadStreamOptions{From: esdb.Revision(1)}, 1))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if e, sent := list[0], events(1, 1)[0]; e.EventID != sent.EventID || e.EventType != sent.EventType || e.ContentType != "application/json" || string(e.UserMetadata) != "m1" ||
		e.EventNumber != 1 || e.StreamID != "s" || e.Position.Commit == 0 || time.Since(e.CreatedDate).Abs() > time.Minute {
		t.Errorf("sent %+v, read %+v", sent, e)
	}
	_, _, err = drain(c.ReadStream(c.ctx, "never", esdb.ReadStreamOptions{}, 1))
	c.refused("a stream never written", err, esdb.ErrorCodeResourceNotFound)
	raw := esdb.EventData{EventType: "Raw", ContentType: esdb.ContentTypeBinary, Data: []byte{0, 255, 1}, Metadata: []byte{0, 9}}
	c.append("raw", esdb.Any{}, raw)
	if _, list, err = drain(c.ReadStream(c.ctx, "raw", esdb.ReadStreamOptions{}, 1)); err != nil || string(list[0].Data) != string(raw.Data) || string(list[0].UserMetadata) != string(raw.Metadata) || list[0].ContentType != "application/octet-stream" {
		t.Errorf("bytes came back as %+v, %v", list, err)
	}
}

func TestReadingAll(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	for i := range 6 {
		c.append([]string{"u", "v"}[i%2], esdb.Any{}, events(i, 1)...)
	}
	_, list, err := drain(c.ReadAll(c.ctx, esdb.ReadAllOptions{}, 100))
	if err != nil || len(list) != 6 {
		t.Fatal(list, err)
	}
	all := func(from esdb.AllPosition, dir esdb.Direction, n uint64) string {
		text, _, err := drain(c.ReadAll(c.ctx, esdb.ReadAllOptions{From: from, Direction: dir}, n))
		if err != nil {
			t.Error(err)
		}
		return text
	}
	c.want("forward, inclusive", all(list[2].Position, esdb.Forwards, 100), "2 3 4 5 ")
	c.want("backward, exclusive", all(list[2].Position, esdb.Backwards, 100), "1 0 ")
	c.want("from the end", all(esdb.End{}, esdb.Backwards, 2), "5 4 ")
	c.want("after the end", all(esdb.End{}, esdb.Forwards, 2), "")
	c.want("some", all(esdb.Start{}, esdb.Forwards, 2), "0 1 ")
	if done := c.append("u", esdb.Any{}, events(6, 2)...); list[5].Position.Commit >= done.CommitPosition {
		t.Errorf("the append ends at %d, after %d", done.CommitPosition, list[5].Position.Commit)
	}
}

func TestExpectedRevisions(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	appending := func(stream string, expected esdb.ExpectedRevision, list ...esdb.EventData) error {
		_, err := c.AppendToStream(c.ctx, stream, esdb.AppendToStreamOptions{ExpectedRevision: expected}, list...)
		return err
	}
	first := c.append("s", esdb.NoStream{}, events(0, 2)...)
	if again := c.append("s", esdb.NoStream{}, events(0, 2)...); *again != *first {
		t.Errorf("the same ids again came to %+v, first to %+v", again, first)
	}
	c.refused("NoStream", appending("s", esdb.NoStream{}, events(7, 1)...), esdb.ErrorCodeWrongExpectedVersion)
	c.refused("a revision", appending("s", esdb.Revision(0), events(7, 1)...), esdb.ErrorCodeWrongExpectedVersion)
	c.refused("StreamExists", appending("other", esdb.StreamExists{}, events(7, 1)...), esdb.ErrorCodeWrongExpectedVersion)
	c.refused("known ids and new ones", appending("s", esdb.NoStream{}, events(0, 3)...), esdb.ErrorCodeWrongExpectedVersion)
	big := esdb.EventData{EventType: "Big", ContentType: esdb.ContentTypeBinary, Data: make([]byte, 1<<20)}
	if err := appending("s", esdb.Any{}, big); err == nil {
		t.Error("an append above the limit was taken")
	}
	c.want("the stream", c.stream("s", esdb.ReadStreamOptions{}, 10), "0 1 ")
	if err := appending("s", esdb.StreamExists{}, events(2, 1)...); err != nil {
		t.Error(err)
	}
}

func TestDeleting(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	c.append("s", esdb.NoStream{}, events(0, 3)...)
	_, err := c.DeleteStream(c.ctx, "s", esdb.DeleteStreamOptions{ExpectedRevision: esdb.Revision(0)})
	if err == nil {
		t.Error("deleted at another revision")
	}
	if _, err = c.DeleteStream(c.ctx, "never", esdb.DeleteStreamOptions{}); err == nil {
		t.Error("hid a stream never written")
	}
	if _, err = c.DeleteStream(c.ctx, "s", esdb.DeleteStreamOptions{ExpectedRevision: esdb.Revision(2)}); err != nil {
		t.Fatal(err)
	}
	_, _, err = drain(c.ReadStream(c.ctx, "s", esdb.ReadStreamOptions{}, 1))
	c.refused("reading a soft deleted stream", err, esdb.ErrorCodeResourceNotFound)
	if done := c.append("s", esdb.NoStream{}, events(0, 3)...); done.NextExpectedVersion != 2 {
		t.Errorf("what was there again came to %d, want 2", done.NextExpectedVersion)
	}
	_, _, err = drain(c.ReadStream(c.ctx, "s", esdb.ReadStreamOptions{}, 1))
	c.refused("reading it after a repeat", err, esdb.ErrorCodeResourceNotFound)
	if done := c.append("s", esdb.NoStream{}, events(3, 2)...); done.NextExpectedVersion != 4 {
		t.Errorf("numbered on to %d, want 4", done.NextExpectedVersion)
	}
	c.want("what is new is shown", c.stream("s", esdb.ReadStreamOptions{}, 10), "3 4 ")
	c.want("backward too", c.stream("s", esdb.ReadStreamOptions{From: esdb.End{}, Direction: esdb.Backwards}, 10), "4 3 ")
	if _, err = c.TombstoneStream(c.ctx, "s", esdb.TombstoneStreamOptions{ExpectedRevision: esdb.Revision(4)}); err != nil {
		t.Fatal(err)
	}
	_, _, err = drain(c.ReadStream(c.ctx, "s", esdb.ReadStreamOptions{}, 1))
	c.refused("reading a stream that has ended", err, esdb.ErrorCodeStreamDeleted)
	_, err = c.AppendToStream(c.ctx, "s", esdb.AppendToStreamOptions{ExpectedRevision: esdb.Any{}}, events(9, 1)...)
	c.refused("appending to it", err, esdb.ErrorCodeStreamDeleted)
	_, err = c.SetStreamMetadata(c.ctx, "s", esdb.AppendToStreamOptions{}, esdb.StreamMetadata{})
	c.refused("metadata of it", err, esdb.ErrorCodeStreamDeleted)
	_, err = c.GetStreamMetadata(c.ctx, "s", esdb.ReadStreamOptions{})
	c.refused("reading its metadata", err, esdb.ErrorCodeStreamDeleted)
	_, err = c.AppendToStream(c.ctx, "s", esdb.AppendToStreamOptions{ExpectedRevision: esdb.Any{}}, events(9, 1)...)
	c.refused("appending to it, after that", err, esdb.ErrorCodeStreamDeleted)
	forged := esdb.EventData{EventType: "$streamDeleted", ContentType: esdb.ContentTypeJson, Data: []byte("{}")}
	if _, err = c.AppendToStream(c.ctx, "$$t", esdb.AppendToStreamOptions{}, forged); err == nil {
		t.Error("a client wrote a tombstone")
	}
	if _, err = c.TombstoneStream(c.ctx, "never", esdb.TombstoneStreamOptions{ExpectedRevision: esdb.NoStream{}}); err != nil {
		t.Errorf("a stream never written can be ended: %v", err)
	}
	_, list, err := drain(c.ReadAll(c.ctx, esdb.ReadAllOptions{}, 100))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, e := range list {
		found = found || e.StreamID == "s" && e.EventType == "$streamDeleted" && e.EventNumber == 1<<63-1
	}
	if !found {
		t.Error("the tombstone isn't in $all")
	}
}

func TestStreamMetadata(t *testing.T) {
	c := start(t, esdbserver.Options{Writable: true})
	c.append("s", esdb.NoStream{}, events(0, 5)...)
	set := func(m esdb.StreamMetadata) {
		if _, err := c.SetStreamMetadata(c.ctx, "s", esdb.AppendToStreamOptions{}, m); err != nil {
			t.Fatal(err)
		}
	}
	var m esdb.StreamMetadata
	m.SetMaxCount(2)
	set(m)
	c.want("the last two", c.stream("s", esdb.ReadStreamOptions{}, 10), "3 4 ")
	m = esdb.StreamMetadata{}
	m.SetTruncateBefore(1)
	set(m)
	c.want("all but the first", c.stream("s", esdb.ReadStreamOptions{}, 10), "1 2 3 4 ")
	got, err := c.GetStreamMetadata(c.ctx, "s", esdb.ReadStreamOptions{})
	if err != nil || got.TruncateBefore() == nil || *got.TruncateBefore() != 1 || got.MaxCount() != nil {
		t.Errorf("the metadata is %+v, %v", got, err)
	}
	if err := func() error {
		_, err := c.AppendToStream(c.ctx, "named", esdb.AppendToStreamOptions{ExpectedRevision: esdb.StreamExists{}}, events(0, 1)...)
		return err
	}(); err == nil {
		t.Error("a stream exists that was never written")
	}
	if _, err := c.SetStreamMetadata(c.ctx, "named", esdb.AppendToStreamOptions{}, m); err != nil {
		t.Fatal(err)
	}
	c.append("named", esdb.StreamExists{}, events(0, 2)...)
	m.SetTruncateBefore(100)
	set(m)
	c.want("all hidden", c.stream("s", esdb.ReadStreamOptions{}, 10), "")
	if got, err = c.GetStreamMetadata(c.ctx, "s", esdb.ReadStreamOptions{}); err != nil || *got.TruncateBefore() != 100 {
		t.Errorf("what hides a stream hides its metadata: %+v, %v", got, err)
	}
}
