package training

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/projections/engine"
)

// Projection is the read model.
var Projection = engine.Projection{
	Name: "training", Version: 4,
	Tables: []engine.Described{courses, trainees, attendance, jobs, names},
	Reads: []string{
		"InstitutionCorrected", "CourseCorrected", "CourseAnnulled", "TraineeCorrected", "EnrolmentAnnulled", "TraineeOutcomeAnnulled",
		"InstitutionRegistered", "EmployerRegistered", "CourseAgreed", "CourseStarted", "TraineeEnrolled", "TrainingAttendanceRecorded",
		"TrainingCompleted", "TraineeDroppedOut", "CourseAssessed", "CourseCancelled", "CourseFinished", "WorkerPlaced", "PlacementAnnulled",
		"PlacementCorrected", "EmployerCorrected",
	},
	Apply: apply,
}

func apply(f *engine.Fold, e es.Recorded) error {
	switch p := e.Payload.(type) {
	case outreach.InstitutionRegistered:
		names.Put(f, NameRow{NameKey{e.Stream}, p.Name})
	case outreach.InstitutionCorrected:
		names.Put(f, NameRow{NameKey{e.Stream}, p.Name})
	case labour.EmployerRegistered:
		names.Put(f, NameRow{NameKey{e.Stream}, p.Name})
	case labour.WorkerPlaced:
		if p.EmployerID != "" {
			jobs.Put(f, JobRow{JobKey{p.PlacementID.String()}, e.Stream, p.EmployerID, e.On(), false})
		}
	case labour.PlacementAnnulled:
		if key := (JobKey{p.PlacementID.String()}); jobs.Exists(f, key) {
			jobs.Get(f, key).Annulled = true
		}
	case labour.PlacementCorrected:
		key := JobKey{p.PlacementID.String()}
		jobs.Delete(f, key)
		if p.Placed.EmployerID != "" {
			jobs.Put(f, JobRow{key, e.Stream, p.Placed.EmployerID, p.PlacedOn, false})
		}
	case labour.EmployerCorrected:
		if key := (NameKey{e.Stream}); names.Exists(f, key) { // else after the day that is asked for
			names.Put(f, NameRow{key, p.Name})
		}
	case outreach.CourseEvent:
		follow(f, e.Stream, e.On(), p)
	}
	return nil
}

func follow(f *engine.Fold, stream string, on civil.Date, event outreach.CourseEvent) {
	c := courses.Get(f, CourseKey{stream})
	switch p := event.(type) {
	case outreach.CourseAgreed:
		c.agreed(p)
		c.State, c.AgreedOn = string(outreach.CourseIsAgreed), on
	case outreach.CourseStarted:
		c.State, c.StartedOn = string(outreach.CourseIsRunning), on
	case outreach.CourseFinished:
		c.State, c.EndedOn = string(outreach.CourseIsFinished), on
	case outreach.CourseCancelled:
		c.State, c.EndedOn = string(outreach.CourseIsCancelled), on
	case outreach.CourseAssessed:
		*c.score(p.By) = p.Score
	case outreach.TraineeEnrolled:
		t := trainees.Get(f, TraineeKey{stream, p.WorkerID})
		again := !t.EnrolledOn.IsZero()
		if again { // who comes again begins anew
			forgetAttendance(f, t.TraineeKey)
		}
		*t = TraineeRow{TraineeKey: t.TraineeKey, State: string(outreach.InTraining), EnrolledOn: on, Again: again}
	case outreach.TrainingAttendanceRecorded:
		attend(f, stream, on, p)
	case outreach.TrainingCompleted:
		t := trainees.Get(f, TraineeKey{stream, p.WorkerID})
		t.completed(on, p.CertificateNo, p.Grade)
	case outreach.TraineeDroppedOut:
		t := trainees.Get(f, TraineeKey{stream, p.WorkerID})
		t.State, t.DroppedOn, t.DropReason = string(outreach.DroppedOut), on, string(p.Reason)
	case outreach.CourseCorrected:
		c.putRight(f, p.CourseNow)
	case outreach.CourseAnnulled:
		c.putRight(f, p.CourseNow)
	case outreach.TraineeCorrected:
		putTraineeRight(f, stream, p.TraineeNow)
	case outreach.EnrolmentAnnulled:
		putTraineeRight(f, stream, p.TraineeNow)
	case outreach.TraineeOutcomeAnnulled:
		putTraineeRight(f, stream, p.TraineeNow)
	}
}

func (c *CourseRow) agreed(p outreach.CourseAgreed) {
	c.Institution, c.Employer, c.Occupation, c.Seats, c.JobsPromised = p.InstitutionID, p.EmployerID, p.Occupation, p.Seats, p.JobsPromised
	c.MinWage, c.Currency, c.StartsOn, c.EndsOn = p.MinWage.Amount, p.MinWage.Currency, p.StartsOn, p.EndsOn
}

func (t *TraineeRow) completed(on civil.Date, certificateNo string, grade outreach.Grade) {
	t.State, t.CompletedOn, t.Certified, t.Grade = string(outreach.Completed), on, certificateNo != "", string(grade)
	t.HireLimit = on.AddDays(outreach.PlacedWithin)
}

// attend puts a month's attendance in the place of what was recorded of it
// before. What is of an earlier enrolment counts no more.
func attend(f *engine.Fold, course string, on civil.Date, p outreach.TrainingAttendanceRecorded) {
	t := trainees.Get(f, TraineeKey{course, p.WorkerID})
	if t.Again && !outreach.AttendedUnder(t.EnrolledOn, on, p.Month) {
		return
	}
	key := AttendanceKey{course, p.WorkerID, p.Month}
	m := attendance.Get(f, key)
	t.Days += p.Days - m.Days
	t.DaysOf += p.Of - m.DaysOf
	if p.Of == 0 { // the record is taken back
		attendance.Delete(f, key)
		return
	}
	m.Days, m.DaysOf = p.Days, p.Of
}

// score is where somebody's judgement of the course is kept.
func (c *CourseRow) score(by outreach.Assessor) *int {
	switch by {
	case outreach.ByInstitution:
		return &c.ScoreInstitution
	case outreach.ByCity:
		return &c.ScoreCity
	case outreach.ByEmployer:
	}
	return &c.ScoreEmployer
}
