package targetprogress

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// PlanKey names a plan by its slug.
type PlanKey struct {
	Plan string `db:"plan"`
}

// PlanRow is a plan with its target and its counting rules.
type PlanRow struct {
	PlanKey
	Title                  string         `db:"title"`
	From                   civil.Date     `db:"from_day"`
	To                     civil.Date     `db:"to_day"`
	Total                  int            `db:"total"`    // persons
	Overseas               int            `db:"overseas"` // persons, inside the total
	Units                  string         `db:"units"`    // codes, each between spaces
	DecisionNo             string         `db:"decision_no"`
	PreviousPlan           string         `db:"previous_plan"`
	RuleSet                string         `db:"rule_set"` // "": no rules yet, nothing counts
	PerWorker              plan.PerWorker `db:"per_worker"`
	MinMonths              int            `db:"min_months"`
	SelfEmployment         string         `db:"self_employment"`
	InMigrants             string         `db:"in_migrants"`
	DispatchAfterPlacement string         `db:"dispatch_after_placement"`
	EarlyEnd               string         `db:"early_end"`
	ReplacementGapDays     int            `db:"replacement_gap_days"`
	SupportJobs            string         `db:"support_jobs"`
	Irregular              string         `db:"irregular"`
	ReportedBy             civil.Date     `db:"reported_by"`
}

func (p PlanRow) period() plan.Period {
	return plan.Period{From: p.From, To: p.To, Units: strings.Fields(p.Units)}
}

func (p PlanRow) rules() plan.Rules {
	return plan.Rules{
		PerWorker: p.PerWorker, MinMonths: p.MinMonths, SelfEmployment: p.SelfEmployment, InMigrants: p.InMigrants,
		DispatchAfterPlacement: p.DispatchAfterPlacement, EarlyEnd: p.EarlyEnd, ReplacementGapDays: p.ReplacementGapDays,
		SupportJobs: p.SupportJobs, Irregular: p.Irregular, ReportedBy: p.ReportedBy,
	}
}

func (p *PlanRow) setRules(name string, r plan.Rules) {
	p.RuleSet = name
	p.PerWorker, p.MinMonths, p.SelfEmployment, p.InMigrants = r.PerWorker, r.MinMonths, r.SelfEmployment, r.InMigrants
	p.DispatchAfterPlacement, p.EarlyEnd, p.ReplacementGapDays = r.DispatchAfterPlacement, r.EarlyEnd, r.ReplacementGapDays
	p.SupportJobs, p.Irregular, p.ReportedBy = r.SupportJobs, r.Irregular, r.ReportedBy
}

// YearKey is a calendar year.
type YearKey struct {
	Year int `db:"year"`
}

// YearRow names the plans that have days in a year.
type YearRow struct {
	YearKey
	Plans string `db:"plans"` // slugs, with spaces between
}

// ShareKey is a unit of a plan.
type ShareKey struct {
	Plan string `db:"plan"`
	Unit string `db:"unit"`
}

// ShareRow is a unit's share of the target.
type ShareRow struct {
	ShareKey
	Total    int `db:"total"`
	Overseas int `db:"overseas"`
}

// WorkerKey is a worker in a year.
type WorkerKey struct {
	Year   int    `db:"year"`
	Worker string `db:"worker"`
}

// WorkerRow has a worker's facts that happened, or were reported, in the year.
type WorkerRow struct {
	WorkerKey
	Facts string `db:"facts"` // see facts.go
}

// CellKey is everything that a figure can be asked by.
type CellKey struct {
	Plan    string      `db:"plan"`
	RuleSet string      `db:"rule_set"`
	Unit    string      `db:"unit"`
	Month   civil.Month `db:"month"`
	Sector  string      `db:"sector"` // VSIC section, OVS overseas, UNK none
	Sex     string      `db:"sex"`
	Kind    string      `db:"kind"` // wage, self, overseas
}

// CellRow is how many persons a month added there.
type CellRow struct {
	CellKey
	Added int `db:"added"`
}

// DayKey is a unit on a day.
type DayKey struct {
	Plan    string     `db:"plan"`
	RuleSet string     `db:"rule_set"`
	Unit    string     `db:"unit"`
	Day     civil.Date `db:"day"`
}

// DayRow is how many persons a day added there.
type DayRow struct {
	DayKey
	Domestic int `db:"domestic"`
	Overseas int `db:"overseas"`
}

// ExclusionKey is a fact that doesn't count in a plan.
type ExclusionKey struct {
	Plan string `db:"plan"`
	Fact string `db:"fact"`
}

// ExclusionRow says why.
type ExclusionRow struct {
	ExclusionKey
	RuleSet string   `db:"rule_set"`
	Worker  string   `db:"worker"`
	Unit    string   `db:"unit"` // the worker's ward on the day
	Why     plan.Why `db:"why"`
}

var (
	plans      = engine.NewTable[PlanKey, PlanRow]("targetprogress_plans")
	years      = engine.NewTable[YearKey, YearRow]("targetprogress_years")
	shares     = engine.NewTable[ShareKey, ShareRow]("targetprogress_shares")
	workers    = engine.NewTable[WorkerKey, WorkerRow]("targetprogress_workers")
	cells      = engine.NewTable[CellKey, CellRow]("targetprogress_cells")
	daily      = engine.NewTable[DayKey, DayRow]("targetprogress_days")
	exclusions = engine.NewTable[ExclusionKey, ExclusionRow]("targetprogress_exclusions")
)
