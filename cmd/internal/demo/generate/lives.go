package generate

import (
	"fmt"
	"slices"
	"sort"

	"vaoso/domain/civil"
)

// Lives are the made-up lives of many people over some years, as the commands
// by which a city enters them, day by day. The same Lives are the same commands
// on every machine, and a person's life is the same however many others there
// are.
type Lives struct {
	Seed    uint64
	Workers int      // persons; 1 to 1,000,000
	Years   int      // that end with 2021, the last that the shipped rules count; 1 to 14
	Wards   []string // where people live, of the plan's nine; none: all, by their population
}

// MostLives is how many people made-up citizen ids hold.
const MostLives = 1_000_000

// mostYears begin with 2008, the first whole year of law-2006.
const mostYears = 14

// Check says what can't be made up.
func (l Lives) Check() error {
	switch {
	case l.Workers < 1 || l.Workers > MostLives:
		return fmt.Errorf("generate: %d workers; from 1 to %d can be made up", l.Workers, MostLives)
	case l.Years < 1 || l.Years > mostYears:
		return fmt.Errorf("generate: %d years; from 1 to %d can be made up, the last is 2021", l.Years, mostYears)
	}
	for _, w := range l.Wards {
		if !slices.ContainsFunc(wards, func(known weighted[string]) bool { return known.value == w }) {
			return fmt.Errorf("generate: %q isn't one of the plan's nine units, e.g. 08710", w)
		}
	}
	return nil
}

// First and Last are the days of the first and the last year.
func (l Lives) First() civil.Date { return civil.On(2022-l.Years, 1, 1) }

// Last is the last day on which anything is entered.
func (l Lives) Last() civil.Date { return lastWord }

func (l Lives) options() Options { return Options{Seed: l.Seed, Workers: l.Workers, Clean: true} }

// maker makes lives up.
type maker struct {
	Lives
	o         Options
	employers []employer
	bySector  map[string][]int // employers, in order
	visits    []visited        // the inspections of all years, by their opening
	barred    [][]period       // of each agency: when its licence is suspended
	wanted    demand           // what people come to of shared subjects
}

// blockSize is how many people share courses and vacancies: those of one block
// have theirs whoever else there is.
const blockSize = 1000

// employersFor is how many employers there are for the i-th person to meet: as
// the book grows so do they, one for 30 people.
func employersFor(i int) int { return min(max(manyEmployers, i/30), 20_000) }

func (l Lives) maker() *maker {
	m := &maker{Lives: l, o: l.options(), bySector: map[string][]int{}}
	m.employers = m.o.manyEmployers(employersFor(l.Workers - 1))
	for i, e := range m.employers {
		m.bySector[e.sector] = append(m.bySector[e.sector], i)
	}
	m.inspect()
	m.wanted = newDemand(m)
	return m
}

// hiring is an employer that the i-th person meets, of a section drawn by weight.
func (m *maker) hiring(s source, i int) *employer {
	list := m.bySector[pick(s, sectors)]
	met := sort.SearchInts(list, employersFor(i))
	return &m.employers[list[s.IntN(met)]]
}

// blocks is how many blocks the people fill.
func (m *maker) blocks() int { return (m.Workers + blockSize - 1) / blockSize }

// months is how many months there are, and month the number of a day's, from 0 on.
func (m *maker) months() int { return m.month(m.Last()) + 1 }

func (m *maker) month(d civil.Date) int {
	return (d.Year()-m.First().Year())*12 + d.MonthOf().Number() - 1
}

// age numbers a month the same however many years there are.
func age(year, month int) int { return (year-2000)*12 + month }
