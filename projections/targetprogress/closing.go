package targetprogress

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Closing is a plan's closing, beside which what counts now may differ.
type Closing struct {
	On       civil.Date  `json:"on"`
	Achieved plan.Counts `json:"achieved"` // persons who counted then
	RuleSet  string      `json:"ruleSet"`
	KnownAt  time.Time   `json:"knownAt"` // instant up to which what was recorded counted
	Moved    plan.Counts `json:"moved"`   // what counts now, less what counted then
}

// closing is the plan's closing beside what its whole time comes to now; nil
// where it isn't closed by asOf, the day of the report.
func (p PlanRow) closing(asOf civil.Date, days []DayRow) *Closing {
	if p.ClosedOn.IsZero() || p.ClosedOn.After(asOf) {
		return nil
	}
	then := plan.NewCounts(p.ClosedTotal, p.ClosedOverseas)
	return &Closing{
		On: p.ClosedOn, Achieved: then, RuleSet: p.ClosedRuleSet, KnownAt: p.ClosedKnownAt,
		Moved: sumDays(days, func(DayRow) bool { return true }).Minus(then),
	}
}

// Closing is the plan's closing as of a day; nil where it isn't closed by then.
func (s Source) Closing(ctx context.Context, row PlanRow, asOf civil.Date) (*Closing, error) {
	days, err := s.days(ctx, row)
	if err != nil {
		return nil, err
	}
	return row.closing(asOf, days), nil
}

// Whole is what a plan's whole time comes to. It fails with ErrNoPlan.
func (s Source) Whole(ctx context.Context, slug string) (Progress, error) {
	rows, err := engine.Select[PlanRow](ctx, s, `SELECT * FROM targetprogress_plans WHERE plan = $1`, slug)
	if err != nil {
		return Progress{}, err
	}
	if len(rows) == 0 {
		return Progress{}, fmt.Errorf("%w: %q", ErrNoPlan, slug)
	}
	return s.Report(ctx, slug, "", rows[0].To)
}

// retarget takes the target and the shares as they stand once they were put right.
func retarget(f *engine.Fold, e es.Recorded, slug string, p plan.TargetCorrected) error {
	row := plans.Get(f, PlanKey{slug})
	row.Total, row.Overseas, row.DecisionNo = p.Total, p.Overseas, p.DecisionNo
	for unit := range strings.FieldsSeq(row.Units) {
		shares.Delete(f, ShareKey{slug, unit})
	}
	for _, s := range p.Shares {
		shares.Put(f, ShareRow{ShareKey{slug, s.Unit}, s.Total, s.Overseas})
	}
	if p.Adopted == nil {
		return nil
	}
	for y := row.From.Year(); y <= row.To.Year(); y++ {
		year := years.Get(f, YearKey{y})
		year.Plans = strings.Join(slices.DeleteFunc(strings.Fields(year.Plans), func(s string) bool { return s == slug }), " ")
		if year.Plans == "" {
			years.Delete(f, YearKey{y})
		}
	}
	return recount(f, e, slug, func(row *PlanRow) { row.framed(f, slug, *p.Adopted) })
}
