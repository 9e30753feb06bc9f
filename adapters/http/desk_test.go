package http

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vaoso/adapters/published"
	"vaoso/adapters/sqlite"
	"vaoso/domain/book"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/operations"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/territory"
	"vaoso/projections/agencies"
	"vaoso/projections/capacity"
	"vaoso/projections/contracts"
	"vaoso/projections/corrections"
	"vaoso/projections/engine"
	"vaoso/projections/retention"
	"vaoso/projections/supervision"
	"vaoso/projections/supplydemand"
	"vaoso/projections/support"
	"vaoso/projections/targetprogress"
	"vaoso/projections/training"
	"vaoso/projections/unemployment"
	"vaoso/projections/workers"
)

// desk is the interface over a book in a folder of its own.
type desk struct {
	http.Handler
	*book.Book
	t    testing.TB
	log  *lockedBuffer // what was logged
	keys atomic.Int64
	// engine is the real one; wrap changes what the interface is given.
	engine *engine.Engine
	clock  civil.Date
}

// lockedBuffer takes log lines from several goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

// prompt brings a view up to date when it is waited for, as the router does in
// a running program.
type prompt struct{ *engine.Engine }

func (p prompt) WaitFor(ctx context.Context, name string, at es.Position) error {
	if err := p.CatchUp(ctx, name); err != nil {
		return err
	}
	return p.Engine.WaitFor(ctx, name, at)
}

func newDesk(t testing.TB, change ...func(*Options)) *desk {
	t.Helper()
	log, err := sqlite.OpenLog(t.Context(), filepath.Join(t.TempDir(), "log.db"), sqlite.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		log.Close()   //nolint:errcheck // a test's
		views.Close() //nolint:errcheck // a test's
	})
	d := &desk{t: t, log: &lockedBuffer{}, clock: scenario.Day("2021-12-31")}
	d.Book = &book.Book{
		Book:      es.Book{Log: log, Definitions: catalog.Events(), Clock: func() time.Time { return d.clock.In(9, 0, 0) }},
		Synthetic: true, Units: territory.VinhYen(), Wages: territory.VinhYenWages(), Limits: law.Current(), RuleSets: plan.ShippedRules(),
	}
	d.engine, err = engine.Open(t.Context(), engine.Config{
		Log: log, Definitions: d.Definitions, Store: views, Clock: d.Clock,
		Projections: []engine.Projection{
			targetprogress.Projection, contracts.Projection, supervision.Projection, workers.Projection, agencies.Projection,
			training.Projection, supplydemand.Projection, support.Projection, unemployment.Projection, capacity.Projection, retention.Projection, corrections.Projection,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	asOf := func(ctx context.Context, day civil.Date, projections []engine.Projection, read func(engine.Snapshot) error) error {
		past, err := sqlite.OpenViewsInMemory(ctx)
		if err != nil {
			return err
		}
		defer past.Close() //nolint:errcheck // a test's
		for _, p := range projections {
			if _, err := engine.Replay(ctx, log, d.Book.Definitions, p, past, func(e es.Event) bool {
				return !e.Meta.OccurredOn.After(day) || strings.HasPrefix(e.Stream, "plan-")
			}); err != nil {
				return err
			}
		}
		return past.Snapshot(ctx, read)
	}
	skips := func(ctx context.Context, projection string) (operations.Skips, error) {
		loaded, err := es.Load(ctx, d.Book.Book, operations.SkipDecider, operations.Stream(projection))
		return loaded.State, err
	}
	o := Options{Book: d.Book, Views: views, AsOf: asOf, Engine: prompt{d.engine}, Skips: skips, Version: "test", Logger: slog.New(slog.NewTextHandler(d.log, nil)),
		Events: Subscriptions{Log: published.Log(log, catalog.Events()), Source: "/books/test"}}
	for _, c := range change {
		c(&o)
	}
	if d.Handler, err = New(o); err != nil {
		t.Fatal(err)
	}
	return d
}

// answer is what came back.
type answer struct {
	status  int
	header  http.Header
	body    string
	problem Problem
}

// send asks with headers given in pairs.
func (d *desk) send(method, path, body string, headers ...string) answer {
	d.t.Helper()
	r := httptest.NewRequestWithContext(d.t.Context(), method, path, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	a := answer{status: w.Code, header: w.Header(), body: w.Body.String()}
	if strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json") {
		if err := json.Unmarshal(w.Body.Bytes(), &a.problem); err != nil {
			d.t.Fatalf("%s: %v", a.body, err)
		}
		if a.problem.Status != a.status || a.problem.Type != "/problems/"+a.problem.Code || a.problem.Detail == "" || a.problem.DetailEn == "" || a.problem.Title == "" {
			d.t.Errorf("an incomplete problem under %d: %s", a.status, a.body)
		}
	}
	return a
}

// do sends a command under a key of its own, unless the headers have one.
func (d *desk) do(name, body string, headers ...string) answer {
	d.t.Helper()
	if !strings.Contains(body, `"reason"`) && !strings.Contains(body, `"legalBasis"`) {
		body = strings.TrimSuffix(body, "}") + `,"legalBasis":"test"}`
	}
	key := []string{"Idempotency-Key", fmt.Sprint("key-", d.keys.Add(1)), "Content-Type", "application/json"}
	a := d.send("POST", "/api/commands/"+name, body, append(key, headers...)...)
	if strings.ContainsAny(a.problem.Detail+a.problem.DetailEn, "{}") && !strings.Contains(a.body, "JSON") {
		d.t.Errorf("a problem lacks a fact: %s", a.body)
	}
	return a
}

// must carries out commands, pairs of a name and its JSON.
func (d *desk) must(pairs ...string) (last Answered) {
	d.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		a := d.do(pairs[i], pairs[i+1])
		last = Answered{}
		if err := json.Unmarshal([]byte(a.body), &last); err != nil || a.status/100 != 2 {
			d.t.Fatalf("%s: %d %s", pairs[i], a.status, a.body)
		}
	}
	return last
}

// get asks a query and reads its answer.
func get[A any](d *desk, path string) (body A) {
	d.t.Helper()
	a := d.send("GET", path, "")
	if err := json.Unmarshal([]byte(a.body), &body); err != nil || a.status != http.StatusOK {
		d.t.Fatalf("%s: %d %s", path, a.status, a.body)
	}
	return body
}

const (
	personA  = "000094000123"
	adopt    = `{"plan":"vinh-yen-2021","title":"Kế hoạch tạo việc làm 2021","from":"2021-01-01","to":"2021-12-31","total":1300,"overseas":30,"units":["08710","08713"],"ruleSet":"vinh-yen-2021","decisionNo":"MẪU/KH-UBND","on":"2021-04-27"}`
	share    = `{"plan":"vinh-yen-2021","unit":"08710","total":230,"overseas":4,"on":"2021-04-28"}`
	register = `{"citizenId":"000094000123","fullName":"Nguyễn Văn Á","birthDate":"1994-02-03","phone":"0000000123","sex":"male","ward":"08710","on":"2021-01-11"}`
	place    = `{"citizenId":"000094000123","contractKind":"self_employed","occupation":"hàn","monthlyWage":{"amount":6000000,"currency":"VND"},"source":"self","months":2,"on":"2021-01-12","reportedOn":"2021-01-12"}`
	agency   = `{"licenceNo":"26-014","name":"Công ty Mẫu Phái cử A","licensedOn":"2017-05-12","expiresOn":"2023-01-01","markets":["JP"],"on":"2021-01-02"}`
	sign     = `{"contract":"C-2021-0007","citizenId":"000094000123","licenceNo":"26-014","kind":"service","market":"JP","occupation":"hàn","months":36,"monthlyWage":{"amount":150000,"currency":"JPY"},"serviceFee":{"amount":400000,"currency":"JPY"},"on":"2021-03-20"}`
	orient   = `{"contract":"C-2021-0007","certificateNo":"ĐH-0071","on":"2021-03-21"}`
	approve  = `{"contract":"C-2021-0007","registrationNo":"ĐK-26-88","on":"2021-03-25"}`
	dispatch = `{"contract":"C-2021-0007","reportedOn":"2021-05-18","on":"2021-05-18"}`
	inspect  = `{"inspection":"KT-2021-03","licenceNo":"26-014","inspector":"Thanh tra Mẫu 01","on":"2021-06-01"}`
)

// year is a book with a bit of everything; it answers the last position.
func (d *desk) year() es.Position {
	d.t.Helper()
	return d.must("AdoptPlan", adopt, "AllocateTarget", share, "RegisterWorker", register, "PlaceWorker", place, "RegisterAgency", agency,
		"SignContract", sign, "RecordOrientation", orient, "RegisterContract", approve, "DispatchOverseas", dispatch, "OpenInspection", inspect).Position
}
