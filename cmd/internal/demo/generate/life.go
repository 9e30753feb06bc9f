package generate

import (
	"fmt"
	"slices"
	"strings"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/money"
	"vaoso/domain/overseas"
)

// life is what is entered of the i-th person, in the order of its entering.
// What would be entered after the last day isn't there yet.
func (l maker) life(i int) []Act {
	o := l.o
	s := o.draw("life", i)
	p := o.person(i)
	if len(l.Wards) > 0 && p.resident {
		p.ward = one(s, l.Wards)
	}
	// The person registers in one of the years, at the age that person has drawn.
	years := s.IntN(l.Years)
	p.registered = workday(l.First().AddDays(365*years + s.IntN(350)))
	p.born = p.born.AddMonths(-12 * (l.Years - 1 - years))
	p.citizenID = citizenID("000", p.female, p.born.Year(), i%MostLives)
	p.seeking = civil.Date{}
	w := &writer{maker: l, s: s, person: i, id: p.citizenID, last: l.Last()}
	w.register(p)
	switch {
	case i%56 == 11 && p.resident:
		w.abroad(i, p)
	case s.chance(placedResidents) && p.resident, s.chance(placedInMigrants) && !p.resident:
		w.work(p, workday(p.registered.AddDays(s.geometric(25))))
	case s.chance(100):
		w.add("seeking", p.registered.AddDays(s.between(60, 300)), 3, "thôi tìm việc", labour.EndJobSeeking{CitizenID: w.id, Reason: one(s, []labour.SeekingEnd{labour.Studying, labour.Housework, labour.MovedAway})})
	}
	slices.SortStableFunc(w.acts, func(a, b Act) int { return a.reported.Compare(b.reported) })
	return w.acts
}

// writer writes a life down.
type writer struct {
	maker
	s      source
	person int
	id     string
	last   civil.Date
	acts   []Act
	latest civil.Date // of what has been entered: nothing is entered before what came before it
}

// add enters that something happened on a day, some days later.
func (w *writer) add(key string, on civil.Date, delay int, reason string, command any) {
	reported := workday(on.AddDays(delay))
	if reported.Before(w.latest) {
		reported = w.latest
	}
	if reported.After(w.last) {
		w.last = civil.Date{} // what comes after it isn't there yet either
		return
	}
	w.latest = reported
	w.acts = append(w.acts, Act{Key: fmt.Sprintf("lives:%d:%s", w.person, key), On: on, Role: book.CityOfficer, Reason: reason, Command: command, reported: reported})
}

func (w *writer) register(p person) {
	sex := labour.Male
	if p.female {
		sex = labour.Female
	}
	w.add("register", p.registered, 0, "đăng ký tìm việc", labour.RegisterWorker{
		CitizenID: p.citizenID, FullName: p.name, BirthDate: p.born, Sex: sex, Ward: p.ward, Phone: p.phone, Education: trainings[p.education], Occupation: p.occupation,
	})
}

// trainings are the levels that people.go writes in words.
var trainings = map[string]labour.Education{
	"chưa qua đào tạo": labour.NoTraining, "sơ cấp": labour.Elementary, "trung cấp": labour.Intermediate, "cao đẳng": labour.College,
	"đại học": labour.University, "sau đại học": labour.Postgraduate,
}

var (
	kindsOfJob = map[string]labour.ContractKind{indefinite: labour.Indefinite, fixedTerm: labour.FixedTerm, seasonal: labour.Seasonal, selfEmployed: labour.SelfEmployed}
	waysToJob  = map[string]labour.Source{
		"trực tiếp": labour.Direct, "trung tâm dvvl": labour.ServiceCentre, "phiên giao dịch": labour.JobFair, "cộng tác viên": labour.FromCollaborator,
		"đào tạo theo địa chỉ": labour.TrainingOnOrder, "tự tìm": labour.SelfFound, "doanh nghiệp dịch vụ việc làm": labour.SupplyFirm, "vay vốn": labour.LoanFund,
	}
)

// work is one job after another, from a day on, with gaps.
func (w *writer) work(p person, from civil.Date) {
	s := w.s
	for n := 0; !from.After(lastDay) && n < 12; n++ {
		j := s.jobAt(&p, w.hiring, from)
		place := labour.PlaceWorker{
			CitizenID: w.id, Occupation: j.occupation, ContractKind: kindsOfJob[j.kind], Months: j.months, MonthlyWage: money.VND(j.wage), Source: waysToJob[j.source],
		}
		if j.employer != nil {
			place.TaxCode = j.employer.taxCode
		}
		delay := s.geometric(5.2)
		place.ReportedOn = workday(from.AddDays(delay))
		if place.ReportedOn.Before(w.latest) {
			place.ReportedOn = w.latest
		}
		w.add(fmt.Sprint("place", n), from, delay, "báo cáo của doanh nghiệp", place)
		end := civil.Date{}
		if j.months > 0 {
			end = from.AddMonths(j.months).AddDays(-1)
		}
		switch early := from.AddDays(s.between(40, 400)); {
		case s.chance(120) && (end.IsZero() || early.Before(end)):
			end = early
			w.add(fmt.Sprint("end", n), end, s.between(1, 10), "thôi việc", labour.EndPlacement{CitizenID: w.id, Reason: one(s, []labour.PlacementEnd{labour.Resigned, labour.Redundant, labour.EndHealth}), Seeking: true})
		case end.IsZero() && s.chance(400): // an indefinite job ends some day
			end = from.AddDays(s.between(400, 2000))
			w.add(fmt.Sprint("end", n), end, s.between(1, 10), "thôi việc", labour.EndPlacement{CitizenID: w.id, Reason: labour.Resigned, Seeking: true})
		}
		if end.IsZero() || w.last.IsZero() || !s.chance(600) {
			return
		}
		if to := pick(s, wards); to != p.ward && s.chance(30) {
			p.ward = to
			w.add(fmt.Sprint("move", n), end.AddDays(3), 2, "chuyển nơi ở", labour.MoveWorker{CitizenID: w.id, Ward: to})
		}
		from = workday(end.AddDays(s.between(10, 200)))
	}
}

// abroad is a contract abroad: signed, prepared, departed, and what becomes of it.
func (w *writer) abroad(i int, p person) {
	s := w.s
	if age := p.registered.Year() - p.born.Year(); age < 20 || age > 40 {
		return
	}
	c := contract{number: i, person: &p, kind: "dịch vụ", market: pick(s, []weighted[string]{{"JP", 55}, {"TW", 27}, {"KR", 12}, {"DE", 2}, {"RO", 2}, {"SG", 2}})}
	c.licence = one(s, holdingAny(c.market)).licence
	c.terms(s)
	no := fmt.Sprintf("C-%d-%06d", p.registered.Year(), i)
	sum := func(whole int) money.Money {
		digits, known := money.Exponent(c.currency)
		if !known {
			panic("generate: no currency " + c.currency) // those of pay are known
		}
		m := money.Money{Amount: int64(whole), Currency: c.currency}
		for range digits {
			m.Amount *= 10
		}
		return m
	}
	signed := p.registered.AddDays(s.between(5, 60))
	oriented := signed.AddDays(s.between(20, 60))
	registered := oriented.AddDays(s.between(5, 20))
	departed := workday(registered.AddDays(s.between(20, 90)))
	w.add("sign", signed, 3, "ký hợp đồng", overseas.SignContract{
		Contract: no, CitizenID: w.id, LicenceNo: c.licence, Kind: overseas.KindService, Market: c.market, Occupation: one(s, workAbroad), Months: c.months,
		MonthlyWage: sum(c.wage), ServiceFee: sum(c.service),
	})
	if s.chance(60) {
		w.add("withdraw", signed.AddDays(10), 2, "rút hồ sơ", overseas.TerminateContract{Contract: no, Reason: "người lao động rút hồ sơ"})
		return
	}
	w.add("orient", oriented, 1, "cấp chứng chỉ", overseas.RecordOrientation{Contract: no, CertificateNo: "ĐH-" + strings.TrimPrefix(no, "C-")})
	w.add("approve", registered, 1, "chấp thuận", overseas.RegisterContract{Contract: no, RegistrationNo: "ĐK-" + strings.TrimPrefix(no, "C-")})
	w.add("dispatch", departed, s.geometric(4), "xuất cảnh", overseas.DispatchOverseas{Contract: no})
	back := departed.AddMonths(c.months).AddDays(-1)
	switch luck := s.IntN(100); {
	case luck < 6:
		w.add("abscond", departed.AddDays(s.between(100, 800)), 10, "doanh nghiệp báo", overseas.ReportAbsconded{Contract: no, Reporter: "doanh nghiệp phái cử"})
		return
	case luck < 20:
		back = departed.AddDays(s.between(90, 600))
		w.add("return", back, 5, "về trước hạn", overseas.RecordReturn{Contract: no, Reason: overseas.ReturnEarlyOwn})
	default:
		w.add("return", back.AddDays(s.between(0, 10)), 5, "về nước", overseas.RecordReturn{Contract: no, Reason: overseas.ReturnTerm})
	}
	if s.chance(700) {
		w.add("settle", back.AddDays(s.between(15, 170)), 1, "thanh lý", overseas.LiquidateContract{Contract: no})
	}
	if w.last.IsZero() {
		return
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
