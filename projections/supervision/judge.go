package supervision

import (
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/civil"
	"vaoso/domain/es"
	"vaoso/domain/law"
	"vaoso/domain/overseas"
)

// judge is a contract's flags by every rule that needs no clock, by rule.
func judge(c *ContractRow, agency facts, others []*ContractRow) []FlagRow {
	flags := slices.Concat(caps(c), licence(c, agency), papers(c), overlaps(c, others))
	slices.SortFunc(flags, func(a, b FlagRow) int { return strings.Compare(a.Rule, b.Rule) })
	return flags
}

// raise is a flag on the contract.
func (c *ContractRow) raise(rule string, day civil.Date, vi, en string, evidence ...es.UUID) FlagRow {
	r, _ := RuleOf(rule)
	return FlagRow{
		FlagKey: FlagKey{flagID(rule, c.Contract)}, Rule: rule, Severity: r.Severity, Contract: c.Contract, Agency: c.Agency,
		Day: day, Evidence: ids(evidence...), Vi: vi, En: en,
	}
}

// settled is the flag, put right on the day.
func (f FlagRow) settled(on civil.Date, evidence ...es.UUID) FlagRow {
	f.SettledOn = on
	if more := ids(evidence...); more != "" && !on.IsZero() {
		f.Evidence += " " + more
	}
	return f
}

// flagID is the rule and the number of what it is about.
func flagID(rule, subject string) string {
	for _, prefix := range []string{overseas.ContractPrefix, overseas.AgencyPrefix} {
		if no, cut := strings.CutPrefix(subject, prefix); cut {
			return rule + "-" + no
		}
	}
	return rule + "-" + subject
}

// ids are events' ids as a row has them; no id is left out.
func ids(events ...es.UUID) string {
	var list []string
	for _, e := range events {
		if !e.IsZero() {
			list = append(list, e.String())
		}
	}
	return strings.Join(list, " ")
}

// caps are RF02, RF07 and RF13: sums above the caps of the signing day. What
// can't be judged isn't flagged. What a liquidation gave back puts a service
// fee and a deposit right.
func caps(c *ContractRow) (flags []FlagRow) {
	set, err := law.Current().Named(c.Rules)
	if err != nil {
		return nil // a set that this program doesn't have judges nothing
	}
	for _, j := range set.Verdict(c.sums(), c.terms()).Lines {
		day, evidence := c.since(j.Line)
		switch {
		case !j.Above && (j.Line != law.Service || c.Excess == 0):
		case j.Line == law.Service:
			flags = append(flags, c.serviceFee(j, set.Name))
		case j.Line == law.Brokerage && j.Prohibited:
			flags = append(flags, c.raise("RF07", day,
				fmt.Sprintf("Hợp đồng %s: thu tiền môi giới %s trong khi không được thu của người lao động (%s, %s)", c.ContractNo, j.Amount, set.Name, j.Row.Source),
				fmt.Sprintf("Contract %s: brokerage of %s, where none may be asked of the worker (%s, %s)", c.ContractNo, j.Amount, set.Name, j.Row.Source),
				evidence...))
		case j.Line == law.Brokerage:
			flags = append(flags, c.raise("RF07", day, c.aboveVi("tiền môi giới", j, set.Name), c.aboveEn("brokerage", j, set.Name), evidence...))
		case j.Line == law.Deposit:
			f := c.raise("RF13", day, c.aboveVi("tiền ký quỹ", j, set.Name), c.aboveEn("a deposit", j, set.Name), evidence...)
			if c.DepositBack >= j.Amount.Amount-j.Cap.Amount {
				f = f.settled(c.LiquidatedOn, c.LiquidatedEvent)
			}
			flags = append(flags, f)
		}
	}
	return flags
}

// serviceFee is RF02: of the contract, of an extension, or of both.
func (c *ContractRow) serviceFee(j law.Judgement, rules string) FlagRow {
	var f FlagRow
	excess := c.Excess
	day, evidence := c.since(law.Service)
	if j.Above {
		excess += j.Amount.Amount - j.Cap.Amount
		f = c.raise("RF02", day, c.aboveVi("tiền dịch vụ", j, rules), c.aboveEn("a service fee", j, rules), evidence...)
	}
	if c.Excess > 0 {
		x := law.Judgement{Amount: c.sum(c.ExtensionFee), Cap: c.sum(c.ExtensionCap), Row: law.Row{Source: "gia hạn ngày " + c.ExtendedOn.Vietnamese()}}
		vi := c.aboveVi("tiền dịch vụ gia hạn", x, rules)
		x.Row.Source = "extension of " + c.ExtendedOn.String()
		en := c.aboveEn("an extension's service fee", x, rules)
		if j.Above {
			f.Vi, f.En, f.Evidence = f.Vi+"; "+vi, f.En+"; "+en, ids(append(evidence, c.AboveEvent)...)
		} else {
			f = c.raise("RF02", c.ExtendedOn, vi, en, c.AboveEvent)
		}
	}
	if c.FeeRefunded >= excess {
		f = f.settled(c.LiquidatedOn, c.LiquidatedEvent)
	}
	return f
}

func (c *ContractRow) aboveVi(what string, j law.Judgement, rules string) string {
	return fmt.Sprintf("Hợp đồng %s: %s %s vượt mức trần %s (%s, %s)", c.ContractNo, what, j.Amount, j.Cap, rules, j.Row.Source)
}

func (c *ContractRow) aboveEn(what string, j law.Judgement, rules string) string {
	return fmt.Sprintf("Contract %s: %s of %s, above the cap of %s (%s, %s)", c.ContractNo, what, j.Amount, j.Cap, rules, j.Row.Source)
}

// papers are the rules of a departure that look at the contract alone: RF03,
// RF08, RF10 and RF15.
func papers(c *ContractRow) (flags []FlagRow) {
	on := c.DepartedOn
	if on.IsZero() {
		return nil
	}
	if c.OrientedOn.IsZero() || c.OrientedOn.After(on) {
		flags = append(flags, c.raise("RF03", on,
			fmt.Sprintf("Hợp đồng %s: xuất cảnh ngày %s khi chưa có chứng chỉ giáo dục định hướng cấp đến ngày đó", c.ContractNo, on.Vietnamese()),
			fmt.Sprintf("Contract %s: departed on %s with no certificate of orientation dated by then", c.ContractNo, on), c.DepartedEvent))
	}
	if c.RegisteredOn.IsZero() || c.RegisteredOn.After(on) {
		flags = append(flags, c.raise("RF08", on,
			fmt.Sprintf("Hợp đồng %s: xuất cảnh ngày %s khi hợp đồng chưa được đăng ký đến ngày đó", c.ContractNo, on.Vietnamese()),
			fmt.Sprintf("Contract %s: departed on %s with no registration dated by then", c.ContractNo, on), c.DepartedEvent))
	}
	// The gate looked at the birth date. The event has the year alone, which
	// shows who was too young even if born on 1 January.
	if set, err := law.Current().SetOn(on); err == nil {
		if c.broke(overseas.ErrUnderage) || c.BirthYear > 0 && on.Year()-c.BirthYear < set.MinimumAge.Years {
			flags = append(flags, c.raise("RF10", on,
				fmt.Sprintf("Hợp đồng %s: người lao động xuất cảnh ngày %s khi chưa đủ %d tuổi (%s)", c.ContractNo, on.Vietnamese(), set.MinimumAge.Years, set.MinimumAge.Source),
				fmt.Sprintf("Contract %s: the worker departed on %s under the age of %d (%s)", c.ContractNo, on, set.MinimumAge.Years, set.MinimumAge.Source), c.DepartedEvent))
		}
	}
	if days, limit := c.ReportedOn.DaysSince(on), law.Current().City.DepartureReportDays; days > limit {
		flags = append(flags, c.raise("RF15", on.AddDays(limit+1),
			fmt.Sprintf("Hợp đồng %s: xuất cảnh ngày %s, %d ngày sau mới báo cáo (hạn %d ngày)", c.ContractNo, on.Vietnamese(), days, limit),
			fmt.Sprintf("Contract %s: departed on %s and reported %d days later (the limit is %d)", c.ContractNo, on, days, limit), c.DepartedEvent))
	}
	return flags
}

// broke says whether an irregular departure broke the gate's rule.
func (c *ContractRow) broke(rule *es.Refusal) bool {
	return slices.Contains(strings.Fields(c.Violations), rule.Code)
}
