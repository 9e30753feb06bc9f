package contracts_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	"vaoso/projections/contracts"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
)

var day = scenario.Day

// views is a store for one view.
func views(t testing.TB) *sqlite.Views {
	t.Helper()
	v, err := sqlite.OpenViewsInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// year is a year's contracts, one in each state, with two agencies.
func year(t *testing.T) *historytest.History {
	h := historytest.New(t)
	h.Register("26-014")
	h.Register("26-015")
	for i, agency := range []string{"26-014", "26-014", "26-014", "26-015", "26-015", "", "26-014"} {
		no, worker := fmt.Sprintf("C-%d", i+1), fmt.Sprintf("w%d", i+1)
		terms := historytest.Terms(no, worker, agency)
		terms.Months = 12
		terms.ServiceFee = historytest.JPY(100_000)
		if i == 4 {
			terms.Market, terms.MonthlyWage, terms.ServiceFee = "TW", money.Money{Amount: 2_500_000, Currency: "TWD"}, money.Money{Amount: 2_000_000, Currency: "TWD"}
		}
		h.Sign("2021-02-01", terms)
		h.Papers(no, "2021-02-10")
	}
	for i, on := range []string{"2021-03-01", "2021-03-02", "2021-03-03", "2021-04-01", "2021-05-01", "2021-06-01"} {
		h.Depart(fmt.Sprintf("C-%d", i+1), on)
	}
	h.Contract("2022-02-28", "C-1", overseas.RecordReturn{Contract: "C-1", Reason: overseas.ReturnTerm})
	h.Contract("2022-04-01", "C-1", overseas.LiquidateContract{Contract: "C-1"})
	h.Contract("2021-09-01", "C-2", overseas.RecordReturn{Contract: "C-2", Reason: overseas.ReturnEarlyHealth})
	h.Contract("2021-10-01", "C-3", overseas.ReportAbsconded{Contract: "C-3", Reporter: "đại diện"})
	h.Contract("2021-04-01", "C-7", overseas.TerminateContract{Contract: "C-7", Reason: "rút"})
	return h
}

func TestARowOfEachKind(t *testing.T) {
	t.Parallel()
	rows := foldtest.Rows(t, contracts.Projection, contracts.Contracts, year(t).Events())
	if len(rows) != 7 {
		t.Fatalf("%d rows", len(rows))
	}
	want := contracts.Row{
		Key: contracts.Key{Contract: "contract-C-1"}, ContractNo: "C-1", Worker: "worker-w1", Agency: "agency-26-014", LicenceNo: "26-014", AgencyName: "Công ty Mẫu 26-014",
		Kind: overseas.KindService, Market: "JP", Occupation: "hàn", Months: 12, MonthsSigned: 12, State: overseas.Liquidated,
		SignedOn: day("2021-02-01"), OrientedOn: day("2021-02-10"), RegisteredOn: day("2021-02-10"), DepartedOn: day("2021-03-01"), ReportedOn: day("2021-03-01"),
		DueBackOn: day("2022-02-28"), ReturnLimit: day("2022-03-30"), ReturnedOn: day("2022-02-28"), ReturnReason: overseas.ReturnTerm, EndedOn: day("2022-02-28"), LiquidatedOn: day("2022-04-01"),
		Currency: "JPY", MonthlyWage: 150_000, ServiceFee: 100_000, ServiceCap: 150_000, ServiceCapKnown: true, BrokerageCap: 150_000, BrokerageCapKnown: true, DepositCapKnown: true,
		Rules: "law-2006", Verdict: contracts.Lawful, Ward: "08710", Sex: "male", BirthYear: 1990,
	}
	if rows[0] != want {
		t.Errorf("got\n%+v, want\n%+v", rows[0], want)
	}
	for i, state := range []overseas.Phase{overseas.Liquidated, overseas.Returned, overseas.Absconded, overseas.Departed, overseas.Departed, overseas.Departed, overseas.Terminated} {
		if rows[i].State != state {
			t.Errorf("%s is %s, want %s", rows[i].ContractNo, rows[i].State, state)
		}
	}
	if r := rows[4]; r.Verdict != contracts.NotJudged || r.NotJudgedLines != "service" || !rows[1].Early || rows[5].Agency != "" || rows[5].LicenceNo != "" {
		t.Errorf("got %+v", rows)
	}
	if r := rows[6]; r.EndedOn != day("2021-04-01") || !r.DepartedOn.IsZero() {
		t.Errorf("withdrawn: %+v", r)
	}
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	above := historytest.Terms("C-1", "w1", "26-014")
	above.ServiceFee, above.Deposit = historytest.JPY(450_001), historytest.JPY(1)
	h.Sign("2021-03-02", above)
	edge := historytest.Terms("C-2", "w2", "26-014")
	edge.ServiceFee, edge.BrokerageFee = historytest.JPY(450_000), historytest.JPY(450_000)
	h.Sign("2021-12-31", edge)
	prohibited := historytest.Terms("C-3", "w3", "26-014")
	prohibited.BrokerageFee = historytest.JPY(1)
	h.Sign("2022-01-01", prohibited)
	h.Depart("C-1", "2021-04-01")
	rows := foldtest.Rows(t, contracts.Projection, contracts.Contracts, h.Events())
	for i, want := range []struct {
		verdict contracts.Verdict
		above   string
	}{{contracts.AboveCap, "service, deposit"}, {contracts.Lawful, ""}, {contracts.AboveCap, "brokerage"}} {
		if r := rows[i]; r.Verdict != want.verdict || r.AboveLines != want.above {
			t.Errorf("%s: %s %q, want %s %q", r.ContractNo, r.Verdict, r.AboveLines, want.verdict, want.above)
		}
		v, err := overseas.Verdict(h.ContractState(rows[i].ContractNo), law.Current())
		if err != nil || fmt.Sprint(v.Above()) != fmt.Sprint(contracts.Lines(rows[i].AboveLines)) || fmt.Sprint(v.NotJudged()) != fmt.Sprint(contracts.Lines(rows[i].NotJudgedLines)) {
			t.Errorf("%s: the domain says %+v %v", rows[i].ContractNo, v, err)
		}
	}
	if r := rows[0]; !r.Irregular || r.Violations != "ErrOrientationMissing, ErrContractNotRegistered, ErrFeeAboveCap, ErrDepositAboveCap" {
		t.Errorf("irregular: %v %q", r.Irregular, r.Violations)
	}
}

func TestASetThatIsUnknownJudgesNothing(t *testing.T) {
	t.Parallel()
	signed := overseas.ContractSigned{ContractNo: "C-1", Kind: overseas.KindIndividual, Months: 12, MonthlyWage: historytest.JPY(1), Rules: "law-1999"}
	events := foldtest.Events(t, overseas.Events, foldtest.In("contract-C-1", scenario.Happened("2021-01-01", signed)))
	if r := foldtest.Rows(t, contracts.Projection, contracts.Contracts, events)[0]; r.Verdict != contracts.NotJudged || r.NotJudgedLines != "service, brokerage, deposit" {
		t.Errorf("got %s %q", r.Verdict, r.NotJudgedLines)
	}
}

func TestAnExtensionMovesTheDayAndIsJudged(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	h.Ready("C-1", "w1", "26-014", "2021-01-05")
	h.Depart("C-1", "2021-02-01")
	h.Contract("2023-06-01", "C-1", overseas.ExtendContract{Contract: "C-1", Months: 12, ServiceFee: historytest.JPY(150_000)})
	r := foldtest.Rows(t, contracts.Projection, contracts.Contracts, h.Events())[0]
	if r.Months != 48 || r.MonthsSigned != 36 || r.DueBackOn != day("2025-01-31") || r.ReturnLimit != day("2025-03-02") || r.Verdict != contracts.Lawful {
		t.Errorf("got %+v", r)
	}
}

// TestAnExtensionAboveItsCap: the gate refuses one, so it comes from a book
// that was judged by other limits. Its cap is that of the months added.
func TestAnExtensionAboveItsCap(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	h.Ready("C-1", "w1", "26-014", "2021-01-05")
	h.Depart("C-1", "2021-02-01")
	above := overseas.ContractExtended{Months: 12, DueBackOn: day("2025-01-31"), ServiceFee: historytest.JPY(150_001)}
	events := foldtest.Events(t, catalog.Events(), h.Events(), foldtest.In("contract-C-1", scenario.Happened("2023-06-01", above, above)))
	if r := foldtest.Rows(t, contracts.Projection, contracts.Contracts, events)[0]; r.Verdict != contracts.AboveCap || r.AboveLines != "extension" {
		t.Errorf("got %s %q", r.Verdict, r.AboveLines)
	}
}

func TestTheLicenceOfTheSigningDay(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	h.Ready("C-1", "w1", "26-014", "2021-03-01")
	h.Ready("C-2", "w2", "26-014", "2021-03-02")
	h.Agency("2021-06-01", "26-014", overseas.RenewLicence{Agency: "26-014", LicenceNo: "26-099", LicensedOn: day("2021-03-02")})
	rows := foldtest.Rows(t, contracts.Projection, contracts.Contracts, h.Events())
	if rows[0].LicenceNo != "26-014" || rows[1].LicenceNo != "26-099" {
		t.Errorf("licences %s, %s", rows[0].LicenceNo, rows[1].LicenceNo)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	historytest.View(t, views(t), contracts.Projection, year(t).Events(), func(q engine.Querier) {
		for name, c := range map[string]struct {
			filter contracts.Filter
			asOf   string
			want   string
		}{
			"all":                        {contracts.Filter{}, "2021-12-31", "[C-1 C-2 C-3 C-4 C-5 C-6 C-7]"},
			"a page":                     {contracts.Filter{After: "contract-C-2", Limit: 2}, "2021-12-31", "[C-3 C-4]"},
			"departed":                   {contracts.Filter{State: overseas.Departed}, "2021-12-31", "[C-4 C-5 C-6]"},
			"an agency in a market":      {contracts.Filter{Agency: "agency-26-015", Market: "JP"}, "2021-12-31", "[C-4]"},
			"a worker":                   {contracts.Filter{Worker: "worker-w3"}, "2021-12-31", "[C-3]"},
			"a verdict":                  {contracts.Filter{Verdict: contracts.NotJudged}, "2021-12-31", "[C-5]"},
			"a ward":                     {contracts.Filter{Ward: "08710", State: overseas.Absconded}, "2021-12-31", "[C-3]"},
			"expiring, the last day in":  {contracts.Filter{Expiring: 30}, "2022-03-01", "[C-4]"},
			"expiring, a day too early":  {contracts.Filter{Expiring: 30}, "2022-02-28", "[]"},
			"expiring, due today":        {contracts.Filter{Expiring: 1}, "2022-03-31", "[C-4]"},
			"expiring, past":             {contracts.Filter{Expiring: 1}, "2022-04-01", "[]"},
			"overdue not yet":            {contracts.Filter{Overdue: true}, "2022-04-01", "[]"},
			"overdue, the absconded too": {contracts.Filter{Overdue: true}, "2022-04-02", "[C-3]"},
		} {
			list, err := contracts.List(t.Context(), q, c.filter, day(c.asOf))
			nos := []string{}
			for _, l := range list {
				nos = append(nos, l.ContractNo)
			}
			if err != nil || fmt.Sprint(nos) != c.want {
				t.Errorf("%s: %v %v, want %s", name, nos, err, c.want)
			}
		}
		for asOf, want := range map[string]string{"2022-03-30": "1 false", "2022-04-30": "-30 false", "2022-05-01": "-31 true", "2021-03-31": "none false"} {
			c, found, err := contracts.One(t.Context(), q, "contract-C-4", day(asOf))
			left := "none"
			if c.DaysLeft != nil {
				left = fmt.Sprint(*c.DaysLeft)
			}
			if got := fmt.Sprint(left, " ", c.Overdue); !found || err != nil || got != want {
				t.Errorf("on %s: %s %v %v, want %s", asOf, got, found, err, want)
			}
		}
		for asOf, left := range map[string]bool{"2021-08-31": true, "2021-09-01": false} {
			if c, _, err := contracts.One(t.Context(), q, "contract-C-2", day(asOf)); err != nil || (c.DaysLeft != nil) != left {
				t.Errorf("returned on 2021-09-01, on %s: %v %v", asOf, c.DaysLeft, err)
			}
		}
		if _, found, err := contracts.One(t.Context(), q, "contract-C-99", day("2021-12-31")); found || err != nil {
			t.Errorf("a contract that isn't there: %v %v", found, err)
		}
	})
}

func TestCounts(t *testing.T) {
	t.Parallel()
	h := year(t)
	h.Agency("2022-06-01", "26-015", overseas.RenewLicence{Agency: "26-015", LicenceNo: "26-077", LicensedOn: day("2022-06-01")})
	h.Contract("2022-05-02", "C-6", overseas.RecordReturn{Contract: "C-6", Reason: overseas.ReturnEarlyOwn})
	h.Contract("2022-06-30", "C-5", overseas.RecordReturn{Contract: "C-5", Reason: overseas.ReturnTerm})     // due 2022-04-30: 61 days late
	h.Contract("2022-03-15", "C-3", overseas.RecordReturn{Contract: "C-3", Reason: overseas.ReturnDeported}) // neither on time, nor early, nor late
	h.Contract("2022-01-01", "C-7", overseas.LiquidateContract{Contract: "C-7"})
	historytest.View(t, views(t), contracts.Projection, h.Events(), func(q engine.Querier) {
		markets, err := contracts.ByMarket(t.Context(), q, day("2021-01-01"), day("2021-12-31"))
		want := []contracts.Count{
			{Market: "JP", Track: overseas.Track{Departed: 5, Abroad: 4, Returned: 1, Early: 1, Absconded: 1, Unliquidated: 2}},
			{Market: "TW", Track: overseas.Track{Departed: 1, Abroad: 1}},
		}
		if err != nil || fmt.Sprint(markets) != fmt.Sprint(want) {
			t.Errorf("2021: %+v %v, want %+v", markets, err, want)
		}
		agencies, err := contracts.ByAgency(t.Context(), q, day("2022-01-01"), day("2022-12-31"))
		want = []contracts.Count{
			{Track: overseas.Track{Returned: 1, Early: 1, Unliquidated: 1}},
			{Agency: "agency-26-014", AgencyName: "Công ty Mẫu 26-014", LicenceNo: "26-014", Track: overseas.Track{Returned: 2, OnTime: 1, Unliquidated: 2}},
			{Agency: "agency-26-015", AgencyName: "Công ty Mẫu 26-015", LicenceNo: "26-077", Track: overseas.Track{Returned: 1, Late: 1, Abroad: 1, Unliquidated: 1}},
		}
		if err != nil || fmt.Sprint(agencies) != fmt.Sprint(want) {
			t.Errorf("2022: %+v %v, want %+v", agencies, err, want)
		}
		ever, err := contracts.ByMarket(t.Context(), q, day(""), day("2022-12-31"))
		if err != nil || len(ever) != 2 || ever[0].Departed != 5 || ever[0].Returned != 4 {
			t.Errorf("since ever: %+v %v", ever, err)
		}
	})
}

func TestProperties(t *testing.T) {
	t.Parallel()
	h := year(t)
	h.Agency("2021-06-01", "26-014", overseas.RenewLicence{Agency: "26-014", LicenceNo: "26-099", LicensedOn: day("2021-01-05")})
	foldtest.Properties(t, contracts.Projection, h.Events())
	for seed := range 4 {
		foldtest.Properties(t, contracts.Projection, historytest.Random(historytest.New(t), historytest.Steps.Example(seed)).Events())
	}
}

func TestWordsForAll(t *testing.T) {
	t.Parallel()
	for _, p := range []overseas.Phase{overseas.Signed, overseas.Departed, overseas.Absconded, overseas.Returned, overseas.Terminated, overseas.Liquidated} {
		if w := contracts.StateWords[p]; w.Vi == "" || w.En == "" {
			t.Errorf("state %s has no words", p)
		}
	}
	for _, l := range law.Lines {
		if w := contracts.LineWords[l]; w.Vi == "" || w.En == "" {
			t.Errorf("line %s has no words", l)
		}
	}
}

// TestRowsFollowTheDomain: on histories entered in any order, a row says of a
// contract what the domain's own state of it says.
func TestRowsFollowTheDomain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		h := historytest.Random(historytest.New(t), historytest.Steps.Draw(rt, "steps"))
		for _, r := range foldtest.Rows(t, contracts.Projection, contracts.Contracts, h.Events()) {
			c := h.ContractState(r.ContractNo)
			v, err := overseas.Verdict(c, law.Current())
			if err != nil {
				rt.Fatal(err)
			}
			ended := c.TerminatedOn
			if ended.IsZero() {
				ended = c.ReturnedOn
			}
			want := contracts.Row{
				Key: r.Key, ContractNo: c.No, Worker: c.WorkerID, Agency: c.AgencyID, Market: c.Market, Kind: c.Kind, Occupation: c.Occupation,
				Months: c.Months, MonthsSigned: c.SignedMonths, State: c.Phase, Rules: c.Rules,
				SignedOn: c.SignedOn, OrientedOn: c.OrientedOn, RegisteredOn: c.RegisteredOn, DepartedOn: c.DepartedOn, DueBackOn: c.DueBackOn,
				AbscondedOn: c.AbscondedOn, ReturnedOn: c.ReturnedOn, TerminatedOn: c.TerminatedOn, EndedOn: ended,
				ServicePaid: c.Service.Paid.Amount, ServiceRefunded: c.Service.Refunded.Amount, BrokeragePaid: c.Brokerage.Paid.Amount, BrokerageRefunded: c.Brokerage.Refunded.Amount,
				DepositPaid: c.Deposit.Paid.Amount, DepositRefunded: c.Deposit.Refunded.Amount, AmendedOn: c.AmendedOn, ExpiryNoticed: c.Noticed,
				Currency: c.MonthlyWage.Currency, MonthlyWage: c.MonthlyWage.Amount, ServiceFee: c.Service.Agreed.Amount, BrokerageFee: c.Brokerage.Agreed.Amount, Deposit: c.Deposit.Agreed.Amount,
			}
			got := r
			for _, line := range law.Lines {
				has := func(list string) int { return min(1, strings.Count(", "+list+",", ", "+string(line)+",")) }
				if has(r.AboveLines) != min(1, count(v.Above(), line)) || has(r.NotJudgedLines) != min(1, count(v.NotJudged(), line)) {
					rt.Fatalf("%s: above %q, not judged %q; the domain says %v, %v", c.No, r.AboveLines, r.NotJudgedLines, v.Above(), v.NotJudged())
				}
			}
			if c.AgencyID != "" {
				a := h.AgencyState(strings.TrimPrefix(c.AgencyID, overseas.AgencyPrefix))
				want.AgencyName, want.LicenceNo = a.Name, a.LicenceOn(c.SignedOn).No
			}
			// What the domain's state doesn't have, or was compared above.
			want.ReportedOn, want.ReturnLimit, want.ReturnReason, want.Early, want.LiquidatedOn = r.ReportedOn, r.ReturnLimit, r.ReturnReason, r.Early, r.LiquidatedOn
			want.Irregular, want.Violations, want.Ward, want.Sex, want.BirthYear = r.Irregular, r.Violations, r.Ward, r.Sex, r.BirthYear
			want.TravelPapers, want.EmployerAbroad, want.EmployerLawful, want.Incidents = r.TravelPapers, r.EmployerAbroad, r.EmployerLawful, r.Incidents
			want.Verdict, want.AboveLines, want.NotJudgedLines = r.Verdict, r.AboveLines, r.NotJudgedLines
			want.ServiceCap, want.ServiceCapKnown, want.BrokerageCap, want.BrokerageCapKnown, want.DepositCap, want.DepositCapKnown = r.ServiceCap, r.ServiceCapKnown, r.BrokerageCap, r.BrokerageCapKnown, r.DepositCap, r.DepositCapKnown
			if got != want {
				rt.Fatalf("got\n%+v, want\n%+v", got, want)
			}
		}
	})
}

func count(lines []law.Line, line law.Line) (n int) {
	for _, l := range lines {
		if l == line {
			n++
		}
	}
	return n
}

// TestNoContractEventIsPassedOver: a new event of a contract is noticed here.
func TestNoContractEventIsPassedOver(t *testing.T) {
	t.Parallel()
	for _, name := range overseas.Events.Names() {
		def, _ := overseas.Events.Named(name)
		of := reflect.TypeFor[overseas.ContractEvent]()
		if def.Go.Implements(of) && !slices.Contains(contracts.Projection.Reads, name) {
			t.Errorf("the projection doesn't read %s", name)
		}
	}
}
