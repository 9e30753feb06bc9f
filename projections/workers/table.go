package workers

import (
	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Key is a worker's stream.
type Key struct {
	ID string `db:"id" about:"worker's stream, a keyed hash of the citizen id that names nobody; of WorkerRegistered"`
}

// Row is a worker.
type Row struct {
	Key
	FullName     string     `db:"full_name" about:"full name (họ và tên); of WorkerRegistered" personal:"yes"`
	Name         string     `db:"name" about:"full name in small letters without diacritics, to search by; made from full_name" personal:"yes"` // the full name folded by viet.Plain
	BirthYear    int        `db:"birth_year" about:"year of birth (năm sinh); of WorkerRegistered"`
	Sex          string     `db:"sex" about:"male (nam) or female (nữ); of WorkerRegistered"`
	Ward         string     `db:"ward" about:"GSO code of the ward or commune lived in; of WorkerRegistered, or the latest WorkerMoved by its day"`
	WardFrom     civil.Date `db:"ward_from" about:"day of that move, or of registration"`
	Education    string     `db:"education" about:"none, elementary, intermediate, college, university or postgraduate (trình độ); of WorkerRegistered"`
	Occupation   string     `db:"occupation" about:"occupation (nghề) as registered; empty: none given"`
	Inactive     bool       `db:"inactive" about:"whether the worker has stopped seeking a job; of JobSeekingEnded, PlacementEnded; undone by JobSeekingResumed, WorkerPlaced"`
	Deceased     bool       `db:"deceased" about:"whether the worker has died; of JobSeekingEnded"`
	StatusSince  civil.Date `db:"status_since" about:"day from which inactive is as it is; at first that of registration"`
	SeekingSince civil.Date `db:"seeking_since" about:"latest day from which a job was sought (tìm việc từ), at first as registered; of JobSeekingResumed, PlacementEnded"`
	LastFactOn   civil.Date `db:"last_fact_on" about:"latest day on which a fact of the worker's stream happened, checks of retention left out"`
	AnnulledOn   civil.Date `db:"annulled_on" about:"day on which the worker, entered wrongly, was annulled (hủy bỏ); of WorkerAnnulled; NULL: stands"`
	Former       string     `db:"former" about:"annulled stream in whose place this one came, a wrong citizen id's; of WorkerLinked; empty: none"`
	Successor    string     `db:"successor" about:"stream that came in the place of this one, which was annulled; of WorkerLinked; empty: none"`
}

// EngagementKey is a placement's id or a contract's stream.
type EngagementKey struct {
	Ref string `db:"ref" about:"id of the job (of WorkerPlaced), or the contract's stream (of EngagementReserved)"`
}

// Engagement is a run of days, both ends included, on which a worker is
// occupied if Occupies says so.
type Engagement struct {
	EngagementKey
	Worker   string     `db:"worker" about:"worker's stream, a keyed hash that names nobody; as workers.id"`
	Kind     string     `db:"kind" about:"placement (giải quyết việc làm), contract (abroad), or reservation (giữ chỗ) of a departure"` // as labour.EngagementKind
	Since    civil.Date `db:"since" about:"first day, inclusive; of WorkerPlaced or EngagementReserved"`
	Until    civil.Date `db:"until" about:"last day, inclusive; NULL: no end known"`
	Departed bool       `db:"departed" about:"of a contract: whether the departure was confirmed; of EngagementConfirmed"`
	Occupies bool       `db:"occupies" about:"whether it occupies the worker: neither annulled, nor released before the departure"`
}

var (
	// People are the workers.
	People = engine.NewTable[Key, Row]("workers", engine.About("a registered worker (người lao động)"), engine.Index("name", "id"))
	// Engagements are what has occupied them.
	Engagements = engine.NewTable[EngagementKey, Engagement]("workers_engagements", engine.About("what occupies a worker over some days: a job, a contract abroad or a hold (tình trạng có việc)"), engine.Index("worker"))
)
