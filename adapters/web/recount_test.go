package web

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"vaoso/adapters/sqlite"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/projections/engine/foldtest"
)

// withNewcomers is the year with so many workers from elsewhere, who count by
// the open rules alone.
func withNewcomers(t *testing.T, n int) []es.Recorded {
	t.Helper()
	var list [][]es.Recorded
	for i := range n {
		list = append(list, foldtest.In(fmt.Sprintf("worker-9%015x", i), scenario.Happened("2021-05-10", labour.WorkerPlaced{
			PlacementID: es.NewUUIDv5(es.UUID{}, fmt.Sprint("newcomer", i)), EmployerID: "employer-1", Occupation: "may", ContractKind: labour.FixedTerm, Months: 12,
			MonthlyWage: money.VND(6_500_000), Source: labour.Direct, ReportedOn: scenario.Day("2021-05-12"), Ward: "09000", Sex: labour.Female, BirthYear: 1999, Sector: "C", EmployerWard: "08728",
		})))
	}
	return year(t, list...)
}

func TestTheRecountPage(t *testing.T) {
	t.Parallel()
	const newcomers = 3
	h := site(t, withNewcomers(t, newcomers))
	status, body := get(t, h, "/recount?rules=vinh-yen-2021-open")
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	for _, want := range []string{
		`<html lang="vi">`, `name="viewport"`, "SỐ LIỆU MẪU", "Tính lại kế hoạch theo quy tắc khác", "30/06/2021", `<option value="vinh-yen-2021-open" selected="selected">`,
		`<td>&#43;3</td>`, "<b>3</b> người: <b>3</b> được tính thêm, <b>0</b> bớt đi", "Lao động ngoài địa bàn", "tính ở nơi làm việc", "nơi khác (09000)",
		"lao động ngoài địa bàn <span", "10/05/2021", "<code>9000000000000000</code>", `/api/plans/vinh-yen-2021/recount?rules=vinh-yen-2021-open&amp;asOf=2021-06-30`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	if n := strings.Count(body, `scope="rowgroup"`); n != newcomers {
		t.Errorf("it lists %d workers, want %d", n, newcomers)
	}
	if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "<script") || strings.Contains(body, ` style="`) || strings.Contains(body, "http") {
		t.Error("it has a script, a style of its own or something from elsewhere")
	}
	wellFormed(t, body)
	if file := os.Getenv("VAOSO_PAGE"); file != "" { // to be looked at as a picture
		if err := os.WriteFile(file+".recount.html", []byte(body), 0o644); err != nil { //nolint:gosec // a page
			t.Fatal(err)
		}
	}
	if _, body := get(t, h, "/recount"); !strings.Contains(body, `<option value="vinh-yen-2021-open" selected="selected">`) {
		t.Error("without rules it doesn't take the first others")
	}
	if _, body := get(t, h, "/recount?rules=vinh-yen-2021"); !strings.Contains(body, "Không người lao động nào được tính khác đi") {
		t.Error("under its own rules somebody is counted differently")
	} else {
		wellFormed(t, body)
	}
}

// TestARecountByOwnRules: a rule set that a plan has of its own may be chosen, and
// what it differs in is said.
func TestARecountByOwnRules(t *testing.T) {
	t.Parallel()
	own := plan.ShippedRules()["vinh-yen-2021"]
	own.MinMonths = 7
	h := site(t, year(t, foldtest.In("plan-vinh-yen-2020", scenario.Happened("2020-01-02",
		plan.PlanAdopted{Title: "Kế hoạch 2020", From: scenario.Day("2020-01-01"), To: scenario.Day("2020-12-31"), Total: 900, Overseas: 9, Units: wards, RuleSet: "vinh-yen-2020", DecisionNo: "x"},
		plan.CountingRulesSet{RuleSet: "vinh-yen-2020", Params: own}))))
	status, body := get(t, h, "/recount?rules=vinh-yen-2020")
	for _, want := range []string{`<option value="vinh-yen-2020" selected="selected">`, "3 tháng", "7 tháng"} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%d, it lacks %q", status, want)
		}
	}
	if _, body := get(t, h, "/recount?plan=vinh-yen-2020&rules=vinh-yen-2021"); !strings.Contains(body, "7 tháng") {
		t.Error("what a plan's own rules differ in isn't said")
	}
	if status, body := get(t, h, "/recount?rules=mine"); status != http.StatusNotFound || !strings.Contains(body, "vinh-yen-2020, vinh-yen-2021") {
		t.Errorf("a set that is nowhere: %d", status)
	}
}

// TestALongRecount: the page shows some, and says how many more there are.
func TestALongRecount(t *testing.T) {
	t.Parallel()
	_, body := get(t, site(t, withNewcomers(t, mostRecounted+2)), "/recount?rules=vinh-yen-2021-open")
	if n := strings.Count(body, `scope="rowgroup"`); n != mostRecounted || !strings.Contains(body, "Còn 2 người không hiện ở đây") || !strings.Contains(body, "<b>502</b> người") {
		t.Errorf("it lists %d workers", n)
	}
}

func TestRecountPagesWithoutFigures(t *testing.T) {
	t.Parallel()
	unbuilt, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unbuilt.Close() }) //nolint:errcheck // in memory
	h := site(t, year(t))
	for _, c := range []struct {
		h      http.Handler
		path   string
		status int
		says   string
	}{
		{h, "/recount?plan=nowhere", 404, "no such plan"},
		{h, "/recount?rules=mine", 404, "vinh-yen-2021-turns"},
		{h, "/recount?asOf=x", 400, "2021-06-30"},
		{site(t, nil, func(o *Options) { o.Views = unbuilt }), "/recount", 503, "first time"},
	} {
		if status, body := get(t, c.h, c.path); status != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d %s", c.path, status, body)
		} else {
			wellFormed(t, body)
		}
	}
}

// TestEveryRuleHasWords: whatever shipped rules say of a parameter has words.
func TestEveryRuleHasWords(t *testing.T) {
	t.Parallel()
	other := plan.Rules{
		PerWorker: plan.PerTurn, MinMonths: 6, SelfEmployment: "exclude", InMigrants: "include", DispatchAfterPlacement: "ignore", EarlyEnd: "drop",
		ReplacementGapDays: 10, SupportJobs: "none", Irregular: "include", ReportedBy: scenario.Day("2022-03-31"),
	}
	list := differing(plan.ShippedRules()["vinh-yen-2021"], other)
	if len(list) != 10 {
		t.Errorf("%d parameters differ, want all 10", len(list))
	}
	for _, p := range list {
		for _, w := range []words{p.words, p.Own, p.Other} {
			if w.Vi == "" || w.En == "" {
				t.Errorf("%v", p)
			}
		}
	}
}
