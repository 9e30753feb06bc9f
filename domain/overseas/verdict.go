package overseas

import (
	"vaoso/domain/law"
	"vaoso/domain/money"
)

// Verdict is what the law of the signing day says of the contract's sums:
// service, brokerage and deposit, then one line for each extension. It fails
// with law.ErrRulesUnknown where the limits lack the contract's set.
func Verdict(c Contract, limits law.Limits) (law.Verdict, error) {
	set, err := limits.Named(c.Rules)
	if err != nil {
		return law.Verdict{}, err
	}
	return VerdictUnder(c, set), nil
}

// VerdictUnder is what a set says of the contract's sums, whether or not it was
// in force when the contract was signed: to judge again is this same function.
func VerdictUnder(c Contract, set law.Set) law.Verdict {
	v := set.Verdict(law.Sums{Service: c.Service.Charged(), Brokerage: c.Brokerage.Charged(), Deposit: c.Deposit.Charged()}, c.Terms())
	for _, x := range c.Extensions {
		v.Lines = append(v.Lines, judgeExtension(c, x.Months, x.ServiceFee, set))
	}
	return v
}

func judgeExtension(c Contract, months int, fee money.Money, set law.Set) law.Judgement {
	t := c.Terms()
	t.Months = months
	return set.Judge(law.Extension, fee, t)
}
