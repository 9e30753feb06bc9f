package correctiontest_test

import (
	"slices"
	"testing"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
	"vaoso/domain/supervision"
	"vaoso/domain/support"
	"vaoso/projections/correctiontest"
	"vaoso/projections/engine/foldtest"
)

// muchPutRight is a history in which much was entered wrongly and put right.
func muchPutRight(t *testing.T) []es.Recorded {
	s := &side{correctiontest.NewLog(catalog.Events()), map[string][]es.Recorded{}}
	must := func(r run) {
		t.Helper()
		if err := r(s); err != nil {
			t.Fatal(err)
		}
	}
	on := day("2021-03-01")
	for _, c := range []outreach.CourseCommand{
		outreach.AgreeCourse{InstitutionID: "institution-1", InstitutionKnown: true, EmployerID: employers[0], Occupation: "may", Seats: 3, StartsOn: on, EndsOn: on},
		outreach.StartCourse{}, outreach.EnrolTrainee{WorkerID: "worker-1"}, outreach.EnrolTrainee{WorkerID: "worker-2"},
		outreach.RecordTrainingAttendance{WorkerID: "worker-1", Month: on.MonthOf(), Days: 3, Of: 20}, outreach.DropTrainee{WorkerID: "worker-1", Reason: outreach.DropOther},
		outreach.EnrolTrainee{WorkerID: "worker-1"}, outreach.RecordTrainingAttendance{WorkerID: "worker-1", Month: on.MonthOf(), Days: 5, Of: 20},
		outreach.AnnulEnrolment{WorkerID: "worker-1"}, outreach.AnnulTraineeOutcome{WorkerID: "worker-1"}, outreach.CorrectCourse{Seats: 4},
		outreach.RecordTrainingAttendance{WorkerID: "worker-1", Month: on.MonthOf()}, outreach.FinishCourse{}, outreach.AnnulCourse{},
	} {
		must(asksOf(t, outreach.CourseDecider, "course-1", on, c))
	}
	for _, c := range []outreach.VacancyCommand{
		outreach.PostVacancy{EmployerID: employers[0], Quantity: 1, Occupation: "may", WageFrom: money.VND(6_000_000), WageTo: money.VND(6_000_000), ClosesOn: on},
		outreach.FillVacancy{Started: []civil.Date{on}}, outreach.CorrectVacancy{Quantity: 2}, outreach.WithdrawVacancy{}, outreach.AnnulVacancy{}, outreach.AnnulVacancy{},
	} {
		must(asksOf(t, outreach.VacancyDecider, "vacancy-1", on, c))
	}
	for _, c := range []outreach.CapacityCommand{
		outreach.HoldCapacityCourse{Topic: outreach.TopicReferral, Hours: 8}, outreach.RecordAttendance{PersonRef: "CB-1", Unit: "08710", Kind: outreach.Official},
		outreach.AnnulAttendance{PersonRef: "CB-1", Unit: "08710", Kind: outreach.Official}, outreach.CorrectCapacityCourse{Hours: 4},
	} {
		must(asksOf(t, outreach.CapacityDecider, "capacity-1", on, c))
	}
	for _, no := range []string{"1", "2"} {
		for _, c := range []supervision.Command{
			supervision.OpenInspection{Inspection: no, Agency: "agency-1", AgencyID: "agency-1", SubjectKnown: true, Inspector: "x", Checklist: []string{"a", "b"}}, supervision.RecordChecklist{Item: "a"},
			supervision.RecordFinding{FindingID: "1", Text: "x", Severity: supervision.Minor}, supervision.RequireRemedy{FindingID: "1", What: "x", DueOn: on},
			supervision.RecordRemedy{FindingID: "1"}, supervision.AnnulRemedy{FindingID: "1"}, supervision.CorrectRemedy{FindingID: "1", DueOn: on.AddDays(9)},
			supervision.CorrectFinding{FindingID: "1", Severity: supervision.Major}, supervision.AnnulRemedy{FindingID: "1"}, supervision.AnnulFinding{FindingID: "1"},
		} {
			must(asksOf(t, supervision.Decider, "inspection-"+no, on, c))
		}
	}
	must(asksOf(t, supervision.Decider, "inspection-2", on, supervision.Command(supervision.AnnulInspection{})))
	worker := support.Person{Stream: person, Ward: "08710"}
	for _, c := range []support.UnemploymentCommand{
		support.RecordUnemploymentNotice{WorkerIs: worker}, support.CorrectUnemploymentNotice{NoticedOn: on.AddDays(1)},
		support.EndUnemployment{Reason: support.Studying}, support.AnnulUnemploymentNotice{}, support.AnnulUnemploymentNotice{},
	} {
		must(asksOf(t, support.UnemploymentDecider, support.UnemploymentStream(person), on.AddDays(2), c))
	}
	must(asksOf(t, support.LoanDecider, "loan-1", on, support.LoanCommand(support.ApproveLoan{
		Loan: "1", Worker: person, Amount: money.VND(1_000_000), Months: 12, JobsPromised: 1, BorrowerIs: worker, Caps: support.ShippedCaps(),
	})))
	must(asksOf(t, support.LoanDecider, "loan-1", on, support.LoanCommand(support.RecordJob{Worker: person, WorkerIs: worker, Borrower: worker, Created: true})))
	must(twoPeople[support.JobRecorded](t, support.LoanCorrections(support.ShippedCaps()), "loan-1", correction.Annul, nil))
	var all []es.Recorded
	for _, events := range s.streams {
		all = append(all, events...)
	}
	slices.SortFunc(all, func(a, b es.Recorded) int { return a.Position.Compare(b.Position) })
	return all
}

// TestFoldsOfCorrectionsKeepTheLaws: however the log is cut into pages, and whoever
// goes on after whom, rows that are taken back and rows that are put right are the
// same.
func TestFoldsOfCorrectionsKeepTheLaws(t *testing.T) {
	t.Parallel()
	events := muchPutRight(t)
	for _, p := range slices.Concat(reachingOut, inspecting, supporting) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			foldtest.Properties(t, p, events)
		})
	}
}
