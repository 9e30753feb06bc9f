package overseas_test

import (
	"errors"
	"slices"
	"testing"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

func named(t *testing.T, rules string) law.Set {
	t.Helper()
	set, err := law.Current().Named(rules)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// The example of DOMAIN.md §5: signed 2021-11-02, brokerage JPY 100,000, 36
// months at 150,000: lawful under law-2006, prohibited under law-2020.
func TestJudgedAgain(t *testing.T) {
	t.Parallel()
	c := overseas.ContractDecider.Fold(scenario.Happened("2021-11-02", agreed(func(e *overseas.ContractSigned) { e.BrokerageFee = jpy(100_000) })))
	v, err := overseas.Verdict(c, law.Current())
	if err != nil || v.Rules != "law-2006" || v.Above() != nil || v.NotJudged() != nil {
		t.Errorf("under its own law: %+v, %v, want all lawful", v, err)
	}
	if b, _ := v.Of(law.Brokerage); b.Cap != jpy(450_000) {
		t.Errorf("the brokerage cap is %s, want 450.000 JPY", b.Cap)
	}
	if again := overseas.VerdictUnder(c, named(t, "law-2020")); !slices.Equal(again.Above(), []law.Line{law.Brokerage}) {
		t.Errorf("under law-2020 above are %v, want brokerage", again.Above())
	}
	if _, err := overseas.Verdict(c, law.Limits{}); !errors.Is(err, law.ErrRulesUnknown) {
		t.Errorf("without its set: %v, want ErrRulesUnknown", err)
	}
}

func TestVerdictOfExtensions(t *testing.T) {
	t.Parallel()
	extended := scenario.Happened("2022-05-01", overseas.ContractExtended{Months: 12, DueBackOn: scenario.Day("2023-05-17"), ServiceFee: jpy(100_000), Party: party})
	signed := agreed(func(e *overseas.ContractSigned) { e.Months, e.ServiceFee = 12, jpy(150_000) })
	c := overseas.ContractDecider.Fold(scenario.Given(scenario.Happened("2021-03-02", signed), left, extended))
	if c.Months != 24 {
		t.Errorf("the term is %d months, want 24", c.Months)
	}
	if v := overseas.VerdictUnder(c, named(t, "law-2006")); len(v.Lines) != 4 || v.Above() != nil {
		t.Errorf("law-2006: %+v, want four lawful lines", v)
	}
	v := overseas.VerdictUnder(c, named(t, "law-2020"))
	if x, ok := v.Of(law.Extension); !ok || !x.Above || x.Cap != jpy(75_000) {
		t.Errorf("law-2020: the extension is %+v, want above 75.000 JPY", x)
	}
	if s, _ := v.Of(law.Service); s.Cap != jpy(150_000) {
		t.Errorf("the fee's cap is %s: an extension doesn't raise it", s.Cap)
	}
}

func TestEndedOn(t *testing.T) {
	t.Parallel()
	back := scenario.Happened("2022-08-01", overseas.WorkerReturned{Reason: overseas.ReturnDeported, After: overseas.Terminated, DepartedOn: leftOn, Party: party})
	for name, c := range map[string]struct {
		history []es.Recorded
		want    string
	}{
		"running":                   {contractHistory(left), ""},
		"returned":                  {contractHistory(left, cameHome), "2024-05-17"},
		"withdrew":                  {contractHistory(withdrawn), "2021-04-01"},
		"terminated, then returned": {contractHistory(left, endedThere, back), "2022-03-01"},
		"absconded":                 {contractHistory(left, absconded), "2022-01-10"},
		"absconded, then returned":  {contractHistory(left, absconded, back), "2022-08-01"},
	} {
		if got := overseas.ContractDecider.Fold(c.history).EndedOn(); got != scenario.Day(c.want) {
			t.Errorf("%s: ended on %q, want %q", name, got, c.want)
		}
	}
}

func TestCharged(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ agreed, paid, refunded, want int64 }{
		{400, 0, 0, 400}, {400, 300, 0, 400}, {400, 500, 0, 500}, {400, 500, 200, 300}, {400, 300, 100, 300}, {0, 0, 100, 0},
	} {
		s := overseas.Sum{Agreed: jpy(c.agreed), Paid: jpy(c.paid), Refunded: jpy(c.refunded)}
		if got := s.Charged(); got != (money.Money{Amount: c.want, Currency: "JPY"}) {
			t.Errorf("%+v is charged as %s, want %d", c, got, c.want)
		}
	}
}
