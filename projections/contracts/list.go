package contracts

import (
	"context"
	"fmt"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/overseas"
	"vaoso/projections/engine"
)

// Filter restricts a list; the zero value is everything.
type Filter struct {
	State   overseas.Phase
	Agency  string // stream
	Market  string
	Worker  string // stream
	Ward    string
	Verdict Verdict
	// Overdue: departed, neither returned nor terminated, and the day due back
	// lies more than the city's days (30) before the day of asking.
	Overdue bool
	// Expiring: abroad, and due back within so many days from the day of asking
	// on, that day included, and not absconded; 0 doesn't ask.
	Expiring int
	After    string // contracts behind this stream's name alone: the last one of the page before
	Limit    int    // at most so many; 0: all
}

// Listed is a contract on a day.
type Listed struct {
	Row
	// DaysLeft is from the day to the day due back, negative once it is past;
	// nil where the worker isn't abroad under the contract on the day, or has
	// absconded.
	DaysLeft *int
	// Overdue is the same as in [Filter].
	Overdue bool
}

// on says what depends on the day.
func (r Row) on(asOf civil.Date) Listed {
	l := Listed{Row: r}
	if r.DepartedOn.IsZero() || r.DepartedOn.After(asOf) || !r.EndedOn.IsZero() && !r.EndedOn.After(asOf) {
		return l
	}
	l.Overdue = r.ReturnLimit.Before(asOf)
	if r.AbscondedOn.IsZero() || r.AbscondedOn.After(asOf) {
		left := r.DueBackOn.DaysSince(asOf)
		l.DaysLeft = &left
	}
	return l
}

// List is the contracts that the filter lets through, by their stream's name.
func List(ctx context.Context, q engine.Querier, filter Filter, asOf civil.Date) ([]Listed, error) {
	var w where
	w.equal("state", string(filter.State))
	w.equal("agency", filter.Agency)
	w.equal("market", filter.Market)
	w.equal("worker", filter.Worker)
	w.equal("ward", filter.Ward)
	w.equal("verdict", string(filter.Verdict))
	if filter.After != "" {
		w.add("contract > ?", filter.After)
	}
	if filter.Overdue || filter.Expiring > 0 {
		w.add("departed_on <= ?", asOf.String())
		w.add("(ended_on IS NULL OR ended_on > ?)", asOf.String())
	}
	if filter.Overdue {
		w.add("return_limit < ?", asOf.String())
	}
	if filter.Expiring > 0 {
		w.add("due_back_on >= ?", asOf.String())
		w.add("due_back_on <= ?", asOf.AddDays(filter.Expiring).String())
		w.add("(absconded_on IS NULL OR absconded_on > ?)", asOf.String())
	}
	query := `SELECT * FROM contracts_register` + w.text() + ` ORDER BY contract`
	if filter.Limit > 0 {
		query += fmt.Sprintf(` LIMIT %d`, filter.Limit)
	}
	rows, err := engine.Select[Row](ctx, q, query, w.args...)
	if err != nil {
		return nil, fmt.Errorf("couldn't list contracts: %w", err)
	}
	list := make([]Listed, len(rows))
	for i, r := range rows {
		list[i] = r.on(asOf)
	}
	return list, nil
}

// One is the contract with the stream; found is false where there is none.
func One(ctx context.Context, q engine.Querier, contract string, asOf civil.Date) (c Listed, found bool, err error) {
	rows, err := engine.Select[Row](ctx, q, `SELECT * FROM contracts_register WHERE contract = $1`, contract)
	if err != nil {
		return c, false, fmt.Errorf("couldn't look up %s: %w", contract, err)
	}
	if len(rows) == 0 {
		return c, false, nil
	}
	return rows[0].on(asOf), true, nil
}

// where is a list of conditions with their values.
type where struct {
	conditions []string
	args       []any
}

// add takes a condition with one ? for its value.
func (w *where) add(condition string, value any) {
	w.args = append(w.args, value)
	w.conditions = append(w.conditions, strings.Replace(condition, "?", fmt.Sprintf("$%d", len(w.args)), 1))
}

// equal asks for a column's value; "" asks nothing.
func (w *where) equal(column, value string) {
	if value != "" {
		w.add(column+" = ?", value)
	}
}

func (w *where) text() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}
