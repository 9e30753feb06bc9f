package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestAPlanOfAnotherYearHasItsOwnRules: a city gives its rules in full, the plan's
// figures name them and follow them, and a shipped set that stops taking reports
// before the plan ends is refused.
func TestAPlanOfAnotherYearHasItsOwnRules(t *testing.T) {
	t.Parallel()
	h := emptyCity(t, "2023-03-31")
	plan := func(rules string) string {
		return `{"plan":"vinh-yen-2022","title":"Kế hoạch Mẫu 2022","from":"2022-01-01","to":"2022-12-31","total":100,"overseas":2,"units":["08710","08728"],"decisionNo":"MẪU/KH-UBND",` + rules + `,"on":"2022-01-04"}`
	}
	own := `"ruleSet":"vinh-yen-2022","params":{"perWorker":"once_per_year","minMonths":3,"selfEmployment":"count","inMigrants":"exclude","dispatchAfterPlacement":"reclassify","earlyEnd":"keep","replacementGapDays":30,"supportJobs":"named_only","irregular":"exclude","reportedBy":"2023-01-31"}`
	h.refused("AdoptPlan", plan(`"ruleSet":"vinh-yen-2021"`), "ErrCutOffBeforeEnd")
	h.refused("AdoptPlan", plan(strings.Replace(own, `"vinh-yen-2022"`, `"vinh-yen-2021"`, 1)), "ErrRuleSetTaken")
	h.refused("AdoptPlan", plan(strings.Replace(own, `"keep"`, `"maybe"`, 1)), "ErrFieldInvalid")
	h.do("AdoptPlan", plan(own))
	sewing := firm{"0000010008", "C", "08728"}
	h.found(sewing)
	workers := people(2, "may", "08710", "08728")
	h.register(workers...)
	h.place(workers[0], sewing, "2022-12-05", 12, "direct", `,"reportedOn":"2023-01-31"`)
	at := h.place(workers[1], sewing, "2022-12-05", 12, "direct", `,"reportedOn":"2023-02-01"`)
	got := h.figures("/api/plans/vinh-yen-2022/progress?", at)
	h.says("the year", got, map[string]any{"ruleSet": "vinh-yen-2022"})
	if achieved := got["achieved"].(map[string]any)["total"]; achieved != float64(1) {
		t.Errorf("%v count; the second was reported a day too late", achieved)
	}
	// Another plan is counted anew by these rules, by their name.
	at = h.do("AdoptPlan", `{"plan":"vinh-yen-2021","title":"Kế hoạch Mẫu 2021","from":"2021-01-01","to":"2021-12-31","total":100,"overseas":2,"units":["08710","08728"],"decisionNo":"MẪU/KH-UBND","ruleSet":"vinh-yen-2021","on":"2021-01-04"}`)
	if again := h.figures("/api/plans/vinh-yen-2021/recount?rules=vinh-yen-2022", at); again["ruleSet"] != "vinh-yen-2021" || again["other"] != "vinh-yen-2022" {
		t.Errorf("%v", again)
	}
	status, problem := h.ask(http.MethodGet, "/api/plans/vinh-yen-2021/recount?rules=law-2006", "")
	if said := fmt.Sprint(problem); status != http.StatusBadRequest || !strings.Contains(said, "vinh-yen-2021-turns, vinh-yen-2022") {
		t.Errorf("%d %s", status, said)
	}
}
