package support_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/scenario"
	domain "vaoso/domain/support"
	"vaoso/domain/territory"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/support"
)

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(...any)
}

func report(t *testing.T, at tb, events []es.Recorded, from, asOf civil.Date) (r support.Report) {
	at.Helper()
	views, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		at.Fatal(err)
	}
	defer func() {
		if err := views.Close(); err != nil {
			at.Fatal(err)
		}
	}()
	p, err := engine.OpenProjector(t.Context(), support.Projection, views, nil)
	if err != nil {
		at.Fatal(err)
	}
	if len(events) > 0 {
		if err := p.Project(t.Context(), engine.PageOf(es.Start, events[len(events)-1].Position, events...)); err != nil {
			at.Fatal(err)
		}
	}
	if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position, Since: from.In(0, 0, 0)}); err != nil {
		at.Fatal(err)
	}
	err = views.Snapshot(t.Context(), func(s engine.Snapshot) (err error) {
		r, err = support.MakeReport(t.Context(), s, territory.VinhYen(), from, asOf, true)
		return err
	})
	if err != nil {
		at.Fatal(err)
	}
	return r
}

// TestTheReportIsTheSumOfWhatHappened: on random events of any days the figures
// of each ward are those added up by hand.
func TestTheReportIsTheSumOfWhatHappened(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		from, to := scenario.Day("2021-01-01"), scenario.Day("2021-12-31")
		want, total := map[string]support.Counts{}, support.Counts{}
		var lists [][]es.Recorded
		for n := range rapid.IntRange(1, 25).Draw(rt, "n") {
			on := scenario.Day("2020-12-15").AddDays(rapid.IntRange(0, 400).Draw(rt, "day"))
			ward := rapid.SampledFrom([]string{"08710", "08728", ""}).Draw(rt, "ward")
			a := money.VND(rapid.Int64Range(1, 2_000_000_000).Draw(rt, "amount"))
			c, all := want[ward], total
			both := func(change func(*support.Counts)) { change(&c); change(&all) }
			stream := fmt.Sprint("loan-", n)
			var payload any
			switch rapid.IntRange(0, 6).Draw(rt, "kind") {
			case 0:
				promised, kept := rapid.IntRange(0, 9).Draw(rt, "promised"), rapid.IntRange(0, 9).Draw(rt, "kept")
				payload = domain.LoanApproved{LoanNo: fmt.Sprint(n), Borrower: "worker-1", Amount: a, Months: 12, JobsPromised: promised, JobsKept: kept, Ward: ward}
				both(func(c *support.Counts) {
					c.Loans++
					c.LoanAmount += a.Amount
					c.JobsPromised += promised
					c.JobsToKeep += kept
				})
			case 1, 2:
				p := domain.JobRecorded{LoanNo: fmt.Sprint(n), Created: rapid.Bool().Draw(rt, "created"), Borrower: "worker-1", ReportedOn: on, Ward: ward}
				if rapid.Bool().Draw(rt, "named") {
					p.WorkerID = "worker-2"
				}
				payload = p
				both(func(c *support.Counts) {
					switch {
					case !p.Created:
						c.JobsKept++
					case p.WorkerID == "":
						c.JobsCreated++
						c.JobsUnnamed++
					default:
						c.JobsCreated++
					}
				})
			case 3:
				stream, payload = fmt.Sprint("support-", n), domain.SupportGranted{SupportNo: fmt.Sprint(n), WorkerID: "worker-1", Scheme: "x", Amount: a, Ward: ward}
				both(func(c *support.Counts) { c.Grants++; c.GrantAmount += a.Amount })
			case 4:
				stream, payload = fmt.Sprint("unemployment-", n), domain.UnemploymentNoticed{WorkerID: "worker-1", Ward: ward}
				both(func(c *support.Counts) { c.Notices++ })
			case 5:
				stream, payload = fmt.Sprint("unemployment-", n), domain.UnemploymentEnded{WorkerID: "worker-1", Reason: domain.Expired, Ward: ward}
				both(func(c *support.Counts) { c.NoticesEnded++ })
			case 6:
				stream, payload = fmt.Sprint("unemployment-", n), domain.AllowanceGranted{WorkerID: "worker-1", Months: 3, Monthly: a, Ward: ward}
				both(func(c *support.Counts) { c.Allowances++; c.AllowanceAmount += 3 * a.Amount })
			}
			lists = append(lists, foldtest.In(stream, scenario.Happened(on.String(), payload)))
			if on.Within(from, to) {
				want[ward], total = c, all
			}
		}
		r := report(t, rt, foldtest.Events(t, catalog.Events(), lists...), from, to)
		if r.Total != total || len(r.Wards) != len(want) {
			rt.Fatalf("%+v, want %+v of %d wards", r.Total, total, len(want))
		}
		for _, w := range r.Wards {
			if w.Counts != want[w.Ward] {
				rt.Fatalf("%s: %+v, want %+v", w.Label, w.Counts, want[w.Ward])
			}
		}
	})
}

func TestLawsOfTheFold(t *testing.T) {
	t.Parallel()
	granted := foldtest.In("support-1", scenario.Happened("2021-05-05", domain.SupportGranted{SupportNo: "1", EmployerID: "employer-1", Scheme: "x", Amount: money.VND(1)}))
	events := foldtest.Events(t, catalog.Events(),
		foldtest.In("loan-1", scenario.Happened("2021-05-04", domain.LoanApproved{LoanNo: "1", Borrower: "worker-1", Amount: money.VND(50_000_000), Months: 36, JobsPromised: 1, Ward: "08710"},
			domain.JobRecorded{LoanNo: "1", WorkerID: "worker-1", Created: true, Borrower: "worker-1", Ward: "08710"}, domain.LoanSettled{})),
		granted,
		foldtest.In("unemployment-1", scenario.Happened("2021-06-01", domain.UnemploymentNoticed{WorkerID: "worker-1", Ward: "08710"},
			domain.AllowanceGranted{WorkerID: "worker-1", Months: 3, Monthly: money.VND(2), Ward: "08710"}, domain.UnemploymentEnded{WorkerID: "worker-1", Reason: domain.Expired, Ward: "08710"})),
	)
	foldtest.Properties(t, support.Projection, events)
	registered := foldtest.In("employer-1", scenario.Happened("2021-01-12", labour.EmployerRegistered{TaxCode: "0000010008", Name: "Công ty Mẫu Xa", Sector: "C", Province: "01"}))
	moved := foldtest.In("employer-1", scenario.Happened("2021-06-12", labour.EmployerCorrected{Of: correction.Of{Action: correction.Correct}, Name: "Công ty Mẫu Xa", Sector: "C", Province: "25"}))
	for _, c := range []struct {
		of    [][]es.Recorded
		label string
	}{{[][]es.Recorded{registered, granted}, "thành phố Hà Nội"}, {[][]es.Recorded{registered, granted, moved}, "tỉnh Phú Thọ"}, {[][]es.Recorded{granted, moved}, "nơi khác"}} {
		r := report(t, t, foldtest.Events(t, catalog.Events(), c.of...), scenario.Day("2021-01-01"), scenario.Day("2021-12-31"))
		if len(r.Wards) != 1 || r.Wards[0].Label != c.label || r.Wards[0].Grants != 1 {
			t.Errorf("%+v, want %s", r.Wards, c.label)
		}
	}
	r := report(t, t, events, scenario.Day("2021-01-01"), scenario.Day("2021-12-31"))
	if len(r.Wards) != 2 || r.Wards[0].Label != "nơi khác" || r.Wards[1].Label != "phường Liên Bảo" {
		t.Errorf("%+v", r.Wards)
	}
	if none := report(t, t, nil, scenario.Day("2021-01-01"), scenario.Day("2021-12-31")); none.Total != (support.Counts{}) {
		t.Errorf("of nothing: %+v", none)
	}
}
