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
	Trainees  []Trainee
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

	CertificateNo string
	Grade         Grade
	DropReason    DropReason
}

// Exists says whether the course was agreed.
func (c Course) Exists() bool { return c.Phase != "" }

// Trainee is the worker's place on the course, if there is or was one.
func (c Course) Trainee(worker string) (Trainee, bool) {
	i := slices.IndexFunc(c.Trainees, func(t Trainee) bool { return t.WorkerID == worker })
	if i < 0 {
		return Trainee{}, false
	}
	return c.Trainees[i], true
}

// Taken is how many seats are taken: those who dropped out left theirs.
func (c Course) Taken() (n int) {
	for _, t := range c.Trainees {
		if t.Phase != DroppedOut {
			n++
		}
	}
	return n
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
		c.Trainees = slices.DeleteFunc(slices.Clone(c.Trainees), func(t Trainee) bool { return t.WorkerID == p.WorkerID })
		c.Trainees = append(c.Trainees, Trainee{WorkerID: p.WorkerID, Phase: InTraining, EnrolledOn: on})
	case TrainingAttendanceRecorded:
		c.Trainees = c.with(p.WorkerID, func(t *Trainee) {
			t.Attendance = slices.DeleteFunc(slices.Clone(t.Attendance), func(a TrainingAttendanceRecorded) bool { return a.Month == p.Month })
			if p.Of > 0 { // else the record is taken back
				t.Attendance = append(t.Attendance, p)
			}
		})
	case TrainingCompleted:
		c.Trainees = c.with(p.WorkerID, func(t *Trainee) {
			t.Phase, t.EndedOn, t.CertificateNo, t.Grade = Completed, on, p.CertificateNo, p.Grade
		})
	case TraineeDroppedOut:
		c.Trainees = c.with(p.WorkerID, func(t *Trainee) { t.Phase, t.EndedOn, t.DropReason = DroppedOut, on, p.Reason })
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

func (c Course) with(worker string, change func(*Trainee)) []Trainee {
	list := slices.Clone(c.Trainees)
	for i := range list {
		if list[i].WorkerID == worker {
			change(&list[i])
		}
	}
	return list
}
