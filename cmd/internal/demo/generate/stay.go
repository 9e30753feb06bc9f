package generate

import (
	"fmt"

	"vaoso/domain/civil"
	"vaoso/domain/labour"
)

// stay is for how long a job lasts, and under which contract.
type stay struct {
	lasts  int // marks that it is there at, of 3, 6 and 12 months
	kind   labour.ContractKind
	months int        // of the term; 0: none
	more   int        // months by which it is extended
	end    civil.Date // the last day; zero: it goes on
	byTerm bool       // it ends with the term
}

// Of 100 jobs 91, 83 and 71 are there after 3, 6 and 12 months. The 9, 8 and 12
// between leave on a day of theirs, or at the end of a short term: so many of
// 1,000, for 12 % of all to end early.
var (
	lasting = []weighted[int]{{0, 90}, {1, 80}, {2, 120}, {3, 710}}
	atTerm  = [3]int{450, 500, 750}
)

// freely are the kinds of the jobs whose term isn't told by when they end, so
// that of all jobs 62 % are for a fixed term, 24 % indefinite, 10 % one's own
// and 4 % seasonal.
var freely = []weighted[labour.ContractKind]{
	{labour.FixedTerm, 573}, {labour.Indefinite, 289}, {labour.SelfEmployed, 120}, {labour.Seasonal, 18},
}

// stay makes up the contract of a job.
func (s source) stay() stay {
	st := stay{lasts: pick(s, lasting)}
	if st.lasts < 3 && s.chance(atTerm[st.lasts]) {
		st.kind, st.months, st.byTerm = labour.FixedTerm, [3]int{s.between(1, 3), s.between(4, 6), 12}[st.lasts], true
		if st.lasts < 2 && s.chance(150) {
			st.kind = labour.Seasonal
		}
		return st
	}
	switch st.kind = pick(s, freely); st.kind {
	case labour.FixedTerm:
		st.months = pick(s, terms)
	case labour.Seasonal:
		st.months = s.between(3, 6)
	case labour.Indefinite, labour.SelfEmployed:
	}
	return st
}

// around is how many days after a mark nobody leaves, so that whoever asks then
// hears what was so on the mark's day.
const around = 15

// goesOn are the jobs that outlast the marks and end some day, of 1,000; the
// others go on, where they have no term [made up].
const goesOn = 550

// from makes up when a job ends that starts on the day.
func (s source) from(st stay, started civil.Date) stay {
	mark := func(i int) civil.Date { return labour.RetentionDue(started, labour.RetentionMarks[i]) }
	switch {
	case st.byTerm:
		st.end = started.LastDayOf(st.months)
	case st.lasts < 3:
		from, to := started.AddDays(10), mark(st.lasts).AddDays(-1)
		if st.lasts > 0 {
			from = mark(st.lasts - 1).AddDays(around)
		}
		st.end = from.AddDays(s.IntN(to.DaysSince(from) + 1))
		for st.months > 0 && !started.LastDayOf(st.months).After(st.end) {
			st.kind, st.months = labour.FixedTerm, st.months+6
		}
	default:
		least := mark(2).AddDays(around)
		if s.chance(goesOn) {
			st.end = least.AddDays(s.IntN(1500))
		}
		st = s.extended(st, started, least)
	}
	return st
}

// extended is the stay of a term, which is extended where it ends before a day,
// and sometimes where it doesn't [made up].
func (s source) extended(st stay, started, least civil.Date) stay {
	if st.months == 0 {
		return st
	}
	term := started.LastDayOf(st.months)
	if goesOn := st.end.IsZero() || st.end.After(term); term.Before(least) || goesOn && s.chance(250) {
		st.more = pick(s, []weighted[int]{{12, 60}, {24, 30}, {36, 10}})
	}
	if last := started.LastDayOf(st.months + st.more); st.end.IsZero() || !st.end.Before(last) {
		st.end, st.byTerm = last, true
	}
	return st
}

// Who is asked about a job at a mark, of 1,000: nearly all who have it, most of
// those who have left, who are asked once; a few can't be reached [made up].
const (
	askedStill  = 970
	askedLeft   = 700
	unreachable = 20
)

// checks are the answers about a job at its marks.
func (w *writer) checks(j gig, st stay) {
	for i, mark := range labour.RetentionMarks {
		s, due := w.s, labour.RetentionDue(j.started, mark)
		check := labour.CheckRetention{CitizenID: w.id, Mark: mark, Outcome: labour.StillThere}
		asked, left := askedStill, st.lasts <= i
		if left {
			check.Outcome, asked = labour.HasLeft, askedLeft
		}
		switch {
		case s.chance(unreachable):
			check.Outcome = labour.Unreachable
		case !left:
			check.MonthlyWage = vnd(j.wage + j.wage/100*int64(i*s.between(0, 3)))
		}
		if on := due.AddDays(s.IntN(around)); s.chance(asked) {
			w.add(fmt.Sprint(j.key("check"), "-", mark), on, s.between(0, 5), "theo dõi duy trì việc làm", check).Job = j.named()
		}
		if left {
			return
		}
	}
}
