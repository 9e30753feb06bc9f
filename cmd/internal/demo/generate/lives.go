package generate

import (
	"fmt"
	"iter"
	"slices"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/overseas"
	"vaoso/domain/plan"
	"vaoso/domain/supervision"
)

// Lives are the made-up lives of many people over some years, as the commands
// by which a city enters them, day by day. The same Lives are the same commands
// on every machine, and a person's life is the same however many others there
// are.
type Lives struct {
	Seed    uint64
	Workers int      // persons; 1 to 900,000, the most that made-up ids hold, or 1,000,000 by Most
	Years   int      // that end with 2021, the last that the shipped rules count; 1 to 14
	Wards   []string // where people live, of the plan's nine; none: all, by their population
}

// MostLives is how many people made-up citizen ids hold.
const MostLives = 1_000_000

// mostYears begin with 2008, the first whole year of law-2006.
const mostYears = 14

// Act is a command of a day.
type Act struct {
	Key     string // idempotency key, the same in every run
	On      civil.Date
	Role    book.Role
	Reason  string
	Basis   string // legal basis; "": none of its own
	Command any

	reported civil.Date // the day on which it is entered
}

// Day is what is entered on a day: acts of different subjects stand in no
// order; those of one are in theirs, and a later batch follows an earlier one.
type Day struct {
	On      civil.Date
	Batches [][]Act
}

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

// schedule says who has something entered on which day: of day d, the people
// who[at[d]:at[d+1]]. Four bytes a person and day are all that is kept of a
// million lives; each is made up anew when its day comes.
type schedule struct {
	at  []int
	who []uint32
}

func (l maker) schedule(told func(done int)) schedule {
	days := l.Last().DaysSince(l.First()) + 1
	s := schedule{at: make([]int, days+1)}
	each := func(visit func(day int, person uint32)) {
		for i := range l.Workers {
			last := -1
			for _, a := range l.life(i) {
				if day := a.reported.DaysSince(l.First()); day != last {
					visit(day, uint32(i)) //nolint:gosec // at most a million
					last = day
				}
			}
			if told != nil && i%1000 == 0 {
				told(i)
			}
		}
	}
	each(func(day int, _ uint32) { s.at[day+1]++ })
	for d := range days {
		s.at[d+1] += s.at[d]
	}
	s.who = make([]uint32, s.at[days])
	next := slices.Clone(s.at)
	told = nil
	each(func(day int, person uint32) {
		s.who[next[day]] = person
		next[day]++
	})
	return s
}

// Days are all days on which something is entered, in order. told, where given,
// hears how many people have been made up before the first.
func (l Lives) Days(told func(done int)) iter.Seq[Day] {
	return func(yield func(Day) bool) {
		m := l.maker()
		common := l.commonActs(m.employers)
		s := m.schedule(told)
		for d := range len(s.at) - 1 {
			day := Day{On: l.First().AddDays(d)}
			if acts := common[day.On]; len(acts) > 0 {
				for _, a := range acts { // the city's own come one after another
					day.Batches = append(day.Batches, []Act{a})
				}
			}
			for _, who := range s.who[s.at[d]:s.at[d+1]] {
				nth := 0
				for _, a := range m.life(int(who)) {
					if a.reported != day.On {
						continue
					}
					place := nth + len(common[day.On])
					for len(day.Batches) <= place {
						day.Batches = append(day.Batches, nil)
					}
					day.Batches[place] = append(day.Batches[place], a)
					nth++
				}
			}
			if len(day.Batches) > 0 && !yield(day) {
				return
			}
		}
	}
}

// city is an act of the city's own, entered on the day it happens.
func city(key string, on civil.Date, role book.Role, reason string, command any) Act {
	return Act{Key: "lives:" + key, On: on, Role: role, Reason: reason, Command: command, reported: on}
}

// commonActs are what isn't of a person: the years' plans, employers, agencies
// and inspections.
func (l Lives) commonActs(employers []employer) map[civil.Date][]Act {
	acts := map[civil.Date][]Act{}
	add := func(a Act) { acts[a.reported] = append(acts[a.reported], a) }
	first := l.First()
	for year := first.Year(); year <= 2021; year++ {
		slug, from := fmt.Sprint("vinh-yen-", year), civil.On(year, 1, 1)
		target := max(l.Workers/l.Years*86/100, 1)
		adopt := plan.AdoptPlan{
			Plan: slug, Title: fmt.Sprint("Kế hoạch tạo việc làm ", year), From: from, To: civil.On(year, 12, 31), Total: target, Overseas: target / 43,
			RuleSet: "vinh-yen-2021", DecisionNo: fmt.Sprintf("MẪU/KH-UBND-%d", year),
		}
		for _, w := range wards {
			adopt.Units = append(adopt.Units, w.value)
		}
		if year > first.Year() {
			adopt.PreviousPlan = fmt.Sprint("vinh-yen-", year-1)
		}
		add(city("adopt:"+slug, from, book.CityOfficer, "ban hành kế hoạch năm", adopt))
	}
	for _, e := range employers {
		add(city("employer:"+e.taxCode, first, book.CityOfficer, "đăng ký", labour.RegisterEmployer{
			TaxCode: e.taxCode, Name: e.name, Sector: e.sector, Province: e.province, Ward: e.ward, Size: labour.Size(e.size),
		}))
	}
	for i, a := range agencies {
		licensed := first.AddDays(-400 - 30*i)
		add(city("agency:"+a.licence, first, book.CityOfficer, "giấy phép của Bộ", overseas.RegisterAgency{LicenceNo: a.licence, Name: a.name, LicensedOn: licensed, Markets: a.markets}))
	}
	for year := first.Year(); year <= 2021; year++ {
		for i, a := range agencies {
			for _, act := range l.inspection(year, i, a) {
				add(act)
			}
		}
	}
	return acts
}

// inspection is an agency's of a year, with its findings.
func (l Lives) inspection(year, i int, a agency) (acts []Act) {
	s := l.options().draw("lives inspection", year*100+i)
	no := fmt.Sprintf("KT-%d-%02d", year, i+1)
	opened := workday(civil.On(year, 3, 1).AddDays(s.IntN(250)))
	add := func(step string, on civil.Date, command any, basis string) {
		act := city("inspection:"+no+":"+step, on, book.Inspector, "kiểm tra định kỳ", command)
		act.Basis = basis
		acts = append(acts, act)
	}
	add("open", opened, supervision.OpenInspection{Inspection: no, LicenceNo: a.licence, Inspector: fmt.Sprintf("Thanh tra Mẫu %02d", s.between(1, 4))}, "")
	severities := map[string]supervision.Severity{"nhẹ": supervision.Minor, "nặng": supervision.Major, "nghiêm trọng": supervision.Critical}
	for n := range s.IntN(4) {
		v := pick(s, violations)
		id := fmt.Sprintf("%s-%d", no, n+1)
		add("find"+id, opened, supervision.RecordFinding{Inspection: no, FindingID: id, Text: v.text, Severity: severities[v.severity]}, v.basis)
		due := opened.AddDays(30)
		add("require"+id, opened, supervision.RequireRemedy{Inspection: no, FindingID: id, What: "khắc phục: " + v.text, DueOn: due}, "")
		if late := s.IntN(100); late < 90 { // 70 in time, 20 late, 10 never
			on := workday(opened.AddDays(s.between(10, 29)))
			if late >= 70 {
				on = workday(due.AddDays(s.between(1, 60)))
			}
			if !on.After(l.Last()) {
				add("remedy"+id, on, supervision.RecordRemedy{Inspection: no, FindingID: id, EvidenceRef: "BB-" + id}, "")
			}
		}
	}
	add("close", opened.AddDays(s.between(3, 9)), supervision.CloseInspection{Inspection: no, Conclusion: "kết luận kiểm tra"}, "")
	slices.SortStableFunc(acts, func(x, y Act) int { return x.reported.Compare(y.reported) })
	return acts
}

func (l Lives) options() Options { return Options{Seed: l.Seed, Workers: l.Workers, Clean: true} }

// maker makes lives up.
type maker struct {
	Lives
	o         Options
	employers []employer
	bySector  map[string][]*employer
}

// maker has the employers, which grow with the people: one for 30 of them.
func (l Lives) maker() maker {
	m := maker{Lives: l, o: l.options(), bySector: map[string][]*employer{}}
	m.employers = m.o.manyEmployers(min(max(manyEmployers, l.Workers/30), 20_000))
	for i := range m.employers {
		e := &m.employers[i]
		m.bySector[e.sector] = append(m.bySector[e.sector], e)
	}
	return m
}

// hiring is an employer of a section drawn by weight.
func (m maker) hiring(s source) *employer { return one(s, m.bySector[pick(s, sectors)]) }
