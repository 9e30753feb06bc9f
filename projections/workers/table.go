package workers

import (
	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Key is a worker's stream.
type Key struct {
	ID string `db:"id"`
}

// Row is a worker.
type Row struct {
	Key
	FullName     string     `db:"full_name"` // personal
	Name         string     `db:"name"`      // the full name folded by viet.Plain: personal
	BirthYear    int        `db:"birth_year"`
	Sex          string     `db:"sex"`
	Ward         string     `db:"ward"`      // by the latest move, in order of days
	WardFrom     civil.Date `db:"ward_from"` // the day of that move, or of registration
	Education    string     `db:"education"`
	Occupation   string     `db:"occupation"`
	Inactive     bool       `db:"inactive"` // seeks no job
	Deceased     bool       `db:"deceased"`
	StatusSince  civil.Date `db:"status_since"`  // from when Inactive is as it is
	SeekingSince civil.Date `db:"seeking_since"` // the latest day known from which a job was sought
	LastFactOn   civil.Date `db:"last_fact_on"`  // the latest day that a fact of the stream happened on
}

// EngagementKey is a placement's id or a contract's stream.
type EngagementKey struct {
	Ref string `db:"ref"`
}

// Engagement is a run of days, both ends included, on which a worker is
// occupied if Occupies says so.
type Engagement struct {
	EngagementKey
	Worker   string     `db:"worker"`
	Kind     string     `db:"kind"` // as labour.EngagementKind
	Since    civil.Date `db:"since"`
	Until    civil.Date `db:"until"`    // none: without end
	Departed bool       `db:"departed"` // of a contract: it was confirmed
	Occupies bool       `db:"occupies"` // not annulled, and not released before departure
}

var (
	// People are the workers.
	People = engine.NewTable[Key, Row]("workers", engine.Index("name", "id"))
	// Engagements are what has occupied them.
	Engagements = engine.NewTable[EngagementKey, Engagement]("workers_engagements", engine.Index("worker"))
)
