package book

import (
	"vaoso/domain/civil"
	"vaoso/domain/plan"
)

func adoptPlan(c *call, cmd plan.AdoptPlan) (Result, error) {
	cmd.Shipped = c.shipped(cmd.RuleSet)
	cmd.UnknownUnits = c.unknownUnits(cmd.Units, cmd.From)
	return planCommand(c, cmd.Plan, cmd)
}

// unknownUnits are those of some units that aren't units on the day.
func (c *call) unknownUnits(units []string, on civil.Date) (unknown []string) {
	for _, u := range units {
		if _, known := c.Units.Lookup(u, on); !known {
			unknown = append(unknown, u)
		}
	}
	return unknown
}

func setCountingRules(c *call, cmd plan.SetCountingRules) (Result, error) {
	cmd.Shipped = c.shipped(cmd.RuleSet)
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

// shipped are the parameters of the set of that name that comes with the program.
func (c *call) shipped(ruleSet string) *plan.Rules {
	if r, there := c.RuleSets[ruleSet]; there {
		return &r
	}
	return nil
}
