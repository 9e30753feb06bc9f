package http

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"vaoso/domain/book"
	"vaoso/domain/es"
)

func TestCommandsAreCarriedOut(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.year()
	steps := get[ContractHistory](d, "/api/contracts/C-2021-0007/history")
	if n := len(steps.Events); n != 4 || steps.Events[3].Type != "WorkerDispatched" || steps.Events[3].Actor != "u-http" {
		t.Errorf("%d events of the contract: %+v", n, steps.Events)
	}
}

func TestAnAnswerNamesStreamRevisionAndPosition(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	first := d.do("RegisterWorker", register)
	var a Answered
	if err := json.Unmarshal([]byte(first.body), &a); err != nil {
		t.Fatal(err)
	}
	if first.status != http.StatusCreated || a.Stream != d.Key.Worker(personA) || a.Revision != 0 || len(a.Events) != 1 || a.Events[0].Type != "WorkerRegistered" ||
		a.Repeated || first.header.Get("ETag") != `"0"` || first.header.Get("Vaoso-Position") != a.Position.String() || a.Warnings == nil {
		t.Errorf("%d %v %s", first.status, first.header, first.body)
	}
	second := d.do("MoveWorker", `{"citizenId":"000094000123","ward":"08713"}`, "X-Vaoso-Actor", "u-clerk", "X-Vaoso-Role", "ward_clerk", "X-Vaoso-Unit", "08710")
	if second.status != http.StatusOK || second.header.Get("ETag") != `"1"` {
		t.Errorf("%d %v %s", second.status, second.header, second.body)
	}
	nothing := d.do("MoveWorker", `{"citizenId":"000094000123","ward":"08713"}`)
	if nothing.status != http.StatusOK || !strings.Contains(nothing.body, `"events":[]`) || nothing.header.Get("ETag") != `"1"` {
		t.Errorf("where there is nothing to do: %d %v %s", nothing.status, nothing.header, nothing.body)
	}
}

func TestARetryIsTheSameSuccess(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var answers [8]answer
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = d.do("RegisterWorker", register, "Idempotency-Key", "k") })
	}
	all.Wait()
	var first Answered
	created := 0
	for _, a := range answers {
		var got Answered
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || a.status/100 != 2 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		if a.status == http.StatusCreated {
			created++
		}
		if first.Stream == "" {
			first = got
		}
		if got.Stream != first.Stream || got.Revision != 0 || got.Position != first.Position || got.Events[0] != first.Events[0] {
			t.Errorf("%+v, want as %+v", got, first)
		}
	}
	if created != 1 {
		t.Errorf("%d of 8 say that they created the stream", created)
	}
	if a := d.do("RegisterWorker", strings.Replace(register, "08710", "08713", 1), "Idempotency-Key", "k"); a.problem.Code != "ErrKeyReused" {
		t.Errorf("another command under the key: %s", a.body)
	}
}

func TestIfMatchPinsTheRevision(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register)
	move := func(ward, match string) answer {
		return d.do("MoveWorker", `{"citizenId":"000094000123","ward":"`+ward+`"}`, "If-Match", match)
	}
	if a := move("08713", `"0"`); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.body)
	}
	past := move("08716", `"0"`)
	if past.status != http.StatusPreconditionFailed || past.problem.Facts["actual"] != "1" || past.header.Get("ETag") != `"1"` {
		t.Errorf("%d %v %s", past.status, past.header, past.body)
	}
	if a := d.do("RegisterWorker", strings.Replace(register, personA, "000094000124", 1), "If-Match", `"-1"`); a.status != http.StatusCreated {
		t.Errorf("of a stream without events: %d %s", a.status, a.body)
	}
	pinned := func() answer {
		return d.do("MoveWorker", `{"citizenId":"000094000123","ward":"08716"}`, "If-Match", `"1"`, "Idempotency-Key", "pinned")
	}
	if first, again := pinned(), pinned(); first.status != 200 || again.status != 200 || !strings.Contains(again.body, `"repeated":true`) {
		t.Errorf("a pinned command again: %d %s, then %d %s", first.status, first.body, again.status, again.body)
	}
	for _, bad := range []string{"0", `W/"0"`, "*", `"x"`, `"0", "1"`, `"-2"`, `"00"`, `""`} {
		if a := move("08716", bad); a.status != http.StatusBadRequest || a.problem.Facts["field"] != "If-Match" {
			t.Errorf("If-Match: %s: %d %s", bad, a.status, a.body)
		}
	}
}

// failing is a log whose appends fail.
type failing struct {
	es.Log
	with error
}

func (f failing) Append(context.Context, string, es.Expected, []es.NewEvent) (es.Appended, error) {
	return es.Appended{}, f.with
}

func TestEveryErrorIsAProblem(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register)
	for _, c := range []struct {
		name, body string
		headers    []string
		status     int
		code       string
	}{
		{"PlaceWorker", `{"citizenId":"000094000999"}`, nil, 404, "ErrWorkerUnknown"},
		{"RegisterWorker", register, nil, 409, "ErrWorkerExists"},
		{"RegisterWorker", `{}`, nil, 400, "ErrFieldInvalid"}, // do spoils it: {,"legalBasis"
		{"RegisterWorker", `{"citizenId":"1"}`, nil, 400, "ErrFieldMissing"},
		{"MoveWorker", `{"citizenId":"000094000123","ward":"08713"}`, []string{"X-Vaoso-Role", "leader"}, 403, "ErrNotPermitted"},
		{"MoveWorker", `{"citizenId":"000094000123","ward":"08713"}`, []string{"X-Vaoso-Role", "ward_clerk", "X-Vaoso-Unit", "08716"}, 403, "ErrOtherWard"},
		{"MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2022-01-01"}`, nil, 422, "ErrFutureDate"},
		{"MoveWorker", `{"citizenId":"000094000123","ward":"08713","reason":""}`, nil, 400, "ErrReasonMissing"},
		{"MoveWorker", `{"ward":"08713","Ward":"08716"}`, nil, 400, "ErrFieldInvalid"},
		{"MoveWorker", `{"ward":"08713"}`, []string{"Idempotency-Key", ""}, 400, "ErrFieldMissing"},
		{"MoveWorker", `{"ward":"08713"}`, []string{"Idempotency-Key", "kẻ"}, 400, "ErrFieldInvalid"},
		{"MoveWorker", `{"ward":"08713"}`, []string{"Idempotency-Key", "policy:ConfirmEngagement:contract-C-1:1"}, 400, "ErrFieldInvalid"},
		{"MoveWorker", `{"ward":"08713"}`, []string{"X-Vaoso-Actor", strings.Repeat("a", 201)}, 400, "ErrFieldInvalid"},
		{"MoveWorker", `{"ward":"08713"}`, []string{"Content-Type", "text/csv"}, 415, "ErrMediaType"},
		{"MoveWorker", `{"ward":"` + strings.Repeat("x", 1<<20) + `"}`, nil, 413, "ErrBodyTooLarge"},
		{"MoveWorker", `{"ward":"08713"}`, []string{"Sec-Fetch-Site", "cross-site"}, 403, "ErrCrossOrigin"},
		{"RegistreWorker", `{}`, nil, 404, "ErrCommandUnknown"},
	} {
		a := d.do(c.name, c.body, c.headers...)
		if a.status != c.status || a.problem.Code != c.code {
			t.Errorf("%s %.80s %v: %d %s, want %d %s", c.name, c.body, c.headers, a.status, a.body, c.status, c.code)
		}
	}
	if a := d.do("RegistreWorker", `{}`); a.problem.Facts["nearest"] != "RegisterWorker" {
		t.Errorf("the nearest of RegistreWorker: %s", a.body)
	}
	for with, want := range map[error]int{
		es.ErrUnknownOutcome: 503, es.ErrClosed: 503, es.ErrTooLarge: 413, errors.New("disk full"): 500, context.DeadlineExceeded: 503,
		error(&es.ConflictError{Stream: "worker-1", Actual: 7}): 409,
	} {
		d := newDesk(t)
		whole := d.Log
		d.Log = failing{whole, with}
		a := d.do("RegisterWorker", register)
		if a.status != want || want == 503 && a.header.Get("Retry-After") == "" {
			t.Errorf("%v: %d %v %s, want %d", with, a.status, a.header, a.body, want)
		}
		if strings.Contains(a.body, "disk full") {
			t.Errorf("the answer has internals: %s", a.body)
		}
		if n := strings.Count(d.log.String(), "level=ERROR"); n != map[bool]int{true: 1}[want == 500] {
			t.Errorf("%v: %d lines of errors in\n%s", with, n, d.log)
		}
	}
}

func TestSeveralRefusalsAreAllNamed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign)
	a := d.do("DispatchOverseas", dispatch)
	if a.status != 422 || a.problem.Code != "ErrOrientationMissing" || len(a.problem.Also) != 1 || a.problem.Also[0].Code != "ErrContractNotRegistered" {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// TestNothingPersonalIsLogged runs commands, refusals and failures, and looks
// for the people in the log.
func TestNothingPersonalIsLogged(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.year()
	d.do("RegisterWorker", register)
	d.do("RegisterWorker", `{"citizenId":"000094000123","birthDate":"Nguyễn Văn Á","sex":5}`)
	d.send("POST", "/api/workers/search", `{"name":"Nguyễn Văn Á"}`)
	d.send("POST", "/api/workers/search", `{"name":["Nguyễn Văn Á"]}`)
	d.send("GET", "/api/Nguyễn%20Văn%20Á?name=Nguyễn", "")
	d.send("NGUYEN", "/api/projections", "")
	d.Log = failing{d.Log, errors.New("disk full")}
	d.do("MoveWorker", `{"citizenId":"000094000123","ward":"08713"}`)
	log := d.log.String()
	if strings.Count(log, "\n") < 15 || !strings.Contains(log, "disk full") {
		t.Fatalf("the log is\n%s", log)
	}
	for _, secret := range []string{personA, "Nguyễn", "Nguy", "NGUYEN", "1994", "0000000123", "Văn"} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log:\n%s", secret, log)
		}
	}
}

// FuzzCommandBody: whatever is sent to whichever command, the answer is no 5xx.
func FuzzCommandBody(f *testing.F) {
	commands := book.Commands()
	for i, c := range commands {
		f.Add(i, []byte(`{}`))
		f.Add(i, []byte(`{"citizenId":"000094000123","contract":"C-1","plan":"p","licenceNo":"26-014","on":"2021-05-01","reason":"x"}`))
		f.Add(i, []byte(`{"`+strings.Join(c.Fields(), `":"1","`)+`":"1","legalBasis":"x"}`))
		f.Add(i, []byte(`{"`+strings.Join(c.Fields(), `":1,"`)+`":-1,"legalBasis":"x"}`))
	}
	for _, s := range []string{register, adopt, sign, agency, dispatch, "", "null", "[", "\xff", `{"a":` + strings.Repeat("[", 10_000), `{"plan":"\u0000"}`} {
		f.Add(0, []byte(s))
		f.Add(5, []byte(s))
	}
	d := newDesk(f)
	f.Fuzz(func(t *testing.T, which int, body []byte) {
		d.t = t
		c := commands[uint(which)%uint(len(commands))] //nolint:gosec // any command will do
		a := d.send("POST", "/api/commands/"+c.Name, string(body), "Idempotency-Key", fmt.Sprint("f", d.keys.Add(1)), "Content-Type", "application/json")
		if a.status >= 500 || a.status >= 400 && a.problem.Code == "" {
			t.Errorf("%s %q: %d %s\n%s", c.Name, body, a.status, a.body, d.log)
		}
		if !json.Valid([]byte(a.body)) {
			t.Errorf("%s %q: the answer isn't JSON: %s", c.Name, body, a.body)
		}
	})
}
