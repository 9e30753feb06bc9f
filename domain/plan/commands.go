package plan

import (
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Command is what can be asked of a plan.
type Command interface{ planCommand() }

// AdoptPlan adopts a plan. It is decided once: a plan is never adopted anew.
type AdoptPlan struct {
	Plan     string     `json:"plan"` // slug: "vinh-yen-2021"
	Title    string     `json:"title"`
	From     civil.Date `json:"from"`
	To       civil.Date `json:"to"`
	Total    int        `json:"total"`
	Overseas int        `json:"overseas"`
	Units    []string   `json:"units"`
	ChosenRules
	DecisionNo   string      `json:"decisionNo"`
	Resolution   *Resolution `json:"resolution,omitempty"`
	PreviousPlan string      `json:"previousPlan,omitempty"`

	// UnknownUnits are those of Units that aren't units on the plan's first
	// day. The caller looks them up.
	UnknownUnits []string `json:"-"`
}

// SetCountingRules makes the plan count by another rule set.
type SetCountingRules struct {
	Plan string `json:"plan"`
	ChosenRules
}

// AmendTarget changes the target by a new decision.
type AmendTarget struct {
	Plan       string `json:"plan"`
	Total      int    `json:"total"`
	Overseas   int    `json:"overseas"`
	DecisionNo string `json:"decisionNo"`
}

// AllocateTarget gives a unit its share of the target.
type AllocateTarget struct {
	Plan         string `json:"plan"`
	Unit         string `json:"unit"`
	Total        int    `json:"total"`
	Overseas     int    `json:"overseas"`
	OverAllocate bool   `json:"overAllocate,omitempty"` // exceed the target on purpose
}

// ClosePlan closes a plan that is over. Who closes it says the figures that they
// close it with; where the book counts others, it is refused.
type ClosePlan struct {
	Plan     string `json:"plan"`
	Total    *int   `json:"total"`    // persons who count
	Overseas *int   `json:"overseas"` // persons, inside the total

	// Counted is what the counting gives now. The caller has it counted, after
	// reading the plan that is decided on.
	Counted Figures `json:"-"`
}

// Figures are what a plan's counting comes to.
type Figures struct {
	Total, Overseas int
	KnownAt         time.Time // everything recorded up to the instant is counted
}

// RecordRestatement says that a reported figure has moved. A policy issues it,
// for a day that passed; what was said for that day already isn't said again.
type RecordRestatement struct {
	Plan    string
	Report  string
	Period  civil.Month
	Figure  string
	Was     int // as reported; where the figure was restated before, that holds
	Now     int
	Because []es.UUID
	More    int
}

func (AdoptPlan) planCommand()         {}
func (SetCountingRules) planCommand()  {}
func (AmendTarget) planCommand()       {}
func (AllocateTarget) planCommand()    {}
func (ClosePlan) planCommand()         {}
func (RecordRestatement) planCommand() {}
