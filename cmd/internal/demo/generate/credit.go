package generate

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/support"
)

// borrows is how somebody comes to a job of their own by a loan of the fund.
func (w *writer) borrows(j *gig, from civil.Date) {
	s := w.s
	no := fmt.Sprintf("VV-%d-%d", w.person, j.n)
	w.add(j.key("borrow"), from, s.between(0, 5), "duyệt vay vốn", support.ApproveLoan{
		Loan: no, CitizenID: w.id, Amount: vnd(int64(s.between(20, 100)) * 1_000_000), Months: 12 * s.between(1, 5), JobsPromised: 1,
	})
	j.by.LoanID, j.started = no, workday(from.AddDays(s.between(5, 25)))
}

// repaid is how many of 1,000 loans are settled, all at their end [made up].
const repaid = 900

// repays enters the job that a loan made, and that it was paid back.
func (w *writer) repays(j gig) {
	w.add(j.key("job"), j.started.AddDays(3), w.s.between(0, 5), "việc làm từ vốn vay", support.RecordJob{Loan: j.by.LoanID, CitizenID: w.id, Created: true})
	if w.s.chance(repaid) {
		w.add(j.key("settle"), j.started.AddMonths(12*w.s.between(1, 5)), w.s.between(0, 5), "tất toán", support.SettleLoan{Loan: j.by.LoanID})
	}
}

// borrowing are the employers that borrow in a year, of 1,000, for the jobs of
// people who aren't named: they count towards no plan [made up].
const borrowing = 20

// loansOf are the loans of employers in a year.
func (d diary) loansOf(year int) {
	for i := range d.employers {
		s, e := d.o.draw("employer loan", i*100+year-2000), &d.employers[i]
		if !s.chance(borrowing) {
			continue
		}
		no, on := fmt.Sprintf("VD-%d-%d", year, i), civil.On(year, 2, 1).AddDays(s.IntN(300))
		created, kept := s.between(1, 4), s.between(0, 4)
		loan := support.ApproveLoan{Loan: no, TaxCode: e.taxCode, Amount: vnd(int64(created+kept) * int64(s.between(30, 100)) * 1_000_000), Months: 36, JobsPromised: created, JobsKept: kept}
		d.write(city("loan:"+no, no, on, "duyệt vay vốn", loan))
		for n := range created + kept {
			day := on.AddDays(10 + 5*n)
			d.write(city(fmt.Sprint("loan:", no, ":job", n), no, day, "việc làm từ vốn vay", support.RecordJob{Loan: no, Created: n < created, ReportedOn: day}))
		}
		d.write(city("loan:"+no+":settle", no, on.AddMonths(36), "tất toán", support.SettleLoan{Loan: no}))
	}
}

// notices are who gives notice of having lost a job, of 1,000, by why it ended
// [made up].
var notices = map[labour.PlacementEnd]int{labour.EndOfTerm: 350, labour.Resigned: 300, labour.Redundant: 800, labour.EndHealth: 200, labour.Dismissed: 500}

// gaveNotice enters that somebody gave notice of having lost the job, with the
// allowance where it had lasted a year: 60 % of the wage, three months for up to
// three years and one for every year more, twelve at most (Employment Law
// 38/2013/QH13 art. 50), and five times the least wage [made up].
func (w *writer) gaveNotice(j gig, st stay, reason labour.PlacementEnd) bool {
	s := w.s
	if j.employer == nil || !s.chance(notices[reason]) {
		return false
	}
	on := st.end.AddDays(s.between(2, 9))
	w.add(j.key("notice"), on, s.between(0, 3), "thông báo thất nghiệp", support.RecordUnemploymentNotice{CitizenID: w.id, LastTaxCode: j.employer.taxCode})
	w.notice, w.expires = on, on.AddDays(s.between(100, 240))
	if days := st.end.DaysSince(j.started); days >= 360 {
		months := min(3+max(0, days/365-3), 12)
		w.add(j.key("allowance"), on.AddDays(s.between(13, 18)), s.between(0, 3), "trợ cấp thất nghiệp", support.RecordAllowance{
			CitizenID: w.id, Months: months, Monthly: vnd(min(j.wage*60/100, 7_450_000)),
		})
		w.expires = on.AddDays(20 + 30*months)
	}
	return true
}

// endNotice enters that the notice is open no more: found work on a day, or ran
// out before it.
func (w *writer) endNotice(on civil.Date, work bool) {
	end := support.EndUnemployment{CitizenID: w.id, Reason: support.FoundWork}
	if !work || w.expires.Before(on) {
		on, end.Reason = earlier(on, w.expires), support.Expired
	}
	w.add("unemployed"+w.notice.String(), on, w.s.between(0, 5), "hết thất nghiệp", end)
	w.notice, w.expires = civil.Date{}, civil.Date{}
}
