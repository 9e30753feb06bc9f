package generate

import (
	"iter"
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/outreach"
)

// schedule says who has something entered on which day: of day d, the people
// who[at[d]:at[d+1]]. Four bytes a person and day are all that is kept of a
// million lives; each is made up anew when its day comes.
type schedule struct {
	at   []int
	who  []uint32
	acts int // how many all people have
}

// schedule makes all lives up twice: to count, and to fill in. The first time
// it takes down what they come to of shared subjects.
func (m *maker) schedule(told func(done int)) schedule {
	days := m.Last().DaysSince(m.First()) + 1
	s, pass := schedule{at: make([]int, days+1)}, 0
	each := func(visit func(day int, person uint32), see func(Act)) {
		for i := range m.Workers {
			last := -1
			for _, a := range m.life(i) {
				see(a)
				if day := a.reported.DaysSince(m.First()); day != last {
					visit(day, uint32(i)) //nolint:gosec // at most a million
					last = day
				}
			}
			if pass++; told != nil && pass%1000 == 0 {
				told(pass / 2)
			}
		}
	}
	each(func(day int, _ uint32) { s.at[day+1]++ }, func(a Act) {
		s.acts++
		m.wanted.see(a)
	})
	for d := range days {
		s.at[d+1] += s.at[d]
	}
	s.who = make([]uint32, s.at[days])
	next := slices.Clone(s.at)
	each(func(day int, person uint32) {
		s.who[next[day]] = person
		next[day]++
	}, func(Act) {})
	return s
}

// demand is how many people come to each shared subject, by its number.
type demand struct {
	enrolled    []uint16 // in courses
	placed      []uint16 // by vacancies
	interviewed []int    // at fairs
	hired       []int
}

func newDemand(m *maker) demand {
	return demand{
		enrolled: make([]uint16, m.courses()+1), placed: make([]uint16, m.vacancies()+1),
		interviewed: make([]int, m.fairs()+1), hired: make([]int, m.fairs()+1),
	}
}

func (d *demand) see(a Act) {
	if a.Again {
		return
	}
	switch c := a.Command.(type) {
	case outreach.EnrolTrainee:
		d.enrolled[a.course]++
	case outreach.RecordReferralOutcome:
		if a.fair > 0 {
			d.interviewed[a.fair]++
		}
	case labour.PlaceWorker:
		if c.VacancyID != "" && a.Refused == "" {
			d.placed[a.vacancy]++
			d.hired[a.fair]++
		}
	}
}

// Days are all days on which something is entered, in order. told, where given,
// hears how many people have been made up before the first.
func (l Lives) Days(told func(done int)) iter.Seq[Day] {
	return func(yield func(Day) bool) {
		m := l.maker()
		s := m.schedule(told)
		of := s.acts
		for common, d := m.diary(), 0; d < len(s.at)-1; d++ { // the city's own
			for _, batch := range common.take(l.First().AddDays(d)) {
				of += len(batch)
			}
		}
		common := m.diary()
		for d := range len(s.at) - 1 {
			on := l.First().AddDays(d)
			day := Day{On: on, Batches: common.take(on), Of: of}
			day.people(m, s.who[s.at[d]:s.at[d+1]])
			if len(day.Batches) > 0 && !yield(day) {
				return
			}
		}
	}
}

// people puts what is entered of people after the city's own: acts of one
// person, and those about one course, one after another.
func (d *Day) people(m *maker, who []uint32) {
	first, courses := len(d.Batches), map[int]int{}
	for _, i := range who {
		next := first
		for _, a := range m.life(int(i)) {
			if a.reported != d.On {
				continue
			}
			place := next
			if a.course > 0 {
				place = max(place, courses[a.course])
				courses[a.course] = place + 1
			}
			d.put(place, a)
			next = place + 1
		}
	}
}

func (d *Day) put(place int, a Act) {
	for len(d.Batches) <= place {
		d.Batches = append(d.Batches, nil)
	}
	d.Batches[place] = append(d.Batches[place], a)
}

// diary is what is entered that isn't of a person: what is to come of it. A
// year's and a month's are written into it when they begin.
type diary struct {
	*maker
	ahead map[civil.Date][]Act
}

func (m *maker) diary() diary { return diary{m, map[civil.Date][]Act{}} }

// write takes acts down; what would be entered after the last day isn't there.
func (d diary) write(acts ...Act) {
	for _, a := range acts {
		if !a.reported.After(d.Last()) {
			d.ahead[a.reported] = append(d.ahead[a.reported], a)
		}
	}
}

// take is a day's, in batches.
func (d diary) take(on civil.Date) [][]Act {
	if on == d.First() {
		d.beginning()
	}
	if on == on.MonthOf().First() {
		if on.MonthOf().Number() == 1 && on.Year() <= lastDay.Year() {
			d.year(on.Year())
		}
		d.postings(on)
	}
	var day Day
	next := map[string]int{}
	for _, a := range d.ahead[on] {
		day.put(next[a.subject], a)
		next[a.subject]++
	}
	delete(d.ahead, on)
	return day.Batches
}
