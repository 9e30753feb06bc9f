package generate

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"vaoso/domain/civil"
)

// wardHelper is a collaborator of the year.
type wardHelper struct {
	id, name    string
	from, until civil.Date
}

// wardHelpers are a ward's two; in one ward the second is replaced in the middle
// of the year, in another nobody comes after her [made up].
func wardHelpers(ward string) []wardHelper {
	list := []wardHelper{
		{ward + "-1", "Nguyễn Văn Mẫu", firstDay, civil.Date{}}, {ward + "-2", "Trần Thị Mẫu", firstDay, civil.Date{}},
	}
	switch ward {
	case "08713":
		list[1].until = civil.On(2021, time.July, 1)
		list = append(list, wardHelper{ward + "-3", "Lê Thị Mẫu", civil.On(2021, time.July, 1), civil.Date{}})
	case "08725":
		list[1].until = civil.On(2021, time.October, 1)
	}
	return list
}

func helperRows() (rows [][]string) {
	for _, w := range wards {
		for _, h := range wardHelpers(w.value) {
			rows = append(rows, []string{h.id, h.name, w.value, h.from.String(), h.until.String()})
		}
	}
	return rows
}

// withHelp is how many of 1,000 whom a collaborator helped have the advice on paper.
const withHelp = 350

// helped is how somebody came to a job by a ward's collaborator.
func (y *following) helped(s source, p *person, j *job, n int) {
	ward := p.ward
	if !p.resident {
		ward = pick(s, wards)
	}
	var there []wardHelper
	for _, h := range wardHelpers(ward) {
		if !h.from.After(j.started) && (h.until.IsZero() || j.started.Before(h.until)) {
			there = append(there, h)
		}
	}
	h := one(s, there)
	j.helper = h.id
	if on := mondayFrom(later(p.registered, h.from)); s.chance(withHelp) && !on.After(j.started) {
		y.write("referrals", fmt.Sprintf("TV-%05d-%d", p.index, n+1), p.citizenID, on.String(), h.id, "", "", "", "", "", "")
	}
}

// seminars are the courses for officials and collaborators. One ward sends
// nobody to any [made up].
var seminars = []struct {
	no, topic string
	hours     int
	held      civil.Date
	absent    []string
}{
	{"TH-2021-01", "tư vấn việc làm", 16, civil.On(2021, time.April, 12), []string{"08731"}},
	{"TH-2021-02", "đi làm việc ở nước ngoài", 8, civil.On(2021, time.October, 11), []string{"08731", "08719", "08725"}},
}

func seminarRows() (rows [][]string) {
	for _, c := range seminars {
		came := func(who, unit, kind string) {
			rows = append(rows, []string{c.no, c.topic, strconv.Itoa(c.hours), c.held.String(), who, unit, kind, ""})
		}
		came("Cán bộ Mẫu thành phố", "thành phố", "cán bộ")
		for _, w := range wards {
			if slices.Contains(c.absent, w.value) {
				continue
			}
			came("Cán bộ Mẫu "+w.value, w.value, "cán bộ")
			came("Cộng tác viên Mẫu "+w.value+"-1", w.value, "cộng tác viên")
		}
	}
	return rows
}

// fund is a loan of an employer: the most of its jobs are people's who are named.
type fund struct {
	no       string
	employer *employer
	approved civil.Date
	jobs     int
}

// lent is how somebody came to a job by the employment fund: of their own, or
// with an employer that borrowed.
func (y *following) lent(s source, p *person, j *job, n int) {
	if j.employer != nil {
		f := y.fund(p, j.employer)
		if j.started.Before(f.approved) {
			return
		}
		f.jobs++
		j.loan = f.no
	} else {
		j.loan = fmt.Sprintf("VV-%05d-%d", p.index, n+1)
		approved := mondayBy(j.started)
		if approved.Before(p.registered) {
			approved = p.registered
		}
		settled := civil.Date{}
		if s.chance(40) && j.started.Before(civil.On(2021, time.October, 1)) {
			settled = civil.On(2021, time.December, 20)
		}
		y.write("loans", j.loan, p.citizenID, "", dotted(int64(s.between(4, 20))*5_000_000), strconv.Itoa(12*s.between(1, 5)), "1", "", approved.String(), settled.String())
	}
	if p.resident && j.reported.Before(civil.On(2022, time.January, 20)) {
		y.write("loan-jobs", j.loan, p.citizenID, "tạo mới", j.started.String(), mondayFrom(j.reported).String())
	}
}

func (y *following) fund(p *person, e *employer) *fund {
	no := fmt.Sprintf("VD-%d-%s", p.index/yearBlock+1, e.taxCode[5:9])
	if y.funds[no] == nil {
		s := y.o.draw(no, 0)
		y.funds[no] = &fund{no: no, employer: e, approved: mondayFrom(firstDay.AddDays(s.between(1, 80)))}
	}
	return y.funds[no]
}

// fundRows are the loans of employers whose jobs somebody has.
func (y *following) fundRows() (rows [][]string) {
	for _, f := range y.funds {
		s := y.o.draw(f.no, 1)
		created, kept := f.jobs+s.IntN(3), s.IntN(5)
		if f.jobs > 0 {
			rows = append(rows, []string{
				f.no, "", f.employer.taxCode, dotted(int64(created+kept) * int64(s.between(4, 12)) * 5_000_000), "36", strconv.Itoa(created), strconv.Itoa(kept), f.approved.String(), "",
			})
		}
	}
	return rows
}
