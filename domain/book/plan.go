package book

import (
	"vaoso/domain/plan"
)

func adoptPlan(c *call, cmd plan.AdoptPlan) (Result, error) {
	cmd.Rules, cmd.RulesKnown = c.ruleSet(cmd.RuleSet)
	for _, u := range cmd.Units {
		if _, known := c.Units.Lookup(u, cmd.From); !known {
			cmd.UnknownUnits = append(cmd.UnknownUnits, u)
		}
	}
	return planCommand(c, cmd.Plan, cmd)
}

func setCountingRules(c *call, cmd plan.SetCountingRules) (Result, error) {
	cmd.Rules, cmd.RulesKnown = c.ruleSet(cmd.RuleSet)
	return planCommand(c, cmd.Plan, cmd)
}

func amendTarget(c *call, cmd plan.AmendTarget) (Result, error) {
	return planCommand(c, cmd.Plan, cmd)
}

func allocateTarget(c *call, cmd plan.AllocateTarget) (Result, error) {
	return planCommand(c, cmd.Plan, cmd)
}

func planCommand(c *call, slug string, cmd plan.Command) (Result, error) {
	stream, err := named("plan", slug)
	if err != nil {
		return Result{}, err
	}
	return handle(c, plan.Decider, stream, cmd)
}

func passDay(c *call, cmd plan.PassDay) (Result, error) {
	stream, err := named("clock", cmd.City)
	if err != nil {
		return Result{}, err
	}
	return handle(c, plan.ClockDecider, stream, cmd)
}

func (c *call) ruleSet(name string) (plan.Rules, bool) {
	r, known := c.RuleSets[name]
	return r, known
}
