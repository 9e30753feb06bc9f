package golden

import (
	"cmp"
	"slices"

	"vaoso/cmd/internal/demo/data"
)

// fact is something that may count.
type fact struct {
	person, day, reported string
	months                int // 0: indefinite
	ward, sex             string
	kind, sector, source  string
	annulled              string // the day it was
	irregular             bool
	same                  *placed // the job that a loan's is too
}

var planUnits = []string{"08707", "08710", "08713", "08716", "08719", "08722", "08725", "08728", "08731"}

// Compute finds the figures of the shipped year.
func Compute() (Figures, error) {
	return ComputeOf(func(name string) ([]byte, error) { return data.Files.ReadFile(name + ".csv") }, year)
}

// ComputeOf finds the figures of a year that package generate made. open gives
// the bytes of a file by its name without ".csv".
func ComputeOf(open func(name string) ([]byte, error), acts Acts) (Figures, error) {
	b := book{
		acts: acts, employers: map[string]record{}, workers: map[string]record{}, agencies: map[string]record{}, jobs: map[string][]job{},
		rows: map[string]map[string]int{}, institutions: map[string]bool{}, courses: map[string]record{}, trainees: map[string][]enrolment{},
		intermediaries: map[string]bool{}, collaborators: map[string]record{}, vacancies: map[string]record{}, loans: map[string]record{}, asked: map[string]map[string]int{}, restated: map[string]int{},
	}
	for _, file := range []struct {
		name string
		days []string
		read func([]record)
	}{
		{"employers", nil, b.readEmployers},
		{"workers", []string{"Ngày sinh", "Ngày đăng ký"}, b.readWorkers},
		{"agencies", nil, b.readAgencies},
		{"institutions", nil, b.readInstitutions},
		{"intermediaries", nil, b.readIntermediaries},
		{"collaborators", nil, b.readCollaborators},
		{"courses", nil, b.readCourses},
		{"trainees", []string{"Ngày ghi danh", "Ngày hoàn thành", "Ngày thôi học"}, b.readTrainees},
		{"attendance", nil, b.readAttendance},
		{"vacancies", nil, b.readVacancies},
		{"fairs", nil, b.readFairs},
		{"referrals", nil, b.readReferrals},
		{"loans", nil, b.readLoans},
		{"placements", []string{"Ngày bắt đầu", "Ngày báo cáo", "Ngày nghỉ việc"}, b.readPlacements},
		{"loan-jobs", nil, b.readLoanJobs},
		{"retention", []string{"Ngày bắt đầu", "Ngày hỏi"}, b.readRetention},
		{"grants", nil, b.readGrants},
		{"unemployment", nil, b.readUnemployment},
		{"capacity", nil, b.readSeminars},
		{"contracts", nil, b.readContracts},
		{"inspections", nil, b.readInspections},
		{"corrections", nil, b.readCorrections},
	} {
		rows, err := records(open, file.name, file.days...)
		if err != nil {
			return Figures{}, err
		}
		file.read(rows)
	}
	f := b.count("9999-12-31")
	f.Rows, f.Known = b.rows, map[string]Pair{}
	f.Courses, f.Vacancies, f.Lent, f.Retention, f.Notices, f.Untrained, f.Restated = b.conversions(), b.sought(), b.lent, b.asked, b.open(), b.untrained, b.restated
	for _, day := range monthEnds {
		then := b.count(day)
		f.Known[day] = Pair{then.Total, then.Overseas}
	}
	return f, nil
}

// monthEnds are the ends of the months from the plan's adoption to the last
// day of reports.
var monthEnds = []string{
	"2021-04-30", "2021-05-31", "2021-06-30", "2021-07-31", "2021-08-31", "2021-09-30", "2021-10-31", "2021-11-30", "2021-12-31", "2022-01-31",
}

// count goes through everybody's facts, as known on a day, in the order in
// which they happened: the first that passes counts, and a later departure
// takes its place.
func (b *book) count(known string) Figures {
	g := Figures{
		ByUnit: map[string]Pair{}, ByMonth: map[string]Pair{}, BySector: map[string]int{}, BySource: map[string]int{}, BySex: map[string]int{}, ByKind: map[string]int{}, Excluded: map[string]int{},
	}
	slices.SortStableFunc(b.facts, func(x, y fact) int { return cmp.Or(cmp.Compare(x.person, y.person), cmp.Compare(x.day, y.day)) })
	counted := map[string]fact{}
	for _, f := range b.facts {
		if f.reported > known {
			continue
		}
		if why := excluded(f, known); why != "" {
			g.Excluded[why]++
			continue
		}
		if s := f.same; s != nil && (s.annulled == "" || s.annulled > known) {
			g.Excluded["placement_too"]++
			continue
		}
		before, has := counted[f.person]
		switch {
		case !has:
			g.add(f, f.day, 1)
			counted[f.person] = f
		case f.kind == "overseas" && before.kind != "overseas":
			g.add(before, f.day, -1)
			g.add(f, f.day, 1)
			counted[f.person] = f
		default:
			g.Excluded["second"]++
		}
	}
	return g
}

func excluded(f fact, known string) string {
	switch {
	case f.annulled != "" && f.annulled <= known:
		return "annulled"
	case f.day < "2021-01-01" || f.day > "2021-12-31":
		return "outside_year"
	case f.reported > "2022-01-31":
		return "late"
	case f.irregular:
		return "irregular"
	case !slices.Contains(planUnits, f.ward):
		return "in_migrant"
	case f.months == 1 || f.months == 2:
		return "short"
	}
	return ""
}

func (g *Figures) add(f fact, day string, n int) {
	abroad := 0
	if f.kind == "overseas" {
		abroad = n
	}
	g.Total, g.Overseas, g.Domestic = g.Total+n, g.Overseas+abroad, g.Domestic+n-abroad
	plus := func(m map[string]Pair, key string) { m[key] = Pair{m[key].Total + n, m[key].Overseas + abroad} }
	plus(g.ByUnit, f.ward)
	plus(g.ByMonth, day[:7])
	g.BySector[f.sector] += n
	g.BySource[f.source] += n
	g.ByKind[f.kind] += n
	g.BySex[map[string]string{"nam": "male", "nữ": "female"}[f.sex]] += n
}
