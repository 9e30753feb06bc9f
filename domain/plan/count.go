package plan

import (
	"cmp"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// FactKind says which event a fact is.
type FactKind string

// The facts that may count.
const (
	Placement FactKind = "placement" // WorkerPlaced
	Dispatch  FactKind = "dispatch"  // WorkerDispatched
	Irregular FactKind = "irregular" // IrregularDispatchRecorded
	Job       FactKind = "job"       // JobRecorded(created)
)

// Fact is something recorded of one worker that may count towards a plan.
type Fact struct {
	ID           string      `json:"id"` // placement id, contract, or event id
	Kind         FactKind    `json:"kind"`
	Day          civil.Date  `json:"day"` // started, departed, or the job's day
	Position     es.Position `json:"position"`
	ReportedOn   civil.Date  `json:"reportedOn"`
	Months       int         `json:"months,omitempty"` // contract term at the start; 0 is indefinite
	SelfEmployed bool        `json:"selfEmployed,omitempty"`
	Unnamed      bool        `json:"unnamed,omitempty"` // a job without a worker
	Ward         string      `json:"ward"`              // the worker's, on Day
	EmployerWard string      `json:"employerWard,omitempty"`
	Sector       string      `json:"sector,omitempty"` // the employer's VSIC section
	Source       string      `json:"source,omitempty"` // how the worker came to the job (nguồn giới thiệu)
	Sex          string      `json:"sex"`
	PlannedEnd   civil.Date  `json:"plannedEnd,omitzero"` // zero: indefinite
	EndedOn      civil.Date  `json:"endedOn,omitzero"`    // zero: runs, or ran, to PlannedEnd
	Annulled     bool        `json:"annulled,omitempty"`
	// SameAs is the placement that a job of a loan is too, and SameDay the day
	// that started: the two are one job.
	SameAs  string     `json:"sameAs,omitempty"`
	SameDay civil.Date `json:"sameDay,omitzero"`
}

// Period is what counting needs of a plan.
type Period struct {
	From, To civil.Date
	Units    []string
}

// Kinds of what counts, the sectors that aren't VSIC sections, and the sources
// that no placement names.
const (
	KindWage      = "wage"
	KindSelf      = "self"
	KindOverseas  = "overseas"
	SectorAbroad  = "OVS"
	SectorUnknown = "UNK"
	SourceAbroad  = "OVS"
	SourceLoan    = "loan"
	SourceUnknown = "UNK"
)

// Contribution is a change of a figure: +1 where a fact counts, and −1 where a
// later dispatch moves an earlier count from domestic to overseas.
type Contribution struct {
	Day                     civil.Date
	Unit, Sector, Sex, Kind string
	Source                  string
	Added                   int
}

// Why says why a fact doesn't count.
type Why string

// The reasons, in the order in which they are looked for.
const (
	WhyAnnulled       Why = "annulled"
	WhyOutsideYear    Why = "outside_year"
	WhyLate           Why = "late"
	WhyIrregular      Why = "irregular"
	WhyUnnamed        Why = "unnamed"
	WhySelfEmployment Why = "self_employment"
	WhyInMigrant      Why = "in_migrant"
	WhyShort          Why = "short"
	WhyPlacementToo   Why = "placement_too" // a loan's job: the placement says whether it counts
	WhySecond         Why = "second"
)

// Exclusion is a fact that doesn't count, and why. None is dropped silently.
type Exclusion struct {
	Fact string
	Unit string // the worker's ward on the day
	Why  Why
}

// Tally is what one worker's facts come to under a rule set.
type Tally struct {
	Added    []Contribution
	Excluded []Exclusion
}

// Count says which of one worker's facts count towards a plan. The facts may
// come in any order: they are taken by day, then by their place in the log.
//
// Source: the project's counting rules, parameters of [Rules].
func Count(rules Rules, plan Period, facts []Fact) Tally {
	facts = slices.Clone(facts)
	slices.SortFunc(facts, func(a, b Fact) int {
		return cmp.Or(a.Day.Compare(b.Day), a.Position.Compare(b.Position), cmp.Compare(a.ID, b.ID))
	})
	var t Tally
	var counted *Contribution // the worker's count that a dispatch may move
	var lastEnd civil.Date    // of the facts that passed the filters
	openEnded := false
	for _, f := range facts {
		unit, why := judge(rules, plan, f)
		switch {
		case why == notThisPlan:
			continue
		case why != "":
			t.exclude(f, why)
			continue
		case isPlacementToo(plan, f, facts):
			t.exclude(f, WhyPlacementToo)
			continue
		}
		abroad := f.Kind == Dispatch || f.Kind == Irregular
		turn := counted == nil ||
			rules.PerWorker == PerTurn && !openEnded && f.Day.DaysSince(lastEnd) >= rules.ReplacementGapDays
		switch {
		case turn:
			t.add(contribution(f, unit))
			counted = &t.Added[len(t.Added)-1]
		case abroad && counted.Kind != KindOverseas && rules.DispatchAfterPlacement == "reclassify":
			back := *counted
			back.Day, back.Added = f.Day, -1
			t.add(back)
			t.add(contribution(f, unit))
			counted = &t.Added[len(t.Added)-1]
		default:
			t.exclude(f, WhySecond)
		}
		end := cmp.Or(f.EndedOn, f.PlannedEnd)
		openEnded = end.IsZero()
		if end.After(lastEnd) {
			lastEnd = end
		}
	}
	return t
}

// isPlacementToo says whether the fact is a job of a loan that stands in the
// book as a placement as well: that says whether the job counts, here or in the
// plan of the year in which it started. An annulled one says nothing.
func isPlacementToo(plan Period, f Fact, facts []Fact) bool {
	if f.Kind != Job || f.SameAs == "" {
		return false
	}
	return !f.SameDay.Within(plan.From, plan.To) ||
		slices.ContainsFunc(facts, func(g Fact) bool { return g.ID == f.SameAs && !g.Annulled })
}

func (t *Tally) add(c Contribution) { t.Added = append(t.Added, c) }

func (t *Tally) exclude(f Fact, why Why) {
	t.Excluded = append(t.Excluded, Exclusion{f.ID, f.Ward, why})
}

// notThisPlan marks a fact that nobody reported for this plan's year.
const notThisPlan Why = "not this plan's"

// judge applies the filters that need no other fact. unit is where it would count.
func judge(rules Rules, plan Period, f Fact) (unit string, why Why) {
	if !f.Day.Within(plan.From, plan.To) {
		// A fact of another year belongs to that year's plan. It is listed here
		// only if it was an earlier year's and reported in this plan's time.
		if f.Annulled || f.Day.After(plan.To) || !f.ReportedOn.Within(plan.From, plan.To) {
			return "", notThisPlan
		}
		return "", WhyOutsideYear
	}
	resident := slices.Contains(plan.Units, f.Ward)
	unit = f.Ward
	if !resident && rules.InMigrants == "include" {
		unit = f.EmployerWard
	}
	switch {
	case f.Annulled:
		return unit, WhyAnnulled
	case f.ReportedOn.After(rules.ReportedBy):
		return unit, WhyLate
	case f.Kind == Irregular && rules.Irregular == "exclude":
		return unit, WhyIrregular
	case f.Kind == Job && (f.Unnamed || rules.SupportJobs == "none"):
		return unit, WhyUnnamed
	case f.SelfEmployed && rules.SelfEmployment == "exclude":
		return unit, WhySelfEmployment
	case !slices.Contains(plan.Units, unit):
		return unit, WhyInMigrant
	case f.Months > 0 && f.Months < rules.MinMonths:
		return unit, WhyShort
	case rules.EarlyEnd == "drop" && !f.EndedOn.IsZero() && f.EndedOn.Before(f.Day.LastDayOf(rules.MinMonths)):
		return unit, WhyShort
	}
	return unit, ""
}

func contribution(f Fact, unit string) Contribution {
	c := Contribution{Day: f.Day, Unit: unit, Sector: cmp.Or(f.Sector, SectorUnknown), Sex: f.Sex, Kind: KindWage, Source: cmp.Or(f.Source, SourceUnknown), Added: 1}
	switch {
	case f.Kind == Dispatch || f.Kind == Irregular:
		c.Kind, c.Sector, c.Source = KindOverseas, SectorAbroad, SourceAbroad
	case f.SelfEmployed:
		c.Kind = KindSelf
	}
	if f.Kind == Job {
		c.Source = SourceLoan
	}
	return c
}
