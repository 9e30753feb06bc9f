package supervision_test

import (
	"strings"
	"testing"

	"vaoso/domain/overseas"
	"vaoso/projections/contracts/historytest"
)

// TestTwoContractsAtOnce is RF09. One worker, w1: C-1 signed 2021-03-02.
func TestTwoContractsAtOnce(t *testing.T) {
	t.Parallel()
	second := func(on string) step { return func(h *historytest.History) { h.Ready("C-2", "w1", "26-014", on) } }
	departSecond := func(on string) step { return func(h *historytest.History) { h.Depart("C-2", on) } }
	withdraw := func(on string) step {
		return contract(on, overseas.TerminateContract{Contract: "C-1", Reason: "rút"})
	}
	abscond := func(on string) step {
		return contract(on, overseas.ReportAbsconded{Contract: "C-1", Reporter: "x"})
	}
	for name, c := range map[string]struct {
		steps []step
		want  string
	}{
		"both open":                       {[]step{second("2021-04-01")}, "RF09-C-2 2021-04-01 open"},
		"the first ended the day before":  {[]step{withdraw("2021-03-31"), second("2021-04-01")}, ""},
		"the first ended that day":        {[]step{withdraw("2021-04-01"), second("2021-04-01")}, ""},
		"the first ended the day after":   {[]step{withdraw("2021-04-02"), second("2021-04-01")}, "RF09-C-2 2021-04-01 settled"},
		"the end is entered later":        {[]step{second("2021-04-01"), withdraw("2021-03-31")}, ""},
		"it ended later":                  {[]step{second("2021-04-01"), withdraw("2021-04-10")}, "RF09-C-2 2021-04-01 settled"},
		"the later is entered first":      {[]step{second("2021-02-01")}, "RF09-C-1 2021-03-02 open"},
		"another worker":                  {[]step{func(h *historytest.History) { h.Ready("C-2", "w2", "26-014", "2021-04-01") }}, ""},
		"signed after an absconding":      {[]step{depart("2021-05-01"), abscond("2021-06-01"), second("2021-06-01")}, ""},
		"departed after an absconding":    {[]step{depart("2021-05-01"), abscond("2021-06-01"), second("2021-06-01"), departSecond("2021-07-01")}, "RF09-C-2 2021-07-01 open"},
		"and the first came back":         {[]step{depart("2021-05-01"), abscond("2021-06-01"), second("2021-06-01"), departSecond("2021-07-01"), returned("2021-07-05", overseas.ReturnDeported)}, "RF09-C-2 2021-07-01 settled"},
		"terminated, but not back":        {[]step{depart("2021-05-01"), abscond("2021-06-01"), withdraw("2021-06-10"), second("2021-06-20"), departSecond("2021-07-01"), returned("2021-07-05", overseas.ReturnDeported)}, "RF09-C-2 2021-07-01 settled"},
		"a departure while abroad":        {[]step{second("2021-04-01"), depart("2021-05-01"), departSecond("2021-06-01")}, "RF09-C-2 2021-04-01 open"},
		"back and gone on the same day":   {[]step{depart("2021-05-01"), returned("2021-06-01", overseas.ReturnEarlyOwn), second("2021-06-01"), departSecond("2021-06-01")}, "RF09-C-2 2021-06-01 settled"},
		"back, and gone a day later":      {[]step{depart("2021-05-01"), returned("2021-06-01", overseas.ReturnEarlyOwn), second("2021-06-01"), departSecond("2021-06-02")}, ""},
		"engaged elsewhere, as was found": {[]step{func(h *historytest.History) { h.Busy["worker-w1"] = "placement-1" }, depart("2021-05-01")}, "RF09-C-1 2021-05-01 open"},
		"engaged elsewhere, and returned": {[]step{func(h *historytest.History) { h.Busy["worker-w1"] = "placement-1" }, depart("2021-05-01"), returned("2021-06-01", overseas.ReturnEarlyOwn)}, "RF09-C-1 2021-05-01 settled"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := one(t)
			for _, s := range c.steps {
				s(h)
			}
			list := flags(t, h, "2021-07-31")
			if got := short(list); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			for _, f := range list {
				if f.Rule == "RF09" && !strings.Contains(f.Vi, "cùng lúc với hợp đồng C-") && !strings.Contains(f.Vi, "đang có việc khác") {
					t.Errorf("it doesn't say what overlaps: %s", f.Vi)
				}
			}
		})
	}
}

// TestThreeContractsAtOnce: a flag is settled once the last overlap has ended.
func TestThreeContractsAtOnce(t *testing.T) {
	t.Parallel()
	h := one(t)
	h.Ready("C-2", "w1", "26-014", "2021-04-01")
	h.Ready("C-3", "w1", "26-014", "2021-04-02")
	h.Contract("2021-04-10", "C-1", overseas.TerminateContract{Contract: "C-1", Reason: "rút"})
	if got := short(flags(t, h, "2021-07-31")); got != "RF09-C-2 2021-04-01 settled; RF09-C-3 2021-04-02 open" {
		t.Errorf("one of two ended: %s", got)
	}
	h.Contract("2021-04-20", "C-2", overseas.TerminateContract{Contract: "C-2", Reason: "rút"})
	list := flags(t, h, "2021-07-31")
	if got := short(list); got != "RF09-C-2 2021-04-01 settled; RF09-C-3 2021-04-02 settled" || list[0].SettledOn != day("2021-04-10") || list[1].SettledOn != day("2021-04-20") {
		t.Errorf("both ended: %s, %v", got, list)
	}
	if !strings.Contains(list[1].En, "contract C-1, C-2 of the same worker") {
		t.Errorf("%s", list[1].En)
	}
}
