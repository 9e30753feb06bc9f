package retention

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "retention"

// MarkKey is a mark of a job.
type MarkKey struct {
	Placement es.UUID `db:"placement" about:"id of the job; of WorkerPlaced"`
	Mark      int     `db:"mark" about:"months after the start at which somebody asks: 3, 6 or 12"`
}

// MarkRow is what is known of it.
type MarkRow struct {
	MarkKey
	Worker    string     `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
	Employer  string     `db:"employer" about:"employer's stream; empty: self-employed (tự tạo việc làm)"`
	Source    string     `db:"source" about:"how the worker came to the job (nguồn giới thiệu): direct, service_centre, fair, training …; of WorkerPlaced"`
	Ward      string     `db:"ward" about:"GSO code of the worker's ward or commune on the day the job started"`
	StartedOn civil.Date `db:"started_on" about:"day on which the job started; of WorkerPlaced"`
	DueOn     civil.Date `db:"due_on" about:"day on which so many months are over since the start"`
	EndedOn   civil.Date `db:"ended_on" about:"last day worked, where an end was entered; of PlacementEnded; NULL: none was"`
	Annulled  bool       `db:"annulled" about:"whether the job was annulled; of PlacementAnnulled"`
	Outcome   string     `db:"outcome" about:"what the check entered last found: still (còn làm), left (đã nghỉ), unreachable; of RetentionChecked; empty: no check"`
	CheckedOn civil.Date `db:"checked_on" about:"day of that check; NULL: none was made"`
	Noted     bool       `db:"noted" about:"whether it was noted that the check fell due; of RetentionCheckFellDue"`
}

// EmployerKey is an employer's stream.
type EmployerKey struct {
	Employer string `db:"employer" about:"employer's stream, a keyed hash of the tax code"`
}

// EmployerRow is an employer.
type EmployerRow struct {
	EmployerKey
	EmployerName string `db:"employer_name" about:"employer's name; of EmployerRegistered"`
}

// ClockKey is the one clock, 0.
type ClockKey struct {
	ID int `db:"id" about:"always 0: there is one clock"`
}

// Clock is how long days have been passing.
type Clock struct {
	ClockKey
	FirstDay civil.Date `db:"first_day" about:"first day that the book saw pass; of DayPassed; NULL: none has"`
	LastDay  civil.Date `db:"last_day" about:"last day that is over; of DayPassed; NULL: none has been told of"`
}

var (
	// Marks are the marks of all jobs.
	Marks = engine.NewTable[MarkKey, MarkRow]("retention_marks", engine.About("a job (giải quyết việc làm) at one of the marks at which somebody asks whether it lasts"), engine.Index("due_on"))
	// Employers are the employers.
	Employers = engine.NewTable[EmployerKey, EmployerRow]("retention_employers", engine.About("an employer (người sử dụng lao động)"))
	// Clocks has the one clock.
	Clocks = engine.NewTable[ClockKey, Clock]("retention_clock", engine.About("internal: the days that passed"))
)
