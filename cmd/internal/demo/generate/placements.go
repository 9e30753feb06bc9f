package generate

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"vaoso/domain/civil"
)

// job is a made-up placement.
type job struct {
	person     *person
	employer   *employer // none: self-employed
	occupation string
	kind       string
	months     int // 0: none
	wage       int64
	source     string
	started    civil.Date
	reported   civil.Date
	links
}

// The kinds of contract as the file writes them.
const (
	indefinite   = "không xác định thời hạn"
	fixedTerm    = "xác định thời hạn"
	seasonal     = "mùa vụ"
	selfEmployed = "tự tạo việc làm"
)

var (
	contractKinds = []weighted[string]{{fixedTerm, 62}, {indefinite, 24}, {selfEmployed, 10}, {seasonal, 4}}
	terms         = []weighted[int]{{12, 55}, {24, 17}, {36, 12}, {6, 10}, {3, 6}}
	sources       = []weighted[string]{
		{"trực tiếp", 46}, {"trung tâm dvvl", 17}, {"phiên giao dịch", 10}, {"cộng tác viên", 9}, {"đào tạo theo địa chỉ", 8},
		{"tự tìm", 5}, {"doanh nghiệp dịch vụ việc làm", 3}, {"vay vốn", 2},
	}
)

// medianWages are in thousand đồng a month, of those without training.
var medianWages = map[string]float64{"C": 6800, "F": 7500, "G": 6200}

// raises are what training adds.
var raises = map[string]float64{
	"chưa qua đào tạo": 1, "sơ cấp": 1.05, "trung cấp": 1.12, "cao đẳng": 1.25, "đại học": 1.5, "sau đại học": 1.9,
}

// Shares of those without a contract abroad, in one of 1,000.
const (
	placedResidents  = 720 // whose job counts
	placedInMigrants = 330
	shortJobs        = 28  // under three months
	secondJobs       = 170 // of those whose job ends in the year
)

// jobs are the jobs of the year of somebody who doesn't go abroad, in order.
func (o Options) jobs(p *person, employers []employer) []job {
	s := o.draw("jobs", p.index)
	placed := placedResidents
	if !p.resident {
		placed = placedInMigrants
	}
	short := s.chance(shortJobs)
	if !short && !s.chance(placed) {
		return nil
	}
	first := s.job(p, employers, s.startDay())
	if short {
		first.kind, first.months = one(s, []string{fixedTerm, seasonal}), s.between(1, 2)
		first.employer = hiring(s, employers)
	}
	p.registerBefore(first.started, s.between(0, 45))
	jobs := []job{first}
	end := first.started.AddMonths(first.months)
	if next := workday(end.AddDays(s.between(0, 25))); first.months > 0 && !next.After(lastDay) && s.chance(secondJobs) {
		second := s.job(p, employers, next)
		if second.reported.Before(first.reported) {
			second.reported = first.reported
		}
		jobs = append(jobs, second)
	}
	return jobs
}

// job makes up a job that starts on the day.
func (s source) job(p *person, employers []employer, started civil.Date) job {
	return s.jobAt(p, func(s source) *employer { return hiring(s, employers) }, started)
}

// jobAt makes up a job at an employer that is drawn.
func (s source) jobAt(p *person, hiring func(source) *employer, started civil.Date) job {
	j := job{person: p, occupation: one(s, occupations), kind: pick(s, contractKinds), source: pick(s, sources), started: started}
	if s.chance(600) {
		j.occupation = p.occupation
	}
	sector := ""
	if j.kind == selfEmployed {
		j.source = pick(s, []weighted[string]{{"tự tìm", 70}, {"vay vốn", 30}})
	} else {
		j.employer = hiring(s)
		sector = j.employer.sector
	}
	switch j.kind {
	case fixedTerm:
		j.months = pick(s, terms)
	case seasonal:
		j.months = s.between(3, 6)
	}
	j.wage = s.wage(sector, p.education)
	j.reported = s.reported(started)
	return j
}

// hiring is an employer of a section drawn by weight.
func hiring(s source, employers []employer) *employer {
	sector := pick(s, sectors)
	var of []*employer
	for i := range employers {
		if employers[i].sector == sector {
			of = append(of, &employers[i])
		}
	}
	return one(s, of)
}

// wage is in đồng, a multiple of 50,000.
func (s source) wage(sector, education string) int64 {
	median, known := medianWages[sector]
	if !known {
		median = 6000
	}
	thousand := min(max(s.logNormal(median, 0.16), median*0.66), median*2) * raises[education]
	return int64(math.Round(thousand/50)) * 50_000
}

// reported is when a job that started on the day is reported: after six days on
// average, some much later, and a few after the year was closed.
func (s source) reported(started civil.Date) civil.Date {
	delay := s.geometric(5.2)
	if s.chance(30) {
		delay = s.between(31, 60)
	}
	day := workday(started.AddDays(min(delay, 60)))
	if s.chance(4) {
		day = workday(civil.On(2022, 2, 1).AddDays(s.IntN(20)))
	}
	return clamp(day, started, lastWord)
}

var placementHeader = []string{
	"Số CCCD", "Mã số thuế", "Công việc", "Loại hợp đồng", "Ngày bắt đầu", "Số tháng", "Mức lương", "Nguồn giới thiệu", "Ngày báo cáo",
	"Số vị trí", "Số phiếu", "Số khóa", "Số khoản vay", "Mã cộng tác viên", "Ngày nghỉ việc", "Lý do nghỉ việc", "Tìm việc tiếp",
}

func placementFile(jobs []job) File {
	f := File{Name: "placements", Header: placementHeader}
	for _, j := range jobs {
		f.Rows = append(f.Rows, j.row())
	}
	return f
}

func (j job) row() []string {
	tax, months := "", ""
	if j.employer != nil {
		tax = j.employer.taxCode
	}
	if j.months > 0 {
		months = strconv.Itoa(j.months)
	}
	again := ""
	if j.again {
		again = "có"
	}
	return []string{
		j.person.citizenID, tax, j.occupation, j.kind, j.started.Vietnamese(), months, dotted(j.wage), j.source, j.reported.Vietnamese(),
		j.vacancy, j.referral, j.course, j.loan, j.helper, j.ended.Vietnamese(), j.why, again,
	}
}

// dotted is 6.500.000.
func dotted(n int64) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(c)
	}
	return b.String()
}
