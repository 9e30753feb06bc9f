package eventclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	api "vaoso/adapters/http"
	"vaoso/domain/es"
)

// Subscription says what to hear of, and from where on.
type Subscription struct {
	Server  string   // http://127.0.0.1:8021
	Types   []string // event types; not together with Streams
	Streams []string // beginnings of streams' names
	After   string   // a position, or start; "": from now on
	Present bool     // end at the log's present end
	// Silence is how long to wait for a word of the server's; 0 means 45 s, three
	// heartbeats.
	Silence time.Duration
	// Lost hears of every broken connection, and when the next is tried.
	Lost func(err error, wait time.Duration)

	sleep func(time.Duration) <-chan time.Time // for tests; nil: time.After
}

const (
	silence   = 45 * time.Second
	firstWait = time.Second
	maxWait   = 30 * time.Second
)

// RefusedError is a server's no: trying again helps nothing.
type RefusedError struct{ Problem api.Problem }

func (e *RefusedError) Error() string { return e.Problem.Detail + " / " + e.Problem.DetailEn }

// Ways in which a connection breaks.
var (
	errSilent = errors.New("máy chủ im lặng quá lâu / the server has gone silent")
	errEnded  = errors.New("máy chủ đã đóng kết nối / the server has ended it")
)

// errMalformed is a stream that can't be understood, now or the next time.
var errMalformed = errors.New("couldn't understand the server")

// Events yields the events until ctx ends, or the log's present end is reached.
// It fails with *RefusedError, with what went wrong with the very first
// connection, or with ctx's error; broken connections are made anew.
func (s Subscription) Events(ctx context.Context) iter.Seq2[es.Event, error] {
	return func(yield func(es.Event, error) bool) {
		c := &connection{Subscription: s, pause: firstWait}
		if c.Silence == 0 {
			c.Silence = silence
		}
		if c.sleep == nil {
			c.sleep = time.After
		}
		for wait := c.pause; ; wait = min(2*wait, maxWait) {
			heard := c.heard
			err := c.listen(ctx, func(e es.Event) bool { return yield(e, nil) })
			var refused *RefusedError
			switch {
			case err == nil:
				return
			case ctx.Err() != nil:
				yield(es.Event{}, ctx.Err())
				return
			case errors.As(err, &refused), errors.Is(err, errMalformed), c.heard == 0:
				yield(es.Event{}, err)
				return
			}
			if c.heard > heard { // it was a good one
				wait = c.pause
			}
			if s.Lost != nil {
				s.Lost(err, wait)
			}
			select {
			case <-c.sleep(wait):
			case <-ctx.Done():
			}
		}
	}
}

// connection is a subscription with the place where it is.
type connection struct {
	Subscription
	id    string        // the last that the server gave
	pause time.Duration // before connecting again, as the server says
	heard int           // lines, on all connections
}

// listen connects once and goes on until the end (nil), or until it breaks off.
func (c *connection) listen(ctx context.Context, each func(es.Event) bool) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	quiet := time.AfterFunc(c.Silence, func() { cancel(errSilent) })
	defer quiet.Stop()
	answer, err := c.ask(ctx)
	if err != nil {
		return orCause(ctx, err)
	}
	defer answer.Close() //nolint:errcheck // it was read, or broken off
	err = blocks(answer, func() {
		c.heard++
		quiet.Reset(c.Silence)
	}, func(b block) (bool, error) {
		if b.retry > 0 {
			c.pause = b.retry
		}
		more := true
		switch {
		case b.event == "end":
			more = false
		case b.event == "" && b.data != "":
			e, err := decode(b.data)
			if err != nil {
				return false, err
			}
			more = each(e)
		}
		if b.id != "" {
			c.id = b.id
		}
		return more, nil
	})
	return orCause(ctx, err)
}

// orCause names a silence, where that is why something was broken off.
func orCause(ctx context.Context, err error) error {
	if err != nil && errors.Is(context.Cause(ctx), errSilent) {
		return errSilent
	}
	return err
}

// ask sends the request, and answers the stream.
func (c *connection) ask(ctx context.Context) (io.ReadCloser, error) {
	query := url.Values{"stream": c.Streams}
	if len(c.Types) > 0 {
		query.Set("type", strings.Join(c.Types, ","))
	}
	if c.After != "" {
		query.Set("after", c.After)
	}
	if c.Present {
		query.Set("follow", "false")
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(c.Server, "/")+"/api/events?"+query.Encode(), nil)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask %s: %w", c.Server, err)
	}
	if c.id != "" {
		r.Header.Set("Last-Event-ID", c.id)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, fmt.Errorf("không hỏi được %s; vaoso có đang chạy ở đó không? / couldn't ask it; is vaoso running there?: %w", c.Server, err)
	}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type")) // "" where it has none
	if answer.StatusCode == http.StatusOK && kind == "text/event-stream" {
		return answer.Body, nil
	}
	return nil, errors.Join(turnedDown(answer, kind), answer.Body.Close())
}

// turnedDown is why an answer is no stream.
func turnedDown(answer *http.Response, kind string) error {
	var problem api.Problem
	if kind == "application/problem+json" {
		if err := json.NewDecoder(io.LimitReader(answer.Body, maxLine)).Decode(&problem); err != nil {
			return fmt.Errorf("couldn't read a problem of the server's: %w", err)
		}
	}
	switch {
	case problem.Code != "" && answer.StatusCode < http.StatusInternalServerError:
		return &RefusedError{problem}
	case problem.Code != "":
		return fmt.Errorf("%s / %s", problem.Detail, problem.DetailEn)
	}
	return fmt.Errorf("máy chủ trả lời không phải bằng sự kiện; có phải vaoso không? / the server answered %s, not with events; is it a vaoso?", answer.Status)
}
