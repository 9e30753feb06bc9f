package training

import (
	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// CourseKey is a course's stream.
type CourseKey struct {
	Course string `db:"course" about:"course on order (khóa đào tạo theo địa chỉ): its stream, course- and its number"`
}

// CourseRow is a course.
type CourseRow struct {
	CourseKey
	Institution      string     `db:"institution" about:"institution of vocational education (cơ sở giáo dục nghề nghiệp): its stream; of CourseAgreed"`
	Employer         string     `db:"employer" about:"employer who promised jobs: its stream, a keyed hash; of CourseAgreed"`
	Occupation       string     `db:"occupation" about:"occupation (nghề) that is taught; of CourseAgreed"`
	Seats            int        `db:"seats" about:"persons who can be trained; of CourseAgreed"`
	JobsPromised     int        `db:"jobs_promised" about:"persons to whom a job is promised; of CourseAgreed"`
	MinWage          int64      `db:"min_wage" about:"least monthly wage promised, in minor units of currency; 0: none promised; of CourseAgreed"`
	Currency         string     `db:"currency" about:"ISO 4217 code of min_wage's currency; empty: no wage promised"`
	StartsOn         civil.Date `db:"starts_on" about:"first day as agreed; of CourseAgreed; NULL: no such course"`
	EndsOn           civil.Date `db:"ends_on" about:"last day as agreed; of CourseAgreed; NULL: no such course"`
	State            string     `db:"state" about:"agreed (đã thỏa thuận), running (đang học), finished (đã kết thúc) or cancelled (đã hủy)"`
	AgreedOn         civil.Date `db:"agreed_on" about:"day of the agreement; of CourseAgreed; NULL: no such course"`
	StartedOn        civil.Date `db:"started_on" about:"first day of teaching; of CourseStarted; NULL: not started"`
	EndedOn          civil.Date `db:"ended_on" about:"last day of teaching, or the day of cancelling; of CourseFinished, CourseCancelled; NULL: neither"`
	ScoreEmployer    int        `db:"score_employer" about:"the employer's judgement, 1 to 5, 5 the best; of CourseAssessed; 0: none"`
	ScoreInstitution int        `db:"score_institution" about:"the institution's judgement, 1 to 5, 5 the best; of CourseAssessed; 0: none"`
	ScoreCity        int        `db:"score_city" about:"the city's judgement, 1 to 5, 5 the best; of CourseAssessed; 0: none"`
}

// TraineeKey is a worker on a course.
type TraineeKey struct {
	Course string `db:"course" about:"course, as in training_courses"`
	Worker string `db:"worker" about:"worker's stream, a keyed hash that names nobody; of TraineeEnrolled"`
}

// TraineeRow is a trainee.
type TraineeRow struct {
	TraineeKey
	State       string     `db:"state" about:"enrolled (đang học), completed (hoàn thành) or dropped (thôi học)"`
	EnrolledOn  civil.Date `db:"enrolled_on" about:"day of enrolment (ghi danh); of TraineeEnrolled; NULL: no such trainee"`
	Again       bool       `db:"again" about:"whether the worker was enrolled before, and left; of TraineeEnrolled"`
	Days        int        `db:"days" about:"days attended (chuyên cần); of TrainingAttendanceRecorded"`
	DaysOf      int        `db:"days_of" about:"days taught in the months of which attendance is recorded; of TrainingAttendanceRecorded"`
	CompletedOn civil.Date `db:"completed_on" about:"day of completion; of TrainingCompleted; NULL: not completed"`
	HireLimit   civil.Date `db:"hire_limit" about:"last day on which a job with the course's employer is what was promised: completed_on and 90 days; NULL: not completed"`
	Certified   bool       `db:"certified" about:"whether a certificate was given (chứng chỉ); of TrainingCompleted"`
	Grade       string     `db:"grade" about:"excellent (giỏi), good (khá) or average (trung bình); of TrainingCompleted; empty: none"`
	DroppedOn   civil.Date `db:"dropped_on" about:"day of leaving; of TraineeDroppedOut; NULL: didn't leave"`
	DropReason  string     `db:"drop_reason" about:"health, family, work, moved, absence or other; of TraineeDroppedOut; empty: didn't leave"`
}

// AttendanceKey is a month of a trainee.
type AttendanceKey struct {
	Course string      `db:"course" about:"course, as in training_courses"`
	Worker string      `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
	Month  civil.Month `db:"month" about:"month, YYYY-MM; of TrainingAttendanceRecorded"`
}

// AttendanceRow is how often a trainee was there in a month.
type AttendanceRow struct {
	AttendanceKey
	Days   int `db:"days" about:"days attended; of the latest TrainingAttendanceRecorded of the month"`
	DaysOf int `db:"days_of" about:"days taught; of the latest TrainingAttendanceRecorded of the month"`
}

// JobKey is a placement.
type JobKey struct {
	Placement string `db:"placement" about:"id of the job; of WorkerPlaced"`
}

// JobRow is a job with an employer.
type JobRow struct {
	JobKey
	Worker    string     `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
	Employer  string     `db:"employer" about:"employer's stream, a keyed hash; of WorkerPlaced"`
	StartedOn civil.Date `db:"started_on" about:"first day of the job; of WorkerPlaced; NULL: no such job"`
	Annulled  bool       `db:"annulled" about:"whether it should never have been entered; of PlacementAnnulled"`
}

// NameKey is the stream of an institution or an employer.
type NameKey struct {
	ID string `db:"id" about:"stream of the institution, or of the employer"`
}

// NameRow is what it is called.
type NameRow struct {
	NameKey
	Name string `db:"name" about:"name as registered; of InstitutionRegistered, EmployerRegistered"`
}

var (
	courses    = engine.NewTable[CourseKey, CourseRow]("training_courses", engine.About("a course on order (khóa đào tạo theo địa chỉ)"))
	trainees   = engine.NewTable[TraineeKey, TraineeRow]("training_trainees", engine.About("a worker on a course on order (học viên)"), engine.Index("worker"))
	attendance = engine.NewTable[AttendanceKey, AttendanceRow]("training_attendance", engine.About("a trainee's attendance of a month (chuyên cần)"), engine.Index("worker"))
	jobs       = engine.NewTable[JobKey, JobRow]("training_jobs", engine.About("a job with an employer, to see who was placed after training"), engine.Index("worker", "employer"))
	names      = engine.NewTable[NameKey, NameRow]("training_names", engine.About("what an institution or an employer is called"))
)
