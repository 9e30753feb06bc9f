package overseas

import (
	"slices"

	"vaoso/domain/law"
	"vaoso/domain/money"
)

// FeeLine is what a worker paid for.
type FeeLine string

// The lines of fees. The first three have caps.
const (
	FeeService   FeeLine = "service"
	FeeBrokerage FeeLine = "brokerage"
	FeeDeposit   FeeLine = "deposit"
	FeeTraining  FeeLine = "training"
	FeeHealth    FeeLine = "health"
	FeeVisa      FeeLine = "visa"
	FeeTicket    FeeLine = "ticket"
	FeeOther     FeeLine = "other"
)

var feeLines = []FeeLine{FeeService, FeeBrokerage, FeeDeposit, FeeTraining, FeeHealth, FeeVisa, FeeTicket, FeeOther}

// feeNames are the lines in Vietnamese.
var feeNames = map[FeeLine]string{
	FeeService: "tiền dịch vụ", FeeBrokerage: "tiền môi giới", FeeDeposit: "tiền ký quỹ", FeeTraining: "tiền đào tạo",
	FeeHealth: "tiền khám sức khỏe", FeeVisa: "lệ phí thị thực", FeeTicket: "tiền vé máy bay", FeeOther: "khoản khác",
}

// Capped is the line of the law that the fee counts in; ok is false for a line
// without a cap.
func (l FeeLine) Capped() (line law.Line, ok bool) {
	switch l {
	case FeeService:
		return law.Service, true
	case FeeBrokerage:
		return law.Brokerage, true
	case FeeDeposit:
		return law.Deposit, true
	case FeeTraining, FeeHealth, FeeVisa, FeeTicket, FeeOther:
	}
	return "", false
}

// Receipt is a payment as its receipt says.
type Receipt struct {
	Line FeeLine
	No   string
	Paid money.Money
}

// currencyOf is the currency that the line's sums are in; "" for any.
func (c Contract) currencyOf(l FeeLine) string {
	if _, capped := l.Capped(); capped {
		return c.MonthlyWage.Currency
	}
	return ""
}

// fee takes a sum of a line; there is no fee of 0.
func (f *fields) fee(name string, m money.Money, c Contract, l FeeLine) {
	if m.Amount == 0 {
		f.text(name, "")
		return
	}
	f.sum(name, m, c.currencyOf(l))
}

// decideFee takes a payment in every phase, also one that comes to light after
// the accounts were settled.
func decideFee(c Contract, cmd RecordFee) ([]any, error) {
	if !c.Exists() {
		return nil, ErrContractUnknown.With("contract", cmd.Contract)
	}
	var f fields
	line := oneOf(&f, "line", cmd.Line, "", feeLines)
	f.fee("paid", cmd.Paid, c, line)
	f.text("receiptNo", cmd.ReceiptNo)
	if err := f.err(); err != nil {
		return nil, err
	}
	paid := Receipt{line, cmd.ReceiptNo, cmd.Paid}
	if slices.Contains(c.Receipts, paid) {
		return nil, nil
	}
	if slices.ContainsFunc(c.Receipts, func(r Receipt) bool { return r.No == cmd.ReceiptNo && r.Line == line }) {
		return nil, ErrReceiptExists.With("contract", c.No, "receipt", cmd.ReceiptNo)
	}
	return []any{FeeRecorded{line, cmd.Paid, cmd.ReceiptNo, c.Party}}, nil
}

func decideRefund(c Contract, cmd RefundFee) ([]any, error) {
	if !c.Exists() {
		return nil, ErrContractUnknown.With("contract", cmd.Contract)
	}
	var f fields
	line := oneOf(&f, "line", cmd.Line, "", feeLines)
	f.fee("amount", cmd.Amount, c, line)
	if err := f.err(); err != nil {
		return nil, err
	}
	if left := c.Refundable(line, cmd.Amount.Currency); cmd.Amount.Amount > left.Amount {
		return nil, ErrRefundAbovePaid.With("contract", c.No, "vi", feeNames[line], "en", line, "amount", cmd.Amount, "left", left)
	}
	return []any{FeeRefunded{line, cmd.Amount, c.Party}}, nil
}

// Refundable is the most that can be given back on a line: on one with a cap
// what the worker was charged, else what was paid and not given back yet.
func (c Contract) Refundable(l FeeLine, currency string) money.Money {
	switch l {
	case FeeService:
		return c.Service.Charged()
	case FeeBrokerage:
		return c.Brokerage.Charged()
	case FeeDeposit:
		return c.Deposit.Charged()
	case FeeTraining, FeeHealth, FeeVisa, FeeTicket, FeeOther:
	}
	left := money.Money{Currency: currency}
	for _, r := range c.Receipts {
		if r.Line == l && r.Paid.Currency == currency {
			left.Amount += r.Paid.Amount
		}
	}
	for _, r := range c.Refunds {
		if r.Line == l && r.Paid.Currency == currency {
			left.Amount -= r.Paid.Amount
		}
	}
	return left
}

// paid adds a payment; refunded takes one off again.
func (c Contract) paid(e FeeRecorded) Contract {
	c.Receipts = append(slices.Clone(c.Receipts), Receipt{e.Line, e.ReceiptNo, e.Paid})
	if s := c.sumOf(e.Line); s != nil {
		s.Paid = money.Money{Amount: s.Paid.Amount + e.Paid.Amount, Currency: e.Paid.Currency}
	}
	return c
}

func (c Contract) refunded(e FeeRefunded) Contract {
	c.Refunds = append(slices.Clone(c.Refunds), Receipt{Line: e.Line, Paid: e.Amount})
	if s := c.sumOf(e.Line); s != nil {
		s.Refunded = money.Money{Amount: s.Refunded.Amount + e.Amount.Amount, Currency: e.Amount.Currency}
	}
	return c
}

// sumOf is the sum of a line with a cap; nil for the others.
func (c *Contract) sumOf(l FeeLine) *Sum {
	switch l {
	case FeeService:
		return &c.Service
	case FeeBrokerage:
		return &c.Brokerage
	case FeeDeposit:
		return &c.Deposit
	case FeeTraining, FeeHealth, FeeVisa, FeeTicket, FeeOther:
	}
	return nil
}
