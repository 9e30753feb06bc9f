package overseas_test

import (
	"testing"

	"pgregory.net/rapid"

	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/scenario"
)

func paid(line overseas.FeeLine, amount int64, receipt string) []es.Recorded {
	return scenario.Happened("2021-03-10", overseas.FeeRecorded{Line: line, Paid: jpy(amount), ReceiptNo: receipt, Party: party})
}

func refunded(line overseas.FeeLine, amount int64) []es.Recorded {
	return scenario.Happened("2021-04-10", overseas.FeeRefunded{Line: line, Amount: jpy(amount), Party: party})
}

func TestFees(t *testing.T) {
	t.Parallel()
	pay := overseas.RecordFee{Contract: number, Line: overseas.FeeService, Paid: jpy(200_000), ReceiptNo: "BL-1"}
	visa := overseas.RecordFee{Contract: number, Line: overseas.FeeVisa, Paid: money.VND(600_000), ReceiptNo: "BL-1"}
	dong := pay
	dong.Paid = money.VND(40_000_000)
	back := overseas.RefundFee{Contract: number, Line: overseas.FeeService, Amount: jpy(400_000)}
	more := back
	more.Amount = jpy(400_001)
	visaBack := overseas.RefundFee{Contract: number, Line: overseas.FeeVisa, Amount: money.VND(600_000)}
	visaPaid := scenario.Happened("2021-03-10", overseas.FeeRecorded{Line: overseas.FeeVisa, Paid: money.VND(600_000), ReceiptNo: "BL-1", Party: party})
	visaGone := scenario.Happened("2021-03-11", overseas.FeeRefunded{Line: overseas.FeeVisa, Amount: money.VND(1), Party: party})
	recorded := []any{overseas.FeeRecorded{Line: overseas.FeeService, Paid: jpy(200_000), ReceiptNo: "BL-1", Party: party}}
	returned := []any{overseas.FeeRefunded{Line: overseas.FeeService, Amount: jpy(400_000), Party: party}}
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"paid":                              {Given: contractHistory(), When: pay, Then: recorded},
		"paid before the signing":           {Given: contractHistory(), When: pay, On: "2021-01-05", Then: recorded},
		"paid, as is found out in the end":  {Given: contractHistory(left, cameHome, settled), When: pay, Today: "2025-01-01", Then: recorded},
		"a visa in đồng":                    {Given: contractHistory(), When: visa, Then: []any{visaPaid[0].Payload}},
		"a capped line is in yen":           {Given: contractHistory(), When: dong, Refused: es.ErrFieldInvalid, Says: "paid"},
		"the same receipt again":            {Given: contractHistory(paid(overseas.FeeService, 200_000, "BL-1")), When: pay},
		"the same receipt, another sum":     {Given: contractHistory(paid(overseas.FeeService, 200_001, "BL-1")), When: pay, Refused: overseas.ErrReceiptExists, Says: "BL-1"},
		"a receipt for two lines":           {Given: contractHistory(paid(overseas.FeeService, 200_000, "BL-1")), When: visa, Then: []any{visaPaid[0].Payload}},
		"of no contract":                    {When: pay, Refused: overseas.ErrContractUnknown},
		"everything that is missing":        {Given: contractHistory(), When: overseas.RecordFee{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing, es.ErrFieldMissing}},
		"no such line":                      {Given: contractHistory(), When: overseas.RecordFee{Line: "tea", Paid: jpy(1), ReceiptNo: "1"}, Refused: es.ErrFieldInvalid, Says: "ticket"},
		"no payment below nothing":          {Given: contractHistory(), When: overseas.RecordFee{Line: overseas.FeeVisa, Paid: jpy(-1), ReceiptNo: "1"}, Refused: es.ErrFieldInvalid, Says: "negative"},
		"all that was agreed is given back": {Given: contractHistory(), When: back, Then: returned},
		"not more than was agreed":          {Given: contractHistory(), When: more, Refused: overseas.ErrRefundAbovePaid, Says: "400,000 JPY"},
		"more, once more was paid": {Given: contractHistory(paid(overseas.FeeService, 400_001, "BL-1")), When: more,
			Then: []any{overseas.FeeRefunded{Line: overseas.FeeService, Amount: jpy(400_001), Party: party}}},
		"not twice":                          {Given: contractHistory(refunded(overseas.FeeService, 1)), When: back, Refused: overseas.ErrRefundAbovePaid},
		"a visa's fee is given back":         {Given: contractHistory(visaPaid), When: visaBack, Then: []any{overseas.FeeRefunded{Line: overseas.FeeVisa, Amount: money.VND(600_000), Party: party}}},
		"not one that was given back":        {Given: contractHistory(visaPaid, visaGone), When: visaBack, Refused: overseas.ErrRefundAbovePaid, Says: "for visa under contract C-2021-0007 only 599,999"},
		"not one that wasn't paid":           {Given: contractHistory(), When: visaBack, Refused: overseas.ErrRefundAbovePaid},
		"nothing of no contract":             {When: back, Refused: overseas.ErrContractUnknown},
		"a refund has a line and a sum":      {Given: contractHistory(), When: overseas.RefundFee{}, Refused: es.ErrFieldMissing, Also: []*es.Refusal{es.ErrFieldMissing}},
		"a refund is in what was paid in":    {Given: contractHistory(visaPaid), When: overseas.RefundFee{Line: overseas.FeeVisa, Amount: jpy(1)}, Refused: overseas.ErrRefundAbovePaid},
		"a deposit of nothing isn't handed":  {Given: contractHistory(), When: overseas.RefundFee{Line: overseas.FeeDeposit, Amount: jpy(1)}, Refused: overseas.ErrRefundAbovePaid},
		"nor a brokerage that nobody took":   {Given: contractHistory(), When: overseas.RefundFee{Line: overseas.FeeBrokerage, Amount: jpy(1)}, Refused: overseas.ErrRefundAbovePaid},
		"a brokerage that was taken besides": {Given: contractHistory(paid(overseas.FeeBrokerage, 5, "1")), When: overseas.RefundFee{Line: overseas.FeeBrokerage, Amount: jpy(5)}, Then: []any{overseas.FeeRefunded{Line: overseas.FeeBrokerage, Amount: jpy(5), Party: party}}},
	})
}

// TestTheGateLooksAtWhatWasPaid: the caps are held against the larger of agreed
// and paid, less what was given back.
func TestTheGateLooksAtWhatWasPaid(t *testing.T) {
	t.Parallel()
	gate := overseas.DispatchOverseas{
		Contract: number, ReportedOn: leftOn, Agency: agencyOf(agencyHistory()), Limits: law.Current(),
		Worker: overseas.Worker{ID: workerID, BirthDate: scenario.Day("1994-02-03"), BirthYear: 1994, Ward: "08710", Sex: "male"},
	}
	ready := func(more ...[]es.Recorded) []es.Recorded {
		return contractHistory(append([][]es.Recorded{oriented, covered}, more...)...)
	}
	given := []es.Recorded{}
	given = append(given, paid(overseas.FeeService, 450_001, "1")...)
	scenario.Run(t, overseas.ContractDecider, scenario.Cases[overseas.ContractCommand]{
		"a service fee above the cap":     {Given: ready(given), When: gate, On: "2021-05-18", Refused: overseas.ErrFeeAboveCap, Says: "450,001"},
		"in two receipts":                 {Given: ready(paid(overseas.FeeService, 400_000, "1"), paid(overseas.FeeService, 50_001, "2")), When: gate, On: "2021-05-18", Refused: overseas.ErrFeeAboveCap, Also: []*es.Refusal{}},
		"a brokerage that nobody wrote":   {Given: ready(paid(overseas.FeeBrokerage, 450_001, "1")), When: gate, On: "2021-05-18", Refused: overseas.ErrBrokerageAboveCap},
		"a deposit for Japan":             {Given: ready(paid(overseas.FeeDeposit, 1, "1")), When: gate, On: "2021-05-18", Refused: overseas.ErrDepositAboveCap},
		"a ticket has no cap, and counts": {Given: ready(paid(overseas.FeeTicket, 9_000_000, "1"), given), When: gate, On: "2021-05-18", Refused: overseas.ErrFeeAboveCap, Also: []*es.Refusal{}},
	})
	for name, history := range map[string][]es.Recorded{
		"what was given back doesn't count": ready(given, refunded(overseas.FeeService, 1)),
		"a ticket has no cap":               ready(paid(overseas.FeeTicket, 9_000_000, "1")),
		"less than was agreed":              ready(paid(overseas.FeeService, 100, "1")),
	} {
		if refused := overseas.CheckDispatch(overseas.ContractDecider.Fold(history), gate, es.Asked{On: leftOn, Today: leftOn}); len(refused) > 0 {
			t.Errorf("%s: %v", name, refused)
		}
	}
}

// TestChargedIsTheLargerLessRefunds adds up the receipts a second way.
func TestChargedIsTheLargerLessRefunds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := overseas.ContractDecider.Fold(contractHistory())
		var in, out int64
		for i := range rapid.IntRange(0, 12).Draw(t, "steps") {
			sum := jpy(rapid.Int64Range(1, 200_000).Draw(t, "sum"))
			var cmd overseas.ContractCommand = overseas.RecordFee{Contract: number, Line: overseas.FeeService, Paid: sum, ReceiptNo: string(rune('A' + i))}
			if rapid.Bool().Draw(t, "back") {
				cmd = overseas.RefundFee{Contract: number, Line: overseas.FeeService, Amount: sum}
			}
			events, err := overseas.ContractDecider.Decide(c, cmd, es.Asked{On: leftOn, Today: leftOn})
			mustBeRefusal(t, err)
			if err != nil && out+sum.Amount <= max(in, 400_000) {
				t.Fatalf("%v, though %d of %d are left", err, max(in, 400_000)-out, max(in, 400_000))
			}
			for _, e := range events {
				roundTrip(t, e)
				switch e := e.(type) {
				case overseas.FeeRecorded:
					in += e.Paid.Amount
				case overseas.FeeRefunded:
					out += e.Amount.Amount
				}
				c = overseas.ContractDecider.Evolve(c, scenario.Happened(leftOn.String(), e)[0])
			}
		}
		if got := c.Service.Charged(); got != jpy(max(in, 400_000)-out) {
			t.Fatalf("charged are %s, paid %d, given back %d", got, in, out)
		}
	})
}
