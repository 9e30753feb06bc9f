package generate

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/money"
)

// waysToJob are how people come to a job of an employer's, by weight; one's own
// comes on top.
var waysToJob = []weighted[labour.Source]{
	{labour.Direct, 46}, {labour.ServiceCentre, 17}, {labour.JobFair, 10}, {labour.FromCollaborator, 9}, {labour.TrainingOnOrder, 8}, {labour.SupplyFirm, 3},
}

// ownWays are how people come to a job of their own.
var ownWays = []weighted[labour.Source]{{labour.SelfFound, 70}, {labour.LoanFund, 30}}

// gig is the n-th job of a life, with how the person came to it.
type gig struct {
	n          int
	employer   *employer // none: their own
	occupation string
	wage       int64 // đồng a month
	started    civil.Date
	citizenID  string
	way        labour.Source
	by         labour.PlaceWorker // what the placement names of that
	// The shared subjects that it is about, from 1 on; 0: none.
	course, vacancy, fair int
}

func (j gig) key(step string) string { return fmt.Sprint(step, j.n) }

func (j gig) named() Job {
	named := Job{CitizenID: j.citizenID, StartedOn: j.started}
	if j.employer != nil {
		named.TaxCode = j.employer.taxCode
	}
	return named
}

// vnd is a sum of đồng, a multiple of 10,000.
func vnd(dong int64) money.Money { return money.VND(dong / 10_000 * 10_000) }

// Of 1,000 whose job has ended, so many look for another in this book; of their
// moves between wards [made up].
const (
	seeksAgain = 600
	movesHome  = 30
)

// work is one job after another, from a day on, with gaps.
func (w *writer) work(p person, from civil.Date) {
	s := w.s
	for n := 0; !from.After(lastDay) && n < 12; n++ {
		if s.chance(triedTraining) {
			from = w.triesTraining(n, from)
		}
		st := s.stay()
		j := w.finds(&p, n, from, st.kind == labour.SelfEmployed)
		if j.started.After(lastWord) {
			return
		}
		st = s.from(st, j.started)
		l := w.lapseOf(j)
		if l == void {
			st.more = 0
		}
		w.places(j, st, l)
		if l == void {
			from = w.neverCame(j)
			continue
		}
		w.checks(j, st)
		if st.end.IsZero() {
			return
		}
		from = w.leaves(&p, j, st)
		if from.IsZero() {
			return
		}
	}
}

// finds is how the person comes to a job.
func (w *writer) finds(p *person, n int, from civil.Date, own bool) gig {
	s := w.s
	j := gig{n: n, occupation: one(s, occupations), started: from, citizenID: w.id}
	if s.chance(600) {
		j.occupation = p.occupation
	}
	if own {
		if j.way = pick(s, ownWays); j.way == labour.LoanFund {
			w.borrows(&j, from)
		}
		j.wage = s.wage("", p.education)
		return j
	}
	switch j.way = pick(s, waysToJob); j.way {
	case labour.ServiceCentre, labour.SupplyFirm:
		w.isReferred(&j, from)
	case labour.JobFair:
		w.goesToFair(&j, from)
	case labour.TrainingOnOrder:
		w.isTrained(&j, from)
	case labour.FromCollaborator:
		w.isHelped(&j, p, from)
	case labour.Direct, labour.SelfFound, labour.LoanFund:
	}
	if j.employer == nil {
		j.employer = w.hiring(s, w.person)
	}
	j.wage = max(j.wage, s.wage(j.employer.sector, p.education))
	return j
}

// overlapping are the jobs of which another is entered for the same time, to be
// refused, of 1,000 [made up].
const overlapping = 5

// places enters the job with what the person came to it by.
func (w *writer) places(j gig, st stay, l lapse) {
	s := w.s
	if !w.notice.IsZero() {
		w.endNotice(j.started, true)
	}
	place := j.by
	place.CitizenID, place.Occupation, place.ContractKind, place.Months = w.id, j.occupation, st.kind, st.months
	place.MonthlyWage, place.Source = money.VND(j.wage), j.way
	if j.employer != nil {
		place.TaxCode = j.employer.taxCode
	}
	a := w.add(j.key("place"), j.started, s.reportDelay(), "báo cáo của doanh nghiệp", place)
	a.vacancy, a.fair = j.vacancy, j.fair
	w.placesWrongly(j, l, *a)
	if st.more > 0 {
		on := j.started.LastDayOf(st.months).AddDays(-s.between(1, 15))
		w.add(j.key("extend"), on, s.between(0, 5), "gia hạn hợp đồng", labour.ExtendPlacement{CitizenID: w.id, Months: st.more}).Job = j.named()
	}
	if j.way == labour.LoanFund {
		w.repays(j)
	}
	if again := j.started.AddDays(20); s.chance(overlapping) && l != void && (st.end.IsZero() || st.end.After(again)) {
		other := place
		other.VacancyID, other.ReferralID, other.CourseID, other.LoanID, other.CollaboratorID = "", "", "", "", ""
		other.ContractKind, other.Months, other.Source, other.TaxCode = labour.FixedTerm, 12, labour.Direct, w.hiring(s, w.person).taxCode
		w.add(j.key("overlap"), again, 5, "báo cáo của doanh nghiệp", other).Refused = labour.ErrAlreadyEngaged.Code
	}
}

// reportDelay is after how many days a job is reported: six on average, of 3 %
// more than 30.
func (s source) reportDelay() int {
	if s.chance(30) {
		return s.between(31, 60)
	}
	return min(s.geometric(5.2), 30)
}

// leaving is why jobs end before their time [made up].
var leaving = []weighted[labour.PlacementEnd]{{labour.Resigned, 55}, {labour.Redundant, 25}, {labour.EndHealth, 10}, {labour.Dismissed, 10}}

// leaves ends the job; next is from when the person looks for another, zero
// where they don't.
func (w *writer) leaves(p *person, j gig, st stay) (next civil.Date) {
	s := w.s
	reason, seeking := labour.EndOfTerm, s.chance(seeksAgain)
	if !st.byTerm {
		reason = pick(s, leaving)
	}
	w.add(j.key("end"), st.end, s.between(1, 10), "thôi việc", labour.EndPlacement{CitizenID: w.id, Reason: reason, Seeking: true})
	gap := s.between(10, 200)
	if w.gaveNotice(j, st, reason) {
		gap = max(gap, 30)
	}
	if !seeking {
		if !w.notice.IsZero() {
			w.endNotice(w.expires, false)
		}
		return civil.Date{}
	}
	if to := pick(s, wards); to != p.ward && s.chance(movesHome) && len(w.Wards) == 0 {
		p.ward = to
		w.add(j.key("move"), st.end.AddDays(3), 2, "chuyển nơi ở", labour.MoveWorker{CitizenID: w.id, Ward: to})
	}
	return workday(st.end.AddDays(gap))
}
