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
	kind, sector          string
	annulled, irregular   bool
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
		figures: Figures{
			ByUnit: map[string]Pair{}, ByMonth: map[string]Pair{}, BySector: map[string]int{}, BySex: map[string]int{}, ByKind: map[string]int{},
			Excluded: map[string]int{}, Rows: map[string]map[string]int{},
		},
	}
	for _, file := range []struct {
		name string
		days []string
		read func([]record)
	}{
		{"employers", nil, b.readEmployers},
		{"workers", []string{"Ngày sinh", "Ngày đăng ký"}, b.readWorkers},
		{"agencies", nil, b.readAgencies},
		{"placements", []string{"Ngày bắt đầu", "Ngày báo cáo"}, b.readPlacements},
		{"contracts", nil, b.readContracts},
		{"inspections", nil, b.readInspections},
	} {
		rows, err := records(open, file.name, file.days...)
		if err != nil {
			return Figures{}, err
		}
		file.read(rows)
	}
	b.count()
	return b.figures, nil
}

// count goes through everybody's facts by day: the first that passes counts,
// and a later departure takes its place.
func (b *book) count() {
	slices.SortStableFunc(b.facts, func(x, y fact) int { return cmp.Or(cmp.Compare(x.person, y.person), cmp.Compare(x.day, y.day)) })
	counted := map[string]fact{}
	for _, f := range b.facts {
		if why := excluded(f); why != "" {
			b.figures.Excluded[why]++
			continue
		}
		before, has := counted[f.person]
		switch {
		case !has:
			b.add(f, f.day, 1)
			counted[f.person] = f
		case f.kind == "overseas" && before.kind != "overseas":
			b.add(before, f.day, -1)
			b.add(f, f.day, 1)
			counted[f.person] = f
		default:
			b.figures.Excluded["second"]++
		}
	}
}

func excluded(f fact) string {
	switch {
	case f.annulled:
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

func (b *book) add(f fact, day string, n int) {
	abroad := 0
	if f.kind == "overseas" {
		abroad = n
	}
	g := &b.figures
	g.Total, g.Overseas, g.Domestic = g.Total+n, g.Overseas+abroad, g.Domestic+n-abroad
	plus := func(m map[string]Pair, key string) { m[key] = Pair{m[key].Total + n, m[key].Overseas + abroad} }
	plus(g.ByUnit, f.ward)
	plus(g.ByMonth, day[:7])
	g.BySector[f.sector] += n
	g.ByKind[f.kind] += n
	g.BySex[map[string]string{"nam": "male", "nữ": "female"}[f.sex]] += n
}
