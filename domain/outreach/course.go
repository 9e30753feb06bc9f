package outreach

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// CoursePhase is how far a course is; "" is none.
type CoursePhase string

// The phases of a course.
const (
	CourseIsAgreed    CoursePhase = "agreed"
	CourseIsRunning   CoursePhase = "running"
	CourseIsFinished  CoursePhase = "finished"
	CourseIsCancelled CoursePhase = "cancelled"
)

// TraineePhase is how far a trainee is.
type TraineePhase string

// The phases of a trainee.
const (
	InTraining TraineePhase = "enrolled"
	Completed  TraineePhase = "completed"
	DroppedOut TraineePhase = "dropped"
)

// Course is the state of a course's stream. It is a value: evolving never
// changes an earlier one.
type Course struct {
	Phase     CoursePhase
	Agreed    CourseAgreed
	AgreedOn  civil.Date
	StartedOn civil.Date
	EndedOn   civil.Date // finished or cancelled
	trainees  *roll      // by worker
	taken     int        // seats
	Scores    map[Assessor]int
	Ledger    correction.Ledger // the stream's facts, to be put right
}

// Trainee is a worker on a course.
type Trainee struct {
	WorkerID   string
	Phase      TraineePhase
	EnrolledOn civil.Date
	EndedOn    civil.Date // completed or dropped out
	Attendance []TrainingAttendanceRecorded
	// Earlier are the enrolments that the worker left before this one, the
	// first first. None of them has earlier ones of its own.
	Earlier []Trainee

	CertificateNo string
	Grade         Grade
	DropReason    DropReason
}

// Exists says whether the course was agreed.
func (c Course) Exists() bool { return c.Phase != "" }

// Trainee is the worker's place on the course, if there is or was one.
func (c Course) Trainee(worker string) (Trainee, bool) {
	return c.trainees.find(worker)
}

// Trainees are all who are or were on the course, by worker.
func (c Course) Trainees() []Trainee { return c.trainees.all(nil) }

// Taken is how many seats are taken: those who dropped out left theirs.
func (c Course) Taken() int { return c.taken }

// seats are how many the trainee holds.
func (t Trainee) seats() int {
	if t.Phase == "" || t.Phase == DroppedOut {
		return 0
	}
	return 1
}

// attended is which of the worker's enrolments an attendance is of, by its place
// among the earlier ones; behind them is the present one. It is the newest that
// had begun by the day of the record and by the end of the month; the first, if
// none had.
func (t Trainee) attended(on civil.Date, month civil.Month) int {
	n := len(t.Earlier)
	if AttendedUnder(t.EnrolledOn, on, month) {
		return n
	}
	for i, earlier := range slices.Backward(t.Earlier) {
		if AttendedUnder(earlier.EnrolledOn, on, month) {
			return i
		}
	}
	return 0
}

// AttendedUnder says whether a month's attendance that was recorded on a day can
// be of an enrolment: that had begun by the day and by the end of the month.
func AttendedUnder(enrolledOn, recordedOn civil.Date, month civil.Month) bool {
	return !enrolledOn.After(recordedOn) && !enrolledOn.After(month.Last())
}

// at is the enrolment of that place.
func (t Trainee) at(i int) Trainee {
	if i < len(t.Earlier) {
		return t.Earlier[i]
	}
	return t
}

// CourseDecider has the rules of a course.
var CourseDecider = courseRules.Decider()

func evolveCourse(c Course, e es.Recorded) Course {
	event, ok := e.Payload.(CourseEvent)
	if !ok {
		return c
	}
	on := e.On()
	switch p := event.(type) {
	case CourseAgreed:
		c.Phase, c.Agreed, c.AgreedOn = CourseIsAgreed, p, on
	case CourseStarted:
		c.Phase, c.StartedOn = CourseIsRunning, on
	case TraineeEnrolled:
		earlier := []Trainee(nil)
		if left, there := c.Trainee(p.WorkerID); there {
			earlier = append(slices.Clip(left.Earlier), left)
			earlier[len(earlier)-1].Earlier = nil
		}
		c = c.with(Trainee{WorkerID: p.WorkerID, Phase: InTraining, EnrolledOn: on, Earlier: earlier})
	case TrainingAttendanceRecorded:
		if t, there := c.Trainee(p.WorkerID); there {
			c = c.with(t.attend(on, p))
		}
	case TrainingCompleted:
		if t, there := c.Trainee(p.WorkerID); there {
			t.Phase, t.EndedOn, t.CertificateNo, t.Grade = Completed, on, p.CertificateNo, p.Grade
			c = c.with(t)
		}
	case TraineeDroppedOut:
		if t, there := c.Trainee(p.WorkerID); there {
			t.Phase, t.EndedOn, t.DropReason = DroppedOut, on, p.Reason
			c = c.with(t)
		}
	case CourseAssessed:
		scores := map[Assessor]int{}
		if p.Score > 0 { // else the judgement is taken back
			scores[p.By] = p.Score
		}
		for by, score := range c.Scores {
			if by != p.By {
				scores[by] = score
			}
		}
		c.Scores = scores
	case CourseCancelled:
		c.Phase, c.EndedOn = CourseIsCancelled, on
	case CourseFinished:
		c.Phase, c.EndedOn = CourseIsFinished, on
	case correction.Effect: // the ledger has what they put right
	}
	return c
}

// with is the course with the trainee as it is now.
func (c Course) with(t Trainee) Course {
	was, _ := c.Trainee(t.WorkerID)
	c.taken += t.seats() - was.seats()
	c.trainees = c.trainees.with(t)
	return c
}

// attend is the trainee with a month's record, under the enrolment that it is of.
func (t Trainee) attend(on civil.Date, p TrainingAttendanceRecorded) Trainee {
	of := &t
	if i := t.attended(on, p.Month); i < len(t.Earlier) {
		t.Earlier = slices.Clone(t.Earlier)
		of = &t.Earlier[i]
	}
	of.Attendance = slices.DeleteFunc(slices.Clone(of.Attendance), func(a TrainingAttendanceRecorded) bool { return a.Month == p.Month })
	if p.Of > 0 { // else the record is taken back
		of.Attendance = append(of.Attendance, p)
	}
	return t
}
