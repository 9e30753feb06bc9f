package labour

import (
	"fmt"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
)

// RetentionMarks are the months after the start of a job at which somebody asks
// whether the worker still has it.
var RetentionMarks = [3]int{3, 6, 12}

// earliestCheck is how many days before a mark a check may be made.
const earliestCheck = 15

// RetentionDue is the day on which so many months are over since the start.
func RetentionDue(startedOn civil.Date, mark int) civil.Date { return startedOn.AddMonths(mark) }

// Check is what is known of one mark of a placement.
type Check struct {
	Outcome Retention // "": not checked
	On      civil.Date
	Noted   bool // it is done, or noted to be due
}

// Checks are those of a placement, by the order of [RetentionMarks].
type Checks [len(RetentionMarks)]Check

func (c Checks) at(mark int) Check {
	if i := slices.Index(RetentionMarks[:], mark); i >= 0 {
		return c[i]
	}
	return Check{}
}

// with is the checks with one replaced: of two answers the one entered later
// holds, since it corrects the first, its day too.
func (c Checks) with(mark int, check Check) Checks {
	if i := slices.Index(RetentionMarks[:], mark); i >= 0 {
		c[i] = check
	}
	return c
}

// RetentionRate is the share of those still there among those whose whereabouts
// are known, in thousandths, half up; ok is false where nobody's are.
func RetentionRate(still, left int) (permille int, ok bool) {
	if still+left <= 0 {
		return 0, false
	}
	return (2*1000*still + still + left) / (2 * (still + left)), true
}

func checkRetention(w Worker, c CheckRetention, asked es.Asked) ([]any, error) {
	var f es.Fields
	checkMark(&f, c.Mark)
	es.OneOf(&f, "outcome", c.Outcome, retentions)
	f.Invalid("monthlyWage", !c.MonthlyWage.IsZero() && !plausible(c.MonthlyWage),
		"phải từ 1 đến 500 triệu đồng", "it lies between 1 and 500 million VND")
	if err := f.Refuse(); err != nil {
		return nil, err
	}
	job, ok := w.Placement(c.PlacementID)
	if c.PlacementID.IsZero() {
		job, ok = w.newestPlacement(asked.On)
	}
	switch {
	case !ok:
		return nil, unknownPlacement(c.PlacementID, asked.On)
	case job.Annulled:
		return nil, correction.ErrAlreadyAnnulled.With("fact", job.ID)
	}
	due := RetentionDue(job.StartedOn, c.Mark)
	if earliest := due.AddDays(-earliestCheck); asked.On.Before(earliest) {
		return nil, ErrCheckTooEarly.With("mark", c.Mark, "due", due, "earliest", earliest)
	}
	return []any{RetentionChecked{PlacementID: job.ID, StartedOn: job.StartedOn, Mark: c.Mark, Outcome: c.Outcome, MonthlyWage: c.MonthlyWage}}, nil
}

// newestPlacement is the job that started last, by the day.
func (w Worker) newestPlacement(by civil.Date) (newest Placement, ok bool) {
	for _, p := range w.Placements {
		if !p.Annulled && !p.StartedOn.After(by) && (!ok || p.StartedOn.After(newest.StartedOn)) {
			newest, ok = p, true
		}
	}
	return newest, ok
}

func noteRetentionDue(w Worker, c NoteRetentionDue, asked es.Asked) ([]any, error) {
	var f es.Fields
	f.Need("placementId", !c.PlacementID.IsZero())
	if checkMark(&f, c.Mark); len(f) > 0 {
		return nil, f.Refuse()
	}
	job, ok := w.Placement(c.PlacementID)
	if !ok {
		return nil, unknownPlacement(c.PlacementID, civil.Date{})
	}
	due := RetentionDue(job.StartedOn, c.Mark)
	if asked.On.Before(due) {
		return nil, ErrCheckTooEarly.With("mark", c.Mark, "due", due, "earliest", due)
	}
	if job.Annulled || job.Checks.at(c.Mark).Noted || !job.EndedOn.IsZero() && job.EndedOn.Before(due) {
		return nil, nil
	}
	return []any{RetentionCheckFellDue{PlacementID: job.ID, StartedOn: job.StartedOn, Mark: c.Mark}}, nil
}

func checkMark(f *es.Fields, mark int) {
	f.Invalid("mark", !slices.Contains(RetentionMarks[:], mark), "phải là 3, 6 hoặc 12 (tháng)", fmt.Sprintf("it is one of %v months", RetentionMarks))
}
