package support_test

import (
	"testing"

	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/scenario"
	"vaoso/domain/support"
)

// TestAJobAnnulledIsEnteredAnew: a loan's job of which a field was typed wrongly
// isn't corrected; it is annulled by two people, and entered anew.
func TestAJobAnnulledIsEnteredAnew(t *testing.T) {
	t.Parallel()
	worker := support.Person{Stream: "worker-1", Ward: "08710"}
	given := scenario.Given(scenario.Happened("2021-03-01",
		support.LoanApproved{LoanNo: "1", Borrower: "employer-1", Ward: "08710", Months: 12, JobsPromised: 1},
		support.JobRecorded{LoanNo: "1", WorkerID: "worker-1", Created: true, Borrower: "employer-1", ReportedOn: scenario.Day("2021-03-02"), Ward: "08710"}))
	again := support.RecordJob{Worker: "worker-1", WorkerIs: worker, Borrower: support.Person{Stream: "employer-1", Ward: "08710"}, Created: false, ReportedOn: scenario.Day("2021-03-03")}
	asked := es.Asked{On: scenario.Day("2021-03-03"), Today: scenario.Day("2021-12-31"), Reason: "x"}
	stands := support.LoanDecider.Fold(given)
	if made, err := support.LoanDecider.Decide(stands, again, asked); err == nil && len(made) > 0 {
		t.Errorf("it is entered twice: %v", made)
	}
	gone := support.LoanJobAnnulled{Of: correction.Of{EventID: given[1].ID, Action: correction.Annul}, WorkerID: "worker-1", Borrower: "employer-1", Day: given[1].On(), ReportedOn: scenario.Day("2021-03-02"), Created: true}
	made, err := support.LoanDecider.Decide(support.LoanDecider.Fold(scenario.Given(given, scenario.Happened("2021-04-01", gone))), again, asked)
	if err != nil || len(made) != 1 || made[0].(support.JobRecorded).Created {
		t.Errorf("it isn't entered anew: %v, %v", made, err)
	}
}
