package plan

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// Events are the event types of this context.
var Events = es.Define(
	es.On[PlanAdopted]("PlanAdopted", 1),
	es.On[CountingRulesSet]("CountingRulesSet", 1),
	es.On[TargetAmended]("TargetAmended", 1),
	es.On[TargetAllocated]("TargetAllocated", 1),
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

// DayPassed: a day is over in the city. Policies take their time from it.
type DayPassed struct {
	Day civil.Date `json:"day"`
}

func (PlanAdopted) planEvent()      {}
func (CountingRulesSet) planEvent() {}
func (TargetAmended) planEvent()    {}
func (TargetAllocated) planEvent()  {}
func (DayPassed) planEvent()        {}
