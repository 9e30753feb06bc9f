package app_test

import (
	"fmt"
	"net/http"
	"testing"

	"vaoso/domain/labour"
	"vaoso/domain/scenario"
)

// TestLabourIsCorrected: a registration, a job, an employer and a check that were
// entered wrongly are put right by later events, and every figure over HTTP is as
// if they had been right; a worker under a wrong citizen id comes anew, linked.
func TestLabourIsCorrected(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	mill := firm{"0000010008", "C", "08728"}
	some := people(2, "may", "08710")
	h.register(some...)
	h.found(mill)
	a := some[0]
	at := h.place(a, mill, "2021-03-10", 12, "direct", "")
	id := labour.PlacementID(h.Book.Key.Worker(a.id), h.Book.Key.Employer(mill.tax), scenario.Day("2021-03-10"))
	achieved := func(dimension, key string) any {
		return listed(h.figures("/api/plans/vinh-yen-2021/progress?by="+dimension, at), "rows", "key")[key]["achieved"].(map[string]any)["total"]
	}
	holds := func(what string, got, want any) {
		t.Helper()
		if written(got) != written(want) {
			t.Errorf("%s: %s, want %s", what, written(got), written(want))
		}
	}
	holds("at first, the ward", achieved("ward", "08710"), 1)

	// The clerk of the ward corrects it; the clerk of another may not.
	correct := fmt.Sprintf(`{"citizenId":%q,"ward":"08713","sex":"female","reason":"ghi nhầm phường"}`, a.id)
	clerk := func(unit, key string) (int, map[string]any) {
		return h.ask(http.MethodPost, "/api/commands/CorrectWorker", correct, "Content-Type", "application/json", "Idempotency-Key", key, "X-Vaoso-Role", "ward_clerk", "X-Vaoso-Unit", unit)
	}
	if status, answer := clerk("08728", "k-other"); answer["code"] != "ErrOtherWard" {
		t.Errorf("another ward's clerk: %d %v", status, answer)
	}
	status, answer := clerk("08710", "k-own")
	if status != http.StatusOK && status != http.StatusCreated {
		t.Fatalf("the ward's own clerk: %d %v", status, answer)
	}
	at = answer["position"].(string)
	holds("the wrong ward", achieved("ward", "08710"), 0)
	holds("the right ward", achieved("ward", "08713"), 1)
	holds("the right sex", achieved("sex", "female"), 1)
	h.refused("CorrectWorker", fmt.Sprintf(`{"citizenId":%q,"ward":"08713"}`, a.id), "ErrNothingToCorrect")
	h.refused("CorrectWorker", fmt.Sprintf(`{"citizenId":%q,"birthDate":"2006-03-11"}`, a.id), "ErrUnderWorkingAge")

	// The job started a month later, and ended; the end is taken back.
	at = h.do("CorrectPlacement", fmt.Sprintf(`{"citizenId":%q,"placementId":%q,"startedOn":"2021-04-05"}`, a.id, id))
	asOf := func(day string) any {
		return h.figures("/api/plans/vinh-yen-2021/progress?asOf="+day, at)["achieved"].(map[string]any)["total"]
	}
	holds("by the end of March", asOf("2021-03-31"), 0)
	holds("by the end of April", asOf("2021-04-30"), 1)
	h.do("EndPlacement", fmt.Sprintf(`{"citizenId":%q,"reason":"resigned","on":"2021-07-30"}`, a.id))
	at = h.do("CorrectPlacement", fmt.Sprintf(`{"citizenId":%q,"placementId":%q,"takeBackEnd":true}`, a.id, id))
	holds("who works", h.state(a.id, "engaged", at), 1)

	// The employer is in trade.
	at = h.do("CorrectEmployer", fmt.Sprintf(`{"taxCode":%q,"sector":"G"}`, mill.tax))
	holds("the right sector", achieved("sector", "G"), 1)

	// The second answer of a check holds, though its day is earlier.
	h.do("CheckRetention", fmt.Sprintf(`{"citizenId":%q,"mark":3,"outcome":"left","on":"2021-07-20"}`, a.id))
	at = h.do("CheckRetention", fmt.Sprintf(`{"citizenId":%q,"mark":3,"outcome":"still","on":"2021-07-06"}`, a.id))
	three := listed(h.figures("/api/retention?", at), "marks", "mark")["3"]
	h.says("after three months", three, map[string]any{"still": 1, "left": 0})

	// The citizen id was somebody else's.
	b := people(3, "may", "08710")[2]
	h.do("AnnulWorker", fmt.Sprintf(`{"citizenId":%q,"reason":"nhầm số định danh"}`, a.id))
	h.refused("MoveWorker", fmt.Sprintf(`{"citizenId":%q,"ward":"08728"}`, a.id), "ErrWorkerAnnulled")
	h.register(b)
	h.refused("LinkWorker", fmt.Sprintf(`{"citizenId":%q,"formerCitizenId":%q}`, b.id, some[1].id), "ErrNotAnnulled")
	at = h.do("LinkWorker", fmt.Sprintf(`{"citizenId":%q,"formerCitizenId":%q}`, b.id, a.id))
	holds("the wrong person's job", achieved("ward", "08713"), 0)
	holds("who was annulled", h.state(a.id, "annulled", at), 1)
	former, now := h.Book.Key.Worker(a.id), h.Book.Key.Worker(b.id)
	rows := listed(h.search(`{"after":"`+at+`"}`), "workers", "id")
	holds("from the wrong to the right", rows[former]["successor"], now)
	holds("from the right to the wrong", rows[now]["former"], former)
}

// search asks the register of workers.
func (h *house) search(body string) map[string]any {
	h.t.Helper()
	status, answer := h.ask(http.MethodPost, "/api/workers/search", body, "Content-Type", "application/json")
	if status != http.StatusOK {
		h.t.Fatalf("the search came to %d: %v", status, answer)
	}
	return answer
}

// state is how many workers with the citizen id are in a state: one or none.
func (h *house) state(citizenID, state, at string) int {
	h.t.Helper()
	if _, there := listed(h.search(fmt.Sprintf(`{"state":%q,"after":%q}`, state, at)), "workers", "id")[h.Book.Key.Worker(citizenID)]; there {
		return 1
	}
	return 0
}
