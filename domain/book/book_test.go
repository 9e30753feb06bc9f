package book_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/adapters/sqlite"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/law"
	"vaoso/domain/plan"
	"vaoso/domain/territory"
)

// desk is a book on a real log, and somebody who asks things of it.
type desk struct {
	*book.Book
	t     *testing.T
	today atomic.Pointer[civil.Date]
	keys  atomic.Int64
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{t: t}
	d.setToday("2021-12-31")
	d.Book = &book.Book{
		Book:      es.Book{Log: log, Definitions: catalog.Events(), Clock: func() time.Time { return d.today.Load().In(9, 0, 0) }},
		Synthetic: true, Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(),
	}
	return d
}

func (d *desk) setToday(iso string) {
	day, err := civil.Parse(iso)
	if err != nil {
		d.t.Fatal(err)
	}
	d.today.Store(&day)
}

// ask carries out a command given as JSON, under a key of its own.
func (d *desk) ask(name, command string) (book.Result, error) {
	return d.askAs(book.Request{Key: fmt.Sprint("key-", d.keys.Add(1))}, name, command)
}

func (d *desk) askAs(r book.Request, name, command string) (book.Result, error) {
	c, ok := book.Named(name)
	if !ok {
		return book.Result{}, fmt.Errorf("no command %s", name)
	}
	if !strings.Contains(command, `"reason"`) && !strings.Contains(command, `"legalBasis"`) {
		command = strings.TrimSuffix(command, "}") + `,"legalBasis":"test"}`
	}
	asked, err := c.Decode([]byte(command))
	if err != nil {
		return book.Result{}, err
	}
	if r.Actor == "" {
		r.Actor = "u-test"
	}
	return d.Do(context.WithoutCancel(d.t.Context()), c, asked, r)
}

// must carries out commands, pairs of a name and its JSON, none of which may be refused.
func (d *desk) must(pairs ...string) (last book.Result) {
	d.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		r, err := d.ask(pairs[i], pairs[i+1])
		if err != nil {
			d.t.Fatalf("%s %s: %v", pairs[i], pairs[i+1], err)
		}
		last = r
	}
	return last
}

const (
	personA  = "000094000123"
	register = `{"citizenId":"000094000123","fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","sex":"male","ward":"08710","on":"2021-01-11"}`
	agency   = `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","expiresOn":"2023-01-01","markets":["JP"],"on":"2021-01-02"}`
	sign     = `{"contract":"C-2021-0007","citizenId":"000094000123","licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":36,"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":400000,"currency":"JPY"},"on":"2021-03-02"}`
	orient   = `{"contract":"C-2021-0007","certificateNo":"ĐH-0071","on":"2021-03-20"}`
	approve  = `{"contract":"C-2021-0007","registrationNo":"ĐK-26-88","on":"2021-03-25"}`
	dispatch = `{"contract":"C-2021-0007","reportedOn":"2021-05-18","on":"2021-05-18"}`
)

// ready is a book in which the departure is due.
func ready(t *testing.T) *desk {
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency, "SignContract", sign, "RecordOrientation", orient, "RegisterContract", approve)
	return d
}

func (d *desk) worker(citizenID string) es.Loaded[labour.Worker] {
	d.t.Helper()
	w, err := es.Load(d.t.Context(), d.Book.Book, labour.WorkerDecider, d.Key.Worker(citizenID))
	if err != nil {
		d.t.Fatal(err)
	}
	return w
}

func (d *desk) types(stream string) []string {
	d.t.Helper()
	var out []string
	for e, err := range d.Log.Read(d.t.Context(), stream, 0, es.Forward) {
		if err != nil {
			d.t.Fatal(err)
		}
		out = append(out, e.Type)
	}
	return out
}

func refusal(t *testing.T, err error) string {
	t.Helper()
	r, ok := es.AsRefused(err)
	if !ok {
		t.Fatalf("want a refusal, got %v", err)
	}
	for _, s := range []string{r.Vietnamese(), r.English()} {
		if strings.ContainsAny(s, "{}") {
			t.Errorf("%s lacks a fact: %q", r.Code, s)
		}
	}
	return r.Code
}

func TestARetryIsTheSameSuccess(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	first, err := d.askAs(book.Request{Key: "k"}, "RegisterWorker", register)
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.askAs(book.Request{Key: "k"}, "RegisterWorker", register)
	if err != nil || !again.Repeated || again.Revision != first.Revision || again.Position != first.Position || again.Events[0].ID != first.Events[0].ID {
		t.Errorf("again: %+v %v, want what came of it first: %+v", again, err, first)
	}
	if _, err := d.askAs(book.Request{Key: "k"}, "RegisterWorker", strings.Replace(register, "08710", "08713", 1)); refusal(t, err) != "ErrKeyReused" {
		t.Errorf("another command under the same key: %v", err)
	}
	if _, err := d.ask("RegisterWorker", register); refusal(t, err) != "ErrWorkerExists" {
		t.Errorf("the same person under another key: %v", err)
	}
	if got := d.types(first.Stream); len(got) != 1 {
		t.Errorf("the stream has %v", got)
	}
}

func TestAPinnedRevision(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.must("RegisterWorker", register)
	past := es.NoRevision
	_, err := d.askAs(book.Request{Key: "p", Pinned: &past}, "MoveWorker", `{"citizenId":"000094000123","ward":"08713"}`)
	var moved *es.ConflictError
	if !errors.As(err, &moved) || moved.Actual != r.Revision {
		t.Errorf("a past revision: %v, want a conflict that names %s", err, r.Revision)
	}
	if _, err := d.askAs(book.Request{Key: "q", Pinned: &r.Revision}, "MoveWorker", `{"citizenId":"000094000123","ward":"08713"}`); err != nil {
		t.Errorf("the present revision: %v", err)
	}
}

func TestRolesAndReasons(t *testing.T) {
	t.Parallel()
	d := ready(t)
	for _, c := range []struct {
		as      book.Request
		name    string
		command string
		want    string
	}{
		{book.Request{Role: "leader"}, "RegisterWorker", register, "ErrNotPermitted"},
		{book.Request{Role: "city_officer"}, "OpenInspection", `{"inspection":"1","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01"}`, "ErrNotPermitted"},
		{book.Request{Role: "ward_clerk", Unit: "08713"}, "RegisterWorker", strings.Replace(register, personA, "000094000124", 1), "ErrOtherWard"},
		{book.Request{Role: "ward_clerk", Unit: "08713"}, "EndJobSeeking", `{"citizenId":"000094000123","reason":"studying"}`, "ErrOtherWard"},
		{book.Request{Role: "ward_clerk", Unit: "08710"}, "AdoptPlan", `{"plan":"x"}`, "ErrNotPermitted"},
		{book.Request{}, "MoveWorker", `{"citizenId":"000094000123","ward":"08713","reason":""}`, "ErrReasonMissing"},
		{book.Request{}, "MoveWorker", `{"citizenId":"000094000123","ward":"999"}`, "ErrUnitUnknown"},
		{book.Request{}, "MoveWorker", `{"citizenId":"000094000123","ward":"08713","on":"2022-01-01"}`, "ErrFutureDate"},
		{book.Request{}, "MoveWorker", `{"ward":"08713"}`, "ErrFieldMissing"},
		{book.Request{}, "PlaceWorker", `{"citizenId":"000094000999"}`, "ErrWorkerUnknown"},
		{book.Request{}, "SignContract", strings.Replace(sign, personA, "000094000999", 1), "ErrWorkerUnknown"},
	} {
		c.as.Key = fmt.Sprint(c.name, c.as.Role, c.want)
		if _, err := d.askAs(c.as, c.name, c.command); refusal(t, err) != c.want {
			t.Errorf("%s as %s: %v, want %s", c.name, c.as.Role, err, c.want)
		}
	}
	if _, err := d.askAs(book.Request{Role: "ward_clerk", Unit: "08710", Key: "own"}, "EndJobSeeking", `{"citizenId":"000094000123","reason":"studying"}`); err != nil {
		t.Errorf("a clerk's own ward: %v", err)
	}
}

func TestDecodingPassesNothingOver(t *testing.T) {
	t.Parallel()
	move, _ := book.Named("MoveWorker")
	for _, bad := range []string{
		`{"ward":"08710","Ward":"08713"}`, `{"ward":"08710","ward":"08713"}`, `{"warD":"08710"}`, `{"ward":5}`,
		`{"ward":"08710","colour":"red"}`, `["ward"]`, `{"ward":"08710"} {}`, `{"ward":`, ``, `null`, `{"on":"2021-02-31"}`,
	} {
		if a, err := move.Decode([]byte(bad)); err == nil {
			t.Errorf("%s decoded as %+v", bad, a)
		} else if refusal(t, err) != "ErrFieldInvalid" {
			t.Errorf("%s: %v", bad, err)
		}
	}
	for command, field := range map[string]string{
		`{"citizenId":"000094000123","fullName":"Á","birthDate":"03/02/1994"}`: "birthDate", `{"registeredOn":"2021-02-30"}`: "registeredOn", `{"on":5}`: "on",
		`{"contract":"C-1","monthlyWage":{"amount":1,"coin":"VND"}}`: "monthlyWage",
	} {
		name := "RegisterWorker"
		if field == "monthlyWage" {
			name = "SignContract"
		}
		asks, _ := book.Named(name)
		_, err := asks.Decode([]byte(command))
		if r, ok := es.AsRefused(err); !ok || !strings.Contains(r.Vietnamese(), "«"+field+"»") || strings.Contains(r.Error(), "1994") {
			t.Errorf("%s: %v, want the field named and its value not", command, err)
		}
	}
	end, _ := book.Named("EndPlacement")
	a, err := end.Decode([]byte(`{"citizenId":"000094000123","reason":"resigned","on":"2021-05-01"}`))
	if err != nil || a.Reason != "resigned" || string(a.Command.(labour.EndPlacement).Reason) != "resigned" {
		t.Errorf("a command with a reason of its own gives it for both: %+v %v", a, err)
	}
}

func TestEveryCommandCanBeRead(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range book.Commands() {
		if seen[c.Name] || len(c.Roles) == 0 || c.Vi == "" || c.En == "" || len(c.Fields()) == 0 {
			t.Errorf("%+v is there twice or lacks roles, words or fields", c)
		}
		seen[c.Name] = true
		if _, err := c.Decode([]byte(`{}`)); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestOneWorkerACitizenIDHoweverManyAsk(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var won atomic.Int32
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			if _, err := d.ask("RegisterWorker", register); err == nil {
				won.Add(1)
			} else if refusal(t, err) != "ErrWorkerExists" {
				t.Errorf("%v", err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 || len(d.types(d.Key.Worker(personA))) != 1 {
		t.Errorf("%d of 40 registered the person", won.Load())
	}
}
