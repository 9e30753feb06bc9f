package generate

import (
	"fmt"
	"slices"

	"vaoso/domain/book"
	"vaoso/domain/civil"
	"vaoso/domain/labour"
	"vaoso/domain/support"
)

// life is what is entered of the i-th person, in the order of its entering.
// What would be entered after the last day isn't there yet.
func (m *maker) life(i int) []Act {
	s := m.o.draw("life", i)
	p := m.o.person(i)
	if len(m.Wards) > 0 && p.resident {
		p.ward = one(s, m.Wards)
	}
	// The person registers in one of the years, at the age that person has drawn.
	years := s.IntN(m.Years)
	p.registered = workday(m.First().AddDays(365*years + s.IntN(350)))
	p.born = p.born.AddMonths(-12 * (m.Years - 1 - years))
	p.citizenID = citizenID("000", p.female, p.born.Year(), i%MostLives)
	p.seeking = civil.Date{}
	w := &writer{maker: m, s: s, slip: m.o.draw("lapses", i), person: i, id: p.citizenID}
	w.registers(&p)
	w.since = p.registered
	switch {
	case i%56 == 11 && p.resident:
		w.abroad(i, p)
	case s.chance(placedResidents) && p.resident, s.chance(placedInMigrants) && !p.resident:
		w.work(p, workday(p.registered.AddDays(s.geometric(25))))
	case s.chance(100):
		w.add("seeking", p.registered.AddDays(s.between(60, 300)), 3, "thôi tìm việc", labour.EndJobSeeking{CitizenID: w.id, Reason: one(s, []labour.SeekingEnd{labour.Studying, labour.Housework, labour.MovedAway})})
	}
	return w.entered()
}

// writer writes a life down.
type writer struct {
	*maker
	s      source
	slip   source // for what is wrong and put right
	person int
	id     string
	since  civil.Date // the registration
	acts   []Act

	notice  civil.Date // of an unemployment that is open
	expires civil.Date // when that runs out
}

// add notes that something happened on a day, to be entered some days later.
// What it returns may be added to until something else is noted.
func (w *writer) add(key string, on civil.Date, delay int, reason string, command any) *Act {
	w.acts = append(w.acts, Act{
		Key: w.keyOf(key), On: on, Role: book.CityOfficer, Reason: reason, Command: command, delay: delay,
	})
	return &w.acts[len(w.acts)-1]
}

// keyOf is the idempotency key of something that the person's life has.
func (w *writer) keyOf(step string) string { return fmt.Sprintf("lives:%d:%s", w.person, step) }

// entered is what was noted, as it is entered: in the order in which it
// happened, nothing before what came before it, and nothing after the last day.
func (w *writer) entered() []Act {
	slices.SortStableFunc(w.acts, func(a, b Act) int { return a.On.Compare(b.On) })
	latest := civil.Date{}
	for i := range w.acts {
		a := &w.acts[i]
		if a.reported = workday(a.On.AddDays(a.delay)); a.reported.Before(latest) {
			a.reported = latest
		}
		if latest = a.reported; latest.After(w.Last()) {
			return w.acts[:i]
		}
		if a.Again { // it says what it said
			first := slices.IndexFunc(w.acts, func(b Act) bool { return b.Key == a.Key })
			a.Command = w.acts[first].Command
			continue
		}
		switch c := a.Command.(type) {
		case labour.PlaceWorker:
			c.ReportedOn = a.reported
			a.Command = c
		case support.RecordJob:
			c.ReportedOn = a.reported
			a.Command = c
		}
	}
	return w.acts
}

// registration is how a person is registered.
func (w *writer) registration(p person) labour.RegisterWorker {
	sex := labour.Male
	if p.female {
		sex = labour.Female
	}
	return labour.RegisterWorker{
		CitizenID: p.citizenID, FullName: p.name, BirthDate: p.born, Sex: sex, Ward: p.ward, Phone: p.phone, Education: trainings[p.education], Occupation: p.occupation,
	}
}

// trainings are the levels that people.go writes in words.
var trainings = map[string]labour.Education{
	"chưa qua đào tạo": labour.NoTraining, "sơ cấp": labour.Elementary, "trung cấp": labour.Intermediate, "cao đẳng": labour.College,
	"đại học": labour.University, "sau đại học": labour.Postgraduate,
}
