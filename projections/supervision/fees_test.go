package supervision_test

import (
	"fmt"
	"strings"
	"testing"

	"vaoso/domain/overseas"
	"vaoso/projections/contracts/historytest"
	"vaoso/projections/engine/foldtest"
	"vaoso/projections/supervision"
)

// TestWhatWasPaidIsFlagged: a cap is held against the larger of agreed and paid,
// less what was given back; a flag names the payment that shows it, and starts
// on its day.
func TestWhatWasPaidIsFlagged(t *testing.T) {
	t.Parallel()
	pay := func(line overseas.FeeLine, sum int64, receipt string) overseas.ContractCommand {
		return overseas.RecordFee{Contract: "C-1", Line: line, Paid: historytest.JPY(sum), ReceiptNo: receipt}
	}
	back := func(line overseas.FeeLine, sum int64) overseas.ContractCommand {
		return overseas.RefundFee{Contract: "C-1", Line: line, Amount: historytest.JPY(sum)}
	}
	shorter := overseas.AmendContract{Contract: "C-1", Changes: overseas.Changes{Months: 30}}
	for name, c := range map[string]struct {
		steps []overseas.ContractCommand // from 2021-04-01 on, a day each
		want  string
	}{
		"less than was agreed":                  {[]overseas.ContractCommand{pay(overseas.FeeService, 100_000, "1")}, ""},
		"the service fee":                       {[]overseas.ContractCommand{pay(overseas.FeeService, 450_000, "1"), pay(overseas.FeeService, 1, "2")}, "RF02 2021-04-02 450.001 JPY 2"},
		"the service fee, given back":           {[]overseas.ContractCommand{pay(overseas.FeeService, 450_001, "1"), back(overseas.FeeService, 1)}, ""},
		"brokerage":                             {[]overseas.ContractCommand{pay(overseas.FeeBrokerage, 450_001, "1")}, "RF07 2021-04-01 450.001 JPY 2"},
		"brokerage, not all of it given back":   {[]overseas.ContractCommand{pay(overseas.FeeBrokerage, 450_002, "1"), back(overseas.FeeBrokerage, 1)}, "RF07 2021-04-01 450.001 JPY 2"},
		"a deposit":                             {[]overseas.ContractCommand{pay(overseas.FeeDeposit, 7, "1")}, "RF13 2021-04-01 7 JPY 2"},
		"no cap on tickets":                     {[]overseas.ContractCommand{pay(overseas.FeeTicket, 9_000_000, "1")}, ""},
		"an amendment that brings the cap down": {[]overseas.ContractCommand{pay(overseas.FeeService, 1, "1"), shorter}, "RF02 2021-04-02 400.000 JPY 2"},
	} {
		h := historytest.New(t)
		h.Register("26-014")
		h.Sign("2021-03-02", historytest.Terms("C-1", "w1", "26-014"))
		for i, s := range c.steps {
			h.Contract(fmt.Sprintf("2021-04-%02d", i+1), "C-1", s)
		}
		var got []string
		for _, f := range foldtest.Rows(t, supervision.Projection, supervision.Flagged, h.Events()) {
			_, sum, _ := strings.Cut(f.Vi, "tiền ")
			words := strings.Fields(sum)
			for len(words) > 2 && words[1] != "JPY" {
				words = words[1:]
			}
			got = append(got, fmt.Sprint(f.Rule, " ", f.Day, " ", strings.Join(words[:2], " "), " ", len(strings.Fields(f.Evidence))))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}
