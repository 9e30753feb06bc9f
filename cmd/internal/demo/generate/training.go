package generate

import (
	"fmt"
	"time"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
	"vaoso/domain/support"
)

// institutions teach; their names and number are [made up].
var institutions = []outreach.RegisterInstitution{
	{Institution: "cs-1", Name: "Trường Cao đẳng nghề Mẫu 01", Occupations: []string{"cơ khí", "hàn", "lắp ráp điện tử"}, AccreditedOn: civil.On(2007, time.September, 3)},
	{Institution: "cs-2", Name: "Trường Trung cấp nghề Mẫu 02", Occupations: []string{"may", "nấu ăn"}},
	{Institution: "cs-3", Name: "Trung tâm Giáo dục nghề nghiệp Mẫu 03", Occupations: []string{"may", "lái xe", "bảo vệ"}},
	{Institution: "cs-4", Name: "Trung tâm Mẫu Kỹ năng 04", Occupations: []string{"bán hàng", "kho", "đóng gói"}},
}

// perYear is how many courses a block has in a year: one begins in each quarter
// [made up].
const perYear = 4

// course is the one of a block that begins in a quarter.
type course struct {
	number       int // among all, from 1 on
	no           string
	institution  outreach.RegisterInstitution
	employer     *employer
	occupation   string
	starts, ends civil.Date
	least        int64 // đồng a month that the employer promises
	spare        int   // seats that nobody takes
	promised     int   // jobs, of 100 seats
	scores       [2]int
}

func (m *maker) courses() int { return m.blocks() * m.Years * perYear }

func (m *maker) course(block, year, quarter int) course {
	s := m.o.draw("course", (block*100+year-2000)*perYear+quarter)
	c := course{
		number: (block*m.Years+year-m.First().Year())*perYear + quarter + 1, no: fmt.Sprintf("KH-%d-%d-%d", year, block, quarter+1),
		institution: one(s, institutions), employer: m.hiring(s, block*blockSize),
		starts: workday(civil.On(year, time.Month(quarter*3+2), 15).AddDays(s.between(-12, 12))),
	}
	c.occupation = one(s, c.institution.Occupations)
	c.ends = c.starts.AddDays(s.between(85, 150))
	c.least = s.wage(c.employer.sector, "sơ cấp") * 90 / 100
	c.spare, c.promised, c.scores = s.IntN(6), s.between(70, 100), [2]int{s.between(2, 5), s.between(3, 5)}
	return c
}

// nextCourse is the block's first that begins long enough after a day for
// somebody to enrol; ok is false after the last.
func (w *writer) nextCourse(from civil.Date) (c course, ok bool) {
	for n := max(0, w.month(from)/3-1); n < w.Years*perYear; n++ {
		if c = w.course(w.person/blockSize, w.First().Year()+n/perYear, n%perYear); !c.starts.Before(from.AddDays(11)) {
			return c, true
		}
	}
	return c, false
}

// Of 1,000 who look for a job so many are trained first without coming to the
// course's employer. Of those some drop out; of whoever completes a course many
// have a certificate, and some support for it. All [made up].
const (
	triedTraining = 40
	dropsOut      = 550
	certified     = 920
	supported     = 300
)

// attends enrols somebody and enters the months up to a day.
func (w *writer) attends(c course, n int, until civil.Date) {
	s := w.s
	w.add(fmt.Sprint("enrol", n, c.no), c.starts.AddDays(-s.IntN(10)), s.IntN(4), "ghi danh", outreach.EnrolTrainee{Course: c.no, CitizenID: w.id}).course = c.number
	for month := c.starts.MonthOf(); !until.Before(month.First()); month = month.Next() {
		on, days := earlier(month.Last(), until), s.between(18, 22)
		w.add(fmt.Sprint("attend", n, c.no, month), on, s.between(0, 4), "chuyên cần", outreach.RecordTrainingAttendance{
			Course: c.no, CitizenID: w.id, Month: month, Days: max(0, days-s.geometric(1.5)), Of: days,
		}).course = c.number
	}
}

// completes is finishing the course, with what comes of it.
func (w *writer) completes(c course, n int) {
	s := w.s
	done := outreach.CompleteTraining{Course: c.no, CitizenID: w.id, Grade: pick(s, []weighted[outreach.Grade]{{outreach.Excellent, 15}, {outreach.Good, 50}, {outreach.Average, 35}})}
	if s.chance(certified) {
		done.CertificateNo = fmt.Sprintf("CC-%d-%d", w.person, n)
	}
	w.attends(c, n, c.ends)
	w.add(fmt.Sprint("complete", n, c.no), c.ends, s.between(0, 5), "hoàn thành khóa học", done).course = c.number
	if s.chance(supported) {
		w.add(fmt.Sprint("support", n, c.no), c.ends.AddDays(10), s.between(0, 10), "hỗ trợ học nghề", support.GrantSupport{
			Support: fmt.Sprintf("HT-%d-%d-%s", w.person, n, c.no), CitizenID: w.id, Scheme: "hỗ trợ đào tạo sơ cấp", Amount: vnd(int64(s.between(10, 30)) * 100_000),
		})
	}
}

// isTrained is how somebody comes to a job by a course on order.
func (w *writer) isTrained(j *gig, from civil.Date) {
	c, ok := w.nextCourse(from)
	if !ok {
		j.way = labour.Direct
		return
	}
	w.completes(c, j.n)
	j.employer, j.occupation, j.course, j.by.CourseID = c.employer, c.occupation, c.number, c.no
	j.wage, j.started = c.least, workday(c.ends.AddDays(w.s.between(1, 30)))
}

// triesTraining is a course that leads to no job with its employer; next is from
// when the person looks for one again.
func (w *writer) triesTraining(n int, from civil.Date) (next civil.Date) {
	s := w.s
	c, ok := w.nextCourse(from)
	if !ok {
		return from
	}
	if !s.chance(dropsOut) {
		w.completes(c, n+100)
		return workday(c.ends.AddDays(s.between(20, 60)))
	}
	out := c.starts.AddDays(s.between(15, 75))
	w.attends(c, n+100, out.AddDays(-1))
	w.add(fmt.Sprint("drop", n, c.no), out, s.between(0, 5), "thôi học", outreach.DropTrainee{
		Course: c.no, CitizenID: w.id, Reason: one(s, []outreach.DropReason{outreach.DropFamily, outreach.DropWork, outreach.DropHealth, outreach.DropAbsence}),
	}).course = c.number
	return workday(out.AddDays(s.between(10, 60)))
}

func earlier(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return a
	}
	return b
}

// coursesOf are the courses of a year. One that nobody comes to is cancelled in
// one case of five; the others are held with guests of the employer's [made up].
func (d diary) coursesOf(year int) {
	for block := range d.blocks() {
		for quarter := range perYear {
			c := d.course(block, year, quarter)
			enrolled := int(d.wanted.enrolled[c.number])
			seats := max(enrolled+c.spare, 8)
			act := func(step string, on civil.Date, command any) {
				d.write(city("course:"+c.no+":"+step, c.no, on, "đào tạo theo địa chỉ", command))
			}
			act("agree", c.starts.AddDays(-25), outreach.AgreeCourse{
				Course: c.no, Institution: c.institution.Institution, TaxCode: c.employer.taxCode, Occupation: c.occupation,
				Seats: seats, JobsPromised: seats * c.promised / 100, StartsOn: c.starts, EndsOn: c.ends, MinWage: vnd(c.least),
			})
			if enrolled == 0 && c.spare == 0 {
				act("cancel", c.starts.AddDays(-2), outreach.CancelCourse{Course: c.no})
				continue
			}
			act("start", c.starts, outreach.StartCourse{Course: c.no})
			act("employer", c.ends.AddDays(20), outreach.AssessCourse{Course: c.no, By: outreach.ByEmployer, Score: c.scores[0]})
			act("city", c.ends.AddDays(30), outreach.AssessCourse{Course: c.no, By: outreach.ByCity, Score: c.scores[1]})
			act("finish", c.ends, outreach.FinishCourse{Course: c.no})
		}
	}
}
