package generate

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"vaoso/domain/civil"
)

// opening is what an employer seeks from a block of people in half the year.
type opening struct {
	no             string
	employer       *employer
	occupation     string
	from, to       int64 // đồng a month
	posted, closes civil.Date
	withdrawn      civil.Date
	spare          int // sought in vain
	placed, sent   int
}

// halves are the first day of each half of the year that openings are posted from,
// and the day on which they close.
var halves = [2][2]civil.Date{
	{firstDay, civil.On(2021, time.July, 20)}, {civil.On(2021, time.July, 1), lastDay},
}

func openingNo(block, e, half int) string {
	return fmt.Sprintf("TD-2021-%d%02d%d", block+1, e+1, half+1)
}

func (o Options) opening(block, e, half int, by *employer) *opening {
	s := o.draw("opening", (block*1000+e)*2+half)
	v := &opening{no: openingNo(block, e, half), employer: by, occupation: one(s, occupations), posted: mondayFrom(halves[half][0].AddDays(s.IntN(12)))}
	v.closes = halves[half][1]
	median := s.wage(by.sector, "sơ cấp")
	v.from, v.to = median*85/100/50_000*50_000, median*130/100/50_000*50_000
	if v.spare = max(0, s.between(-2, 3)); s.chance(60) {
		v.withdrawn = v.posted.AddDays(7 * s.between(3, 8))
	}
	return v
}

// of is the opening of an employer that stands on a day for somebody to be
// referred to; none where it was withdrawn, or not posted yet.
func (y *following) of(p *person, e *employer, on civil.Date) *opening {
	i := slices.IndexFunc(y.employers, func(other employer) bool { return other.taxCode == e.taxCode })
	for half := 1; half >= 0; half-- {
		v := y.openings[openingNo(p.index/yearBlock, i, half)]
		if on.Within(v.posted, v.closes) && v.withdrawn.IsZero() {
			return v
		}
	}
	return nil
}

// Of 1,000 who came by a service centre or a firm there is a referral; of those
// they were counselled before, and an interview was entered.
const (
	withReferral  = 280
	withAdvice    = 500
	withInterview = 400
)

// hired is how somebody came to a job by a service centre, a firm or a fair.
func (y *following) hired(s source, p *person, j *job, n int) {
	if j.source == "phiên giao dịch" {
		y.fairs[(j.started.MonthOf().Number()-1)/3]++
	}
	v := y.of(p, j.employer, j.started)
	if v == nil {
		return
	}
	v.placed++
	j.vacancy = v.no
	if j.source == "phiên giao dịch" || !s.chance(withReferral) {
		return
	}
	var by string
	if j.source == "trung tâm dvvl" {
		by = pick(s, []weighted[string]{{"tt-26-1", 60}, {"tt-26-2", 30}, {"tt-25-1", 10}})
	} else {
		by = one(s, []string{"dn-26-1", "dn-01-1"})
	}
	on := mondayBy(j.started.AddDays(-s.between(0, 14)))
	if on.Before(later(p.registered, v.posted)) {
		on = mondayFrom(later(p.registered, v.posted))
	}
	if on.After(j.started) {
		return
	}
	j.referral = fmt.Sprintf("GT-%05d-%d", p.index, n+1)
	y.refers(s, j.referral, p, v, by, on, j.started, "được tuyển")
}

// refers writes a referral that is over by a day.
func (y *following) refers(s source, no string, p *person, v *opening, by string, on, until civil.Date, outcome string) {
	counselled, met := civil.Date{}, civil.Date{}
	if s.chance(withAdvice) {
		counselled = on
	}
	over := earlier(on.AddDays(4), until)
	if outcome != "không đến" && s.chance(withInterview) {
		met = over
	}
	y.write("referrals", no, p.citizenID, counselled.String(), "", on.String(), v.no, by, met.String(), over.String(), outcome)
}

// declines is being sent to an employer in vain.
func (y *following) declines(s source, p *person) {
	on := mondayFrom(p.registered.AddDays(s.between(2, 30)))
	if on.AddDays(8).After(lastDay) {
		return
	}
	v := y.of(p, &y.employers[s.IntN(len(y.employers))], on)
	if v == nil || v.spare == 0 {
		return
	}
	v.sent++
	outcome := one(s, []string{"không nhận", "không nhận", "không đến"})
	y.refers(s, fmt.Sprintf("GT-%05d-0", p.index), p, v, one(s, []string{"tt-26-1", "tt-26-2", "dn-26-1"}), on, on.AddDays(8), outcome)
}

// inVainOpenings is how many of 1,000 openings that nobody came to are handed in.
const inVainOpenings = 60

// openingRows are those that somebody came to, that were withdrawn, and some more.
func (y *following) openingRows() (rows [][]string) {
	for _, v := range y.openings {
		s := y.o.draw(v.no, 0)
		if v.placed+v.sent == 0 && v.withdrawn.IsZero() && !s.chance(inVainOpenings) {
			continue
		}
		rows = append(rows, []string{
			v.no, v.employer.taxCode, v.occupation, strconv.Itoa(max(1, v.placed+v.spare)), dotted(v.from), dotted(v.to), v.posted.String(), v.closes.String(), v.withdrawn.String(),
		})
	}
	return rows
}

// fairRows are the quarters' fairs: of who came two in five had an interview.
func (y *following) fairRows() (rows [][]string) {
	for quarter, hired := range y.fairs {
		s := y.o.draw("fair of the year", quarter)
		on := workday(civil.On(2021, time.Month(quarter*3+1), 18).AddDays(s.IntN(10)))
		met := hired*2 + s.between(20, 60)
		rows = append(rows, []string{
			fmt.Sprintf("PGD-2021-%02d", quarter+1), on.String(), "Nhà văn hóa Mẫu", strconv.Itoa(s.between(18, 30)), strconv.Itoa(met*5/2 + s.IntN(50)),
			strconv.Itoa(met), strconv.Itoa(hired), earlier(on.AddDays(60), lastDay).String(),
		})
	}
	return rows
}

func intermediaryRows() (rows [][]string) {
	words := map[string]string{"service_centre": "trung tâm dịch vụ việc làm", "supply_firm": "doanh nghiệp dịch vụ việc làm"}
	for _, i := range intermediaries {
		rows = append(rows, []string{i.Intermediary, i.Name, words[string(i.Type)], i.Province, i.LicenceNo, firstDay.String()})
	}
	return rows
}
