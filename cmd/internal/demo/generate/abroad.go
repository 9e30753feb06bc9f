package generate

import (
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
	"vaoso/domain/supervision"
)

// Of 1,000 contracts: the fee is above the cap, and the gate refuses the
// departure until it is put right; a complaint comes of it; the receipts are
// entered [made up, but for the first].
const (
	overcharged = 30
	complains   = 40
	receipted   = 900
)

// papers is a life's contract abroad.
type papers struct {
	contract
	no        string
	agencyNo  int
	signedOn  civil.Date
	leaves    civil.Date
	excess    int // of the service fee above the cap, in whole units
	receipted bool
	paid      []receipt // what isn't held against a cap
}

// receipt is what was paid once.
type receipt struct {
	step string
	on   civil.Date
	paid money.Money
}

func (p papers) key(step string) string { return step + p.no }

// sum is a sum of the contract's currency, given in whole units.
func (p papers) sum(whole int) money.Money {
	digits, known := money.Exponent(p.currency)
	if !known {
		panic("generate: no currency " + p.currency) // those of pay are known
	}
	m := money.Money{Amount: int64(whole), Currency: p.currency}
	for range digits {
		m.Amount *= 10
	}
	return m
}

// abroad is a contract abroad: signed, prepared, departed, and what becomes of it.
func (w *writer) abroad(i int, p person) {
	s := w.s
	if age := p.registered.Year() - p.born.Year(); age < 20 || age > 40 {
		return
	}
	c := papers{contract: contract{number: i, person: &p, kind: "dịch vụ"}}
	c.market = pick(s, []weighted[string]{{"JP", 55}, {"TW", 27}, {"KR", 12}, {"DE", 2}, {"RO", 2}, {"SG", 2}})
	sender := one(s, holdingAny(c.market))
	c.licence, c.agencyNo = sender.licence, slices.IndexFunc(agencies, func(a agency) bool { return a.licence == sender.licence })
	c.terms(s)
	if s.chance(overcharged) {
		lawful := min(c.wage*c.months/12, 3*c.wage)
		c.service = lawful * 11 / 10
		c.excess = c.service - lawful
	}
	c.no = fmt.Sprintf("C-%d-%06d", p.registered.Year(), i)
	c.signedOn = p.registered.AddDays(s.between(5, 60))
	if c.signedOn.Year() > lastDay.Year() {
		c.brokerage = 0 // law-2020 prohibits it
	}
	c.receipted = s.chance(receipted)
	w.prepares(&c)
	if s.chance(60) {
		w.add("withdraw", c.signedOn.AddDays(10), 2, "rút hồ sơ", overseas.TerminateContract{Contract: c.no, Reason: "người lao động rút hồ sơ"})
		w.acts = slices.DeleteFunc(w.acts, func(a Act) bool { return a.On.After(c.signedOn.AddDays(10)) })
		w.complainsAtHome(&c)
		return
	}
	w.departs(&c)
	w.comesBack(&c, p)
}

// prepares is all before the departure.
func (w *writer) prepares(c *papers) {
	s := w.s
	oriented := c.signedOn.AddDays(s.between(20, 60))
	registered := oriented.AddDays(s.between(5, 20))
	c.leaves = workday(registered.AddDays(s.between(20, 90)))
	w.signs(c.signedOn, overseas.SignContract{
		Contract: c.no, CitizenID: w.id, LicenceNo: c.licence, Kind: overseas.KindService, Market: c.market, Occupation: one(s, workAbroad), Months: c.months,
		MonthlyWage: c.sum(c.wage), ServiceFee: c.sum(c.service), BrokerageFee: c.sum(c.brokerage), Deposit: c.sum(c.deposit),
	})
	w.add("orient", oriented, 1, "cấp chứng chỉ", overseas.RecordOrientation{Contract: c.no, CertificateNo: "ĐH-" + strings.TrimPrefix(c.no, "C-")})
	w.add("approve", registered, 1, "chấp thuận", overseas.RegisterContract{Contract: c.no, RegistrationNo: "ĐK-" + strings.TrimPrefix(c.no, "C-")})
	w.showsPapers(c, registered)
	if !c.receipted {
		return
	}
	pays := func(line overseas.FeeLine, paid money.Money) {
		if paid.Amount > 0 {
			r := receipt{c.key("pay " + string(line)), registered.AddDays(s.between(1, 15)), paid}
			w.add(r.step, r.on, s.between(0, 5), "phiếu thu", overseas.RecordFee{
				Contract: c.no, Line: line, Paid: paid, ReceiptNo: "PT-" + string(line),
			})
			if line != overseas.FeeService && line != overseas.FeeBrokerage && line != overseas.FeeDeposit {
				c.paid = append(c.paid, r)
			}
		}
	}
	pays(overseas.FeeService, c.sum(c.service))
	pays(overseas.FeeBrokerage, c.sum(c.brokerage))
	pays(overseas.FeeDeposit, c.sum(c.deposit))
	pays(overseas.FeeTraining, vnd(int64(s.between(2, 8))*1_000_000))
	pays(overseas.FeeHealth, vnd(int64(s.between(6, 15))*100_000))
	pays(overseas.FeeTicket, vnd(int64(s.between(8, 20))*1_000_000))
	w.wasMischarged(c)
}

// departs is the departure, which the gate refuses first where the agency's
// licence is suspended or the fee above the cap.
func (w *writer) departs(c *papers) {
	s := w.s
	dispatch := overseas.DispatchOverseas{Contract: c.no}
	code := ""
	until := w.suspendedUntil(c.agencyNo, c.leaves)
	switch {
	case !until.IsZero():
		code = overseas.ErrLicenceSuspended.Code
	case c.excess > 0:
		code = overseas.ErrFeeAboveCap.Code
	}
	if code != "" {
		w.add("dispatch refused", c.leaves, 0, "xuất cảnh", dispatch).Refused = code
		if c.excess > 0 {
			on := c.leaves.AddDays(3)
			w.add("amend", on, 0, "giảm tiền dịch vụ theo mức trần", overseas.AmendContract{Contract: c.no, Changes: overseas.Changes{ServiceFee: c.sum(c.service - c.excess)}})
			if c.receipted {
				w.add("refund excess", on, 0, "hoàn phần thu vượt trần", overseas.RefundFee{Contract: c.no, Line: overseas.FeeService, Amount: c.sum(c.excess)})
			}
		}
		c.leaves = workday(later(c.leaves, until).AddDays(s.between(7, 30)))
		for u := w.suspendedUntil(c.agencyNo, c.leaves); !u.IsZero(); u = w.suspendedUntil(c.agencyNo, c.leaves) {
			c.leaves = workday(u.AddDays(5))
		}
	}
	w.add("dispatch", c.leaves, s.geometric(4), "xuất cảnh", dispatch)
	w.leftOtherwise(c)
	if s.chance(complains) {
		no, on := fmt.Sprintf("KN-%d-%d", c.leaves.Year(), w.person), c.leaves.AddDays(s.between(20, 80))
		upheld := s.chance(400)
		a := w.add("complain", on, s.between(0, 5), "phản ánh của gia đình", supervision.LodgeComplaint{
			Complaint: no, CitizenID: w.id, Contract: c.no, Subject: one(s, []string{"lương trả chậm", "chỗ ở không như cam kết", "công việc khác hợp đồng", "tiền dịch vụ"}),
		})
		a.Role = book.Inspector
		a = w.add("answer", on.AddDays(s.between(15, 60)), s.between(0, 5), "trả lời phản ánh", supervision.AnswerComplaint{Complaint: no, Upheld: &upheld})
		a.Role = book.Inspector
	}
}

// comesBack is what becomes of a contract: 6 of 100 abscond, 14 come back early,
// the others at term.
func (w *writer) comesBack(c *papers, p person) {
	s := w.s
	back := c.leaves.AddMonths(c.months).AddDays(-1)
	switch luck := s.IntN(100); {
	case luck < 6:
		gone := c.leaves.AddDays(s.between(100, 330))
		w.meets(c, gone)
		w.add("abscond", gone, 10, "doanh nghiệp báo", overseas.ReportAbsconded{Contract: c.no, Reporter: "doanh nghiệp phái cử"})
		return
	case luck < 20:
		back = c.leaves.AddDays(s.between(90, min(600, c.months*28)))
		why := pick(s, []weighted[overseas.ReturnReason]{{overseas.ReturnEarlyOwn, 60}, {overseas.ReturnEarlyEmployer, 20}, {overseas.ReturnEarlyHealth, 20}})
		w.meets(c, back)
		w.add("return", back, 5, "về trước hạn", overseas.RecordReturn{Contract: c.no, Reason: why})
		gone := back.DaysSince(c.leaves)
		left := (c.service - c.excess) / (c.months * 31) * (c.months*30 - gone)
		if why != overseas.ReturnEarlyOwn && left > 0 && c.receipted {
			w.add("refund", back.AddDays(s.between(5, 14)), s.between(0, 5), "hoàn tiền dịch vụ", overseas.RefundFee{Contract: c.no, Line: overseas.FeeService, Amount: c.sum(left)})
		}
	default:
		back = w.staysOn(c, back).AddDays(s.between(0, 10))
		w.meets(c, back)
		w.add("return", back, 5, "về nước", overseas.RecordReturn{Contract: c.no, Reason: overseas.ReturnTerm})
	}
	if s.chance(700) {
		w.add("settle", back.AddDays(s.between(15, 170)), 1, "thanh lý", overseas.LiquidateContract{Contract: c.no, DepositReturned: c.sum(c.deposit)})
	}
	w.work(p, workday(back.AddDays(s.between(30, 200))))
}

// holdingAny are the agencies that hold a market, in trouble or not.
func holdingAny(market string) (list []agency) {
	for _, a := range agencies {
		if slices.Contains(a.markets, market) {
			list = append(list, a)
		}
	}
	return list
}
