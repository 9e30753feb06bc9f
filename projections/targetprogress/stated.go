package targetprogress

import (
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// moved keeps a month's figures, and what moves them once they are stated.
func moved(f *engine.Fold, e es.Recorded, slug string, c plan.Contribution, n int) {
	overseas := 0
	if c.Kind == plan.KindOverseas {
		overseas = n
	}
	month := months.Get(f, MonthKey{slug, c.Day.MonthOf()})
	month.Total, month.Overseas = month.Total+n, month.Overseas+overseas
	if month.StatedOn.IsZero() {
		return
	}
	cause := causes.Get(f, CauseKey{slug, month.Month, e.Position})
	if cause.Type == "" {
		cause.Event, cause.Type, cause.Actor = e.ID, e.Type, e.Meta.Actor
		month.Touched = strings.TrimSpace(month.Touched + " " + e.Position.String())
	}
	cause.Total, cause.Overseas = cause.Total+n, cause.Overseas+overseas
}

// state notes the month's figures as reported.
func (m *MonthRow) state(on civil.Date) {
	m.StatedOn = on
	m.FirstTotal, m.FirstOverseas = m.Total, m.Overseas
	m.StatedTotal, m.StatedOverseas = m.Total, m.Overseas
}

// passed looks, at a day's end, which figures that were stated have moved, and
// states those of the months that were reported since the last day that passed:
// with a month all before it. Months that were to be reported before the plan was
// in the book, or before its days began to pass, are stated with the next.
func passed(f *engine.Fold, day civil.Date) error {
	clock := clocks.Get(f, ClockKey{})
	before := clock.Day
	if before.IsZero() {
		before = day.AddDays(-1)
	}
	clock.Day = day
	for slug := range strings.FieldsSeq(clock.Plans) {
		row := plans.Get(f, PlanKey{slug})
		var reported civil.Month // the latest
		for m := row.From.MonthOf(); !row.To.MonthOf().Before(m); m = m.Next() {
			if on := plan.StatedOn(m); on.After(before) && !on.After(day) {
				reported = m
			}
		}
		for m := row.From.MonthOf(); !row.To.MonthOf().Before(m); m = m.Next() {
			month := months.Get(f, MonthKey{slug, m})
			if !month.StatedOn.IsZero() {
				if err := compare(f, month, day); err != nil {
					return err
				}
			} else if reported != (civil.Month{}) && !reported.Before(m) {
				month.state(day)
			}
		}
	}
	return nil
}

// compare lists the month's figures that aren't any more what was said of them.
// What moved and moved back within the day is nothing.
func compare(f *engine.Fold, month *MonthRow, day civil.Date) error {
	var total, overseas []string
	for at := range strings.FieldsSeq(month.Touched) {
		position, err := es.ParsePosition(at)
		if err != nil {
			return err
		}
		cause := causes.Get(f, CauseKey{month.Plan, month.Month, position})
		cause.PassedOn = day
		if cause.Total != 0 {
			total = append(total, cause.Event.String())
		}
		if cause.Overseas != 0 {
			overseas = append(overseas, cause.Event.String())
		}
		if cause.Total == 0 && cause.Overseas == 0 {
			causes.Delete(f, cause.CauseKey)
		}
	}
	month.Touched = ""
	list(f, RestatementKey{month.Plan, month.Month, plan.StatedTotal, day}, &month.StatedTotal, month.Total, total)
	list(f, RestatementKey{month.Plan, month.Month, plan.StatedOverseas, day}, &month.StatedOverseas, month.Overseas, overseas)
	return nil
}

func list(f *engine.Fold, key RestatementKey, stated *int, now int, because []string) {
	if *stated == now {
		return
	}
	named := because[:min(len(because), plan.MostCauses)]
	restatements.Put(f, RestatementRow{RestatementKey: key, Was: *stated, Now: now, Because: strings.Join(named, " "), More: len(because) - len(named)})
	*stated = now
}

// restated takes a restatement as written: what the log says was said holds,
// also where an earlier program counted otherwise.
func restated(f *engine.Fold, e es.Recorded, p plan.FigureRestated) {
	for r := range restatements.Scan(f, "plan", slug(e)) {
		if r.Month == p.Period && r.Figure == p.Figure && r.Event.IsZero() && r.Day.Before(e.On()) {
			restatements.Delete(f, r.RestatementKey)
		}
	}
	row := restatements.Get(f, RestatementKey{slug(e), p.Period, p.Figure, e.On()})
	month := months.Get(f, MonthKey{slug(e), p.Period})
	stated := &month.StatedTotal
	if p.Figure == plan.StatedOverseas {
		stated = &month.StatedOverseas
	}
	if *stated == row.Now {
		*stated = p.Now
	}
	ids := make([]string, len(p.Because))
	for i, id := range p.Because {
		ids[i] = id.String()
	}
	row.Was, row.Now, row.Because, row.More, row.Event = p.Was, p.Now, strings.Join(ids, " "), p.More, e.ID
}

// closed keeps the closing, which states what isn't stated yet.
func closed(f *engine.Fold, e es.Recorded, p plan.PlanClosed) {
	row := plans.Get(f, PlanKey{slug(e)})
	row.ClosedOn, row.ClosedTotal, row.ClosedOverseas, row.ClosedRuleSet, row.ClosedKnownAt = e.On(), p.Total, p.Overseas, p.RuleSet, p.KnownAt
	for m := row.From.MonthOf(); !row.To.MonthOf().Before(m); m = m.Next() {
		if month := months.Get(f, MonthKey{slug(e), m}); month.StatedOn.IsZero() {
			month.state(e.On())
		}
	}
}
