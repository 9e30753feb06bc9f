package enforcement

import (
	"context"
	"fmt"

	"vaoso/domain/civil"
	"vaoso/projections/engine"
)

// Inspection is an inspection of which something follows.
type Inspection struct {
	Stream string     `db:"inspection"`
	Passed civil.Date `db:"day"` // the last day that is over; zero where none has been told of
}

// The first half is supervision.Finding.FallsOverdue, the second is what
// book.Book.Enforce looks for on the licence.
const due = `
SELECT f.inspection, c.day FROM enforcement f, enforcement_clock c
WHERE f.due_on <= c.day AND f.remedied_on IS NULL AND (f.marked_due_on IS NULL OR f.marked_due_on <> f.due_on)
UNION
SELECT s.inspection, (SELECT day FROM enforcement_clock) AS day FROM enforcement_suspensions s
WHERE NOT EXISTS (SELECT 1 FROM enforcement_decisions d WHERE d.agency = s.agency AND d.decision_no = s.decision_no)
  AND NOT EXISTS (SELECT 1 FROM enforcement_licences l WHERE l.agency = s.agency AND l.revoked_from <= s.from_day)
ORDER BY inspection`

// Due are the inspections for which book.Book.Enforce would write something, by
// name, and the day to enforce as of.
func Due(ctx context.Context, q engine.Querier) ([]Inspection, error) {
	list, err := engine.Select[Inspection](ctx, q, due)
	if err != nil {
		return nil, fmt.Errorf("couldn't ask which inspections something follows of: %w", err)
	}
	return list, nil
}
