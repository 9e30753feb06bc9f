package targetprogress

import (
	"context"
	"fmt"
	"slices"

	"vaoso/domain/plan"
	"vaoso/projections/engine"
)

// manyWorkers is how many workers' facts are read at a time.
const manyWorkers = 50_000

// everybody hands over each worker of the plan's years with their facts, by
// the worker's stream.
func (s Source) everybody(ctx context.Context, row PlanRow, each func(worker string, facts []plan.Fact)) error {
	last, size := "", manyWorkers+row.To.Year()-row.From.Year()+1
	for {
		rows, err := engine.Select[WorkerRow](ctx, s, `SELECT * FROM targetprogress_workers WHERE year >= $1 AND year <= $2 AND worker > $3 ORDER BY worker, year LIMIT $4`,
			row.From.Year(), row.To.Year(), last, size)
		if err != nil {
			return err
		}
		for i := 0; i < len(rows); {
			worker, end := rows[i].Worker, i
			for end < len(rows) && rows[end].Worker == worker {
				end++
			}
			if end == len(rows) && len(rows) == size {
				break // the worker's other years may be on the next page
			}
			facts, err := merged(rows[i:end])
			if err != nil {
				return fmt.Errorf("couldn't count %s anew: %w", worker, err)
			}
			each(worker, facts)
			last, i = worker, end
		}
		if len(rows) < size {
			return nil
		}
	}
}

// merged are the facts of a worker's years, each once: one that was reported in
// another year than it happened in is filed under both.
func merged(rows []WorkerRow) (facts []plan.Fact, err error) {
	for _, r := range rows {
		list, err := decodeFacts(r.Facts)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			if !slices.ContainsFunc(facts, func(have plan.Fact) bool { return have.ID == x.ID }) {
				facts = append(facts, x)
			}
		}
	}
	return facts, nil
}
