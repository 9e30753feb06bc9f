package correctiontest_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
	"vaoso/domain/scenario"
	"vaoso/projections/capacity"
	"vaoso/projections/correctiontest"
	"vaoso/projections/engine"
	"vaoso/projections/supplydemand"
	"vaoso/projections/training"
)

var reachingOut = []engine.Projection{training.Projection, supplydemand.Projection, capacity.Projection}

func (s sides) same(views []engine.Projection) {
	s.t.Helper()
	for _, p := range views {
		correctiontest.Same(s.t, p, s.right.Log, s.wrong.Log)
	}
}

// enough is to compare each command a few times, or the property says little.
func enough(commands ...any) *scenario.Met {
	var names []string
	for _, c := range commands {
		names = append(names, fmt.Sprintf("%T", c))
	}
	return scenario.AtLeast(3, names...)
}

func anAgreement(t *rapid.T, name string) outreach.AgreeCourse {
	seats := rapid.IntRange(1, 3).Draw(t, name+" seats")
	return outreach.AgreeCourse{
		InstitutionID: "institution-" + rapid.SampledFrom([]string{"1", "2"}).Draw(t, name+" institution"), InstitutionKnown: true,
		EmployerID: rapid.SampledFrom(employers).Draw(t, name+" employer"), Occupation: rapid.SampledFrom([]string{"may", "hàn"}).Draw(t, name+" occupation"),
		Seats: seats, JobsPromised: rapid.IntRange(0, seats).Draw(t, name+" jobs"), StartsOn: day("2021-03-01"), EndsOn: day("2021-05-31"),
		MinWage: money.VND(rapid.SampledFrom([]int64{6_000_000, 7_000_000}).Draw(t, name+" wage")),
	}
}

// held is a course that is held: what is asked on a day that moves on.
type held struct {
	sides
	on civil.Date
}

func (h *held) ask(c outreach.CourseCommand) run {
	return asksOf(h.t, outreach.CourseDecider, "course-1", h.on, c)
}

func (h *held) later() civil.Date {
	return h.on.AddDays(rapid.IntRange(0, 6).Draw(h.t, "later"))
}

func (h *held) trainee() string {
	return rapid.SampledFrom([]string{"worker-1", "worker-2", "worker-3"}).Draw(h.t, "trainee")
}

func (h *held) step() bool {
	t, w := h.t, h.trainee()
	h.on = h.on.AddDays(rapid.IntRange(0, 12).Draw(t, "days"))
	c := rapid.SampledFrom([]outreach.CourseCommand{
		outreach.StartCourse{}, outreach.EnrolTrainee{WorkerID: w}, outreach.EnrolTrainee{WorkerID: w},
		outreach.RecordTrainingAttendance{WorkerID: w, Month: h.on.MonthOf(), Days: rapid.IntRange(0, 20).Draw(t, "attended"), Of: 20},
		outreach.RecordTrainingAttendance{WorkerID: w, Month: h.on.MonthOf()},
		outreach.CompleteTraining{WorkerID: w, CertificateNo: "CC"}, outreach.DropTrainee{WorkerID: w, Reason: outreach.DropFamily},
		outreach.AssessCourse{By: outreach.ByCity, Score: rapid.IntRange(0, 5).Draw(t, "score")}, outreach.FinishCourse{},
	}).Draw(t, "command")
	if _, attends := c.(outreach.RecordTrainingAttendance); attends {
		enrolled := func(x *side) civil.Date {
			who, _ := outreach.CourseDecider.Fold(x.streams["course-1"]).Trainee(w)
			return who.EnrolledOn
		}
		if right, wrong := enrolled(h.right), enrolled(h.wrong); right != wrong && !h.on.Before(wrong) {
			return false // it would be of another enrolment on either side
		}
	}
	return h.both(h.ask(c))
}

// aMistake is a wrong fact beside the right one, nil being none, and its correction.
func (h *held) aMistake() (right, wrong run, correct outreach.CourseCommand) {
	t, w := h.t, h.trainee()
	on := func(day civil.Date, c outreach.CourseCommand) run {
		return asksOf(t, outreach.CourseDecider, "course-1", day, c)
	}
	a, b := h.later(), h.later()
	number := func(name string) string { return rapid.SampledFrom([]string{"CC-1", "CC-2"}).Draw(t, name) }
	switch rapid.IntRange(0, 8).Draw(t, "mistake") {
	case 0:
		return on(a, outreach.StartCourse{}), on(b, outreach.StartCourse{}), outreach.CorrectCourse{StartedOn: a}
	case 1:
		return on(a, outreach.FinishCourse{}), on(b, outreach.FinishCourse{}), outreach.CorrectCourse{EndedOn: a}
	case 2:
		return nil, h.ask(rapid.SampledFrom([]outreach.CourseCommand{outreach.FinishCourse{}, outreach.CancelCourse{}, outreach.StartCourse{}}).Draw(t, "step")), outreach.AnnulCourse{}
	case 3:
		return on(a, outreach.EnrolTrainee{WorkerID: w}), on(b, outreach.EnrolTrainee{WorkerID: w}), outreach.CorrectTrainee{WorkerID: w, EnrolledOn: a}
	case 4, 5:
		return nil, h.ask(outreach.EnrolTrainee{WorkerID: w}), outreach.AnnulEnrolment{WorkerID: w}
	case 6:
		x, y := number("certificate"), number("wrong certificate")
		return on(a, outreach.CompleteTraining{WorkerID: w, CertificateNo: x, Grade: outreach.Good}), on(b, outreach.CompleteTraining{WorkerID: w, CertificateNo: y, Grade: outreach.Average}),
			outreach.CorrectTrainee{WorkerID: w, EndedOn: a, CertificateNo: x, Grade: outreach.Good}
	case 7:
		return on(a, outreach.DropTrainee{WorkerID: w, Reason: outreach.DropFamily}), on(b, outreach.DropTrainee{WorkerID: w, Reason: outreach.DropOther}),
			outreach.CorrectTrainee{WorkerID: w, EndedOn: a, DropReason: outreach.DropFamily}
	default:
		return nil, h.ask(rapid.SampledFrom([]outreach.CourseCommand{
			outreach.CompleteTraining{WorkerID: w}, outreach.DropTrainee{WorkerID: w, Reason: outreach.DropOther},
		}).Draw(t, "outcome")), outreach.AnnulTraineeOutcome{WorkerID: w}
	}
}

// TestCoursesCorrected: what was entered wrongly of a course or a trainee and was
// put right leaves every view as if it had been right.
func TestCoursesCorrected(t *testing.T) {
	t.Parallel()
	compared := enough(outreach.CorrectCourse{}, outreach.AnnulCourse{}, outreach.CorrectTrainee{}, outreach.AnnulEnrolment{}, outreach.AnnulTraineeOutcome{})
	compared.Check(t, func(t *rapid.T) {
		h := &held{newSides(t), day("2021-02-15")}
		right := anAgreement(t, "right")
		agreement := rapid.IntRange(0, 5).Draw(t, "the agreement is wrong") == 0
		correct := outreach.CourseCommand(outreach.CorrectCourse{
			InstitutionID: right.InstitutionID, EmployerID: right.EmployerID, Occupation: right.Occupation, Seats: right.Seats, JobsPromised: &right.JobsPromised,
			MinWage: right.MinWage, AgreedOn: h.on,
		})
		if agreement {
			wrongOn := h.later()
			if !h.mistake(h.ask(right), asksOf(t, outreach.CourseDecider, "course-1", wrongOn, outreach.CourseCommand(anAgreement(t, "wrong")))) {
				return
			}
		} else {
			h.both(h.ask(right))
		}
		mistaken := h.entered("course-1")
		steps := func(name string, most int) bool {
			for range rapid.IntRange(0, most).Draw(t, name) {
				if !h.step() {
					return false
				}
			}
			return true
		}
		if !agreement && rapid.IntRange(0, 3).Draw(t, "begun") > 0 {
			h.both(h.ask(outreach.StartCourse{}))
			h.both(h.ask(outreach.EnrolTrainee{WorkerID: "worker-1"}))
			h.both(h.ask(outreach.EnrolTrainee{WorkerID: "worker-2"}))
		}
		if !steps("before", 6) {
			return
		}
		if !agreement {
			made := false
			for tries := 0; !made; tries++ {
				var r, w run
				r, w, correct = h.aMistake()
				before := h.wrong.Len()
				if made = h.mistake(r, w); !made && (h.wrong.Len() > before || tries > 8) {
					return // taken on one side alone, or never
				}
			}
		}
		if !agreement {
			mistaken = h.entered("course-1")
		}
		if !steps("after", 3) {
			return
		}
		h.on = today
		if !h.putRight(h.ask(correct)) || !h.corrected("course-1", mistaken) {
			return
		}
		compared.Saw(fmt.Sprintf("%T", correct))
		h.same(reachingOut)
		if steps("behind it", 2) { // and what follows is the same too
			h.same(reachingOut)
		}
	})
}

// TestVacanciesCorrected: also where the policy had closed the vacancy by the wrong
// posting; it closes it again by the right one.
func TestVacanciesCorrected(t *testing.T) {
	t.Parallel()
	compared := enough(outreach.CorrectVacancy{}, outreach.AnnulVacancy{})
	compared.Check(t, func(t *rapid.T) {
		s := newSides(t)
		ask := func(on civil.Date, c outreach.VacancyCommand) run {
			return asksOf(t, outreach.VacancyDecider, "vacancy-1", on, c)
		}
		aPosting := func(name string) outreach.PostVacancy {
			return outreach.PostVacancy{
				EmployerID: rapid.SampledFrom(employers).Draw(t, name+" employer"), Ward: aWard(t, name+" ward"), Quantity: rapid.IntRange(1, 3).Draw(t, name+" quantity"),
				Occupation: "may", WageFrom: money.VND(6_000_000), WageTo: money.VND(rapid.SampledFrom([]int64{7_000_000, 8_000_000}).Draw(t, name+" wage")),
				ClosesOn: day("2021-06-01").AddDays(rapid.IntRange(0, 60).Draw(t, name+" closes")),
			}
		}
		started := []civil.Date{}
		for range rapid.IntRange(0, 3).Draw(t, "placed") {
			started = append(started, day("2021-05-01").AddDays(rapid.IntRange(0, 60).Draw(t, "started")))
		}
		// As book.Book.SettleVacancy does.
		policy := func(passed civil.Date) run {
			return func(x *side) error {
				v := outreach.VacancyDecider.Fold(x.streams["vacancy-1"])
				switch on := v.FilledOn(started); {
				case v.Phase != outreach.VacancyIsOpen:
					return nil
				case !on.IsZero():
					return ask(on, outreach.FillVacancy{Started: started})(x)
				case !passed.Before(v.Posted.ClosesOn):
					return ask(v.Posted.ClosesOn, outreach.ExpireVacancy{Passed: passed, Placed: len(started)})(x)
				}
				return nil
			}
		}
		right, on := aPosting("right"), day("2021-05-01").AddDays(rapid.IntRange(0, 10).Draw(t, "posted"))
		wrong, wrongOn := aPosting("wrong"), day("2021-05-01").AddDays(rapid.IntRange(0, 10).Draw(t, "wrongly posted"))
		correct := outreach.VacancyCommand(outreach.CorrectVacancy{
			EmployerID: right.EmployerID, Ward: right.Ward, Quantity: right.Quantity, WageFrom: right.WageFrom, WageTo: right.WageTo, ClosesOn: right.ClosesOn, PostedOn: on,
		})
		withdrawn := false
		switch rapid.IntRange(0, 3).Draw(t, "mistake") {
		case 0:
			correct = outreach.AnnulVacancy{}
			if !s.mistake(nil, ask(wrongOn, wrong)) {
				return
			}
		case 1:
			correct, withdrawn = outreach.AnnulVacancy{}, true
			s.both(ask(on, right))
			if !s.mistake(nil, ask(on.AddDays(1), outreach.WithdrawVacancy{})) {
				return
			}
		default:
			if !s.mistake(ask(on, right), ask(wrongOn, wrong)) {
				return
			}
		}
		passed := day("2021-08-01")
		if rapid.Bool().Draw(t, "policy") {
			s.apart(policy(passed), policy(passed))
		}
		if !s.putRight(ask(today, correct)) {
			return
		}
		s.apart(policy(passed), policy(passed))
		compared.Saw(fmt.Sprintf("%T", correct))
		s.same(reachingOut)
		if withdrawn || rapid.Bool().Draw(t, "again") {
			return
		}
		if _, annulled := correct.(outreach.AnnulVacancy); annulled { // its number is free
			s.both(ask(on, right))
			s.same(reachingOut)
		}
	})
}

// TestReferralsFairsAndCapacityCorrected: so it is of the rest of outreach.
func TestReferralsFairsAndCapacityCorrected(t *testing.T) {
	t.Parallel()
	compared := enough(outreach.AnnulReferral{}, outreach.CorrectFair{}, outreach.AnnulFair{}, outreach.AnnulAttendance{}, outreach.CorrectCapacityCourse{},
		outreach.AnnulCapacityCourse{}, outreach.AnnulCollaborator{}, outreach.CorrectCollaborator{}, outreach.CorrectIntermediary{})
	compared.Check(t, func(t *rapid.T) {
		s := newSides(t)
		on, wrongOn := aDay(t, "right day"), aDay(t, "wrong day")
		n := func(name string) int { return rapid.IntRange(1, 40).Draw(t, name) }
		x, y, z := n("x"), n("y"), n("z")
		var correct run
		var kind string
		switch rapid.IntRange(0, 8).Draw(t, "what") {
		case 0:
			ask := func(on civil.Date, c outreach.ReferralCommand) run {
				return asksOf(t, outreach.ReferralDecider, "referral-1", on, c)
			}
			counsel := ask(on, outreach.CounselWorker{WorkerID: "worker-1", CollaboratorID: "collaborator-1", Adviser: outreach.Collaborator{Unit: "x", AppointedOn: day("2020-01-01")}})
			sought := outreach.Vacancy{Phase: outreach.VacancyIsOpen, Posted: outreach.VacancyPosted{ClosesOn: day("2030-01-01")}}
			refer := ask(on, outreach.ReferWorker{WorkerID: "worker-1", VacancyID: "vacancy-1", Sought: sought, IntermediaryID: "intermediary-1", IntermediaryKnown: true})
			conclude := func(o outreach.Outcome) run { return ask(on, outreach.RecordReferralOutcome{Outcome: o}) }
			steps := []run{counsel, refer, conclude(outreach.Interviewed), conclude(outreach.Hired)}
			good := rapid.IntRange(0, len(steps)-1).Draw(t, "good steps")
			for _, r := range steps[:good] {
				s.both(r)
			}
			bad := rapid.IntRange(1, len(steps)-good).Draw(t, "bad steps")
			for _, r := range steps[good : good+bad] {
				s.mistake(nil, r)
			}
			correct = func(x *side) error {
				for range bad {
					if err := ask(today, outreach.AnnulReferral{})(x); err != nil {
						return err
					}
				}
				return nil
			}
			kind = "outreach.AnnulReferral"
		case 1:
			ask := func(on civil.Date, c outreach.FairCommand) run {
				return asksOf(t, outreach.FairDecider, "fair-1", on, c)
			}
			a, b := x+y, x+z
			s.mistake(ask(on, outreach.HoldFair{Venue: "a", Employers: x, Attendance: a}), ask(wrongOn, outreach.HoldFair{Venue: "b", Employers: y, Attendance: b}))
			if rapid.Bool().Draw(t, "outcome") && !s.both(ask(today, outreach.RecordFairOutcome{Interviewed: x, Hired: 1})) {
				return
			}
			correct = ask(today, outreach.CorrectFair{Venue: "a", Employers: &x, Attendance: &a, HeldOn: on})
			kind = "outreach.CorrectFair"
		case 2:
			ask := func(c outreach.FairCommand) run { return asksOf(t, outreach.FairDecider, "fair-1", on, c) }
			s.mistake(nil, ask(outreach.HoldFair{Venue: "a", Employers: x, Attendance: y}))
			if rapid.Bool().Draw(t, "outcome") {
				s.mistake(nil, ask(outreach.RecordFairOutcome{Interviewed: 1, Hired: 1}))
			}
			correct = ask(outreach.AnnulFair{})
			kind = "outreach.AnnulFair"
		case 3, 4:
			ask := func(on civil.Date, c outreach.CapacityCommand) run {
				return asksOf(t, outreach.CapacityDecider, "capacity-1", on, c)
			}
			attend := outreach.RecordAttendance{PersonRef: "CB-1", Unit: "08710", Kind: outreach.Official}
			if rapid.Bool().Draw(t, "attendance") {
				s.both(ask(on, outreach.HoldCapacityCourse{Topic: outreach.TopicReferral, Hours: x}))
				s.mistake(nil, ask(today, attend))
				annul := outreach.AnnulAttendance{PersonRef: "CB-1", Unit: "08710", Kind: outreach.Official}
				if rapid.Bool().Draw(t, "by number") {
					annul = outreach.AnnulAttendance{Number: 1}
				}
				correct = ask(today, annul)
				kind = "outreach.AnnulAttendance"
				break
			}
			s.mistake(ask(on, outreach.HoldCapacityCourse{Topic: outreach.TopicReferral, Hours: x}), ask(wrongOn, outreach.HoldCapacityCourse{Topic: outreach.TopicOverseas, Hours: y}))
			s.both(ask(today, attend))
			correct = ask(today, outreach.CorrectCapacityCourse{Topic: outreach.TopicReferral, Hours: x, HeldOn: on})
			kind = "outreach.CorrectCapacityCourse"
		case 5:
			ask := func(c outreach.CapacityCommand) run {
				return asksOf(t, outreach.CapacityDecider, "capacity-1", on, c)
			}
			s.mistake(nil, ask(outreach.HoldCapacityCourse{Topic: outreach.TopicReferral, Hours: x}))
			correct = ask(outreach.AnnulCapacityCourse{})
			kind = "outreach.AnnulCapacityCourse"
		case 6, 8:
			ask := func(on civil.Date, c outreach.CollaboratorCommand) run {
				return asksOf(t, outreach.CollaboratorDecider, "collaborator-1", on, c)
			}
			if rapid.Bool().Draw(t, "annul") {
				if rapid.Bool().Draw(t, "appointed") {
					s.both(ask(on, outreach.AppointCollaborator{Name: "a", Unit: "08710"}))
					s.mistake(nil, ask(on, outreach.DismissCollaborator{}))
				} else {
					s.mistake(nil, ask(on, outreach.AppointCollaborator{Name: "a", Unit: "08710"}))
				}
				correct = ask(today, outreach.AnnulCollaborator{})
				kind = "outreach.AnnulCollaborator"
				break
			}
			until, wrongUntil := today.AddDays(-x), today.AddDays(-y)
			s.mistake(ask(on, outreach.AppointCollaborator{Name: "a", Unit: "08710"}), ask(wrongOn, outreach.AppointCollaborator{Name: "b", Unit: "08728"}))
			right := outreach.CorrectCollaborator{Name: "a", Unit: "08710", AppointedOn: on}
			if rapid.Bool().Draw(t, "dismissed") {
				right.DismissedOn = until
				s.mistake(ask(until, outreach.DismissCollaborator{}), ask(wrongUntil, outreach.DismissCollaborator{}))
			}
			correct = ask(today, right)
			kind = "outreach.CorrectCollaborator"
		case 7:
			inst := func(c outreach.InstitutionCommand) run {
				return asksOf(t, outreach.InstitutionDecider, "institution-1", today, c)
			}
			mid := func(c outreach.IntermediaryCommand) run {
				return asksOf(t, outreach.IntermediaryDecider, "intermediary-1", today, c)
			}
			s.mistake(inst(outreach.RegisterInstitution{Name: "a", Occupations: []string{"may"}}), inst(outreach.RegisterInstitution{Name: "b", Occupations: []string{"hàn"}}))
			s.mistake(mid(outreach.RegisterIntermediary{Name: "a", Type: outreach.ServiceCentre, Province: "25"}), mid(outreach.RegisterIntermediary{Name: "b", Type: outreach.SupplyFirm, Province: "26"}))
			if !s.putRight(inst(outreach.CorrectInstitution{Name: "a", Occupations: []string{"may"}})) {
				t.Fatal("an institution isn't put right")
			}
			correct = mid(outreach.CorrectIntermediary{Name: "a", Type: outreach.ServiceCentre, Province: "25"})
			kind = "outreach.CorrectIntermediary"
		}
		if s.putRight(correct) {
			compared.Saw(kind)
			s.same(reachingOut)
		}
	})
}

// TestAnEnrolmentAnnulledWithItsAttendance: what was recorded of who shouldn't have
// been enrolled goes with the enrolment, and an earlier one stands again.
func TestAnEnrolmentAnnulledWithItsAttendance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := &held{newSides(t), day("2021-03-01")}
		h.both(h.ask(anAgreement(t, "agreed")))
		h.both(h.ask(outreach.StartCourse{}))
		attend := func(days int) run {
			return h.ask(outreach.RecordTrainingAttendance{WorkerID: "worker-1", Month: h.on.MonthOf(), Days: days, Of: 20})
		}
		if rapid.Bool().Draw(t, "before") {
			h.both(h.ask(outreach.EnrolTrainee{WorkerID: "worker-1"}))
			h.both(attend(7))
			h.both(h.ask(outreach.DropTrainee{WorkerID: "worker-1", Reason: outreach.DropFamily}))
		}
		h.mistake(nil, h.ask(outreach.EnrolTrainee{WorkerID: "worker-1"}))
		for n := range rapid.IntRange(0, 2).Draw(t, "attended") {
			h.mistake(nil, attend(n+1))
		}
		if !h.putRight(h.ask(outreach.AnnulEnrolment{WorkerID: "worker-1"})) {
			t.Fatal("it isn't annulled")
		}
		h.same(reachingOut)
	})
}

// TestAttendanceIsOfTheEnrolmentInWhoseTimeItWas: who dropped out and is enrolled
// again by mistake keeps what is recorded meanwhile of the time before; what is of
// the mistake goes with it, also in a month that has both.
func TestAttendanceIsOfTheEnrolmentInWhoseTimeItWas(t *testing.T) {
	t.Parallel()
	compared := scenario.AtLeast(10, "the first", "the mistake", "a month of both")
	compared.Check(t, func(t *rapid.T) {
		h := &held{newSides(t), day("2021-03-01")}
		ask := func(on civil.Date, c outreach.CourseCommand) run {
			return asksOf(t, outreach.CourseDecider, "course-1", on, c)
		}
		h.both(h.ask(anAgreement(t, "agreed")))
		h.both(h.ask(outreach.StartCourse{}))
		h.both(h.ask(outreach.EnrolTrainee{WorkerID: "worker-1"}))
		left := h.on.AddDays(rapid.IntRange(5, 40).Draw(t, "left"))
		again := left.AddDays(rapid.IntRange(0, 20).Draw(t, "again"))
		h.both(ask(left, outreach.DropTrainee{WorkerID: "worker-1", Reason: outreach.DropFamily}))
		h.mistake(nil, ask(again, outreach.EnrolTrainee{WorkerID: "worker-1"}))
		first, mistake := map[civil.Month]bool{}, map[civil.Month]bool{}
		for range rapid.IntRange(1, 5).Draw(t, "records") {
			on := h.on.AddDays(rapid.IntRange(0, 75).Draw(t, "recorded"))
			month := h.on.AddDays(rapid.IntRange(0, 75).Draw(t, "of")).MonthOf()
			attends := ask(on, outreach.RecordTrainingAttendance{WorkerID: "worker-1", Month: month, Days: rapid.IntRange(0, 9).Draw(t, "attended"), Of: rapid.IntRange(0, 1).Draw(t, "taught") * 9})
			if by := min(on.String(), month.Last().String()); by < again.String() {
				if !h.both(attends) {
					t.Fatalf("attendance of %s recorded on %s isn't taken alike", month, on)
				}
				first[month] = true
			} else if h.mistake(nil, attends) {
				mistake[month] = true
			}
		}
		if !h.putRight(h.ask(outreach.AnnulEnrolment{WorkerID: "worker-1"})) {
			t.Fatal("it isn't annulled")
		}
		h.same(reachingOut)
		for m := range first {
			compared.Saw("the first")
			if mistake[m] {
				compared.Saw("a month of both")
			}
		}
		if len(mistake) > 0 {
			compared.Saw("the mistake")
		}
	})
}
