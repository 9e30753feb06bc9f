package generate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"vaoso/domain/civil"
)

// schooling is a course of the year for an employer of a section.
type schooling struct {
	no, institution, occupation, sector string
	employer                            *employer
	agreed, starts, ends                civil.Date
	spare, score                        int
	least                               int64
	attended                            bool // the months' attendance was handed in
	enrolled                            int
}

// schoolTerms are when the courses of a block end, by section [made up].
var schoolTerms = []struct {
	sector string
	ends   civil.Date
}{
	{"C", civil.On(2021, time.February, 26)}, {"C", civil.On(2021, time.April, 16)}, {"C", civil.On(2021, time.June, 4)}, {"C", civil.On(2021, time.August, 13)},
	{"C", civil.On(2021, time.October, 8)}, {"G", civil.On(2021, time.February, 26)}, {"G", civil.On(2021, time.August, 6)},
	{"F", civil.On(2021, time.March, 26)}, {"F", civil.On(2021, time.June, 18)},
}

// learnt is what is taught for a section, and by whom.
var learnt = map[string][][2]string{
	"C": {{"cs-1", "cơ khí"}, {"cs-1", "lắp ráp điện tử"}, {"cs-2", "may"}, {"cs-3", "may"}}, "G": {{"cs-4", "bán hàng"}, {"cs-4", "kho"}}, "F": {{"cs-1", "hàn"}},
}

func (o Options) schoolings(block int, employers []employer) (list []*schooling) {
	for n, term := range schoolTerms {
		s := o.draw("schooling", block*100+n)
		var of []*employer
		for i := range employers {
			if employers[i].sector == term.sector {
				of = append(of, &employers[i])
			}
		}
		subject := one(s, learnt[term.sector])
		c := &schooling{
			no: fmt.Sprintf("ĐT-2021-%02d", block*len(schoolTerms)+n+1), institution: subject[0], occupation: subject[1], sector: term.sector, employer: one(s, of),
			starts: workday(term.ends.AddDays(-40)), ends: term.ends, spare: s.IntN(4), score: s.between(3, 5), attended: n%2 == 1,
		}
		c.agreed = c.starts.AddDays(-7)
		c.least = s.wage(c.sector, "sơ cấp") * 90 / 100 / 50_000 * 50_000
		list = append(list, c)
	}
	return list
}

// blockCourses are the courses of a person's block.
func (y *following) blockCourses(p *person) (list []*schooling) {
	first := p.index / yearBlock * len(schoolTerms)
	for n := range schoolTerms {
		list = append(list, y.courses[fmt.Sprintf("ĐT-2021-%02d", first+n+1)])
	}
	return list
}

// Of 1,000 trainees who find a job it is with the course's employer; of those
// who complete a course so many have a certificate, and so many a grant.
const (
	asPromised   = 750
	withCertif   = 920
	withGrant    = 300
	schoolMonths = 4 // after the end of a course its job has begun by
)

// trained is how somebody came to a job by a course, the last of the section that
// had ended.
func (y *following) trained(s source, p *person, j *job) {
	var c *schooling
	for _, of := range y.blockCourses(p) {
		if j.employer != nil && of.sector == j.employer.sector && of.ends.Before(j.started) && !j.started.After(of.ends.AddMonths(schoolMonths)) {
			c = of
		}
	}
	if c == nil {
		return
	}
	enrolled := c.starts.AddDays(-3)
	if days := s.IntN(10); enrolled.Before(p.registered) {
		p.registerBefore(enrolled, days)
	}
	j.course = c.no
	if s.chance(asPromised) {
		j.employer = c.employer
	}
	y.completes(s, p, c, enrolled)
}

// completes is a course from the first day to the last.
func (y *following) completes(s source, p *person, c *schooling, enrolled civil.Date) {
	certificate := ""
	if s.chance(withCertif) {
		certificate = fmt.Sprintf("CC-%05d", p.index)
	}
	c.enrolled++
	grade := pick(s, []weighted[string]{{"giỏi", 15}, {"khá", 50}, {"trung bình", 35}})
	y.write("trainees", c.no, p.citizenID, enrolled.Vietnamese(), c.ends.Vietnamese(), certificate, grade, "", "")
	if s.chance(withGrant) {
		y.write("grants", fmt.Sprintf("HT-%05d", p.index), p.citizenID, "", "Hỗ trợ học nghề", dotted(int64(s.between(4, 8))*250_000), mondayFrom(c.ends.AddDays(10)).String())
	}
	if !c.attended {
		return
	}
	for month := c.starts.MonthOf(); !c.ends.Before(month.First()); month = month.Next() {
		from, to := later(c.starts, month.First()), earlier(c.ends, month.Last())
		of := max(1, (to.DaysSince(from)+1)*5/7)
		y.write("attendance", c.no, p.citizenID, month.String(), strconv.Itoa(max(0, of-s.geometric(1))), strconv.Itoa(of), to.String())
	}
}

// triesCourse is a course that leads to no job, or is left.
func (y *following) triesCourse(s source, p *person) {
	var open []*schooling
	for _, c := range y.blockCourses(p) {
		if p.registered.Before(c.starts.AddDays(-2)) {
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		return
	}
	c := one(s, open)
	enrolled := c.starts.AddDays(-3)
	if s.chance(400) {
		y.completes(s, p, c, enrolled)
		return
	}
	c.enrolled++
	why := one(s, []string{"gia đình", "có việc làm khác", "vắng nhiều", "sức khỏe"})
	y.write("trainees", c.no, p.citizenID, enrolled.Vietnamese(), "", "", "", c.starts.AddDays(7*s.between(1, 3)).Vietnamese(), why)
}

// row is a course with as many seats as were wanted, and some in vain.
func (c *schooling) row() []string {
	seats := max(10, c.enrolled+c.spare)
	return []string{
		c.no, c.institution, c.employer.taxCode, c.occupation, strconv.Itoa(seats), strconv.Itoa(seats * 8 / 10), c.agreed.String(), c.starts.String(), c.ends.String(),
		dotted(c.least), c.starts.String(), c.ends.String(), "", strconv.Itoa(c.score), c.ends.AddDays(10).String(),
	}
}

// institutionRows are the institutions of training.go.
func institutionRows() (rows [][]string) {
	for _, i := range institutions {
		rows = append(rows, []string{i.Institution, i.Name, strings.Join(i.Occupations, ";"), i.AccreditedOn.String(), firstDay.String()})
	}
	return rows
}
