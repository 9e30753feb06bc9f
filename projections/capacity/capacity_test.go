package capacity_test

import (
	"fmt"
	"reflect"
	"testing"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
	"vaoso/domain/scenario"
	"vaoso/domain/territory"
	"vaoso/projections/capacity"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

var day = scenario.Day

func report(t *testing.T, events []es.Recorded, from, asOf string) (r capacity.Report) {
	t.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer views.Close() //nolint:errcheck // in memory
	p, err := engine.OpenProjector(t.Context(), capacity.Projection, views, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		t.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: day("2021-01-01").In(0, 0, 0)}); err != nil {
		t.Fatal(err)
	}
	ask := capacity.Question{AsOf: day(asOf), Units: territory.VinhYen()}
	if from != "" {
		ask.From = day(from)
	}
	err = views.Snapshot(t.Context(), func(s engine.Snapshot) (err error) {
		r, err = capacity.MakeReport(t.Context(), s, ask)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func helped(worker, on string) []es.Recorded {
	return foldtest.In(worker, scenario.Happened(on, labour.WorkerPlaced{
		PlacementID: labour.PlacementID(worker, "employer-1", day(on)), EmployerID: "employer-1", Occupation: "may", ContractKind: labour.Indefinite, MonthlyWage: money.VND(6_500_000),
		Source: labour.FromCollaborator, ReportedOn: day(on), Ward: "08728", Sex: labour.Female, BirthYear: 1999, Sector: "C", CollaboratorID: "collaborator-08728-1",
	}))
}

// year: two courses of which one had nobody, one of the year before, two
// collaborators of whom one was dismissed.
func year(t *testing.T) []es.Recorded {
	t.Helper()
	in, happened := foldtest.In, scenario.Happened
	there := func(who, unit string, kind outreach.AttendeeKind) outreach.AttendanceRecorded {
		return outreach.AttendanceRecorded{PersonRef: who, Unit: unit, Kind: kind}
	}
	return foldtest.Events(t, catalog.Events(),
		in("capacity-2020-01", happened("2020-11-02", outreach.CapacityCourseHeld{Topic: outreach.TopicManagement, Hours: 8}, there("CB-9", "08707", outreach.Official))),
		in("capacity-2021-01", happened("2021-04-10", outreach.CapacityCourseHeld{Topic: outreach.TopicCounselling, Hours: 16},
			there("CB-1", "08710", outreach.Official), there("CB-2", "08710", outreach.Official), there("CTV-1", "08728", outreach.CollaboratorThere), there("CB-3", "city", outreach.Official))),
		in("capacity-2021-02", happened("2021-05-10", outreach.CapacityCourseHeld{Topic: outreach.TopicOverseas, Hours: 4})),
		in("collaborator-08728-1", happened("2021-02-01", outreach.CollaboratorAppointed{Name: "Lê Thị Á", Unit: "08728"})),
		in("collaborator-08728-2", happened("2021-02-01", outreach.CollaboratorAppointed{Name: "Lê Văn Á", Unit: "08728"})),
		in("collaborator-08728-2", happened("2021-06-01", outreach.CollaboratorDismissed{})),
		in("referral-1", happened("2021-03-01", outreach.WorkerCounselled{WorkerID: "worker-1", ByCollaborator: "collaborator-08728-1"})),
		in("referral-2", happened("2021-03-01", outreach.WorkerCounselled{WorkerID: "worker-2", ByCollaborator: "collaborator-08728-2"})),
		in("referral-3", happened("2021-03-01", outreach.WorkerCounselled{WorkerID: "worker-3"})),
		helped("worker-1", "2021-03-10"), helped("worker-2", "2021-03-11"),
		in("worker-2", happened("2021-03-12", labour.PlacementAnnulled{PlacementID: labour.PlacementID("worker-2", "employer-1", day("2021-03-11")), StartedOn: day("2021-03-11")})),
	)
}

// TestAYear's figures are counted by hand.
func TestAYear(t *testing.T) {
	t.Parallel()
	r := report(t, year(t), "", "2021-12-31")
	if want := []string{"08707", "08713", "08716", "08719", "08722", "08725", "08731"}; !reflect.DeepEqual(r.Nobody, want) {
		t.Errorf("nobody trained in %v, want %v", r.Nobody, want)
	}
	got := map[string]capacity.Figures{}
	for _, u := range r.Units {
		if u.Figures != (capacity.Figures{}) {
			got[u.Name] = u.Figures
		}
		if u.Nobody && u.Unit == "city" {
			t.Error("the city's office is no ward")
		}
	}
	type figures = capacity.Figures
	want := map[string]figures{
		"phường Liên Bảo":   {Officials: 2, Hours: 32},
		"phường Khai Quang": {Collaborators: 1, Hours: 16, Active: 1, Counselled: 2, Placed: 1},
	}
	for _, u := range r.Units {
		if u.Unit == "city" {
			want[u.Name] = figures{Officials: 1, Hours: 16}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("units %+v, want %+v", got, want)
	}
	if r.Total != (figures{Officials: 3, Collaborators: 1, Hours: 64, Active: 1, Counselled: 2, Placed: 1}) {
		t.Errorf("total %+v", r.Total)
	}
	if got := fmt.Sprint(r.Courses); got != "[{capacity-2021-01 counselling 16 2021-04-10 3 1 [{1 08710 phường Liên Bảo official} {2 08710 phường Liên Bảo official} {3 08728 phường Khai Quang collaborator} {4 city Phòng Lao động – Thương binh và Xã hội official}]} {capacity-2021-02 overseas 4 2021-05-10 0 0 []}]" {
		t.Errorf("courses %s", got)
	}
	if c := r.Collaborators; len(c) != 2 || c[0].Counselled != 1 || c[0].Placed != 1 || c[1].Counselled != 1 || c[1].Placed != 0 || c[1].DismissedOn != day("2021-06-01") {
		t.Errorf("collaborators %+v", c)
	}
	if before := report(t, year(t), "2020-01-01", "2020-12-31"); before.Total.Officials != 1 || len(before.Nobody) != 8 {
		t.Errorf("the year before: %+v", before)
	}
	if may := report(t, year(t), "", "2021-05-31"); may.Total.Active != 2 {
		t.Errorf("before the dismissal there are %d", may.Total.Active)
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, capacity.Projection, year(t))
}
