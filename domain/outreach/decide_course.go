package outreach

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// The bounds of what is taken for a number of persons: they catch slips of the pen.
const (
	mostSeats = 1_000
	mostDays  = 31 // of teaching in a month
	bestScore = 5
)

func decideCourse(s Course, command CourseCommand, asked es.Asked) ([]any, error) {
	if c, ok := command.(AgreeCourse); ok {
		return agreeCourse(s, c)
	}
	if !s.Exists() {
		return nil, ErrCourseUnknown
	}
	if err := inOrder(asked.On, s.AgreedOn); err != nil {
		return nil, err
	}
	switch c := command.(type) {
	case AgreeCourse: // above
	case StartCourse:
		if err := s.in(CourseIsAgreed); err != nil {
			return nil, err
		}
		return []any{CourseStarted{}}, nil
	case EnrolTrainee:
		return enrol(s, c, asked)
	case RecordTrainingAttendance:
		return attend(s, c, asked)
	case CompleteTraining:
		return complete(s, c, asked)
	case DropTrainee:
		return drop(s, c, asked)
	case AssessCourse:
		return assess(s, c, asked)
	case CancelCourse:
		if err := s.in(CourseIsAgreed, CourseIsRunning); err != nil {
			return nil, err
		}
		return []any{CourseCancelled{}}, inOrder(asked.On, s.StartedOn)
	case FinishCourse:
		if err := s.in(CourseIsRunning); err != nil {
			return nil, err
		}
		return []any{CourseFinished{}}, inOrder(asked.On, s.StartedOn)
	case correction.Command[Course]: // correct_course.go has them
	}
	return nil, nil
}

func agreeCourse(s Course, c AgreeCourse) ([]any, error) {
	if s.Exists() {
		return nil, ErrCourseExists
	}
	var f es.Fields
	f.Need("employer", c.EmployerID != "")
	f.Need("occupation", c.Occupation != "")
	f.Need("seats", c.Seats != 0)
	f.Invalid("seats", c.Seats < 0 || c.Seats > mostSeats, "phải từ 1 đến 1.000 người", "it lies between 1 and 1,000")
	f.Invalid("jobsPromised", c.JobsPromised < 0 || c.JobsPromised > max(c.Seats, 0), "phải từ 0 đến số chỗ", "it lies between 0 and the seats")
	f.Need("startsOn", !c.StartsOn.IsZero())
	f.Need("endsOn", !c.EndsOn.IsZero())
	f.Invalid("endsOn", !c.EndsOn.IsZero() && c.EndsOn.Before(c.StartsOn), "không được trước startsOn", "it doesn't come before startsOn")
	f.Invalid("minWage", !c.MinWage.IsZero() && !plausible(c.MinWage), "phải từ 1 đến 500 triệu đồng", "it lies between 1 and 500 million VND")
	if !c.InstitutionKnown {
		f.Add(ErrInstitutionUnknown.With())
	}
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	return []any{CourseAgreed{c.InstitutionID, c.EmployerID, c.Occupation, c.Seats, c.JobsPromised, c.StartsOn, c.EndsOn, c.MinWage}}, nil
}

// enrol takes trainees up to the day on which the course ended; who enrolled by
// then may be entered later.
func enrol(s Course, c EnrolTrainee, asked es.Asked) ([]any, error) {
	if err := s.in(CourseIsAgreed, CourseIsRunning); err != nil && asked.On.After(s.EndedOn) {
		return nil, err
	}
	if t, there := s.Trainee(c.WorkerID); there && t.Phase != DroppedOut {
		return nil, ErrAlreadyEnrolled.With("enrolledOn", t.EnrolledOn)
	}
	if s.Taken() >= s.Agreed.Seats {
		return nil, ErrCourseFull.With("seats", s.Agreed.Seats)
	}
	return []any{TraineeEnrolled{c.WorkerID}}, nil
}

func attend(s Course, c RecordTrainingAttendance, asked es.Asked) ([]any, error) {
	if err := s.in(CourseIsRunning, CourseIsFinished); err != nil {
		return nil, err
	}
	t, there := s.Trainee(c.WorkerID)
	if !there {
		return nil, notEnrolled(t)
	}
	var f es.Fields
	f.Need("month", c.Month != civil.Month{})
	f.Invalid("month", c.Month != civil.Month{} && (c.Month.Before(s.StartedOn.MonthOf()) || asked.On.MonthOf().Before(c.Month)),
		"phải từ tháng khai giảng đến tháng báo cáo", "it lies between the month of the course's start and that of the record")
	if (c.Month != civil.Month{}) {
		t = t.at(t.attended(asked.On, c.Month))
	}
	recorded := slices.ContainsFunc(t.Attendance, func(a TrainingAttendanceRecorded) bool { return a.Month == c.Month })
	f.Invalid("of", c.Of < 0 || c.Of == 0 && !recorded || // 0 takes a record back
		c.Of > mostDays, "phải từ 1 đến 31 ngày", "it lies between 1 and 31 days")
	f.Invalid("days", c.Days < 0 || c.Days > max(c.Of, 0), "phải từ 0 đến số ngày học", "it lies between 0 and the days of teaching")
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	event := TrainingAttendanceRecorded{c.WorkerID, c.Month, c.Days, c.Of}
	if slices.Contains(t.Attendance, event) {
		return nil, nil
	}
	return []any{event}, nil
}

func complete(s Course, c CompleteTraining, asked es.Asked) ([]any, error) {
	t, err := s.training(c.WorkerID, asked.On)
	if err != nil {
		return nil, err
	}
	var f es.Fields
	es.MaybeOneOf(&f, "grade", c.Grade, grades)
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	return []any{TrainingCompleted{t.WorkerID, c.CertificateNo, c.Grade}}, nil
}

func drop(s Course, c DropTrainee, asked es.Asked) ([]any, error) {
	t, there := s.Trainee(c.WorkerID)
	if !there || t.Phase != InTraining {
		return nil, notEnrolled(t)
	}
	if err := inOrder(asked.On, t.EnrolledOn); err != nil {
		return nil, err
	}
	var f es.Fields
	es.OneOf(&f, "reason", c.Reason, dropReasons)
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	return []any{TraineeDroppedOut{c.WorkerID, c.Reason}}, nil
}

func assess(s Course, c AssessCourse, asked es.Asked) ([]any, error) {
	if s.StartedOn.IsZero() {
		return nil, s.in(CourseIsRunning, CourseIsFinished)
	}
	var f es.Fields
	es.OneOf(&f, "by", c.By, assessors)
	_, judged := s.Scores[c.By]
	f.Invalid("score", c.Score < 0 || c.Score == 0 && !judged || c.Score > bestScore, // 0 takes a judgement back
		"phải từ 1 đến 5", "it lies between 1 and 5")
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	if s.Scores[c.By] == c.Score {
		return nil, nil
	}
	return []any{CourseAssessed{c.By, c.Score}}, inOrder(asked.On, s.StartedOn)
}

// training is the trainee, who is in training on a course that has begun.
func (c Course) training(worker string, on civil.Date) (Trainee, error) {
	if err := c.in(CourseIsRunning, CourseIsFinished); err != nil {
		return Trainee{}, err
	}
	t, there := c.Trainee(worker)
	if !there || t.Phase != InTraining {
		return t, notEnrolled(t)
	}
	return t, inOrder(on, t.EnrolledOn, c.StartedOn)
}

// in refuses a course that is in none of the phases.
func (c Course) in(phases ...CoursePhase) error {
	if slices.Contains(phases, c.Phase) {
		return nil
	}
	words := map[CoursePhase][2]string{
		CourseIsAgreed: {"mới thỏa thuận, chưa khai giảng", "is agreed and hasn't begun"}, CourseIsRunning: {"đang học", "is running"},
		CourseIsFinished:  {"đã kết thúc ngày " + c.EndedOn.Vietnamese(), "finished on " + c.EndedOn.String()},
		CourseIsCancelled: {"đã hủy ngày " + c.EndedOn.Vietnamese(), "was cancelled on " + c.EndedOn.String()},
	}
	return ErrCourseNotOpen.With("vi", words[c.Phase][0], "en", words[c.Phase][1])
}

func notEnrolled(t Trainee) error {
	switch t.Phase {
	case Completed:
		return ErrNotEnrolled.With("vi", "đã hoàn thành ngày "+t.EndedOn.Vietnamese(), "en", "the training was completed on "+t.EndedOn.String())
	case DroppedOut:
		return ErrNotEnrolled.With("vi", "đã thôi học ngày "+t.EndedOn.Vietnamese(), "en", "the worker dropped out on "+t.EndedOn.String())
	case InTraining: // then it isn't asked
	}
	return ErrNotEnrolled.With("vi", "chưa ghi danh", "en", "the worker hasn't enrolled")
}

// inOrder refuses a day before any of those that it follows.
func inOrder(on civil.Date, after ...civil.Date) error {
	for _, before := range after {
		if on.Before(before) {
			return ErrNotInOrder.With("on", on, "before", before)
		}
	}
	return nil
}
