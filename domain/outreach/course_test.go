package outreach_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/money"
	. "vaoso/domain/outreach"
	"vaoso/domain/scenario"
)

func list(days ...string) (dates []civil.Date) {
	for _, d := range days {
		dates = append(dates, day(d))
	}
	return dates
}

func agreement() AgreeCourse {
	return AgreeCourse{
		Course: "2021-03", Institution: "cd-nghe", InstitutionID: "institution-cd-nghe", InstitutionKnown: true, EmployerID: firm, Occupation: "may",
		Seats: 2, JobsPromised: 2, StartsOn: day("2021-03-01"), EndsOn: day("2021-05-31"), MinWage: money.VND(6_000_000),
	}
}

var (
	agreed = scenario.Happened("2021-02-15", CourseAgreed{
		InstitutionID: "institution-cd-nghe", EmployerID: firm, Occupation: "may", Seats: 2, JobsPromised: 2,
		StartsOn: day("2021-03-01"), EndsOn: day("2021-05-31"), MinWage: money.VND(6_000_000),
	})
	started   = scenario.Happened("2021-03-02", CourseStarted{})
	enrolled  = scenario.Happened("2021-02-20", TraineeEnrolled{WorkerID: ann})
	second    = scenario.Happened("2021-02-21", TraineeEnrolled{WorkerID: bao})
	completed = scenario.Happened("2021-05-31", TrainingCompleted{WorkerID: ann, CertificateNo: "CC-1", Grade: Good})
	dropped   = scenario.Happened("2021-04-01", TraineeDroppedOut{WorkerID: ann, Reason: DropFamily})
	finished  = scenario.Happened("2021-05-31", CourseFinished{})
	cancelled = scenario.Happened("2021-03-15", CourseCancelled{})
)

func courseCases() scenario.Cases[CourseCommand] {
	with := func(change func(*AgreeCourse)) AgreeCourse { c := agreement(); change(&c); return c }
	running := scenario.Given(agreed, started)
	return scenario.Cases[CourseCommand]{
		"agreed":                          {When: agreement(), Then: []any{agreed[0].Payload}},
		"agreed once":                     {Given: agreed, When: agreement(), Refused: ErrCourseExists},
		"not with an unknown institution": {When: with(func(c *AgreeCourse) { c.InstitutionKnown = false }), Refused: ErrInstitutionUnknown},
		"what is missing is named": {When: AgreeCourse{InstitutionKnown: true}, Refused: es.ErrFieldMissing,
			Also: slices.Repeat([]*es.Refusal{es.ErrFieldMissing}, 4)},
		"no more jobs than seats": {When: with(func(c *AgreeCourse) { c.JobsPromised = 3 }), Refused: es.ErrFieldInvalid, Says: "jobsPromised"},
		"seats are a number":      {When: with(func(c *AgreeCourse) { c.Seats = 1_001 }), Refused: es.ErrFieldInvalid, Says: "seats"},
		"it ends after it starts": {When: with(func(c *AgreeCourse) { c.EndsOn = day("2021-02-28") }), Refused: es.ErrFieldInvalid, Says: "endsOn"},
		"of a plausible wage":     {When: with(func(c *AgreeCourse) { c.MinWage = money.VND(6) }), Refused: es.ErrFieldInvalid, Says: "minWage"},
		"started":                 {Given: agreed, When: StartCourse{}, On: "2021-03-02", Then: []any{CourseStarted{}}},
		"started once":            {Given: running, When: StartCourse{}, Refused: ErrCourseNotOpen, Says: "is running"},
		"not before it is agreed": {Given: agreed, When: StartCourse{}, On: "2021-02-14", Refused: ErrNotInOrder},
		"an unknown course":       {When: StartCourse{}, Refused: ErrCourseUnknown},
		"finished":                {Given: running, When: FinishCourse{}, On: "2021-05-31", Then: []any{CourseFinished{}}},
		"finished once":           {Given: scenario.Given(running, finished), When: FinishCourse{}, Refused: ErrCourseNotOpen, Says: "2021-05-31"},
		"not before it started":   {Given: running, When: FinishCourse{}, On: "2021-03-01", Refused: ErrNotInOrder},
		"cancelled":               {Given: running, When: CancelCourse{}, On: "2021-03-15", Then: []any{CourseCancelled{}}},
		"cancelled unstarted":     {Given: agreed, When: CancelCourse{}, On: "2021-02-16", Then: []any{CourseCancelled{}}},
		"cancelled once":          {Given: scenario.Given(agreed, cancelled), When: CancelCourse{}, Refused: ErrCourseNotOpen, Says: "cancelled"},
		"assessed":                {Given: running, When: AssessCourse{By: ByEmployer, Score: 4}, Then: []any{CourseAssessed{ByEmployer, 4}}},
		"assessed anew":           {Given: scenario.Given(running, scenario.Happened("2021-06-01", CourseAssessed{ByEmployer, 4})), When: AssessCourse{By: ByEmployer, Score: 5}, Then: []any{CourseAssessed{ByEmployer, 5}}},
		"assessed alike":          {Given: scenario.Given(running, scenario.Happened("2021-06-01", CourseAssessed{ByEmployer, 4}, CourseAssessed{ByCity, 2})), When: AssessCourse{By: ByEmployer, Score: 4}},
		"not before it begins":    {Given: agreed, When: AssessCourse{By: ByCity, Score: 4}, Refused: ErrCourseNotOpen},
		"from 1 to 5, by whom":    {Given: running, When: AssessCourse{Score: 6}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldInvalid}},
	}
}

func trainingCases() scenario.Cases[CourseCommand] {
	full := scenario.Given(agreed, enrolled, second)
	training := scenario.Given(full, started)
	april := civil.MonthOn(2021, 4)
	attended := TrainingAttendanceRecorded{WorkerID: ann, Month: april, Days: 20, Of: 22}
	attend := RecordTrainingAttendance{WorkerID: ann, Month: april, Days: 20, Of: 22}
	complete := CompleteTraining{WorkerID: ann, CertificateNo: "CC-1", Grade: Good}
	return scenario.Cases[CourseCommand]{
		"enrolled":                       {Given: agreed, When: EnrolTrainee{WorkerID: ann}, On: "2021-02-20", Then: []any{enrolled[0].Payload}},
		"enrolled while it runs":         {Given: scenario.Given(agreed, started), When: EnrolTrainee{WorkerID: ann}, Then: []any{enrolled[0].Payload}},
		"enrolled once":                  {Given: scenario.Given(agreed, enrolled), When: EnrolTrainee{WorkerID: ann}, Refused: ErrAlreadyEnrolled, Says: "2021-02-20"},
		"no more than the seats":         {Given: full, When: EnrolTrainee{WorkerID: chi}, Refused: ErrCourseFull, Says: "all 2"},
		"a seat that was left is free":   {Given: scenario.Given(training, dropped), When: EnrolTrainee{WorkerID: chi}, Then: []any{TraineeEnrolled{WorkerID: chi}}},
		"who left may come again":        {Given: scenario.Given(training, dropped), When: EnrolTrainee{WorkerID: ann}, Then: []any{TraineeEnrolled{WorkerID: ann}}},
		"who completed holds the seat":   {Given: scenario.Given(training, completed), When: EnrolTrainee{WorkerID: chi}, Refused: ErrCourseFull},
		"not in a finished course":       {Given: scenario.Given(agreed, started, finished), When: EnrolTrainee{WorkerID: ann}, Refused: ErrCourseNotOpen},
		"entered after the course's end": {Given: scenario.Given(agreed, started, finished), When: EnrolTrainee{WorkerID: ann}, On: "2021-05-31", Then: []any{enrolled[0].Payload}},
		"not in a cancelled course":      {Given: scenario.Given(agreed, cancelled), When: EnrolTrainee{WorkerID: ann}, Refused: ErrCourseNotOpen},
		"attended":                       {Given: training, When: attend, Then: []any{attended}},
		"attended, once more":            {Given: scenario.Given(training, scenario.Happened("2021-05-01", attended)), When: attend},
		"attended, corrected":            {Given: scenario.Given(training, scenario.Happened("2021-05-01", attended)), When: RecordTrainingAttendance{WorkerID: ann, Month: april, Days: 21, Of: 22}, Then: []any{TrainingAttendanceRecorded{ann, april, 21, 22}}},
		"attended before dropping out":   {Given: scenario.Given(training, dropped), When: attend, Then: []any{attended}},
		"nobody else attends":            {Given: training, When: RecordTrainingAttendance{WorkerID: chi, Month: april, Days: 1, Of: 1}, Refused: ErrNotEnrolled, Says: "hasn't enrolled"},
		"not before the start":           {Given: full, When: attend, Refused: ErrCourseNotOpen},
		"no more days than there were":   {Given: training, When: RecordTrainingAttendance{WorkerID: ann, Month: april, Days: 23, Of: 22}, Refused: es.ErrFieldInvalid, Says: "days"},
		"no month has so many days":      {Given: training, When: RecordTrainingAttendance{WorkerID: ann, Month: april, Days: 1, Of: 32}, Refused: es.ErrFieldInvalid, Says: "of"},
		"a month of the course":          {Given: training, When: RecordTrainingAttendance{WorkerID: ann, Month: civil.MonthOn(2021, 2), Days: 1, Of: 2}, Refused: es.ErrFieldInvalid, Says: "month"},
		"no month to come":               {Given: training, When: attend, On: "2021-03-31", Refused: es.ErrFieldInvalid, Says: "month"},
		"completed":                      {Given: training, When: complete, On: "2021-05-31", Then: []any{completed[0].Payload}},
		"completed after the course":     {Given: scenario.Given(training, finished), When: complete, Then: []any{completed[0].Payload}},
		"completed once":                 {Given: scenario.Given(training, completed), When: complete, Refused: ErrNotEnrolled, Says: "2021-05-31"},
		"completed by trainees only":     {Given: training, When: CompleteTraining{WorkerID: chi}, Refused: ErrNotEnrolled},
		"not completed before the start": {Given: full, When: complete, Refused: ErrCourseNotOpen},
		"not completed before it began":  {Given: training, When: complete, On: "2021-03-01", Refused: ErrNotInOrder},
		"with one of the grades":         {Given: training, When: CompleteTraining{WorkerID: ann, Grade: "best"}, Refused: es.ErrFieldInvalid, Says: "grade"},
		"dropped out":                    {Given: training, When: DropTrainee{WorkerID: ann, Reason: DropFamily}, On: "2021-04-01", Then: []any{dropped[0].Payload}},
		"dropped out before the start":   {Given: full, When: DropTrainee{WorkerID: ann, Reason: DropFamily}, On: "2021-02-25", Then: []any{dropped[0].Payload}},
		"dropped out once":               {Given: scenario.Given(training, dropped), When: DropTrainee{WorkerID: ann, Reason: DropFamily}, Refused: ErrNotEnrolled, Says: "dropped out on 2021-04-01"},
		"not before enrolling":           {Given: training, When: DropTrainee{WorkerID: ann, Reason: DropFamily}, On: "2021-02-19", Refused: ErrNotInOrder},
		"for a reason that has a name":   {Given: training, When: DropTrainee{WorkerID: ann, Reason: "bored"}, Refused: es.ErrFieldInvalid, Says: "reason"},
		"nobody unknown drops out":       {Given: training, When: DropTrainee{WorkerID: chi, Reason: DropFamily}, Refused: ErrNotEnrolled},
	}
}

// TestSeatsHold: whatever is asked of a course in whatever order, no more are
// trained than there are seats, and every no is a refusal.
func TestSeatsHold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var history []es.Recorded
		on := day("2021-02-15")
		ask := func(c CourseCommand) {
			got, err := CourseDecider.Decide(CourseDecider.Fold(history), c, es.Asked{On: on, Today: on})
			if _, refused := es.AsRefused(err); err != nil && !refused {
				t.Fatal(err)
			}
			if err == nil {
				history = append(history, scenario.Happened(on.String(), got...)...)
			}
		}
		ask(agreement())
		workers := []string{ann, bao, chi}
		for range rapid.IntRange(1, 25).Draw(t, "asks") {
			w := rapid.SampledFrom(workers).Draw(t, "worker")
			ask(rapid.SampledFrom([]CourseCommand{
				StartCourse{}, EnrolTrainee{WorkerID: w}, EnrolTrainee{WorkerID: w}, DropTrainee{WorkerID: w, Reason: DropMoved},
				CompleteTraining{WorkerID: w}, RecordTrainingAttendance{WorkerID: w, Month: on.MonthOf(), Days: 1, Of: 2}, FinishCourse{}, CancelCourse{},
			}).Draw(t, "command"))
			on = on.AddDays(rapid.IntRange(0, 20).Draw(t, "days"))
			s := CourseDecider.Fold(history)
			if s.Taken() > s.Agreed.Seats || len(s.Trainees()) > len(workers) {
				t.Fatalf("%d seats of %d are taken, by %d", s.Taken(), s.Agreed.Seats, len(s.Trainees()))
			}
		}
	})
}

func TestFilledOn(t *testing.T) {
	t.Parallel()
	v := Vacancy{PostedOn: day("2021-05-01"), Posted: VacancyPosted{Quantity: 2}}
	for _, c := range []struct {
		started []civil.Date
		want    civil.Date
	}{
		{list("2021-06-10"), civil.Date{}},
		{list("2021-06-10", "2021-05-20"), day("2021-06-10")},
		{list("2021-07-01", "2021-06-10", "2021-05-20"), day("2021-06-10")},
		{list("2021-04-01", "2021-04-02"), day("2021-05-01")},
	} {
		if got := v.FilledOn(c.started); got != c.want {
			t.Errorf("%v: %s, want %s", c.started, got, c.want)
		}
	}
}

func TestPlacedAfterTraining(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		completed, started string
		want               bool
	}{
		{"2021-05-31", "2021-05-31", true},
		{"2021-05-31", "2021-08-29", true}, // the 90th day
		{"2021-05-31", "2021-08-30", false},
		{"2021-05-31", "2021-03-01", true}, // taken on during the course
		{"2021-05-31", "2021-02-28", false},
	} {
		if got := PlacedAfterTraining(day("2021-03-01"), day(c.completed), day(c.started)); got != c.want {
			t.Errorf("completed %s, started %s: %v", c.completed, c.started, got)
		}
	}
	if PlacedAfterTraining(day("2021-03-01"), civil.Date{}, day("2021-03-02")) {
		t.Error("nobody is placed after a training that isn't completed")
	}
	if got := Occupation("  Công nhân   MAY "); got != "công nhân may" {
		t.Errorf("the occupation is %q", got)
	}
}
