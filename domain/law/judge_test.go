package law_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/civil"
	"vaoso/domain/law"
	"vaoso/domain/money"
)

func set(t *testing.T, name string) law.Set {
	t.Helper()
	s, err := law.Current().Named(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func day(t *testing.T, iso string) civil.Date {
	t.Helper()
	d, err := civil.Parse(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func jpy(n int64) money.Money { return money.Money{Amount: n, Currency: "JPY"} }

func TestCaps(t *testing.T) {
	t.Parallel()
	twd := func(n int64) money.Money { return money.Money{Amount: n, Currency: "TWD"} }
	for name, c := range map[string]struct {
		rules, on, market, kind, occupation string
		months                              int
		wage                                money.Money
		line                                law.Line
		amount                              money.Money
		limit                               money.Money
		above, judged                       bool
		why                                 string
	}{
		"36 months: three wages":               {rules: "law-2006", months: 36, wage: jpy(150_000), line: law.Service, amount: jpy(450_000), limit: jpy(450_000), judged: true},
		"12 months: one wage":                  {rules: "law-2006", months: 12, wage: jpy(150_000), line: law.Service, amount: jpy(150_000), limit: jpy(150_000), judged: true},
		"30 months: pro rata":                  {rules: "law-2006", months: 30, wage: jpy(150_000), line: law.Service, amount: jpy(375_000), limit: jpy(375_000), judged: true},
		"one yen above":                        {rules: "law-2006", months: 36, wage: jpy(150_000), line: law.Service, amount: jpy(450_001), limit: jpy(450_000), judged: true, above: true},
		"rounded down":                         {rules: "law-2006", months: 7, wage: jpy(100_001), line: law.Service, amount: jpy(58_334), limit: jpy(58_333), judged: true, above: true},
		"60 months: never above three wages":   {rules: "law-2006", months: 60, wage: jpy(150_000), line: law.Service, amount: jpy(450_001), limit: jpy(450_000), judged: true, above: true},
		"a seafarer: half as much again":       {rules: "law-2020", on: "2022-03-01", occupation: "seafarer", months: 12, wage: jpy(150_000), line: law.Service, amount: jpy(225_000), limit: jpy(225_000), judged: true},
		"a seafarer: never above three wages":  {rules: "law-2020", on: "2022-03-01", occupation: "seafarer", months: 36, wage: jpy(150_000), line: law.Service, amount: jpy(450_001), limit: jpy(450_000), judged: true, above: true},
		"an extension under law-2006":          {rules: "law-2006", months: 12, wage: jpy(150_000), line: law.Extension, amount: jpy(150_000), limit: jpy(150_000), judged: true},
		"an extension under law-2020: half":    {rules: "law-2020", on: "2022-03-01", months: 12, wage: jpy(150_000), line: law.Extension, amount: jpy(75_001), limit: jpy(75_000), judged: true, above: true},
		"brokerage under law-2006":             {rules: "law-2006", on: "2021-11-02", months: 36, wage: jpy(150_000), line: law.Brokerage, amount: jpy(100_000), limit: jpy(450_000), judged: true},
		"brokerage under law-2020: prohibited": {rules: "law-2020", on: "2021-11-02", months: 36, wage: jpy(150_000), line: law.Brokerage, amount: jpy(100_000), limit: jpy(0), judged: true, above: true},
		"no deposit in Japan":                  {rules: "law-2006", months: 36, wage: jpy(150_000), line: law.Deposit, amount: jpy(1), limit: jpy(0), judged: true, above: true},
		"no deposit asked":                     {rules: "law-2020", on: "2022-03-01", market: "TW", months: 36, wage: twd(2_500_000), line: law.Deposit, amount: twd(0), judged: true},
		"a deposit without a row":              {rules: "law-2020", on: "2022-03-01", market: "TW", months: 36, wage: twd(2_500_000), line: law.Deposit, amount: twd(1), why: law.NoRow},
		"a ceiling without a rate":             {rules: "law-2006", market: "TW", months: 36, wage: twd(2_500_000), line: law.Service, amount: twd(7_500_000), limit: twd(7_500_000), why: law.NoRate},
		"above the wage, whatever the rate":    {rules: "law-2006", market: "TW", months: 36, wage: twd(2_500_000), line: law.Service, amount: twd(7_500_001), limit: twd(7_500_000), judged: true, above: true},
		"a ceiling of nothing needs no rate":   {rules: "law-2006", market: "TW", occupation: "deep_sea_crew", months: 36, wage: twd(2_500_000), line: law.Service, amount: twd(1), limit: twd(0), judged: true, above: true},
		"a ceiling not yet in force":           {rules: "law-2020", on: "2022-01-31", market: "TH", months: 12, wage: money.Money{Amount: 1_000_000, Currency: "THB"}, line: law.Service, amount: money.Money{Amount: 1, Currency: "THB"}, limit: money.Money{Amount: 1_000_000, Currency: "THB"}, judged: true},
		"a ceiling on its first day":           {rules: "law-2020", on: "2022-02-01", market: "TH", months: 12, wage: money.Money{Amount: 1_000_000, Currency: "THB"}, line: law.Service, amount: money.Money{Amount: 1, Currency: "THB"}, limit: money.Money{Currency: "THB"}, judged: true, above: true},
		"a trainee's ceiling isn't a worker's": {rules: "law-2006", kind: "trainee", months: 36, wage: jpy(150_000), line: law.Service, amount: jpy(450_000), limit: jpy(450_000), why: law.NoRate},
		"a bound that no sum can exceed":       {rules: "law-2006", months: 120, wage: jpy(math.MaxInt64), line: law.Service, amount: jpy(math.MaxInt64), limit: jpy(math.MaxInt64), judged: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			or := func(s, fallback string) string {
				if s == "" {
					return fallback
				}
				return s
			}
			j := set(t, c.rules).Judge(c.line, c.amount, law.Terms{
				SignedOn: day(t, or(c.on, "2021-03-02")), Market: or(c.market, "JP"), Kind: or(c.kind, "service"), Occupation: or(c.occupation, "hàn"),
				Months: c.months, MonthlyWage: c.wage,
			})
			if j.Cap != c.limit || j.Above != c.above || j.Judged != c.judged || j.Why != c.why {
				t.Errorf("got cap %v above %v judged %v why %q, want cap %v above %v judged %v why %q", j.Cap, j.Above, j.Judged, j.Why, c.limit, c.above, c.judged, c.why)
			}
			if c.limit.Currency != "" && j.Row.Source == "" {
				t.Error("the judgement names no source")
			}
		})
	}
}

// withRates is the 2006 set with dated rates from US dollars.
func withRates(t *testing.T) law.Set {
	t.Helper()
	s := set(t, "law-2006")
	s.FX = []law.FX{
		{Row: law.Row{ID: "usd-jpy-2020"}, From: "USD", To: "JPY", Rate: law.Ratio{Num: 107, Den: 1}, ValidFrom: day(t, "2020-01-01"), ValidTo: day(t, "2020-12-31")},
		{Row: law.Row{ID: "usd-jpy-2021"}, From: "USD", To: "JPY", Rate: law.Ratio{Num: 1095, Den: 10}, ValidFrom: day(t, "2021-01-01"), ValidTo: day(t, "2021-12-31")},
		{Row: law.Row{ID: "usd-twd"}, From: "USD", To: "TWD", Rate: law.Ratio{Num: 28, Den: 1}, ValidFrom: day(t, "2021-01-01")},
	}
	return s
}

func TestConvertedCeilings(t *testing.T) {
	t.Parallel()
	s := withRates(t)
	for name, c := range map[string]struct {
		on, market, kind, occupation string
		months                       int
		wage                         money.Money
		limit                        int64
		row                          string
	}{
		"3,600 dollars at 109.5":                {"2021-03-02", "JP", "trainee", "hàn", 36, jpy(150_000), 394_200, "service-jp-trainee-3y"},
		"at the rate of its own day":            {"2020-03-02", "JP", "trainee", "hàn", 36, jpy(150_000), 385_200, "service-jp-trainee-3y"},
		"one year: the lower of two rows":       {"2021-03-02", "JP", "trainee", "hàn", 12, jpy(150_000), 131_400, "service-jp-trainee-1y"},
		"the wage is lower than the ceiling":    {"2021-03-02", "JP", "trainee", "hàn", 12, jpy(100_000), 100_000, "service"},
		"a term longer than the row is for":     {"2021-03-02", "JP", "trainee", "hàn", 37, jpy(150_000), 450_000, "service"},
		"a household carer in Taiwan, in cents": {"2021-03-02", "TW", "service", "household_carer", 36, money.Money{Amount: 2_500_000, Currency: "TWD"}, 1_120_000, "service-tw-household-carer"},
		"an institution carer has another row":  {"2021-03-02", "TW", "service", "institution_carer", 36, money.Money{Amount: 2_500_000, Currency: "TWD"}, 2_240_000, "service-tw-institution-carer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			terms := law.Terms{SignedOn: day(t, c.on), Market: c.market, Kind: c.kind, Occupation: c.occupation, Months: c.months, MonthlyWage: c.wage}
			for amount, above := range map[int64]bool{c.limit: false, c.limit + 1: true} {
				j := s.Judge(law.Service, money.Money{Amount: amount, Currency: c.wage.Currency}, terms)
				if !j.Judged || j.Above != above || j.Cap.Amount != c.limit || j.Row.ID != c.row {
					t.Errorf("%d: got %+v, want cap %d by %s, above %v", amount, j, c.limit, c.row, above)
				}
			}
		})
	}
}

// A contract judged under a set that wasn't in force when it was signed is
// judged by the rows and rates of the nearest day on which the set was.
func TestRowsOfTheNearestDay(t *testing.T) {
	t.Parallel()
	old := withRates(t)
	later := law.Terms{SignedOn: day(t, "2022-05-02"), Market: "JP", Kind: "trainee", Occupation: "hàn", Months: 36, MonthlyWage: jpy(150_000)}
	if j := old.Judge(law.Service, jpy(394_201), later); !j.Above || j.Cap != jpy(394_200) {
		t.Errorf("signed after the set: %+v, want the last rate's cap of 394,200", j)
	}
	young := set(t, "law-2020")
	young.Fees = map[law.Line]law.Fee{law.Deposit: {Ceilings: []law.Ceiling{{Row: law.Row{ID: "first", Source: "x"}, Amount: jpy(5), ValidFrom: young.ValidFrom, ValidTo: young.ValidFrom}}}}
	earlier := law.Terms{SignedOn: day(t, "2021-11-02"), Market: "JP", MonthlyWage: jpy(150_000)}
	if j := young.Judge(law.Deposit, jpy(6), earlier); !j.Above || j.Row.ID != "first" {
		t.Errorf("signed before the set: %+v, want the first day's row", j)
	}
}

func TestVerdictUnderBothSets(t *testing.T) {
	t.Parallel()
	terms := law.Terms{SignedOn: day(t, "2021-11-02"), Market: "JP", Kind: "service", Occupation: "hàn", Months: 36, MonthlyWage: jpy(150_000)}
	sums := law.Sums{Service: jpy(400_000), Brokerage: jpy(100_000), Deposit: jpy(0)}
	if v := set(t, "law-2006").Verdict(sums, terms); v.Above() != nil || v.NotJudged() != nil || v.Rules != "law-2006" {
		t.Errorf("law-2006: %+v, want all lawful", v)
	}
	v := set(t, "law-2020").Verdict(sums, terms)
	if !slices.Equal(v.Above(), []law.Line{law.Brokerage}) {
		t.Errorf("law-2020: above %v, want brokerage alone", v.Above())
	}
	if b, ok := v.Of(law.Brokerage); !ok || !b.Prohibited || !b.Row.Unverified || !strings.Contains(b.Row.Source, "Đ.7") {
		t.Errorf("law-2020: brokerage is %+v, want prohibited by an unverified row", b)
	}
	if _, ok := v.Of(law.Extension); ok {
		t.Error("a contract without extensions has no such line")
	}
}

// A cap never falls when the wage or the term grows, and a sum is above it
// exactly when it exceeds it.
func TestCapProperties(t *testing.T) {
	t.Parallel()
	s := set(t, "law-2006")
	on := day(t, "2021-03-02")
	rapid.Check(t, func(t *rapid.T) {
		terms := law.Terms{SignedOn: on, Market: "JP", Kind: "service", Months: rapid.IntRange(1, 119).Draw(t, "months"), MonthlyWage: jpy(rapid.Int64Range(1, 1_000_000_000).Draw(t, "wage"))}
		amount := jpy(rapid.Int64Range(0, 4_000_000_000).Draw(t, "amount"))
		j := s.Judge(law.Service, amount, terms)
		if want := min(terms.MonthlyWage.Amount*int64(terms.Months)/12, 3*terms.MonthlyWage.Amount); j.Cap.Amount != want || !j.Judged || j.Above != (amount.Amount > want) {
			t.Fatalf("%+v of %+v: cap should be %d", j, terms, want)
		}
		longer := terms
		longer.Months++
		if s.Judge(law.Service, amount, longer).Cap.Amount < j.Cap.Amount {
			t.Fatalf("a longer term lowers the cap of %+v", terms)
		}
	})
}
