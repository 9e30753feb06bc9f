package sheet

import (
	"reflect"
	"strings"
	"testing"
)

// Every kind's made-up row is taken in the order of the kinds; a dry run says so
// before; again it is there already; and nobody can be told from a key.
func TestEveryExampleIsTaken(t *testing.T) {
	t.Parallel()
	b := newBook()
	dry := clerk
	dry.DryRun = true
	for _, kind := range Kinds {
		tried := file(t, b, kind, Example(kind), dry)
		done := file(t, b, kind, Example(kind), clerk)
		want(t, done, Taken)
		if !reflect.DeepEqual(tried.Rows, done.Rows) {
			t.Errorf("%s: the dry run says %+v, the real one %+v", kind, tried.Rows, done.Rows)
		}
	}
	all := events(t, b)
	if got := types(all); got != "EmployerRegistered WorkerRegistered AgencyRegistered InstitutionRegistered IntermediaryRegistered "+
		"CollaboratorAppointed CollaboratorDismissed CourseAgreed CourseStarted CourseFinished CourseAssessed TraineeEnrolled TrainingCompleted TrainingAttendanceRecorded "+
		"VacancyPosted VacancyWithdrawn FairHeld FairOutcomeRecorded WorkerCounselled WorkerReferred ReferralConcluded ReferralConcluded LoanApproved LoanSettled "+
		"WorkerPlaced PlacementEnded JobRecorded RetentionChecked SupportGranted UnemploymentNoticed AllowanceGranted UnemploymentEnded "+
		"CapacityCourseHeld AttendanceRecorded ContractSigned OrientationRecorded ContractRegistered EngagementReserved WorkerDispatched EngagementConfirmed WorkerReturned EngagementReleased "+
		"ContractLiquidated InspectionOpened FindingRecorded RemedyRequired RemedyRecorded InspectionClosed PlacementCorrected" {
		t.Errorf("events are %s", got)
	}
	for _, e := range all {
		for _, personal := range []string{"000094000123", "Mẫu 01", "Văn", "Thị"} {
			if strings.Contains(e.Stream+e.Meta.IdempotencyKey+e.Meta.Reason, personal) {
				t.Errorf("%s tells %s", e.Type, personal)
			}
		}
	}
	for _, kind := range Kinds {
		outcome := Already
		if kind == Placements { // it was corrected since
			outcome = Differs
		}
		want(t, file(t, b, kind, Example(kind), clerk), outcome)
	}
	if after := events(t, b); len(after) != len(all) {
		t.Errorf("again there are %d events more", len(after)-len(all))
	}
}
