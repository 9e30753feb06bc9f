package targetprogress

import (
	"strings"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// PlanKey names a plan by its slug.
type PlanKey struct {
	Plan string `db:"plan" about:"plan (kế hoạch): its short name, such as vinh-yen-2021; of PlanAdopted"`
}

// PlanRow is a plan with its target and its counting rules.
type PlanRow struct {
	PlanKey
	Title                  string         `db:"title" about:"title of the plan, in Vietnamese; of PlanAdopted"`
	From                   civil.Date     `db:"from_day" about:"first day of the plan, inclusive; of PlanAdopted"`
	To                     civil.Date     `db:"to_day" about:"last day of the plan, inclusive; of PlanAdopted"`
	Total                  int            `db:"total" about:"target (chỉ tiêu) in persons, work abroad included; of PlanAdopted, or the latest TargetAmended"`
	Overseas               int            `db:"overseas" about:"part of the target to send abroad, in persons, inside total; of PlanAdopted or the latest TargetAmended"`
	Units                  string         `db:"units" about:"GSO codes of the plan's wards and communes (phường, xã), spaces between; of PlanAdopted"`
	DecisionNo             string         `db:"decision_no" about:"number of the decision that adopted the plan; of PlanAdopted; empty: none given"`
	PreviousPlan           string         `db:"previous_plan" about:"plan of the year before, for the seasonal forecast; of PlanAdopted; empty: none"`
	ResolutionTitle        string         `db:"resolution_title" about:"resolution (nghị quyết) whose target several plans add up to; of PlanAdopted; empty: none"`
	ResolutionFrom         civil.Date     `db:"resolution_from" about:"first day of the resolution's time; of PlanAdopted; NULL: none"`
	ResolutionTo           civil.Date     `db:"resolution_to" about:"last day of the resolution's time; of PlanAdopted; NULL: none"`
	ResolutionTotal        int            `db:"resolution_total" about:"target of the resolution in persons; of PlanAdopted; 0: it names none"`
	RuleSet                string         `db:"rule_set" about:"counting rules (quy tắc tính) in force, by name; of the latest CountingRulesSet; empty: none yet, nothing counts"`
	PerWorker              plan.PerWorker `db:"per_worker" about:"how often one worker counts, once_per_year or per_turn; of CountingRulesSet"`
	MinMonths              int            `db:"min_months" about:"shortest contract term that counts, in months; of CountingRulesSet"`
	SelfEmployment         string         `db:"self_employment" about:"self-employment (tự tạo việc làm): count or exclude; of CountingRulesSet"`
	InMigrants             string         `db:"in_migrants" about:"in-migrants (lao động ngoài địa bàn): exclude, or include in the employer's ward; of CountingRulesSet"`
	DispatchAfterPlacement string         `db:"dispatch_after_placement" about:"a worker placed, then sent abroad in the same year: reclassify as overseas, or ignore; of CountingRulesSet"`
	EarlyEnd               string         `db:"early_end" about:"a job that ended before min_months: keep or drop; of CountingRulesSet"`
	ReplacementGapDays     int            `db:"replacement_gap_days" about:"days without work before the same worker counts again, if per_worker is per_turn; of CountingRulesSet"`
	SupportJobs            string         `db:"support_jobs" about:"jobs from loans and support: named_only or none; of CountingRulesSet"`
	Irregular              string         `db:"irregular" about:"irregular departures (xuất cảnh sai quy định): exclude or include; of CountingRulesSet"`
	ReportedBy             civil.Date     `db:"reported_by" about:"last day on which a report of the plan's year is accepted; of CountingRulesSet; NULL: no rules yet"`
	ClosedOn               civil.Date     `db:"closed_on" about:"day on which the plan was closed (khóa sổ); of PlanClosed; NULL: not closed"`
	ClosedTotal            int            `db:"closed_total" about:"persons who counted at closing; of PlanClosed; 0: not closed"`
	ClosedOverseas         int            `db:"closed_overseas" about:"of these abroad; of PlanClosed; 0: not closed"`
	ClosedRuleSet          string         `db:"closed_rule_set" about:"counting rules at closing, by name; of PlanClosed; empty: not closed"`
	ClosedKnownAt          time.Time      `db:"closed_known_at" about:"instant up to which what was recorded counts in the closing; of PlanClosed; NULL: not closed"`
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
	Year int `db:"year" about:"calendar year"`
}

// YearRow names the plans that have days in a year.
type YearRow struct {
	YearKey
	Plans string `db:"plans" about:"internal: plans that have days in the year, spaces between; of PlanAdopted"`
}

// ShareKey is a unit of a plan.
type ShareKey struct {
	Plan string `db:"plan" about:"plan, as in targetprogress_plans"`
	Unit string `db:"unit" about:"GSO code of the ward or commune; of TargetAllocated"`
}

// ShareRow is a unit's share of the target.
type ShareRow struct {
	ShareKey
	Total    int `db:"total" about:"the unit's share of the target (giao chỉ tiêu) in persons; of the latest TargetAllocated"`
	Overseas int `db:"overseas" about:"part of the share to send abroad, in persons, inside total; of the latest TargetAllocated"`
}

// WorkerKey is a worker in a year.
type WorkerKey struct {
	Year   int    `db:"year" about:"calendar year in which the facts happened or were reported"`
	Worker string `db:"worker" about:"worker's stream, a keyed hash that names nobody; of a job that names nobody the loan's"`
}

// WorkerRow has a worker's facts that happened, or were reported, in the year.
type WorkerRow struct {
	WorkerKey
	Facts string `db:"facts" about:"internal: the worker's jobs and departures of the year in a form of the program's own; not for queries"` // see facts.go
}

// CellKey is everything that a figure can be asked by.
type CellKey struct {
	Plan    string      `db:"plan" about:"plan, as in targetprogress_plans"`
	RuleSet string      `db:"rule_set" about:"counting rules by which the persons were counted; join it with targetprogress_plans.rule_set for those in force"`
	Unit    string      `db:"unit" about:"GSO code of the worker's ward or commune on the day"`
	Month   civil.Month `db:"month" about:"month in which the job or the stay abroad began, YYYY-MM; of WorkerPlaced, WorkerDispatched"`
	Sector  string      `db:"sector" about:"section of the employer's industry (ngành, VSIC) A to U; OVS abroad; UNK unknown or self-employed"`
	Sex     string      `db:"sex" about:"male (nam) or female (nữ); of WorkerPlaced, WorkerDispatched"`
	Kind    string      `db:"kind" about:"wage (làm công ăn lương), self (tự tạo việc làm) or overseas (đi làm việc ở nước ngoài)"`
	Source  string      `db:"source" about:"way to the job (nguồn giới thiệu): direct, service_centre, supply_firm, fair, training, loan, collaborator, self; OVS abroad; UNK unknown; of WorkerPlaced"`
}

// CellRow is how many persons a month added there.
type CellRow struct {
	CellKey
	Added int `db:"added" about:"persons who count; negative where a later departure moved earlier persons to overseas"`
}

// DayKey is a unit on a day.
type DayKey struct {
	Plan    string     `db:"plan" about:"plan, as in targetprogress_plans"`
	RuleSet string     `db:"rule_set" about:"counting rules by which the persons were counted; join it with targetprogress_plans.rule_set for those in force"`
	Unit    string     `db:"unit" about:"GSO code of the worker's ward or commune on the day"`
	Day     civil.Date `db:"day" about:"day on which the job or the stay abroad began; of WorkerPlaced, WorkerDispatched"`
}

// DayRow is how many persons a day added there.
type DayRow struct {
	DayKey
	Domestic int `db:"domestic" about:"persons who began work in Việt Nam (trong nước); negative where a departure moved earlier ones to overseas"`
	Overseas int `db:"overseas" about:"persons who departed for work abroad (nước ngoài); of WorkerDispatched, IrregularDispatchRecorded"`
}

// ExclusionKey is a fact that doesn't count in a plan.
type ExclusionKey struct {
	Plan string `db:"plan" about:"plan, as in targetprogress_plans"`
	Fact string `db:"fact" about:"id of the job (of JobRecorded, the event's), or the contract's stream"`
}

// ExclusionRow says why.
type ExclusionRow struct {
	ExclusionKey
	RuleSet string   `db:"rule_set" about:"counting rules by which it doesn't count"`
	Worker  string   `db:"worker" about:"worker's stream, a keyed hash that names nobody; of a job that names nobody the loan's"`
	Unit    string   `db:"unit" about:"GSO code of the worker's ward or commune on the day"`
	Why     plan.Why `db:"why" about:"reason: short, second, placement_too, in_migrant, late, irregular, outside_year, annulled, unnamed or self_employment; of the counting rules"`
}

// MonthKey is a month of a plan.
type MonthKey struct {
	Plan  string      `db:"plan" about:"plan, as in targetprogress_plans"`
	Month civil.Month `db:"month" about:"month of the plan, YYYY-MM"`
}

// MonthRow is what a month added, by the rules in force, and what was said of it.
type MonthRow struct {
	MonthKey
	Total          int        `db:"total" about:"persons whom the month added, abroad included, by the rules in force; as known now"`
	Overseas       int        `db:"overseas" about:"of these abroad; as known now"`
	StatedOn       civil.Date `db:"stated_on" about:"day on which the month's figures were stated (đã báo cáo), or the closing; NULL: not yet"`
	FirstTotal     int        `db:"first_total" about:"total as it was stated first"`
	FirstOverseas  int        `db:"first_overseas" about:"overseas as it was stated first"`
	StatedTotal    int        `db:"stated_total" about:"total as it was stated, or restated (điều chỉnh), last"`
	StatedOverseas int        `db:"stated_overseas" about:"overseas as it was stated, or restated, last"`
	Touched        string     `db:"touched" about:"internal: places in the log of the events that touched it since the last day that passed, once it was stated"`
}

// CauseKey is an event that touched a month whose figures were stated.
type CauseKey struct {
	Plan     string      `db:"plan" about:"plan, as in targetprogress_plans"`
	Month    civil.Month `db:"month" about:"month of the plan, YYYY-MM"`
	Position es.Position `db:"position" about:"place of the event in the log"`
}

// CauseRow is by how much it moved the figures.
type CauseRow struct {
	CauseKey
	Event    es.UUID    `db:"event" about:"id of the event in the log"`
	Type     string     `db:"type" about:"type of the event, such as PlacementAnnulled"`
	Actor    string     `db:"actor" about:"account that entered the event; no person's name"`
	Total    int        `db:"total" about:"persons by whom the event moved the month's total; 0: not at all"`
	Overseas int        `db:"overseas" about:"persons by whom it moved those abroad; 0: not at all"`
	PassedOn civil.Date `db:"passed_on" about:"day at whose end it was looked at; NULL: that day isn't over"`
}

// RestatementKey is a figure that had moved at the end of a day.
type RestatementKey struct {
	Plan   string      `db:"plan" about:"plan, as in targetprogress_plans"`
	Month  civil.Month `db:"month" about:"month of the plan, YYYY-MM"`
	Figure string      `db:"figure" about:"column of form 02: achieved (total) or overseas; of FigureRestated"`
	Day    civil.Date  `db:"day" about:"day at whose end it had moved; of DayPassed"`
}

// RestatementRow is what is to be said of it, or was.
type RestatementRow struct {
	RestatementKey
	Was     int     `db:"was" about:"persons as stated before"`
	Now     int     `db:"now" about:"persons at the end of the day"`
	Because string  `db:"because" about:"ids of the events that moved it, in log order, spaces between; a thousand at the most"`
	More    int     `db:"more" about:"further events that moved it"`
	Event   es.UUID `db:"event" about:"id of FigureRestated in the log; NULL: not written yet"`
}

// ClockKey is the one clock, 0.
type ClockKey struct {
	ID int `db:"id" about:"always 0: there is one clock"`
}

// Clock is the last day that is over, and the plans that it passes for.
type Clock struct {
	ClockKey
	Day   civil.Date `db:"day" about:"last day that is over; of DayPassed; NULL: none has been told of"`
	Plans string     `db:"plans" about:"internal: all plans, spaces between; of PlanAdopted"`
}

var (
	plans        = engine.NewTable[PlanKey, PlanRow]("targetprogress_plans", engine.About("a plan (kế hoạch) with its target and counting rules"))
	years        = engine.NewTable[YearKey, YearRow]("targetprogress_years", engine.About("internal: a calendar year with its plans"))
	shares       = engine.NewTable[ShareKey, ShareRow]("targetprogress_shares", engine.About("a unit's share of a plan's target (giao chỉ tiêu); units without a share have no row"))
	workers      = engine.NewTable[WorkerKey, WorkerRow]("targetprogress_workers", engine.About("internal: what may count of a worker in a year"))
	cells        = engine.NewTable[CellKey, CellRow]("targetprogress_cells", engine.About("persons who count, by unit, month, sector, sex, kind and source"))
	daily        = engine.NewTable[DayKey, DayRow]("targetprogress_days", engine.About("persons who count, by unit and day"))
	exclusions   = engine.NewTable[ExclusionKey, ExclusionRow]("targetprogress_exclusions", engine.About("a job or departure that doesn't count in a plan, and why (không tính)"))
	months       = engine.NewTable[MonthKey, MonthRow]("targetprogress_months", engine.About("what a month added to a plan, and what was stated of it (số liệu đã báo cáo)"))
	causes       = engine.NewTable[CauseKey, CauseRow]("targetprogress_causes", engine.About("an event that came after a month's figures were stated, and moved them"))
	restatements = engine.NewTable[RestatementKey, RestatementRow]("targetprogress_restatements", engine.About("a stated figure that had moved at a day's end (điều chỉnh số liệu)"), engine.Index("event"))
	clocks       = engine.NewTable[ClockKey, Clock]("targetprogress_clock", engine.About("internal: the last day that is over"))
)
