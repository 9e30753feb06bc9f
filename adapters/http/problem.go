package http

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/targetprogress"
)

// Problem is an error as RFC 9457 has it.
type Problem struct {
	Type     string            `json:"type" doc:"path of a page that explains the problem in both languages"`
	Title    string            `json:"title" doc:"what kind of problem it is, in Vietnamese"`
	Status   int               `json:"status"`
	Detail   string            `json:"detail" doc:"what is wrong, in Vietnamese"`
	DetailEn string            `json:"detailEn" doc:"the same in English"`
	Code     string            `json:"code" doc:"the problem's name, which never changes"`
	Facts    map[string]string `json:"facts,omitempty" doc:"what the sentences name"`
	Also     []Also            `json:"also,omitempty" doc:"further rules that said no"`
}

// Also is a further rule that said no to the same command.
type Also struct {
	Type     string            `json:"type"`
	Detail   string            `json:"detail"`
	DetailEn string            `json:"detailEn"`
	Code     string            `json:"code"`
	Facts    map[string]string `json:"facts,omitempty"`
}

// retryAfter is how many seconds a client should wait behind a 503.
const retryAfter = 2

// problemOf is the problem that an error is; unexpected is true for what the
// client can do nothing about and the operator should see.
func problemOf(err error, pinned bool) (p Problem, unexpected bool) {
	var (
		conflict *es.ConflictError
		notYet   *engine.NotYetError
		halted   *engine.HaltedError
		tooLarge *http.MaxBytesError
	)
	refused, ok := es.AsRefused(err)
	switch {
	case ok:
	case errors.As(err, &tooLarge), errors.Is(err, es.ErrTooLarge):
		refused = errBodyTooLarge.With("limit", maxBody)
	case errors.As(err, &conflict) && pinned:
		refused = errRevisionPast.With("stream", conflict.Stream, "actual", int64(conflict.Actual))
	case errors.As(err, &conflict):
		refused = errConflict.With("stream", conflict.Stream, "actual", int64(conflict.Actual))
	case errors.Is(err, es.ErrUnknownOutcome), errors.Is(err, context.DeadlineExceeded) && !errors.As(err, &notYet):
		refused = errOutcomeUnknown.With()
	case errors.As(err, &halted):
		refused = errHalted.With("projection", halted.Projection, "position", halted.Halt.Position, "eventType", halted.Halt.Type)
	case errors.As(err, &notYet):
		refused = errNotYet.With("projection", notYet.Projection, "at", notYet.At, "want", notYet.Want)
	case errors.Is(err, engine.ErrNotBuilt):
		refused = errNotBuilt.With()
	case errors.Is(err, es.ErrUnavailable), errors.Is(err, engine.ErrUnavailable):
		refused = errUnavailable.With()
	case errors.Is(err, es.ErrClosed), errors.Is(err, context.Canceled):
		refused = errClosing.With()
	case errors.Is(err, targetprogress.ErrNoPlan):
		refused = errPlanNotThere.With()
	default:
		refused, unexpected = errInternal.With(), true
	}
	p = Problem{
		Type: pagePath(refused.Code), Title: titles[statusOf(refused.Refusal)], Status: statusOf(refused.Refusal),
		Detail: refused.Vietnamese(), DetailEn: refused.English(), Code: refused.Code, Facts: factsOf(refused),
	}
	for _, a := range refused.Also {
		p.Also = append(p.Also, Also{pagePath(a.Code), a.Vietnamese(), a.English(), a.Code, factsOf(a)})
	}
	return p, unexpected
}

func factsOf(r *es.Refused) map[string]string {
	if len(r.Facts) == 0 {
		return nil
	}
	facts := make(map[string]string, len(r.Facts))
	for _, f := range r.Facts {
		facts[f.Name] = f.Value
	}
	return facts
}

func pagePath(code string) string { return "/problems/" + code }

// statusOf is the HTTP status that a refusal is answered with.
func statusOf(r *es.Refusal) int {
	if status, ok := statuses[r]; ok {
		return status
	}
	switch r.Kind {
	case es.Rule:
		return http.StatusUnprocessableEntity
	case es.Unknown:
		return http.StatusNotFound
	case es.Exists:
		return http.StatusConflict
	case es.Malformed:
		return http.StatusBadRequest
	case es.Forbidden:
		return http.StatusForbidden
	}
	return http.StatusUnprocessableEntity
}

var titles = map[int]string{
	http.StatusBadRequest:            "Yêu cầu không hợp lệ",
	http.StatusForbidden:             "Không được phép",
	http.StatusNotFound:              "Không có trong sổ",
	http.StatusMethodNotAllowed:      "Sai phương thức",
	http.StatusConflict:              "Trùng hoặc xung đột với dữ liệu trong sổ",
	http.StatusPreconditionFailed:    "Dữ liệu đã thay đổi",
	http.StatusRequestEntityTooLarge: "Nội dung quá lớn",
	http.StatusUnsupportedMediaType:  "Sai kiểu nội dung",
	http.StatusUnprocessableEntity:   "Quy tắc không cho phép",
	http.StatusInternalServerError:   "Lỗi của hệ thống",
	http.StatusServiceUnavailable:    "Chưa sẵn sàng, hãy thử lại",
}

// fail answers with the error's problem, and logs what is unexpected, once.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error, pinned bool) {
	p, unexpected := problemOf(err, pinned)
	note(r.Context(), p.Code)
	if unexpected {
		s.Logger.LogAttrs(r.Context(), slog.LevelError, "couldn't answer a request", slog.String("route", r.Pattern), slog.String("error", loggable(err)))
	}
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
	}
	if p.Status == http.StatusPreconditionFailed {
		w.Header().Set("ETag", `"`+p.Facts["actual"]+`"`)
	}
	writeJSON(w, p.Status, "application/problem+json", p)
}

// loggable is an error's text for the log. A decoder's cause may quote what it
// read, which may be personal: of an event that can't be read only the place is
// said.
func loggable(err error) string {
	var undecodable *es.UndecodableError
	if errors.As(err, &undecodable) {
		e := undecodable.Event
		return fmt.Sprintf("event %s (%s version %d, %s@%s) can't be read", e.ID, e.Type, e.Version, e.Stream, e.Revision)
	}
	return err.Error()
}

func writeJSON(w http.ResponseWriter, status int, contentType string, body any) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(body) // the client has gone; there is nobody to tell
}
