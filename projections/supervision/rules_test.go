package supervision_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vaoso/adapters/sqlite"
	"vaoso/domain/catalog"
	"vaoso/domain/es"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
	domain "vaoso/domain/supervision"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/supervision"
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

// flags are the history's flags on a day.
func flags(t *testing.T, h *historytest.History, asOf string) (list []supervision.Flag) {
	t.Helper()
	historytest.View(t, views(t), supervision.Projection, h.Events(), func(q engine.Querier) {
		var err error
		if list, err = supervision.Flags(t.Context(), q, day(asOf), supervision.Filter{}); err != nil {
			t.Fatal(err)
		}
	})
	for _, f := range list {
		checkFlag(t, f, h.Events())
	}
	return list
}

// checkFlag sees to it that a flag can be shown: whole sentences, and evidence
// that is in the history.
func checkFlag(t *testing.T, f supervision.Flag, events []es.Recorded) {
	t.Helper()
	r, ok := supervision.RuleOf(f.Rule)
	if !ok || f.Severity != r.Severity || !strings.HasPrefix(f.ID, f.Rule+"-") || f.Vi == "" || f.En == "" || strings.Contains(f.Vi+f.En, "%!") || f.Day.IsZero() {
		t.Errorf("a flag that can't be shown: %+v", f)
	}
	evidence, err := f.Events()
	if err != nil || len(evidence) == 0 {
		t.Errorf("%s: evidence %v %v", f.ID, evidence, err)
	}
	for _, id := range evidence {
		if !slices.ContainsFunc(events, func(e es.Recorded) bool { return e.ID == id }) {
			t.Errorf("%s: event %s isn't in the history", f.ID, id)
		}
	}
}

// short is "RF02-C-1 2021-03-02 open".
func short(list []supervision.Flag) string {
	out := []string{}
	for _, f := range list {
		out = append(out, fmt.Sprint(f.ID, " ", f.Day, " ", f.State))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// one is a history with an agency and a contract that may lawfully depart.
func one(t *testing.T) *historytest.History {
	h := historytest.New(t)
	h.Register("26-014")
	h.Ready("C-1", "w1", "26-014", "2021-03-02")
	return h
}

func suspend(from, until string) overseas.SuspendLicence {
	return overseas.SuspendLicence{Agency: "26-014", From: day(from), Until: day(until), DecisionNo: "QĐ-01"}
}

func reinstate(from string) overseas.ReinstateLicence {
	return overseas.ReinstateLicence{Agency: "26-014", From: day(from), DecisionNo: "QĐ-02"}
}

// step is a part of a history.
type step func(*historytest.History)

func depart(on string) step { return func(h *historytest.History) { h.Depart("C-1", on) } }

func agency(on string, c overseas.AgencyCommand) step {
	return func(h *historytest.History) { h.Agency(on, "26-014", c) }
}

func contract(on string, c overseas.ContractCommand) step {
	return func(h *historytest.History) { h.Contract(on, "C-1", c) }
}

func terms(change func(*overseas.SignContract)) step {
	return func(h *historytest.History) {
		s := historytest.Terms("C-2", "w2", "26-014")
		change(&s)
		h.Sign("2021-03-02", s)
		h.Papers("C-2", "2021-03-02")
	}
}

func returned(on string, reason overseas.ReturnReason) step {
	return contract(on, overseas.RecordReturn{Contract: "C-1", Reason: reason})
}

func liquidated(on string) step { return contract(on, overseas.LiquidateContract{Contract: "C-1"}) }

var ended = []step{depart("2021-05-18"), returned("2021-09-01", overseas.ReturnEarlyOwn)}

// TestRules has every rule that looks at one contract, with the days around its
// boundary. C-1 is lawful and ready from 2021-03-02 on.
func TestRules(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		steps []step
		asOf  string // by default 2021-12-31
		want  string
	}{
		"clean": {ended, "", ""},

		"RF01 first day":            {[]step{depart("2021-07-01"), agency("2021-08-01", suspend("2021-07-01", "2021-08-29"))}, "", "RF01-C-1 2021-07-01 open"},
		"RF01 the day before":       {[]step{depart("2021-06-30"), agency("2021-08-01", suspend("2021-07-01", "2021-08-29"))}, "", ""},
		"RF01 last day":             {[]step{depart("2021-08-29"), agency("2021-09-01", suspend("2021-07-01", "2021-08-29"))}, "", "RF01-C-1 2021-08-29 open"},
		"RF01 the day after":        {[]step{depart("2021-08-30"), agency("2021-09-01", suspend("2021-07-01", "2021-08-29"))}, "", ""},
		"RF01 without an end":       {[]step{agency("2021-07-01", suspend("2021-07-01", "")), depart("2021-08-30")}, "", "RF01-C-1 2021-08-30 open"},
		"RF01 reinstated back":      {[]step{depart("2021-07-10"), agency("2021-08-01", suspend("2021-07-01", "2021-08-29")), agency("2021-09-01", reinstate("2021-07-10"))}, "", ""},
		"RF01 reinstated later":     {[]step{depart("2021-07-10"), agency("2021-08-01", suspend("2021-07-01", "2021-08-29")), agency("2021-09-01", reinstate("2021-07-11"))}, "", "RF01-C-1 2021-07-10 open"},
		"RF01 not yet on the as-of": {[]step{depart("2021-07-01"), agency("2021-08-01", suspend("2021-07-01", "2021-08-29"))}, "2021-06-30", ""},

		"RF02 at the cap":   {[]step{terms(func(s *overseas.SignContract) { s.ServiceFee = historytest.JPY(450_000) })}, "", ""},
		"RF02 a yen above":  {[]step{terms(func(s *overseas.SignContract) { s.ServiceFee = historytest.JPY(450_001) })}, "", "RF02-C-2 2021-03-02 open"},
		"RF02 not judged":   {[]step{terms(func(s *overseas.SignContract) { s.Kind, s.ServiceFee = overseas.KindTrainee, historytest.JPY(450_000) })}, "", ""},
		"RF07 at the cap":   {[]step{terms(func(s *overseas.SignContract) { s.BrokerageFee = historytest.JPY(450_000) })}, "", ""},
		"RF07 a yen above":  {[]step{terms(func(s *overseas.SignContract) { s.BrokerageFee = historytest.JPY(450_001) })}, "", "RF07-C-2 2021-03-02 open"},
		"RF13 none allowed": {[]step{terms(func(s *overseas.SignContract) { s.Deposit = historytest.JPY(1) })}, "", "RF13-C-2 2021-03-02 open"},
		"RF13 in another one": {[]step{terms(func(s *overseas.SignContract) {
			s.Market, s.ServiceFee, s.Deposit = "TW", historytest.JPY(0), historytest.JPY(1)
		})}, "", ""},

		"RF03 RF08 no papers": {[]step{terms(func(*overseas.SignContract) {}), func(h *historytest.History) {
			h.Sign("2021-03-02", historytest.Terms("C-3", "w3", "26-014"))
			h.Depart("C-3", "2021-05-01")
		}}, "", "RF03-C-3 2021-05-01 open; RF08-C-3 2021-05-01 open"},
		"RF03 RF08 a day late": {[]step{func(h *historytest.History) {
			h.Sign("2021-03-02", historytest.Terms("C-3", "w3", "26-014"))
			h.Papers("C-3", "2021-05-02")
			h.Depart("C-3", "2021-05-01")
		}}, "", "RF03-C-3 2021-05-01 open; RF08-C-3 2021-05-01 open"},
		"RF03 RF08 that day": {[]step{func(h *historytest.History) {
			h.Sign("2021-03-02", historytest.Terms("C-3", "w3", "26-014"))
			h.Papers("C-3", "2021-05-01")
			h.Depart("C-3", "2021-05-01")
		}}, "", ""},

		// Due back on 2024-05-17.
		"RF04 thirty days":         {[]step{depart("2021-05-18")}, "2024-06-16", ""},
		"RF04 thirty-one days":     {[]step{depart("2021-05-18")}, "2024-06-17", "RF04-C-1 2024-06-17 open"},
		"RF04 absconded":           {[]step{depart("2021-05-18"), contract("2022-01-01", overseas.ReportAbsconded{Contract: "C-1", Reporter: "x"})}, "2024-06-17", "RF04-C-1 2024-06-17 open"},
		"RF04 terminated":          {[]step{depart("2021-05-18"), contract("2024-05-01", overseas.TerminateContract{Contract: "C-1", Reason: "x"})}, "2024-06-17", ""},
		"RF04 returned in time":    {[]step{depart("2021-05-18"), returned("2024-06-16", overseas.ReturnTerm)}, "2024-06-17", ""},
		"RF04 returned late":       {[]step{depart("2021-05-18"), returned("2024-06-20", overseas.ReturnTerm)}, "2024-06-20", "RF04-C-1 2024-06-17 settled"},
		"RF04 the day before that": {[]step{depart("2021-05-18"), returned("2024-06-20", overseas.ReturnTerm)}, "2024-06-19", "RF04-C-1 2024-06-17 open"},
		"RF04 extended":            {[]step{depart("2021-05-18"), contract("2024-05-01", overseas.ExtendContract{Contract: "C-1", Months: 1})}, "2024-06-17", ""},

		// Ended on 2021-09-01; 180 days after it is 2022-02-28.
		"RF05 180 days":        {ended, "2022-02-28", ""},
		"RF05 181 days":        {ended, "2022-03-01", "RF05-C-1 2022-03-01 open"},
		"RF05 in time":         {append(ended[:2:2], liquidated("2022-02-28")), "2022-12-31", ""},
		"RF05 late":            {append(ended[:2:2], liquidated("2022-03-01")), "2022-12-31", "RF05-C-1 2022-03-01 settled"},
		"RF05 withdrew":        {[]step{contract("2021-03-10", overseas.TerminateContract{Contract: "C-1", Reason: "x"})}, "2021-09-07", "RF05-C-1 2021-09-07 open"},
		"RF05 from terminated": {[]step{depart("2021-05-18"), contract("2021-08-01", overseas.TerminateContract{Contract: "C-1", Reason: "x"}), returned("2021-09-01", overseas.ReturnEarlyOwn)}, "2022-01-29", "RF05-C-1 2022-01-29 open"},

		"RF06 revoked that day":   {[]step{depart("2021-07-01"), agency("2021-08-01", overseas.RevokeLicence{Agency: "26-014", From: day("2021-07-01"), DecisionNo: "QĐ-03"})}, "", "RF06-C-1 2021-07-01 open"},
		"RF06 revoked next day":   {[]step{depart("2021-07-01"), agency("2021-08-01", overseas.RevokeLicence{Agency: "26-014", From: day("2021-07-02"), DecisionNo: "QĐ-03"})}, "", ""},
		"RF06 lapsed":             {[]step{depart("2021-07-01"), lapsing("2021-06-30"), departThird("2021-07-01")}, "", "RF06-C-3 2021-07-01 open"},
		"RF06 on the last day":    {[]step{lapsing("2021-07-01"), departThird("2021-07-01")}, "", ""},
		"RF06 a late renewal":     {[]step{lapsing("2021-06-30"), departThird("2021-07-01"), renewal("2021-09-01", "2021-07-01")}, "", ""},
		"RF06 too late a renewal": {[]step{lapsing("2021-06-30"), departThird("2021-07-01"), renewal("2021-09-01", "2021-07-02")}, "", "RF06-C-3 2021-07-01 open"},

		"RF10 a day under 18": {[]step{born("2003-05-19"), depart("2021-05-18")}, "", "RF10-C-1 2021-05-18 open"},
		"RF10 18 that day":    {[]step{born("2003-05-18"), depart("2021-05-18")}, "", ""},

		"RF12 removed that day":  {[]step{depart("2021-05-18"), agency("2021-05-18", overseas.RemoveMarket{Agency: "26-014", Market: "JP"})}, "", "RF12-C-1 2021-05-18 open"},
		"RF12 removed next day":  {[]step{depart("2021-05-18"), agency("2021-05-19", overseas.RemoveMarket{Agency: "26-014", Market: "JP"})}, "", ""},
		"RF12 never held":        {[]step{terms(func(s *overseas.SignContract) { s.Market = "DE" }), func(h *historytest.History) { h.Depart("C-2", "2021-05-18") }}, "", "RF12-C-2 2021-05-18 open"},
		"RF12 added, dated back": {[]step{terms(func(s *overseas.SignContract) { s.Market = "DE" }), func(h *historytest.History) { h.Depart("C-2", "2021-05-18") }, agency("2021-05-18", overseas.AddMarket{Agency: "26-014", Market: "DE"})}, "", ""},
		"without an agency":      {[]step{func(h *historytest.History) { h.Ready("C-3", "w3", "", "2021-03-02"); h.Depart("C-3", "2021-05-18") }}, "", ""},

		"an individual contract that names an agency": {[]step{terms(func(s *overseas.SignContract) { s.Kind, s.Market = overseas.KindIndividual, "DE" }), agency("2021-06-01", suspend("2021-05-01", "")), func(h *historytest.History) { h.Depart("C-2", "2021-05-18") }}, "", ""},

		"RF15 thirty days":     {[]step{reported("2021-06-17"), depart("2021-05-18")}, "", ""},
		"RF15 thirty-one days": {[]step{reported("2021-06-18"), depart("2021-05-18")}, "", "RF15-C-1 2021-06-18 open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := one(t)
			for _, s := range c.steps {
				s(h)
			}
			if c.asOf == "" {
				c.asOf = "2021-12-31"
			}
			if got := short(flags(t, h, c.asOf)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func born(on string) step { return func(h *historytest.History) { h.Births["worker-w1"] = day(on) } }

func reported(on string) step { return func(h *historytest.History) { h.Reports["C-1"] = on } }

// lapsing is a second agency, whose licence ends on the day.
func lapsing(expires string) step {
	return func(h *historytest.History) {
		h.Agency("2017-01-02", "26-015", overseas.RegisterAgency{LicenceNo: "26-015", Name: "Công ty Mẫu B", LicensedOn: day("2017-01-01"), ExpiresOn: day(expires), Markets: []string{"JP"}})
		h.Ready("C-3", "w3", "26-015", "2021-03-02")
	}
}

func departThird(on string) step { return func(h *historytest.History) { h.Depart("C-3", on) } }

func renewal(entered, from string) step {
	return func(h *historytest.History) {
		h.Agency(entered, "26-015", overseas.RenewLicence{Agency: "26-015", LicensedOn: day(from)})
	}
}

func TestARefundSettles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fee, deposit int64
		want         string
	}{
		"both":             {50_000, 10_000, "RF02-C-1 2021-03-02 settled; RF13-C-1 2021-03-02 settled"},
		"a yen too little": {49_999, 9_999, "RF02-C-1 2021-03-02 open; RF13-C-1 2021-03-02 open"},
	} {
		h := historytest.New(t)
		h.Register("26-014")
		s := historytest.Terms("C-1", "w1", "26-014")
		s.ServiceFee, s.Deposit = historytest.JPY(500_000), historytest.JPY(10_000)
		h.Sign("2021-03-02", s)
		h.Contract("2021-04-01", "C-1", overseas.TerminateContract{Contract: "C-1", Reason: "rút"})
		h.Contract("2021-05-01", "C-1", overseas.LiquidateContract{Contract: "C-1", FeeRefunded: historytest.JPY(c.fee), DepositReturned: historytest.JPY(c.deposit)})
		if got := short(flags(t, h, "2021-05-01")); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := short(flags(t, h, "2021-04-30")); strings.Contains(got, "settled") {
			t.Errorf("%s, the day before: %s", name, got)
		}
	}
}

func TestARefundInAnotherCurrencyIsNotHeldAgainstTheFee(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	s := historytest.Terms("C-1", "w1", "26-014")
	s.ServiceFee = historytest.JPY(450_001)
	h.Sign("2021-03-02", s)
	h.Contract("2021-04-01", "C-1", overseas.TerminateContract{Contract: "C-1", Reason: "rút"})
	h.Contract("2021-05-01", "C-1", overseas.LiquidateContract{Contract: "C-1", FeeRefunded: money.VND(1_000)})
	if got := short(flags(t, h, "2021-12-31")); got != "RF02-C-1 2021-03-02 open" {
		t.Errorf("got %s", got)
	}
}

// TestAnExtensionAboveItsCap: the gate refuses one, so it comes from a book
// that was judged by other limits.
func TestAnExtensionAboveItsCap(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fee, extension, refund int64
		day, says              string
	}{
		"at the cap":         {400_000, 150_000, 0, "", ""},
		"above":              {400_000, 150_001, 0, "2023-05-01 open", "Contract C-1: an extension's service fee of 150.001 JPY, above the cap of 150.000 JPY (law-2006, extension of 2023-05-01)"},
		"both":               {450_001, 150_001, 1, "2021-03-02 open", "; Contract C-1: an extension's service fee"},
		"both, all refunded": {450_001, 150_001, 2, "2021-03-02 settled", "; Contract C-1: an extension's service fee"},
	} {
		h := historytest.New(t)
		h.Register("26-014")
		s := historytest.Terms("C-1", "w1", "26-014")
		s.ServiceFee = historytest.JPY(c.fee)
		h.Sign("2021-03-02", s)
		h.Papers("C-1", "2021-03-02")
		h.Depart("C-1", "2021-05-18")
		party := overseas.Party{WorkerID: "worker-w1", AgencyID: "agency-26-014", Market: "JP"}
		events := foldtest.Events(t, catalog.Events(), h.Events(), foldtest.In("contract-C-1", slices.Concat(
			scenario.Happened("2023-05-01", overseas.ContractExtended{Months: 12, DueBackOn: day("2025-05-17"), ServiceFee: historytest.JPY(c.extension), Party: party}),
			scenario.Happened("2025-05-17", overseas.WorkerReturned{Reason: overseas.ReturnTerm, After: overseas.Departed, Party: party}),
			scenario.Happened("2025-06-01", overseas.ContractLiquidated{FeeRefunded: historytest.JPY(c.refund), After: overseas.Returned, Party: party}))))
		rows := foldtest.Rows(t, supervision.Projection, supervision.Flagged, events)
		if c.day == "" {
			if len(rows) > 0 {
				t.Errorf("%s: %+v", name, rows)
			}
			continue
		}
		state := "open"
		if len(rows) == 1 && !rows[0].SettledOn.IsZero() {
			state = "settled"
		}
		if len(rows) != 1 || rows[0].Rule != "RF02" || fmt.Sprint(rows[0].Day, " ", state) != c.day || !strings.Contains(rows[0].En, c.says) {
			t.Errorf("%s: %s %+v", name, state, rows)
		}
	}
}

// TestABirthYearShowsUnderage: also where the gate didn't, as in a book whose
// birth dates were put right since.
func TestABirthYearShowsUnderage(t *testing.T) {
	t.Parallel()
	for year, want := range map[int]int{2004: 1, 2003: 0, 0: 0} {
		h := one(t)
		left := overseas.Departure{Party: overseas.Party{WorkerID: "worker-w1", AgencyID: "agency-26-014", Market: "JP"}, DueBackOn: day("2024-05-17"), ReportedOn: day("2021-05-18"), BirthYear: year}
		events := foldtest.Events(t, catalog.Events(), h.Events(), foldtest.In("contract-C-1", scenario.Happened("2021-05-18", overseas.WorkerDispatched{Departure: left})))
		rows := foldtest.Rows(t, supervision.Projection, supervision.Flagged, events)
		if len(rows) != want || want == 1 && rows[0].ID != "RF10-C-1" {
			t.Errorf("born in %d: %+v", year, rows)
		}
	}
}

func TestBrokerageProhibited(t *testing.T) {
	t.Parallel()
	h := historytest.New(t)
	h.Register("26-014")
	s := historytest.Terms("C-1", "w1", "26-014")
	s.BrokerageFee = historytest.JPY(100_000)
	h.Sign("2021-12-31", s)
	s.Contract, s.WorkerID = "C-2", "worker-w2"
	h.Sign("2022-01-01", s)
	list := flags(t, h, "2022-01-01")
	if got := short(list); got != "RF07-C-2 2022-01-01 open" || list[0].Vi != "Hợp đồng C-2: thu tiền môi giới 100.000 JPY trong khi không được thu của người lao động (law-2020, Luật 69/2020/QH14 Đ.7)" {
		t.Errorf("%s: %q", got, list[0].Vi)
	}
}

func TestSentencesOfLateness(t *testing.T) {
	t.Parallel()
	h := one(t)
	h.Depart("C-1", "2021-05-18")
	h.Contract("2024-06-20", "C-1", overseas.RecordReturn{Contract: "C-1", Reason: overseas.ReturnTerm})
	h.Contract("2025-01-01", "C-1", overseas.LiquidateContract{Contract: "C-1"})
	for asOf, want := range map[string][]string{
		"2024-06-18": {"Contract C-1: 32 days overdue to return (due back on 2024-05-17, 30 days allowed)"},
		"2024-12-20": {"Contract C-1: 34 days overdue to return (due back on 2024-05-17, 30 days allowed)", "Contract C-1: ended on 2024-06-20 and not liquidated for 183 days (the limit is 180)"},
		"2025-06-01": {"Contract C-1: 34 days overdue to return (due back on 2024-05-17, 30 days allowed)", "Contract C-1: ended on 2024-06-20 and not liquidated for 195 days (the limit is 180)"},
	} {
		var got []string
		for _, f := range flags(t, h, asOf) {
			got = append(got, f.En)
		}
		if !slices.Equal(got, want) {
			t.Errorf("on %s:\n%q, want\n%q", asOf, got, want)
		}
	}
}

func TestSentencesOfALicence(t *testing.T) {
	t.Parallel()
	for expires, want := range map[string]string{
		"2021-04-30": "Contract C-3: departed on 2021-05-01 when licence 26-015 had lapsed after 2021-04-30",
		"2030-01-01": "",
	} {
		h := historytest.New(t)
		lapsing(expires)(h)
		h.Depart("C-3", "2021-05-01")
		got := ""
		for _, f := range flags(t, h, "2021-12-31") {
			got += f.En
		}
		if got != want {
			t.Errorf("%s: %q, want %q", expires, got, want)
		}
	}
	h := historytest.New(t)
	h.Agency("2021-06-01", "26-016", overseas.RegisterAgency{LicenceNo: "26-016", Name: "Công ty Mẫu C", LicensedOn: day("2021-05-02"), Markets: []string{"JP"}})
	h.Ready("C-1", "w1", "26-016", "2021-03-02")
	h.Depart("C-1", "2021-05-01")
	list := flags(t, h, "2021-12-31")
	if got := short(list); got != "RF06-C-1 2021-05-01 open; RF12-C-1 2021-05-01 open" || list[0].Vi != "Hợp đồng C-1: xuất cảnh ngày 01/05/2021 khi giấy phép 26-016 chưa được cấp (cấp ngày 02/05/2021)" {
		t.Errorf("before the licence: %s %+v", got, list)
	}
}

func TestASentenceHasItsFigures(t *testing.T) {
	t.Parallel()
	h := one(t)
	h.Depart("C-1", "2021-07-10")
	h.Agency("2021-08-01", "26-014", suspend("2021-07-01", "2021-08-29"))
	f := flags(t, h, "2021-12-31")[0]
	if f.Vi != "Hợp đồng C-1: xuất cảnh ngày 10/07/2021 trong thời gian giấy phép 26-014 bị đình chỉ từ 01/07/2021 đến 29/08/2021 (quyết định QĐ-01)" ||
		f.En != "Contract C-1: departed on 2021-07-10 while licence 26-014 was suspended from 2021-07-01 to 2021-08-29 (decision QĐ-01)" ||
		f.AgencyName != "Công ty Mẫu 26-014" || f.Severity != domain.Critical {
		t.Errorf("%+v", f)
	}
	events := h.Events()
	ids, err := f.Events()
	if err != nil || len(ids) != 2 || ids[0] != events[len(events)-1].ID || ids[1] != events[len(events)-2].ID {
		t.Errorf("evidence %v %v", ids, err)
	}
}
