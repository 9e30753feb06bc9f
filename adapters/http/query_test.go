package http

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/projections/engine"
	"vaoso/projections/supervision"
	"vaoso/projections/targetprogress"
)

func TestQueriesHoldWhatTheyAreAskedAfter(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	at := d.year().String()
	p := get[targetprogress.Progress](d, "/api/plans/vinh-yen-2021/progress?by=ward&after="+at)
	if p.Achieved.Total != 1 || p.Achieved.Overseas != 1 || len(p.Rows) != 2 || p.Rows[0].Achieved.Total != 1 || p.Position.String() != at || !p.Synthetic {
		t.Errorf("%+v", p)
	}
	if early := get[targetprogress.Progress](d, "/api/plans/vinh-yen-2021/progress?asOf=2021-05-17&after="+at); early.Achieved.Total != 0 || early.AsOf.String() != "2021-05-17" {
		t.Errorf("the day before: %+v", early)
	}
	c := get[ContractPage](d, "/api/contracts?after="+at)
	if len(c.Contracts) != 1 || c.Contracts[0].ContractNo != "C-2021-0007" || c.Contracts[0].State != "departed" || c.Position.String() != at || *c.Contracts[0].DaysLeft != 868 {
		t.Errorf("%+v", c)
	}
	r := get[supervision.Report](d, "/api/supervision?after="+at)
	if len(r.Inspections) != 1 || len(r.Flags) != 0 || r.Position.String() != at {
		t.Errorf("%+v", r)
	}
	for path, want := range map[string]int{
		"/api/contracts?state=departed": 1, "/api/contracts?state=signed": 0, "/api/contracts?market=JP&verdict=lawful": 1,
		"/api/contracts?overdue=true": 0, "/api/contracts?overdue=true&asOf=2025-01-01": 1, "/api/contracts?expiring=30&asOf=2024-05-01": 1,
		"/api/contracts?cursor=contract-C-2021-0007": 0,
	} {
		if got := get[ContractPage](d, path); len(got.Contracts) != want {
			t.Errorf("%s: %d contracts, want %d", path, len(got.Contracts), want)
		}
	}
	if a := d.send("GET", "/api/contracts", ""); a.header.Get("Vaoso-Position") != at || a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", a.header)
	}
}

func TestContractsComeInPages(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", register, "RegisterAgency", agency)
	var at es.Position
	for i := range 5 {
		at = d.must("SignContract", strings.Replace(sign, "C-2021-0007", fmt.Sprint("C-", i), 1)).Position
	}
	var got []string
	for cursor := ""; ; {
		page := get[ContractPage](d, "/api/contracts?limit=2&after="+at.String()+"&cursor="+cursor)
		for _, c := range page.Contracts {
			got = append(got, c.ContractNo)
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if want := []string{"C-0", "C-1", "C-2", "C-3", "C-4"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func (d *desk) search(body string, headers ...string) (page WorkerPage, a answer) {
	d.t.Helper()
	a = d.send("POST", "/api/workers/search", body, headers...)
	if a.status == http.StatusOK {
		if err := json.Unmarshal([]byte(a.body), &page); err != nil {
			d.t.Fatal(err)
		}
	}
	return page, a
}

func TestWorkersAreFoundByName(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.must("RegisterWorker", strings.NewReplacer(personA, "000094000124", "Nguyễn Văn Á", "Nguyễn Văn Bình").Replace(register))
	at := d.year()
	page, _ := d.search(fmt.Sprintf(`{"name":"nguyen van a","after":%q}`, at))
	if len(page.Workers) != 1 || page.Workers[0].FullName != "Nguyễn Văn Á" || page.Workers[0].State != "engaged" || page.Workers[0].Engagement != "contract-C-2021-0007" || page.Position.Before(at) {
		t.Errorf("%+v", page)
	}
	first, _ := d.search(`{"limit":1}`)
	second, _ := d.search(fmt.Sprintf(`{"limit":1,"cursor":%q}`, first.Next))
	if first.Next == "" || second.Next != "" || len(second.Workers) != 1 || second.Workers[0].ID == first.Workers[0].ID {
		t.Errorf("pages %+v and %+v", first, second)
	}
	if seen, _ := d.search(`{"name":"nguyen"}`, "X-Vaoso-Role", "auditor"); len(seen.Workers) != 2 || seen.Workers[0].FullName != masked {
		t.Errorf("an auditor sees %+v", seen)
	}
	if _, a := d.search(`{"name":"nguyen"}`, "X-Vaoso-Role", "leader"); a.status != 403 {
		t.Errorf("a leader sees %s", a.body)
	}
	for _, bad := range []string{`{"name":5}`, `{"colour":"red"}`, `{} {}`, ``, `[]`, `{"limit":-1}`, `{"limit":500}`, `{"state":"lost"}`, `{"on":"x"}`, `{"after":"x"}`, `{"after":"end"}`} {
		if _, a := d.search(bad); a.status != 400 {
			t.Errorf("%s: %d %s", bad, a.status, a.body)
		}
	}
}

func TestWrongQuestionsAreProblems(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.year()
	if err := d.engine.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path   string
		status int
		code   string
	}{
		{"/api/plans/nowhere/progress", 404, "ErrPlanNotThere"},
		{"/api/plans/vinh-yen-2021/progress?by=colour", 400, "ErrFieldInvalid"},
		{"/api/plans/vinh-yen-2021/progress?asOf=31/02/2021", 400, "ErrFieldInvalid"},
		{"/api/plans/vinh-yen-2021/progress?after=x", 400, "ErrFieldInvalid"},
		{"/api/contracts?limit=0", 400, "ErrFieldInvalid"},
		{"/api/contracts?overdue=yes", 400, "ErrFieldInvalid"},
		{"/api/contracts?expiring=x", 400, "ErrFieldInvalid"},
		{"/api/contracts?state=lost", 400, "ErrFieldInvalid"},
		{"/api/contracts?verdict=guilty", 400, "ErrFieldInvalid"},
		{"/api/supervision?asOf=x", 400, "ErrFieldInvalid"},
		{"/api/contracts/C-9/history", 404, "ErrContractUnknown"},
		{"/api/contracts/C-2021-0007/history?after=99999999999", 503, "ErrNotYet"},
		{"/api/contracts?after=99999999999", 503, "ErrNotYet"},
		{"/api/contracts/C-2021-0007/history?after=x", 400, "ErrFieldInvalid"},
		{"/api/nothing", 404, "ErrRouteUnknown"},
		{"/api/commands/RegisterWorker", 405, "ErrMethod"},
		{"/nothing", 404, "ErrRouteUnknown"},
		{"/problems/ErrNothing", 404, "ErrRouteUnknown"},
	} {
		if a := d.send("GET", c.path, ""); a.status != c.status || a.problem.Code != c.code {
			t.Errorf("%s: %d %s, want %d %s", c.path, a.status, a.body, c.status, c.code)
		}
	}
	if a := d.send("GET", "/api/contracts?after=99999999999", ""); a.problem.Facts["projection"] != "log" {
		t.Errorf("somebody waits for a position that the log hasn't come to: %s", a.body)
	}
	if a := d.send("DELETE", "/api/contracts", ""); a.status != 405 || a.header.Get("Allow") != "GET" {
		t.Errorf("%d %v %s", a.status, a.header, a.body)
	}
}

// stuck is an engine that waits in vain.
type stuck struct {
	Engine
	with error
}

func (s stuck) WaitFor(context.Context, string, es.Position) error { return s.with }

func TestWaitingEndsWithAProblem(t *testing.T) {
	t.Parallel()
	at, want := es.NewPosition(3, 3), es.NewPosition(9, 9)
	for _, c := range []struct {
		with error
		code string
		says string
	}{
		{&engine.NotYetError{Projection: "contracts", Want: want, At: at, Cause: context.DeadlineExceeded}, "ErrNotYet", "position 3, not yet to 9"},
		{&engine.HaltedError{Projection: "contracts", Halt: engine.Halt{Position: at, Type: "WorkerPlaced", Error: "x"}}, "ErrHalted", "position 3"},
		{engine.ErrNotBuilt, "ErrNotBuilt", "first time"},
	} {
		d := newDesk(t, func(o *Options) { o.Engine = stuck{o.Engine, c.with} })
		a := d.send("GET", "/api/contracts?after="+d.year().String(), "")
		if a.status != 503 || a.problem.Code != c.code || !strings.Contains(a.problem.DetailEn, c.says) || a.header.Get("Retry-After") == "" {
			t.Errorf("%v: %d %v %s", c.with, a.status, a.header, a.body)
		}
	}
}
