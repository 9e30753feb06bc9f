package outreach_test

import (
	"encoding/json"
	"testing"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/money"
	. "vaoso/domain/outreach"
	"vaoso/domain/scenario"
)

func annuls(n int) correction.Of {
	return correction.Of{EventID: es.EventID("scenario", "given", n), Action: correction.Annul}
}

func corrects(n int, field, from, to string) correction.Of {
	return correction.Of{EventID: annuls(n).EventID, Action: correction.Correct, Changes: []correction.Change{{Field: field, From: json.RawMessage(from), To: json.RawMessage(to)}}}
}

func TestCoursesArePutRight(t *testing.T) {
	t.Parallel()
	training := scenario.Given(agreed, enrolled, second, started)
	over := scenario.Given(training, completed, finished)
	agreement := agreed[0].Payload.(CourseAgreed)
	more := agreement
	more.Seats = 3
	april := civil.MonthOn(2021, 4)
	attended := scenario.Happened("2021-05-01", TrainingAttendanceRecorded{WorkerID: ann, Month: april, Days: 20, Of: 22})
	judged := scenario.Happened("2021-05-01", CourseAssessed{ByCity, 3})
	four := 4
	inTraining := TraineeNow{WorkerID: ann, Phase: InTraining, EnrolledOn: day("2021-02-20")}
	scenario.Run(t, CourseDecider, scenario.Cases[CourseCommand]{
		"seats": {Given: training, When: CorrectCourse{Seats: 3}, Then: []any{CourseCorrected{corrects(0, "seats", "2", "3"),
			CourseNow{Agreed: more, AgreedOn: day("2021-02-15"), Phase: CourseIsRunning, StartedOn: day("2021-03-02")}}}},
		"fewer seats than trainees":            {Given: training, When: CorrectCourse{Seats: 1, JobsPromised: new(int)}, Refused: correction.ErrDependentFacts, Says: "TraineeEnrolled of 2021-02-21"},
		"more jobs than seats":                 {Given: training, When: CorrectCourse{JobsPromised: &four}, Refused: es.ErrFieldInvalid, Says: "jobsPromised"},
		"agreed after the first enrolled":      {Given: training, When: CorrectCourse{AgreedOn: day("2021-02-21")}, Refused: correction.ErrDependentFacts},
		"started after the first completed":    {Given: over, When: CorrectCourse{StartedOn: day("2021-06-01")}, Refused: correction.ErrDependentFacts},
		"started in time to come":              {Given: training, When: CorrectCourse{StartedOn: day("2022-01-01")}, Refused: es.ErrFutureDate},
		"the end of what hasn't ended":         {Given: training, When: CorrectCourse{EndedOn: day("2021-06-01")}, Refused: correction.ErrNothingToCorrect},
		"nothing":                              {Given: training, When: CorrectCourse{}, Refused: correction.ErrNothingToCorrect},
		"an unknown course":                    {When: CorrectCourse{Seats: 3}, Refused: ErrCourseUnknown},
		"it hasn't finished":                   {Given: over, When: AnnulCourse{}, Then: []any{CourseAnnulled{annuls(5), CourseNow{Agreed: agreement, AgreedOn: day("2021-02-15"), Phase: CourseIsRunning, StartedOn: day("2021-03-02")}}}},
		"it hasn't started, but who completed": {Given: scenario.Given(training, completed), When: AnnulCourse{}, Refused: correction.ErrDependentFacts, Says: "TrainingCompleted"},
		"it wasn't agreed":                     {Given: agreed, When: AnnulCourse{}, Then: []any{CourseAnnulled{Of: annuls(0)}}},
		"it wasn't agreed, but who enrolled":   {Given: scenario.Given(agreed, enrolled), When: AnnulCourse{}, Refused: correction.ErrDependentFacts, Says: "TraineeEnrolled"},
		"its number is free again":             {Given: scenario.Given(agreed, scenario.Happened("2021-02-16", CourseAnnulled{Of: annuls(0)})), When: agreementCommand(), Then: []any{agreed[0].Payload}},
		"a certificate's number": {Given: over, When: CorrectTrainee{WorkerID: ann, CertificateNo: "CC-2"}, Then: []any{TraineeCorrected{corrects(4, "certificateNo", `"CC-1"`, `"CC-2"`),
			TraineeNow{WorkerID: ann, Phase: Completed, EnrolledOn: day("2021-02-20"), EndedOn: day("2021-05-31"), CertificateNo: "CC-2", Grade: Good}}}},
		"completed before enrolling":     {Given: over, When: CorrectTrainee{WorkerID: ann, EndedOn: day("2021-02-19")}, Refused: ErrNotInOrder},
		"enrolled after completing":      {Given: over, When: CorrectTrainee{WorkerID: ann, EnrolledOn: day("2021-06-01")}, Refused: correction.ErrDependentFacts},
		"who completed gave no reason":   {Given: over, When: CorrectTrainee{WorkerID: ann, DropReason: DropFamily}, Refused: es.ErrFieldInvalid},
		"nobody completed":               {Given: training, When: CorrectTrainee{WorkerID: ann, Grade: Good}, Refused: correction.ErrNothingToCorrect},
		"nobody enrolled":                {Given: training, When: CorrectTrainee{WorkerID: chi, EnrolledOn: day("2021-03-01")}, Refused: ErrNotEnrolled},
		"the wrong trainee completed":    {Given: over, When: AnnulTraineeOutcome{WorkerID: ann}, Then: []any{TraineeOutcomeAnnulled{annuls(4), inTraining}}},
		"the wrong trainee dropped out":  {Given: scenario.Given(training, dropped), When: AnnulTraineeOutcome{WorkerID: ann}, Then: []any{TraineeOutcomeAnnulled{annuls(4), inTraining}}},
		"the seat is taken by then":      {Given: scenario.Given(training, dropped, scenario.Happened("2021-04-02", TraineeEnrolled{WorkerID: chi})), When: AnnulTraineeOutcome{WorkerID: ann}, Refused: correction.ErrDependentFacts},
		"there was no outcome":           {Given: training, When: AnnulTraineeOutcome{WorkerID: ann}, Refused: correction.ErrNothingToCorrect},
		"the wrong worker enrolled":      {Given: scenario.Given(training, attended), When: AnnulEnrolment{WorkerID: ann}, Then: []any{EnrolmentAnnulled{annuls(4), inTraining}, EnrolmentAnnulled{annuls(1), TraineeNow{WorkerID: ann}}}},
		"who completed was enrolled":     {Given: over, When: AnnulEnrolment{WorkerID: ann}, Refused: correction.ErrDependentFacts},
		"who didn't enrol":               {Given: training, When: AnnulEnrolment{WorkerID: chi}, Refused: ErrNotEnrolled},
		"a month that wasn't attended":   {Given: scenario.Given(training, attended), When: RecordTrainingAttendance{WorkerID: ann, Month: april}, Then: []any{TrainingAttendanceRecorded{WorkerID: ann, Month: april}}},
		"a month that isn't in the book": {Given: training, When: RecordTrainingAttendance{WorkerID: ann, Month: april}, Refused: es.ErrFieldInvalid, Says: "of"},
		"a judgement that wasn't made":   {Given: scenario.Given(training, judged), When: AssessCourse{By: ByCity}, Then: []any{CourseAssessed{By: ByCity}}},
		"one that isn't in the book":     {Given: training, When: AssessCourse{By: ByCity}, Refused: es.ErrFieldInvalid, Says: "score"},
	})
}

func agreementCommand() CourseCommand { return agreement() }

func TestTheRestIsPutRight(t *testing.T) {
	t.Parallel()
	posted := VacancyPosted{EmployerID: firm, Quantity: 2, Occupation: "may", WageFrom: money.VND(6_000_000), WageTo: money.VND(8_000_000), ClosesOn: day("2021-06-30"), Ward: "08728"}
	open := scenario.Happened("2021-05-01", posted)
	filled := scenario.Given(open, scenario.Happened("2021-06-01", VacancyFilled{Placed: 2}))
	more := posted
	more.Quantity = 3
	now := VacancyNow{Posted: posted, PostedOn: day("2021-05-01"), Phase: VacancyIsOpen}
	rightly := now
	rightly.Posted = more
	scenario.Run(t, VacancyDecider, scenario.Cases[VacancyCommand]{
		"a filled one seeks more":           {Given: filled, When: CorrectVacancy{Quantity: 3}, Then: []any{VacancyReopened{annuls(1), now}, VacancyCorrected{corrects(0, "quantity", "2", "3"), rightly}}},
		"a filled one of another employer":  {Given: filled, When: CorrectVacancy{EmployerID: "employer-2"}, Refused: correction.ErrDependentFacts},
		"it closes before the last came in": {Given: filled, When: CorrectVacancy{ClosesOn: day("2021-05-31")}, Refused: correction.ErrDependentFacts, Says: "2021-06-01"},
		"it closes before it opens":         {Given: open, When: CorrectVacancy{ClosesOn: day("2021-04-30")}, Refused: es.ErrFieldInvalid, Says: "closesOn"},
		"it was withdrawn before it opened": {Given: scenario.Given(open, scenario.Happened("2021-05-02", VacancyWithdrawn{})), When: CorrectVacancy{PostedOn: day("2021-05-03")}, Refused: correction.ErrDependentFacts},
		"it wasn't withdrawn":               {Given: scenario.Given(open, scenario.Happened("2021-05-02", VacancyWithdrawn{})), When: AnnulVacancy{}, Then: []any{VacancyReopened{annuls(1), now}}},
		"it wasn't posted":                  {Given: open, When: AnnulVacancy{}, Then: []any{VacancyAnnulled{annuls(0)}}},
		"it wasn't posted, but is filled":   {Given: filled, When: AnnulVacancy{}, Refused: correction.ErrDependentFacts},
		"one that expired empty":            {Given: scenario.Given(open, scenario.Happened("2021-06-30", VacancyExpired{})), When: AnnulVacancy{}, Then: []any{VacancyAnnulled{annuls(1)}, VacancyAnnulled{annuls(0)}}},
		"an unknown one":                    {When: AnnulVacancy{}, Refused: ErrVacancyUnknown},
		"as it is":                          {Given: open, When: CorrectVacancy{Quantity: 2}, Refused: correction.ErrNothingToCorrect},
	})
	counselled := scenario.Happened("2021-05-02", WorkerCounselled{WorkerID: ann})
	hired := scenario.Given(counselled, scenario.Happened("2021-05-03", WorkerReferred{WorkerID: ann, VacancyID: "vacancy-1"}), scenario.Happened("2021-05-06", ReferralConcluded{Hired}))
	scenario.Run(t, ReferralDecider, scenario.Cases[ReferralCommand]{
		"who wasn't hired":          {Given: hired, When: AnnulReferral{}, Then: []any{ReferralAnnulled{Of: annuls(2), WorkerID: ann, CounselledOn: day("2021-05-02"), VacancyID: "vacancy-1", ReferredOn: day("2021-05-03")}}},
		"who wasn't counselled":     {Given: counselled, When: AnnulReferral{}, Then: []any{ReferralAnnulled{Of: annuls(0)}}},
		"the number is free again":  {Given: scenario.Given(counselled, scenario.Happened("2021-05-02", ReferralAnnulled{Of: annuls(0)})), When: CounselWorker{WorkerID: bao}, Then: []any{WorkerCounselled{WorkerID: bao}}},
		"nobody was referred":       {When: AnnulReferral{}, Refused: ErrReferralUnknown},
		"what is gone stays unheld": {Given: scenario.Given(counselled, scenario.Happened("2021-05-02", ReferralAnnulled{Of: annuls(0)})), When: AnnulReferral{}, Refused: ErrReferralUnknown},
	})
	held := scenario.Happened("2021-05-15", FairHeld{Venue: "Nhà văn hóa", Employers: 12, Attendance: 300})
	result := scenario.Happened("2021-05-20", FairOutcomeRecorded{Interviewed: 120, Hired: 40})
	hundred, three := 100, 330
	scenario.Run(t, FairDecider, scenario.Cases[FairCommand]{
		"more came":                    {Given: scenario.Given(held, result), When: CorrectFair{Attendance: &three}, Then: []any{FairCorrected{corrects(0, "attendance", "300", "330"), "Nhà văn hóa", 12, 330, day("2021-05-15")}}},
		"fewer than were interviewed":  {Given: scenario.Given(held, result), When: CorrectFair{Attendance: &hundred}, Refused: correction.ErrDependentFacts, Says: "FairOutcomeRecorded"},
		"it wasn't held":               {Given: scenario.Given(held, result), When: AnnulFair{}, Then: []any{FairAnnulled{annuls(1)}, FairAnnulled{annuls(0)}}},
		"a fair that isn't there":      {When: AnnulFair{}, Refused: ErrFairUnknown},
		"it was held after its result": {Given: scenario.Given(held, result), When: CorrectFair{HeldOn: day("2021-05-21")}, Refused: correction.ErrDependentFacts},
	})
	course := scenario.Happened("2021-04-10", CapacityCourseHeld{Topic: TopicCounselling, Hours: 16})
	there := scenario.Given(course, scenario.Happened("2021-04-10", AttendanceRecorded{PersonRef: "CB-01", Unit: "08710", Kind: Official}))
	scenario.Run(t, CapacityDecider, scenario.Cases[CapacityCommand]{
		"its hours":                   {Given: there, When: CorrectCapacityCourse{Hours: 8}, Then: []any{CapacityCourseCorrected{corrects(0, "hours", "16", "8"), TopicCounselling, 8, day("2021-04-10")}}},
		"hours without end":           {Given: there, When: CorrectCapacityCourse{Hours: 501}, Refused: es.ErrFieldInvalid},
		"it wasn't held":              {Given: course, When: AnnulCapacityCourse{}, Then: []any{CapacityCourseAnnulled{annuls(0)}}},
		"but somebody was there":      {Given: there, When: AnnulCapacityCourse{}, Refused: correction.ErrDependentFacts, Says: "AttendanceRecorded"},
		"somebody wasn't there":       {Given: there, When: AnnulAttendance{PersonRef: "CB-01", Unit: "08710", Kind: Official}, Then: []any{AttendanceAnnulled{annuls(1), 1, "08710", Official}}},
		"by the record's number":      {Given: there, When: AnnulAttendance{Number: 1}, Then: []any{AttendanceAnnulled{annuls(1), 1, "08710", Official}}},
		"a number of no attendance":   {Given: there, When: AnnulAttendance{Number: 2}, Refused: correction.ErrNothingToCorrect},
		"who wasn't there anyway":     {Given: there, When: AnnulAttendance{PersonRef: "CB-02", Unit: "08710", Kind: Official}, Refused: correction.ErrNothingToCorrect},
		"a course that isn't there":   {When: AnnulCapacityCourse{}, Refused: ErrCapacityCourseUnknown},
		"who came before it was held": {Given: there, When: CorrectCapacityCourse{HeldOn: day("2021-04-11")}, Refused: correction.ErrDependentFacts},
	})
	appointed := scenario.Happened("2021-02-01", CollaboratorAppointed{Name: "Nguyễn Thị Á", Unit: "08728"})
	dismissed := scenario.Given(appointed, scenario.Happened("2021-09-01", CollaboratorDismissed{}))
	name := correction.Of{EventID: annuls(0).EventID, Action: correction.Correct, Changes: []correction.Change{{Field: "name"}}}
	scenario.Run(t, CollaboratorDecider, scenario.Cases[CollaboratorCommand]{
		"the name":                      {Given: appointed, When: CorrectCollaborator{Name: "Nguyễn Thị B"}, Then: []any{CollaboratorCorrected{Of: name, Name: "Nguyễn Thị B", Unit: "08728", AppointedOn: day("2021-02-01")}}},
		"dismissed before appointed":    {Given: dismissed, When: CorrectCollaborator{DismissedOn: day("2021-01-31")}, Refused: ErrCollaboratorInactive},
		"appointed after the dismissal": {Given: dismissed, When: CorrectCollaborator{AppointedOn: day("2021-09-02")}, Refused: correction.ErrDependentFacts},
		"not dismissed":                 {Given: dismissed, When: AnnulCollaborator{}, Then: []any{CollaboratorAnnulled{annuls(1), "08728", day("2021-02-01")}}},
		"not appointed":                 {Given: appointed, When: AnnulCollaborator{}, Then: []any{CollaboratorAnnulled{Of: annuls(0)}}},
		"nobody":                        {When: AnnulCollaborator{}, Refused: ErrCollaboratorUnknown},
	})
	registered := scenario.Happened("2021-01-05", InstitutionRegistered{Name: "Trường Mẫu Ngề 01", Occupations: []string{"hàn"}})
	scenario.Run(t, InstitutionDecider, scenario.Cases[InstitutionCommand]{
		"its name":                {Given: registered, When: CorrectInstitution{Name: "Trường Mẫu Nghề 01"}, Then: []any{InstitutionCorrected{Of: corrects(0, "name", `"Trường Mẫu Ngề 01"`, `"Trường Mẫu Nghề 01"`), Name: "Trường Mẫu Nghề 01", Occupations: []string{"hàn"}}}},
		"accredited too late":     {Given: registered, When: CorrectInstitution{AccreditedOn: day("2021-01-06")}, Refused: es.ErrFieldInvalid},
		"one that isn't there":    {When: CorrectInstitution{Name: "x"}, Refused: ErrInstitutionUnknown},
		"called so already":       {Given: registered, When: CorrectInstitution{Name: "Trường Mẫu Ngề 01"}, Refused: correction.ErrNothingToCorrect},
		"nothing is said of what": {Given: registered, When: CorrectInstitution{}, Refused: correction.ErrNothingToCorrect},
	})
	centre := scenario.Happened("2021-01-05", IntermediaryRegistered{Name: "a", Type: SupplyFirm, Province: "25"})
	scenario.Run(t, IntermediaryDecider, scenario.Cases[IntermediaryCommand]{
		"its type":             {Given: centre, When: CorrectIntermediary{Type: ServiceCentre}, Then: []any{IntermediaryCorrected{corrects(0, "type", `"supply_firm"`, `"service_centre"`), "a", ServiceCentre, "25", ""}}},
		"a province":           {Given: centre, When: CorrectIntermediary{Province: "Phú Thọ"}, Refused: es.ErrFieldInvalid},
		"one that isn't there": {When: CorrectIntermediary{Name: "x"}, Refused: ErrIntermediaryUnknown},
	})
}
