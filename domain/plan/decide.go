package plan

import (
	"slices"
	"strings"

	"vaoso/domain/es"
)

func decide(p Plan, c Command, asked es.Asked) ([]any, error) {
	if adopt, ok := c.(AdoptPlan); ok {
		return decideAdopt(p, adopt)
	}
	if !p.Adopted {
		return nil, ErrPlanUnknown
	}
	if r, ok := c.(RecordRestatement); ok { // also of a closed plan
		return decideRestatement(p, r, asked)
	}
	if p.Closed {
		return nil, ErrPlanClosed
	}
	switch c := c.(type) {
	case SetCountingRules:
		rules, err := c.rules(p.To)
		if err != nil {
			return nil, err
		}
		return []any{CountingRulesSet{c.RuleSet, rules}}, nil
	case AmendTarget:
		return decideAmend(p, c)
	case AllocateTarget:
		return decideAllocate(p, c)
	case ClosePlan:
		return decideClose(p, c, asked)
	}
	return nil, nil
}

func decideAdopt(p Plan, c AdoptPlan) ([]any, error) {
	switch {
	case p.Adopted:
		return nil, ErrPlanExists.With("plan", c.Plan)
	case c.Title == "":
		return nil, es.ErrFieldMissing.With("field", "title")
	case c.From.IsZero():
		return nil, es.ErrFieldMissing.With("field", "from")
	case c.To.IsZero():
		return nil, es.ErrFieldMissing.With("field", "to")
	case c.To.Before(c.From):
		return nil, es.ErrFieldInvalid.With("field", "to", "vi", "ngày kết thúc trước ngày bắt đầu", "en", "the plan ends before it begins")
	case len(c.Units) == 0:
		return nil, es.ErrFieldMissing.With("field", "units")
	}
	if err := unitsKnown(c.UnknownUnits); err != nil {
		return nil, err
	}
	if c.DecisionNo == "" {
		return nil, ErrDecisionMissing
	}
	for i, u := range c.Units {
		if slices.Contains(c.Units[:i], u) {
			return nil, es.ErrFieldInvalid.With("field", "units", "vi", "đơn vị "+u+" ghi hai lần", "en", "unit "+u+" stands there twice")
		}
	}
	rules, err := c.rules(c.To)
	if err != nil {
		return nil, err
	}
	if err := checkTarget(c.Total, c.Overseas); err != nil {
		return nil, err
	}
	return []any{
		PlanAdopted{c.Title, c.From, c.To, c.Total, c.Overseas, c.Units, c.RuleSet, c.DecisionNo, c.Resolution, c.PreviousPlan},
		CountingRulesSet{c.RuleSet, rules},
	}, nil
}

func unitsKnown(unknown []string) error {
	if len(unknown) == 0 {
		return nil
	}
	codes := strings.Join(unknown, ", ")
	return es.ErrFieldInvalid.With("field", "units", "vi", "không có đơn vị "+codes+" vào ngày đó", "en", "no unit "+codes+" on that day")
}

func checkTarget(total, overseas int) error {
	switch {
	case total <= 0:
		return ErrTargetNotPositive.With("total", total)
	case overseas < 0:
		return ErrTargetNotPositive.With("total", overseas)
	case overseas > total:
		return ErrOverseasAboveTotal.With("overseas", overseas, "total", total)
	}
	return nil
}

func decideAmend(p Plan, c AmendTarget) ([]any, error) {
	if err := checkTarget(c.Total, c.Overseas); err != nil {
		return nil, err
	}
	if c.DecisionNo == "" {
		return nil, ErrDecisionMissing
	}
	if sum := p.allocated("", Share{}); sum.Total > c.Total && sum.Total <= p.Total || sum.Overseas > c.Overseas && sum.Overseas <= p.Overseas {
		return nil, ErrTargetBelowAllocated.With("total", c.Total, "overseas", c.Overseas, "allocated", sum.Total, "allocatedOverseas", sum.Overseas)
	}
	return []any{TargetAmended{c.Total, c.Overseas, c.DecisionNo}}, nil
}

func decideAllocate(p Plan, c AllocateTarget) ([]any, error) {
	if !p.has(c.Unit) {
		return nil, ErrUnitNotInPlan.With("unit", c.Unit)
	}
	if c.Total < 0 || c.Overseas < 0 {
		return nil, es.ErrFieldInvalid.With("field", "total", "vi", "không được âm", "en", "it can't be negative")
	}
	if c.Overseas > c.Total {
		return nil, ErrOverseasAboveTotal.With("overseas", c.Overseas, "total", c.Total)
	}
	share := Share{c.Total, c.Overseas}
	if old, had := p.Shares[c.Unit]; had && old == share {
		return nil, nil
	}
	sum := p.allocated(c.Unit, share)
	over := sum.Total > p.Total || sum.Overseas > p.Overseas
	if over && !c.OverAllocate {
		return nil, ErrAllocationAboveTarget.With("allocated", sum.Total, "allocatedOverseas", sum.Overseas, "total", p.Total, "overseas", p.Overseas)
	}
	return []any{TargetAllocated{c.Unit, c.Total, c.Overseas, over}}, nil
}
