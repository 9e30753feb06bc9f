package labour_test

import (
	"testing"

	"vaoso/domain/correction"
	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
)

// retentionCases are about the job that started on 2021-03-10: its marks are
// 2021-06-10, 2021-09-10 and 2022-03-10.
func retentionCases() scenario.Cases[WorkerCommand] {
	check := CheckRetention{PlacementID: firstJob, Mark: 3, Outcome: StillThere, MonthlyWage: wage}
	checked := RetentionChecked{PlacementID: firstJob, StartedOn: day("2021-03-10"), Mark: 3, Outcome: StillThere, MonthlyWage: wage}
	due := NoteRetentionDue{PlacementID: firstJob, Mark: 3}
	fell := RetentionCheckFellDue{PlacementID: firstJob, StartedOn: day("2021-03-10"), Mark: 3}
	end := func(on string) []es.Recorded {
		return scenario.Given(atWork(), scenario.Happened(on, PlacementEnded{PlacementID: firstJob, StartedOn: day("2021-03-10"), Reason: Resigned}))
	}
	annulled := scenario.Given(atWork(), scenario.Happened("2021-04-01", PlacementAnnulled{PlacementID: firstJob, StartedOn: day("2021-03-10")}))
	without := check
	without.MonthlyWage = money.Money{}
	left := RetentionChecked{PlacementID: firstJob, StartedOn: day("2021-03-10"), Mark: 3, Outcome: HasLeft}
	return scenario.Cases[WorkerCommand]{
		"checked on the day":                  {Given: atWork(), When: check, On: "2021-06-10", Then: []any{checked}},
		"checked 15 days before":              {Given: atWork(), When: check, On: "2021-05-26", Then: []any{checked}},
		"refused 16 days before":              {Given: atWork(), When: check, On: "2021-05-25", Refused: ErrCheckTooEarly, Says: "2021-05-26"},
		"refused for a later mark":            {Given: atWork(), When: CheckRetention{PlacementID: firstJob, Mark: 6, Outcome: StillThere}, On: "2021-06-10", Refused: ErrCheckTooEarly, Says: "2021-09-10"},
		"checked without a wage":              {Given: atWork(), When: CheckRetention{PlacementID: firstJob, Mark: 3, Outcome: HasLeft}, On: "2021-06-10", Then: []any{left}},
		"checked anew":                        {Given: scenario.Given(atWork(), scenario.Happened("2021-06-10", checked)), When: CheckRetention{PlacementID: firstJob, Mark: 3, Outcome: HasLeft}, On: "2021-06-20", Then: []any{left}},
		"checked after the end":               {Given: end("2021-04-30"), When: CheckRetention{PlacementID: firstJob, Mark: 3, Outcome: HasLeft}, On: "2021-06-10", Then: []any{left}},
		"refused at another mark":             {Given: atWork(), When: CheckRetention{PlacementID: firstJob, Mark: 4, Outcome: StillThere}, On: "2021-09-10", Refused: es.ErrFieldInvalid, Says: "mark"},
		"refused without an outcome":          {Given: atWork(), When: CheckRetention{PlacementID: firstJob, Mark: 3}, On: "2021-09-10", Refused: es.ErrFieldMissing, Says: "outcome"},
		"refused with an unknown outcome":     {Given: atWork(), When: CheckRetention{PlacementID: firstJob, Mark: 3, Outcome: "perhaps"}, On: "2021-09-10", Refused: es.ErrFieldInvalid, Says: "outcome"},
		"refused with a wage in thousands":    {Given: atWork(), When: CheckRetention{PlacementID: firstJob, Mark: 3, Outcome: StillThere, MonthlyWage: money.VND(6_500)}, On: "2021-09-10", Refused: es.ErrFieldInvalid, Says: "monthlyWage"},
		"checked by the newest job":           {Given: atWork(), When: CheckRetention{Mark: 3, Outcome: HasLeft}, On: "2021-06-10", Then: []any{left}},
		"refused where no job has started":    {Given: atWork(), When: CheckRetention{Mark: 3, Outcome: StillThere}, On: "2021-03-09", Refused: ErrPlacementUnknown, Says: "2021-03-09"},
		"refused of a job that isn't there":   {Given: registered(), When: check, On: "2021-06-10", Refused: ErrPlacementUnknown},
		"refused of an annulled job":          {Given: annulled, When: check, On: "2021-06-10", Refused: correction.ErrAlreadyAnnulled},
		"fell due":                            {Given: atWork(), When: due, On: "2021-06-10", Then: []any{fell}},
		"not due before its day":              {Given: atWork(), When: due, On: "2021-06-09", Refused: ErrCheckTooEarly},
		"not due twice":                       {Given: scenario.Given(atWork(), scenario.Happened("2021-06-10", fell)), When: due, On: "2021-06-10"},
		"not due once it is done":             {Given: scenario.Given(atWork(), scenario.Happened("2021-06-01", checked)), When: due, On: "2021-06-10"},
		"not due of a job that ended before":  {Given: end("2021-06-09"), When: due, On: "2021-06-10"},
		"due of a job that ended on its day":  {Given: end("2021-06-10"), When: due, On: "2021-06-10", Then: []any{fell}},
		"not due of an annulled job":          {Given: annulled, When: due, On: "2021-06-10"},
		"not due of a job that isn't there":   {Given: registered(), When: due, On: "2021-06-10", Refused: ErrPlacementUnknown},
		"not due at another mark":             {Given: atWork(), When: NoteRetentionDue{PlacementID: firstJob, Mark: 5}, On: "2021-09-10", Refused: es.ErrFieldInvalid},
		"one mark doesn't settle another":     {Given: scenario.Given(atWork(), scenario.Happened("2021-06-10", checked)), When: NoteRetentionDue{PlacementID: firstJob, Mark: 6}, On: "2021-09-10", Then: []any{RetentionCheckFellDue{PlacementID: firstJob, StartedOn: day("2021-03-10"), Mark: 6}}},
		"a check of somebody not in the book": {When: without, Refused: ErrWorkerUnknown},
	}
}

// TestTheAnswerEnteredLaterHolds: it corrects the first, its day too.
func TestTheAnswerEnteredLaterHolds(t *testing.T) {
	t.Parallel()
	answer := func(on string, outcome Retention) []es.Recorded {
		return scenario.Happened(on, RetentionChecked{PlacementID: firstJob, StartedOn: day("2021-03-10"), Mark: 3, Outcome: outcome})
	}
	fell := scenario.Happened("2021-06-10", RetentionCheckFellDue{PlacementID: firstJob, StartedOn: day("2021-03-10"), Mark: 3})
	w := WorkerDecider.Fold(scenario.Given(atWork(), fell, answer("2021-06-20", HasLeft), answer("2021-06-12", StillThere)))
	job, _ := w.Placement(firstJob)
	if got := job.Checks[0]; got.Outcome != StillThere || got.On != day("2021-06-12") || !got.Noted || job.Checks[1].Noted {
		t.Errorf("%+v", job.Checks)
	}
}

func TestRetentionRate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		still, left, want int
		ok                bool
	}{{91, 9, 910, true}, {2, 1, 667, true}, {1, 2, 333, true}, {0, 4, 0, true}, {4, 0, 1000, true}, {0, 0, 0, false}, {1, 1999, 1, true}} {
		if got, ok := RetentionRate(c.still, c.left); got != c.want || ok != c.ok {
			t.Errorf("%d of %d: %d %v, want %d", c.still, c.still+c.left, got, ok, c.want)
		}
	}
	// The last days of months: three months after 30/11 is 28/02.
	if got := RetentionDue(day("2021-11-30"), 3); got != day("2022-02-28") {
		t.Errorf("due on %s", got)
	}
}
