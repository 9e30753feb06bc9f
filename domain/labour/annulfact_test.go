package labour_test

import (
	"testing"

	"vaoso/domain/correction"
	"vaoso/domain/es"
	. "vaoso/domain/labour"
	"vaoso/domain/scenario"
)

// TestFactsTakenBack: a move, a turn of seeking and an extension that shouldn't
// have been entered are as if they never had been; so is an employer's closing.
func TestFactsTakenBack(t *testing.T) {
	t.Parallel()
	fold := func(events []es.Recorded) Worker { return WorkerDecider.Fold(events) }
	asked := es.Asked{On: day("2021-12-01"), Today: day("2021-12-31")}
	for name, c := range map[string]struct {
		wrong any
		back  WorkerCommand
	}{
		"a move":       {WorkerMoved{Ward: "08713"}, AnnulMove{}},
		"an end":       {JobSeekingEnded{Reason: Deceased}, AnnulJobSeeking{}},
		"an extension": {PlacementExtended{PlacementID: firstJob, StartedOn: day("2021-03-10"), Months: 3, PlannedEnd: day("2022-06-09")}, AnnulExtension{PlacementID: firstJob}},
	} {
		before := atWork()
		if _, err := WorkerDecider.Decide(fold(before), c.back, asked); !refusedAs(err, correction.ErrNothingToCorrect) {
			t.Errorf("%s that was never entered: %v", name, err)
		}
		entered := scenario.Given(before, scenario.Happened("2021-06-01", c.wrong))
		made, err := WorkerDecider.Decide(fold(entered), c.back, asked)
		if err != nil || len(made) != 1 {
			t.Fatalf("%s: %v, %v", name, made, err)
		}
		if of := made[0].(correction.Effect).Corrects(); of.Action != correction.Annul || of.EventID != entered[len(entered)-1].ID {
			t.Errorf("%s: it puts %v right", name, of)
		}
		after := fold(scenario.Given(entered, scenario.Happened("2021-12-01", made...)))
		want := fold(before)
		if after.WardOn(day("2021-12-31")) != want.WardOn(day("2021-12-31")) || after.Inactive != want.Inactive || after.Placements[0].PlannedEnd != want.Placements[0].PlannedEnd {
			t.Errorf("%s: %+v, want %+v", name, after, want)
		}
		if _, err := WorkerDecider.Decide(after, c.back, asked); !refusedAs(err, correction.ErrNothingToCorrect) {
			t.Errorf("%s, twice: %v", name, err)
		}
	}
	shut := EmployerDecider.Fold(scenario.Happened("2021-01-11", EmployerRegistered{TaxCode: "0000010008", Sector: "C", Province: "26", Ward: "08728"}, EmployerClosed{}))
	made, err := EmployerDecider.Decide(shut, ReopenEmployer{}, asked)
	if err != nil || len(made) != 1 {
		t.Fatalf("an employer: %v, %v", made, err)
	}
	open := EmployerDecider.Evolve(shut, es.Recorded{Payload: made[0]})
	if !open.ClosedOn.IsZero() {
		t.Errorf("still closed on %s", open.ClosedOn)
	}
	if _, err := EmployerDecider.Decide(open, ReopenEmployer{}, asked); !refusedAs(err, correction.ErrNothingToCorrect) {
		t.Errorf("reopened twice: %v", err)
	}
	if _, err := EmployerDecider.Decide(Employer{}, ReopenEmployer{}, asked); !refusedAs(err, ErrEmployerUnknown) {
		t.Errorf("no employer: %v", err)
	}
}

func refusedAs(err error, r *es.Refusal) bool {
	refused, is := es.AsRefused(err)
	return is && refused.Code == r.Code
}
