package generate

import (
	"fmt"
	"strconv"

	"vaoso/domain/civil"
)

// The files beside those of people, jobs and contracts: what jobs came from, and
// what became of them. They leave people's jobs as they are but for the employer
// of some who were trained for one. What has no source in DOMAIN.md is [made up],
// plausible for a city of 119,000.

// yearBlock is how many people share courses, vacancies and employers' loans.
const yearBlock = 2000

// links are what a job came from, and how it ended.
type links struct {
	vacancy, referral, course, loan, helper string
	ended                                   civil.Date
	why                                     string
	again                                   bool
}

// last is the last day of a job; zero: none is known.
func (j *job) last() civil.Date {
	if j.ended.IsZero() && j.months > 0 {
		return j.started.LastDayOf(j.months)
	}
	return j.ended
}

// following makes up what goes with people and jobs, and gathers its rows.
type following struct {
	o         Options
	employers []employer
	rows      map[string][][]string
	courses   map[string]*schooling
	openings  map[string]*opening
	funds     map[string]*fund
	fairs     [4]int // hired, by quarter
}

func (o Options) following(employers []employer) *following {
	y := &following{o: o, employers: employers, rows: map[string][][]string{}, courses: map[string]*schooling{}, openings: map[string]*opening{}, funds: map[string]*fund{}}
	for block := range (o.Workers + yearBlock - 1) / yearBlock {
		for _, c := range o.schoolings(block, employers) {
			y.courses[c.no] = c
		}
		for e := range employers {
			for half := range 2 {
				v := o.opening(block, e, half, &employers[e])
				y.openings[v.no] = v
			}
		}
	}
	return y
}

func (y *following) write(file string, cells ...string) { y.rows[file] = append(y.rows[file], cells) }

// follows fills in what a person's jobs came from and what became of them.
func (y *following) follows(p *person, jobs []job) {
	if len(jobs) == 0 {
		y.seeks(p)
	}
	for n := range jobs {
		j, s := &jobs[n], y.o.draw("way", p.index*2+n)
		switch j.source {
		case "đào tạo theo địa chỉ":
			if n == 0 {
				y.trained(s, p, j)
			}
		case "trung tâm dvvl", "doanh nghiệp dịch vụ việc làm", "phiên giao dịch":
			y.hired(s, p, j, n)
		case "cộng tác viên":
			y.helped(s, p, j, n)
		case "vay vốn":
			y.lent(s, p, j, n)
		}
		var next *job
		if n+1 < len(jobs) {
			next = &jobs[n+1]
		}
		y.lasts(y.o.draw("stay", p.index*2+n), j, next)
	}
}

// Of 1,000 people without a job of the year: they are on a course, were referred
// in vain, gave notice of a job that the book doesn't have, and have a loan whose
// job is in no other file.
const (
	onCourse       = 45
	declined       = 60
	noticed        = 15
	loanAlone      = 8
	counselledOnly = 40
)

// seeks is what is entered of somebody who finds no job in the year.
func (y *following) seeks(p *person) {
	s := y.o.draw("seeks", p.index)
	switch n := s.IntN(1000); {
	case n < onCourse:
		y.triesCourse(s, p)
	case n < onCourse+declined:
		y.declines(s, p)
	case n < onCourse+declined+noticed:
		on := mondayFrom(p.registered)
		ended, why := on.AddDays(7*s.between(5, 12)), one(s, []string{"không tìm việc", "từ chối việc làm", "chuyển đi"})
		if s.chance(600) || ended.After(lastDay) {
			ended, why = civil.Date{}, ""
		}
		y.write("unemployment", p.citizenID, on.String(), "", "", "", "", ended.String(), why)
	case n < onCourse+declined+noticed+loanAlone && p.resident:
		approved := mondayFrom(p.registered.AddDays(s.between(5, 15)))
		started := approved.AddDays(s.between(5, 20))
		if started.AddDays(14).After(lastDay) {
			return
		}
		no := fmt.Sprintf("VV-%05d", p.index)
		y.write("loans", no, p.citizenID, "", dotted(int64(s.between(4, 20))*5_000_000), strconv.Itoa(12*s.between(1, 5)), "1", "", approved.String(), "")
		y.write("loan-jobs", no, p.citizenID, "tạo mới", started.String(), mondayFrom(started).AddDays(4).String())
	case n < onCourse+declined+noticed+loanAlone+counselledOnly:
		on := mondayFrom(p.registered)
		y.write("referrals", fmt.Sprintf("TV-%05d", p.index), p.citizenID, on.String(), "", "", "", "", "", "", "")
	}
}

// Of 1,000 jobs somebody asks whether they last. Of those with an employer so
// many end before their time. Of 1,000 that ended notice is given of being
// unemployed, and of those an allowance granted.
const (
	asked     = 120
	away      = 50 // isn't reached
	endsEarly = 220
	givesWord = 300
	allowed   = 600
)

// lasts is whether a job does, as far as somebody asks.
func (y *following) lasts(s source, j *job, next *job) {
	if s.chance(asked) {
		if end := workday(j.started.AddDays(s.between(50, 200))); s.chance(endsEarly) && j.employer != nil && next == nil &&
			end.After(j.reported) && !end.After(lastDay) && (j.months == 0 || end.Before(j.last())) {
			j.ended, j.why = end, pick(s, []weighted[string]{{"thôi việc", 55}, {"mất việc", 30}, {"sức khỏe", 10}, {"sa thải", 5}})
			j.again = s.chance(700)
		}
		y.retained(s, j)
	}
	if end := j.last(); j.employer != nil && !end.IsZero() && j.why != "sức khỏe" && s.chance(givesWord) {
		y.loses(s, j, end, next)
	}
}

// retained is what was heard at 3, 6 and 12 months. Nobody asks about a contract
// that ran out.
func (y *following) retained(s source, j *job) {
	for _, mark := range []int{3, 6, 12} {
		due := j.started.AddMonths(mark)
		on := mondayFrom(due.MonthOf().Next().First()) // the office asks once a month
		over := j.ended.IsZero() && !j.last().IsZero() && j.last().Before(on)
		if on.After(civil.On(2022, 1, 31)) || j.reported.After(due) || over {
			return
		}
		found, wage := "còn làm", ""
		switch {
		case !j.ended.IsZero() && j.ended.Before(on):
			found = "đã nghỉ"
		case s.chance(away):
			found = "không liên lạc được"
		case s.chance(500):
			wage = dotted(j.wage + 50_000*int64(s.between(0, 10)))
		}
		y.write("retention", j.person.citizenID, j.taxCode(), j.started.Vietnamese(), strconv.Itoa(mark)+" tháng", on.Vietnamese(), found, wage)
		if found == "đã nghỉ" {
			return
		}
	}
}

func (j *job) taxCode() string {
	if j.employer == nil {
		return ""
	}
	return j.employer.taxCode
}

// loses is notice of a job that ended, with three months of 60 % of its wage,
// which run out unless another job comes first (Employment Law 38/2013/QH13
// art. 50).
func (y *following) loses(s source, j *job, end civil.Date, next *job) {
	on := mondayFrom(end.AddDays(s.between(3, 12)))
	if on.After(lastDay) || next != nil && !on.Before(next.started) {
		return
	}
	const months = 3
	paid, sum, n := civil.Date{}, "", ""
	if day := on.AddDays(21); s.chance(allowed) && !day.After(lastDay) && (next == nil || day.Before(next.started)) {
		paid, sum, n = day, dotted(j.wage*60/100/10_000*10_000), strconv.Itoa(months)
	}
	ended, why := on.AddDays(16*7), "hết thời hạn hưởng"
	if next != nil && next.started.Before(ended) {
		ended, why = mondayFrom(next.started), "có việc làm"
	}
	if ended.After(lastDay) {
		ended, why = civil.Date{}, ""
	}
	y.write("unemployment", j.person.citizenID, on.String(), j.taxCode(), paid.String(), n, sum, ended.String(), why)
}
