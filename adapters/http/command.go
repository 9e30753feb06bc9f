package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

// commandLimit is how long a command may take. It goes on when its client has
// gone: what has begun is carried through.
const commandLimit = 30 * time.Second

// Answered is what a command came to.
type Answered struct {
	Stream   string         `json:"stream" doc:"the stream that the command is about"`
	Revision es.Revision    `json:"revision" doc:"of the stream after the command; -1: it has no events"`
	Position es.Position    `json:"position" doc:"of the command's last event, for after="`
	Events   []Written      `json:"events" doc:"what was written; empty where there was nothing to do"`
	Repeated bool           `json:"repeated" doc:"the command had been carried out before, under the same key"`
	Warnings []book.Warning `json:"warnings" doc:"what was written but looks odd"`
}

// Written is an event that a command wrote.
type Written struct {
	ID   es.UUID `json:"id"`
	Type string  `json:"type"`
}

// command carries out one command.
func (s *server) command(c book.Command) respond {
	return func(w http.ResponseWriter, r *http.Request) error {
		asked, request, err := s.readCommand(c, r)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), commandLimit)
		defer cancel()
		result, err := s.Book.Do(ctx, c, asked, request)
		if err != nil {
			return err
		}
		a := Answered{
			Stream: result.Stream, Revision: result.Revision, Position: result.Position,
			Events: []Written{}, Repeated: result.Repeated, Warnings: append([]book.Warning{}, result.Warnings...),
		}
		for _, e := range result.Events {
			a.Events = append(a.Events, Written{e.ID, e.Type})
		}
		status := http.StatusOK
		if !a.Repeated && len(result.Events) > 0 && result.Events[0].Revision == 0 {
			status = http.StatusCreated
		}
		w.Header().Set("ETag", etag(a.Revision))
		w.Header().Set("Vaoso-Position", a.Position.String())
		writeJSON(w, status, "application/json", a)
		return nil
	}
}

func (s *server) readCommand(c book.Command, r *http.Request) (book.Asked, book.Request, error) {
	request, err := requestOf(r.Header)
	if err != nil {
		return book.Asked{}, request, err
	}
	if request.CorrelationID == "" {
		request.CorrelationID = s.Watch.Correlation(r.Context())
	}
	if request.CorrelationID == "" {
		request.CorrelationID = request.Key
	}
	if err := jsonBody(r); err != nil {
		return book.Asked{}, request, err
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return book.Asked{}, request, unreadable(err)
	}
	asked, err := c.Decode(body)
	return asked, request, err
}

// ownKeys begin the keys that policies and the clock write under. Whoever took
// one of them could keep a policy from writing.
var ownKeys = []string{"policy:", "clock:"}

// requestOf reads who asks, and under which key, from the headers.
func requestOf(h http.Header) (book.Request, error) {
	q := book.Request{
		Key: h.Get("Idempotency-Key"), Actor: h.Get("X-Vaoso-Actor"), Role: h.Get("X-Vaoso-Role"), Unit: h.Get("X-Vaoso-Unit"),
		CorrelationID: h.Get("X-Correlation-Id"),
	}
	if q.Key == "" {
		return q, es.ErrFieldMissing.With("field", "Idempotency-Key")
	}
	for name, value := range map[string]string{"Idempotency-Key": q.Key, "X-Vaoso-Actor": q.Actor, "X-Vaoso-Role": q.Role, "X-Vaoso-Unit": q.Unit, "X-Correlation-Id": q.CorrelationID} {
		if len(value) > 200 || strings.ContainsFunc(value, func(c rune) bool { return c < 0x20 || c > 0x7e }) {
			return q, invalid(name, "tối đa 200 ký tự ASCII in được", "at most 200 printable ASCII characters")
		}
	}
	for _, own := range ownKeys {
		if strings.HasPrefix(q.Key, own) {
			return q, invalid("Idempotency-Key", "khóa bắt đầu bằng «"+own+"» dành cho hệ thống", "keys that begin with "+own+" are the system's own")
		}
	}
	if q.Actor == "" {
		q.Actor = "u-http"
	}
	pinned, err := pinnedOf(h)
	q.Pinned = pinned
	return q, err
}

// pinnedOf is the revision that If-Match names. "-1" is of a stream without events.
func pinnedOf(h http.Header) (*es.Revision, error) {
	text := h.Get("If-Match")
	if text == "" {
		return nil, nil
	}
	n, err := strconv.ParseInt(strings.Trim(text, `"`), 10, 64)
	if err != nil || etag(es.Revision(n)) != text || n < int64(es.NoRevision) || len(h.Values("If-Match")) > 1 {
		return nil, invalid("If-Match", `cần một lần sửa trong ngoặc kép, như "3"`, `one revision in quotes is wanted, such as "3"`)
	}
	revision := es.Revision(n)
	return &revision, nil
}

func etag(r es.Revision) string { return fmt.Sprintf(`"%d"`, int64(r)) }

// jsonBody refuses a body that says it is something other than JSON.
func jsonBody(r *http.Request) error {
	if text := r.Header.Get("Content-Type"); text != "" {
		if kind, _, err := mime.ParseMediaType(text); err != nil || kind != "application/json" {
			return errMediaType
		}
	}
	return nil
}

// unreadable is the refusal of a body that broke off; one that is too large
// says so itself.
func unreadable(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return invalid("body", "không đọc hết được", "it couldn't be read to its end")
}

func invalid(field, vi, en string) error {
	return es.ErrFieldInvalid.With("field", field, "vi", vi, "en", en)
}

// commandUnknown names the command that was probably meant.
func (s *server) commandUnknown(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	s.fail(w, r, errCommandUnknown.With("command", name, "nearest", book.Nearest(name)), false)
}
