package capacity

import (
	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// CourseKey is the stream of a course for officials and collaborators.
type CourseKey struct {
	Course string `db:"course" about:"course for officials and collaborators (lớp tập huấn): its stream, capacity- and its number"`
}

// CourseRow is such a course.
type CourseRow struct {
	CourseKey
	Topic  string     `db:"topic" about:"counselling (tư vấn), referral (giới thiệu), overseas or management (quản lý); of CapacityCourseHeld"`
	Hours  int        `db:"hours" about:"hours of teaching; of CapacityCourseHeld"`
	HeldOn civil.Date `db:"held_on" about:"first day; of CapacityCourseHeld; NULL: no such course"`
}

// AttendanceKey is an event of a course's stream.
type AttendanceKey struct {
	Course string `db:"course" about:"course, as in capacity_courses"`
	Number int64  `db:"number" about:"number of the event in the course's stream; it stands for a person whom it doesn't name"`
}

// AttendanceRow is one attendance.
type AttendanceRow struct {
	AttendanceKey
	Unit string `db:"unit" about:"GSO code of the attendant's ward or commune, or city; of AttendanceRecorded"`
	Kind string `db:"kind" about:"official (cán bộ, công chức, viên chức) or collaborator (cộng tác viên); of AttendanceRecorded"`
}

// CollaboratorKey is a collaborator's stream.
type CollaboratorKey struct {
	Collaborator string `db:"collaborator" about:"collaborator (cộng tác viên): the stream, which names nobody"`
}

// CollaboratorRow is a collaborator.
type CollaboratorRow struct {
	CollaboratorKey
	Unit        string     `db:"unit" about:"GSO code of the ward or commune; of CollaboratorAppointed"`
	AppointedOn civil.Date `db:"appointed_on" about:"day of the appointment; of CollaboratorAppointed; NULL: not appointed"`
	DismissedOn civil.Date `db:"dismissed_on" about:"day from which the collaborator helps no more; of CollaboratorDismissed; NULL: still helps"`
}

// ResultKey is a counselling or a placement.
type ResultKey struct {
	Ref string `db:"ref" about:"referral's stream, of a counselling; id of the job, of a placement"`
}

// ResultRow is what a collaborator did for a worker.
type ResultRow struct {
	ResultKey
	Collaborator string     `db:"collaborator" about:"collaborator, as in capacity_collaborators; of WorkerCounselled, WorkerPlaced"`
	Kind         string     `db:"kind" about:"counselled (tư vấn) or placed (có việc làm)"`
	Day          civil.Date `db:"day" about:"day of the counselling, or first day of the job; NULL: no such result"`
	Annulled     bool       `db:"annulled" about:"whether the job should never have been entered; of PlacementAnnulled"`
}

var (
	courses       = engine.NewTable[CourseKey, CourseRow]("capacity_courses", engine.About("a course for officials and collaborators (lớp tập huấn)"))
	attendance    = engine.NewTable[AttendanceKey, AttendanceRow]("capacity_attendance", engine.About("somebody took part in a course for officials and collaborators (lượt người dự)"), engine.Index("unit"))
	collaborators = engine.NewTable[CollaboratorKey, CollaboratorRow]("capacity_collaborators", engine.About("a ward's collaborator (cộng tác viên)"), engine.Index("unit"))
	results       = engine.NewTable[ResultKey, ResultRow]("capacity_results", engine.About("a worker counselled or placed by a collaborator"), engine.Index("collaborator"))
)
