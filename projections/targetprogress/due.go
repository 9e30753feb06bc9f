package targetprogress

import (
	"context"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// Restatement is a stated figure that had moved at a day's end.
type Restatement struct {
	plan.RecordRestatement
	Day civil.Date
}

// Due are the restatements that book.Book.Restate would write, by their day. They
// are decided by the events up to the day's end alone: whenever they are written,
// and whatever has been entered since, they say the same.
func Due(ctx context.Context, q engine.Querier) ([]Restatement, error) {
	rows, err := engine.Select[RestatementRow](ctx, q, `SELECT * FROM targetprogress_restatements WHERE event IS NULL ORDER BY day, plan, month, figure`)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask which figures have moved: %w", err)
	}
	due := make([]Restatement, len(rows))
	for i, r := range rows {
		because, err := r.causes()
		if err != nil {
			return nil, err
		}
		due[i] = Restatement{plan.RecordRestatement{
			Plan: r.Plan, Report: plan.StatedReport, Period: r.Month, Figure: r.Figure, Was: r.Was, Now: r.Now, Because: because, More: r.More,
		}, r.Day}
	}
	return due, nil
}

// causes are the ids of the events that moved the figure.
func (r RestatementRow) causes() ([]es.UUID, error) {
	ids := []es.UUID{}
	for text := range strings.FieldsSeq(r.Because) {
		id, err := es.ParseUUID(text)
		if err != nil {
			return nil, fmt.Errorf("couldn't read what moved a figure: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Causes are the events that moved a plan's stated figures, by id.
func (s Source) Causes(ctx context.Context, slug string) (map[string]CauseRow, error) {
	rows, err := engine.Select[CauseRow](ctx, s, `SELECT * FROM targetprogress_causes WHERE plan = $1`, slug)
	if err != nil {
		return nil, err
	}
	by := make(map[string]CauseRow, len(rows))
	for _, r := range rows {
		by[r.Event.String()] = r
	}
	return by, nil
}
