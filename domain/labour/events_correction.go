package labour

import (
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Standing is what a worker's stream says once a wrong fact is put right, as if
// the right one had been entered in its place. It names nobody; a read model
// puts it in the place of what it had.
type Standing struct {
	Seeking      Seeking    `json:"seeking"`
	SeekingSince civil.Date `json:"seekingSince"` // the latest day from which a job was sought
	Inactive     bool       `json:"inactive"`     // seeks no job
	Deceased     bool       `json:"deceased"`
	StatusSince  civil.Date `json:"statusSince"` // of seeking or inactive
	LastFactOn   civil.Date `json:"lastFactOn"`  // the latest day that a fact is of, checks of retention left out
}

// WorkerCorrected: something of a worker's registration was wrong; or, where the
// action is to annul, a move, or that the worker sought a job or didn't, should
// never have been entered. Jobs and stays abroad that had copied it are restated;
// a ward that came from another move stays.
type WorkerCorrected struct {
	correction.Of
	FullName        string              `json:"fullName,omitempty"` // as it should be, where it was wrong
	BirthDate       civil.Date          `json:"birthDate,omitzero"` // likewise
	Phone           string              `json:"phone,omitempty"`    // likewise; none where there should be none
	BirthYear       int                 `json:"birthYear"`          // as it stands now, as all that follows
	Sex             Sex                 `json:"sex"`
	Ward            string              `json:"ward"`                 // of the registration
	FormerWard      string              `json:"formerWard,omitempty"` // the wrong one, where the ward was
	Education       Education           `json:"education,omitempty"`
	Occupation      string              `json:"occupation,omitempty"`
	JobSeekingSince civil.Date          `json:"jobSeekingSince,omitzero"`
	RegisteredOn    civil.Date          `json:"registeredOn"`
	Placements      []RestatedPlacement `json:"placements,omitempty"`
	Contracts       []RestatedContract  `json:"contracts,omitempty"`
	Standing        Standing            `json:"standing"`
}

// RestatedPlacement is what a job copies of its worker, as it stands now.
type RestatedPlacement struct {
	PlacementID es.UUID    `json:"placementId"`
	StartedOn   civil.Date `json:"startedOn"`
	Ward        string     `json:"ward"`
	Sex         Sex        `json:"sex"`
	BirthYear   int        `json:"birthYear"`
}

// RestatedContract is what a departure copies of its worker, as it stands now.
type RestatedContract struct {
	ContractID string     `json:"contractId"`
	From       civil.Date `json:"from"` // the day of departure
	Ward       string     `json:"ward"`
	Sex        Sex        `json:"sex"`
	BirthYear  int        `json:"birthYear"`
}

// PlacementCorrected: something of a placement was wrong: of its start, its
// terms, its employer or its end; or, where the action is to annul, an extension
// of its term. Its id stays.
type PlacementCorrected struct {
	correction.Of
	PlacementID    es.UUID      `json:"placementId"`
	StartedOn      civil.Date   `json:"startedOn"`                // as it stood before
	FormerEmployer string       `json:"formerEmployer,omitempty"` // as it stood before, where it changed; none: self-employed, or unchanged
	Placed         WorkerPlaced `json:"placed"`                   // as it should have been entered
	PlacedOn       civil.Date   `json:"placedOn"`                 // the day it started
	PlannedEnd     civil.Date   `json:"plannedEnd,omitzero"`      // the last day of the term with its extensions; none: without end
	EndedOn        civil.Date   `json:"endedOn,omitzero"`         // the last day worked; none: it hasn't ended
	EndReason      PlacementEnd `json:"endReason,omitempty"`
	DueAgain       []int        `json:"dueAgain,omitempty"` // marks noted to be due that, by the day of the start, weren't yet
	Standing       Standing     `json:"standing"`
}

// WorkerAnnulled: the worker should never have been entered under this citizen
// id. The jobs were annulled with it; the citizen id may be entered anew.
type WorkerAnnulled struct {
	EventID es.UUID `json:"eventId"` // of the registration
}

// WorkerLinked: the worker is the one who stood in the book, under a wrong
// citizen id, in another stream that was annulled.
type WorkerLinked struct {
	FormerID string `json:"formerId"` // that stream
}

// EmployerCorrected: something of an employer's registration was wrong. Jobs
// with it count in the sector and the ward as they stand now.
type EmployerCorrected struct {
	correction.Of
	Name     string `json:"name"` // as it stands now, as all that follows
	Sector   string `json:"sector"`
	Province string `json:"province"`
	Ward     string `json:"ward,omitempty"`
	Size     Size   `json:"size,omitempty"`
}

// EmployerReopened: the employer hadn't closed after all.
type EmployerReopened struct{ correction.Of }

// WardOf is the ward of a fact that another stream copied of this worker on a
// day: where it was the wrong one of the registration, or of a move that was
// annulled, it is the right one, and where it came from a move that stands it
// stays. Who moved back where they had lived before, wrongly, is taken to have
// lived where the moves that stand say, in whatever order they were entered.
func (p WorkerCorrected) WardOf(day civil.Date, copied string) string {
	if p.FormerWard == "" || copied != p.FormerWard {
		return copied
	}
	homes := p.Standing.Seeking.Homes
	if p.Action == correction.Annul && len(homes) > 0 {
		return Worker{Homes: homes}.WardOn(day)
	}
	for _, h := range homes {
		if h.Ward == copied && !h.From.After(day) {
			return copied
		}
	}
	return p.Ward
}
