package outreach_test

import (
	"testing"

	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/outreach"
	"vaoso/domain/scenario"
)

// TestAReferralAnnulledIsEnteredAnew: a referral of which a field was typed
// wrongly isn't corrected; it is annulled, and entered anew.
func TestAReferralAnnulledIsEnteredAnew(t *testing.T) {
	t.Parallel()
	given := scenario.Given(scenario.Happened("2021-03-01", outreach.WorkerCounselled{WorkerID: "worker-1"}, outreach.WorkerReferred{WorkerID: "worker-1", VacancyID: "vacancy-1"}))
	asked := es.Asked{On: scenario.Day("2021-03-02"), Today: scenario.Day("2021-12-31"), Reason: "x"}
	made, err := outreach.ReferralDecider.Decide(outreach.ReferralDecider.Fold(given), outreach.AnnulReferral{}, asked)
	if err != nil || len(made) != 1 || made[0].(correction.Effect).Corrects().EventID != given[1].ID {
		t.Fatalf("annulled: %v, %v", made, err)
	}
	state := outreach.ReferralDecider.Fold(scenario.Given(given, scenario.Happened("2021-03-02", made...)))
	if state.VacancyID != "" || state.WorkerID != "worker-1" {
		t.Errorf("it is %+v", state)
	}
}
