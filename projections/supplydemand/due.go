package supplydemand

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Due is a vacancy that the policy may close, with the workers who were placed
// there.
type Due struct {
	Vacancy string
	Workers []string
}

const due = `
SELECT DISTINCT v.vacancy, COALESCE(h.worker, '') AS worker
FROM supplydemand_vacancies v
LEFT JOIN supplydemand_hires h ON h.vacancy = v.vacancy AND NOT h.annulled
WHERE v.state = 'open' AND (v.placed >= v.quantity OR v.closes_on <= (SELECT passed FROM supplydemand_clock))
ORDER BY v.vacancy, worker`

// DueVacancies are the vacancies for which book.Book.SettleVacancy would write
// something, and the latest day that is recorded to be over.
func DueVacancies(ctx context.Context, q engine.Querier) (list []Due, passed civil.Date, err error) {
	clock, err := engine.Select[ClockRow](ctx, q, `SELECT * FROM supplydemand_clock`)
	if err != nil {
		return nil, passed, fmt.Errorf("couldn't ask which day is over: %w", err)
	}
	for _, c := range clock {
		passed = c.Passed
	}
	rows, err := engine.Select[HireRow](ctx, q, due)
	if err != nil {
		return nil, passed, fmt.Errorf("couldn't ask which vacancies to close: %w", err)
	}
	for _, r := range rows {
		if len(list) == 0 || list[len(list)-1].Vacancy != r.Vacancy {
			list = append(list, Due{Vacancy: r.Vacancy})
		}
		if last := &list[len(list)-1]; r.Worker != "" {
			last.Workers = append(last.Workers, r.Worker)
		}
	}
	return list, passed, nil
}
