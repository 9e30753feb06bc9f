package training_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
	"vaoso/domain/scenario"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/training"
)

var day = scenario.Day

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// report is the report of a view of the events, in a database of its own.
func report(t *testing.T, at tb, events []es.Recorded, by training.By, asOf string) (r training.Report) {
	at.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		at.Fatal(err)
	}
	defer views.Close() //nolint:errcheck // in memory
	p, err := engine.OpenProjector(t.Context(), training.Projection, views, nil)
	if err != nil {
		at.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		at.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: day("2021-01-01").In(0, 0, 0)}); err != nil {
		at.Fatal(err)
	}
	err = views.Snapshot(t.Context(), func(s engine.Snapshot) (err error) {
		r, err = training.MakeReport(t.Context(), s, by, day(asOf), true)
		return err
	})
	if err != nil {
		at.Fatal(err)
	}
	return r
}

func agreed(institution, employer string, seats int) outreach.CourseAgreed {
	return outreach.CourseAgreed{InstitutionID: institution, EmployerID: employer, Occupation: "may", Seats: seats, JobsPromised: seats - 1, StartsOn: day("2021-03-01"), EndsOn: day("2021-05-31")}
}

func hired(worker, employer, on string) []es.Recorded {
	return foldtest.In(worker, scenario.Happened(on, labour.WorkerPlaced{
		PlacementID: labour.PlacementID(worker, employer, day(on)), EmployerID: employer, Occupation: "may", ContractKind: labour.Indefinite, MonthlyWage: money.VND(6_500_000),
		Source: labour.TrainingOnOrder, ReportedOn: day(on), Ward: "08728", Sex: labour.Female, BirthYear: 1999, Sector: "C",
	}))
}

// year is a course of five with every way for a trainee to go, and one of two
// that was cancelled.
func year(t *testing.T) []es.Recorded {
	t.Helper()
	in := foldtest.In
	const c1, c2, i1, e1, e2 = "course-1", "course-2", "institution-1", "employer-1", "employer-2"
	happened := scenario.Happened
	return foldtest.Events(t, catalog.Events(),
		in(i1, happened("2021-01-05", outreach.InstitutionRegistered{Name: "Trường Mẫu Nghề 01", Occupations: []string{"may"}})),
		in(e1, happened("2021-01-05", labour.EmployerRegistered{TaxCode: "0000010008", Name: "Công ty Mẫu May 01", Sector: "C", Province: "26", Ward: "08728"})),
		in(c1, happened("2021-02-15", agreed(i1, e1, 5))),
		in(c2, happened("2021-02-16", agreed("institution-2", e2, 2), outreach.CourseCancelled{})),
		hired("worker-1", e1, "2021-06-01"), // entered before the training was
		in(c1, happened("2021-02-20", outreach.TraineeEnrolled{WorkerID: "worker-1"}, outreach.TraineeEnrolled{WorkerID: "worker-2"}, outreach.TraineeEnrolled{WorkerID: "worker-3"}, outreach.TraineeEnrolled{WorkerID: "worker-4"}, outreach.TraineeEnrolled{WorkerID: "worker-5"})),
		in(c1, happened("2021-03-01", outreach.CourseStarted{})),
		in(c1, happened("2021-04-01", outreach.TrainingAttendanceRecorded{WorkerID: "worker-1", Month: civil.MonthOn(2021, 3), Days: 10, Of: 20})),
		in(c1, happened("2021-04-02", outreach.TrainingAttendanceRecorded{WorkerID: "worker-1", Month: civil.MonthOn(2021, 3), Days: 19, Of: 20})),
		in(c1, happened("2021-05-01", outreach.TrainingAttendanceRecorded{WorkerID: "worker-2", Month: civil.MonthOn(2021, 4), Days: 10, Of: 22})),
		in(c1, happened("2021-04-10", outreach.TraineeDroppedOut{WorkerID: "worker-5", Reason: outreach.DropFamily})),
		in(c1, happened("2021-05-31", outreach.TrainingCompleted{WorkerID: "worker-1", CertificateNo: "CC-1"}, outreach.TrainingCompleted{WorkerID: "worker-2", CertificateNo: "CC-2"}, outreach.TrainingCompleted{WorkerID: "worker-3"}, outreach.CourseFinished{})),
		hired("worker-2", e2, "2021-06-02"), // with somebody else
		hired("worker-3", e1, "2021-06-02"),
		in("worker-3", happened("2021-06-20", labour.PlacementAnnulled{PlacementID: labour.PlacementID("worker-3", e1, day("2021-06-02")), StartedOn: day("2021-06-02")})),
		hired("worker-4", e1, "2021-06-02"), // without having completed
		in(c1, happened("2021-06-10", outreach.CourseAssessed{By: outreach.ByEmployer, Score: 2}, outreach.CourseAssessed{By: outreach.ByCity, Score: 5}, outreach.CourseAssessed{By: outreach.ByEmployer, Score: 4})),
	)
}

// TestAYear's figures are counted by hand.
func TestAYear(t *testing.T) {
	t.Parallel()
	r := report(t, t, year(t), training.ByCourse, "2021-12-31")
	if len(r.Rows) != 2 || r.Position == es.Start || !r.Synthetic {
		t.Fatalf("%+v", r)
	}
	c := r.Rows[0]
	got := fmt.Sprint(c.Key, c.InstitutionName, c.EmployerName, c.State, c.Seats, c.JobsPromised, c.Enrolled, c.Completed, c.Certified, c.Dropped, c.Placed, c.Pending, c.Days, c.DaysOf, *c.Attended, *c.Conversion, c.Scores, *c.Score)
	want := fmt.Sprint("course-1", "Trường Mẫu Nghề 01", "Công ty Mẫu May 01", "finished", 5, 4, 5, 3, 2, 1, 1, 0, 29, 42, 69, 33, 2, 4.5)
	if got != want {
		t.Errorf("the course is\n%s, want\n%s", got, want)
	}
	if x := r.Rows[1]; x.State != outreach.CourseIsCancelled || x.Conversion != nil || x.Score != nil || x.Attended != nil || x.Name() != "2" {
		t.Errorf("the cancelled course is %+v", x)
	}
	if r.Total.Seats != 7 || r.Total.Courses != 2 || *r.Total.Conversion != 33 {
		t.Errorf("the total is %+v", r.Total)
	}
	if early := report(t, t, year(t), training.ByCourse, "2021-08-29"); early.Rows[0].Pending != 2 {
		t.Errorf("on the 90th day two may still be placed, the report says %d", early.Rows[0].Pending)
	}
	for by, key := range map[training.By]string{training.ByInstitution: "institution-1", training.ByEmployer: "employer-1"} {
		r := report(t, t, year(t), by, "2021-12-31")
		found := false
		for _, row := range r.Rows {
			found = found || row.Key == key && row.Completed == 3 && row.Placed == 1 && row.Courses == 1 && *row.Score == 4.5
		}
		if !found || len(r.Rows) != 2 {
			t.Errorf("by %s: %+v", by, r.Rows)
		}
	}
}

// TestWhoComesAgain begins anew: what was attended before dropping out counts no
// more, also in a month that has both.
func TestWhoComesAgain(t *testing.T) {
	t.Parallel()
	march := civil.MonthOn(2021, 3)
	events := foldtest.Events(t, catalog.Events(), foldtest.In("course-1", scenario.Happened("2021-03-01",
		agreed("institution-1", "employer-1", 5), outreach.CourseStarted{}, outreach.TraineeEnrolled{WorkerID: "worker-1"},
		outreach.TrainingAttendanceRecorded{WorkerID: "worker-1", Month: march, Days: 5, Of: 9},
		outreach.TraineeDroppedOut{WorkerID: "worker-1", Reason: outreach.DropMoved}, outreach.TraineeEnrolled{WorkerID: "worker-1"},
		outreach.TrainingAttendanceRecorded{WorkerID: "worker-1", Month: march, Days: 2, Of: 3},
	)))
	if x := report(t, t, events, training.ByCourse, "2021-12-31").Rows[0]; x.Enrolled != 1 || x.Dropped != 0 || x.Days != 2 || x.DaysOf != 3 {
		t.Errorf("it says %+v", x)
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, training.Projection, year(t))
}

// TestAgainstTheDecider: for whatever is asked of a course, the report says what
// the state that decisions go by says.
func TestAgainstTheDecider(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		workers := []string{"worker-1", "worker-2", "worker-3"}
		on := day("2021-03-01")
		history := foldtest.In("course-1", scenario.Happened("2021-03-01", agreed("institution-1", "employer-1", 2), outreach.CourseStarted{}))
		var all []es.Recorded
		jobs := map[string][]civil.Date{}
		for range rapid.IntRange(1, 30).Draw(rt, "steps") {
			on = on.AddDays(rapid.IntRange(0, 15).Draw(rt, "days"))
			w := rapid.SampledFrom(workers).Draw(rt, "worker")
			if rapid.IntRange(0, 4).Draw(rt, "job") == 0 {
				all = append(all, hired(w, "employer-1", on.String())...)
				jobs[w] = append(jobs[w], on)
				continue
			}
			command := rapid.SampledFrom([]outreach.CourseCommand{
				outreach.EnrolTrainee{WorkerID: w}, outreach.EnrolTrainee{WorkerID: w}, outreach.DropTrainee{WorkerID: w, Reason: outreach.DropMoved},
				outreach.CompleteTraining{WorkerID: w, CertificateNo: "1"}, outreach.AssessCourse{By: outreach.ByCity, Score: 1 + on.Day()%5},
				outreach.RecordTrainingAttendance{WorkerID: w, Month: on.MonthOf(), Days: on.Day() % 9, Of: 9},
			}).Draw(rt, "command")
			got, err := outreach.CourseDecider.Decide(outreach.CourseDecider.Fold(history), command, es.Asked{On: on, Today: on})
			if err == nil {
				history = append(history, foldtest.In("course-1", scenario.Happened(on.String(), got...))...)
			}
		}
		events := foldtest.Events(t, catalog.Events(), history, all)
		row := report(t, rt, events, training.ByCourse, on.String()).Rows[0]
		state := outreach.CourseDecider.Fold(history)
		var want outreach.Trained
		for _, x := range state.Trainees() {
			want.Enrolled++
			switch x.Phase {
			case outreach.DroppedOut:
				want.Dropped++
			case outreach.Completed:
				want.Completed++
				want.Certified++
				took := false
				for _, j := range jobs[x.WorkerID] {
					took = took || outreach.PlacedAfterTraining(x.EnrolledOn, x.EndedOn, j)
				}
				if took {
					want.Placed++
				} else if on.DaysSince(x.EndedOn) <= 90 {
					want.Pending++
				}
			case outreach.InTraining:
			}
			for _, a := range x.Attendance {
				want.Days += a.Days
				want.DaysOf += a.Of
			}
		}
		want.Seats, want.JobsPromised = 2, 1
		if want = want.Plus(outreach.Trained{}); fmt.Sprint(figures(row.Trained)) != fmt.Sprint(figures(want)) {
			rt.Fatalf("the report has %v, the state %v", figures(row.Trained), figures(want))
		}
		if score := state.Scores[outreach.ByCity]; score > 0 && *row.Score != float64(score) {
			rt.Fatalf("the score is %v, want %d", *row.Score, score)
		}
	})
}

// figures are a row's, with the percents that nil stands for none in.
func figures(t outreach.Trained) []int {
	or := func(p *int) int {
		if p == nil {
			return -1
		}
		return *p
	}
	return []int{t.Seats, t.JobsPromised, t.Enrolled, t.Completed, t.Certified, t.Dropped, t.Placed, t.Pending, t.Days, t.DaysOf, or(t.Attended), or(t.Conversion)}
}
