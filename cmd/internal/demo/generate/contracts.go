package generate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"vaoso/domain/civil"
)

// contract is a made-up contract of a worker with an agency. Sums are in whole
// units of the currency.
type contract struct {
	number     int
	fate       fate
	person     *person
	licence    string
	kind       string
	market     string
	occupation string
	signed     civil.Date
	months     int
	wage       int
	currency   string
	service    int
	brokerage  int
	deposit    int
	oriented   civil.Date
	registered civil.Date
	departed   civil.Date
	returned   civil.Date
	why        string // of the return
	liquidated civil.Date
}

// fate is what becomes of a contract.
type fate int

const (
	departs fate = iota
	withdraws
	departsSuspended    // refused: the agency is suspended that day
	departsLapsed       // refused: the agency's licence has ended
	departsOvercharged  // refused: the service fee is above the cap
	departsUnoriented   // refused: no certificate of orientation
	returnsEarly        // counted all the same
	returnsIll          // counted too
	departsAfterTerm    // after a job of the same year that ran out
	departsAfterLeaving // after a job of the same year that a command of the demo ends
)

// fates are the fates of every 34 contracts; the others depart and stay.
var fates = map[int]fate{
	0: departsAfterTerm, 1: departsAfterLeaving, 3: returnsEarly, 5: departsSuspended, 9: withdraws, 12: departsLapsed,
	14: returnsIll, 19: departsOvercharged, 23: withdraws, 26: departsUnoriented,
}

// contractOf says which contract the i-th worker has: one in 56 has one, so
// 1,900 workers have 34.
func contractOf(i int) (number int, ok bool) { return i / 56, i%56 == 11 }

// departures are the months of departure: borders were all but closed from May
// to September 2021.
var departures = []weighted[time.Month]{
	{time.March, 6}, {time.April, 6}, {time.May, 1}, {time.June, 1}, {time.July, 1}, {time.August, 1}, {time.September, 1}, {time.October, 5}, {time.November, 5}, {time.December, 3},
}

var (
	// markets are those of every 34 contracts, in the order of their numbers:
	// so few drawn by chance would all too often be Japan alone.
	markets    = strings.Fields("JP TW JP KR JP JP TW JP JP TW JP KR TW JP TW JP JP DE JP TW JP KR JP TW JP RO JP TW JP JP KR TW JP SG")
	workAbroad = []string{"hàn", "may", "cơ khí", "lắp ráp điện tử", "chế biến thực phẩm", "xây dựng", "điều dưỡng"}
)

// pay is the range of monthly wages of a market, and the step that they go in.
var pay = map[string]struct {
	currency       string
	from, to, step int
}{
	"JP": {"JPY", 140_000, 180_000, 1_000}, "TW": {"TWD", 24_000, 28_000, 100}, "KR": {"KRW", 1_800_000, 2_200_000, 10_000},
	"DE": {"EUR", 800, 1_100, 10}, "RO": {"EUR", 600, 800, 10}, "SG": {"SGD", 1_200, 1_600, 10},
}

// contract makes up the n-th contract, of the person.
func (o Options) contract(n int, p *person) contract {
	s := o.draw("contract", n)
	c := contract{number: n + 1, fate: fates[n%34], person: p, kind: kindOf(n), market: markets[n%34], occupation: one(s, workAbroad)}
	month := civil.MonthOn(2021, pick(s, departures))
	c.departed = workday(month.First().AddDays(s.IntN(month.Days())))
	c.licence = one(s, holding(c.market)).licence
	switch c.fate {
	case departsSuspended:
		c.licence, c.market, c.departed = suspending, "JP", civil.On(2021, time.July, 20)
	case departsLapsed:
		c.licence, c.market, c.departed = lapsing, "TW", civil.On(2021, time.August, 11)
	case departsAfterTerm, departsAfterLeaving:
		c.departed = workday(civil.On(2021, time.October, 4).AddDays(s.IntN(75)))
	case returnsEarly, returnsIll:
		c.departed = workday(civil.On(2021, time.March, 8).AddDays(s.IntN(40)))
	}
	if c.licence == "26-011" && s.chance(300) && c.fate == departs {
		c.licence, c.kind = "", "cá nhân"
	}
	c.terms(s)
	c.steps(s)
	return c
}

// kindOf is the form of the n-th contract: one in seven is a trainee's, one in
// 34 a contractor's. Individual contracts come on top.
func kindOf(n int) string {
	switch {
	case n%34 == 17:
		return "trúng thầu/đầu tư"
	case n%7 == 4:
		return "thực tập"
	}
	return "dịch vụ"
}

// terms fills in the term, the wage and the sums: 55 to 100 % of the cap, which
// is a month's wage a year and three months' at most.
func (c *contract) terms(s source) {
	c.months = pick(s, []weighted[int]{{36, 75}, {12, 10}, {24, 8}, {60, 7}})
	if c.months == 60 && c.market == "KR" {
		c.months = 58
	}
	p := pay[c.market]
	c.currency, c.wage = p.currency, p.from+p.step*s.IntN((p.to-p.from)/p.step+1)
	top := min(c.wage*c.months/12, 3*c.wage)
	c.service = top * s.between(55, 100) / 100 / p.step * p.step
	if c.fate == departsOvercharged {
		c.service = top * 11 / 10
	}
	if s.chance(150) {
		c.brokerage = top * s.between(20, 60) / 100 / p.step * p.step
	}
	if c.market != "JP" && s.chance(400) {
		c.deposit = c.wage
	}
	if c.licence == "" {
		c.service, c.brokerage, c.deposit = 0, 0, 0
	}
}

// steps fills in the days before and after the departure: orientation 20 to 60
// days after the signing, registration 5 to 20 days later, departure 20 to 90
// days after that; sooner where the year has just begun.
func (c *contract) steps(s source) {
	orientation, registration, departure := s.between(20, 60), s.between(5, 20), s.between(20, 90)
	room := c.departed.DaysSince(firstDay) - 3
	if orientation+registration+departure > room {
		orientation, registration, departure = 20, 5, 20
	}
	c.registered = c.departed.AddDays(-departure)
	c.oriented = c.registered.AddDays(-registration)
	c.signed = c.oriented.AddDays(-orientation)
	c.person.registerBefore(c.signed, s.between(2, 30))
	switch c.fate {
	case withdraws:
		c.departed = civil.Date{}
	case departsUnoriented:
		c.oriented = civil.Date{}
	case returnsEarly:
		c.returned, c.why = workday(c.departed.AddDays(s.between(90, 150))), "về trước hạn"
	case returnsIll:
		c.returned, c.why = workday(c.departed.AddDays(s.between(60, 120))), "sức khỏe"
		c.liquidated = workday(c.returned.AddDays(s.between(30, 60)))
	}
}

// jobBefore is the job that somebody had before they went abroad in the same year.
func jobBefore(c contract, employers []employer) (job, bool) {
	j := job{
		person: c.person, employer: &employers[0], occupation: c.person.occupation, kind: fixedTerm, months: 3,
		wage: 6_500_000, source: "trực tiếp", started: civil.On(2021, time.March, 1), reported: civil.On(2021, time.March, 8),
	}
	switch c.fate {
	case departsAfterTerm:
	case departsAfterLeaving:
		j.months = 12
	default:
		return job{}, false
	}
	c.person.registered, c.person.seeking = civil.On(2021, time.February, 22), civil.Date{}
	return j, true
}

func contractFile(contracts []contract) File {
	f := File{Name: "contracts", Header: []string{
		"contract_no", "citizen_id", "licence_no", "kind", "market", "occupation", "signed_on", "months", "monthly_wage", "currency",
		"service_fee", "brokerage_fee", "deposit", "orientation_certificate", "oriented_on", "registration_no", "registered_on",
		"departed_on", "returned_on", "return_reason", "liquidated_on",
	}}
	for _, c := range contracts {
		f.Rows = append(f.Rows, c.row())
	}
	return f
}

func (c contract) row() []string {
	numbered := func(prefix string, day civil.Date) string {
		if day.IsZero() {
			return ""
		}
		return fmt.Sprintf("%s-%04d", prefix, c.number)
	}
	return []string{
		fmt.Sprintf("C-2021-%04d", c.number), c.person.citizenID, c.licence, c.kind, c.market, c.occupation, c.signed.String(),
		strconv.Itoa(c.months), strconv.Itoa(c.wage), c.currency, strconv.Itoa(c.service), strconv.Itoa(c.brokerage), strconv.Itoa(c.deposit),
		numbered("ĐH", c.oriented), c.oriented.String(), numbered("ĐK-26", c.registered), c.registered.String(),
		c.departed.String(), c.returned.String(), c.why, c.liquidated.String(),
	}
}
