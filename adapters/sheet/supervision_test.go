package sheet

import (
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
)

// TestARemedyWithMoreTime: a file is compared with the deadline as it is now.
func TestARemedyWithMoreTime(t *testing.T) {
	t.Parallel()
	_, have := inspectionSays(scenario.Given(
		scenario.Happened("2021-06-02", supervision.FindingRecorded{FindingID: "KT-1-1", Text: "thu vượt trần"}, supervision.FindingRecorded{FindingID: "KT-1-2", Text: "chậm"}),
		scenario.Happened("2021-06-02", supervision.RemedyRequired{FindingID: "KT-1-1", DueOn: civil.On(2021, 7, 2)}, supervision.RemedyRequired{FindingID: "KT-1-2", DueOn: civil.On(2021, 7, 3)}),
		scenario.Happened("2021-07-01", supervision.RemedyExtended{FindingID: "KT-1-1", DueOn: civil.On(2021, 8, 1)}, supervision.RemedyExtended{FindingID: "KT-1-2", DueOn: civil.On(2021, 8, 2)}),
	), "thu vượt trần")
	if have["remedy_due_on"] != "2021-08-01" {
		t.Errorf("the deadline is %s", have["remedy_due_on"])
	}
}
