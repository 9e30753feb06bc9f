package esdbserver_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"pgregory.net/rapid"

	"vaoso/adapters/esdbserver"
	"vaoso/adapters/esdbserver/esdbtest"
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// began is before the book's first entry.
var began = time.Date(2021, 1, 4, 1, 0, 0, 0, time.UTC)

// bookMetadata is what a book's n-th event says of itself, or nearly so. Recorded
// times don't run backwards in a book.
func bookMetadata(t *rapid.T, n uint64) []byte {
	m := es.Metadata{
		Command: rapid.SampledFrom([]string{"", "RegisterWorker", "$append"}).Draw(t, "command"), Reason: rapid.String().Draw(t, "reason"),
		OccurredOn: civil.On(2021, 1, 4), RecordedAt: began.Add(time.Duration(n)*time.Second + rapid.SampledFrom([]time.Duration{0, time.Millisecond, time.Microsecond, 1}).Draw(t, "recorded")),
	}
	b, err := es.EncodeMetadata(rapid.IntRange(0, 3).Draw(t, "version"), m)
	if err != nil {
		t.Fatal(err)
	}
	return append(b, rapid.SampledFrom([]string{"", " ", "}"}).Draw(t, "more")...)
}

// TestWhatIsWrittenIsRead: an event comes back byte for byte, whoever wrote it
// and whatever its stream is called, and in no other stream.
func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	s := esdbserver.New(esdbtest.Log(t), esdbserver.Options{Writable: true, Clock: func() time.Time { return began }})
	n := uint64(0)
	ctx := t.Context()
	rapid.Check(t, func(t *rapid.T) {
		n++
		name := fmt.Sprint(rapid.SampledFrom([]string{"", "$", "~$", "~~$", "~", "~x$", "é\x00"}).Draw(t, "before"), n)
		kind := rapid.StringN(1, 20, -1).Draw(t, "type")
		content := rapid.SampledFrom([]string{"application/json", "application/octet-stream"}).Draw(t, "content")
		data := rapid.SliceOf(rapid.Byte()).Draw(t, "data")
		metadata := rapid.OneOf(rapid.SliceOf(rapid.Byte()), rapid.Custom(func(t *rapid.T) []byte { return bookMetadata(t, n) })).Draw(t, "metadata")
		b := message(n, to(name, -1), true)
		b.ProposedMessages = []*streams.BatchAppendReq_ProposedMessage{{Id: structured(n), Metadata: map[string]string{"type": kind, "content-type": content}, CustomMetadata: metadata, Data: data}}
		feed := &sender{ctx: ctx, from: bytes.NewReader(delimited(t, b))}
		if err := s.BatchAppend(feed); err != nil || feed.got[0].GetSuccess() == nil {
			t.Fatal(feed.got, err)
		}
		one := &streams.ReadReq_Options_Count{Count: 2}
		for _, q := range []struct {
			name string
			o    *readOptions
		}{
			{"the stream", &readOptions{CountOption: one, StreamOption: &streams.ReadReq_Options_Stream{Stream: &streams.ReadReq_Options_StreamOptions{StreamIdentifier: named(name)}}}},
			{"all", &readOptions{CountOption: one, StreamOption: allFrom(feed.got[0].GetSuccess().GetPosition().GetCommitPosition())}},
		} {
			l := &listener{ctx: ctx, most: 10}
			if err := s.Read(&streams.ReadReq{Options: q.o}, l); err != nil || len(l.got) != 1 {
				t.Fatalf("%s: %d messages, %v", q.name, len(l.got), err)
			}
			e := l.got[0].GetEvent().GetEvent()
			if e.GetMetadata()["type"] != kind || e.GetMetadata()["content-type"] != content || !bytes.Equal(e.GetData(), data) || !bytes.Equal(e.GetCustomMetadata(), metadata) || string(e.GetStreamIdentifier().GetStreamName()) != name {
				t.Fatalf("%s: sent %v, read %v", q.name, b, e)
			}
		}
		if tilde := name[1:]; name[0] == '~' {
			l := &listener{ctx: ctx, most: 2}
			if err := s.Read(&streams.ReadReq{Options: &readOptions{CountOption: one, StreamOption: &streams.ReadReq_Options_Stream{Stream: &streams.ReadReq_Options_StreamOptions{StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(tilde)}}}}}, l); err != nil || len(l.got) != 1 || l.got[0].GetStreamNotFound() == nil {
				t.Fatalf("%q has %v, %v", tilde, l.got, err)
			}
		}
	})
}
