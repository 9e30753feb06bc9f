package contracts

import (
	"slices"
	"strings"

	"vaoso/domain/law"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
)

// terms are the terms as signed or amended, by which the law judges the sums.
func (c *Row) terms() law.Terms {
	return law.Terms{SignedOn: c.SignedOn, Market: c.Market, Kind: string(c.Kind), Occupation: c.Occupation, Months: c.MonthsSigned, MonthlyWage: c.Wage()}
}

// judge holds the sums against the set of the signing day. A set that this
// program doesn't have judges nothing, and the row says so.
func (c *Row) judge() {
	c.AboveLines, c.NotJudgedLines = extensionOf(c.AboveLines), extensionOf(c.NotJudgedLines)
	set, err := law.Current().Named(c.Rules)
	if err != nil {
		c.take(law.Judgement{Line: law.Service}, law.Judgement{Line: law.Brokerage}, law.Judgement{Line: law.Deposit})
		return
	}
	v := set.Verdict(law.Sums{
		Service:   c.charged(c.ServiceFee, c.ServicePaid, c.ServiceRefunded),
		Brokerage: c.charged(c.BrokerageFee, c.BrokeragePaid, c.BrokerageRefunded),
		Deposit:   c.charged(c.Deposit, c.DepositPaid, c.DepositRefunded),
	}, c.terms())
	c.take(v.Lines...)
}

// charged is what the law is asked about: the larger of agreed and paid, less
// what was given back.
func (c *Row) charged(agreed, paid, refunded int64) money.Money {
	sum := func(amount int64) money.Money { return money.Money{Amount: amount, Currency: c.Currency} }
	return overseas.Sum{Agreed: sum(agreed), Paid: sum(paid), Refunded: sum(refunded)}.Charged()
}

// extensionOf is what a list says of extensions, which are judged on their own.
func extensionOf(list string) string {
	if slices.Contains(Lines(list), law.Extension) {
		return string(law.Extension)
	}
	return ""
}

// judgeExtension holds an extension's fee against the same set, on the months added.
func (c *Row) judgeExtension(p overseas.ContractExtended) {
	j := law.Judgement{Line: law.Extension}
	if set, err := law.Current().Named(c.Rules); err == nil {
		t := c.terms()
		t.Months = p.Months
		j = set.Judge(law.Extension, p.ServiceFee, t)
	}
	c.take(j)
}

// take adds judgements to the row's caps, lines and verdict.
func (c *Row) take(lines ...law.Judgement) {
	for _, j := range lines {
		limit, known := j.Cap.Amount, j.Cap.Currency != ""
		switch j.Line {
		case law.Service:
			c.ServiceCap, c.ServiceCapKnown = limit, known
		case law.Brokerage:
			c.BrokerageCap, c.BrokerageCapKnown = limit, known
		case law.Deposit:
			c.DepositCap, c.DepositCapKnown = limit, known
		}
		switch {
		case j.Above:
			c.AboveLines = withLine(c.AboveLines, j.Line)
		case !j.Judged:
			c.NotJudgedLines = withLine(c.NotJudgedLines, j.Line)
		}
	}
	switch {
	case c.AboveLines != "":
		c.Verdict = AboveCap
	case c.NotJudgedLines != "":
		c.Verdict = NotJudged
	default:
		c.Verdict = Lawful
	}
}

// withLine is the list "service, deposit" with the line, once.
func withLine(list string, line law.Line) string {
	switch {
	case list == "":
		return string(line)
	case slices.Contains(Lines(list), line):
		return list
	}
	return list + ", " + string(line)
}

// Lines reads a row's list of lines.
func Lines(list string) (lines []law.Line) {
	if list == "" {
		return nil
	}
	for l := range strings.SplitSeq(list, ", ") {
		lines = append(lines, law.Line(l))
	}
	return lines
}
