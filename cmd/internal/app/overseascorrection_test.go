package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"vaoso/domain/es"
)

// TestTwoPeopleAnnulADepartureOverHTTP: a departure counts until somebody else
// confirms that it never was; a flag goes with its fact.
func TestTwoPeopleAnnulADepartureOverHTTP(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
	for _, s := range steps {
		h.do(s[0], s[1])
	}
	h.do("DispatchOverseas", departure)
	at := h.do("SuspendLicence", `{"licenceNo":"26-014","from":"2021-07-01","until":"2021-07-31","decisionNo":"QĐ-1","on":"2021-08-02"}`)
	overseas := func(at string) any {
		return h.figures("/api/plans/vinh-yen-2021/progress?", at)["achieved"].(map[string]any)["overseas"]
	}
	flagged := func(at string) bool {
		text, err := json.Marshal(h.figures("/api/supervision?", at))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(text), `"RF01"`)
	}
	if overseas(at) != 1.0 || !flagged(at) {
		t.Fatalf("before: %v overseas, flagged %v", overseas(at), flagged(at))
	}
	left := h.await(es.Start, "WorkerDispatched", func(es.Event) bool { return true })
	as := func(actor, key, name, body string) (int, map[string]any) {
		return h.ask(http.MethodPost, "/api/commands/"+name, body, "Content-Type", "application/json", "Idempotency-Key", key, "X-Vaoso-Actor", actor, "X-Vaoso-Role", "city_officer")
	}
	status, answer := as("u-lan", "propose", "ProposeCorrection", fmt.Sprintf(`{"contract":"C-2021-0007","eventId":%q,"action":"annul","reason":"nhầm người"}`, left.ID))
	if status >= 300 {
		t.Fatalf("proposed: %d %v", status, answer)
	}
	if at = answer["position"].(string); overseas(at) != 1.0 {
		t.Errorf("a proposal changed the figure")
	}
	confirm := fmt.Sprintf(`{"contract":"C-2021-0007","proposalId":%q,"reason":"đã xem hồ sơ"}`, es.EventID("propose", "contract-C-2021-0007", 0))
	if status, answer := as("u-lan", "alone", "ConfirmCorrection", confirm); answer["code"] != "ErrSamePerson" {
		t.Errorf("confirmed by who proposed it: %d %v", status, answer)
	}
	if status, answer = as("u-minh", "confirm", "ConfirmCorrection", confirm); status >= 300 {
		t.Fatalf("another person confirmed: %d %v", status, answer)
	}
	at = answer["position"].(string)
	if overseas(at) != 0.0 || flagged(at) {
		t.Errorf("after: %v overseas, flagged %v", overseas(at), flagged(at))
	}
	text, err := json.Marshal(h.figures("/api/contracts/C-2021-0007/history?", at))
	if err != nil {
		t.Fatal(err)
	}
	if history := string(text); !strings.Contains(history, "DispatchAnnulled") || !strings.Contains(history, "WorkerDispatched") || strings.LastIndex(history, `"phase":"signed"`) < strings.LastIndex(history, `"phase":"departed"`) {
		t.Errorf("the history says %.2000s", history)
	}
	if status, answer := as("u-minh", "again", "ConfirmCorrection", confirm); answer["code"] != "ErrProposalSettled" {
		t.Errorf("confirmed twice: %d %v", status, answer)
	}
}
