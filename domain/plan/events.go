package plan

import (
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Events are the event types of this context.
var Events = es.Define(
	es.On[PlanAdopted]("PlanAdopted", 1),
	es.On[CountingRulesSet]("CountingRulesSet", 1),
	es.On[TargetAmended]("TargetAmended", 1),
	es.On[TargetAllocated]("TargetAllocated", 1),
	es.On[FigureRestated]("FigureRestated", 1),
	es.On[PlanClosed]("PlanClosed", 1),
	es.On[TargetCorrected]("TargetCorrected", 1),
	es.On[DayPassed]("DayPassed", 1),
)

// Event is any event of this context.
//
//sumtype:decl
type Event interface{ planEvent() }

// PlanAdopted: a city adopted its employment plan for a period.
type PlanAdopted struct {
	Title        string      `json:"title"`
	From         civil.Date  `json:"from"`
	To           civil.Date  `json:"to"`
	Total        int         `json:"total"`    // persons
	Overseas     int         `json:"overseas"` // persons, inside the total
	Units        []string    `json:"units"`    // codes of wards and communes
	RuleSet      string      `json:"ruleSet"`
	DecisionNo   string      `json:"decisionNo"`
	Resolution   *Resolution `json:"resolution,omitempty"`
	PreviousPlan string      `json:"previousPlan,omitempty"`
}

// Resolution is a multi-year target that several plans add up to.
type Resolution struct {
	Title string     `json:"title"`
	From  civil.Date `json:"from"`
	To    civil.Date `json:"to"`
	Total *int       `json:"total,omitempty"` // persons
}

// CountingRulesSet: from now on, and for all of its period, the plan counts by
// these rules. The parameters are kept in full, so that history can be
// recounted without any file.
type CountingRulesSet struct {
	RuleSet string `json:"ruleSet"`
	Params  Rules  `json:"params"`
}

// TargetAmended: a new decision changed the plan's target.
type TargetAmended struct {
	Total      int    `json:"total"`
	Overseas   int    `json:"overseas"`
	DecisionNo string `json:"decisionNo"`
}

// TargetAllocated: a ward or commune was given its share of the target. It
// replaces the unit's earlier share.
type TargetAllocated struct {
	Unit          string `json:"unit"`
	Total         int    `json:"total"`
	Overseas      int    `json:"overseas"`
	OverAllocated bool   `json:"overAllocated"` // the shares exceed the target on purpose
}

// FigureRestated: a figure of a month that had been reported has moved since, by
// facts that came late, by corrections or by annulments. It is written once a
// day, for all that moved the figure on that day; the report of then stands as
// it was sent.
type FigureRestated struct {
	Report  string      `json:"report"` // code of the form that has the figure: "02"
	Period  civil.Month `json:"period"`
	Figure  string      `json:"figure"`  // key of the form's column: achieved, overseas
	Was     int         `json:"was"`     // persons, as said last
	Now     int         `json:"now"`     // persons, at the end of the day it happened
	Because []es.UUID   `json:"because"` // ids of the events that moved it, in log order
	// More is how many further events moved it, where they are too many to name.
	More int `json:"more,omitempty"`
}

// PlanClosed: the plan is over and its result is closed with the figures that
// stood then. What is learnt later restates them; it doesn't change the closing.
type PlanClosed struct {
	Total    int       `json:"total"`    // persons who counted
	Overseas int       `json:"overseas"` // persons, inside the total
	RuleSet  string    `json:"ruleSet"`  // the counting rules then
	KnownAt  time.Time `json:"knownAt"`  // instant up to which what was recorded is counted
}

// DayPassed: a day is over in the city. Policies take their time from it.
type DayPassed struct {
	Day civil.Date `json:"day"`
}

func (PlanAdopted) planEvent()      {}
func (CountingRulesSet) planEvent() {}
func (TargetAmended) planEvent()    {}
func (TargetAllocated) planEvent()  {}
func (FigureRestated) planEvent()   {}
func (PlanClosed) planEvent()       {}
func (DayPassed) planEvent()        {}
