package plan

import (
	"cmp"
	"maps"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// TargetCorrected: a target, a decision's number or a unit's share had been typed
// wrongly, or a plan's title, days, wards or resolution. A new decision is TargetAmended, and no correction.
type TargetCorrected struct {
	correction.Of
	Total      int         `json:"total"`      // the target as it stands now, in persons, as all that follows
	Overseas   int         `json:"overseas"`   // persons, inside the total
	DecisionNo string      `json:"decisionNo"` // of the plan's adoption
	Shares     []UnitShare `json:"shares"`     // of all units that have one, by code
	// Adopted is the adoption as it stands now, where more of it was wrong than its
	// numbers: its title, days, wards, resolution or the plan before.
	Adopted *PlanAdopted `json:"adopted,omitempty"`
}

// UnitShare is a unit's part of the target, in persons.
type UnitShare struct {
	Unit     string `json:"unit"`
	Total    int    `json:"total"`
	Overseas int    `json:"overseas"`
}

func (TargetCorrected) planEvent() {}

// plain are the rules of a plan without corrections.
var plain = es.Decider[Plan, Command]{Evolve: evolve, Decide: decide}

// evolveRight is the fold with facts put right.
var evolveRight = correction.Evolve(evolve, func(p *Plan) *correction.Ledger { return &p.Ledger })

// Corrections decides on a plan's corrections, which need two people:
// correction.ProposeCorrection, ConfirmCorrection and RejectCorrection. They are
// possible after the closing too. unknown are those of some units that aren't
// units on the day.
func Corrections(unknown func(units []string, on civil.Date) []string) es.Decider[Plan, any] {
	return es.Decider[Plan, any]{Evolve: evolveRight, Decide: func(p Plan, c any, asked es.Asked) ([]any, error) {
		if !p.Adopted {
			return nil, ErrPlanUnknown
		}
		return correction.TwoPeople(p.Ledger, c, asked, nil, func(t correction.Target) ([]any, error) { return corrected(p, t, asked.Today, unknown) })
	}}
}

// framing are the fields of an adoption that say what, when and where the plan is.
var framing = []string{"title", "from", "to", "units", "resolution", "previousPlan"}

// correctable are the fields that can be put right, of each fact that can.
func correctable(payload any) []string {
	switch payload.(type) {
	case PlanAdopted:
		return append([]string{"total", "overseas", "decisionNo", correction.On}, framing...)
	case TargetAmended:
		return []string{"total", "overseas", "decisionNo", correction.On}
	case TargetAllocated:
		return []string{"unit", "total", "overseas", correction.On}
	}
	return nil
}

// corrected is the effect: the fact is decided as if it were entered now in the
// place of the wrong one, and all that was decided after it anew.
func corrected(p Plan, t correction.Target, today civil.Date, unknown func([]string, civil.Date) []string) ([]any, error) {
	fields := correctable(t.Was.Payload)
	if fields == nil {
		return nil, correction.ErrNothingToCorrect.With("vi", "chỉ đính chính được việc ban hành, chỉ tiêu và số giao", "en", "adoptions, targets and shares alone are corrected here")
	}
	if err := t.Only(fields...); err != nil {
		return nil, err
	}
	if _, adoption := t.Was.Payload.(PlanAdopted); adoption && t.Action == correction.Annul {
		return nil, correction.ErrDependentFacts.With("vi", "cả kế hoạch dựa vào quyết định ban hành", "en", "the whole plan stands on its adoption")
	}
	if now, adoption := t.Now.Payload.(PlanAdopted); adoption && slices.ContainsFunc(t.Changes, func(c correction.Change) bool { return c.Field == "units" || c.Field == "from" }) {
		if err := unitsKnown(unknown(now.Units, now.From)); err != nil {
			return nil, err
		}
	}
	after, err := correction.Hold(plain, p.Ledger, t, today, asks)
	if err != nil {
		return nil, err
	}
	e := TargetCorrected{Of: t.Of, Total: after.Total, Overseas: after.Overseas, DecisionNo: after.DecisionNo, Shares: []UnitShare{}}
	if now, adoption := t.Now.Payload.(PlanAdopted); adoption && slices.ContainsFunc(t.Changes, func(c correction.Change) bool { return slices.Contains(framing, c.Field) }) {
		e.Adopted = &now
	}
	for _, unit := range slices.SortedFunc(maps.Keys(after.Shares), cmp.Compare[string]) {
		s := after.Shares[unit]
		e.Shares = append(e.Shares, UnitShare{unit, s.Total, s.Overseas})
	}
	return []any{e}, nil
}

// anyRules stand for a plan's counting rules where only the rest of it is decided
// anew.
var anyRules = Rules{
	PerWorker: OncePerYear, SelfEmployment: "count", InMigrants: "exclude", DispatchAfterPlacement: "ignore",
	EarlyEnd: "keep", SupportJobs: "none", Irregular: "exclude", ReportedBy: civil.On(9999, 12, 31),
}

// asks is the command that would enter a fact of a plan now.
func asks(fact es.Recorded) (Command, bool) {
	event, ok := fact.Payload.(Event)
	if !ok {
		return nil, false
	}
	switch e := event.(type) {
	case PlanAdopted:
		return AdoptPlan{
			Title: e.Title, From: e.From, To: e.To, Total: e.Total, Overseas: e.Overseas, Units: e.Units,
			ChosenRules: ChosenRules{RuleSet: e.RuleSet, Shipped: &anyRules},
			DecisionNo:  e.DecisionNo, Resolution: e.Resolution, PreviousPlan: e.PreviousPlan,
		}, true
	case TargetAmended:
		return AmendTarget{Total: e.Total, Overseas: e.Overseas, DecisionNo: e.DecisionNo}, true
	case TargetAllocated:
		return AllocateTarget{Unit: e.Unit, Total: e.Total, Overseas: e.Overseas, OverAllocate: e.OverAllocated}, true
	case PlanClosed:
		return ClosePlan{Total: &e.Total, Overseas: &e.Overseas, Counted: Figures{e.Total, e.Overseas, e.KnownAt}}, true
	case CountingRulesSet: // was judged when it was set, beside the adoption too
	case FigureRestated, TargetCorrected, DayPassed: // nobody asked for them
	}
	return nil, false
}
