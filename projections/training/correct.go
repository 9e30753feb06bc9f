package training

import (
	"vaoso/domain/outreach"
	"vaoso/projections/engine"
)

// putRight is the course as it stands once it was put right.
func (c *CourseRow) putRight(f *engine.Fold, now outreach.CourseNow) {
	if now.Phase == "" {
		courses.Delete(f, c.CourseKey)
		return
	}
	c.agreed(now.Agreed)
	c.State, c.AgreedOn, c.StartedOn, c.EndedOn = string(now.Phase), now.AgreedOn, now.StartedOn, now.EndedOn
}

// putTraineeRight is the trainee, with the attendance, as both stand once they
// were put right.
func putTraineeRight(f *engine.Fold, course string, now outreach.TraineeNow) {
	key := TraineeKey{course, now.WorkerID}
	forgetAttendance(f, key)
	trainees.Delete(f, key)
	if now.Phase == "" {
		return
	}
	t := TraineeRow{TraineeKey: key, State: string(now.Phase), EnrolledOn: now.EnrolledOn, Again: now.Again}
	switch now.Phase {
	case outreach.Completed:
		t.completed(now.EndedOn, now.CertificateNo, now.Grade)
	case outreach.DroppedOut:
		t.DroppedOn, t.DropReason = now.EndedOn, string(now.DropReason)
	case outreach.InTraining:
	}
	for _, m := range now.Attendance {
		attendance.Put(f, AttendanceRow{AttendanceKey{course, now.WorkerID, m.Month}, m.Days, m.Of})
		t.Days += m.Days
		t.DaysOf += m.Of
	}
	trainees.Put(f, t)
}

// forgetAttendance takes away what was recorded of a trainee's months.
func forgetAttendance(f *engine.Fold, trainee TraineeKey) {
	var months []AttendanceKey
	for m := range attendance.Scan(f, "worker", trainee.Worker) {
		if m.Course == trainee.Course {
			months = append(months, m.AttendanceKey)
		}
	}
	for _, k := range months {
		attendance.Delete(f, k)
	}
}
