package unemployment

import (
	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Name is the projection's.
const Name = "unemployment"

// PersonKey is a worker's stream.
type PersonKey struct {
	Worker string `db:"worker" about:"worker's stream, a keyed hash that names nobody; of WorkerRegistered"`
}

// Person is a registered worker.
type Person struct {
	PersonKey
	RegisteredOn civil.Date `db:"registered_on" about:"day of registration as a job-seeker; of WorkerRegistered"`
	DeceasedOn   civil.Date `db:"deceased_on" about:"day of death; of JobSeekingEnded; NULL: alive as far as is known"`
	NoticeOn     civil.Date `db:"notice_on" about:"day of the open unemployment notice (thông báo thất nghiệp); of UnemploymentNoticed; NULL: none is open"`
}

// SinceKey is something of a worker from a day on.
type SinceKey struct {
	Worker string     `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
	Since  civil.Date `db:"since" about:"first day on which it is so"`
}

// Home is where a worker lives from a day on.
type Home struct {
	SinceKey
	Ward string `db:"ward" about:"GSO code of the ward or commune lived in; of WorkerRegistered, WorkerMoved"`
}

// Status is whether a worker seeks a job from a day on.
type Status struct {
	SinceKey
	Seeking bool `db:"seeking" about:"whether a job is sought (tìm việc), whatever occupies the worker; of JobSeekingEnded, JobSeekingResumed, PlacementEnded"`
}

// EngagementKey is a placement's id or a contract's stream.
type EngagementKey struct {
	Ref string `db:"ref" about:"id of the job (of WorkerPlaced), or the contract's stream (of EngagementReserved)"`
}

// Engagement is a run of days, both ends included, on which a worker is
// occupied if Occupies says so.
type Engagement struct {
	EngagementKey
	Worker   string     `db:"worker" about:"worker's stream, a keyed hash that names nobody"`
	Since    civil.Date `db:"since" about:"first day, inclusive; of WorkerPlaced or EngagementReserved"`
	Until    civil.Date `db:"until" about:"last day, inclusive; NULL: no end known"`
	Departed bool       `db:"departed" about:"of a contract: whether the departure was confirmed; of EngagementConfirmed"`
	Occupies bool       `db:"occupies" about:"whether it occupies the worker: neither annulled, nor released before the departure"`
}

// Notice is an unemployment notice; Since is the day it was given.
type Notice struct {
	SinceKey
	EndedOn civil.Date `db:"ended_on" about:"first day on which the notice is open no more; of UnemploymentEnded; NULL: open"`
}

var (
	people      = engine.NewTable[PersonKey, Person]("unemployment_people", engine.About("a registered worker (người lao động), as far as the unemployment estimate goes"))
	homes       = engine.NewTable[SinceKey, Home]("unemployment_homes", engine.About("where a worker lives from a day on"))
	statuses    = engine.NewTable[SinceKey, Status]("unemployment_statuses", engine.About("whether a worker seeks a job from a day on"))
	engagements = engine.NewTable[EngagementKey, Engagement]("unemployment_engagements", engine.About("what occupies a worker over some days (tình trạng có việc)"), engine.Index("worker"))
	notices     = engine.NewTable[SinceKey, Notice]("unemployment_notices", engine.About("an unemployment notice (thông báo thất nghiệp), from the day it was given"))
)
