package forms_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/scenario"
	"vaoso/domain/supervision"
	"vaoso/domain/territory"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/forms"
)

var day = scenario.Day

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatal(...any)
}

// filled are all forms and the blocks of the annual report, by code, made of
// the events; with the report itself.
func filled(t *testing.T, at tb, events []es.Recorded, s forms.Source) (map[string]forms.Form, forms.Report) {
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
	end := events[len(events)-1].Position
	for _, projection := range forms.ReportProjections(forms.Year) {
		p, err := engine.OpenProjector(t.Context(), projection, views, nil)
		if err != nil {
			at.Fatal(err)
		}
		if err := p.Project(t.Context(), engine.PageOf(es.Start, end, events...)); err != nil {
			at.Fatal(err)
		}
		if err := views.Switch(t.Context(), engine.Switch{Generation: p.Status().Generation, At: p.Status().Position}); err != nil {
			at.Fatal(err)
		}
	}
	s.Units, s.Synthetic = territory.VinhYen(), true
	by := map[string]forms.Form{}
	var report forms.Report
	if err := views.Snapshot(t.Context(), func(snapshot engine.Snapshot) error {
		s.Snapshot = snapshot
		for _, d := range forms.All() {
			f, err := forms.Make(t.Context(), s, d)
			if err != nil {
				return err
			}
			by[d.Code] = f
		}
		report, err = forms.Compose(t.Context(), s)
		return err
	}); err != nil {
		at.Fatal(err)
	}
	return by, report
}

// cells are a form's row by its key, or its total, as key=value.
func cells(f forms.Form, group, key string) map[string]string {
	for _, r := range f.Rows {
		if r.Group != group || key == "total" != r.Total || !r.Total && r.Cells[0].String() != key {
			continue
		}
		by := map[string]string{}
		for i, c := range r.Cells {
			by[f.Columns[i].Key] = c.String()
		}
		return by
	}
	return nil
}

func holds(t *testing.T, f forms.Form, group, key string, want map[string]string) {
	t.Helper()
	got := cells(f, group, key)
	for column, value := range want {
		if got[column] != value {
			t.Errorf("form %s, %s %s: %s is %q, want %q", f.Code, group, key, column, got[column], value)
		}
	}
}

// addsUp holds every group's rows to its total.
func addsUp(at tb, f forms.Form) {
	at.Helper()
	groups := []string{""}
	if len(f.Groups) > 0 {
		groups = nil
		for _, g := range f.Groups {
			groups = append(groups, g.Key)
		}
	}
	for _, r := range f.Rows {
		if !slices.Contains(groups, r.Group) {
			at.Fatal(fmt.Sprintf("form %s has a row of group %q, which it doesn't name", f.Code, r.Group))
		}
	}
	for _, g := range groups {
		for i, c := range f.Columns {
			if !c.Adds {
				continue
			}
			sum, total, totals := int64(0), int64(0), 0
			for _, r := range f.Rows {
				n, _ := r.Cells[i].Number()
				switch {
				case r.Group != g:
				case r.Total:
					total, totals = n, totals+1
				default:
					sum += n
				}
			}
			if totals != 1 || sum != total {
				at.Fatal(fmt.Sprintf("form %s, group %q, column %s: the rows add up to %d, %d totals say %d", f.Code, g, c.Key, sum, totals, total))
			}
		}
	}
}

const vinhYen = "plan-vinh-yen-2021"

func adoption() []es.Recorded {
	total := 6000
	return foldtest.In(vinhYen, scenario.Happened("2021-01-02",
		plan.PlanAdopted{
			Title: "Kế hoạch", From: civil.On(2021, 1, 1), To: civil.On(2021, 12, 31), Total: 1300, Overseas: 30,
			Units: []string{"08710", "08728", "08713"}, RuleSet: "vinh-yen-2021", DecisionNo: "MẪU",
			Resolution: &plan.Resolution{Title: "Nghị quyết Mẫu", From: civil.On(2020, 1, 1), To: civil.On(2025, 12, 31), Total: &total},
		},
		plan.CountingRulesSet{RuleSet: "vinh-yen-2021", Params: plan.ShippedRules()["vinh-yen-2021"]},
		plan.TargetAllocated{Unit: "08710", Total: 600, Overseas: 10}, plan.TargetAllocated{Unit: "08728", Total: 500, Overseas: 10}))
}

func worker(n int) string { return fmt.Sprintf("worker-%d", n) }

func job(n int, on string, change ...func(*labour.WorkerPlaced)) []es.Recorded {
	p := labour.WorkerPlaced{
		PlacementID: labour.PlacementID(worker(n), "employer-1", day(on)), EmployerID: "employer-1", Occupation: "may", ContractKind: labour.FixedTerm, Months: 12,
		MonthlyWage: money.VND(6_000_000), Source: labour.Direct, ReportedOn: day(on), Ward: "08710", Sex: labour.Female, BirthYear: 1999, Sector: "C", EmployerWard: "08728",
	}
	for _, c := range change {
		c(&p)
	}
	return foldtest.In(worker(n), scenario.Happened(on, p))
}

func departure(n int, on string) []es.Recorded {
	party := overseas.Party{WorkerID: worker(n), AgencyID: "agency-1", Market: "JP"}
	return foldtest.In(fmt.Sprintf("contract-%d", n), scenario.Happened(on,
		overseas.ContractSigned{ContractNo: fmt.Sprint(n), Party: party, Kind: overseas.KindService, Months: 36, MonthlyWage: money.Money{Amount: 150_000, Currency: "JPY"}, Rules: "law-2006"},
		overseas.WorkerDispatched{Departure: overseas.Departure{Party: party, Occupation: "hàn", Months: 36, DueBackOn: day(on).LastDayOf(36), Ward: "08710", Sex: "female", BirthYear: 1999, ReportedOn: day(on)}}))
}

// small is a year in which everything can be counted by hand.
func small() [][]es.Recorded {
	self := func(p *labour.WorkerPlaced) {
		p.Ward, p.Sex, p.ContractKind, p.Sector, p.EmployerID, p.Months, p.Source, p.EmployerWard = "08728", labour.Male, labour.SelfEmployed, "", "", 0, labour.SelfFound, ""
	}
	from := func(ward, sector string) func(*labour.WorkerPlaced) {
		return func(p *labour.WorkerPlaced) { p.Ward, p.Sector = ward, sector }
	}
	return [][]es.Recorded{
		adoption(),
		job(1, "2021-03-10"),
		job(2, "2021-06-01", self),
		job(3, "2021-05-05", from("08740", "C")), job(4, "2021-06-07", from("08740", "G")),
		job(5, "2021-03-01"), departure(5, "2021-06-15"), // 08710: at home in March, moved abroad in June
		departure(6, "2021-07-01"),
		job(7, "2021-12-01"),
	}
}

func TestASmallYearByHand(t *testing.T) {
	t.Parallel()
	by, report := filled(t, t, foldtest.Events(t, catalog.Events(), small()...), forms.Source{AsOf: day("2021-06-30"), Span: forms.Month})
	for _, f := range by {
		addsUp(t, f)
	}
	holds(t, by["01"], "", "08710", map[string]string{"unit_name": "phường Liên Bảo", "target": "600", "in_period": "0", "achieved": "2", "domestic": "1", "overseas": "1", "permille": "3", "distance": "-296"})
	holds(t, by["01"], "", "08728", map[string]string{"target": "500", "in_period": "1", "achieved": "1", "domestic": "1", "overseas": "0", "distance": "-247"})
	holds(t, by["01"], "", "08713", map[string]string{"target": "", "achieved": "0", "permille": "", "distance": ""})
	holds(t, by["01"], "", "total", map[string]string{"target": "1300", "target_overseas": "30", "in_period": "1", "achieved": "3", "distance": "-642"})
	holds(t, by["02"], "", "2021-03", map[string]string{"achieved": "2", "domestic": "2", "cumulative": "2", "expected": "321", "cumulative_distance": "-319"})
	holds(t, by["02"], "", "2021-06", map[string]string{"achieved": "1", "domestic": "0", "overseas": "1", "cumulative": "3", "expected": "645"})
	holds(t, by["02"], "", "2021-07", map[string]string{"achieved": "", "cumulative": "", "target": "110"})
	holds(t, by["03"], "sector", "C", map[string]string{"achieved": "1", "in_period": "-1"})
	holds(t, by["03"], "sector", "OVS", map[string]string{"achieved": "1", "in_period": "1"})
	holds(t, by["03"], "sector", "UNK", map[string]string{"achieved": "1"})
	holds(t, by["03"], "sex", "female", map[string]string{"achieved": "2", "permille": "667"})
	holds(t, by["03"], "kind", "self", map[string]string{"achieved": "1", "permille": "333"})
	holds(t, by["03"], "source", "direct", map[string]string{"achieved": "1"})
	holds(t, by["03"], "source", "self", map[string]string{"achieved": "1"})
	holds(t, by["04"], "market", "JP", map[string]string{"label": "Nhật Bản", "in_period": "1", "departed": "1", "abroad": "1"})
	holds(t, by["11"], "employer_ward", "08728", map[string]string{"placed": "2", "in_period": "1", "women": "2", "counted": "0", "in_migrant": "2"})
	holds(t, by["11"], "sector", "G", map[string]string{"placed": "1", "in_period": "1"})
	holds(t, by["11"], "origin", "08740", map[string]string{"placed": "2", "label": "Ngoài thành phố, mã 08740"})
	if len(by["01"].Notes) != 1 || by["01"].Notes[0].Vi != "Chưa giao cho phường, xã: 200 người, trong đó nước ngoài 10." {
		t.Errorf("notes %v", by["01"].Notes)
	}
	stamp := by["01"].Stamp
	if stamp.Plan != "vinh-yen-2021" || stamp.RuleSet != "vinh-yen-2021" || stamp.Period.From != day("2021-06-01") || stamp.KnownAt != nil || !stamp.Synthetic {
		t.Errorf("stamp %+v", stamp)
	}
	if report.Stamp.Position != stamp.Position || len(report.Signed) != 2 || report.Forms[0].Code != "01" || report.Forms[1].Code != "04" {
		t.Errorf("report %+v", report)
	}
}

// TestTheYearHasItsBlocks: a day behind the plan's end is its last one, and the
// resolution takes what the plans under it add up to.
func TestTheYearHasItsBlocks(t *testing.T) {
	t.Parallel()
	events := append(small(),
		foldtest.In("contract-6", scenario.Happened("2021-08-01", overseas.IncidentRecorded{Kind: "illness"})),
		foldtest.In("contract-6", scenario.Happened("2021-09-01", overseas.WorkerAbsconded{LastSeenOn: day("2021-08-30"), Reporter: "agency"})),
		foldtest.In("complaint-1", scenario.Happened("2021-09-02", supervision.ComplaintLodged{ComplaintNo: "1", AgencyID: "agency-1", Subject: "x"}, supervision.ComplaintAnswered{Upheld: true})),
		foldtest.In(worker(8), scenario.Happened("2021-01-11", labour.WorkerRegistered{FullName: "Nguyễn Văn Á", Ward: "08710", JobSeekingSince: day("2020-06-04"), RegisteredOn: day("2021-01-11")})),
		foldtest.In(worker(9), scenario.Happened("2021-01-11", labour.WorkerRegistered{FullName: "Nguyễn Văn Á", Ward: "08710", JobSeekingSince: day("2021-01-04"), RegisteredOn: day("2021-01-11")})))
	_, report := filled(t, t, foldtest.Events(t, catalog.Events(), events...), forms.Source{AsOf: day("2022-03-01"), Span: forms.Year})
	if report.Stamp.AsOf != day("2021-12-31") || report.Stamp.Period.From != day("2021-01-01") {
		t.Errorf("stamp %+v", report.Stamp)
	}
	blocks := report.Forms[len(report.Forms)-2:]
	holds(t, blocks[0], "", "vinh-yen-2021", map[string]string{"value": "5"})
	holds(t, blocks[0], "", "total", map[string]string{"value": "5"})
	holds(t, blocks[0], "", "target", map[string]string{"value": "6000"})
	holds(t, blocks[0], "", "permille", map[string]string{"value": "1"})
	for key, want := range map[string]string{"absconded": "1", "irregular": "0", "incidents": "1", "complaints": "1", "complaints_upheld": "1", "long_term_seekers": "1"} {
		holds(t, blocks[1], "", key, map[string]string{"value": want})
	}
	if got := len(report.Forms); got != len(forms.All())+2 {
		t.Errorf("%d forms in the annual report", got)
	}
}

// TestFormsAgreeOnRandomHistories: rows add up, and forms that show the same
// figure show the same one.
func TestFormsAgreeOnRandomHistories(t *testing.T) {
	t.Parallel()
	wards, days := []string{"08710", "08713", "08728", "08740", "08773"}, rapid.IntRange(0, 364)
	rapid.Check(t, func(rt *rapid.T) {
		lists := [][]es.Recorded{adoption(), historytest.Random(historytest.New(t), historytest.Steps.Draw(rt, "steps")).Events()}
		for n := range rapid.IntRange(0, 12).Draw(rt, "workers") {
			on := civil.On(2021, 1, 1).AddDays(days.Draw(rt, "day")).String()
			lists = append(lists, job(n+1, on, func(p *labour.WorkerPlaced) {
				p.Ward, p.EmployerWard = rapid.SampledFrom(wards).Draw(rt, "ward"), rapid.SampledFrom(wards).Draw(rt, "employer's")
				p.Months = rapid.SampledFrom([]int{1, 12}).Draw(rt, "months")
				p.Sex = rapid.SampledFrom([]labour.Sex{labour.Male, labour.Female}).Draw(rt, "sex")
				p.Source = rapid.SampledFrom([]labour.Source{labour.Direct, labour.JobFair, labour.LoanFund}).Draw(rt, "source")
				p.Sector = rapid.SampledFrom([]string{"C", "G", ""}).Draw(rt, "sector")
			}))
			if rapid.Bool().Draw(rt, "goes abroad") {
				lists = append(lists, departure(n+1, civil.On(2021, 1, 1).AddDays(days.Draw(rt, "departs")).String()))
			}
		}
		span := rapid.SampledFrom(forms.Spans).Draw(rt, "span")
		// The last day of a month: what is kept by month has no days.
		asOf := civil.MonthOn(2021, civil.On(2021, 1, 1).AddDays(days.Draw(rt, "asOf")).MonthOf().First().In(0, 0, 0).Month()).Last()
		by, _ := filled(t, rt, foldtest.Events(t, catalog.Events(), lists...), forms.Source{AsOf: asOf, Span: span})
		for _, f := range by {
			addsUp(rt, f)
		}
		want := cells(by["01"], "", "total")
		for _, column := range []string{"achieved", "domestic", "overseas"} {
			if got := cells(by["02"], "", "total")[column]; got != want[column] {
				rt.Fatalf("%s: form 02 has %s, form 01 %s", column, got, want[column])
			}
			for _, group := range by["03"].Groups {
				if got := cells(by["03"], group.Key, "total"); got[column] != want[column] || got["in_period"] != want["in_period"] {
					rt.Fatalf("%s: form 03 by %s has %v, form 01 %v", column, group.Key, got, want)
				}
			}
		}
		for code, pair := range map[string][2]string{"04": {"market", "agency"}, "11": {"employer_ward", "origin"}} {
			a, b := cells(by[code], pair[0], "total"), cells(by[code], pair[1], "total")
			if fmt.Sprint(a) != fmt.Sprint(b) {
				rt.Fatalf("form %s: %v and %v", code, a, b)
			}
		}
		if a, b := cells(by["08"], "subject", "total"), cells(by["08"], "rule", "total"); a["flags"] != b["flags"] || a["flags_open"] != b["flags_open"] {
			rt.Fatalf("form 08: %v and %v", a, b)
		}
	})
}
