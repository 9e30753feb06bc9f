package targetprogress

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Recount is a plan counted under its own rules and under others, and every
// worker for whom that makes a difference.
type Recount struct {
	Plan    string      `json:"plan"`
	Title   string      `json:"title"`
	AsOf    civil.Date  `json:"asOf"`
	RuleSet string      `json:"ruleSet"` // the plan's own
	Other   string      `json:"other"`   // those it is counted under besides
	Target  plan.Counts `json:"target"`

	Was        plan.Counts       `json:"was"`        // by the plan's own rules
	Is         plan.Counts       `json:"is"`         // by the others
	Difference plan.Counts       `json:"difference"` // is − was
	Workers    []RecountedWorker `json:"workers"`    // by stream; those without a difference aren't there
	Position   es.Position       `json:"position"`
	Synthetic  bool              `json:"synthetic"`
}

// RecountedWorker is a worker whom the rule sets count differently.
type RecountedWorker struct {
	Worker string          `json:"worker"` // a keyed hash that names nobody
	Was    plan.Counts     `json:"was"`
	Is     plan.Counts     `json:"is"`
	Facts  []RecountedFact `json:"facts"`
}

// RecountedFact is a fact of such a worker. A reason that is empty says that the
// fact counts.
type RecountedFact struct {
	Fact   string        `json:"fact"` // id of the job, or the contract's stream
	Kind   plan.FactKind `json:"kind"`
	Day    civil.Date    `json:"day"`
	Ward   string        `json:"ward"`
	Months int           `json:"months,omitempty"`
	WhyWas plan.Why      `json:"whyWas,omitempty"`
	WhyIs  plan.Why      `json:"whyIs,omitempty"`
}

// UnknownRulesError says that there is no rule set of the name.
type UnknownRulesError struct {
	Name  string
	Known []string // the names of those that there are, in order
}

func (e *UnknownRulesError) Error() string {
	return fmt.Sprintf("targetprogress: there is no rule set %q; there are %s", e.Name, e.List())
}

// List is the names of the rule sets that there are.
func (e *UnknownRulesError) List() string { return strings.Join(e.Known, ", ") }

// RuleSets are the rule sets by which a plan may be counted, by name: those that
// come with the program, and those of their own by which plans of the book count.
// Where plans have sets of their own under one name, the plan's is meant, else
// that of the newest.
func (s Source) RuleSets(ctx context.Context, slug string, shipped map[string]plan.Rules) (map[string]plan.Rules, error) {
	rows, err := s.Plans(ctx)
	if err != nil {
		return nil, err
	}
	sets := make(map[string]plan.Rules, len(shipped)+len(rows))
	maps.Copy(sets, shipped)
	own := slices.DeleteFunc(slices.Clone(rows), func(row PlanRow) bool { return row.Plan != slug })
	for _, row := range append(own, rows...) {
		if _, there := sets[row.RuleSet]; !there && row.RuleSet != "" {
			sets[row.RuleSet] = row.rules()
		}
	}
	return sets, nil
}

// Recount counts a plan anew under another rule set of [Source.RuleSets], from the
// facts of its workers, up to the end of asOf. It fails with ErrNoPlan, and with
// *UnknownRulesError.
func (s Source) Recount(ctx context.Context, slug, other string, shipped map[string]plan.Rules, asOf civil.Date) (Recount, error) {
	rows, err := engine.Select[PlanRow](ctx, s, `SELECT * FROM targetprogress_plans WHERE plan = $1`, slug)
	if err != nil {
		return Recount{}, err
	}
	if len(rows) == 0 {
		return Recount{}, fmt.Errorf("%w: %q", ErrNoPlan, slug)
	}
	sets, err := s.RuleSets(ctx, slug, shipped)
	if err != nil {
		return Recount{}, err
	}
	rules, known := sets[other]
	if !known {
		return Recount{}, &UnknownRulesError{other, slices.Sorted(maps.Keys(sets))}
	}
	row := rows[0]
	if asOf.After(row.To) {
		asOf = row.To
	}
	r := Recount{
		Plan: slug, Title: row.Title, AsOf: asOf, RuleSet: row.RuleSet, Other: other, Target: plan.NewCounts(row.Total, row.Overseas),
		Workers: []RecountedWorker{}, Synthetic: s.Synthetic,
	}
	status, err := s.Status(ctx, Projection.Name)
	if err != nil {
		return r, err
	}
	r.Position = status.Position
	err = s.everybody(ctx, row, func(worker string, facts []plan.Fact) {
		var was plan.Tally
		if row.RuleSet != "" {
			was = plan.Count(row.rules(), row.period(), facts)
		}
		is := plan.Count(rules, row.period(), facts)
		w := RecountedWorker{Worker: worker, Was: was.By(asOf), Is: is.By(asOf)}
		r.Was, r.Is = added(r.Was, w.Was), added(r.Is, w.Is)
		if slices.Equal(upTo(was.Added, asOf), upTo(is.Added, asOf)) {
			return
		}
		before := plan.Verdicts(row.rules(), row.period(), facts, asOf)
		for _, v := range plan.Verdicts(rules, row.period(), facts, asOf) {
			f := RecountedFact{Fact: v.Fact.ID, Kind: v.Fact.Kind, Day: v.Fact.Day, Ward: v.Fact.Ward, Months: v.Fact.Months, WhyIs: v.Why}
			if i := slices.IndexFunc(before, func(b plan.Verdict) bool { return b.Fact.ID == v.Fact.ID }); i >= 0 {
				f.WhyWas = before[i].Why
			}
			w.Facts = append(w.Facts, f)
		}
		r.Workers = append(r.Workers, w)
	})
	r.Difference = r.Is.Minus(r.Was)
	return r, err
}

func added(a, b plan.Counts) plan.Counts {
	return plan.NewCounts(a.Total+b.Total, a.Overseas+b.Overseas)
}

func upTo(list []plan.Contribution, day civil.Date) (kept []plan.Contribution) {
	for _, c := range list {
		if !c.Day.After(day) {
			kept = append(kept, c)
		}
	}
	return kept
}
