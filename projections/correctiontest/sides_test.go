package correctiontest_test

import (
	"pgregory.net/rapid"

	"vaoso/domain/catalog"
	"vaoso/domain/civil"
	"vaoso/domain/correction"
	"vaoso/domain/es"
	"vaoso/projections/correctiontest"
)

// side is one of two histories of any streams.
type side struct {
	*correctiontest.Log
	streams map[string][]es.Recorded
}

// sides are the history in which what was entered was right, and the one in
// which it was wrong and is put right.
type sides struct {
	t            *rapid.T
	right, wrong *side
}

func newSides(t *rapid.T) sides {
	open := func() *side {
		return &side{correctiontest.NewLog(catalog.Events()), map[string][]es.Recorded{}}
	}
	return sides{t, open(), open()}
}

// run is something that is entered into a history; it may be refused.
type run func(*side) error

// asksOf is a command to a stream.
func asksOf[S, C any](t correctiontest.T, d es.Decider[S, C], stream string, on civil.Date, c C) run {
	return func(s *side) error {
		payloads, err := d.Decide(d.Fold(s.streams[stream]), c, es.Asked{On: on, Today: today, Reason: "nhầm", LegalBasis: "Đ.1", Actor: "u-test"})
		if err != nil {
			if _, refused := es.AsRefused(err); !refused {
				t.Fatalf("%T: %v", c, err)
			}
			return err
		}
		s.streams[stream] = append(s.streams[stream], s.Append(t, stream, on, payloads...)...)
		return nil
	}
}

// apart enters the one on the one side and the other on the other, nil being
// nothing, and says how many events each wrote; both histories have as many
// places after it.
func (s sides) apart(right, wrong run) (rights, wrongs int, rightErr, wrongErr error) {
	before := s.right.Len()
	if right != nil {
		rightErr = right(s.right)
	}
	if wrong != nil {
		wrongErr = wrong(s.wrong)
	}
	rights, wrongs = s.right.Len()-before, s.wrong.Len()-before
	s.right.Gap(max(0, wrongs-rights))
	s.wrong.Gap(max(0, rights-wrongs))
	return rights, wrongs, rightErr, wrongErr
}

// both enters the same on both sides; ok is false where it isn't taken alike.
func (s sides) both(r run) (ok bool) {
	n, m, err, other := s.apart(r, r)
	return n == m && (err == nil) == (other == nil)
}

// mistake enters the right fact on the one side, nil being none, and the wrong
// one on the other; ok is false where one of them isn't taken.
func (s sides) mistake(right, wrong run) (ok bool) {
	n, m, err, other := s.apart(right, wrong)
	return err == nil && other == nil && m > 0 && (right == nil || n == m)
}

// putRight enters the correction; ok is false where it is refused.
func (s sides) putRight(correct ...run) (ok bool) {
	for _, c := range correct {
		if _, n, _, err := s.apart(nil, c); err != nil || n == 0 {
			return false
		}
	}
	return true
}

// entered is the fact that was entered last, on the wrong side.
func (s sides) entered(stream string) es.UUID {
	facts := s.wrong.streams[stream]
	return facts[len(facts)-1].ID
}

// corrected says whether the fact was put right, and no other. A command puts right
// what was entered last, which may be another that came after the wrong one; what
// is annulled may take others with it.
func (s sides) corrected(stream string, fact es.UUID) (it bool) {
	for _, e := range s.wrong.streams[stream] {
		effect, is := e.Payload.(correction.Effect)
		if !is {
			continue
		}
		switch of := effect.Corrects(); {
		case of.EventID == fact:
			it = true
		case of.Action == correction.Correct:
			return false
		}
	}
	return it
}
