package plan

import (
	"slices"

	"vaoso/domain/civil"
)

// Verdict is what became of one fact under a rule set.
type Verdict struct {
	Fact Fact
	// Why is the reason for which it doesn't count; "" where it does.
	Why Why
}

// Verdicts are Count's answers fact by fact, for those that happened by the end
// of a day and are a matter of this plan, by day. A fact that counts also does
// where a later departure moved its count to overseas.
func Verdicts(rules Rules, plan Period, facts []Fact, asOf civil.Date) (list []Verdict) {
	excluded := map[string]Why{}
	for _, x := range Count(rules, plan, facts).Excluded {
		excluded[x.Fact] = x.Why
	}
	for _, f := range facts {
		why, listed := excluded[f.ID]
		if f.Day.After(asOf) || !listed && !f.Day.Within(plan.From, plan.To) {
			continue
		}
		list = append(list, Verdict{f, why})
	}
	slices.SortFunc(list, func(a, b Verdict) int {
		if c := a.Fact.Day.Compare(b.Fact.Day); c != 0 {
			return c
		}
		return a.Fact.Position.Compare(b.Fact.Position)
	})
	return list
}

// By is what a tally comes to by the end of a day.
func (t Tally) By(day civil.Date) Counts {
	total, overseas := 0, 0
	for _, c := range t.Added {
		if c.Day.After(day) {
			continue
		}
		total += c.Added
		if c.Kind == KindOverseas {
			overseas += c.Added
		}
	}
	return NewCounts(total, overseas)
}

// InMigrants are the jobs in a plan's time of those whose ward isn't one of the
// plan's, and what became of each under the rules. Annulled ones aren't there.
func InMigrants(rules Rules, plan Period, facts []Fact, asOf civil.Date) (list []Verdict) {
	for _, v := range Verdicts(rules, plan, facts, asOf) {
		if f := v.Fact; f.Kind == Placement && !f.Annulled && f.Day.Within(plan.From, plan.To) && !slices.Contains(plan.Units, f.Ward) {
			list = append(list, v)
		}
	}
	return list
}
