package outreach

import (
	"slices"

	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// courseRules are those of a course.
var courseRules = correction.Rules[Course, CourseCommand]{
	Plain:   es.Decider[Course, CourseCommand]{Evolve: evolveCourse, Decide: decideCourse},
	Exists:  Course.Exists,
	Unknown: ErrCourseUnknown,
	Ledger:  func(c *Course) *correction.Ledger { return &c.Ledger },
	Asks: func(fact es.Recorded) (CourseCommand, bool) {
		switch p := fact.Payload.(type) {
		case CourseAgreed:
			return AgreeCourse{
				Occupation: p.Occupation, Seats: p.Seats, JobsPromised: p.JobsPromised, StartsOn: p.StartsOn, EndsOn: p.EndsOn, MinWage: p.MinWage,
				InstitutionID: p.InstitutionID, InstitutionKnown: true, EmployerID: p.EmployerID,
			}, true
		case CourseStarted:
			return StartCourse{}, true
		case TraineeEnrolled:
			return EnrolTrainee{WorkerID: p.WorkerID}, true
		case TrainingAttendanceRecorded:
			return RecordTrainingAttendance{WorkerID: p.WorkerID, Month: p.Month, Days: p.Days, Of: p.Of}, true
		case TrainingCompleted:
			return CompleteTraining{WorkerID: p.WorkerID, CertificateNo: p.CertificateNo, Grade: p.Grade}, true
		case TraineeDroppedOut:
			return DropTrainee{WorkerID: p.WorkerID, Reason: p.Reason}, true
		case CourseAssessed:
			return AssessCourse{By: p.By, Score: p.Score}, true
		case CourseCancelled:
			return CancelCourse{}, true
		case CourseFinished:
			return FinishCourse{}, true
		}
		return nil, false
	},
}

func ended(payload any) bool {
	return correction.Is[CourseFinished](payload) || correction.Is[CourseCancelled](payload)
}

func (c CorrectCourse) Correct(s Course, asked es.Asked) ([]any, error) {
	var agreed, started, over correction.Edits
	agreed.Set("institutionId", c.InstitutionID)
	agreed.Set("employerId", c.EmployerID)
	agreed.Set("occupation", c.Occupation)
	agreed.Set("seats", c.Seats)
	agreed.Set("jobsPromised", c.JobsPromised)
	agreed.Set("startsOn", c.StartsOn)
	agreed.Set("endsOn", c.EndsOn)
	agreed.Set("minWage", c.MinWage)
	agreed.Set(correction.On, c.AgreedOn)
	started.Set(correction.On, c.StartedOn)
	over.Set(correction.On, c.EndedOn)
	effect := func(t correction.Target, after Course) any { return CourseCorrected{t.Of, after.now()} }
	return courseRules.Amend(s, asked.Today, effect,
		correction.Part{Edits: agreed, Is: correction.Is[CourseAgreed]}, correction.Part{Edits: started, Is: correction.Is[CourseStarted]}, correction.Part{Edits: over, Is: ended})
}

func (AnnulCourse) Correct(s Course, asked es.Asked) ([]any, error) {
	effect := func(t correction.Target, after Course) any { return CourseAnnulled{t.Of, after.now()} }
	is := correction.Is[CourseAgreed]
	switch s.Phase {
	case CourseIsFinished, CourseIsCancelled:
		is = ended
	case CourseIsRunning:
		is = correction.Is[CourseStarted]
	case CourseIsAgreed:
	}
	return courseRules.Annul(s, asked.Today, effect, ErrCourseUnknown, is)
}

func (c Course) now() CourseNow {
	return CourseNow{c.Agreed, c.AgreedOn, c.Phase, c.StartedOn, c.EndedOn}
}

// of says whether a payload is about a trainee, and how.
func of(worker string, payload any) (enrolment, attendance, outcome bool) {
	switch p := payload.(type) {
	case TraineeEnrolled:
		return p.WorkerID == worker, false, false
	case TrainingAttendanceRecorded:
		return false, p.WorkerID == worker, false
	case TrainingCompleted:
		return false, false, p.WorkerID == worker
	case TraineeDroppedOut:
		return false, false, p.WorkerID == worker
	}
	return false, false, false
}

func (c CorrectTrainee) Correct(s Course, asked es.Asked) ([]any, error) {
	var enrolled, over correction.Edits
	enrolled.Set(correction.On, c.EnrolledOn)
	over.Set("certificateNo", c.CertificateNo)
	over.Set("grade", c.Grade)
	over.Set("reason", c.DropReason)
	over.Set(correction.On, c.EndedOn)
	if t, there := s.Trainee(c.WorkerID); !there || t.Phase == InTraining && !over.None() {
		return nil, notOver(t)
	}
	effect := func(t correction.Target, after Course) any { return TraineeCorrected{t.Of, after.trainee(c.WorkerID)} }
	return courseRules.Amend(s, asked.Today, effect,
		correction.Part{Edits: enrolled, Is: func(p any) bool { e, _, _ := of(c.WorkerID, p); return e }},
		correction.Part{Edits: over, Is: func(p any) bool { _, _, o := of(c.WorkerID, p); return o }})
}

// notOver is why there is no outcome to put right.
func notOver(t Trainee) error {
	if t.Phase != InTraining {
		return notEnrolled(t)
	}
	return correction.ErrNothingToCorrect.With("vi", "học viên đang học, chưa hoàn thành hay thôi học", "en", "the trainee is in training, and has neither completed nor dropped out")
}

func (c AnnulTraineeOutcome) Correct(s Course, asked es.Asked) ([]any, error) {
	if t, there := s.Trainee(c.WorkerID); !there || t.Phase == InTraining {
		return nil, notOver(t)
	}
	effect := func(t correction.Target, after Course) any {
		return TraineeOutcomeAnnulled{t.Of, after.trainee(c.WorkerID)}
	}
	return courseRules.Annul(s, asked.Today, effect, notEnrolled(Trainee{}), func(p any) bool { _, _, o := of(c.WorkerID, p); return o })
}

// Correct takes the enrolment back, and before it the attendance that was
// recorded under it.
func (c AnnulEnrolment) Correct(s Course, asked es.Asked) (effects []any, err error) {
	t, there := s.Trainee(c.WorkerID)
	if !there {
		return nil, notEnrolled(t)
	}
	if t.Phase != InTraining {
		refused, _ := es.AsRefused(notEnrolled(t))
		return nil, correction.ErrDependentFacts.With("vi", refused.Vietnamese(), "en", refused.English())
	}
	effect := func(t correction.Target, after Course) any {
		return EnrolmentAnnulled{t.Of, after.trainee(c.WorkerID)}
	}
	for _, fact := range under(t, s.Ledger.Facts) {
		made, err := courseRules.AnnulFact(s, asked.Today, effect, fact.ID)
		if err != nil {
			return nil, err
		}
		effects = append(effects, made...)
		s = courseRules.With(s, made[0])
	}
	return effects, nil
}

// under are the facts of the trainee's present enrolment, the newest first: the
// attendance that is of it, and it. What was recorded meanwhile of an earlier
// enrolment stays with that.
func under(t Trainee, facts []es.Recorded) (list []es.Recorded) {
	for _, fact := range slices.Backward(facts) {
		switch p := fact.Payload.(type) {
		case TrainingAttendanceRecorded:
			if p.WorkerID == t.WorkerID && t.attended(fact.On(), p.Month) == len(t.Earlier) {
				list = append(list, fact)
			}
		case TraineeEnrolled:
			if p.WorkerID == t.WorkerID {
				return append(list, fact)
			}
		}
	}
	return list
}

// trainee is how the worker stands on the course.
func (c Course) trainee(worker string) TraineeNow {
	t, there := c.Trainee(worker)
	if !there {
		return TraineeNow{WorkerID: worker}
	}
	now := TraineeNow{
		WorkerID: worker, Phase: t.Phase, EnrolledOn: t.EnrolledOn, EndedOn: t.EndedOn,
		CertificateNo: t.CertificateNo, Grade: t.Grade, DropReason: t.DropReason, Again: len(t.Earlier) > 0,
	}
	for _, a := range t.Attendance {
		now.Attendance = append(now.Attendance, MonthAttended{a.Month, a.Days, a.Of})
	}
	return now
}
