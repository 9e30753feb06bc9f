package app_test

import (
	"fmt"
	"net/http"
	"reflect"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/scenario"
)

// TestAsOfIsAsNowKnown: what was put right after a day is right in the report of
// that day: a job that never was, one that started later, a departure, and what
// another stream had copied.
func TestAsOfIsAsNowKnown(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2022-01-31")
	mill := firm{"0000010008", "C", "08728"}
	some := people(3, "may", "08710")
	h.register(some...)
	h.found(mill)
	for _, s := range steps {
		h.do(s[0], s[1])
	}
	at := h.do("DispatchOverseas", departure)
	left := h.await(es.Start, "WorkerDispatched", func(es.Event) bool { return true })
	job := func(i int, on string) string {
		at = h.place(some[i], mill, on, 12, "direct", "")
		return labour.PlacementID(h.Book.Key.Worker(some[i].id), h.Book.Key.Employer(mill.tax), scenario.Day(on)).String()
	}
	never, later, earlier := job(0, "2021-12-06"), job(1, "2021-11-15"), job(2, "2022-01-10")
	total := func(asOf string) string {
		a := h.figures("/api/plans/vinh-yen-2021/progress?asOf="+asOf, at)["achieved"].(map[string]any)
		return fmt.Sprint(a["total"], " ", a["overseas"])
	}
	holds := func(asOf, want string) {
		t.Helper()
		if got := total(asOf); got != want {
			t.Errorf("as of %s: %s, want %s", asOf, got, want)
		}
	}
	holds("2021-11-30", "2 1")
	holds("2021-12-31", "3 1")

	correct := `{"citizenId":%q,"placementId":%q,"startedOn":%q,"reason":"nhầm ngày"}`
	h.do("AnnulPlacement", fmt.Sprintf(`{"citizenId":%q,"placementId":%q,"on":"2022-01-20","reason":"nhầm người"}`, some[0].id, never))
	h.do("CorrectPlacement", fmt.Sprintf(correct, some[1].id, later, "2022-01-05"))
	h.do("CorrectPlacement", fmt.Sprintf(correct, some[2].id, earlier, "2021-12-20"))
	at = h.do("CorrectWorker", fmt.Sprintf(`{"citizenId":%q,"ward":"08713","reason":"nhầm phường"}`, some[2].id))
	holds("2021-11-30", "1 1")
	holds("2021-12-19", "1 1")
	holds("2021-12-31", "2 1")
	if ward := listed(h.figures("/api/plans/vinh-yen-2021/progress?by=ward&asOf=2021-12-31", at), "rows", "key")["08713"]["achieved"].(map[string]any)["total"]; ward != 1.0 {
		t.Errorf("in the right ward: %v", ward)
	}

	as := func(actor, key, name, body string) {
		t.Helper()
		status, answer := h.ask(http.MethodPost, "/api/commands/"+name, body, "Content-Type", "application/json", "Idempotency-Key", key, "X-Vaoso-Actor", actor, "X-Vaoso-Role", "city_officer")
		if status >= 300 {
			t.Fatalf("%s: %d %v", name, status, answer)
		}
		at = answer["position"].(string)
	}
	as("u-lan", "propose", "ProposeCorrection", fmt.Sprintf(`{"contract":"C-2021-0007","eventId":%q,"action":"annul","reason":"nhầm người"}`, left.ID))
	holds("2021-12-31", "2 1")
	as("u-minh", "confirm", "ConfirmCorrection", fmt.Sprintf(`{"contract":"C-2021-0007","proposalId":%q,"reason":"đã xem hồ sơ"}`, es.EventID("propose", "contract-C-2021-0007", 0)))
	holds("2021-11-30", "0 0")
	holds("2021-12-31", "1 0")
	// As of a day behind which nothing happened, the report is the live one, with
	// what doesn't count.
	live, past := h.figures("/api/plans/vinh-yen-2021/progress?by=ward", at), h.figures("/api/plans/vinh-yen-2021/progress?by=ward&asOf=2022-01-30", at)
	if excluded := live["excluded"].(map[string]any); excluded["annulled"] != 1.0 || !reflect.DeepEqual(live, past) {
		t.Errorf("now %v, as of the last day %v", live, past)
	}
	if before := h.figures("/api/plans/vinh-yen-2021/progress?asOf=2021-12-05", at)["excluded"].(map[string]any); before["annulled"] != nil {
		t.Errorf("the day before it began a job is listed: %v", before)
	}
	if today, live := total("2022-01-31"), h.figures("/api/plans/vinh-yen-2021/progress?", at)["achieved"].(map[string]any); today != fmt.Sprint(live["total"], " ", live["overseas"]) {
		t.Errorf("as of today %s, live %v", today, live)
	}
}
