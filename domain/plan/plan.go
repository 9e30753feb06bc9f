package plan

import (
	"maps"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// Plan is the state of a plan's stream.
type Plan struct {
	Adopted    bool
	From, To   civil.Date
	Total      int // persons
	Overseas   int // persons, inside Total
	Units      []string
	RuleSet    string
	Shares     map[string]Share // by unit code
	Closed     bool
	DecisionNo string              // of the adoption
	Ledger     correction.Ledger   // the stream's facts, to be put right
	Restated   map[Figure]Restated // the latest by figure
}

// Share is a unit's part of the target, in persons.
type Share struct{ Total, Overseas int }

// Figure names a figure of a month: the form, the month, and the form's column.
type Figure struct {
	Report string
	Period civil.Month
	Name   string
}

// Restated is what a figure was restated to, on which day.
type Restated struct {
	Now int
	On  civil.Date
}

// Stream is the name of a plan's stream.
func Stream(slug string) string { return "plan-" + slug }

// Decider has the rules of a plan.
var Decider = es.Decider[Plan, Command]{Evolve: evolveRight, Decide: decide}

func evolve(p Plan, e es.Recorded) Plan {
	event, ok := e.Payload.(Event)
	if !ok {
		return p
	}
	on := e.On()
	switch e := event.(type) {
	case PlanAdopted:
		return Plan{Adopted: true, From: e.From, To: e.To, Total: e.Total, Overseas: e.Overseas, Units: e.Units, RuleSet: e.RuleSet, DecisionNo: e.DecisionNo}
	case CountingRulesSet:
		p.RuleSet = e.RuleSet
	case TargetAmended:
		p.Total, p.Overseas = e.Total, e.Overseas
	case TargetAllocated:
		shares := make(map[string]Share, len(p.Shares)+1)
		for unit, s := range p.Shares {
			shares[unit] = s
		}
		shares[e.Unit] = Share{e.Total, e.Overseas}
		p.Shares = shares
	case FigureRestated:
		p.Restated = maps.Clone(p.Restated)
		if p.Restated == nil {
			p.Restated = map[Figure]Restated{}
		}
		p.Restated[Figure{e.Report, e.Period, e.Figure}] = Restated{e.Now, on}
	case PlanClosed:
		p.Closed = true
	case TargetCorrected:
		// the facts are folded anew
	case DayPassed:
		// the clock's stream, never a plan's
	}
	return p
}

// allocated is the sum of all shares, with unit's replaced by s.
func (p Plan) allocated(unit string, s Share) Share {
	sum := s
	for u, other := range p.Shares {
		if u != unit {
			sum.Total += other.Total
			sum.Overseas += other.Overseas
		}
	}
	return sum
}

func (p Plan) has(unit string) bool { return slices.Contains(p.Units, unit) }
