package http

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"vaoso/domain/es"
)

// block is one block of a stream, as an EventSource takes it apart.
type block struct {
	id, event, data, retry string
	comment                bool
}

// listener is a client of a stream.
type listener struct {
	t      *testing.T
	resp   *http.Response
	lines  *bufio.Reader
	cancel context.CancelFunc
	told   string // the last id
}

// served is a server in front of the desk; change may set its limits.
func (d *desk) served(t *testing.T, change ...func(*http.Server)) string {
	t.Helper()
	server := httptest.NewUnstartedServer(d)
	for _, c := range change {
		c(server.Config)
	}
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

// listen subscribes; headers come in pairs.
func listen(t *testing.T, url string, headers ...string) *listener {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r) //nolint:bodyclose // leave closes it
	if err != nil {
		t.Fatal(err)
	}
	l := &listener{t: t, resp: resp, lines: bufio.NewReader(resp.Body), cancel: cancel}
	t.Cleanup(l.leave)
	return l
}

func (l *listener) leave() {
	l.cancel()
	_ = l.resp.Body.Close() // it was broken off
}

// next is the next block; false where the stream has ended.
func (l *listener) next() (b block, more bool) {
	l.t.Helper()
	for {
		line, err := l.lines.ReadString('\n')
		if err == io.EOF && line == "" {
			return b, false
		}
		if err != nil {
			l.t.Fatalf("after %q: %v", line, err)
		}
		if line = strings.TrimSuffix(line, "\n"); line == "" {
			return b, true
		}
		switch name, value, _ := strings.Cut(line, ": "); name {
		case "id":
			b.id, l.told = value, value
		case "event":
			b.event = value
		case "data":
			b.data = value
		case "retry":
			b.retry = value
		case ":":
			b.comment = true
		default:
			l.t.Fatalf("an unknown line: %q", line)
		}
	}
}

// events are the next n events; what only moves the place on goes by.
func (l *listener) events(n int) (got []PublishedEvent) {
	l.t.Helper()
	if l.resp.StatusCode != http.StatusOK {
		l.t.Fatalf("the subscription came to %s", l.resp.Status)
	}
	for len(got) < n {
		b, more := l.next()
		if !more {
			l.t.Fatalf("it ended after %d events of %d", len(got), n)
		}
		if b.data == "" {
			continue
		}
		var e PublishedEvent
		if err := json.Unmarshal([]byte(b.data), &e); err != nil || b.event != "" {
			l.t.Fatalf("%+v: %v", b, err)
		}
		if e.Position.String() != b.id {
			l.t.Errorf("the event at %s has the id %s", e.Position, b.id)
		}
		got = append(got, e)
	}
	return got
}

func typesOf(events []PublishedEvent) (names []string) {
	for _, e := range events {
		names = append(names, e.Type)
	}
	return names
}

// logged are all events that the book has.
func (d *desk) logged() (all []es.Event) {
	d.t.Helper()
	for e, err := range d.Log.ReadAll(d.t.Context(), es.Start, es.Forward, es.Filter{}) {
		if err != nil {
			d.t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

func TestEventsFromTheBeginningAndOn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.year()
	url, had := d.served(t), d.logged()
	l := listen(t, url+"/api/events?after=start")
	if kind := l.resp.Header.Get("Content-Type"); kind != "text/event-stream" || l.resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", l.resp.Header)
	}
	if b, _ := l.next(); b.retry != "3000" || b.id != "start" || b.data != "" {
		t.Errorf("it begins with %+v", b)
	}
	got := l.events(len(had))
	for i, e := range got {
		was := had[i]
		if e.SpecVersion != "1.0" || e.Source != "/books/test" || e.ContentType != "application/json" || e.ID != was.ID || e.Type != was.Type+".v1" || e.Subject != was.Stream || e.Revision != was.Revision ||
			e.Position != was.Position || !e.Time.Equal(was.Meta.RecordedAt) || e.OccurredOn != was.Meta.OccurredOn || e.Role != was.Meta.Role || e.Unit != was.Meta.Unit || e.Command != was.Meta.Command {
			t.Errorf("%+v\ncame as %+v", was, e)
		}
		for _, personal := range []string{personA, "Nguyễn", "1994-02-03", "0000000123", "u-http", "key-"} {
			if text, err := json.Marshal(e); err != nil || strings.Contains(string(text), personal) {
				t.Errorf("%s says %s (%v)", e.Type, text, err)
			}
		}
	}
	d.must("MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2021-02-01"}`)
	moved := l.events(1)[0]
	if moved.Type != "WorkerMoved.v1" || string(moved.Data) != `{"ward":"08713"}` {
		t.Errorf("%+v", moved)
	}

	// Broken off anywhere, it goes on with the next event: the header says more
	// than the address, which a browser asks again as it was.
	for i := range got {
		again := listen(t, url+"/api/events?after=start", "Last-Event-ID", got[i].Position.String())
		if e := again.events(1)[0]; e.ID != append(got[1:], moved)[i].ID {
			t.Errorf("after %s comes %s", got[i].Position, e.Position)
		}
		again.leave()
	}
}

// TestEventsFromNow: the place is said at once, so that nothing is missed
// between the beginning and a first event.
func TestEventsFromNow(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	url := d.served(t)
	empty := listen(t, url+"/api/events")
	if b, _ := empty.next(); b.id != "start" {
		t.Errorf("in an empty book it begins at %+v", b)
	}
	at := d.must("RegisterWorker", register).Position
	if e := empty.events(1)[0]; e.Position != at {
		t.Errorf("the first event is %+v", e)
	}
	l := listen(t, url+"/api/events")
	if b, _ := l.next(); b.id != at.String() {
		t.Errorf("it begins at %+v, want %s", b, at)
	}
	l.leave()
	next := d.must("MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2021-02-01"}`).Position
	if e := listen(t, url+"/api/events", "Last-Event-ID", l.told).events(1)[0]; e.Position != next {
		t.Errorf("what was entered meanwhile is missed: %+v", e)
	}
}

func TestEventsFiltered(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.year()
	url := d.served(t)
	for query, want := range map[string][]string{
		"type=WorkerPlaced":                                {"WorkerPlaced.v1"},
		"type=WorkerPlaced,%20InspectionOpened":            {"WorkerPlaced.v1", "InspectionOpened.v1"},
		"type=WorkerPlaced&type=WorkerRegistered":          {"WorkerRegistered.v1", "WorkerPlaced.v1"},
		"stream=contract-":                                 {"ContractSigned.v1", "OrientationRecorded.v1", "ContractRegistered.v1", "WorkerDispatched.v1"},
		"stream=agency-&stream=inspection-":                {"AgencyRegistered.v1", "InspectionOpened.v1"},
		"type=WorkerMoved":                                 nil,
		"type=AgencyRegistered,ContractSigned&follow=true": {"AgencyRegistered.v1", "ContractSigned.v1"},
	} {
		if !strings.Contains(query, "follow") {
			query += "&follow=false"
		}
		l := listen(t, url+"/api/events?after=start&"+query)
		if got := typesOf(l.events(len(want))); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
		if !strings.Contains(query, "follow=false") {
			continue
		}
		for b, more := l.next(); more; b, more = l.next() {
			if b.retry == "" && b.event != "end" {
				t.Errorf("%s: and then %+v", query, b)
			}
		}
	}
}

func TestSubscriptionsThatAreRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	at := d.must("RegisterWorker", register).Position
	for query, want := range map[string]struct{ code, says string }{
		"?type=WorkerPlaced&stream=worker-": {"ErrFieldInvalid", "not by both"},
		"?type=WorkerPlced":                 {"ErrEventTypeUnknown", "WorkerPlaced"},
		"?type=":                            {"ErrEventTypeUnknown", "WorkerPlaced"},
		"?stream=":                          {"ErrFieldInvalid", "contract-"},
		"?after=yesterday":                  {"ErrFieldInvalid", "position"},
		"?after=end":                        {"ErrFieldInvalid", "position"},
		"?after=999":                        {"ErrPositionAhead", "(" + at.String() + ")"},
		"?follow=no":                        {"ErrFieldInvalid", "true or false"},
	} {
		a := d.send("GET", "/api/events"+query, "")
		if a.status != http.StatusBadRequest || a.problem.Code != want.code || !strings.Contains(a.problem.DetailEn, want.says) {
			t.Errorf("%s: %d %s", query, a.status, a.body)
		}
	}
	if a := d.send("GET", "/api/events?after=start", "", "Last-Event-ID", "x"); a.status != http.StatusBadRequest || a.problem.Facts["field"] != "Last-Event-ID" {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// TestTheIDMovesOnWithoutMatches, so that who comes again has little to read.
func TestTheIDMovesOnWithoutMatches(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(o *Options) { o.Events.Heartbeat = 5 * time.Millisecond })
	l := listen(t, d.served(t)+"/api/events?type=WorkerMoved&after=start")
	at := d.year()
	for beats := 0; l.told != at.String(); beats++ {
		if beats > 2000 {
			t.Fatalf("after %d heartbeats it is told of %s, and the log is at %s", beats, l.told, at)
		}
		if b, more := l.next(); !more || b.data != "" || b.event != "" {
			t.Fatalf("%+v", b)
		}
	}
	if b, _ := l.next(); b != (block{comment: true}) {
		t.Errorf("with nothing to say it says %+v", b)
	}
	d.must("MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2021-02-01"}`)
	if e := l.events(1)[0]; e.Type != "WorkerMoved.v1" {
		t.Errorf("%+v", e)
	}
}
