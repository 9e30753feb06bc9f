package labour_test

import (
	"testing"

	. "vaoso/domain/labour"
	"vaoso/domain/scenario"
)

func TestWorkerState(t *testing.T) {
	t.Parallel()
	events := scenario.Given(atWork(),
		scenario.Happened("2021-05-31", PlacementEnded{PlacementID: firstJob, StartedOn: day("2021-03-10"), Reason: ToOverseas}),
		scenario.Happened("2021-06-18", EngagementReserved{ContractID: contract7, From: day("2021-06-18"), ExpiresOn: day("2021-06-25")}))
	for i := range events {
		events[i].Stream = "worker-4e7a90c3d1f25b68"
	}
	w := WorkerDecider.Fold(events)
	if w.ID != "worker-4e7a90c3d1f25b68" || !w.Registered || w.BirthYear != 1999 || w.Sex != Female {
		t.Errorf("the registration isn't kept: %s %v %d %s", w.ID, w.Registered, w.BirthYear, w.Sex)
	}
	if !w.Inactive || w.StatusSince != day("2021-05-31") {
		t.Errorf("after an end without seeking: inactive %v since %s", w.Inactive, w.StatusSince)
	}
	for on, want := range map[string]EngagementKind{
		"2021-03-09": "", "2021-03-10": ByPlacement, "2021-05-31": ByPlacement, "2021-06-01": "",
		"2021-06-17": "", "2021-06-18": ByReservation, "2031-01-01": ByReservation,
	} {
		if e, _ := w.EngagedOn(day(on)); e.Kind != want {
			t.Errorf("on %s engaged by %q, want %q", on, e.Kind, want)
		}
	}
	if e, engaged := w.Occupied(day("2021-06-01"), day("2022-01-01"), contract7); engaged {
		t.Errorf("but for the contract, engaged by %+v", e)
	}
	if job, ok := w.Placement(firstJob); !ok || job.Last() != day("2021-05-31") || job.EndReason != ToOverseas {
		t.Errorf("the job is %+v", job)
	}
}

// What a released contract leaves behind depends on whether the worker had
// departed.
func TestReleasedContractOccupies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		departed bool
		reason   ReleaseReason
		occupies bool
	}{
		"held and expired":        {false, Expired, false},
		"held and refused":        {false, Refused, false},
		"withdrawn before leave":  {false, Terminated, false},
		"terminated abroad":       {true, Terminated, true},
		"returned":                {true, Returned, true},
		"returned, never told of": {false, Returned, true},
		"departure annulled":      {true, Annulled, false},
	} {
		events := held()
		if c.departed {
			events = abroad()
		}
		events = scenario.Given(events, scenario.Happened("2021-09-30", EngagementReleased{ContractID: contract7, Reason: c.reason, Until: day("2021-09-30")}))
		w := WorkerDecider.Fold(events)
		if _, got := w.EngagedOn(day("2021-09-30")); got != c.occupies {
			t.Errorf("%s: engaged on the last day %v, want %v", name, got, c.occupies)
		}
		if e, got := w.EngagedOn(day("2021-10-01")); got {
			t.Errorf("%s: still engaged by %+v", name, e)
		}
	}
}

// Facts are entered late: a job that ended long ago says nothing about whether
// its worker seeks one now.
func TestLateFactsLeaveTheStatus(t *testing.T) {
	t.Parallel()
	studies := scenario.Given(registered(), scenario.Happened("2021-09-01", JobSeekingEnded{Reason: Studying}))
	late := scenario.Given(studies, scenario.Happened("2021-03-10", placed()))
	if w := WorkerDecider.Fold(late); !w.Inactive || w.InactiveFor != Studying {
		t.Errorf("a job of March made a student of September seek: %v %q", w.Inactive, w.InactiveFor)
	}
	now := scenario.Given(studies, scenario.Happened("2021-10-01", placed()))
	if w := WorkerDecider.Fold(now); w.Inactive {
		t.Error("whoever takes a job is inactive no more")
	}
}

// Once a person's key is gone there is no birth date, and the year remains.
func TestAgeWithoutBirthDate(t *testing.T) {
	t.Parallel()
	w := Worker{BirthYear: 2006}
	if !w.Under(15, day("2020-12-31")) || w.Under(15, day("2021-01-01")) {
		t.Error("born in 2006: 15 is reached in 2021")
	}
}

// A worker's home goes by the day, in whatever order moves were entered.
func TestWardOn(t *testing.T) {
	t.Parallel()
	w := WorkerDecider.Fold(scenario.Given(registered(),
		scenario.Happened("2021-06-01", WorkerMoved{Ward: "08713"}),
		scenario.Happened("2021-03-01", WorkerMoved{Ward: "08710"}),
		scenario.Happened("2021-06-01", WorkerMoved{Ward: "08716"}),
	))
	for on, want := range map[string]string{
		"2020-12-31": "08728", "2021-01-11": "08728", "2021-02-28": "08728", "2021-03-01": "08710",
		"2021-05-31": "08710", "2021-06-01": "08716", "2022-01-01": "08716",
	} {
		if got := w.WardOn(day(on)); got != want {
			t.Errorf("on %s in %s, want %s", on, got, want)
		}
	}
}

// Two futures of one state share nothing: a dry run decides on a state that
// others go on with.
func TestFuturesAreApart(t *testing.T) {
	t.Parallel()
	w := Worker{Placements: make([]Placement, 0, 8)}
	one := WorkerDecider.Evolve(w, scenario.Happened("2021-03-10", placed())[0])
	WorkerDecider.Evolve(w, scenario.Happened("2021-04-01", placed())[0])
	if got := one.Placements[0].StartedOn; got != day("2021-03-10") {
		t.Errorf("the other future moved the start to %s", got)
	}
}
