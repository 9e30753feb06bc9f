package supervision

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Finding is one thing found, with how far its remedy is.
type Finding struct {
	ID           string
	ContractID   string // "": about no contract of its own
	RecordedOn   civil.Date
	What         string     // must be done; "": no remedy required yet
	DueOn        civil.Date // zero: no remedy required yet
	RequiredBy   es.UUID    // the event that set DueOn
	RemediedOn   civil.Date // zero: not remedied
	EvidenceRef  string     // of the remedy
	MarkedDueOn  civil.Date // the deadline of which the policy said that it passed; zero: none
	EscalatedOn  civil.Date // the first time; zero: not escalated
	EscalatedTo  string     // the last body
	SanctionedOn civil.Date // the first time; zero: not sanctioned
	Sanctions    []SanctionImposed
}

// FindingState is how far a finding is on a day.
type FindingState string

// The states of a finding: recorded → remedy required → remedied, or overdue →
// escalated → sanctioned → remedied.
const (
	StateRecorded       FindingState = "recorded" // no remedy required yet
	StateRemedyRequired FindingState = "remedy_required"
	StateOverdue        FindingState = "overdue" // also before the policy has said so
	StateEscalated      FindingState = "escalated"
	StateSanctioned     FindingState = "sanctioned"
	StateRemedied       FindingState = "remedied"
)

// StateOn is how far the finding is at the end of the day. What happened later
// isn't looked at; the deadline is the one now known.
func (f Finding) StateOn(day civil.Date) FindingState {
	happened := func(on civil.Date) bool { return !on.IsZero() && !on.After(day) }
	switch {
	case f.DueOn.IsZero():
		return StateRecorded
	case happened(f.RemediedOn):
		return StateRemedied
	case happened(f.SanctionedOn):
		return StateSanctioned
	case happened(f.EscalatedOn):
		return StateEscalated
	case f.DueOn.Before(day):
		return StateOverdue
	}
	return StateRemedyRequired
}

// DaysOverdue is how long after its deadline the remedy came, or, where it
// hadn't by the day, how long the deadline was past; 0 in time.
func (f Finding) DaysOverdue(day civil.Date) int {
	if f.DueOn.IsZero() {
		return 0
	}
	if !f.RemediedOn.IsZero() && !f.RemediedOn.After(day) {
		day = f.RemediedOn
	}
	return max(0, day.DaysSince(f.DueOn))
}

// FallsOverdue says whether the remedy's deadline passed with the day, and
// nobody has said so yet: what the policy writes once the day is over.
func (f Finding) FallsOverdue(passed civil.Date) bool {
	return !f.DueOn.IsZero() && !passed.Before(f.DueOn) && f.RemediedOn.IsZero() && f.MarkedDueOn != f.DueOn
}
