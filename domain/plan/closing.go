package plan

import (
	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// statedAfter is on which day after a month's end its figures are reported to
// the city [assumption]: the 5th of the next month.
const statedAfter = 5

// StatedOn is the day on which a month's figures are reported. Once it has
// passed they are stated: what moves them later restates them.
func StatedOn(m civil.Month) civil.Date { return m.Last().AddDays(statedAfter) }

// The figures of a month that are stated, and restated where they move: columns
// of Biểu 02.
const (
	StatedReport   = "02"
	StatedTotal    = "achieved" // persons who count, overseas included
	StatedOverseas = "overseas"
)

// MostCauses is how many events a restatement names; the rest it counts.
const MostCauses = 1000

func decideClose(p Plan, c ClosePlan, asked es.Asked) ([]any, error) {
	switch {
	case asked.On.Before(p.To):
		return nil, ErrPlanNotOver.With("to", p.To, "on", asked.On)
	case c.Total == nil:
		return nil, es.ErrFieldMissing.With("field", "total")
	case c.Overseas == nil:
		return nil, es.ErrFieldMissing.With("field", "overseas")
	case *c.Total != c.Counted.Total || *c.Overseas != c.Counted.Overseas:
		return nil, ErrFiguresMoved.With("total", c.Counted.Total, "overseas", c.Counted.Overseas, "saidTotal", *c.Total, "saidOverseas", *c.Overseas)
	}
	return []any{PlanClosed{c.Counted.Total, c.Counted.Overseas, p.RuleSet, c.Counted.KnownAt}}, nil
}

// decideRestatement goes on from what the book said last of the figure. A day of
// which something was said has nothing more to say.
func decideRestatement(p Plan, c RecordRestatement, asked es.Asked) ([]any, error) {
	was := c.Was
	if last, restated := p.Restated[Figure{c.Report, c.Period, c.Figure}]; restated {
		if !asked.On.After(last.On) {
			return nil, nil
		}
		was = last.Now
	}
	if was == c.Now {
		return nil, nil
	}
	return []any{FigureRestated{c.Report, c.Period, c.Figure, was, c.Now, c.Because, c.More}}, nil
}
