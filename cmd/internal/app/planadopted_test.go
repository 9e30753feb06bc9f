package app_test

import (
	"fmt"
	"testing"
)

// TestUBNDThanhPhoDaBanHanhKeHoach: "UBND thành phố đã ban hành Kế hoạch". From the
// decision, its shares and a later decision to the progress that is measured by
// them, and Biểu 01, stamped with the decision.
func TestUBNDThanhPhoDaBanHanhKeHoach(t *testing.T) {
	t.Parallel()
	h := theCity(t, "2021-12-31")
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
}
