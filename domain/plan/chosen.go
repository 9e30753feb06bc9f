package plan

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// ChosenRules are the counting rules that a city chooses for its plan: a set
// that comes with the program, by its name, or one of its own, whose parameters
// are given in full under a name that no shipped set has.
type ChosenRules struct {
	RuleSet string `json:"ruleSet"`
	Params  *Rules `json:"params,omitempty"`

	// Shipped are the parameters of the set of that name that comes with the
	// program; nil where there is none. The caller looks them up.
	Shipped *Rules `json:"-"`
}

// rules are the parameters in full, for a plan that lasts until to. It refuses
// with ErrRuleSetUnknown, ErrRuleSetTaken, ErrCutOffBeforeEnd, and with
// es.ErrFieldInvalid a parameter that the counting doesn't know.
func (c ChosenRules) rules(to civil.Date) (Rules, error) {
	switch {
	case c.RuleSet == "":
		return Rules{}, es.ErrFieldMissing.With("field", "ruleSet")
	case c.Params == nil && c.Shipped == nil:
		return Rules{}, ErrRuleSetUnknown.With("ruleSet", c.RuleSet)
	case c.Params != nil && c.Shipped != nil && *c.Params != *c.Shipped:
		return Rules{}, ErrRuleSetTaken.With("ruleSet", c.RuleSet)
	}
	rules := c.Shipped
	if rules == nil {
		rules = c.Params
	}
	if wrong, ok := rules.wrong(); ok {
		return Rules{}, es.ErrFieldInvalid.With("field", "params."+wrong.field, "vi", "phải là "+wrong.wants, "en", "it must be "+wrong.wants)
	}
	if rules.ReportedBy.Before(to) {
		return Rules{}, ErrCutOffBeforeEnd.With("ruleSet", c.RuleSet, "reportedBy", rules.ReportedBy, "to", to)
	}
	return *rules, nil
}
