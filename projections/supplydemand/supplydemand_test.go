package supplydemand_test

import (
	"reflect"
	"testing"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/outreach"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/supplydemand"
)

var day = scenario.Day

// view is a view of the events, in a database of its own.
func view(t *testing.T, events []es.Recorded) *sqlite.Views {
	t.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { views.Close() }) //nolint:errcheck // in memory
	p, err := engine.OpenProjector(t.Context(), supplydemand.Projection, views, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
		t.Fatal(err)
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: day("2021-01-01").In(0, 0, 0)}); err != nil {
		t.Fatal(err)
	}
	return views
}

func report(t *testing.T, events []es.Recorded, by supplydemand.By, from, asOf string) (r supplydemand.Report) {
	t.Helper()
	err := view(t, events).Snapshot(t.Context(), func(s engine.Snapshot) (err error) {
		r, err = supplydemand.MakeReport(t.Context(), s, supplydemand.Question{By: by, From: day(from), AsOf: day(asOf), Units: territory.VinhYen()})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func seeker(id, ward, occupation string) []es.Recorded {
	return foldtest.In(id, scenario.Happened("2021-01-11", labour.WorkerRegistered{
		CitizenID: "000199000123", FullName: "Nguyễn Thị Á", BirthDate: day("1999-02-03"), BirthYear: 1999, Sex: labour.Female, Ward: ward, Occupation: occupation, RegisteredOn: day("2021-01-11"),
	}))
}

func placed(worker, vacancy, on string, months int) []es.Recorded {
	p := labour.WorkerPlaced{
		PlacementID: labour.PlacementID(worker, "employer-1", day(on)), EmployerID: "employer-1", Occupation: "may", ContractKind: labour.Indefinite, MonthlyWage: money.VND(6_500_000),
		Source: labour.Direct, ReportedOn: day(on), Ward: "08710", Sex: labour.Female, BirthYear: 1999, Sector: "C", VacancyID: vacancy,
	}
	if months > 0 {
		p.ContractKind, p.Months = labour.FixedTerm, months
	}
	return foldtest.In(worker, scenario.Happened(on, p))
}

func posted(vacancy, on string, quantity int, closesOn string) []es.Recorded {
	return foldtest.In(vacancy, scenario.Happened(on, outreach.VacancyPosted{
		EmployerID: "employer-1", Quantity: quantity, Occupation: "May", WageFrom: money.VND(6_000_000), WageTo: money.VND(8_000_000), ClosesOn: day(closesOn), Ward: "08728",
	}))
}

// year: three who sew and one who welds; a vacancy for three that expires with
// one hired and one annulled, one for one that is filled, one that is withdrawn,
// one that is open.
func year(t *testing.T) []es.Recorded {
	t.Helper()
	in, happened := foldtest.In, scenario.Happened
	const v1, v2, v3, v4 = "vacancy-1", "vacancy-2", "vacancy-3", "vacancy-4"
	return foldtest.Events(t, catalog.Events(),
		in("intermediary-1", happened("2021-01-05", outreach.IntermediaryRegistered{Name: "Trung tâm Mẫu 01", Type: outreach.ServiceCentre, Province: "25"})),
		seeker("worker-1", "08710", "may"), seeker("worker-2", "08710", "MAY "), seeker("worker-3", "08728", "may"), seeker("worker-4", "08710", "hàn"),
		posted(v1, "2021-02-01", 3, "2021-03-31"), posted(v2, "2021-02-10", 1, "2021-12-31"), posted(v3, "2021-02-10", 5, "2021-12-31"), posted(v4, "2021-03-01", 2, "2021-06-30"),
		in("referral-1", happened("2021-02-08", outreach.WorkerCounselled{WorkerID: "worker-1"}, outreach.WorkerReferred{WorkerID: "worker-1", VacancyID: v1, IntermediaryID: "intermediary-1"})),
		in("referral-2", happened("2021-03-02", outreach.WorkerReferred{WorkerID: "worker-2", VacancyID: v1, IntermediaryID: "intermediary-1"})),
		in("referral-3", happened("2021-03-03", outreach.WorkerCounselled{WorkerID: "worker-3"})),
		placed("worker-1", v1, "2021-02-15", 3), // to 2021-05-14
		in("referral-1", happened("2021-02-15", outreach.ReferralConcluded{Outcome: outreach.Hired})),
		in("referral-2", happened("2021-03-09", outreach.ReferralConcluded{Outcome: outreach.Interviewed}, outreach.ReferralConcluded{Outcome: outreach.Declined})),
		placed("worker-2", v1, "2021-03-10", 0),
		in("worker-2", happened("2021-03-12", labour.PlacementAnnulled{PlacementID: labour.PlacementID("worker-2", "employer-1", day("2021-03-10")), StartedOn: day("2021-03-10")})),
		in(v3, happened("2021-03-15", outreach.VacancyWithdrawn{})),
		placed("worker-3", v2, "2021-03-20", 0),
		in(v2, happened("2021-03-20", outreach.VacancyFilled{Placed: 1})),
		in("clock-vinh-yen", happened("2021-03-31", plan.DayPassed{Day: day("2021-03-31")})),
		in(v1, happened("2021-03-31", outreach.VacancyExpired{Placed: 1})),
		in("worker-2", happened("2021-04-10", labour.WorkerMoved{Ward: "08713"})),
		in("fair-1", happened("2021-04-15", outreach.FairHeld{Venue: "Nhà văn hóa", Employers: 9, Attendance: 100}, outreach.FairOutcomeRecorded{Interviewed: 30, Hired: 7})),
		placed("worker-4", v4, "2021-04-20", 0),
	)
}

// TestAYear's figures are counted by hand.
func TestAYear(t *testing.T) {
	t.Parallel()
	type row = supplydemand.Row
	type figures = supplydemand.Figures
	rows := func(by supplydemand.By, from, asOf string) []row { return report(t, year(t), by, from, asOf).Rows }
	for name, c := range map[string]struct{ got, want []row }{
		"by month": {rows(supplydemand.ByMonth, "2021-01-01", "2021-06-15"), []row{
			{Month: "2021-01", Figures: figures{Seekers: 4}},
			{Month: "2021-02", Figures: figures{Open: 2 + 1 + 5, Seekers: 3, Referred: 1, Hired: 1}},
			{Month: "2021-03", Figures: figures{Open: 2 + 2, Seekers: 2, Referred: 1, Hired: 1, Expired: 2}}, // 31/03 is the first one's last day
			{Month: "2021-04", Figures: figures{Open: 1, Seekers: 1, Hired: 1}},
			{Month: "2021-05", Figures: figures{Open: 1, Seekers: 2}}, // worker-1's term is over
			{Month: "2021-06", Figures: figures{Open: 1, Seekers: 2}},
		}},
		"by occupation": {rows(supplydemand.ByOccupation, "2021-03-01", "2021-03-31"), []row{
			{Occupation: "hàn", Figures: figures{Seekers: 1}},
			{Occupation: "may", Figures: figures{Open: 4, Seekers: 1, Referred: 1, Hired: 1, Expired: 2}},
		}},
		"by ward": {rows(supplydemand.ByWard, "2021-01-01", "2021-06-15"), []row{
			{Ward: "08710", WardName: "phường Liên Bảo", Figures: figures{Seekers: 1}},
			{Ward: "08713", WardName: "phường Hội Hợp", Figures: figures{Seekers: 1}},
			{Ward: "08728", WardName: "phường Khai Quang", Figures: figures{Open: 1, Referred: 2, Hired: 3, Expired: 2}},
		}},
		"by both": {rows(supplydemand.ByAll, "2021-01-01", "2021-01-31"), []row{
			{Occupation: "hàn", Ward: "08710", WardName: "phường Liên Bảo", Figures: figures{Seekers: 1}},
			{Occupation: "may", Ward: "08710", WardName: "phường Liên Bảo", Figures: figures{Seekers: 2}},
			{Occupation: "may", Ward: "08728", WardName: "phường Khai Quang", Figures: figures{Seekers: 1}},
		}},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s:\n%+v, want\n%+v", name, c.got, c.want)
		}
	}
	r := report(t, year(t), supplydemand.ByWard, "2021-01-01", "2021-06-15")
	if r.Total != (figures{1, 2, 2, 3, 2}) || r.Counselled != 2 || r.Fairs != (supplydemand.Fairs{Held: 1, Employers: 9, Attendance: 100, Interviewed: 30, Hired: 7}) {
		t.Errorf("total %+v, counselled %d, fairs %+v", r.Total, r.Counselled, r.Fairs)
	}
	want := []supplydemand.Intermediary{{Intermediary: "intermediary-1", Name: "Trung tâm Mẫu 01", Type: "service_centre", Province: "25", ProvinceName: "tỉnh Phú Thọ", Referred: 2, Hired: 1}}
	if !reflect.DeepEqual(r.Intermediaries, want) {
		t.Errorf("intermediaries %+v, want %+v", r.Intermediaries, want)
	}
	if r := report(t, year(t), supplydemand.ByMonth, "2021-03-15", "2021-03-15"); r.Total.Open != 2+1+2 {
		t.Errorf("on the day of the withdrawal %d are open", r.Total.Open)
	}
	if first := report(t, year(t), supplydemand.ByMonth, "2021-04-10", "2021-04-14"); first.Fairs.Held != 0 || first.Total.Hired != 0 || len(first.Rows) != 1 {
		t.Errorf("of five days in April it says %+v", first)
	}
}

func TestAFoldKeepsTheLaws(t *testing.T) {
	t.Parallel()
	foldtest.Properties(t, supplydemand.Projection, year(t))
}

// TestEmployersOfOtherProvinces: their vacancies, and those referred to them, are
// of their province, whose name is known; of the ward in the book once it turns
// out to be here.
func TestEmployersOfOtherProvinces(t *testing.T) {
	t.Parallel()
	in, happened := foldtest.In, scenario.Happened
	away := outreach.VacancyPosted{EmployerID: "employer-9", Quantity: 4, Occupation: "may", WageFrom: money.VND(6_000_000), WageTo: money.VND(8_000_000), ClosesOn: day("2021-12-31")}
	unknown := away
	unknown.EmployerID, unknown.Quantity = "employer-8", 1
	lists := [][]es.Recorded{
		in("employer-9", happened("2021-01-05", labour.EmployerRegistered{TaxCode: "0000010008", Name: "Công ty Mẫu 09", Sector: "C", Province: "01"})),
		in("vacancy-9", happened("2021-02-01", away)), in("vacancy-8", happened("2021-02-01", unknown)),
		in("referral-9", happened("2021-02-08", outreach.WorkerReferred{WorkerID: "worker-1", VacancyID: "vacancy-9"})),
	}
	byWard := func() supplydemand.Report {
		return report(t, foldtest.Events(t, catalog.Events(), lists...), supplydemand.ByWard, "2021-01-01", "2021-06-30")
	}
	want := []supplydemand.Row{{Figures: supplydemand.Figures{Open: 1}}, {Province: "01", ProvinceName: "thành phố Hà Nội", Figures: supplydemand.Figures{Open: 4, Referred: 1}}}
	if got := byWard().Rows; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	lists = append(lists, in("employer-9", happened("2021-03-01", labour.EmployerCorrected{Name: "Công ty Mẫu 09", Sector: "C", Province: "26", Ward: "08728"})))
	want = []supplydemand.Row{{Figures: supplydemand.Figures{Open: 1}}, {Ward: "08728", WardName: "phường Khai Quang", Figures: supplydemand.Figures{Open: 4, Referred: 1}}}
	if got := byWard().Rows; !reflect.DeepEqual(got, want) {
		t.Errorf("once it is put right: %+v, want %+v", got, want)
	}
	lists = append(lists, in("employer-9", happened("2021-03-02", labour.EmployerCorrected{Name: "Công ty Mẫu 09", Sector: "C", Province: "25"})))
	if got := byWard().Rows; len(got) != 2 || got[1].ProvinceName != "tỉnh Phú Thọ" || got[1].Open != 4 {
		t.Errorf("back again: %+v", got)
	}
}
