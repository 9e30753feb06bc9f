package http

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// doorkeeper hears of requests and subscriptions.
type doorkeeper struct {
	answered chan string
	ended    chan string
}

func newDoorkeeper() doorkeeper { return doorkeeper{make(chan string, 100), make(chan string, 100)} }

func (k doorkeeper) Request(r *http.Request) (context.Context, func(string, string, int)) {
	return r.Context(), func(_, route string, _ int) { k.answered <- route }
}
func (doorkeeper) Correlation(context.Context) string { return "" }
func (k doorkeeper) Subscribed() func(string)         { return func(why string) { k.ended <- why } }

// said is the next word from a channel, for which it waits a while.
func said(t *testing.T, words <-chan string) string {
	t.Helper()
	const patience = 20 * time.Second
	select {
	case w := <-words:
		return w
	case <-time.After(patience):
		t.Fatal("nothing was said")
		return ""
	}
}

// TestASubscriptionInTheLog: the request is logged and timed when its answer
// begins, and the subscription when it ends.
func TestASubscriptionInTheLog(t *testing.T) {
	t.Parallel()
	k := newDoorkeeper()
	d := newDesk(t, func(o *Options) { o.Watch = k })
	d.year()
	<-k.answered // the commands' requests
	for len(k.answered) > 0 {
		<-k.answered
	}
	l := listen(t, d.served(t)+"/api/events?after=start")
	l.events(1)
	if route := said(t, k.answered); route != "GET /api/events" {
		t.Errorf("answered: %s", route)
	}
	if got := d.logText(); strings.Count(got, `route="GET /api/events" status=200`) != 1 || strings.Contains(got, "a subscription ended") {
		t.Errorf("under way, the log says\n%s", got)
	}
	l.leave()
	if why := said(t, k.ended); why != endedClient {
		t.Errorf("it ended by %s", why)
	}
	if got := d.logText(); strings.Count(got, `route="GET /api/events"`) != 1 || !strings.Contains(got, "why=client") || len(k.answered) > 0 {
		t.Errorf("at the end, the log says\n%s", got)
	}
}

func (d *desk) logText() string {
	d.log.mu.Lock()
	defer d.log.mu.Unlock()
	return d.log.String()
}

// TestASubscriptionOutlastsTheTimeouts of the server that it came to.
func TestASubscriptionOutlastsTheTimeouts(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(o *Options) { o.Events.Heartbeat = 40 * time.Millisecond })
	l := listen(t, d.served(t, func(s *http.Server) { // long enough for a busy machine to read the request
		s.ReadTimeout, s.WriteTimeout = 400*time.Millisecond, 400*time.Millisecond
	})+"/api/events")
	for range 20 {
		if _, more := l.next(); !more {
			t.Fatal("it ended")
		}
	}
	d.must("RegisterWorker", register)
	l.events(1)
}

// TestSubscribersAreLimited, and there is room again when one has gone.
func TestSubscribersAreLimited(t *testing.T) {
	t.Parallel()
	k := newDoorkeeper()
	d := newDesk(t, func(o *Options) { o.Events.Max, o.Watch = 2, k })
	url := d.served(t)
	first, second := listen(t, url+"/api/events"), listen(t, url+"/api/events")
	first.next()
	second.next()
	a := d.send("GET", "/api/events", "")
	if a.status != http.StatusServiceUnavailable || a.problem.Code != "ErrManySubscribers" || a.header.Get("Retry-After") == "" {
		t.Errorf("%d %v %s", a.status, a.header, a.body)
	}
	first.leave()
	said(t, k.ended)
	d.must("RegisterWorker", register)
	for { // the room is given back just after
		third := listen(t, url+"/api/events?after=start")
		if third.resp.StatusCode == http.StatusOK {
			third.events(1)
			break
		}
		third.leave()
	}
	second.events(1)
}

// flood is a log of large events without end.
type flood struct{ es.Log }

func (flood) Head(context.Context) (es.Position, error) { return es.Start, nil }

func (flood) Follow(ctx context.Context, _ es.Position, _ es.Filter, size int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		for n := uint64(1); ; {
			var page es.Page
			for range size {
				page.Through = es.NewPosition(n, n)
				page.Events = append(page.Events, es.Event{Position: page.Through, Type: "WorkerMoved", Version: 1, Data: []byte(`{"ward":"` + strings.Repeat("0", 10_000) + `"}`), Meta: es.Metadata{OccurredOn: civil.On(2021, 1, 1)}})
				n++
			}
			if ctx.Err() != nil {
				yield(es.Page{}, ctx.Err())
				return
			}
			if !yield(page, nil) {
				return
			}
		}
	}
}

// TestASlowReaderIsDropped, and one beside it isn't.
func TestASlowReaderIsDropped(t *testing.T) {
	t.Parallel()
	k := newDoorkeeper()
	// Three seconds, since on a busy machine the quick one may not read for one.
	d := newDesk(t, func(o *Options) { o.Events.Log, o.Events.Slow, o.Watch = flood{}, 3*time.Second, k })
	url := d.served(t)
	quick := listen(t, url+"/api/events")
	listen(t, url+"/api/events") // reads nothing
	read := 0
	for dropped := false; !dropped; {
		read += len(quick.events(100))
		select {
		case why := <-k.ended:
			if dropped = true; why != endedSlow {
				t.Errorf("it ended by %s after %d events", why, read)
			}
		default:
		}
	}
	quick.events(1000)
	quick.leave()
	if why := said(t, k.ended); why != endedClient {
		t.Errorf("the quick one ended by %s", why)
	}
}

// broken is a log whose following ends in an error.
type broken struct{ es.Log }

func (b broken) Follow(context.Context, es.Position, es.Filter, int) iter.Seq2[es.Page, error] {
	return func(yield func(es.Page, error) bool) {
		yield(es.Page{}, &es.UndecodableError{Event: es.Event{Type: "WorkerRegistered", Stream: "worker-1", Data: []byte("Nguyễn")}, Cause: errors.New("at Nguyễn")})
	}
}

// TestALogThatBreaksOff ends the subscription, so that the client comes again;
// the operator is told, of the place alone.
func TestALogThatBreaksOff(t *testing.T) {
	t.Parallel()
	k := newDoorkeeper()
	d := newDesk(t, func(o *Options) { o.Events.Log, o.Watch = broken{o.Events.Log}, k })
	l := listen(t, d.served(t)+"/api/events?after=start")
	l.next()
	if b, more := l.next(); more {
		t.Errorf("it goes on with %+v", b)
	}
	if why := said(t, k.ended); why != endedFailed {
		t.Errorf("it ended by %s", why)
	}
	if got := d.logText(); !strings.Contains(got, "level=ERROR") || !strings.Contains(got, "worker-1") || strings.Contains(got, "Nguyễn") {
		t.Errorf("the log says\n%s", got)
	}
}

// TestServeEndsStreams at once when the program ends: well before the time that
// requests under way are given.
func TestServeEndsStreams(t *testing.T) {
	t.Parallel()
	k := newDoorkeeper()
	d := newDesk(t, func(o *Options) { o.Watch = k })
	at := d.year()
	socket, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- Serve(ctx, socket, d, slog.New(slog.DiscardHandler)) }()
	l := listen(t, "http://"+socket.Addr().String()+"/api/events?after=start")
	for l.told != at.String() {
		l.next()
	}
	began := time.Now()
	stop()
	if err := <-served; err != nil || time.Since(began) > shutdownLimit/2 {
		t.Errorf("Serve ended after %s with %v", time.Since(began), err)
	}
	if b, more := l.next(); more {
		t.Errorf("the stream goes on with %+v", b)
	}
	if why := said(t, k.ended); why != endedShutdown {
		t.Errorf("it ended by %s", why)
	}
}
