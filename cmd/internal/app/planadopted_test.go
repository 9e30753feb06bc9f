package app_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/scenario"
)

// TestUBNDThanhPhoDaBanHanhKeHoach: "UBND thành phố đã ban hành Kế hoạch". From the
// decision, its shares and a later decision to the progress that is measured by
// them, and Biểu 01, stamped with the decision; and once the year is over to the
// closing, which what is learnt later stands beside, in Biểu 10.
func TestUBNDThanhPhoDaBanHanhKeHoach(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2022-02-10")
	h.refused("AdoptPlan", `{"plan":"vinh-yen-2021","title":"Kế hoạch khác","from":"2021-01-01","to":"2021-12-31","total":1,"overseas":0,"units":["08710"],"ruleSet":"vinh-yen-2021","decisionNo":"MẪU/KH-2","on":"2021-01-02"}`, "ErrPlanExists")
	h.refused("AllocateTarget", `{"plan":"vinh-yen-2021","unit":"08710","total":231,"overseas":4,"on":"2021-01-02"}`, "ErrAllocationAboveTarget")
	h.refused("AmendTarget", `{"plan":"vinh-yen-2021","total":1250,"overseas":30,"decisionNo":"MẪU/QĐ-7","on":"2021-08-02"}`, "ErrTargetBelowAllocated")
	h.do("AmendTarget", `{"plan":"vinh-yen-2021","total":1400,"overseas":36,"decisionNo":"MẪU/QĐ-7","on":"2021-08-02"}`)
	more := map[string][2]int{"08710": {270, 7}, "08728": {290, 6}} // instead of the shares before
	var at string
	for unit, s := range more {
		at = h.do("AllocateTarget", fmt.Sprintf(`{"plan":"vinh-yen-2021","unit":%q,"total":%d,"overseas":%d,"on":"2021-08-03"}`, unit, s[0], s[1]))
	}
	given := [2]int{}
	table := h.form("01", "", at)
	for unit, s := range shares {
		if later, there := more[unit]; there {
			s = later
		}
		given[0], given[1] = given[0]+s[0], given[1]+s[1]
		h.says("Biểu 01, "+unit, h.rowOf(table, "", "unit", unit), map[string]any{"target": s[0], "target_overseas": s[1], "achieved": 0, "distance": -s[0]})
	}
	p := h.figures("/api/plans/vinh-yen-2021/progress?by=ward", at)
	h.says("the target", p["target"].(map[string]any), map[string]any{"total": 1400, "overseas": 36, "domestic": 1400 - 36})
	h.says("what nobody has", p["unallocated"].(map[string]any), map[string]any{"total": 1400 - given[0], "overseas": 36 - given[1]})
	h.says("the straight line", h.figures("/api/plans/vinh-yen-2021/progress?asOf=2021-06-30", at)["expected"].(map[string]any), map[string]any{"total": share(1400*181, 365, 1), "overseas": share(36*181, 365, 1)})
	h.says("the stamp", h.figures("/api/forms/01?", at)["stamp"].(map[string]any), map[string]any{"plan": "vinh-yen-2021", "decisionNo": "MẪU/KH-UBND", "ruleSet": "vinh-yen-2021", "synthetic": true})

	// The year is over; three had found jobs in it. It is closed with that, and then
	// one of the three was never there.
	some, mill := people(3, "may", "08710", "08728"), firm{"0000010008", "C", "08728"}
	h.register(some...)
	h.found(mill)
	for _, p := range some {
		h.place(p, mill, "2021-03-10", 12, "direct", `,"reportedOn":"2021-03-15"`)
	}
	closing := func(total int) string {
		return fmt.Sprintf(`{"plan":"vinh-yen-2021","total":%d,"overseas":0,"on":"2022-02-10"}`, total)
	}
	h.refused("ClosePlan", `{"plan":"vinh-yen-2021","total":3,"overseas":0,"on":"2021-12-30"}`, "ErrPlanNotOver")
	h.refused("ClosePlan", closing(4), "ErrFiguresMoved")
	at = h.do("ClosePlan", closing(3))
	h.refused("ClosePlan", strings.Replace(closing(3), "{", `{ `, 1), "ErrPlanClosed")
	h.refused("AmendTarget", `{"plan":"vinh-yen-2021","total":1500,"overseas":36,"decisionNo":"MẪU/QĐ-8","on":"2022-02-10"}`, "ErrPlanClosed")
	h.refused("AllocateTarget", `{"plan":"vinh-yen-2021","unit":"08710","total":1,"overseas":0,"on":"2022-02-10"}`, "ErrPlanClosed")
	h.refused("SetCountingRules", `{"plan":"vinh-yen-2021","ruleSet":"vinh-yen-2021-open","on":"2022-02-10"}`, "ErrPlanClosed")
	closed := h.figures("/api/plans/vinh-yen-2021/progress?", at)["closed"].(map[string]any)
	h.says("the closing", closed, map[string]any{"on": "2022-02-10", "ruleSet": "vinh-yen-2021"})
	h.says("nothing has moved", closed["moved"].(map[string]any), map[string]any{"total": 0, "domestic": 0, "overseas": 0})
	placement := labour.PlacementID(h.Book.Key.Worker(some[0].id), h.Book.Key.Employer(mill.tax), scenario.Day("2021-03-10"))
	at = h.do("AnnulPlacement", fmt.Sprintf(`{"citizenId":%q,"placementId":%q,"reason":"nhầm người","on":"2022-02-10"}`, some[0].id, placement))
	closed = h.figures("/api/plans/vinh-yen-2021/progress?", at)["closed"].(map[string]any)
	h.says("one has gone", closed["moved"].(map[string]any), map[string]any{"total": -1, "domestic": -1, "overseas": 0})
	ten := h.form("10", "", at)
	h.says("Biểu 10, the closing", h.rowOf(ten, "closed", "field", "Đạt"), map[string]any{"was": 3, "now": 2, "on": "2022-02-10"})
	h.says("Biểu 10, the annulment", h.rowOf(ten, "facts", "why", "nhầm người"), map[string]any{"on": "2022-02-10", "field": ""})
	// A share had been typed wrongly: two people put it right, of a closed plan too.
	typed := h.await(es.Start, "TargetAllocated", func(e es.Event) bool { return bytes.Contains(e.Data, []byte(`"unit":"08710","total":270`)) })
	as := func(actor, key, name, body string) (int, map[string]any) {
		return h.ask(http.MethodPost, "/api/commands/"+name, body, "Content-Type", "application/json", "Idempotency-Key", key, "X-Vaoso-Actor", actor, "X-Vaoso-Role", "city_officer")
	}
	status, answer := as("u-lan", "propose", "ProposeCorrection", fmt.Sprintf(`{"plan":"vinh-yen-2021","eventId":%q,"action":"correct","changes":[{"field":"total","to":207}],"reason":"gõ nhầm","on":"2022-02-10"}`, typed.ID))
	if status >= 300 {
		t.Fatalf("a correction was proposed: %d %v", status, answer)
	}
	h.says("Biểu 10, what waits", h.rowOf(h.form("10", "", answer["position"].(string)), "open", "why", "gõ nhầm"), map[string]any{"subject": "plan-vinh-yen-2021", "field": "chỉ tiêu", "from": "270", "to": "207", "proposed_by": "u-lan"})
	confirm := fmt.Sprintf(`{"plan":"vinh-yen-2021","proposalId":%q,"reason":"đúng","on":"2022-02-10"}`, es.EventID("propose", "plan-vinh-yen-2021", 0))
	if status, answer := as("u-lan", "alone", "ConfirmCorrection", confirm); answer["code"] != "ErrSamePerson" {
		t.Errorf("confirmed by who proposed it: %d %v", status, answer)
	}
	if status, answer = as("u-minh", "confirm", "ConfirmCorrection", confirm); status >= 300 {
		t.Fatalf("another person confirmed: %d %v", status, answer)
	}
	at = answer["position"].(string)
	h.says("Biểu 01, put right", h.rowOf(h.form("01", "", at), "", "unit", "08710"), map[string]any{"target": 207, "target_overseas": 7})
	h.says("Biểu 10, put right", h.rowOf(h.form("10", "", at), "facts", "subject", "plan-vinh-yen-2021"), map[string]any{"from": "270", "to": "207", "why": "gõ nhầm; xác nhận: đúng", "proposed_by": "u-lan", "by": "u-minh"})
	if known := h.figures("/api/forms/01?", at)["notes"].([]any)[0].(map[string]any)["vi"]; known != "Kế hoạch đã khóa sổ ngày 10/02/2022: 3 người, trong đó nước ngoài 0. Nay tính được 2, trong đó nước ngoài 0 (xem Biểu 10)." {
		t.Errorf("Biểu 01 says %q", known)
	}
}
