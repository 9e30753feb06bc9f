package supervision

import (
	"slices"

	"vaoso/domain/civil"
	"vaoso/domain/es"
)

// What an agency's score counts, and how much: DOMAIN, "Read models and reports".
const (
	scoreMonths   = 24  // what lies further back is forgotten
	mostPoints    = 100 // the score's end
	perCritical   = 15
	perMajor      = 8
	perMinor      = 3
	perOverdue    = 10
	perUpheld     = 5
	mediumFrom    = 20
	highFrom      = 50
	overdueRemedy = "RF14" // the rule that flags a remedy that is overdue
)

// Level is how high a risk is.
type Level string

// The levels.
const (
	LevelLow    Level = "low"    // thấp
	LevelMedium Level = "medium" // trung bình
	LevelHigh   Level = "high"   // cao
)

// Mark is a red flag as the score sees it.
type Mark struct {
	ID       string
	Rule     string
	Severity Severity
	Open     bool // neither settled nor refuted
	Refuted  bool
	Day      civil.Date
	Events   []es.UUID
}

// Upheld is a complaint that was upheld on a day.
type Upheld struct {
	ComplaintNo string
	On          civil.Date
	Event       es.UUID // of the answer
}

// Sent is a departure, and whether the worker absconded.
type Sent struct {
	On          civil.Date
	AbscondedOn civil.Date // zero: didn't
	Event       es.UUID    // of the absconding
}

// Record is what is known of an agency.
type Record struct {
	Marks  []Mark
	Upheld []Upheld
	Sent   []Sent
}

// TermName names a term of the score.
type TermName string

// The terms, in the order of the formula.
const (
	TermCritical   TermName = "critical"
	TermMajor      TermName = "major"
	TermMinor      TermName = "minor"
	TermOverdue    TermName = "overdue_remedies"
	TermUpheld     TermName = "complaints_upheld"
	TermAbsconding TermName = "absconding"
)

// Term is a part of the score, with what it rests on.
type Term struct {
	Name   TermName  `json:"name"`
	Count  int       `json:"count"`  // flags, remedies, complaints; of absconding: workers who did
	Of     int       `json:"of"`     // of absconding: departures; else 0
	Each   int       `json:"each"`   // points for one; 0 of absconding, which gives its share in %
	Points int       `json:"points"` // before the score's end
	About  []string  `json:"about"`  // ids of flags, numbers of complaints
	Events []es.UUID `json:"events"` // ids of the events that show it
}

// Score is an agency's risk score: how often rules were broken lately, as far as
// this book knows. It judges the agency's record, and nobody's person.
type Score struct {
	Points int        `json:"points"` // 0 to 100
	Level  Level      `json:"level"`
	Since  civil.Date `json:"since"` // what happened on this day or later counts
	Terms  []Term     `json:"terms"`
}

// ScoreOf is the score on a day:
//
//	min(100, 15·critical + 8·major + 3·minor flags + 10·overdue remedies +
//	         5·complaints upheld + absconding %)
//
// of the last 24 months, refuted flags left out. A flag counts whether it is
// open or settled; a remedy that is overdue counts as the flag that it is, and
// again while it is open. Below 20 the risk is low, below 50 medium.
func ScoreOf(r Record, asOf civil.Date) Score {
	after := asOf.AddMonths(-scoreMonths)
	lately := func(day civil.Date) bool { return day.After(after) && !day.After(asOf) }
	flags := func(name TermName, each int, counts func(Mark) bool) Term {
		t := term(name, each)
		for _, m := range r.Marks {
			if !m.Refuted && lately(m.Day) && counts(m) {
				t.add(m.ID, m.Events...)
			}
		}
		return t
	}
	upheld := term(TermUpheld, perUpheld)
	for _, u := range r.Upheld {
		if lately(u.On) {
			upheld.add(u.ComplaintNo, u.Event)
		}
	}
	s := Score{Since: after.AddDays(1), Terms: []Term{
		flags(TermCritical, perCritical, func(m Mark) bool { return m.Severity == Critical }),
		flags(TermMajor, perMajor, func(m Mark) bool { return m.Severity == Major }),
		flags(TermMinor, perMinor, func(m Mark) bool { return m.Severity == Minor }),
		flags(TermOverdue, perOverdue, func(m Mark) bool { return m.Rule == overdueRemedy && m.Open }),
		upheld,
		absconding(r.Sent, lately, asOf),
	}}
	for _, t := range s.Terms {
		s.Points += t.Points
	}
	s.Points = min(mostPoints, s.Points)
	switch {
	case s.Points < mediumFrom:
		s.Level = LevelLow
	case s.Points < highFrom:
		s.Level = LevelMedium
	default:
		s.Level = LevelHigh
	}
	return s
}

func term(name TermName, each int) Term {
	return Term{Name: name, Each: each, About: []string{}, Events: []es.UUID{}}
}

func (t *Term) add(about string, events ...es.UUID) {
	t.Count, t.Points = t.Count+1, t.Points+t.Each
	t.About = append(t.About, about)
	for _, e := range events {
		if !slices.Contains(t.Events, e) {
			t.Events = append(t.Events, e)
		}
	}
}

// absconding is the share, in %, half up, of those who departed lately and have
// absconded by the day.
func absconding(sent []Sent, lately func(civil.Date) bool, asOf civil.Date) Term {
	t := term(TermAbsconding, 0)
	for _, s := range sent {
		if !lately(s.On) {
			continue
		}
		t.Of++
		if !s.AbscondedOn.IsZero() && !s.AbscondedOn.After(asOf) {
			t.Count++
			t.Events = append(t.Events, s.Event)
		}
	}
	if t.Of > 0 {
		t.Points = (200*t.Count + t.Of) / (2 * t.Of)
	}
	return t
}
