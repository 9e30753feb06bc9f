package generate

import (
	"fmt"
	"slices"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
)

// intermediaries bring people to vacancies. Those of other provinces are among
// them, since the plan asks for them [made up].
var intermediaries = []outreach.RegisterIntermediary{
	{Intermediary: "tt-26-1", Name: "Trung tâm Mẫu Dịch vụ việc làm 01", Type: outreach.ServiceCentre, Province: "26"},
	{Intermediary: "tt-26-2", Name: "Trung tâm Mẫu Dịch vụ việc làm 02", Type: outreach.ServiceCentre, Province: "26"},
	{Intermediary: "tt-25-1", Name: "Trung tâm Mẫu Dịch vụ việc làm 03", Type: outreach.ServiceCentre, Province: "25"},
	{Intermediary: "dn-26-1", Name: "Công ty Mẫu Cung ứng 01", Type: outreach.SupplyFirm, Province: "26", LicenceNo: "MẪU-CU-01"},
	{Intermediary: "dn-01-1", Name: "Công ty Mẫu Cung ứng 02", Type: outreach.SupplyFirm, Province: "01", LicenceNo: "MẪU-CU-02"},
}

// vacancy is what employers of a block seek in a month, the n-th of it.
type vacancy struct {
	number         int // among all, from 1 on
	no             string
	employer       *employer
	occupation     string
	wageFrom       int64 // đồng a month
	wageTo         int64
	posted, closes civil.Date
	spare          int // people whom the employer seeks in vain
	withdrawn      bool
}

// perMonth is how many vacancies a block has in a month, for as many people as
// come to them [made up].
func (m *maker) perMonth() int { return 1 + 12/m.Years }

func (m *maker) vacancies() int { return m.blocks() * m.months() * m.perMonth() }

// vacancy makes up the n-th of a block in a month.
func (m *maker) vacancy(block, month, n int) vacancy {
	first := m.First().AddMonths(month)
	s := m.o.draw("vacancy", (block*1000+age(first.Year(), first.MonthOf().Number()))*100+n)
	v := vacancy{
		number: (block*m.months()+month)*m.perMonth() + n + 1, no: fmt.Sprintf("TD-%s-%d-%d", first.MonthOf(), block, n),
		employer: m.hiring(s, block*blockSize), occupation: one(s, occupations), posted: first.AddDays(s.between(1, 9)), spare: s.IntN(3),
	}
	median := s.wage(v.employer.sector, "sơ cấp")
	v.wageFrom, v.wageTo = median*85/100/50_000*50_000, median*130/100/50_000*50_000
	v.closes = v.posted.AddDays(s.between(45, 75))
	v.withdrawn = s.chance(200)
	return v
}

// offered is a vacancy that somebody of the block hears of from a day on, in its
// month; none after the last.
func (w *writer) offered(from civil.Date) (v vacancy, ok bool) {
	month := w.month(from)
	if month >= w.months() {
		return vacancy{}, false
	}
	return w.vacancy(w.person/blockSize, month, w.s.IntN(w.perMonth())), true
}

// Of 1,000 who are referred: they are counselled before, an interview is
// entered, and an earlier referral came to nothing [made up].
const (
	counselled  = 600
	interviewed = 500
	inVain      = 300
)

// isReferred is how somebody comes to a job by a service centre or a supply firm.
func (w *writer) isReferred(j *gig, from civil.Date) {
	s := w.s
	v, ok := w.offered(from)
	if !ok {
		j.way = labour.Direct
		return
	}
	kind := outreach.ServiceCentre
	if j.way == labour.SupplyFirm {
		kind = outreach.SupplyFirm
	}
	by := one(s, intermediaries)
	for by.Type != kind {
		by = one(s, intermediaries)
	}
	on := later(from, v.posted).AddDays(s.IntN(5))
	if other := w.vacancy(w.person/blockSize, w.month(from), s.IntN(w.perMonth())); s.chance(inVain) {
		outcome := one(s, []outreach.Outcome{outreach.Declined, outreach.Declined, outreach.NoShow})
		w.refer(fmt.Sprintf("GT-%d-%d-0", w.person, j.n), other, by.Intermediary, later(on, other.posted), outcome, 0)
	}
	no := fmt.Sprintf("GT-%d-%d", w.person, j.n)
	if s.chance(counselled) {
		w.add(j.key("counsel"), from, s.IntN(3), "tư vấn việc làm", outreach.CounselWorker{Referral: no, CitizenID: w.id})
	}
	hired := w.refer(no, v, by.Intermediary, on, outreach.Hired, 0)
	w.takes(j, v, no, hired.AddDays(s.between(1, 7)))
}

// refer sends somebody about a vacancy; concluded is when that came to an end.
func (w *writer) refer(no string, v vacancy, by string, on civil.Date, outcome outreach.Outcome, fair int) (concluded civil.Date) {
	s := w.s
	w.add(no, on, s.IntN(3), "giới thiệu việc làm", outreach.ReferWorker{Referral: no, CitizenID: w.id, Vacancy: v.no, Intermediary: by}).vacancy = v.number
	if concluded = on.AddDays(s.between(2, 8)); outcome != outreach.NoShow && (fair > 0 || s.chance(interviewed)) {
		w.add(no+":interview", on.AddDays(1), s.IntN(3), "kết quả giới thiệu", outreach.RecordReferralOutcome{Referral: no, Outcome: outreach.Interviewed}).fair = fair
	}
	w.add(no+":outcome", concluded, s.IntN(3), "kết quả giới thiệu", outreach.RecordReferralOutcome{Referral: no, Outcome: outcome})
	return concluded
}

// takes is taking the job that a vacancy offers.
func (w *writer) takes(j *gig, v vacancy, referral string, started civil.Date) {
	j.employer, j.occupation, j.started, j.vacancy = v.employer, v.occupation, workday(started), v.number
	j.by.VacancyID, j.by.ReferralID = v.no, referral
	j.wage = v.wageFrom + int64(w.s.IntN(int(v.wageTo-v.wageFrom)/50_000+1))*50_000
}

// later is the later of two days.
func later(a, b civil.Date) civil.Date {
	if a.After(b) {
		return a
	}
	return b
}

// postings are the vacancies of a month that begins.
func (d diary) postings(first civil.Date) {
	for block := range d.blocks() {
		for n := range d.perMonth() {
			v := d.vacancy(block, d.month(first), n)
			placed := int(d.wanted.placed[v.number])
			d.write(city("post:"+v.no, v.no, v.posted, "thông báo tuyển dụng", outreach.PostVacancy{
				Vacancy: v.no, TaxCode: v.employer.taxCode, Quantity: max(placed+v.spare, 1), Occupation: v.occupation,
				WageFrom: vnd(v.wageFrom), WageTo: vnd(v.wageTo), ClosesOn: v.closes,
			}))
			if v.withdrawn && placed == 0 { // whoever was sent there was so by then
				d.write(city("withdraw:"+v.no, v.no, v.closes.AddDays(-2), "doanh nghiệp rút", outreach.WithdrawVacancy{Vacancy: v.no}))
			}
		}
	}
}

// fairDay is the day of a year's quarterly fair, from 0 on.
func (m *maker) fairDay(year, quarter int) civil.Date {
	s := m.o.draw("fair", year*4+quarter)
	return workday(civil.On(year, time.Month(quarter*3+2), 11).AddDays(s.IntN(14)))
}

// fairs is how many there are.
func (m *maker) fairs() int { return m.Years * 4 }

// nextFair is the first from a day on; ok is false after the last.
func (m *maker) nextFair(from civil.Date) (number int, on civil.Date, ok bool) {
	for n := max(0, m.month(from)/3-1); n < m.fairs(); n++ {
		if on = m.fairDay(m.First().Year()+n/4, n%4); !on.Before(from) {
			return n + 1, on, true
		}
	}
	return 0, on, false
}

func fairNo(on civil.Date) string {
	return fmt.Sprintf("%d-%02d", on.Year(), (on.MonthOf().Number()+2)/3)
}

// goesToFair is how somebody comes to a job by a fair, at which the employers of
// the month's vacancies are.
func (w *writer) goesToFair(j *gig, from civil.Date) {
	number, on, ok := w.nextFair(from)
	if !ok {
		j.way = labour.Direct
		return
	}
	v, _ := w.offered(on)
	no := fmt.Sprintf("GT-%d-%d", w.person, j.n)
	hired := w.refer(no, v, "", on, outreach.Hired, number)
	w.takes(j, v, no, hired.AddDays(w.s.between(1, 10)))
	j.fair = number
}

// fairsOf are the fairs of a year. Of ten who come four have an interview: who
// comes to nothing isn't entered by name [made up].
func (d diary) fairsOf(year int) {
	for quarter := range 4 {
		on, number := d.fairDay(year, quarter), (year-d.First().Year())*4+quarter+1
		no, met, hired := fairNo(on), d.wanted.interviewed[number], d.wanted.hired[number]
		met += met / 2
		d.write(
			city("fair:"+no, "fair "+no, on, "phiên giao dịch việc làm", outreach.HoldFair{
				Fair: no, Venue: "Nhà văn hóa Mẫu", Employers: min(max(10, met/4), 1_000), Attendance: met*5/2 + 40,
			}),
			city("fair:"+no+":outcome", "fair "+no, on.AddDays(30), "kết quả phiên giao dịch việc làm", outreach.RecordFairOutcome{
				Fair: no, Interviewed: max(met, hired), Hired: hired,
			}),
		)
	}
}

// helper is a collaborator of a ward.
type helper struct {
	id, ward    string
	from, until civil.Date // the appointment and the dismissal; zero: none yet
}

// helperYears is for how long a ward's collaborators help; half a term lies
// between the changes of the two [made up].
const helperYears = 2

// helpersOf are the collaborators of a ward, two at a time.
func (m *maker) helpersOf(ward string) (list []helper) {
	for slot := range 2 {
		from := m.First()
		for n := 1; !from.After(m.Last()); n++ {
			next := m.First().AddMonths((n*helperYears - slot*helperYears/2) * 12)
			h := helper{id: fmt.Sprintf("%s-%d-%d", ward, slot+1, n), ward: ward, from: from, until: next}
			if next.After(m.Last()) {
				h.until = civil.Date{}
			}
			list = append(list, h)
			from = next
		}
	}
	return list
}

// isHelped is how somebody comes to a job by a ward's collaborator.
func (w *writer) isHelped(j *gig, p *person, from civil.Date) {
	s, ward := w.s, p.ward
	if !slices.ContainsFunc(wards, func(known weighted[string]) bool { return known.value == ward }) {
		ward = pick(s, wards)
	}
	started := workday(from.AddDays(s.between(3, 20)))
	var there []helper
	for _, h := range w.helpersOf(ward) {
		if !h.from.After(from) && (h.until.IsZero() || started.Before(h.until)) {
			there = append(there, h)
		}
	}
	if len(there) == 0 {
		j.way = labour.Direct
		return
	}
	by := one(s, there)
	w.add(j.key("help"), from, s.IntN(3), "tư vấn việc làm", outreach.CounselWorker{
		Referral: fmt.Sprintf("TV-%d-%d", w.person, j.n), CitizenID: w.id, Collaborator: by.id,
	})
	j.started, j.by.CollaboratorID = started, by.id
}
